package repository

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// Tree is a commit's files as [fs.FS], with ReadDir, ReadFile and Stat. Symbolic links and submodules are listed with
// their type and cannot be opened. Every file has the commit's time. It is safe for concurrent use and never changes.
type Tree struct {
	r    *Repository
	root Hash
	when time.Time

	mu    sync.Mutex
	known map[Hash][]treeEntry // folders read so far
}

// Tree gives the files of a commit.
func (r *Repository) Tree(commit Hash) (*Tree, error) {
	c, err := r.Commit(commit)
	if err != nil {
		return nil, err
	}
	return &Tree{r: r, root: c.Tree, when: c.Author.When, known: map[Hash][]treeEntry{}}, nil
}

func (t *Tree) entries(tree Hash) ([]treeEntry, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if entries, read := t.known[tree]; read {
		return entries, nil
	}
	if tree == emptyTree {
		return nil, nil
	}
	entries, err := t.r.entries(tree)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b treeEntry) int { return strings.Compare(a.name, b.name) })
	t.known[tree] = entries
	return entries, nil
}

// find walks to a path. fs.ErrNotExist when it leads nowhere.
func (t *Tree) find(name string) (treeEntry, error) {
	found := treeEntry{mode: modeFolder, name: ".", hash: t.root}
	if name == "." {
		return found, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if !found.isFolder() {
			return treeEntry{}, fs.ErrNotExist
		}
		entries, err := t.entries(found.hash)
		if err != nil {
			return treeEntry{}, err
		}
		i, there := slices.BinarySearchFunc(entries, part, func(e treeEntry, name string) int { return strings.Compare(e.name, name) })
		if !there {
			return treeEntry{}, fs.ErrNotExist
		}
		found = entries[i]
	}
	return found, nil
}

// Hash is the object that holds a plain file's bytes; "" when there is no such file.
func (t *Tree) Hash(name string) (Hash, error) {
	if !fs.ValidPath(name) {
		return "", nil
	}
	found, err := t.find(name)
	switch {
	case err == fs.ErrNotExist || err == nil && !found.isFile():
		return "", nil
	case err != nil:
		return "", err
	}
	return found.hash, nil
}

// Open makes Tree an [fs.FS].
func (t *Tree) Open(name string) (fs.File, error) {
	found, err := t.lookup("open", name)
	if err != nil {
		return nil, err
	}
	info := t.info(found)
	switch {
	case found.isFolder():
		list, err := t.ReadDir(name)
		return &openFolder{info: info, path: name, rest: list}, err
	case !found.isFile():
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	text, err := t.r.Blob(found.hash)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	info.size = int64(len(text))
	return &openFile{Reader: bytes.NewReader(text), info: info}, nil
}

func (t *Tree) lookup(op, name string) (treeEntry, error) {
	if !fs.ValidPath(name) {
		return treeEntry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	found, err := t.find(name)
	if err != nil {
		return treeEntry{}, &fs.PathError{Op: op, Path: name, Err: err}
	}
	return found, nil
}

// ReadFile reads a plain file.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	found, err := t.lookup("read", name)
	if err == nil && !found.isFile() {
		err = &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, err
	}
	return t.r.Blob(found.hash)
}

// ReadDir lists a folder by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	found, err := t.lookup("readdir", name)
	if err != nil {
		return nil, err
	}
	if !found.isFolder() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	entries, err := t.entries(found.hash)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	list := make([]fs.DirEntry, len(entries))
	for i, e := range entries {
		list[i] = lazyInfo{t, e}
	}
	return list, nil
}

// Stat says what a path is.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	found, err := t.lookup("stat", name)
	if err != nil {
		return nil, err
	}
	if name == "." {
		found.name = "."
	}
	return lazyInfo{t, found}.Info()
}

func (t *Tree) info(e treeEntry) fileInfo {
	info := fileInfo{name: path.Base(e.name), mode: 0o644, when: t.when}
	switch {
	case e.isFolder():
		info.mode = fs.ModeDir | 0o755
	case e.mode == modeExecutable:
		info.mode = 0o755
	case !e.isFile():
		info.mode = fs.ModeSymlink
	}
	return info
}

// lazyInfo learns a file's size only when asked.
type lazyInfo struct {
	tree  *Tree
	entry treeEntry
}

func (l lazyInfo) Name() string      { return l.entry.name }
func (l lazyInfo) IsDir() bool       { return l.entry.isFolder() }
func (l lazyInfo) Type() fs.FileMode { return l.tree.info(l.entry).mode.Type() }

func (l lazyInfo) Info() (fs.FileInfo, error) {
	info := l.tree.info(l.entry)
	if l.entry.isFile() {
		text, err := l.tree.r.Blob(l.entry.hash)
		if err != nil {
			return nil, err
		}
		info.size = int64(len(text))
	}
	return info, nil
}

type fileInfo struct {
	name string
	size int64
	mode fs.FileMode
	when time.Time
}

func (i fileInfo) Name() string       { return i.name }
func (i fileInfo) Size() int64        { return i.size }
func (i fileInfo) Mode() fs.FileMode  { return i.mode }
func (i fileInfo) ModTime() time.Time { return i.when }
func (i fileInfo) IsDir() bool        { return i.mode.IsDir() }
func (i fileInfo) Sys() any           { return nil }

type openFile struct {
	*bytes.Reader
	info fileInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	info fileInfo
	path string
	rest []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		list := f.rest
		f.rest = nil
		return list, nil
	}
	if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	list := f.rest[:n]
	f.rest = f.rest[n:]
	return list, nil
}
