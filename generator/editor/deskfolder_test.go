package editor

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func plainDesk(t *testing.T) (string, *Desk) {
	t.Helper()
	dir := t.TempDir()
	deskWrite(t, dir, "content/national/topics/sleep.md", "sleep 1\n")
	deskWrite(t, dir, "content/national/topics/worry.md", "worry 1\n")
	return dir, openDesk(t, DeskOptions{Content: filepath.Join(dir, "content")})
}

func onDisk(t *testing.T, dir string, p Path) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "content", filepath.FromSlash(string(p))))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWithoutGitFilesAreWritten(t *testing.T) {
	dir, d := plainDesk(t)
	if d.HasGit() {
		t.Fatal("there is a repository")
	}
	if err := os.Chmod(filepath.Join(dir, "content/national/topics/sleep.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	info, err := os.Stat(filepath.Join(dir, "content/national/topics/sleep.md"))
	if err != nil || info.Mode().Perm() != 0o600 || onDisk(t, dir, sleepPage) != "sleep 2\n" {
		t.Errorf("written with mode %v: %q, %v", info.Mode(), onDisk(t, dir, sleepPage), err)
	}
	_, err = d.Save(t.Context(), Save{Entry: "x", Changes: []Change{
		{Path: worryPage, Moved: "national/topics/fear.md", Bytes: []byte("fear\n"), From: read(t, d, worryPage).ID},
		{Path: sleepPage, Delete: true, From: read(t, d, sleepPage).ID}, {Path: "national/new/deep/page.md", Bytes: []byte("new\n")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(treeOf(t, filepath.Join(dir, "content")), " ")
	if want := ". national national/new national/new/deep national/new/deep/page.md national/topics national/topics/fear.md"; got != want {
		t.Errorf("files are %s\nwant %s", got, want)
	}
	if _, err := d.Entries(); !errors.As(err, new(*NoGitError)) {
		t.Errorf("entries: %v", err)
	}
	if s, err := d.State("national/topics/fear.md"); err != nil || s.Saved.IsZero() || !s.Live.IsZero() {
		t.Errorf("the state is %+v, %v", s, err)
	}
}

func TestWithoutGitRefusedTextsAreKept(t *testing.T) {
	dir, d := plainDesk(t)
	from := read(t, d, sleepPage).ID
	deskWrite(t, dir, "content/national/topics/sleep.md", "by hand\n")
	for n := 1; n <= 2; n++ {
		_, err := d.Save(t.Context(), Save{Entry: "x", Changes: []Change{{Path: sleepPage, Bytes: []byte("by desk\n"), From: from}}})
		conflict := new(*ConflictError)
		if !errors.As(err, conflict) || onDisk(t, dir, sleepPage) != "by hand\n" {
			t.Fatalf("it was saved: %v", err)
		}
		kept := (*conflict).Kept
		if want := filepath.Join(d.beside(), "refused", fmt.Sprint(n), "national/topics/sleep.md"); kept != want || !strings.Contains(err.Error(), kept) {
			t.Errorf("kept in %s, want %s (%v)", kept, want, err)
		}
		if text, err := d.RefusedText(kept); err != nil || string(text) != "by desk\n" {
			t.Errorf("kept is %q, %v", text, err)
		}
	}
	if refused, err := d.Refused(); err != nil || len(refused) != 2 {
		t.Errorf("refused are %v, %v", refused, err)
	}
	if _, err := d.RefusedText(filepath.Join(dir, "content/national/topics/sleep.md")); !errors.As(err, new(*NameError)) {
		t.Errorf("any file was read as a refused text: %v", err)
	}
}

func TestWithoutGitTwoDesksLoseNothing(t *testing.T) {
	dir, d := plainDesk(t)
	from := read(t, d, sleepPage).ID
	var wait sync.WaitGroup
	results := make([]error, 4)
	for i := range results {
		other := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content")})
		wait.Go(func() {
			_, results[i] = other.Save(t.Context(), Save{Entry: "x", Changes: []Change{{Path: sleepPage, Bytes: fmt.Appendf(nil, "by %d\n", i), From: from}}})
		})
	}
	wait.Wait()
	refused, err := d.Refused()
	if err != nil {
		t.Fatal(err)
	}
	saved := 0
	for _, err := range results {
		if err == nil {
			saved++
		} else if !errors.As(err, new(*ConflictError)) {
			t.Error(err)
		}
	}
	if saved != 1 || len(refused) != len(results)-1 {
		t.Errorf("%d saved, %d kept", saved, len(refused))
	}
}

func TestWithoutGitNotesAreFiles(t *testing.T) {
	dir, d := plainDesk(t)
	n, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: "kind?"})
	if err != nil {
		t.Fatal(err)
	}
	if notes, err := d.Notes("topics/sleep"); err != nil || len(notes) != 1 || notes[0].Content != "kind?" {
		t.Errorf("notes: %v, %v", notes, err)
	}
	if _, err := os.Stat(filepath.Join(dir, ".wellshelf/notes/topics%2Fsleep", n.ID+".json")); err != nil {
		t.Error(err)
	}
	if err := d.DeleteNote(t.Context(), "topics/sleep", n.ID); err != nil {
		t.Error(err)
	}
	if notes, err := d.Notes("../../content"); err != nil || len(notes) != 0 {
		t.Errorf("notes: %v, %v", notes, err)
	}
}
