package preview

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// secret stands in the content and on no page.
const secret = "time_zone"

// Precedents: CVE-2023-40274 (zola serve), CVE-2021-40978 (mkdocs), CVE-2024-45811, CVE-2025-30208, CVE-2025-31125 and
// CVE-2025-31486 (Vite).
func TestT9NoPathLeadsToDisk(t *testing.T) {
	w := newWorld(t, Options{})
	home := w.dir
	for _, target := range []string{
		"/../network.md", "/../../../../../../etc/passwd", "/midlothian/beeslack/../../network.md", // zola, with --path-as-is
		"/%2e%2e/%2e%2e/etc/passwd", "/%2E%2E%2Fetc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%252e%252e/etc/passwd",
		"//etc/passwd", "//" + home + "/network.md", "/midlothian//beeslack/", home + "/network.md",
		"/@fs/etc/passwd", "/@fs/etc/passwd?raw??", "/@fs/etc/passwd?import&raw??", "/@fs/etc/passwd?.svg?.wasm?init", "/@fs/" + home + "/network.md?inline&import", // Vite
		"/x/x/x/vite-project/?/../../../../../etc/passwd?import&?raw",
		`/..\..\etc\passwd`, "/..%5c..%5cetc%5cpasswd", "/midlothian/beeslack/%5c..%5cnetwork.md", "/network.md%00.html", "/midlothian/beeslack/%00",
		"/content/network.md", "/network.md", "/midlothian/beeslack/school.md", "/themes/base/theme.md", "/.git/config", "/_preview/../network.md", "/_preview/bar.css", "/_preview/",
		"/midlothian/beeslack/topics/./sleep/", "/midlothian/beeslack/topics/sleep/..", "/midlothian/beeslack/topics/sleep/%C0%AE%C0%AE/",
	} {
		got := w.raw(target)
		if got.status != http.StatusNotFound && got.status != http.StatusBadRequest {
			t.Errorf("%s is answered with %d", target, got.status)
		}
		if strings.Contains(got.body, secret) || strings.Contains(got.body, "root:") {
			t.Errorf("%s gives away a file", target)
		}
	}
	for _, target := range []string{"http://" + w.http.Listener.Addr().String() + "/midlothian/beeslack/", "http://attacker.example/", "file:///etc/passwd", "*"} {
		if got := w.raw(target); got.status != http.StatusBadRequest && got.status != http.StatusMisdirectedRequest {
			t.Errorf("%s is answered with %d: the preview is no proxy", target, got.status)
		}
	}
	page := w.get("/midlothian/beeslack/topics/sleep/")
	for _, query := range []string{"?raw", "?raw??", "?import&raw", "?.svg"} {
		got := w.get("/midlothian/beeslack/topics/sleep/" + query)
		if withoutBar(t, got.body) != withoutBar(t, page.body) || got.header.Get("Content-Type") != page.header.Get("Content-Type") {
			t.Errorf("%s is another file", query)
		}
	}
}

