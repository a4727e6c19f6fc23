package library

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// Reread reads the tree again after a change of the files named, by their paths below the content folder: those that
// were written, added, removed, and both names of one that was renamed. It gives what [Reader.Read] would, and shares
// with the last library the entries and sites that are the same. The work is that of the files named and a few
// milliseconds, unless settings or folders changed, or something it cannot be sure of: then it is all read anew, as it
// is without names.
func (r *Reader) Reread(ctx context.Context, fsys fs.FS, changed []string) (*Library, []diag.Problem, error) {
	c := &change{before: r.last, fsys: fsys, listings: map[string][]fs.DirEntry{}, gone: map[string]bool{}}
	c.assets = map[string][sha256.Size]byte{}
	if r.last == nil || r.last.Network.Fields == nil || len(changed) == 0 || slices.ContainsFunc(changed, func(file string) bool { return !c.takes(file) }) {
		return r.Read(ctx, fsys)
	}
	if err := c.read(ctx, fsys, r.Jobs); err != nil || c.touchesSettings() {
		return r.Read(ctx, fsys) // which tells the error, when it is still one
	}
	l := r.apply(c)
	l.signed = c.before.signed.again(l)
	r.last = l
	return l, l.problems(r.Drafts), nil
}

// change is what happened to a few files of a tree that was read before.
type change struct {
	tree
	before   *Library
	fsys     fs.FS
	gone     map[string]bool
	listings map[string][]fs.DirEntry // of folders
}

// takes sorts one changed path. It is false when that path says too little of what may have changed.
func (c *change) takes(file string) bool {
	if !fs.ValidPath(file) || file == "." || within(file, signoffs) || c.troubled(file) {
		return false
	}
	if slices.ContainsFunc(strings.Split(file, "/"), hidden) {
		return true // nobody reads it
	}
	d, err := c.find(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c.loses(file)
	case err != nil || !d.Type().IsRegular():
		return false
	case leftover(d.Name()):
		return true
	case !c.before.holds(path.Dir(file)):
		return false // perhaps nothing in that folder counts
	}
	c.tree.sort(file, d)
	return len(c.problems) == 0 && len(c.settings) == 0
}

// troubled reports whether something is wrong with the place of a file, of a folder above it or of what is in it.
func (c *change) troubled(file string) bool {
	return slices.ContainsFunc(c.before.found.tree, func(p diag.Problem) bool {
		return within(p.Place.File, file) || within(file, p.Place.File)
	})
}

// within reports whether a path is a folder or in it.
func within(file, folder string) bool {
	return file == folder || strings.HasPrefix(file, folder+"/")
}

// find looks a file up as a walk would, by the very spelling of its name. Links are not followed.
func (c *change) find(file string) (fs.DirEntry, error) {
	folder := path.Dir(file)
	listing, known := c.listings[folder]
	if !known {
		var err error
		if listing, err = fs.ReadDir(c.fsys, folder); err != nil {
			return nil, err
		}
		c.listings[folder] = listing
	}
	at, found := slices.BinarySearchFunc(listing, path.Base(file), func(d fs.DirEntry, name string) int { return strings.Compare(d.Name(), name) })
	if !found {
		return nil, fs.ErrNotExist
	}
	return listing[at], nil
}

// loses takes note of a file that is not there any more. It is false when that was a folder, or settings.
func (c *change) loses(file string) bool {
	if slices.ContainsFunc(c.before.settings, func(other string) bool { return within(other, file) }) {
		return false
	}
	if _, found := c.before.assets[file]; found || c.before.found.files[file] != nil || c.before.File(file) != nil {
		c.gone[file] = true
		return true
	}
	for asset := range c.before.assets {
		if within(asset, file) {
			return false
		}
	}
	return !c.before.holdsBelow(file)
}

// holds reports whether entries lie in a folder.
func (l *Library) holds(folder string) bool {
	at := l.below(folder)
	return at < len(l.Entries) && path.Dir(l.Entries[at].File) == folder
}

// holdsBelow reports whether entries lie in a folder or in folders within it.
func (l *Library) holdsBelow(folder string) bool {
	at := l.below(folder)
	return at < len(l.Entries) && within(l.Entries[at].File, folder)
}

// below is where the entries below a folder begin.
func (l *Library) below(folder string) int {
	at, _ := slices.BinarySearchFunc(l.Entries, folder+"/", func(e *Entry, f string) int { return strings.Compare(e.File, f) })
	return at
}

