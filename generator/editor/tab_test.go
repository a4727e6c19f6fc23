package editor

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

// What was typed in a tab that nobody has come back to leaves the pages with it; one that is still in use stays.
func TestATabThatIsForgottenTakesItsTextAlong(t *testing.T) {
	s := openEditor(t, library.Scope{})
	look := func(slug, title string) {
		data := map[string]any{"title": title, "summary": "New.", "short": []string{"One."}, "updated": "2026-01-01", "body": "New."}
		s.must(s.post("desk", map[string]any{"ask": "look", "collection": "topics", "slug": slug, "data": data}))
	}
	shown := func(slug, title string) bool {
		r := httptest.NewRequest(http.MethodGet, s.sight+"/midlothian/beeslack/topics/"+slug+"/", nil)
		r.RequestURI = r.URL.Path
		return strings.Contains(newSight(s, r).Body.String(), title)
	}
	used, idle := s.name, newTab(s.Editor)
	look("worry", "Still typing")
	s.name = idle
	look("sleep", "Left alone")
	if !shown("sleep", "Left alone") || !shown("worry", "Still typing") {
		t.Fatal("what is typed is not shown")
	}
	for range mostTabs {
		s.name = used
		s.must(s.post("desk", map[string]any{"ask": "state"}))
		if w := s.serve(s.own(http.MethodGet, "/"+s.secret+"/", "")); w.Code != http.StatusOK {
			t.Fatalf("the page answers %d", w.Code)
		}
	}
	if shown("sleep", "Left alone") {
		t.Error("a text of a tab that is forgotten is still shown")
	}
	if !shown("worry", "Still typing") {
		t.Error("a text that is being typed is not shown any more")
	}
}
