package preview

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"
)

// stamp is what a file that changes seldom keeps.
type stamp struct {
	size int64
	when time.Time
}

// scan is how all files are now, by their names.
func (w *watch) scan() map[string]stamp {
	found := map[string]stamp{}
	for _, folder := range w.folders {
		_ = filepath.WalkDir(folder.Path, func(file string, d fs.DirEntry, err error) error {
			name, ours := w.name(file)
			switch {
			case !ours && d != nil && d.IsDir():
				return fs.SkipDir
			case err != nil || !ours || d.IsDir():
				return nil
			}
			if info, err := d.Info(); err == nil {
				found[name] = stamp{info.Size(), info.ModTime()}
			}
			return nil
		})
	}
	return found
}

// missed takes over how files are now, notes as changed what nothing told of, and returns that.
func (w *watch) missed(known, now map[string]stamp) map[string]bool {
	unheard := map[string]bool{}
	change := func(name string) {
		if !w.told[name] {
			unheard[name] = true
			w.pending[name] = true
		}
	}
	for name, is := range now {
		if was, found := known[name]; !found || was.size != is.size || !was.when.Equal(is.when) {
			change(name)
		}
		known[name] = is
	}
	for name := range known {
		if _, found := now[name]; !found {
			change(name)
			delete(known, name)
		}
	}
	return unheard
}

// look looks for changes at intervals until the context ends.
func (w *watch) look(ctx context.Context, known map[string]stamp) {
	every := time.NewTicker(w.pace.poll)
	defer every.Stop()
	for {
		clear(w.told)
		w.missed(known, w.scan())
		if w.waiting() {
			w.tell()
		}
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}
