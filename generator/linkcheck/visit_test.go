package linkcheck

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

func TestAnswers(t *testing.T) {
	for _, test := range []struct {
		code  int
		state State
		says  string
	}{
		{200, Fine, ""}, {204, Fine, ""}, {206, Fine, ""},
		{404, Failed, "answers 404 not found"}, {410, Failed, "answers 410 gone"},
		{400, Unsure, "answers 400 bad request"}, {401, Unsure, "answers 401 unauthorized"}, {403, Unsure, "answers 403 forbidden"}, {418, Unsure, "answers 418 i'm a teapot"},
		{429, Unsure, "answers 429 too many requests"}, {451, Unsure, "answers 451 unavailable for legal reasons"}, {500, Unsure, "answers 500 internal server error"},
		{502, Unsure, "answers 502 bad gateway"}, {503, Unsure, "answers 503 service unavailable"}, {504, Unsure, "answers 504 gateway timeout"}, {599, Unsure, "answers 599"}, {304, Unsure, "answers 304 not modified"},
	} {
		n := newNetwork(t)
		n.site("site.example", status(test.code))
		if r := n.visit("http://site.example/"); r.State != test.state || r.Says != test.says {
			t.Errorf("%d: %+v", test.code, r)
		}
	}
}

// A server that does not know HEAD, or answers it oddly, is asked for the page.
func TestHeadThenGet(t *testing.T) {
	for _, code := range []int{400, 403, 404, 405, 406, 500, 501} {
		n := newNetwork(t)
		n.site("site.example", func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodHead {
				w.WriteHeader(code)
			}
		})
		if r := n.visit("http://site.example/a?b=c&d"); r.State != Fine {
			t.Errorf("%d: %+v", code, r)
		}
		if got, want := n.requests("site.example"), []string{"HEAD http://site.example/a?b=c&d", "GET http://site.example/a?b=c&d"}; !slices.Equal(got, want) {
			t.Errorf("%d: %v", code, got)
		}
	}
	n := newNetwork(t)
	n.site("site.example", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			conn, _, _ := w.(http.Hijacker).Hijack()
			io.WriteString(conn, "odd\r\n\r\n")
			conn.Close()
		}
	})
	if r := n.visit("http://site.example/"); r.State != Fine {
		t.Errorf("an answer that is none: %+v", r)
	}
	if got := n.requests("site.example"); len(got) != 2 {
		t.Error(got)
	}
}

// Whoever answers is told as little as a link needs.
func TestRequestsGiveNothingAway(t *testing.T) {
	n := newNetwork(t)
	var heads []http.Header
	n.site("first.example", func(w http.ResponseWriter, r *http.Request) {
		heads = append(heads, r.Header.Clone())
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b", Domain: "example", Path: "/"})
		w.Header().Set("WWW-Authenticate", "Basic realm=x")
		redirect(302, "http://me:secret@first.example/again"+strings.TrimPrefix(r.URL.Path, "/"))(w, r)
	})
	n.visit("http://me:secret@first.example/#part")
	if len(heads) != mostHops {
		t.Fatalf("%d requests", len(heads))
	}
	for _, head := range heads {
		for name := range head {
			if !slices.Contains([]string{"User-Agent", "Accept", "Accept-Language", "Connection"}, name) {
				t.Errorf("%s: %s", name, head.Get(name))
			}
		}
		if head.Get("User-Agent") != "wellshelf check --links" {
			t.Error(head.Get("User-Agent"))
		}
	}
}

// A page without end costs no more than its beginning.
func TestPagesAreNotRead(t *testing.T) {
	n := newNetwork(t)
	n.site("site.example", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(405)
			return
		}
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	})
	r, read := n.counted("http://site.example/")
	if r.State != Fine || read > 4*mostBody {
		t.Errorf("%+v, and %d bytes were read", r, read)
	}
}

// counted is visit, and how many bytes came back.
func (n *network) counted(address string) (r Record, read int64) {
	var total atomic.Int64
	c := n.checker()
	c.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := n.dial(ctx, network, address)
		return &counted{conn, &total}, err
	}
	ledger := &Ledger{records: map[string]Record{"http://witness.example/": {Checked: "2026-11-01", State: Fine}}}
	n.site("witness.example", ok)
	if _, err := c.Check(context.Background(), uses(address, "http://witness.example/"), ledger); err != nil {
		n.t.Fatal(err)
	}
	r, _ = ledger.Of(address)
	return r, total.Load()
}

