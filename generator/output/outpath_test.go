package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/treetest"
)

var refusedPaths = []string{
	"", ".", "..", "/", "/etc/passwd", "../x", "a/../b", "a/./b", "a//b", "a/", "./a",
	"../sleep-secret/x", "a/../../b",
	"a\x00b", "a\nb", "a\\b", `..\x`, "c:x", "file:stream", "what?", "a*b", "a|b", `a"b`, "<b>",
	"\xff\xfe", "a\u200bb", "a\u202eb", "a\u00a0b", "bell\a",
	".htaccess", ".wellshelf/lock", "a/.git/config", "a.", "a./b", "a ", "a /b", " a", "...",
	"con", "CON", "nul.txt", "Aux.html", "topics/com1", "lpt9.tar.gz", "com¹", "conin$", "con .txt",
	"e\u0301.html", // e and a combining accent: NFD
	strings.Repeat("x", 121), strings.Repeat("topics/", 150) + "x",
	"manifest.json", "Manifest.JSON",
}

var allowedPaths = []string{
	"index.html", "404.html", "topics/sleep/index.html", "assets/site-5f2c.css", "gd/cuspairean/\u00e9.html",
	"topics/%2e%2e%2fx/index.html", "console/index.html", "com10", "compass", "lpt", "a..b", "a b/c",
	"topics/manifest.json", strings.Repeat("x", 120),
}

func TestT7OutputPaths(t *testing.T) {
	for _, path := range refusedPaths {
		site, _ := Nothing{}.Site("fife/beath")
		err := site.Put(path, nil)
		if _, ok := errors.AsType[*PathError](err); !ok {
			t.Errorf("Put(%q) = %v, want a *PathError", path, err)
		}
		if _, err := site.Commit(); err == nil {
			t.Errorf("a site that lacks %q was committed", path)
		}
	}
	site, _ := Nothing{}.Site("fife/beath")
	for _, path := range allowedPaths {
		if err := site.Put(path, nil); err != nil {
			t.Errorf("Put(%q) = %v", path, err)
		}
	}
}

func TestT7OneNameOnEveryDisk(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"a.html", "a.html", "the site has it already"},
		{"Sleep/index.html", "sleep/index.html", "the same file as"},
		{"stra\u00dfe", "STRASSE", "the same file as"},
		{"\u00c9.html", "\u00e9.html", "the same file as"},
		{"\u212b.html", "\u00e5.html", "composed form"},
		{"sleep", "sleep/index.html", "cannot be a folder as well"},
		{"Sleep", "sleep/deep/index.html", "cannot be a folder as well"},
		{"sleep/deep/index.html", "sleep", "needs a folder of that name"},
		{"sleep/deep/index.html", "SLEEP/deep", "needs a folder of that name"},
		{"index.html", "manifest.json/x", "cannot be a folder as well"},
	} {
		site, _ := new(Memory).Site("fife/beath")
		err := errors.Join(site.Put(c.first, nil), site.Put(c.second, nil))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Put %q and %q: %v, want %q", c.first, c.second, err, c.want)
		}
	}
}

func TestBesideTheSitesIsShallow(t *testing.T) {
	site, _ := Nothing{}.Site("")
	for _, path := range []string{"index.html", "fife/index.html", "assets/x.css"} {
		if err := site.Put(path, nil); err != nil {
			t.Error(err)
		}
	}
	if err := site.Put("fife/beath/index.html", nil); err == nil {
		t.Error("a file beside the sites was put into a site")
	}
}

func TestSiteNames(t *testing.T) {
	for _, name := range []string{"fife", "fife/", "/beath", "Fife/beath", "fife/beath/x", "../x", "fife/..", "fi.fe/x",
		"fife/a--b", "fife/-a", "con/x", "fife/ba\u0300n", ".wellshelf/x", strings.Repeat("a", 121) + "/b"} {
		for _, sink := range []Sink{new(Memory), Nothing{}} {
			if _, err := sink.Site(name); err == nil {
				t.Errorf("%T.Site(%q) was taken", sink, name)
			}
		}
	}
}

func TestMessages(t *testing.T) {
	many := slices.Repeat([]string{"x"}, 12)
	for _, c := range []struct {
		err  error
		want string
	}{
		{&PathError{"fife/beath", "a:b", "why"}, `site fife/beath cannot have a file named "a:b": why`},
		{&PathError{Site: "x", Reason: "why"}, `a site cannot have the name "x": why`},
		{&BlockedError{"fife/beath", []string{"a", "b"}}, "site fife/beath was left as it is, because these files in it are not from this program or were changed since: a, b; move them away and build again"},
		{&BlockedError{"", many}, "the part beside the sites was left as it is, because these files in it are not from this program or were changed since: x, x, x, x, x, x, x, x, x, x and 2 more; move them away and build again"},
	} {
		if c.err.Error() != c.want {
			t.Errorf("got  %s\nwant %s", c.err, c.want)
		}
	}
}

// The law: whatever the path, nothing appears outside the site's folder, and what was put without an error is there
// under exactly its name.
func FuzzPut(f *testing.F) {
	for _, path := range slices.Concat(refusedPaths, allowedPaths) {
		f.Add(path)
	}
	parent := treetest.Dir(f)
	for _, name := range []string{"secret/x", "out-secret/x", "out/fife/beath-secret/x"} {
		treetest.Write(f, parent, name, "secret")
	}
	f.Fuzz(func(t *testing.T, path string) {
		out := filepath.Join(parent, "out")
		before := treetest.Read(t, parent)
		folder := mustOpen(t, out, FolderOptions{})
		site, err := folder.Site("fife/beath")
		if err != nil {
			t.Fatal(err)
		}
		want := maps.Clone(before)
		if err := site.Put(path, []byte("bytes")); err == nil {
			if _, err := site.Commit(); err != nil {
				t.Fatalf("Commit after Put(%q): %v", path, err)
			}
			want["out/fife/beath/"+path] = "bytes"
			for _, above := range ancestors("fife/beath/" + path) {
				want["out/"+above] = "folder"
			}
			want["out/fife/beath/manifest.json"] = treetest.Read(t, parent)["out/fife/beath/manifest.json"]
		} else if err := site.Discard(); err != nil {
			t.Fatal(err)
		}
		folder.Close()
		if got := treetest.Read(t, parent); !maps.Equal(got, want) {
			t.Errorf("after Put(%q): %s", path, treetest.Difference(got, want))
		}
		if err := os.RemoveAll(filepath.Join(out, "fife/beath")); err != nil {
			t.Fatal(err)
		}
	})
}
