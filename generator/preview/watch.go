package preview

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Folder is a folder to watch, with all below it, and what it is called in the paths of changed files.
type Folder struct{ Name, Path string }

// pace is how fast changes are told.
type pace struct {
	quiet time.Duration // this long without another change, and they are told together
	most  time.Duration // told at the latest, though changes go on
	check time.Duration // whether the folders told of everything
	poll  time.Duration // how often to look, where folders tell nothing
}

var usual = pace{quiet: 15 * time.Millisecond, most: 300 * time.Millisecond, check: 5 * time.Second, poll: time.Second}

// many changes are told as "anything may have changed".
const many = 200

// watch is a watch over folders.
type watch struct {
	folders []Folder
	pace    pace
	say     func(string)
	changed func(paths []string)
	open    func() (*fsnotify.Watcher, error)
	add     func(w *fsnotify.Watcher, folder string) error

	watched map[string]bool // folders, by their paths on disk
	pending map[string]bool // changed files, by their names
	all     bool            // more changed than is known
	told    map[string]bool // what was heard of since the last check
	vague   bool            // some of what was heard since then named no files
	moved   bool            // a folder got another name, and what is in it would be told of by the old one
}

// Watch tells of changed files below folders until ctx ends. The paths begin with the folder's name: "content/…"; none
// means that anything may have changed. Editors that replace files, folders that come and go and many changes at once
// are told as what they come to. Files that systems and editors leave behind, and hidden ones, are not told of.
//
// Where folders cannot be watched, or do not tell of changes, as on some network drives, Watch looks at sizes and times
// every second, and says so once.
func Watch(ctx context.Context, folders []Folder, say func(string), changed func(paths []string)) {
	w := &watch{
		folders: folders, pace: usual, say: say, changed: changed,
		open: func() (*fsnotify.Watcher, error) { return fsnotify.NewBufferedWatcher(4096) },
		add:  func(w *fsnotify.Watcher, folder string) error { return w.Add(folder) },
	}
	w.run(ctx)
}

// run watches until the context ends.
func (w *watch) run(ctx context.Context) {
	w.pending, w.told, w.watched = map[string]bool{}, map[string]bool{}, map[string]bool{}
	w.folders = slices.Clone(w.folders)
	for i := range w.folders {
		if real, err := filepath.EvalSymlinks(w.folders[i].Path); err == nil {
			w.folders[i].Path = real
		}
	}
	known := w.scan()
	why := w.hear(ctx, known)
	for w.moved && why == "" {
		w.moved = false
		why = w.hear(ctx, known)
	}
	if why == "" {
		return
	}
	if w.say != nil {
		w.say(why + "; changes are looked for every second instead")
	}
	w.look(ctx, known)
}

// silent means that files change and nothing tells of it.
const silent = "the folders do not tell when files change, as on some network drives"

// hear listens to the folders until the context ends or a folder was moved, or says why it cannot.
func (w *watch) hear(ctx context.Context, known map[string]stamp) (why string) {
	watcher, err := w.open()
	if err != nil {
		return "the folders cannot be watched: " + err.Error()
	}
	defer watcher.Close()
	for _, folder := range w.folders {
		if err := w.addTree(watcher, folder.Path, nil); err != nil {
			return "the folders cannot be watched: " + err.Error()
		}
	}
	clear(w.told)
	w.missed(known, w.scan()) // what changed while the folders were added
	var due, latest <-chan time.Time
	if w.waiting() {
		due = time.After(w.pace.quiet)
	}
	check := time.NewTicker(w.pace.check)
	defer check.Stop()
	suspects := map[string]bool{}
	for {
		select {
		case <-ctx.Done():
			return ""
		case event, open := <-watcher.Events:
			if !open {
				return "the folders cannot be watched any more"
			}
			if err := w.note(watcher, event); err != nil {
				return "the folders cannot be watched: " + err.Error()
			}
		case err := <-watcher.Errors:
			if err := w.recover(watcher, err); err != nil {
				return "the folders cannot be watched: " + err.Error()
			}
		case <-check.C:
			if w.unheard(suspects) {
				return silent
			}
			suspects = w.missed(known, w.scan())
			if w.vague {
				clear(suspects)
			}
			w.vague = false
			clear(w.told)
		case <-due:
			due, latest = nil, nil
			w.tell()
		case <-latest:
			due, latest = nil, nil
			w.tell()
		}
		if w.moved && !w.waiting() {
			return ""
		}
		if w.waiting() {
			due = time.After(w.pace.quiet)
			if latest == nil {
				latest = time.After(w.pace.most)
			}
		}
	}
}

