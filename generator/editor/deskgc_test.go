package editor

import (
	"path/filepath"
	"strings"
	"testing"
)

// gc is the most that Git throws away: what no ref leads to, however new it is.
func gc(t *testing.T, dir string) {
	t.Helper()
	deskGit(t, dir, "reflog", "expire", "--expire=now", "--all")
	deskGit(t, dir, "gc", "--quiet", "--prune=now")
	deskGit(t, dir, "fsck", "--strict", "--no-dangling")
}

// Git's clearing up between any two clicks takes no text: drafts, reviews, notes, refused texts and those found on the
// disk all have refs.
func TestClearingUpTakesNoText(t *testing.T) {
	dir, d := gitDesk(t)
	deskWrite(t, dir, "content/"+string(worryPage), "worry, never committed\n")
	stale := read(t, d, sleepPage).ID
	steps := []func(){
		func() { edit(t, d, "topics/sleep", sleepPage, "sleep 2\n") },
		func() { edit(t, d, "topics/worry", worryPage, "worry 2\n") },
		func() {
			if _, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: "kind words"}); err != nil {
				t.Fatal(err)
			}
		},
		func() {
			_, err := d.Save(t.Context(), Save{Entry: "topics/sleep", Changes: []Change{{Path: sleepPage, Bytes: []byte("refused\n"), From: stale}}})
			if err == nil {
				t.Fatal("a stale text was saved")
			}
		},
		func() { move(t, d, "topics/sleep", PendingReview) },
		func() { edit(t, d, "topics/sleep", sleepPage, "sleep 3\n") },
		func() {
			if err := d.Discard(t.Context(), "topics/worry"); err != nil {
				t.Fatal(err)
			}
		},
		func() { edit(t, d, "topics/worry", worryPage, "worry 2\n") }, // the text that was set aside
		func() { move(t, d, "topics/worry", PendingReview) },
	}
	for _, step := range steps {
		step()
		gc(t, dir)
		d = openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
	}
	for p, want := range map[Path]string{sleepPage: "sleep 3", worryPage: "worry 2"} {
		if got := deskGit(t, dir, "show", "autumn-sleep-pages:content/"+string(p)); got != want {
			t.Errorf("in review, %s says %q", p, got)
		}
	}
	if all := deskGit(t, dir, "log", "-p", "-m", "--format=", "refs/wellshelf/drafts/autumn-sleep-pages"); !strings.Contains(all, "+sleep 2") || !strings.Contains(all, "+worry, never committed") {
		t.Error("the history of the drafts lacks a save")
	}
	if notes, err := d.Notes("topics/sleep"); err != nil || len(notes) != 1 {
		t.Errorf("notes are %v, %v", notes, err)
	}
	refused, err := d.Refused()
	if err != nil || len(refused) != 1 {
		t.Fatalf("refused are %v, %v", refused, err)
	}
	if text, err := d.RefusedText(refused[0].Kept); err != nil || string(text) != "refused\n" {
		t.Errorf("refused is %q, %v", text, err)
	}
}

// A process is killed after the desk says what is in review and before the branch is there, and Git clears up then.
func TestClearingUpBeforeABranchIsThere(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	move(t, d, "topics/sleep", PendingReview)
	sent := deskGit(t, dir, "rev-parse", "autumn-sleep-pages")
	deskGit(t, dir, "update-ref", "-d", "refs/heads/autumn-sleep-pages")
	gc(t, dir)
	d = openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
	edit(t, d, "topics/worry", worryPage, "worry 2\n")
	if got := deskGit(t, dir, "rev-parse", "autumn-sleep-pages"); got != sent {
		t.Errorf("in review is %s, sent was %s", got, sent)
	}
	gc(t, dir)
}