type counted struct {
	net.Conn
	read *atomic.Int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.read.Add(int64(n))
	return n, err
}

// A head without end is not read either, and proves nothing.
func TestEndlessHeads(t *testing.T) {
	n := newNetwork(t)
	n.site("site.example", func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		defer conn.Close()
		io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(conn, "X-%d: %s\r\n", i, strings.Repeat("x", 1000)); err != nil {
				return
			}
		}
	})
	r, read := n.counted("http://site.example/")
	if r.State != Unsure || r.Says != "breaks off the connection" || read > 3*mostHead { // it is asked twice
		t.Errorf("%+v, and %d bytes were read", r, read)
	}
}

func TestRedirects(t *testing.T) {
	for _, test := range []struct {
		name     string
		codes    []int // one hop each, then the page
		end      int
		state    State
		movedHop int // 0 is none
	}{
		{"for good", []int{301}, 200, Fine, 1},
		{"for good, newer word", []int{308}, 200, Fine, 1},
		{"for now", []int{302}, 200, Fine, 0},
		{"for now, then for good", []int{307, 301}, 200, Fine, 0},
		{"for good, then for now", []int{301, 303}, 200, Fine, 1},
		{"for good three times", []int{301, 308, 301}, 200, Fine, 3},
		{"to nowhere", []int{301}, 404, Failed, 0},
		{"to a door", []int{301}, 403, Unsure, 0},
		{"nine hops", []int{302, 302, 302, 302, 302, 302, 302, 302, 302}, 200, Fine, 0},
		{"ten hops", []int{302, 302, 302, 302, 302, 302, 302, 302, 302, 302}, 200, Failed, 0},
	} {
		n := newNetwork(t)
		for i, code := range test.codes {
			n.site(fmt.Sprintf("hop%d.example", i), redirect(code, fmt.Sprintf("http://hop%d.example/page", i+1)))
		}
		n.site(fmt.Sprintf("hop%d.example", len(test.codes)), status(test.end))
		r := n.visit("http://hop0.example/page")
		moved := ""
		if test.movedHop > 0 {
			moved = fmt.Sprintf("http://hop%d.example/page", test.movedHop)
		}
		if r.State != test.state || r.Moved != moved {
			t.Errorf("%s: %+v, want %s and %q", test.name, r, test.state, moved)
		}
	}
}

func TestRedirectsElsewhere(t *testing.T) {
	for to, want := range map[string]Record{
		"itms-apps://store/id1": {State: Unsure, Says: "leads out of the web, into an app"},
		"mailto:a@b.example":    {State: Unsure, Says: "leads out of the web, into an app"},
		"javascript:alert(1)":   {State: Unsure, Says: "leads out of the web, into an app"},
		"file:///etc/passwd":    {State: Unsure, Says: "leads out of the web, into an app"},
		"http://[":              {State: Failed, Says: "leads on to something that is no address"},
		"":                      {State: Failed, Says: "leads on to something that is no address"},
		"http://":               {State: Failed, Says: "is not a whole address"},
		"/other":                {State: Failed, Says: "leads from one address to the next without end"},
		"//site.example/x":      {State: Failed, Says: "leads from one address to the next without end"},
	} {
		n := newNetwork(t)
		n.site("site.example", redirect(302, to))
		if r := n.visit("http://site.example/"); r.State != want.State || r.Says != want.Says {
			t.Errorf("%s: %+v", to, r)
		}
	}
}

func TestNoAnswer(t *testing.T) {
	n := newNetwork(t)
	n.names["refuses.example"], n.refuse["8.8.8.8:80"] = []string{"8.8.8.8"}, syscall.ECONNREFUSED
	n.names["cut.example"], n.refuse["8.8.4.4:80"] = []string{"8.8.4.4"}, errors.New("cut")
	n.names["slow.example"], n.refuse["1.1.1.1:80"] = []string{"1.1.1.1"}, context.DeadlineExceeded
	n.site("wrong.name", ok)
	n.site("right.example.com", ok)
	for address, want := range map[string]Record{
		"http://unknown.example/":    {State: Failed, Says: "names a site that nobody knows: unknown.example"},
		"http://refuses.example/":    {State: Failed, Says: "takes no connections"},
		"http://cut.example/":        {State: Unsure, Says: "breaks off the connection"},
		"http://slow.example/":       {State: Unsure, Says: "does not answer in time"},
		"https://wrong.name/":        {State: Failed, Says: "has a certificate that browsers warn of"},
		"https://right.example.com/": {State: Fine},
	} {
		if r := n.visit(address); r.State != want.State || r.Says != want.Says {
			t.Errorf("%s: %+v", address, r)
		}
	}
}

