package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// eye is a watch over two folders, and what it told.
type eye struct {
	t     *testing.T
	dir   string
	told  chan []string
	said  chan string
	watch *watch
}

// newEye watches content with two files, and themes. with may change the watch before it begins.
func newEye(t *testing.T, with func(*watch)) *eye {
	t.Helper()
	e := &eye{t: t, dir: t.TempDir(), told: make(chan []string, 10000), said: make(chan string, 100)}
	e.write("content/national/topics/sleep.md", "one")
	e.write("content/national/topics/exams.md", "one")
	e.write("themes/base/theme.md", "one")
	var once sync.Once
	begun := make(chan struct{})
	e.watch = &watch{
		folders: []Folder{{"content", e.dir + "/content"}, {"themes", e.dir + "/themes"}},
		pace:    pace{quiet: 10 * time.Millisecond, most: 200 * time.Millisecond, check: time.Hour, poll: 20 * time.Millisecond},
		say:     func(text string) { e.said <- text },
		changed: func(paths []string) {
			rest := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return path == "content/begun.md" })
			if len(rest) < len(paths) {
				once.Do(func() { close(begun) })
			}
			if len(rest) > 0 || len(paths) == 0 {
				e.told <- rest
			}
		},
		open: fsnotify.NewWatcher,
		add:  func(w *fsnotify.Watcher, folder string) error { return w.Add(folder) },
	}
	if with != nil {
		with(e.watch)
	}
	var running sync.WaitGroup
	ctx, stop := context.WithCancel(context.Background())
	running.Go(func() { e.watch.run(ctx) })
	t.Cleanup(func() { stop(); running.Wait() })
	for i := 0; ; i++ { // until it watches
		e.write("content/begun.md", strings.Repeat("x", i))
		select {
		case <-begun:
			return e
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (e *eye) write(file, text string) {
	e.t.Helper()
	name := filepath.Join(e.dir, file)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

func (e *eye) do(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// hears waits until all of these files were told of, each by its name or as "anything".
func (e *eye) hears(files ...string) {
	e.t.Helper()
	want := map[string]bool{}
	for _, file := range files {
		want[file] = true
	}
	for len(want) > 0 {
		select {
		case paths := <-e.told:
			if len(paths) == 0 {
				return
			}
			for _, path := range paths {
				delete(want, path)
				if leftover(filepath.Base(path)) {
					e.t.Errorf("told of %s", path)
				}
			}
		case <-time.After(20 * time.Second):
			e.t.Fatalf("nothing told of %v", want)
		}
	}
}

const sleepFile = "content/national/topics/sleep.md"

// stories are what happens to files while somebody writes.
var stories = []struct {
	name  string
	does  func(e *eye)
	wants []string
}{
	{"a file is written anew", func(e *eye) { e.write(sleepFile, "three") }, []string{sleepFile}},
	{"a file is replaced, as vim and many others do", func(e *eye) {
		e.write("content/national/topics/.sleep.md.swp", "x")
		e.write("content/national/topics/4913", "")
		e.do(os.Remove(e.dir + "/content/national/topics/4913"))
		e.do(os.Rename(e.dir+"/"+sleepFile, e.dir+"/"+sleepFile+"~"))
		e.write(sleepFile, "fourth")
		e.do(os.Remove(e.dir + "/" + sleepFile + "~"))
	}, []string{sleepFile}},
	{"a file is renamed over another, as many editors and git do", func(e *eye) {
		e.write("content/national/topics/sleep.md.tmp", "renamed")
		e.do(os.Rename(e.dir+"/content/national/topics/sleep.md.tmp", e.dir+"/"+sleepFile))
	}, []string{sleepFile}},
	{"a file is made", func(e *eye) { e.write("content/national/topics/new.md", "x") }, []string{"content/national/topics/new.md"}},
	{"a file is removed", func(e *eye) { e.do(os.Remove(e.dir + "/content/national/topics/exams.md")) }, []string{"content/national/topics/exams.md"}},
	{"a theme is changed", func(e *eye) { e.write("themes/base/theme.md", "other") }, []string{"themes/base/theme.md"}},
	{"a folder comes, with folders in it", func(e *eye) {
		e.write("content/areas/loch/schools/hill/school.md", "x")
		e.write("content/areas/loch/schools/hill/topics/a.md", "x")
	}, []string{"content/areas/loch/schools/hill/school.md", "content/areas/loch/schools/hill/topics/a.md"}},
	{"a file in a folder that came is written", func(e *eye) {
		e.write("content/areas/loch/area.md", "x")
		e.hears("content/areas/loch/area.md")
		e.write("content/areas/loch/area.md", "other")
	}, []string{"content/areas/loch/area.md"}},
	{"a folder goes", func(e *eye) { e.do(os.RemoveAll(e.dir + "/content/national/topics")) }, []string{sleepFile, "content/national/topics/exams.md"}},
	{"a folder gets another name, and files in it change", func(e *eye) {
		e.do(os.Rename(e.dir+"/content/national", e.dir+"/content/elsewhere"))
		e.hears(sleepFile)
		for len(e.told) > 0 {
			<-e.told
		}
		e.write("content/elsewhere/topics/sleep.md", "after that")
	}, []string{"content/elsewhere/topics/sleep.md"}},
	{"a folder comes in from outside", func(e *eye) {
		e.write("outside/a.md", "x")
		e.do(os.Rename(e.dir+"/outside", e.dir+"/content/places"))
	}, []string{"content/places/a.md"}},
}

func TestWhatChangesIsTold(t *testing.T) {
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			e := newEye(t, nil)
			story.does(e)
			e.hears(story.wants...)
			if len(e.said) > 0 {
				t.Error(<-e.said)
			}
		})
	}
}

func TestWhatChangesIsToldWhereFoldersCannotBeWatched(t *testing.T) {
	for _, failure := range []struct {
		name string
		with func(*watch)
		says string
	}{
		{"no watcher", func(w *watch) {
			w.open = func() (*fsnotify.Watcher, error) { return nil, errors.New("too many open files") }
		}, "the folders cannot be watched: too many open files; changes are looked for every second instead"},
		{"the limit of watches is reached", func(w *watch) {
			n := 0
			w.add = func(into *fsnotify.Watcher, folder string) error {
				if n++; n > 2 {
					return errors.New("no space left on device")
				}
				return into.Add(folder)
			}
		}, "the folders cannot be watched: no space left on device; changes are looked for every second instead"},
		{"a network drive says nothing", func(w *watch) {
			w.add = func(*fsnotify.Watcher, string) error { return nil }
			w.pace.check = 20 * time.Millisecond
		}, "the folders do not tell when files change, as on some network drives; changes are looked for every second instead"},
	} {
		for _, story := range stories {
			t.Run(failure.name+", "+story.name, func(t *testing.T) {
				e := newEye(t, failure.with)
				story.does(e)
				e.hears(story.wants...)
				if said := <-e.said; said != failure.says {
					t.Errorf("says %q", said)
				}
				if len(e.said) > 0 {
					t.Errorf("and then %q", <-e.said)
				}
			})
		}
	}
}

// The limit may also be reached by a folder that comes later.
func TestALimitReachedLaterIsNoEnd(t *testing.T) {
	var full sync.Map
	e := newEye(t, func(w *watch) {
		w.add = func(into *fsnotify.Watcher, folder string) error {
			if _, is := full.Load("full"); is {
				return errors.New("no space left on device")
			}
			return into.Add(folder)
		}
	})
	full.Store("full", true)
	e.write("content/areas/loch/area.md", "x")
	if said := <-e.said; !strings.Contains(said, "no space left on device") {
		t.Error(said)
	}
	e.write("content/areas/loch/schools/hill/school.md", "x")
	e.hears("content/areas/loch/schools/hill/school.md")
}

func TestAWatchThatTellsEverythingIsTrusted(t *testing.T) {
	e := newEye(t, func(w *watch) { w.pace.check = 20 * time.Millisecond })
	for i := range 20 {
		e.write(sleepFile, strings.Repeat("x", i))
		e.do(os.Chtimes(e.dir+"/"+sleepFile, time.Time{}, time.Unix(int64(i), 0)))
		e.do(os.Rename(e.dir+"/content/national", e.dir+"/content/other"))
		e.do(os.Rename(e.dir+"/content/other", e.dir+"/content/national"))
		time.Sleep(10 * time.Millisecond)
	}
	e.hears(sleepFile)
	if len(e.said) > 0 {
		t.Error(<-e.said)
	}
}

func TestLeftoversAreNotTold(t *testing.T) {
	e := newEye(t, nil)
	for _, file := range []string{".git/index", ".git/refs/heads/main", "national/topics/.sleep.md.swp", "national/topics/sleep.md~", "national/topics/#sleep.md#", "national/topics/.#sleep.md", "national/topics/4913", "national/.DS_Store", "national/Thumbs.db", "national/x.TMP", "national/topics/.goutputstream-X"} {
		e.write("content/"+file, "x")
	}
	e.write(sleepFile, "last")
	for {
		paths := <-e.told
		for _, path := range paths {
			if path != sleepFile {
				t.Errorf("told of %s", path)
			}
		}
		if len(paths) == 0 {
			t.Error("told of anything")
		}
		if slices.Contains(paths, sleepFile) {
			return
		}
	}
}

// After git checkout, thousands of files change within a second: they are told as a few times "anything".
func TestThousandsOfChangesAreFew(t *testing.T) {
	const n = 3000
	e := newEye(t, func(w *watch) { w.pace.quiet, w.pace.most = 200*time.Millisecond, 2*time.Second })
	for i := range n {
		e.write(fmt.Sprintf("content/national/books/b%d.md", i), "x")
	}
	last := "content/national/books/last.md"
	time.Sleep(500 * time.Millisecond) // so that what was before is told
	e.write(last, "x")
	times, anything := 0, false
	for paths := range e.told {
		times++
		anything = anything || len(paths) == 0
		if len(paths) > many {
			t.Errorf("told of %d files by name", len(paths))
		}
		if slices.Contains(paths, last) {
			break
		}
	}
	if !anything || times > n/100 {
		t.Errorf("told %d times, as anything: %v", times, anything)
	}
}

func TestFoldersBehindALinkAreWatched(t *testing.T) {
	e := newEye(t, func(w *watch) {
		top := filepath.Dir(w.folders[0].Path)
		if err := os.Symlink(w.folders[0].Path, top+"/link"); err != nil {
			t.Skip(err)
		}
		w.folders[0].Path = top + "/link"
	})
	e.write(sleepFile, "through the link")
	e.hears(sleepFile)
}
