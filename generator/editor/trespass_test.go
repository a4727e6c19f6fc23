package editor

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

var beeslack = library.Scope{Area: "midlothian", Site: "beeslack"}

// unchanged runs what must not change anything in the repository.
func unchanged(t *testing.T, s *tester, try func()) {
	t.Helper()
	before := deskGit(t, s.dir, "for-each-ref") + footprint(t, s.dir)
	try()
	if after := deskGit(t, s.dir, "for-each-ref") + footprint(t, s.dir); after != before {
		t.Errorf("the repository changed:\n%s\n%s", before, after)
	}
}

// refusedAs wants an answer that is a sentence for whoever asked.
func refusedAs(t *testing.T, want, status int, answer any) {
	t.Helper()
	if text, _ := of(answer, "error").(string); status != want || text == "" {
		t.Errorf("answered %d, not %d: %v", status, want, answer)
	}
}

func TestNoTextComesByTheWayOfPictures(t *testing.T) {
	s := openEditor(t, library.Scope{})
	owned := base64.StdEncoding.EncodeToString([]byte("---\ntitle: Owned\n---\n"))
	for _, path := range []string{sleepFile, "content/national/topics/Brand New!.md", "content/national/topics/SLEEP.MD", "content/network.md"} {
		sent := map[string]any{"path": path, "content": owned, "encoding": "base64"}
		unchanged(t, s, func() {
			status, answer := s.api("persistMedia", map[string]any{"asset": sent, "options": map[string]any{"commitMessage": "m"}})
			refusedAs(t, http.StatusUnprocessableEntity, status, answer)
			status, answer = s.api("persistEntry", map[string]any{
				"dataFiles": []any{map[string]any{"path": "content/national/topics/worry.md", "slug": "worry", "raw": s.opened("content/national/topics/worry.md")}}, "assets": []any{sent},
				"options": map[string]any{"collectionName": "topics", "commitMessage": "m", "useWorkflow": true, "status": "draft"},
			})
			refusedAs(t, http.StatusUnprocessableEntity, status, answer)
		})
	}
	_, d := gitDesk(t)
	for _, c := range []Change{
		{Path: sleepPage, Bytes: []byte("x\n"), From: AnyID}, {Path: sleepPage, Delete: true, From: AnyID},
		{Path: "national/topics/moon.png", Moved: "national/topics/moon.md", Bytes: []byte("x\n"), From: AnyID},
	} {
		if _, err := d.Save(t.Context(), Save{Entry: "x", Changes: []Change{c}}); err == nil {
			t.Errorf("%+v was saved", c)
		}
	}
}

func TestSlugsDoNotClimb(t *testing.T) {
	for _, role := range []library.Scope{{}, {Area: "midlothian"}, beeslack} {
		s := openEditor(t, role)
		for _, slug := range []string{
			"../../network", "../../areas/midlothian/area", "../../dalkeith/topics/x", "../../beeslack-secret/topics/exams", "../topics/sleep", "./sleep", "a/b",
			`..\..\network`, "..", ".", "", "sleep.gd", "sleep.easy", "sleep.",
		} {
			for _, collection := range []string{"topics", "midlothian.topics", "midlothian.beeslack.topics"} {
				unchanged(t, s, func() {
					key := map[string]any{"collection": collection, "slug": slug, "note": map[string]any{"content": "x"}}
					if status, answer := s.api("addNote", key); status != http.StatusUnprocessableEntity {
						t.Errorf("%v: a note on %s of %s is answered with %d: %v", role, slug, collection, status, answer)
					}
					if status, answer := s.post("desk", map[string]any{"ask": "vary", "collection": collection, "slug": slug, "form": "easy"}); status != http.StatusUnprocessableEntity {
						t.Errorf("%v: a version of %s of %s is answered with %d: %v", role, slug, collection, status, answer)
					}
					if slug != "" {
						s.post("desk", map[string]any{"ask": "look", "collection": collection, "slug": slug, "data": map[string]any{"title": "Taken over"}})
					}
				})
				if over := s.desk.Overlay().Changed(); len(over) > 0 {
					t.Errorf("%v: typed text lies over %v", role, over)
				}
			}
		}
	}
}

