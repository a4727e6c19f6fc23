package editor

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// patch is what lies over a file: other bytes, or nothing at all.
type patch struct {
	bytes []byte
	gone  bool
}

func (p patch) equal(q patch) bool { return p.gone == q.gone && bytes.Equal(p.bytes, q.bytes) }

// Overlay is a content folder as [fs.FS] with texts laid over it: a desk's drafts, and above them what is being typed
// and is not saved. Nothing is ever written. It changes in place and is safe for concurrent use; one call sees one
// state.
type Overlay struct {
	mu     sync.Mutex
	base   fs.FS
	drafts map[Path]patch
	typed  map[string]map[Path]patch // by session
	order  []string                  // sessions, the one that typed last at the end
	now    *view                     // of everything; nil when it is to be made anew
	saved  *view                     // of drafts alone
}

func newOverlay(base fs.FS) *Overlay {
	return &Overlay{base: base, typed: map[string]map[Path]patch{}}
}

// Type lays unsaved text of one session over a file, and returns the paths that changed by it. A session types in one
// file at a time: what it typed in another is taken away, since a new entry has another name with every letter of its
// title.
func (o *Overlay) Type(session string, p Path, text []byte) (changed []Path) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.order = append(slices.DeleteFunc(o.order, func(s string) bool { return s == session }), session)
	next := patch{bytes: bytes.Clone(text)}
	if was, there := o.typed[session][p]; there && was.equal(next) {
		return nil
	}
	changed = slices.Sorted(maps.Keys(o.typed[session]))
	if !slices.Contains(changed, p) {
		changed = append(changed, p)
	}
	o.typed[session] = map[Path]patch{p: next}
	o.now = nil
	return changed
}

// Forget takes a session's unsaved text away.
func (o *Overlay) Forget(session string) (changed []Path) {
	o.mu.Lock()
	defer o.mu.Unlock()
	changed = slices.Sorted(maps.Keys(o.typed[session]))
	delete(o.typed, session)
	o.order = slices.DeleteFunc(o.order, func(s string) bool { return s == session })
	o.now = nil
	return changed
}

// Changed are the files whose text here is not the base layer's, in order.
func (o *Overlay) Changed() []Path {
	o.mu.Lock()
	over := maps.Clone(o.whole().over)
	o.mu.Unlock()
	return slices.Sorted(maps.Keys(over))
}

// Session is the overlay as one session sees it: drafts, and its own unsaved text. It follows later changes.
func (o *Overlay) Session(session string) fs.FS {
	return following{func() *view {
		o.mu.Lock()
		defer o.mu.Unlock()
		over := maps.Clone(o.drafts)
		if over == nil {
			over = map[Path]patch{}
		}
		maps.Copy(over, o.typed[session])
		return newView(o.base, over)
	}}
}

// setDrafts replaces the drafts, and returns the paths that changed by it.
func (o *Overlay) setDrafts(drafts map[Path]patch) (changed []Path) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for p, was := range o.drafts {
		if is, there := drafts[p]; !there || !was.equal(is) {
			changed = append(changed, p)
		}
	}
	for p := range drafts {
		if _, there := o.drafts[p]; !there {
			changed = append(changed, p)
		}
	}
	if len(changed) > 0 {
		o.drafts, o.now, o.saved = drafts, nil, nil
	}
	slices.Sort(changed)
	return changed
}

func (o *Overlay) setBase(base fs.FS) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.base, o.now, o.saved = base, nil, nil
}

// whole is the view of everything; o.mu is held.
func (o *Overlay) whole() *view {
	if o.now == nil {
		over := map[Path]patch{}
		maps.Copy(over, o.drafts)
		for _, session := range o.order {
			maps.Copy(over, o.typed[session])
		}
		o.now = newView(o.base, over)
	}
	return o.now
}

func (o *Overlay) current() *view {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.whole()
}

// draftsOnly is the view without unsaved text.
func (o *Overlay) draftsOnly() *view {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.saved == nil {
		o.saved = newView(o.base, maps.Clone(o.drafts))
	}
	return o.saved
}

func (o *Overlay) bottom() fs.FS {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.base
}

// Open makes Overlay an [fs.FS].
func (o *Overlay) Open(name string) (fs.File, error) { return o.current().Open(name) }

// ReadDir lists a folder.
func (o *Overlay) ReadDir(name string) ([]fs.DirEntry, error) { return o.current().ReadDir(name) }

// ReadFile reads a file.
func (o *Overlay) ReadFile(name string) ([]byte, error) { return o.current().ReadFile(name) }

// Stat says what a path is.
func (o *Overlay) Stat(name string) (fs.FileInfo, error) { return o.current().Stat(name) }

// following is a file system that is asked for anew at every call.
type following struct{ current func() *view }

func (f following) Open(name string) (fs.File, error)          { return f.current().Open(name) }
func (f following) ReadDir(name string) ([]fs.DirEntry, error) { return f.current().ReadDir(name) }
func (f following) ReadFile(name string) ([]byte, error)       { return f.current().ReadFile(name) }
func (f following) Stat(name string) (fs.FileInfo, error)      { return f.current().Stat(name) }
