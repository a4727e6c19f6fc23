package editor

import (
	"net/http"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

// saving is the body of a save that would change a page.
const saving = `{"action":"persistEntry","params":{"branch":"main","dataFiles":[{"path":"content/national/topics/new.md","slug":"new","raw":"x"}],"assets":[],"options":{"commitMessage":"m","useWorkflow":true,"status":"draft"}}}`

// refusedWith changes the editor's own save in one way, and wants it refused and the repository unchanged.
func refusedWith(t *testing.T, s *tester, status int, change func(*http.Request)) {
	t.Helper()
	before := deskGit(t, s.dir, "for-each-ref") + footprint(t, s.dir)
	r := s.own(http.MethodPost, "/"+s.secret+"/api/"+s.name, saving)
	change(r)
	w := s.serve(r)
	if w.Code != status {
		t.Errorf("answered %d, not %d: %s", w.Code, status, w.Body)
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("another origin may read the answer")
	}
	if after := deskGit(t, s.dir, "for-each-ref") + footprint(t, s.dir); after != before {
		t.Errorf("the repository changed:\n%s\n%s", before, after)
	}
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) {
		r.Header.Set(name, value)
		if value == "" {
			r.Header.Del(name)
		}
	}
}

func TestT9NoPathLeadsToADisk(t *testing.T) {
	s := openEditor(t, library.Scope{})
	for _, target := range []string{
		"/" + s.secret + "/../../../etc/passwd", "/" + s.secret + "/..%2f..%2fetc%2fpasswd", "/" + s.secret + "/%2e%2e/content/network.md",
		"/" + s.secret + "//etc/passwd", "/" + s.secret + "/page/index.html", "/" + s.secret + "/wellshelf.js/", "/" + s.secret + "/wellshelf.js%00.css",
		"/" + s.secret + `/..\..\network.md`, "/" + s.secret + "/decap-cms.js.map", "/.git/config", "/content/network.md", "/",
	} {
		r := s.own(http.MethodGet, "/", "")
		r.RequestURI, r.URL.Path = target, strings.Split(target, "?")[0]
		if w := s.serve(r); w.Code != http.StatusNotFound {
			t.Errorf("%s is answered with %d", target, w.Code)
		}
	}
	r := s.own(http.MethodGet, "/"+s.secret+"/", "")
	r.RequestURI = "http://127.0.0.1:4322/" + s.secret + "/"
	if w := s.serve(r); w.Code != http.StatusBadRequest {
		t.Errorf("an address with a host is answered with %d", w.Code)
	}
}

func TestT10OtherPagesReadNothing(t *testing.T) {
	s := openEditor(t, library.Scope{})
	for _, target := range []string{"/" + s.secret + "/", "/" + s.secret + "/config.yml?tab=x", "/" + s.secret + "/decap-cms.js", "/" + s.secret + "/wellshelf.js"} {
		for _, site := range []string{"cross-site", "same-site"} { // another port of this computer is the same site
			r := s.own(http.MethodGet, target, "")
			r.Header.Set("Sec-Fetch-Site", site)
			r.Header.Set("Sec-Fetch-Mode", "no-cors")
			if w := s.serve(r); w.Code != http.StatusForbidden {
				t.Errorf("%s, asked for by a page of %s, is answered with %d", target, site, w.Code)
			}
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			r.Header.Set("Sec-Fetch-Dest", "iframe")
			if w := s.serve(r); w.Code != http.StatusForbidden {
				t.Errorf("%s, in a frame of a page of %s, is answered with %d", target, site, w.Code)
			}
		}
		w := s.serve(s.own(http.MethodGet, target, ""))
		if w.Code != http.StatusOK {
			t.Fatalf("%s is answered with %d", target, w.Code)
		}
		for name, want := range map[string]string{
			"Access-Control-Allow-Origin": "", "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Set-Cookie": "",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s says %s: %q", target, name, got)
			}
		}
	}
}

func TestT11RebindingIsRefused(t *testing.T) {
	s := openEditor(t, library.Scope{})
	for _, host := range []string{"attacker.example", "attacker.example:4322", "127.0.0.1", "127.0.0.1:4321", "localhost:4322", "127.0.0.1.attacker.example:4322", ""} {
		refusedWith(t, s, http.StatusMisdirectedRequest, func(r *http.Request) { r.Host = host })
		refusedWith(t, s, http.StatusMisdirectedRequest, func(r *http.Request) { r.Host = host; r.Header.Set("Origin", "http://"+host) })
		r := s.own(http.MethodGet, "/"+s.secret+"/config.yml", "")
		r.Host = host
		if w := s.serve(r); w.Code != http.StatusMisdirectedRequest {
			t.Errorf("Host %q is answered with %d", host, w.Code)
		}
	}
}