// FuzzT9 holds whatever is asked for to be a file that the content has, one of the preview's own, or missing.
func FuzzT9(f *testing.F) {
	for _, seed := range []string{"/", "/midlothian/beeslack/", "/midlothian/beeslack/topics/sleep", "/../etc/passwd", "/_to?site=midlothian/beeslack&page=//x", "/%5c", "/_to?site=//evil&page=", "/_problems?site=x"} {
		f.Add(seed)
	}
	w := newWorld(f, Options{})
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil {
			return
		}
		a := w.server.answer(context.Background(), u)
		if a.location != "" && (!strings.HasPrefix(a.location, "/") || strings.HasPrefix(a.location, "//") || strings.Contains(a.location, `\`)) {
			t.Errorf("%q leads out, to %q", target, a.location)
		}
		if a.status != http.StatusOK || strings.HasPrefix(u.Path, "/_") || u.Path == "/" || u.Path == "/index.html" {
			return
		}
		parts := strings.SplitN(strings.TrimPrefix(u.Path, "/"), "/", 3)
		file := parts[2]
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		if got, err := w.live.File(context.Background(), parts[0]+"/"+parts[1], file); err != nil || string(got.Bytes) != string(a.body) {
			t.Errorf("%q is answered with something else: %v", target, err)
		}
	})
}

// Precedents: GHSA-67mh-4wv8-2f99 (esbuild), CVE-2025-24010 (Vite), CVE-2025-30359 and CVE-2025-30360 (webpack-dev-server).
func TestT10OtherSitesReadNothing(t *testing.T) {
	w := newWorld(t, Options{})
	own := w.http.URL
	for _, c := range []struct {
		name    string
		headers []string
		refused bool
	}{
		{"typed into the bar of the browser", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, false},
		{"a page's own picture", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, false},
		{"a page's own fetch", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty", "Origin", own}, false},
		{"a link elsewhere that was followed", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, false},
		{"a browser that does not say", nil, false},
		{"esbuild: fetch from a web site", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty", "Origin", "https://attacker.example"}, true},
		{"esbuild: the same by a browser that says only Origin", []string{"Origin", "https://attacker.example"}, true},
		{"Vite: fetch without reading", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "empty"}, true},
		{"webpack-dev-server: a script tag", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, true},
		{"webpack-dev-server: an origin that is a number", []string{"Origin", "http://192.168.1.5:8080"}, true},
		{"another port of this computer", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty", "Origin", "http://127.0.0.1:3000"}, true},
		{"a picture elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, true},
		{"a frame elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, true},
		{"an object elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "object"}, true},
		{"a sandbox", []string{"Origin", "null"}, true},
		{"a socket", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "websocket", "Sec-Fetch-Dest", "empty", "Connection", "Upgrade", "Upgrade", "websocket", "Origin", "https://attacker.example"}, true},
	} {
		for _, path := range []string{"/", "/midlothian/beeslack/", "/_problems", "/_preview/bar.js"} {
			got := w.get(path, c.headers...)
			if refused := got.status == http.StatusForbidden; refused != c.refused {
				t.Errorf("%s, %s: %d", c.name, path, got.status)
			}
			closed(t, got)
		}
	}
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"} {
		got := w.ask(method, "/midlothian/beeslack/", "Origin", own, "Access-Control-Request-Method", "GET")
		if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s is answered with %d", method, got.status)
		}
		closed(t, got)
	}
}

// closed fails the test unless an answer keeps others out.
func closed(t *testing.T, got reply) {
	t.Helper()
	for name := range got.header {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("there is a header %s", name)
		}
	}
	for name, want := range map[string]string{
		"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
		"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Frame-Options": "DENY",
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s is %q", name, got.header.Get(name))
		}
	}
	if !strings.Contains(got.header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Error("anyone may show it in a frame")
	}
}

func TestOnlyTheEditorMayShowFrames(t *testing.T) {
	w := newWorld(t, Options{FrameAncestor: "http://127.0.0.1:4322"})
	got := w.get("/midlothian/beeslack/", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe")
	if policy := got.header.Get("Content-Security-Policy"); got.status != 200 || !strings.HasPrefix(policy, "frame-ancestors http://127.0.0.1:4322;") || got.header.Get("X-Frame-Options") != "" {
		t.Errorf("%d %q", got.status, policy)
	}
	if got := w.get("/midlothian/beeslack/", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"); got.status != http.StatusForbidden {
		t.Errorf("the editor may read pages: %d", got.status)
	}
	for _, wrong := range []string{"*", "http://127.0.0.1:4322/", "http://a; script-src *", "127.0.0.1:4322", "http://a http://b", "javascript://x"} {
		if isOrigin(wrong) {
			t.Errorf("%q is no origin", wrong)
		}
	}
}

// Precedents: CVE-2025-24010 (Vite), and hugo server, which answers `Host: attacker.example` with 200 and opens
// /livereload to an Origin equal to that.
func TestT11RebindingMeetsNoAnswer(t *testing.T) {
	w := newWorld(t, Options{Hosts: []string{"shelf.example", "other.example:8080"}})
	_, port, _ := strings.Cut(w.http.Listener.Addr().String(), ":")
	token := w.server.token
	for host, want := range map[string]int{
		"127.0.0.1:" + port: 200, "localhost:" + port: 200, "LOCALHOST:" + port: 200, "[::1]:" + port: 200,
		"shelf.example": 200, "Shelf.example:443": 200, "other.example:8080": 200, "other.example": 421,
		"attacker.example": 421, "attacker.example:" + port: 421, "127.0.0.1": 421, "localhost": 421, "127.0.0.1:1": 421, "localhost.:" + port: 421,
		"localhost.attacker.example:" + port: 421, "127.0.0.1.nip.io:" + port: 421, "127.1:" + port: 421, "0.0.0.0:" + port: 421, "[::]:" + port: 421, "[::ffff:127.0.0.1]:" + port: 421,
		"::1:" + port: 421, "192.168.1.5:" + port: 421, "2130706433:" + port: 421,
	} {
		for _, path := range []string{"/", "/midlothian/beeslack/", "/no/such/page"} {
			got := w.get(path, "Host", host)
			if (got.status == 421) != (want == 421) {
				t.Errorf("%s%s is answered with %d, not %d", host, path, got.status, want)
			}
		}
	}
	for _, path := range []string{"/livereload", changesAddress + "?token=" + token + "&page=/"} {
		got := w.get(path, "Host", "attacker.example", "Origin", "http://attacker.example", "Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
		if got.status != http.StatusMisdirectedRequest {
			t.Errorf("%s is answered with %d", path, got.status)
		}
	}
}

// Precedents: CVE-2018-14732 (webpack-dev-server), CVE-2025-24010 (Vite): sockets that told every page of changes.
func TestT12OnlyOurPagesHearOfChanges(t *testing.T) {
	w := newWorld(t, Options{})
	listen := changesAddress + "?page=/&was=x"
	good := listen + "&token=" + w.server.token
	for _, c := range []struct {
		name, path string
		headers    []string
		want       int
	}{
		{"no token", listen, nil, 403},
		{"an empty token", listen + "&token=", nil, 403},
		{"a guessed token", listen + "&token=" + strings.Repeat("A", 26), nil, 403},
		{"another Origin", good, []string{"Origin", "http://attacker.example"}, 403},
		{"no Origin, from another site", good, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403},
		{"the Origin null", good, []string{"Origin", "null"}, 403},
		{"another port", good, []string{"Origin", "http://127.0.0.1:3000", "Sec-Fetch-Site", "same-site"}, 403},
		{"opened as a page, by a link elsewhere", good, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 403},
		{"a socket", good, []string{"Connection", "Upgrade", "Upgrade", "websocket", "Origin", w.http.URL}, 200},
		{"our own page", good, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}, 200},
		{"our own page, with its Origin", good, []string{"Origin", w.http.URL}, 200},
		{"a page that is none", changesAddress + "?page=http://attacker.example/&token=" + w.server.token, nil, 400},
	} {
		got := w.get(c.path, c.headers...) // with a wrong mark, the stream ends with its first event
		if got.status != c.want {
			t.Errorf("%s: %d, not %d", c.name, got.status, c.want)
		}
		if told := strings.Contains(got.body, "event:"); told != (c.want == 200) {
			t.Errorf("%s: told %q", c.name, got.body)
		}
	}
}
