package editor

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// view is one unchanging state of an overlay.
type view struct {
	base    fs.FS
	over    map[Path]patch
	folders map[string]map[string]bool // a folder with files laid over: the names in it; true for folders
}

func newView(base fs.FS, over map[Path]patch) *view {
	v := &view{base, over, map[string]map[string]bool{}}
	for p, patch := range over {
		if patch.gone {
			continue
		}
		folder := false
		for name := string(p); name != "."; name = path.Dir(name) {
			in := path.Dir(name)
			if v.folders[in] == nil {
				v.folders[in] = map[string]bool{}
			}
			v.folders[in][path.Base(name)] = folder
			folder = true
		}
	}
	return v
}

func absent(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

// Open opens a file or folder.
func (v *view) Open(name string) (fs.File, error) {
	if p, over := v.over[Path(name)]; over {
		if p.gone {
			return nil, absent("open", name)
		}
		return &laidFile{bytes.NewReader(p.bytes), laidInfo{path.Base(name), int64(len(p.bytes)), 0o644}}, nil
	}
	info, err := v.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return v.base.Open(name)
	}
	list, err := v.ReadDir(name)
	return &laidFolder{name, info, list}, err
}

// ReadFile reads a file.
func (v *view) ReadFile(name string) ([]byte, error) {
	p, over := v.over[Path(name)]
	switch {
	case !over:
		return fs.ReadFile(v.base, name)
	case p.gone:
		return nil, absent("open", name)
	}
	return bytes.Clone(p.bytes), nil
}

// Stat says what a path is.
func (v *view) Stat(name string) (fs.FileInfo, error) {
	if p, over := v.over[Path(name)]; over {
		if p.gone {
			return nil, absent("stat", name)
		}
		return laidInfo{path.Base(name), int64(len(p.bytes)), 0o644}, nil
	}
	info, err := fs.Stat(v.base, name)
	if errors.Is(err, fs.ErrNotExist) && v.folders[name] != nil {
		return laidInfo{path.Base(name), 0, fs.ModeDir | 0o755}, nil
	}
	return info, err
}

// ReadDir lists a folder by name.
func (v *view) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(v.base, name)
	laid := v.folders[name]
	if err != nil && (laid == nil || !errors.Is(err, fs.ErrNotExist)) {
		return nil, err
	}
	list = slices.DeleteFunc(slices.Clone(list), func(e fs.DirEntry) bool {
		folder, over := laid[e.Name()]
		p := v.over[Path(path.Join(name, e.Name()))]
		return p.gone || over && !(folder && e.IsDir())
	})
	for in, folder := range laid {
		if slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == in }) {
			continue
		}
		info := laidInfo{in, 0, fs.ModeDir | 0o755}
		if !folder {
			info = laidInfo{in, int64(len(v.over[Path(path.Join(name, in))].bytes)), 0o644}
		}
		list = append(list, fs.FileInfoToDirEntry(info))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// laidInfo describes what lies only in an overlay. It has no time.
type laidInfo struct {
	name string
	size int64
	mode fs.FileMode
}

func (i laidInfo) Name() string       { return i.name }
func (i laidInfo) Size() int64        { return i.size }
func (i laidInfo) Mode() fs.FileMode  { return i.mode }
func (i laidInfo) ModTime() time.Time { return time.Time{} }
func (i laidInfo) IsDir() bool        { return i.mode.IsDir() }
func (i laidInfo) Sys() any           { return nil }

type laidFile struct {
	*bytes.Reader
	info laidInfo
}

func (f *laidFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *laidFile) Close() error               { return nil }

type laidFolder struct {
	name string
	info fs.FileInfo
	rest []fs.DirEntry
}

func (f *laidFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *laidFolder) Close() error               { return nil }

func (f *laidFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *laidFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	list := f.rest
	if n > 0 {
		if len(list) == 0 {
			return nil, io.EOF
		}
		list = list[:min(n, len(list))]
	}
	f.rest = f.rest[len(list):]
	return list, nil
}
