package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"wellshelf/generator/treetest"
)

// versionOne and versionTwo of a site differ in every way two versions can.
var versionOne = map[string]string{
	"index.html":            "home",
	"same/index.html":       "same",
	"changed/index.html":    "first",
	"gone/deep/index.html":  "gone",
	"gone/other/index.html": "gone as well",
	"page":                  "a file that becomes a folder",
	"guide/index.html":      "a folder that becomes a file",
	"guide/more/index.html": "with more in it",
	"assets/old.css":        "old",
	"assets/site.css":       "css",
}

var versionTwo = map[string]string{
	"index.html":         "home",
	"same/index.html":    "same",
	"changed/index.html": "second",
	"new/deep/x.html":    "new",
	"page/index.html":    "now a folder",
	"guide":              "now a file",
	"assets/new.css":     "new",
	"assets/site.css":    "css, changed",
}

func build(sink Sink, name string, files map[string]string) (Outcome, error) {
	site, err := sink.Site(name)
	if err != nil {
		return Outcome{}, err
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if err := site.Put(path, []byte(files[path])); err != nil {
			site.Discard()
			return Outcome{}, err
		}
	}
	return site.Commit()
}

func mustBuild(t testing.TB, sink Sink, name string, files map[string]string) Outcome {
	t.Helper()
	out, err := build(sink, name, files)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mustOpen(t testing.TB, dir string, opt FolderOptions) *Folder {
	t.Helper()
	f, err := OpenFolder(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// cleanTree is what a folder holds after one build of these files into nothing.
func cleanTree(t testing.TB, name string, files map[string]string) map[string]string {
	t.Helper()
	dir := treetest.Dir(t)
	f := mustOpen(t, dir, FolderOptions{})
	defer f.Close()
	mustBuild(t, f, name, files)
	return treetest.Read(t, dir)
}

func TestBuildsInTurnEqualCleanOnes(t *testing.T) {
	for _, opt := range []FolderOptions{{}, {State: treetest.Dir(t)}} {
		for _, name := range []string{"fife/beath", ""} {
			dir := treetest.Dir(t)
			versions := []map[string]string{versionOne, versionTwo, versionTwo, versionOne, {}, versionTwo}
			for i, files := range versions {
				if name == "" {
					files = shallow(files)
				}
				f := mustOpen(t, dir, opt)
				mustBuild(t, f, name, files)
				f.Close()
				if got, want := treetest.Read(t, dir), cleanTree(t, name, files); !maps.Equal(got, want) {
					t.Errorf("version %d of %q with %+v:%s", i, name, opt, treetest.Difference(got, want))
				}
				if left, _ := os.ReadDir(filepath.Join(dir, workFolder)); len(left) != 1 {
					t.Errorf("version %d: the work folder has %v, want only the lock", i, left)
				}
			}
		}
	}
}

func shallow(files map[string]string) map[string]string {
	out := map[string]string{}
	for path, content := range files {
		if strings.Count(path, "/") < 2 {
			out[path] = content
		}
	}
	return out
}

func TestOutcome(t *testing.T) {
	f := mustOpen(t, treetest.Dir(t), FolderOptions{})
	defer f.Close()
	for _, c := range []struct {
		files map[string]string
		want  Outcome
	}{
		{versionOne, Outcome{Written: 10, Bytes: 106}},
		{versionTwo, Outcome{Written: 6, Unchanged: 2, Removed: 6, Bytes: 57}},
		{versionTwo, Outcome{Unchanged: 8, Bytes: 57}},
	} {
		c.want.Bytes = 0
		for _, content := range c.files {
			c.want.Bytes += int64(len(content))
		}
		if got := mustBuild(t, f, "fife/beath", c.files); got != c.want {
			t.Errorf("got %+v, want %+v", got, c.want)
		}
	}
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	for _, opt := range []FolderOptions{{}, {State: treetest.Dir(t)}} {
		dir := treetest.Dir(t)
		f := mustOpen(t, dir, opt)
		mustBuild(t, f, "fife/beath", versionOne)
		old := time.Now().Add(-time.Hour)
		page := filepath.Join(dir, "fife/beath/same/index.html")
		if err := os.Chtimes(page, old, old); err != nil {
			t.Fatal(err)
		}
		mustBuild(t, f, "fife/beath", versionTwo)
		f.Close()
		if info, err := os.Stat(page); err != nil || !info.ModTime().Equal(old) {
			t.Errorf("with %+v a page with the same bytes was written again: %v", opt, err)
		}
	}
}

// With state, an unchanged site is compared without reading a file of it.
func TestStateSparesReading(t *testing.T) {
	dir, opt := treetest.Dir(t), FolderOptions{State: treetest.Dir(t)}
	for i := range 2 {
		var read []string
		f, err := openFolder(dir, opt, func(op, path string) error {
			if op == "read" && path != stageName("fife/beath") {
				read = append(read, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		mustBuild(t, f, "fife/beath", versionOne)
		f.Close()
		if i == 1 && len(read) > 0 {
			t.Errorf("the second build read %v", read)
		}
	}
}

func TestStrangersStay(t *testing.T) {
	dir := treetest.Dir(t)
	f := mustOpen(t, dir, FolderOptions{})
	defer f.Close()
	mustBuild(t, f, "fife/beath", versionOne)
	foreign := map[string]string{"fife/beath/mine.txt": "a", "fife/beath/gone/deep/mine.txt": "b", "fife/mine.txt": "c"}
	for path, content := range foreign {
		treetest.Write(t, dir, path, content)
	}
	mustBuild(t, f, "fife/beath", versionTwo)
	want := cleanTree(t, "fife/beath", versionTwo)
	maps.Copy(want, foreign)
	want["fife/beath/gone"], want["fife/beath/gone/deep"] = "folder", "folder"
	if got := treetest.Read(t, dir); !maps.Equal(got, want) {
		t.Error(treetest.Difference(got, want))
	}
}

func TestBlocked(t *testing.T) {
	site := func(dir, path string) string { return filepath.Join(dir, "fife/beath", path) }
	for _, c := range []struct {
		name    string
		disturb func(dir string) error
		want    []string // nil: the build succeeds
	}{
		{"a stranger's file where a page comes", func(dir string) error {
			return errors.Join(os.MkdirAll(site(dir, "new/deep"), 0o755), os.WriteFile(site(dir, "new/deep/x.html"), []byte("mine"), 0o644))
		}, []string{"new/deep/x.html"}},
		{"the same, with the right bytes already", func(dir string) error {
			return errors.Join(os.MkdirAll(site(dir, "new/deep"), 0o755), os.WriteFile(site(dir, "new/deep/x.html"), []byte("new"), 0o644))
		}, nil},
		{"a page changed by hand", func(dir string) error {
			return os.WriteFile(site(dir, "changed/index.html"), []byte("mine!"), 0o644)
		}, []string{"changed/index.html"}},
		{"an unchanged page changed by hand", func(dir string) error {
			return os.WriteFile(site(dir, "same/index.html"), []byte("mine"), 0o644)
		}, []string{"same/index.html"}},
		{"two old pages changed by hand", func(dir string) error {
			return errors.Join(os.WriteFile(site(dir, "gone/deep/index.html"), []byte("mine"), 0o644), os.WriteFile(site(dir, "assets/old.css"), nil, 0o644))
		}, []string{"assets/old.css", "gone/deep/index.html"}},
		{"pages removed by hand", func(dir string) error {
			return errors.Join(os.Remove(site(dir, "changed/index.html")), os.RemoveAll(site(dir, "gone")))
		}, nil},
		{"a file where a folder comes", func(dir string) error {
			return os.WriteFile(site(dir, "new"), nil, 0o644)
		}, []string{"new"}},
		{"a stranger's file in a folder that becomes a file", func(dir string) error {
			return os.WriteFile(site(dir, "guide/more/mine.txt"), nil, 0o644)
		}, []string{"guide/more/mine.txt"}},
		{"an empty folder in a folder that becomes a file", func(dir string) error {
			return os.Mkdir(site(dir, "guide/mine"), 0o755)
		}, []string{"guide/mine"}},
		{"a link where a page comes", func(dir string) error {
			return errors.Join(os.Remove(site(dir, "changed/index.html")), os.Symlink("../index.html", site(dir, "changed/index.html")))
		}, []string{"changed/index.html"}},
		{"a link where a folder comes", func(dir string) error {
			return os.Symlink("same", site(dir, "new"))
		}, []string{"new"}},
		{"a link to a folder with the right bytes", func(dir string) error {
			return errors.Join(os.Rename(site(dir, "same"), site(dir, "moved")), os.Symlink("moved", site(dir, "same")))
		}, []string{"same"}},
		{"a link out of the output folder", func(dir string) error {
			return os.Symlink(os.TempDir(), site(dir, "new"))
		}, []string{"new"}},
		{"another program's manifest", func(dir string) error {
			return os.WriteFile(site(dir, "manifest.json"), []byte(`{"name":"app"}`), 0o644)
		}, []string{"changed/index.html", "assets/site.css", "page", "guide/index.html", "guide/more/index.html"}},
		{"a manifest edited by hand", func(dir string) error {
			text, err := os.ReadFile(site(dir, "manifest.json"))
			return errors.Join(err, os.WriteFile(site(dir, "manifest.json"), append(text, '\n'), 0o644))
		}, []string{"changed/index.html", "assets/site.css", "page", "guide/index.html", "guide/more/index.html"}},
	} {
		for _, opt := range []FolderOptions{{}, {State: treetest.Dir(t)}} {
			dir := treetest.Dir(t)
			f := mustOpen(t, dir, opt)
			mustBuild(t, f, "fife/beath", versionOne)
			if err := c.disturb(dir); err != nil {
				t.Fatal(err)
			}
			before := treetest.Read(t, dir)
			_, err := build(f, "fife/beath", versionTwo)
			f.Close()
			if c.want == nil {
				if got, want := treetest.Read(t, dir), cleanTree(t, "fife/beath", versionTwo); err != nil || !maps.Equal(got, want) {
					t.Errorf("%s: %v%s", c.name, err, treetest.Difference(got, want))
				}
				continue
			}
			blocked, ok := errors.AsType[*BlockedError](err)
			slices.Sort(c.want)
			if !ok || !slices.Equal(blocked.Paths, c.want) {
				t.Errorf("%s, %+v: %v, want blocked by %v", c.name, opt, err, c.want)
			}
			if after := treetest.Read(t, dir); !maps.Equal(before, after) {
				t.Errorf("%s: the site was changed:%s", c.name, treetest.Difference(after, before))
			}
		}
	}
}

func TestSiteFolderIsALink(t *testing.T) {
	for _, link := range []string{"fife", "fife/beath"} {
		dir := treetest.Dir(t)
		if err := errors.Join(os.MkdirAll(filepath.Join(dir, "elsewhere"), 0o755), os.MkdirAll(filepath.Join(dir, filepath.Dir(link)), 0o755),
			os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join(dir, link))); err != nil {
			t.Fatal(err)
		}
		f := mustOpen(t, dir, FolderOptions{})
		_, err := f.Site("fife/beath")
		f.Close()
		if blocked, ok := errors.AsType[*BlockedError](err); !ok || !slices.Equal(blocked.Paths, []string{link}) {
			t.Errorf("%s: %v", link, err)
		}
	}
}

func TestT21NoPrefixTrick(t *testing.T) {
	dir := treetest.Dir(t)
	f := mustOpen(t, dir, FolderOptions{})
	defer f.Close()
	mustBuild(t, f, "fife/beath-secret", map[string]string{"x": "secret"})
	// A manifest that lists a file of another site must not give power over it.
	reaching := manifest{{"../beath-secret/x", 6, sha256.Sum256([]byte("secret"))}}
	treetest.Write(t, dir, "fife/beath/manifest.json", string(reaching.encode()))
	before := treetest.Read(t, dir)
	if _, err := build(f, "fife/beath", versionOne); err == nil {
		t.Error("a manifest that reaches out of its site was taken for ours")
	}
	if after := treetest.Read(t, dir); !maps.Equal(before, after) {
		t.Error(treetest.Difference(after, before))
	}
}

func TestOneBuildAtATime(t *testing.T) {
	dir := treetest.Dir(t)
	first := mustOpen(t, dir, FolderOptions{})
	if _, err := OpenFolder(dir, FolderOptions{}); err == nil || err.Error() != "another build is writing to "+dir {
		t.Errorf("the second got %v", err)
	}
	if _, err := first.Site("fife/beath"); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Site("fife/beath"); err == nil {
		t.Error("a site was begun twice")
	}
	first.Close()
	mustOpen(t, dir, FolderOptions{}).Close()
}

func TestCurrent(t *testing.T) {
	dir, opt := treetest.Dir(t), FolderOptions{State: treetest.Dir(t)}
	commit := func(key string, files map[string]string) {
		f := mustOpen(t, dir, opt)
		defer f.Close()
		site, err := f.Keyed("fife/beath", key)
		if err != nil {
			t.Fatal(err)
		}
		for path, content := range files {
			if err := site.Put(path, []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := site.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	current := func(opt FolderOptions, key string) bool {
		f := mustOpen(t, dir, opt)
		defer f.Close()
		_, is := f.Current("fife/beath", key)
		return is
	}
	page := filepath.Join(dir, "fife/beath/same/index.html")
	for _, c := range []struct {
		name    string
		disturb func() error
		opt     FolderOptions
		key     string
		want    bool
	}{
		{"nothing happened", func() error { return nil }, opt, "k", true},
		{"another key", func() error { return nil }, opt, "other", false},
		{"no key", func() error { return nil }, opt, "", false},
		{"no state", func() error { return nil }, FolderOptions{}, "k", false},
		{"a stranger's file", func() error { return os.WriteFile(filepath.Join(dir, "fife/beath/mine"), nil, 0o644) }, opt, "k", true},
		{"another time", func() error { return os.Chtimes(page, time.Now(), time.Now().Add(time.Hour)) }, opt, "k", false},
		{"a page is missing", func() error { return os.Remove(page) }, opt, "k", false},
		{"the manifest is missing", func() error { return os.Remove(filepath.Join(dir, "fife/beath/manifest.json")) }, opt, "k", false},
		{"all is missing", func() error { return os.RemoveAll(filepath.Join(dir, "fife")) }, opt, "k", false},
	} {
		commit("k", versionOne)
		if err := c.disturb(); err != nil {
			t.Fatal(err)
		}
		if got := current(c.opt, c.key); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestBrokenStateCostsOnlyTime(t *testing.T) {
	for name, spoil := range map[string]func(text []byte) []byte{
		"empty":      func([]byte) []byte { return nil },
		"cut short":  func(text []byte) []byte { return text[:len(text)-40] },
		"other byte": func(text []byte) []byte { text[len(text)-1] ^= 1; return text },
		"other kind": func(text []byte) []byte { return seal("other", []byte("x")) },
		"a number":   func(text []byte) []byte { return seal(stateKind, []byte("\"k\"\nx y z w")) },
	} {
		dir, opt := treetest.Dir(t), FolderOptions{State: treetest.Dir(t)}
		f := mustOpen(t, dir, opt)
		mustBuild(t, f, "fife/beath", versionOne)
		f.Close()
		states, err := filepath.Glob(filepath.Join(opt.State, "*", "fife.beath"))
		if err != nil || len(states) != 1 {
			t.Fatal(states, err)
		}
		text, err := os.ReadFile(states[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(states[0], spoil(text), 0o644); err != nil {
			t.Fatal(err)
		}
		f = mustOpen(t, dir, opt)
		mustBuild(t, f, "fife/beath", versionTwo)
		f.Close()
		if got, want := treetest.Read(t, dir), cleanTree(t, "fife/beath", versionTwo); !maps.Equal(got, want) {
			t.Errorf("%s:%s", name, treetest.Difference(got, want))
		}
	}
}

func TestRetire(t *testing.T) {
	dir := treetest.Dir(t)
	f := mustOpen(t, dir, FolderOptions{State: treetest.Dir(t)})
	defer f.Close()
	for _, site := range []string{"fife/beath", "fife/old", "fife/touched", "skye/old", ""} {
		mustBuild(t, f, site, map[string]string{"index.html": site, "x/y.html": "x"})
	}
	treetest.Write(t, dir, "fife/touched/index.html", "by hand")
	treetest.Write(t, dir, "fife/foreign/manifest.json", "{}")
	treetest.Write(t, dir, "fife/plain/index.html", "not ours")
	want := treetest.Read(t, dir)
	for path := range want {
		for _, gone := range []string{"fife/old", "skye"} {
			if path == gone || slices.Contains(ancestors(path), gone) {
				delete(want, path)
			}
		}
	}
	for _, path := range []string{"manifest.json", "x/y.html", "x"} {
		delete(want, "fife/touched/"+path)
	}
	got, err := f.Retire([]string{"fife/beath"})
	if err != nil || !slices.Equal(got, []string{"fife/old", "fife/touched", "skye/old"}) {
		t.Errorf("retired %v, %v", got, err)
	}
	if got := treetest.Read(t, dir); !maps.Equal(got, want) {
		t.Error(treetest.Difference(got, want))
	}
	if again, err := f.Retire([]string{"fife/beath"}); err != nil || len(again) > 0 {
		t.Errorf("the second time: %v, %v", again, err)
	}
}

func TestManifestDiffsWell(t *testing.T) {
	m := manifest{{"a&b.html", 1, fileSum{1}}, {"index.html", 12, fileSum{0xab}}}
	want := `{"format":1,"files":[
{"path":"a\u0026b.html","size":1,"sha256":"01` + strings.Repeat("0", 62) + `"},
{"path":"index.html","size":12,"sha256":"ab` + strings.Repeat("0", 62) + `"}
]}
`
	if got := string(m.encode()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if back, ours := parseManifest("fife/beath", []byte(want)); !ours || !slices.Equal(back, m) {
		t.Errorf("read back as %v, %v", back, ours)
	}
	if _, ours := parseManifest("fife/beath", []byte(strings.Replace(want, ":1,", ":2,", 1))); ours {
		t.Error("a newer format was taken for ours")
	}
}

func TestFolderThatCannotBeUsed(t *testing.T) {
	dir := treetest.Dir(t)
	file := filepath.Join(dir, "file")
	treetest.Write(t, dir, "file", "")
	treetest.Write(t, dir, "taken/.wellshelf", "")
	treetest.Write(t, dir, "lockdir/.wellshelf/lock/x", "")
	for _, c := range []struct{ dir, want string }{
		{file, "cannot make the output folder " + file},
		{filepath.Join(file, "below"), "not a directory"},
		{filepath.Join(dir, "taken"), ".wellshelf is not a folder"},
		{filepath.Join(dir, "lockdir"), ".wellshelf/lock is not a file"},
	} {
		_, err := OpenFolder(c.dir, FolderOptions{})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.dir) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one sentence with %q", c.dir, err, c.want)
		}
	}
}

func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may do anything")
	}
	dir := treetest.Dir(t)
	f := mustOpen(t, dir, FolderOptions{})
	mustBuild(t, f, "fife/beath", versionOne)
	before := treetest.Read(t, dir)
	os.Chmod(filepath.Join(dir, "fife/beath"), 0o555)
	defer os.Chmod(filepath.Join(dir, "fife/beath"), 0o755)
	_, err := build(f, "fife/beath", versionTwo)
	f.Close()
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	if after := treetest.Read(t, dir); !maps.Equal(before, after) {
		t.Error(treetest.Difference(after, before))
	}
}

func TestFullDisk(t *testing.T) {
	dir := treetest.Dir(t)
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", dir).Run(); err != nil {
		t.Skip("no small disk can be mounted here; TestEveryFaultLeavesTheSite does the same by other means")
	}
	defer exec.Command("umount", dir).Run()
	f := mustOpen(t, dir, FolderOptions{})
	defer f.Close()
	mustBuild(t, f, "fife/beath", versionOne)
	before := treetest.Read(t, dir)
	large := maps.Clone(versionTwo)
	for i := range 100 {
		large[fmt.Sprintf("topics/t%d/index.html", i)] = strings.Repeat("x", 7000)
	}
	_, err := build(f, "fife/beath", large)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "cannot write site fife/beath to "+dir) {
		t.Error(err)
	}
	if after := treetest.Read(t, dir); !maps.Equal(before, after) {
		t.Error(treetest.Difference(after, before))
	}
	mustBuild(t, f, "fife/beath", versionTwo) // there is room again
}

func TestPurpose(t *testing.T) {
	dir := treetest.Dir(t)
	open := func(purpose string) error {
		f, err := OpenFolder(dir, FolderOptions{Purpose: purpose})
		if err == nil {
			err = f.Close()
		}
		return err
	}
	for _, purpose := range []string{"", "young-people", "young-people", ""} {
		if err := open(purpose); err != nil {
			t.Errorf("purpose %q: %v", purpose, err)
		}
	}
	err := open("staff")
	if want := dir + " holds the sites for young-people, and this build is for staff; name another folder with --out"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
