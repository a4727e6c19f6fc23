package preview

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// serve runs Serve over a world's files until the test ends, or stop is called.
func (w *world) serve(t *testing.T) (at string, stop func() error) {
	t.Helper()
	ready, ended := make(chan string, 1), make(chan error, 1)
	ctx, cancel := context.WithCancel(context.Background())
	o := Options{Addr: "127.0.0.1:0", Folders: []Folder{{"content", w.dir}, {"themes", w.themes}}, Ready: func(address string) { ready <- address }}
	go func() { ended <- Serve(ctx, w.live, o) }()
	t.Cleanup(cancel)
	select {
	case at = <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	return at, func() error { cancel(); return <-ended }
}

func TestServeShowsWhatIsSavedAndEndsAtOnce(t *testing.T) {
	w := newWorld(t, Options{})
	at, stop := w.serve(t)
	w.http.URL = strings.TrimSuffix(at, "/")
	open := w.listen(t, "/midlothian/beeslack/topics/sleep/")
	if got := open.next(); got != "problems: no problems" {
		t.Errorf("told %q", got)
	}
	w.write("national/topics/sleep.md", strings.ReplaceAll(files["national/topics/sleep.md"], "phone", "radio"))
	if got := open.next(); got != "reload:" {
		t.Errorf("told %q", got)
	}
	w.get("/midlothian/beeslack/topics/sleep/").has(t, "Put the radio away.")
	waiting := w.listen(t, "/midlothian/beeslack/topics/sleep/")
	waiting.next()
	if err := stop(); err != nil { // with a page still listening
		t.Error(err)
	}
}

func TestAnAddressThatIsTakenOrNone(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var taken *TakenError
	if _, err := Listen(t.Context(), l.Addr().String()); !errors.As(err, &taken) || taken.Hint() != "end that, or use --addr 127.0.0.1:0, which picks a free port" {
		t.Errorf("got %v", err)
	}
	for _, addr := range []string{"", "4321", "127.0.0.1", "127.0.0.1:", "127.0.0.1:many", "127.0.0.1:70000", "[::1", "no such host:1"} {
		var wrong *AddressError
		if _, err := Listen(t.Context(), addr); !errors.As(err, &wrong) {
			t.Errorf("%q: got %v", addr, err)
		}
	}
}

func TestEveryWaitEnds(t *testing.T) {
	s := HTTPServer(http.NotFoundHandler())
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= 0 || s.WriteTimeout <= 0 || s.IdleTimeout <= 0 || s.MaxHeaderBytes <= 0 || s.MaxHeaderBytes > 1<<16 {
		t.Errorf("%+v", s)
	}
	// A stream outlives the time that other answers have.
	w := newWorld(t, Options{})
	short := HTTPServer(w.server)
	short.WriteTimeout = 50 * time.Millisecond
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go short.Serve(l)
	t.Cleanup(func() { short.Close() })
	open := w.listenAt(t, "http://"+l.Addr().String(), "/midlothian/beeslack/topics/sleep/")
	open.next()
	time.Sleep(200 * time.Millisecond)
	w.edit("national/topics/sleep.md", "phone", "radio")
	if got := open.next(); got != "reload:" {
		t.Errorf("told %q", got)
	}
}

// A page that was served before asks whether somebody is there again.
func TestWhoIsThereIsToldWithoutAToken(t *testing.T) {
	w := newWorld(t, Options{})
	if got := w.ask(http.MethodHead, changesAddress); got.status != http.StatusNoContent {
		t.Errorf("answered with %d", got.status)
	}
	r, _ := http.NewRequest(http.MethodHead, w.http.URL+changesAddress, nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, _ = io.Copy(io.Discard, response.Body); response.StatusCode != http.StatusForbidden {
		t.Errorf("another site is told: %d", response.StatusCode)
	}
}
