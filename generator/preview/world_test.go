package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golang-sql/civil"

	"wellshelf/generator"
	"wellshelf/generator/treetest"
)

// files are a small network: two schools and a library in two areas, a topic, and a draft.
var files = map[string]string{
	"network.md":                                         "---\nname: Wells\ntime_zone: Europe/London\ncrisis_floor: [helplines/line]\n---\n",
	"national/helplines/line.md":                         "---\ntitle: Line\nsummary: Someone to talk to.\nupdated: 2026-10-01\nregion: UK\nchannels:\n  - {type: phone, value: \"000 000 100\", checked: {on: 2026-10-01, by: Us, evidence: [\"https://example.org/\"]}}\n---\n",
	"national/topics/sleep.md":                           "---\ntitle: Sleep\nsummary: When nights are hard.\nshort: [Many people sleep badly at times.]\nupdated: 2026-10-01\n---\n\nPut the phone away. [Line](../helplines/line.md)\n",
	"national/topics/exams.md":                           "---\ntitle: Exams\nsummary: When tests are near.\nshort: [Tests pass.]\nupdated: 2026-10-01\ndraft: true\n---\n\nBreathe. [Line](../helplines/line.md)\n",
	"areas/midlothian/area.md":                           "---\nname: Midlothian\n---\n",
	"areas/north-ayrshire/area.md":                       "---\nname: North Ayrshire\n---\n",
	"areas/midlothian/schools/beeslack/school.md":        "---\nname: Beeslack\naddress: https://beeslack.example/\npeople:\n  - role: Guidance teacher\n    helps_with: Anything at all\n---\n",
	"areas/midlothian/libraries/penicuik/library.md":     "---\nname: Penicuik Library\n---\n",
	"areas/north-ayrshire/schools/kilwinning/school.md":  "---\nname: Kilwinning\npeople:\n  - role: Guidance teacher\n    helps_with: Anything at all\n---\n",
	"areas/midlothian/schools/beeslack/topics/garden.md": "---\ntitle: Garden\nsummary: A place to sit.\nshort: [It is quiet.]\nupdated: 2026-10-01\n---\n\nBehind the library. [Line](../../../../../national/helplines/line.md)\n",
}

// world is a preview of those files, on disk.
type world struct {
	t      testing.TB
	dir    string
	themes string
	live   *generator.Live
	server *Server
	http   *httptest.Server
}

func newWorld(t testing.TB, o Options) *world {
	t.Helper()
	w := &world{t: t, dir: treetest.Dir(t), themes: "../../themes"}
	for file, text := range files {
		w.write(file, text)
	}
	w.begin(o)
	return w
}

func (w *world) begin(o Options) {
	w.t.Helper()
	live, err := (&generator.Builder{Options: generator.Options{
		Content: os.DirFS(w.dir), Themes: os.DirFS(w.themes), Today: civil.Date{Year: 2026, Month: 11, Day: 23}, Drafts: true, Jobs: 2,
	}}).Live(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	w.live, w.server = live, New(live, o)
	w.settle()
	w.http = httptest.NewServer(w.server)
	w.t.Cleanup(func() { w.http.CloseClientConnections(); w.http.Close() })
}

func (w *world) write(file, text string) {
	w.t.Helper()
	name := filepath.Join(w.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// edit replaces words of a file and refreshes what is shown.
func (w *world) edit(file, old, new string) {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, file))
	if err != nil || !strings.Contains(string(text), old) {
		w.t.Fatalf("%s does not hold %q: %v", file, old, err)
	}
	w.write(file, strings.ReplaceAll(string(text), old, new))
	w.refresh("content/" + file)
}

func (w *world) refresh(changed ...string) {
	w.t.Helper()
	if err := w.live.Refresh(context.Background(), changed...); err != nil {
		w.t.Fatal(err)
	}
	w.settle()
	w.server.Changed()
}

// settle waits until all that is wrong is known.
func (w *world) settle() {
	w.t.Helper()
	if err := w.live.Settled(context.Background()); err != nil {
		w.t.Fatal(err)
	}
}

// reply is what a request was answered with.
type reply struct {
	status int
	header http.Header
	body   string
}

// get asks for an address, with headers in pairs; Host is one of them.
func (w *world) get(path string, headers ...string) reply {
	w.t.Helper()
	return w.ask(http.MethodGet, path, headers...)
}

func (w *world) ask(method, path string, headers ...string) reply {
	w.t.Helper()
	r, err := http.NewRequest(method, w.http.URL+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	return read(w.t, response)
}

// raw sends a request line as it is, with the right Host.
func (w *world) raw(target string) reply {
	w.t.Helper()
	c, err := net.Dial("tcp", w.http.Listener.Addr().String())
	if err != nil {
		w.t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", target, w.http.Listener.Addr())
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		w.t.Fatalf("%q: %v", target, err)
	}
	return read(w.t, response)
}

func read(t testing.TB, response *http.Response) reply {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, string(body)}
}

// has fails the test unless a page says all of some words.
func (r reply) has(t testing.TB, words ...string) {
	t.Helper()
	for _, some := range words {
		if !strings.Contains(r.body, some) {
			t.Errorf("nothing says %q in\n%s", some, tail(r.body))
		}
	}
}

func (r reply) lacks(t testing.TB, words ...string) {
	t.Helper()
	for _, some := range words {
		if strings.Contains(r.body, some) {
			t.Errorf("something says %q in\n%s", some, tail(r.body))
		}
	}
}

func tail(s string) string { return s[max(0, len(s)-3000):] }
