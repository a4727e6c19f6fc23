package editor

import (
	"net/http"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

func TestSavingAgainFromOneFormIsNoConflict(t *testing.T) {
	s := openEditor(t, library.Scope{})
	form := s.opened(sleepFile)
	for _, title := range []string{"Sleep one", "Sleep two", "Sleep three"} {
		s.must(s.persist("topics", "sleep", sleepFile, strings.Replace(form, "title: Sleep\n", "title: "+title+"\n", 1)))
		if text := s.text(sleepFile); !strings.Contains(text, "title: "+title+"\n") || strings.Contains(text, baseField) {
			t.Fatalf("saved as\n%s", text)
		}
	}
}

func TestTwoFormsOfOneEntryLoseNoText(t *testing.T) {
	first := openEditor(t, library.Scope{})
	second := editorOf(t, first.dir, library.Scope{})
	for name, other := range map[string]*tester{"two tabs": {first.Editor, t, first.dir, newTab(first.Editor)}, "two programs": second} {
		t.Run(name, func(t *testing.T) {
			mine, theirs := first.opened(sleepFile), other.opened(sleepFile)
			first.must(first.persist("topics", "sleep", sleepFile, strings.Replace(mine, "Lie down.", "Mine, "+name, 1)))
			other.api("entriesByFolder", map[string]any{"folder": "content/national/topics", "extension": "md", "depth": 1}) // a list read since is no excuse
			status, answer := other.persist("topics", "sleep", sleepFile, strings.Replace(theirs, "Lie down.", "Theirs, "+name, 1))
			if text, _ := of(answer, "error").(string); status != http.StatusConflict || !strings.Contains(text, "refs/wellshelf/refused/") {
				t.Fatalf("answered %d: %v", status, answer)
			}
			if !strings.Contains(first.text(sleepFile), "Mine, "+name) {
				t.Error("the first text is lost")
			}
			refused, err := first.desk.Refused()
			if err != nil || len(refused) == 0 {
				t.Fatalf("nothing is kept: %v", err)
			}
			kept := ""
			for _, one := range refused {
				raw, err := first.desk.RefusedText(one.Kept)
				if err != nil {
					t.Fatal(err)
				}
				kept += string(raw)
			}
			if !strings.Contains(kept, "Theirs, "+name) {
				t.Errorf("the second text is lost; kept is\n%s", kept)
			}
			state := other.must(other.post("desk", map[string]any{"ask": "state"}))
			if notices, _ := of(state, "notices").([]any); len(notices) != 1 {
				t.Errorf("the strip says %v", notices)
			}
			first.must(first.api("deleteUnpublishedEntry", map[string]any{"collection": "topics", "slug": "sleep"}))
		})
	}
}

func TestTypedTextIsSeenAndNeverSaved(t *testing.T) {
	s := openEditor(t, library.Scope{})
	before := deskGit(t, s.dir, "for-each-ref") + footprint(t, s.dir)
	look := func(title string) string {
		answer := s.must(s.post("desk", map[string]any{"ask": "look", "collection": "topics", "slug": "sleep", "site": "midlothian/beeslack", "data": map[string]any{
			"title": title, "summary": "Rest.", "short": []any{"One."}, "updated": "2026-11-23", "body": "Lie down.",
		}}))
		address, _ := of(answer, "address").(string)
		return strings.TrimPrefix(address, s.sight)
	}
	see := func(address string) string {
		r := s.own(http.MethodGet, address, "")
		r.Host = "127.0.0.1:4321"
		return newSight(s, r).Body.String()
	}
	address := look("Typed just now")
	if body := see(address); !strings.Contains(body, "<title>Typed just now") {
		t.Errorf("the page at %s does not show what is typed", address)
	}
	s.must(s.post("desk", map[string]any{"ask": "forget"}))
	if strings.Contains(see(address), "<title>Typed just now") {
		t.Error("what was typed is still there when the form is left")
	}
	if after := deskGit(t, s.dir, "for-each-ref") + footprint(t, s.dir); after != before {
		t.Error("what was typed is saved")
	}
}

func TestAChangeSetGoesToReviewTogether(t *testing.T) {
	s := openEditor(t, library.Scope{})
	s.must(s.persist("topics", "sleep", sleepFile, strings.Replace(s.opened(sleepFile), "Lie down.", "Lie still.", 1)))
	s.must(s.api("deleteFiles", map[string]any{"paths": []any{"content/national/topics/worry.md"}, "options": map[string]any{"commitMessage": "Delete"}}))
	if list, _ := s.must(s.api("unpublishedEntries", nil)).([]any); len(list) != 1 || list[0] != "topics/sleep" {
		t.Errorf("under way are %v", list) // what is taken away has no form, and Decap's board would fail on it
	}
	state := s.must(s.post("desk", map[string]any{"ask": "state", "collection": "topics", "slug": "sleep"}))
	if of(state, "state") != "saved" || len(of(state, "entries").([]any)) != 2 {
		t.Errorf("the strip says %v", state)
	}
	state = s.must(s.post("desk", map[string]any{"ask": "send", "collection": "topics", "slug": "sleep"}))
	const ready = "Ready for review since 23 November 2026 at 09:15, and still on this computer alone, as the branch autumn-sleep-pages. Readers see the text of 1 November 2026."
	if of(state, "state") != "ready" || of(state, "line") != ready {
		t.Errorf("the strip says %v", of(state, "line"))
	}
	deskGit(t, s.dir, "update-ref", "refs/remotes/origin/autumn-sleep-pages", "refs/heads/autumn-sleep-pages")
	state = s.must(s.post("desk", map[string]any{"ask": "state", "collection": "topics", "slug": "sleep"}))
	if of(state, "state") != "sent" || of(state, "line") != "Sent for review on 23 November 2026 at 09:15. Readers see the text of 1 November 2026." {
		t.Errorf("pushed, the strip says %v", of(state, "line"))
	}
	if got := deskGit(t, s.dir, "diff", "--name-status", "main", "refs/heads/autumn-sleep-pages"); got != "M\tcontent/national/topics/sleep.md\nD\tcontent/national/topics/worry.md" {
		t.Errorf("the branch holds\n%s", got)
	}
}

func TestAVersionBeginsAsADraft(t *testing.T) {
	s := openEditor(t, library.Scope{})
	answer := s.must(s.post("desk", map[string]any{"ask": "vary", "collection": "topics", "slug": "worry", "form": "gd"}))
	if of(answer, "open") != "#/collections/topics.gd/entries/worry" {
		t.Errorf("it opens at %v", answer)
	}
	if text := s.text("content/national/topics/worry.gd.md"); !strings.Contains(text, "title: Worry\n") || !strings.Contains(text, "draft: true\n") || !strings.Contains(text, "Breathe out") {
		t.Errorf("it begins as\n%s", text)
	}
	for _, form := range []string{"gd", "xx", "", "easy.xx", "../x"} {
		if status, answer := s.post("desk", map[string]any{"ask": "vary", "collection": "topics", "slug": "worry", "form": form}); status != http.StatusUnprocessableEntity {
			t.Errorf("version %q: %d %v", form, status, answer)
		}
	}
}

func TestNotesAreKept(t *testing.T) {
	s := openEditor(t, library.Scope{})
	at := map[string]any{"collection": "topics", "slug": "sleep"}
	with := func(more map[string]any) map[string]any {
		all := map[string]any{"collection": "topics", "slug": "sleep"}
		for name, value := range more {
			all[name] = value
		}
		return all
	}
	added := s.must(s.api("addNote", with(map[string]any{"note": map[string]any{"content": " Check the numbers. ", "author": "Somebody else"}})))
	id := of(added, "note", "id")
	if of(added, "note", "content") != "Check the numbers." || of(added, "note", "author") != "Bo" {
		t.Errorf("added is %v", added)
	}
	s.must(s.api("updateNote", with(map[string]any{"noteId": id, "updates": map[string]any{"content": "Checked."}})))
	toggled := s.must(s.api("toggleNoteResolution", with(map[string]any{"noteId": id})))
	if of(toggled, "note", "resolved") != true || of(toggled, "note", "content") != "Checked." {
		t.Errorf("toggled is %v", toggled)
	}
	s.must(s.api("deleteNote", with(map[string]any{"noteId": id})))
	if notes, _ := of(s.must(s.api("getNotes", at)), "notes").([]any); len(notes) != 0 {
		t.Errorf("left are %v", notes)
	}
}

func TestANewEntryHasANameForAddresses(t *testing.T) {
	s := openEditor(t, library.Scope{})
	for name, want := range map[string]int{"rest": 200, "rest_well": 422, "Rest": 422, "con": 422, "rest.xx": 422} {
		file := "content/national/topics/" + name + ".md"
		if status, answer := s.persist("topics", name, file, "---\ntitle: Rest\n---\n"); status != want {
			t.Errorf("%s is answered with %d: %v", name, status, answer)
		}
	}
}