func TestT12NoSocketIsOpened(t *testing.T) {
	s := openEditor(t, library.Scope{})
	for _, origin := range []string{"", "null", "http://attacker.example", s.sight} {
		r := s.own(http.MethodGet, "/"+s.secret+"/api/"+s.name, "")
		r.Header.Set("Connection", "Upgrade")
		r.Header.Set("Upgrade", "websocket")
		header("Origin", origin)(r)
		if w := s.serve(r); w.Code != http.StatusForbidden && w.Code != http.StatusNotFound {
			t.Errorf("a socket of %q is answered with %d", origin, w.Code)
		}
	}
}

func TestT13OnlyTheOwnPageSaves(t *testing.T) {
	s := openEditor(t, library.Scope{})
	t.Run("a form of another page", func(t *testing.T) {
		refusedWith(t, s, http.StatusForbidden, func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Origin", "https://attacker.example")
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		})
	})
	t.Run("text/plain, which needs no asking first", func(t *testing.T) {
		refusedWith(t, s, http.StatusUnsupportedMediaType, header("Content-Type", "text/plain;charset=UTF-8"))
		refusedWith(t, s, http.StatusUnsupportedMediaType, header("Content-Type", "text/plain; application/json"))
		refusedWith(t, s, http.StatusUnsupportedMediaType, header("Content-Type", ""))
	})
	t.Run("a no-cors fetch of another port, with all that the browser sends along", func(t *testing.T) {
		refusedWith(t, s, http.StatusForbidden, func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "same-site")
			r.Header.Set("Sec-Fetch-Mode", "no-cors")
			r.Header.Set("Origin", s.sight)
			r.Header.Set("Cookie", "session="+s.secret)
		})
		refusedWith(t, s, http.StatusForbidden, header("Sec-Fetch-Site", "same-site"))
	})
	t.Run("an origin that is hidden, of a sandbox or a file", func(t *testing.T) {
		refusedWith(t, s, http.StatusForbidden, header("Origin", "null"))
		refusedWith(t, s, http.StatusForbidden, header("Origin", ""))
	})
	t.Run("a program that does not say where it comes from", func(t *testing.T) {
		refusedWith(t, s, http.StatusForbidden, header("Sec-Fetch-Site", ""))
		refusedWith(t, s, http.StatusForbidden, header("Sec-Fetch-Site", "none"))
	})
	t.Run("who does not know the secret of this run", func(t *testing.T) {
		for _, path := range []string{"/api/v1", "/api/" + s.name, "/edit-/api/" + s.name, "/" + s.secret[:len(s.secret)-1] + "/api/" + s.name, "/" + s.secret + "x/api/" + s.name} {
			refusedWith(t, s, http.StatusNotFound, func(r *http.Request) { r.URL.Path = path })
		}
		refusedWith(t, s, http.StatusNotFound, func(r *http.Request) { r.URL.Path = "/" + s.secret + "/api/guess" })
	})
	t.Run("other methods", func(t *testing.T) {
		for _, method := range []string{"PUT", "DELETE", "OPTIONS", "PATCH"} {
			refusedWith(t, s, http.StatusMethodNotAllowed, func(r *http.Request) { r.Method = method })
		}
	})
	t.Run("more than the editor takes", func(t *testing.T) {
		refusedWith(t, s, http.StatusRequestEntityTooLarge, func(r *http.Request) { r.ContentLength = largestBody + 1 })
	})
	t.Run("the same request of the own page is a save", func(t *testing.T) {
		if w := s.serve(s.own(http.MethodPost, "/"+s.secret+"/api/"+s.name, saving)); w.Code != http.StatusOK {
			t.Errorf("answered %d: %s", w.Code, w.Body)
		}
	})
}

func TestT14GitIsOutOfReach(t *testing.T) {
	s := openEditor(t, library.Scope{})
	before := footprint(t, s.dir)
	hook := map[string]any{"path": ".git/hooks/post-checkout", "content": "IyEvYmluL3NoCg==", "encoding": "base64"}
	for _, path := range []string{
		".git/config", "content/.git/config", "content/../.git/config", "content/.GIT/config", "content/.git./config", "content/git~1/config",
		"content/national/topics/.git/config", "README.md", "../repo-secret/x", "/etc/passwd", `content\..\.git\config`, "content/national/.hidden.md",
	} {
		if status, answer := s.api("getEntry", map[string]any{"path": path}); status != http.StatusUnprocessableEntity {
			t.Errorf("getEntry %s is answered with %d: %v", path, status, answer)
		}
		if status, answer := s.persist("topics", "x", path, "x"); status != http.StatusUnprocessableEntity {
			t.Errorf("persistEntry %s is answered with %d: %v", path, status, answer)
		}
		hook["path"] = path
		if status, answer := s.api("persistMedia", map[string]any{"asset": hook, "options": map[string]any{"commitMessage": "m"}}); status != http.StatusUnprocessableEntity {
			t.Errorf("persistMedia %s is answered with %d: %v", path, status, answer)
		}
		if status, answer := s.api("deleteFiles", map[string]any{"paths": []any{path}, "options": map[string]any{"commitMessage": "m"}}); status != http.StatusUnprocessableEntity {
			t.Errorf("deleteFiles %s is answered with %d: %v", path, status, answer)
		}
	}
	if after := footprint(t, s.dir); after != before {
		t.Error("the repository changed")
	}
}