// A server that never answers is given up, and proves nothing.
func TestSilence(t *testing.T) {
	n := newNetwork(t)
	end := make(chan struct{})
	n.site("silent.example", func(http.ResponseWriter, *http.Request) { <-end })
	defer close(end)
	n.site("site.example", ok)
	c := n.checker()
	c.Timeout = 50 * time.Millisecond
	c.Jobs = 1
	ledger := &Ledger{}
	addresses := []string{"http://silent.example/1", "http://silent.example/2", "http://silent.example/3", "http://silent.example/4", "http://site.example/"}
	s, err := c.Check(context.Background(), uses(addresses...), ledger)
	if err != nil || s.Left != 2 || s.Tested != 3 || s.Unsure != 2 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, known := ledger.Of("http://silent.example/3"); known {
		t.Error("an address that was left is noted")
	}
}

// A host that asks for peace is left alone for the rest of the run.
func TestBusyHosts(t *testing.T) {
	n := newNetwork(t)
	n.site("busy.example", status(429))
	n.site("tired.example", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(503)
	})
	s, _ := n.run(&Ledger{}, "http://busy.example/1", "http://busy.example/2", "http://tired.example/1", "http://tired.example/2")
	if s.Tested != 2 || s.Left != 2 || s.Offline {
		t.Errorf("%+v", s)
	}
	if got := n.requests("busy.example"); len(got) != 1 {
		t.Error(got)
	}
}

// One request at a time for each host, redirects included, with a pause between two; no more hosts at once than jobs.
func TestPace(t *testing.T) {
	n := newNetwork(t)
	var now, most atomic.Int32
	busy := map[string]*atomic.Int32{}
	var addresses []string
	handler := func(w http.ResponseWriter, r *http.Request) {
		if busy[r.Host].Add(1) > 1 {
			t.Errorf("two requests to %s at once", r.Host)
		}
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		defer now.Add(-1)
		defer busy[r.Host].Add(-1)
		if r.URL.Path != "/end" {
			redirect(302, "http://shared.example/end")(w, r)
		}
	}
	n.site("shared.example", handler)
	busy["shared.example"] = &atomic.Int32{}
	for i := range 5 {
		host := fmt.Sprintf("host%d.example", i)
		n.site(host, handler)
		busy[host] = &atomic.Int32{}
		for page := range 3 {
			addresses = append(addresses, fmt.Sprintf("http://%s/%d", host, page))
		}
	}
	c := n.checker()
	c.Jobs, c.Pause = 3, 2*time.Second
	done := 0
	c.Progress = func(n, all int) { done = max(done, n); _ = all }
	s, err := c.Check(context.Background(), uses(addresses...), &Ledger{})
	if err != nil || s.Tested != 15 || done != 15 {
		t.Errorf("%+v, %v, %d done", s, err, done)
	}
	if most.Load() > 3 {
		t.Errorf("%d requests at once", most.Load())
	}
	if len(n.slept) < 14 { // the shared host alone has 15 turns
		t.Errorf("%d pauses", len(n.slept))
	}
	for _, d := range n.slept {
		if d <= 0 || d > 2*time.Second {
			t.Errorf("a pause of %s", d)
		}
	}
}

// What was seen before somebody stopped the run is noted.
func TestInterruption(t *testing.T) {
	n := newNetwork(t)
	ctx, stop := context.WithCancel(context.Background())
	n.site("a.example", ok)
	n.site("b.example", func(http.ResponseWriter, *http.Request) { stop() })
	c := n.checker()
	c.Jobs = 1
	ledger := &Ledger{}
	s, err := c.Check(ctx, uses("http://a.example/", "http://b.example/", "http://c.example/"), ledger)
	if !errors.Is(err, context.Canceled) || s.Tested != 1 {
		t.Errorf("%+v, %v", s, err)
	}
	if r, _ := ledger.Of("http://a.example/"); r.State != Fine {
		t.Errorf("%+v", r)
	}
	if _, known := ledger.Of("http://c.example/"); known {
		t.Error("an address that nobody asked for is noted")
	}
}
