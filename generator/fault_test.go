package generator

import (
	"context"
	"errors"
	"maps"
	"testing"

	"wellshelf/generator/output"
	"wellshelf/generator/treetest"
)

// faultySink is a Folder that fails at the nth file of a site.
type faultySink struct {
	*output.Folder
	site string
	left int
}

var errFault = errors.New("the disk is full")

func (f *faultySink) Site(name string) (output.SiteSink, error) { return f.Keyed(name, "") }

func (f *faultySink) Keyed(name, key string) (output.SiteSink, error) {
	into, err := f.Folder.Keyed(name, key)
	if err != nil || name != f.site {
		return into, err
	}
	return &faultySite{into, f}, nil
}

type faultySite struct {
	output.SiteSink
	of *faultySink
}

func (s *faultySite) Put(name string, content []byte) error {
	if s.of.left--; s.of.left < 0 {
		return errFault
	}
	return s.SiteSink.Put(name, content)
}

// T22: when a file cannot be put, whichever it is, the site keeps its old version, and every other site is either old
// or new and never a mixture.
func TestT22NeverHalfASite(t *testing.T) {
	dir, other := treetest.Dir(t), treetest.Dir(t)
	tree := smallTree()
	older := (&warmer{dir: dir}).build(t, Options{Content: tree, Themes: realThemes, Today: realDay})
	old := treetest.Read(t, dir)
	replaceIn(t, tree, "network.md", "name: Small network", "name: Other network")
	replaceIn(t, tree, "national/topics/sleep.md", "title: Sleep", "title: Rest")
	o := Options{Content: tree, Themes: realThemes, Today: realDay}
	(&warmer{dir: other}).build(t, o)
	fresh := treetest.Read(t, other)
	files := len(below(old, "fife/beath"))
	for at := 0; at < files; at += max(1, files/12) {
		folder := mustOpen(t, dir, output.FolderOptions{})
		o.Sink = &faultySink{folder, "fife/beath", at}
		_, err := (&Builder{Options: o}).Build(context.Background())
		folder.Close()
		now := treetest.Read(t, dir)
		if maps.Equal(below(now, "fife/beath"), below(fresh, "fife/beath")) {
			break // every file was put
		}
		if !errors.Is(err, errFault) {
			t.Fatalf("at file %d: %v", at, err)
		}
		if !maps.Equal(below(now, "fife/beath"), below(old, "fife/beath")) {
			t.Fatalf("at file %d the site is no longer its old version: %s", at, shortened(treetest.Difference(below(now, "fife/beath"), below(old, "fife/beath"))))
		}
		for _, s := range older.Sites {
			if got := below(now, s.Name); !maps.Equal(got, below(old, s.Name)) && !maps.Equal(got, below(fresh, s.Name)) {
				t.Errorf("at file %d %s is neither old nor new", at, s.Name)
			}
		}
	}
	(&warmer{dir: dir}).build(t, o)
	if now := treetest.Read(t, dir); !maps.Equal(now, fresh) {
		t.Errorf("the next build does not bring the new version: %s", shortened(treetest.Difference(now, fresh)))
	}
}