func TestT15TypedTextRunsWhereNothingIsSaved(t *testing.T) {
	s := openEditor(t, library.Scope{})
	policy := s.serve(s.own(http.MethodGet, "/"+s.secret+"/", "")).Header().Get("Content-Security-Policy")
	for _, rule := range []string{"default-src 'none'", "script-src 'self' 'unsafe-eval'", "frame-src 'self' http://127.0.0.1:4321", "connect-src 'self' blob:", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, rule) {
			t.Errorf("the policy %q lacks %s", policy, rule)
		}
	}
	if strings.Contains(policy, "'unsafe-inline'; img") == false || strings.Contains(strings.Split(policy, "style-src")[0], "unsafe-inline") {
		t.Error("scripts within the page may run")
	}
	payload := `<script>parent.document.title="owned"</script><img src=x onerror=alert(1)>`
	answer := s.must(s.post("desk", map[string]any{"ask": "look", "collection": "topics", "slug": "sleep", "data": map[string]any{
		"title": "Sleep" + payload, "summary": "x", "short": []any{payload}, "updated": "2026-11-23", "body": payload,
	}}))
	if address, _ := of(answer, "address").(string); !strings.HasPrefix(address, s.sight+"/midlothian/") {
		t.Errorf("the page is shown at %q", address)
	}
	frame := s.own(http.MethodGet, "/midlothian/beeslack/topics/sleep/", "")
	frame.Host = "127.0.0.1:4321"
	w := newSight(s, frame)
	if body := w.Body.String(); w.Code != http.StatusOK || strings.Contains(body, "<img src=x") || strings.Contains(body, `<script>parent`) {
		t.Errorf("the page is %d and carries the payload:\n%.300s", w.Code, body)
	}
	if got := w.Header().Get("Content-Security-Policy"); !strings.Contains(got, "frame-ancestors http://127.0.0.1:4322") {
		t.Errorf("the page may be framed by %q", got)
	}
}

func TestT18NamesAreNeverOptions(t *testing.T) {
	s := openEditor(t, library.Scope{})
	before := deskGit(t, s.dir, "for-each-ref")
	for _, name := range []string{"--upload-pack=x", "../../config", "a..b", "x.lock", "a\x01b", "topics/../..", "", "@{", "refs/heads/main"} {
		for _, action := range []string{"unpublishedEntry", "updateUnpublishedEntryStatus", "publishUnpublishedEntry", "deleteUnpublishedEntry", "unpublishedEntryDataFile", "addNote"} {
			params := map[string]any{"collection": name, "slug": name, "newStatus": "pending_review", "id": "x", "path": sleepFile, "note": map[string]any{"content": "x"}}
			if status, answer := s.api(action, params); status != http.StatusNotFound && status != http.StatusUnprocessableEntity {
				t.Errorf("%s of %q is answered with %d: %v", action, name, status, answer)
			}
		}
	}
	if after := deskGit(t, s.dir, "for-each-ref"); after != before {
		t.Errorf("refs changed:\n%s\n%s", before, after)
	}
}

func TestT21RolesEndAtTheirFolderInTheProtocol(t *testing.T) {
	s := openEditor(t, library.Scope{Area: "midlothian", Site: "beeslack"})
	secret := "content/areas/midlothian/schools/beeslack-secret/topics"
	if status, answer := s.api("getEntry", map[string]any{"path": secret + "/exams.md"}); status != http.StatusUnprocessableEntity {
		t.Errorf("the neighbour's page is answered with %d: %v", status, answer)
	}
	for _, folder := range []string{secret, "content/national/topics", "content/areas/midlothian/topics"} {
		status, answer := s.api("entriesByFolder", map[string]any{"folder": folder, "extension": "md", "depth": 1})
		if list, _ := answer.([]any); status == http.StatusOK && len(list) > 0 {
			t.Errorf("%s is listed: %v", folder, answer)
		}
	}
	if status, answer := s.persist("midlothian.beeslack-secret.topics", "new", secret+"/new.md", "---\ntitle: New\n---\n"); status != http.StatusUnprocessableEntity {
		t.Errorf("a page of the neighbour is saved: %d %v", status, answer)
	}
	if config := string(s.config("midlothian/beeslack-secret", s.name)); strings.Contains(config, "secret/") || strings.Contains(config, "content/national/topics") {
		t.Error("the forms name folders of others")
	}
	s.must(s.persist("midlothian.beeslack.topics", "exams", examsFile, strings.Replace(s.opened(examsFile), "Calm.", "Calmer.", 1)))
}