func TestARoleStaysOutOfTheEntriesOfOthers(t *testing.T) {
	ann := openEditor(t, library.Scope{})
	deskWrite(t, ann.dir, "content/areas/midlothian/schools/beeslack/pages/x.pdf", "%PDF-1.4 first")
	deskWrite(t, ann.dir, "content/areas/midlothian/schools/beeslack/loose.md", "---\ntitle: Loose\n---\n")
	deskGit(t, ann.dir, "add", ".")
	deskGit(t, ann.dir, "commit", "-qm", "more")
	ann.must(ann.persist("topics", "sleep", sleepFile, strings.Replace(ann.opened(sleepFile), "Lie down.", "Ann's.", 1)))
	bob := editorOf(t, ann.dir, beeslack)
	unchanged(t, bob, func() {
		for file, raw := range map[string]string{
			"content/areas/midlothian/schools/beeslack/pages/x.pdf": "%PDF-1.4 taken", "content/areas/midlothian/schools/beeslack/pages/new.pdf": "%PDF-1.4 taken",
			"content/areas/midlothian/schools/beeslack/loose.md": "---\ntitle: Taken\n---\n",
		} {
			status, answer := bob.api("persistEntry", map[string]any{
				"dataFiles": []any{map[string]any{"slug": "sleep", "path": file, "raw": raw}}, "assets": []any{},
				"options": map[string]any{"collectionName": "topics", "commitMessage": "m", "useWorkflow": true, "status": "draft"},
			})
			refusedAs(t, http.StatusUnprocessableEntity, status, answer)
		}
		_, err := bob.desk.Save(t.Context(), Save{Entry: "topics/sleep", Changes: []Change{{Path: "areas/midlothian/schools/beeslack/pages/x.pdf", Bytes: []byte("%PDF-1.4 taken"), From: AnyID}}})
		if status, _ := statusOf(err); err == nil || status != http.StatusUnprocessableEntity {
			t.Errorf("the desk says %v", err)
		}
	})
	one, err := ann.desk.Entry("topics/sleep")
	if err != nil || len(one.Files) != 1 || one.Label != "Sleep" {
		t.Errorf("Ann's entry is %+v, %v", one, err)
	}
}

func TestARoleDoesNotRenameWhatHoldsPagesOfOthers(t *testing.T) {
	ann := openEditor(t, library.Scope{})
	bob := editorOf(t, ann.dir, beeslack)
	rename := func(name string) (int, any) {
		return bob.post("desk", map[string]any{"ask": "rename", "name": name})
	}
	bob.must(bob.persist("midlothian.beeslack.topics", "exams", examsFile, strings.Replace(bob.opened(examsFile), "Calm.", "Calmer.", 1)))
	bob.must(rename("Bob's own"))
	bob.must(rename("Autumn sleep pages"))
	ann.must(ann.persist("topics", "sleep", sleepFile, strings.Replace(ann.opened(sleepFile), "Lie down.", "Ann's.", 1)))
	unchanged(t, bob, func() {
		for _, name := range []string{"Taken over", "AUTUMN sleep pages"} {
			status, answer := rename(name)
			refusedAs(t, http.StatusUnprocessableEntity, status, answer)
		}
	})
}

func TestTypedTextHasTheSizeOfAText(t *testing.T) {
	s := openEditor(t, library.Scope{})
	status, answer := s.post("desk", map[string]any{"ask": "look", "collection": "topics", "slug": "sleep", "data": map[string]any{
		"title": "Sleep", "body": strings.Repeat("word ", 8_000_000),
	}})
	refusedAs(t, http.StatusUnprocessableEntity, status, answer)
	if over := s.desk.Overlay().Changed(); len(over) > 0 {
		t.Errorf("it lies over %v", over)
	}
}

func TestATitleThatIsTypedLeavesOnePageBehind(t *testing.T) {
	s := openEditor(t, library.Scope{})
	look := func(title string) {
		s.must(s.post("desk", map[string]any{"ask": "look", "collection": "topics", "slug": "", "data": map[string]any{
			"title": title, "summary": "x", "short": []any{"One."}, "updated": "2026-11-23", "body": "x",
		}}))
	}
	page := func(slug string) int {
		r := s.own(http.MethodGet, "/midlothian/beeslack/topics/"+slug+"/", "")
		r.Host = "127.0.0.1:4321"
		return newSight(s, r).Code
	}
	for _, title := range []string{"Wo", "Worr", "Worry boxes"} {
		look(title)
	}
	if got := []int{page("wo"), page("worr"), page("worry-boxes")}; !slices.Equal(got, []int{404, 404, 200}) {
		t.Errorf("the pages are answered with %v", got)
	}
	look("")
	if page("worry-boxes") != 404 {
		t.Error("the page is there when its title is gone")
	}
}