// unheard reports whether nothing told of some change to this day.
func (w *watch) unheard(suspects map[string]bool) bool {
	for name := range suspects {
		if !w.told[name] && !w.vague {
			return true
		}
	}
	return false
}

func (w *watch) waiting() bool { return w.all || len(w.pending) > 0 }

// tell tells what changed, and forgets it.
func (w *watch) tell() {
	var paths []string
	if !w.all && len(w.pending) <= many {
		for name := range w.pending {
			paths = append(paths, name)
		}
		slices.Sort(paths)
	}
	w.all = false
	clear(w.pending)
	w.changed(paths)
}

// note takes one event.
func (w *watch) note(watcher *fsnotify.Watcher, event fsnotify.Event) error {
	name, ours := w.name(event.Name)
	switch {
	case !ours:
		return nil
	case event.Op == fsnotify.Chmod: // also of a file that has only another time
		w.told[name] = true
		return nil
	}
	if w.watched[event.Name] { // a folder was moved or removed: what was in it is not told
		if event.Op.Has(fsnotify.Remove) || event.Op.Has(fsnotify.Rename) {
			delete(w.watched, event.Name)
			w.all, w.vague, w.moved = true, true, w.moved || event.Op.Has(fsnotify.Rename)
		}
		return nil
	}
	if event.Op.Has(fsnotify.Create) {
		return w.addTree(watcher, event.Name, func(name string) { w.pending[name], w.told[name] = true, true })
	}
	w.pending[name], w.told[name] = true, true
	return nil
}

// recover goes on after an error of the watcher: events were lost, so anything may have changed.
func (w *watch) recover(watcher *fsnotify.Watcher, err error) error {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		return err
	}
	w.all, w.vague = true, true
	for _, folder := range w.folders {
		if err := w.addTree(watcher, folder.Path, nil); err != nil {
			return err
		}
	}
	return nil
}

// addTree watches a folder and all below it. each, which may be nil, gets the names of the files there, which may have
// come before the watch did. What is gone again is no error.
func (w *watch) addTree(watcher *fsnotify.Watcher, top string, each func(name string)) error {
	return filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
		name, ours := w.name(file)
		switch {
		case !ours && d != nil && d.IsDir():
			return fs.SkipDir
		case err != nil && errors.Is(err, fs.ErrNotExist), !ours:
			return nil
		case err != nil:
			return nil // what cannot be read is told by whoever reads the content
		case d.IsDir():
			if err := w.add(watcher, file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			w.watched[file] = true
		case each != nil:
			each(name)
		}
		return nil
	})
}

// name is what a path on disk is called, and whether anybody wants to know of it.
func (w *watch) name(file string) (string, bool) {
	for _, folder := range w.folders {
		inner, err := filepath.Rel(folder.Path, file)
		if err != nil || inner == ".." || strings.HasPrefix(inner, ".."+string(filepath.Separator)) {
			continue
		}
		inner = filepath.ToSlash(inner)
		if inner == "." {
			return folder.Name, true
		}
		return path.Join(folder.Name, inner), !slices.ContainsFunc(strings.Split(inner, "/"), leftover)
	}
	return "", false
}

// leftover reports names that systems, editors and Git use for themselves: they come and go with each save.
func leftover(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || name == "4913" {
		return true
	}
	lower := strings.ToLower(name)
	return lower == "thumbs.db" || lower == "desktop.ini" ||
		slices.ContainsFunc([]string{"~", ".bak", ".tmp", ".swp", ".swx"}, func(end string) bool { return strings.HasSuffix(lower, end) })
}
