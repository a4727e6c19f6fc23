package editor

import (
	"errors"
	"strings"
	"testing"
)

func TestNotesAreKeptInGit(t *testing.T) {
	dir, d := gitDesk(t)
	first, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: "Is this kind?", Author: "Cy <x>"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: "Yes."})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.UpdateNote(t.Context(), "topics/sleep", first.ID, func(n *Note) { n.Resolved = true }); err != nil {
		t.Fatal(err)
	}
	notes, err := d.Notes("topics/sleep")
	if err != nil || len(notes) != 2 || notes[0].ID != first.ID || !notes[0].Resolved || notes[1].Author != "Bo" || notes[0].EntrySlug != "topics/sleep" {
		t.Errorf("notes: %+v, %v", notes, err)
	}
	if err := d.DeleteNote(t.Context(), "topics/sleep", second.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.DeleteNote(t.Context(), "topics/sleep", "../../x"); !errors.As(err, new(*NoNoteError)) {
		t.Errorf("a note that is none: %v", err)
	}
	if _, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: " "}); err == nil {
		t.Error("a note without words")
	}
	const ref = "refs/wellshelf/desk/autumn-sleep-pages"
	if got := deskGit(t, dir, "ls-tree", "-r", "--name-only", ref, "notes"); got != "notes/topics%2Fsleep/"+first.ID+".json" {
		t.Errorf("git lists %q", got)
	}
	if got := deskGit(t, dir, "log", "--first-parent", "--format=%B", ref); !strings.Contains(got, "Is this kind?") || !strings.Contains(got, "Bo on topics/sleep\n\nYes.") {
		t.Errorf("the log reads\n%s", got)
	}
	if got := deskGit(t, dir, "ls-tree", "-r", "--name-only", "main"); strings.Contains(got, "note") {
		t.Errorf("a note is in the content tree:\n%s", got)
	}
}