// touchesSettings reports whether a picture changed that settings show.
func (c *change) touchesSettings() bool {
	return slices.ContainsFunc(c.before.levels(), func(one level) bool {
		var shown []string
		if one.words != nil {
			shown = one.words.Pictures()
		}
		if logo := one.fields.Text("logo"); logo != "" {
			shown = append(shown, path.Join(path.Dir(one.file), logo))
		}
		return slices.ContainsFunc(shown, c.touches)
	})
}

// touches reports whether a file beside entries is another one now, or no longer there.
func (c *change) touches(file string) bool {
	now, written := c.assets[file]
	then, known := c.before.assets[file]
	return written && (!known || now != then) || known && c.gone[file]
}

// apply makes the library after a change out of the one before.
func (r *Reader) apply(c *change) *Library {
	before := c.before
	l := &Library{
		Network: before.Network, Languages: before.Languages, Zone: before.Zone, Sites: before.Sites, settings: before.settings,
		assets: maps.Clone(before.assets), found: before.found,
	}
	l.found.files, l.found.between, l.found.held = maps.Clone(l.found.files), maps.Clone(l.found.between), maps.Clone(l.found.held)
	maps.Copy(l.assets, c.assets)
	maps.DeleteFunc(l.assets, func(file string, _ [sha256.Size]byte) bool { return c.gone[file] })
	now := r.reentries(c, l)
	same := len(l.assets) == len(before.assets) // the files there are
	for asset := range c.assets {
		_, known := before.assets[asset]
		same = same && known
	}
	for file, e := range now {
		same = same && (e != nil) == (before.File(file) != nil) && (e == nil && l.found.files[file] != nil) == before.unread(file)
	}
	for file := range c.gone {
		same = same && !before.unread(file)
	}
	if same {
		l.replace(before, now)
		return l
	}
	l.Entries = slices.DeleteFunc(slices.Clone(before.Entries), func(e *Entry) bool { _, changed := now[e.File]; return changed })
	for _, e := range now {
		if e != nil {
			l.Entries = append(l.Entries, e)
		}
	}
	slices.SortFunc(l.Entries, byFile)
	l.shelve()
	l.resolve()
	return l
}

// reentries are the entries that may be others after a change, by file; nil for those that are gone.
func (r *Reader) reentries(c *change, l *Library) map[string]*Entry {
	now := map[string]*Entry{}
	r.mu.Lock()
	known := maps.Clone(r.known)
	r.mu.Unlock()
	again := func(f entryFile, one remembered) {
		delete(l.found.files, f.file)
		e, problems := l.entry(f, one)
		if len(problems) > 0 {
			l.found.files[f.file] = problems
		}
		now[f.file], known[f.file] = e, remembered{one.reading, e}
	}
	for file := range c.gone {
		delete(known, file)
		delete(l.found.files, file)
		if c.before.File(file) != nil {
			now[file] = nil
		}
	}
	for _, f := range c.entries {
		again(f, r.once(f))
	}
	for _, e := range c.before.Entries {
		if len(c.assets)+len(c.gone) == 0 {
			break // no picture is another
		}
		if _, changed := now[e.File]; !changed && slices.ContainsFunc(e.Pictures(), c.touches) {
			again(entryFile{file: e.File, scope: e.Scope, kind: e.Kind, name: strings.TrimSuffix(path.Base(e.File), ".md")}, known[e.File])
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known = known
	return now
}

// replace puts entries in the place of those of the same files, and checks again what may depend on them: all that has
// one of their names.
func (l *Library) replace(before *Library, now map[string]*Entry) {
	l.Entries, l.shelves, l.names, l.gaps = slices.Clone(before.Entries), maps.Clone(before.shelves), before.names, before.gaps
	cloned := map[Scope]bool{}
	changed := map[ID]bool{}
	for file, e := range now {
		if e == nil {
			continue // it was none before either
		}
		at, _ := slices.BinarySearchFunc(l.Entries, file, func(e *Entry, f string) int { return strings.Compare(e.File, f) })
		old := l.Entries[at]
		if old == e {
			continue
		}
		l.Entries[at] = e
		changed[e.ID] = true
		if !cloned[e.Scope] {
			cloned[e.Scope] = true
			l.shelves[e.Scope] = maps.Clone(l.shelves[e.Scope])
		}
		same := slices.Clone(l.shelves[e.Scope][e.ID])
		same[slices.Index(same, old)] = e
		l.shelves[e.Scope][e.ID] = same
	}
	for _, shelf := range l.shelves {
		for id := range changed {
			for _, e := range shelf[id] {
				l.resolveEntry(e)
			}
		}
	}
}
