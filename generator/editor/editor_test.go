package editor

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-sql/civil"

	"wellshelf/generator"
	"wellshelf/generator/library"
)

const (
	sleepFile = "content/national/topics/sleep.md"
	examsFile = "content/areas/midlothian/schools/beeslack/topics/exams.md"
)

// network is a small network in a Git repository: files by their path in it.
var network = map[string]string{
	"README.md":                           "about\n",
	"content/network.md":                  "---\nname: The network\ntheme: shine\nlanguages: [en, gd]\ntime_zone: Europe/London\n---\n",
	"content/areas/midlothian/area.md":    "---\nname: Midlothian\n---\n",
	sleepFile:                             "---\n# The name readers see.\ntitle: Sleep\nsummary: Rest well.\nshort: [A bad night does no harm.] # one is enough\nupdated: 2026-01-01\n---\n\nLie down.\n",
	"content/national/topics/sleep.gd.md": "---\ntitle: Cadal\n---\n\nLaigh sìos.\n",
	"content/national/topics/worry.md":    "---\ntitle: Worry\nsummary: Breathe.\nshort:\n  - Worry passes.\nupdated: 2026-01-01\n---\n\nBreathe out.\n",
	"content/areas/midlothian/schools/beeslack/school.md":              "---\nname: Beeslack\nstages: [S1]\n---\n",
	"content/areas/midlothian/schools/beeslack-secret/school.md":       "---\nname: Secret\nstages: [S1]\n---\n",
	"content/areas/midlothian/schools/beeslack-secret/topics/exams.md": "---\ntitle: Exams\nsummary: Secret.\nshort: [One.]\nupdated: 2026-01-01\n---\n\nSecret.\n",
	"content/areas/midlothian/schools/beeslack/topics/sleep.md":        "---\ntext: append\nupdated: 2026-01-01\n---\n\nAsk in the library.\n",
	examsFile: "---\ntitle: Exams\nsummary: Calm.\nshort: [One.]\nupdated: 2026-01-01\n---\n\nCalm.\n",
}

// desk is an editor of the small network, as a server that answers at its own address.
type tester struct {
	*Editor
	t    *testing.T
	dir  string // of the repository
	name string // of a tab
}

func openEditor(t *testing.T, scope library.Scope) *tester {
	t.Helper()
	dir := t.TempDir()
	deskGit(t, dir, "init", "-q", "-b", "main")
	for name, text := range network {
		deskWrite(t, dir, name, text)
	}
	deskGit(t, dir, "add", ".")
	deskGit(t, dir, "commit", "-qm", "first")
	return editorOf(t, dir, scope)
}

// editorOf opens one more editor on a repository.
func editorOf(t *testing.T, dir string, scope library.Scope) *tester {
	t.Helper()
	e, err := New(t.Context(), Options{
		Content: filepath.Join(dir, "content"), Scope: scope, ChangeSet: "Autumn sleep pages", By: "Bo", Now: deskClock(),
		Decap: &Decap{[]byte("// forms")},
		Build: generator.Options{Themes: os.DirFS("../../themes"), Today: civil.Date{Year: 2026, Month: 11, Day: 23}, Now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Jobs: 2},
	}, "http://127.0.0.1:4322", "http://127.0.0.1:4321")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return &tester{e, t, dir, newTab(e)}
}

func newTab(e *Editor) string {
	name, _ := e.tabs.open()
	return name
}

// own is a request as the editor's own page makes it.
func (s *tester) own(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, s.origin+target, strings.NewReader(body))
	r.RequestURI = target
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Origin", s.origin)
		r.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	return r
}

func (s *tester) serve(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// api asks as Decap does and reads the answer.
func (s *tester) api(action string, params map[string]any) (int, any) {
	s.t.Helper()
	if params == nil {
		params = map[string]any{}
	}
	params["branch"] = "main"
	return s.post("api", map[string]any{"branch": "main", "action": action, "params": params})
}

func (s *tester) post(which string, question any) (int, any) {
	s.t.Helper()
	raw, err := json.Marshal(question)
	if err != nil {
		s.t.Fatal(err)
	}
	w := s.serve(s.own(http.MethodPost, "/"+s.secret+"/"+which+"/"+s.name, string(raw)))
	var answer any
	if err := json.NewDecoder(bytes.NewReader(w.Body.Bytes())).Decode(&answer); err != nil {
		s.t.Fatalf("the answer is no JSON: %q", w.Body.String())
	}
	return w.Code, answer
}

// must is an answer that has to be 200.
func (s *tester) must(status int, answer any) any {
	s.t.Helper()
	if status != http.StatusOK {
		s.t.Fatalf("answered %d: %v", status, answer)
	}
	return answer
}

// of is a value within an answer: of(answer, "file", "id").
func of(answer any, names ...string) any {
	for _, name := range names {
		inner, _ := answer.(map[string]any)
		answer = inner[name]
	}
	return answer
}

// opened is the text a form is filled with.
func (s *tester) opened(file string) string {
	s.t.Helper()
	text, _ := of(s.must(s.api("getEntry", map[string]any{"path": file})), "data").(string)
	return text
}

// persist sends a form.
func (s *tester) persist(collection, slug, file, raw string) (int, any) {
	s.t.Helper()
	return s.api("persistEntry", map[string]any{
		"dataFiles": []any{map[string]any{"path": file, "slug": slug, "raw": raw}}, "assets": []any{},
		"options": map[string]any{"collectionName": collection, "commitMessage": "Update", "useWorkflow": true, "status": "draft"},
	})
}

func (s *tester) text(file string) string {
	s.t.Helper()
	p, err := s.inside(file)
	if err != nil {
		s.t.Fatal(err)
	}
	f, err := s.desk.File(p)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(f.Bytes)
}

// newSight asks the port of the pages.
func newSight(s *tester, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.Seen().ServeHTTP(w, r)
	return w
}
