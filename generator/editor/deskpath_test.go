package editor

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

// T14: persistMedia wrote .git/hooks/post-checkout and getEntry read .git/config in the precedent. The same two, and
// every other spelling that some disk takes for a hidden or special file, with Git and without.
func TestT14NothingButContent(t *testing.T) {
	plain := t.TempDir()
	deskWrite(t, plain, "content/national/topics/sleep.md", "sleep 1\n")
	for _, dir := range []string{deskFolder(t), plain} {
		content := filepath.Join(dir, "content")
		if err := os.Symlink(filepath.Join(dir, "README.md"), filepath.Join(content, "link.md")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(dir, filepath.Join(content, "up")); err != nil {
			t.Fatal(err)
		}
		d := openDesk(t, DeskOptions{Content: content})
		before := treeOf(t, dir)
		for _, p := range []Path{
			".git/hooks/post-checkout", ".git/config", "../.git/hooks/post-checkout", "../.git/config", ".GIT/config", ".git./x.md", ".git /x.md",
			"git~1/hooks/x.md", "GIT~1/x.md", "GI7EBA~1/x.md", ".git::$INDEX_ALLOCATION/x.md", "a/.git/x.md", ".gitattributes", ".gitmodules", "x/.hidden.md",
			"../README.md", "../../x.md", "/etc/x.md", "C:/x.md", `..\x.md`, `a\b.md`, "a//b.md", "./a.md", "a/../b.md", "a/./b.md", "a.md/", "",
			"con.md", "NUL.png", "com1.md", "lpt9.x.md", "aux/x.md", "a /x.md", "a./x.md", " a.md", "a\x00.md", "a\nb.md", "a\u202eb.md", "a\u200d.md", "é.md", "a:b.md",
			"a?.md", "a*.md", "a|b.md", `a"b.md`, "--upload-pack=x/a.md", "-x.md", "x.html", "x.svg", "x.md.exe", "x", "x.go", "hooks/post-checkout", "x.lock",
			"up/README.md", "up/new.md", "link.md", "national/topics/SLEEP.md", "National/topics/new.md", "national/topics/sleep.md/x.md", "national/topics.md/../x.md",
			Path(strings.Repeat("a", 130) + ".md"), Path(strings.Repeat("a/", 300) + "a.md"),
		} {
			for _, bytes := range []string{"#!/bin/sh\n", ""} {
				_, err := d.Save(t.Context(), Save{Entry: "media", Changes: []Change{{Path: p, Bytes: []byte(bytes)}}})
				if !errors.As(err, new(*PathError)) {
					t.Errorf("%q was saved: %v", p, err)
				}
			}
			if f, err := d.File(p); f.Bytes != nil || err == nil && f.ID != "" {
				t.Errorf("%q was read: %q", p, f.Bytes)
			}
			if p == "" {
				continue // stays where it is
			}
			_, err := d.Save(t.Context(), Save{Entry: "media", Changes: []Change{{Path: sleepPage, Moved: p, Bytes: []byte("x\n"), From: read(t, d, sleepPage).ID}}})
			if !errors.As(err, new(*PathError)) {
				t.Errorf("a file was moved to %q: %v", p, err)
			}
		}
		for _, folder := range []string{".git", "../", "..", "/", "a/../..", "up", ".git/hooks", "git~1"} {
			if paths, _ := d.List(folder, 9); len(paths) > 0 {
				t.Errorf("%q lists %v", folder, paths)
			}
		}
		if after := treeOf(t, dir); !slices.Equal(before, after) {
			t.Errorf("files are now\n%s\nwere\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
		}
	}
}

// treeOf lists all files below a folder, but for what desks make for themselves.
func treeOf(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(file string, d os.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, file)
		if d.IsDir() && (d.Name() == "objects" || d.Name() == "wellshelf" || d.Name() == ".wellshelf") {
			return filepath.SkipDir
		}
		files = append(files, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestBytesAreWhatTheNameSays(t *testing.T) {
	_, d := gitDesk(t)
	for name, text := range map[Path][]byte{
		"a.png": []byte("<svg onload=alert(1)>"), "a.jpg": []byte("#!/bin/sh"), "a.webp": []byte("RIFF....AVI "), "a.pdf": []byte("<html>"), "a.gif": nil,
		"a.md": []byte("a\x00b"), "b.md": []byte("caf\xe9"), "c.md": bytes.Repeat([]byte("a"), largestText+1),
		"b.png": append([]byte(endings[".png"]), make([]byte, largestPicture)...),
	} {
		_, err := d.Save(t.Context(), Save{Entry: "media", Changes: []Change{{Path: name, Bytes: text}}})
		if !errors.As(err, new(*PathError)) {
			t.Errorf("%s was saved: %v", name, err)
		}
	}
	_, err := d.Save(t.Context(), Save{Entry: "media", Changes: []Change{{Path: "A.PNG", Bytes: []byte(endings[".png"]), From: AnyID}}})
	if err != nil {
		t.Error(err)
	}
}

// T21: a folder whose name merely begins like the role's is another's.
func TestT21RolesEndAtTheirFolder(t *testing.T) {
	dir := deskFolder(t)
	content := filepath.Join(dir, "content")
	school := openDesk(t, DeskOptions{Content: content, Scope: library.Scope{Area: "midlothian", Site: "beeslack"}, ChangeSet: "school"})
	const own = Path("areas/midlothian/schools/beeslack/topics/exams.md")
	for _, p := range []Path{
		"areas/midlothian/schools/beeslack-secret/topics/exams.md", "areas/midlothian/schools/beeslac/x.md", "areas/midlothian-x/schools/beeslack/x.md",
		"areas/midlothian/schools/beeslack.md", "areas/midlothian/area.md", "areas/midlothian/topics/x.md", "areas/fife/schools/beeslack/x.md",
		sleepPage, "network.md", "areas/midlothian/organisations/beeslack/x.md",
	} {
		if _, err := school.File(p); !errors.As(err, new(*ScopeError)) {
			t.Errorf("%s was read: %v", p, err)
		}
		if _, err := school.Base(p); !errors.As(err, new(*ScopeError)) {
			t.Errorf("%s was read: %v", p, err)
		}
		if _, err := school.State(p); !errors.As(err, new(*ScopeError)) {
			t.Errorf("%s has a state: %v", p, err)
		}
		for _, c := range []Change{{Path: p, Bytes: []byte("x"), From: AnyID}, {Path: p, Delete: true, From: AnyID}, {Path: own, Moved: p, Bytes: []byte("x"), From: AnyID}} {
			if _, err := school.Save(t.Context(), Save{Entry: "x", Changes: []Change{c}}); !errors.As(err, new(*ScopeError)) {
				t.Errorf("%+v was saved: %v", c, err)
			}
		}
	}
	if paths, err := school.List("", 20); err != nil || !slices.Equal(paths, []Path{own}) {
		t.Errorf("the school sees %v, %v", paths, err)
	}
	if paths, err := school.List("areas/midlothian/schools/beeslack-secret", 20); err != nil || len(paths) > 0 {
		t.Errorf("the school sees %v, %v", paths, err)
	}
	edit(t, school, "exams", own, "exams 2\n")
	area := openDesk(t, DeskOptions{Content: content, Scope: library.Scope{Area: "midlothian"}, ChangeSet: "school"})
	if paths, err := area.List("", 20); err != nil || len(paths) != 4 {
		t.Errorf("the area sees %v, %v", paths, err)
	}
	all := openDesk(t, DeskOptions{Content: content, ChangeSet: "school"})
	edit(t, all, "sleep", sleepPage, "sleep 2\n")
	if entries, err := school.Entries(); err != nil || len(entries) != 1 || entries[0].Key != "exams" {
		t.Errorf("the school sees the drafts %v, %v", entries, err)
	}
	for _, err := range []error{school.SetStatus(t.Context(), "sleep", PendingReview), school.Discard(t.Context(), "sleep"), school.Publish(t.Context(), "sleep")} {
		if !errors.As(err, new(*NoEntryError)) {
			t.Errorf("another role's entry was changed: %v", err)
		}
	}
	if _, err := all.Save(t.Context(), Save{Entry: "sleep", Changes: []Change{{Path: sleepPage, Bytes: []byte("late\n"), From: ""}}}); !errors.As(err, new(*ConflictError)) {
		t.Fatal(err)
	}
	refused, err := all.Refused()
	if err != nil || len(refused) != 1 {
		t.Fatalf("refused are %v, %v", refused, err)
	}
	if mine, err := school.Refused(); err != nil || len(mine) != 0 {
		t.Errorf("the school sees %v, %v", mine, err)
	}
	if _, err := school.RefusedText(refused[0].Kept); !errors.As(err, new(*ScopeError)) {
		t.Errorf("the school reads it: %v", err)
	}
}

func FuzzParsePath(f *testing.F) {
	for _, s := range []string{"national/topics/sleep.md", ".git/config", "a/../b.md", "git~1/x.md", "con.md", "a\\b.md"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePath(s)
		if err != nil {
			return
		}
		if string(p) != s || !filepath.IsLocal(filepath.FromSlash(s)) || filepath.ToSlash(filepath.Clean(s)) != s {
			t.Errorf("%q is no plain path", s)
		}
		for part := range strings.SplitSeq(strings.ToLower(s), "/") {
			if strings.HasPrefix(part, ".") || strings.HasPrefix(part, "git~") {
				t.Errorf("%q has the part %q", s, part)
			}
		}
	})
}
