package editor

import (
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

func TestOverlayIsAFileSystem(t *testing.T) {
	base := fstest.MapFS{"a/b.md": {Data: []byte("b")}, "a/c.md": {Data: []byte("c")}, "d.md": {Data: []byte("d")}}
	o := newOverlay(base)
	o.setDrafts(map[Path]patch{"a/b.md": {bytes: []byte("draft")}, "a/c.md": {gone: true}, "new/deep/e.md": {bytes: []byte("e")}})
	if err := fstest.TestFS(o, "a/b.md", "d.md", "new/deep/e.md"); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(o, "a/c.md"); err == nil {
		t.Error("a removed file is there")
	}
	if err := fstest.TestFS(o.Session("x"), "a/b.md", "new/deep/e.md"); err != nil {
		t.Error(err)
	}
	one := newOverlay(fstest.MapFS{"a.md": {Data: []byte("a")}})
	one.setDrafts(map[Path]patch{"a.md": {gone: true}})
	if list, err := fs.ReadDir(one, "."); err != nil || len(list) != 0 {
		t.Errorf("left are %v, %v", list, err)
	}
}

func TestTypedTextIsShownAndNeverSaved(t *testing.T) {
	dir, d := gitDesk(t)
	before := footprint(t, dir)
	o := d.Overlay()
	if got := o.Type("one", sleepPage, []byte("typed")); !slices.Equal(got, []Path{sleepPage}) {
		t.Errorf("changed: %v", got)
	}
	if got := o.Type("one", sleepPage, []byte("typed")); got != nil {
		t.Errorf("the same again changed %v", got)
	}
	o.Type("two", sleepPage, []byte("typed by two"))
	if text, err := fs.ReadFile(o, string(sleepPage)); err != nil || string(text) != "typed by two" {
		t.Errorf("shown is %q, %v", text, err)
	}
	if text, err := fs.ReadFile(o.Session("one"), string(sleepPage)); err != nil || string(text) != "typed" {
		t.Errorf("to one is shown %q, %v", text, err)
	}
	if f := read(t, d, sleepPage); string(f.Bytes) != "sleep 1\n" {
		t.Errorf("the desk says %q", f.Bytes)
	}
	o.Forget("two")
	if got := o.Forget("one"); !slices.Equal(got, []Path{sleepPage}) || len(o.Changed()) != 0 {
		t.Errorf("forgotten: %v, still changed: %v", got, o.Changed())
	}
	if footprint(t, dir) != before || deskGit(t, dir, "for-each-ref", "--format=%(refname)") != "refs/heads/main" {
		t.Error("something was saved")
	}
}

func TestOverlayFollowsTheDesk(t *testing.T) {
	dir, d := gitDesk(t)
	shown := func() string {
		t.Helper()
		text, err := fs.ReadFile(d.Overlay(), string(sleepPage))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	refresh := func(want ...Path) {
		t.Helper()
		if got, err := d.Refresh(); err != nil || !slices.Equal(got, want) {
			t.Errorf("told were %v, %v; want %v", got, err, want)
		}
	}
	edit(t, d, "topics/sleep", sleepPage, "draft\n")
	refresh(sleepPage)
	refresh()
	if shown() != "draft\n" || !slices.Equal(d.Overlay().Changed(), []Path{sleepPage}) {
		t.Errorf("shown is %q", shown())
	}
	other := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
	edit(t, other, "topics/sleep", sleepPage, "by another\n")
	refresh(sleepPage)
	if shown() != "by another\n" {
		t.Errorf("shown is %q", shown())
	}
	if _, err := d.Begin(t.Context(), "Spring"); err != nil {
		t.Fatal(err)
	}
	refresh(sleepPage)
	if shown() != "sleep 1\n" {
		t.Errorf("shown is %q", shown())
	}
}

// Where the base branch is not checked out, the desk stands over the branch and not over the files.
func TestOverAnotherBranch(t *testing.T) {
	dir := deskFolder(t)
	deskGit(t, dir, "checkout", "-qb", "side")
	deskWrite(t, dir, "content/national/topics/sleep.md", "side\n")
	deskGit(t, dir, "commit", "-qam", "side")
	d := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), Branch: "main"})
	if f := read(t, d, sleepPage); string(f.Bytes) != "sleep 1\n" {
		t.Errorf("the desk shows %q", f.Bytes)
	}
	deskGit(t, dir, "update-ref", "refs/heads/main", "side")
	if changed, err := d.Refresh(); err != nil || !slices.Equal(changed, []Path{sleepPage}) {
		t.Errorf("told were %v, %v", changed, err)
	}
	if f := read(t, d, sleepPage); string(f.Bytes) != "side\n" {
		t.Errorf("the desk shows %q", f.Bytes)
	}
}
