package output

import (
	"fmt"
	"maps"
	"sync"
	"testing"
	"testing/fstest"

	"wellshelf/generator/treetest"
)

func TestMemoryKeepsCopies(t *testing.T) {
	var m Memory
	site, err := m.Site("fife/beath")
	if err != nil {
		t.Fatal(err)
	}
	content := []byte("one")
	if err := site.Put("topics/index.html", content); err != nil {
		t.Fatal(err)
	}
	copy(content, "two")
	if m.Files("fife/beath") != nil {
		t.Error("a site can be seen before its Commit")
	}
	if _, err := site.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := string(m.Files("fife/beath")["topics/index.html"]); got != "one" {
		t.Errorf("got %q, want the bytes at the time of Put", got)
	}
	if err := fstest.TestFS(m.FS(), "fife/beath/topics/index.html"); err != nil {
		t.Error(err)
	}
}

// Every sink counts the same for a first version; a folder and a memory count the same for all.
func TestSinksAgree(t *testing.T) {
	folder := mustOpen(t, treetest.Dir(t), FolderOptions{})
	defer folder.Close()
	memory := new(Memory)
	for i, files := range []map[string]string{versionOne, versionTwo, versionTwo, {}} {
		a, b := mustBuild(t, folder, "fife/beath", files), mustBuild(t, memory, "fife/beath", files)
		if a != b {
			t.Errorf("version %d: folder %+v, memory %+v", i, a, b)
		}
		if c := mustBuild(t, Nothing{}, "fife/beath", files); c.Bytes != a.Bytes || c.Written != a.Written+a.Unchanged {
			t.Errorf("version %d: folder %+v, nothing %+v", i, a, c)
		}
	}
}

func TestDiscardKeepsTheLastVersion(t *testing.T) {
	dir := treetest.Dir(t)
	folder := mustOpen(t, dir, FolderOptions{})
	defer folder.Close()
	memory := new(Memory)
	for _, sink := range []Sink{folder, memory} {
		mustBuild(t, sink, "fife/beath", versionOne)
		before := treetest.Read(t, dir)
		site, err := sink.Site("fife/beath")
		if err != nil {
			t.Fatal(err)
		}
		if err := site.Put("index.html", []byte("other")); err != nil {
			t.Fatal(err)
		}
		if err := site.Discard(); err != nil {
			t.Fatal(err)
		}
		if after := treetest.Read(t, dir); !maps.Equal(before, after) {
			t.Error(treetest.Difference(after, before))
		}
	}
	if got := string(memory.Files("fife/beath")["index.html"]); got != versionOne["index.html"] {
		t.Errorf("memory has %q after Discard", got)
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := treetest.Dir(t)
	folder := mustOpen(t, dir, FolderOptions{State: treetest.Dir(t)})
	defer folder.Close()
	memory := new(Memory)
	var all sync.WaitGroup
	for s := range 4 {
		for _, sink := range []Sink{folder, memory, Nothing{}} {
			all.Go(func() {
				site, err := sink.Site(fmt.Sprintf("fife/s%d", s))
				if err != nil {
					t.Error(err)
					return
				}
				var puts sync.WaitGroup
				for i := range 50 {
					puts.Go(func() {
						if err := site.Put(fmt.Sprintf("topics/t%d/index.html", i), fmt.Append(nil, s, i)); err != nil {
							t.Error(err)
						}
					})
				}
				puts.Wait()
				if out, err := site.Commit(); err != nil || out.Written != 50 {
					t.Errorf("%T: %+v, %v", sink, out, err)
				}
			})
		}
	}
	all.Wait()
	for s := range 4 {
		for path, content := range memory.Files(fmt.Sprintf("fife/s%d", s)) {
			if got := treetest.Read(t, dir)[fmt.Sprintf("fife/s%d/%s", s, path)]; got != string(content) {
				t.Errorf("site %d, %s: folder has %q, memory %q", s, path, got, content)
			}
		}
	}
}
