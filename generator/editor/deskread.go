package editor

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/repository"
)

// Refresh takes in what this desk and others did since the last Refresh, and returns the files whose drafts changed,
// in order. When the base branch moved, drafts are carried over to it file by file. It costs little when nothing
// happened. Changes in the working tree are not told: watch it.
func (d *Desk) Refresh() (changed []Path, err error) {
	if d.repo == nil {
		return nil, nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.takeIn()
	if err != nil {
		return nil, err
	}
	tip, err := d.tip()
	if err != nil {
		return nil, err
	}
	if l.Base != tip && len(l.Files) > 0 {
		if err := d.carryOver(); err != nil {
			return nil, err
		}
	}
	slices.Sort(d.news)
	changed, d.news = slices.Compact(d.news), nil
	return changed, nil
}

// takeIn reads the present change-set, if it changed, and lays its drafts over the base. d.mu is held, or the desk is
// not open yet. The ledger must not be changed.
func (d *Desk) takeIn() (*ledger, error) {
	if d.onTree != "" {
		if err := d.followTree(); err != nil {
			return nil, err
		}
	}
	at, err := d.repo.Ref(deskRef(d.slug))
	if err != nil {
		return nil, err
	}
	if at == "" && d.seenAt != "" && d.seen.Slug == d.slug {
		if err := d.followRename(at); err != nil {
			return nil, err
		}
		if at, err = d.repo.Ref(deskRef(d.slug)); err != nil {
			return nil, err
		}
	}
	if at == d.seenAt && d.seen.Slug == d.slug {
		return &d.seen, nil
	}
	l, err := d.readLedger(d.slug, at)
	if err != nil {
		return nil, err
	}
	if at != "" {
		d.name = l.Name
	} else {
		l.Name = d.name
	}
	drafts := map[Path]patch{}
	for p, f := range l.Files {
		text, err := d.blob(f.Ours)
		if err != nil {
			return nil, err
		}
		drafts[p] = patch{text, f.Ours == ""}
	}
	d.seen, d.seenAt = *l, at
	d.news = append(d.news, d.overlay.setDrafts(drafts)...)
	return &d.seen, nil
}

// followTree shows the base branch's new state, where it is not checked out.
func (d *Desk) followTree() error {
	tip, err := d.tip()
	if err != nil || tip == d.onTree {
		return err
	}
	names, err := d.repo.Differ(d.onTree, tip, d.Prefix())
	if err != nil {
		return err
	}
	for _, name := range names {
		d.news = append(d.news, Path(name))
	}
	return d.showTree(tip)
}

// blob reads an object; "" has no bytes.
func (d *Desk) blob(h repository.Hash) ([]byte, error) {
	if h == "" {
		return nil, nil
	}
	return d.repo.Blob(h)
}

// File is a file's present text: the change-set's draft, else the base layer's.
func (d *Desk) File(p Path) (File, error) {
	if err := d.allow(p); err != nil {
		return File{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.repo == nil {
		return d.baseFile(p)
	}
	l, err := d.takeIn()
	if err != nil {
		return File{}, err
	}
	return d.present(l, p)
}

// present is a file's present text by a ledger.
func (d *Desk) present(l *ledger, p Path) (File, error) {
	f, drafted := l.Files[p]
	switch {
	case !drafted:
		return d.baseFile(p)
	case f.Ours == "":
		return File{Path: p}, nil
	}
	text, err := d.blob(f.Ours)
	return fileOf(p, text), err
}

// Base is a file's text without drafts: the working tree's, or the base branch's when that is not checked out.
func (d *Desk) Base(p Path) (File, error) {
	if err := d.allow(p); err != nil {
		return File{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.baseFile(p)
}

func (d *Desk) baseFile(p Path) (File, error) {
	text, found, err := readPlain(d.overlay.bottom(), p)
	if err != nil || !found {
		return File{Path: p}, err
	}
	return fileOf(p, text), nil
}

// readPlain reads a file that is reached through plain folders only.
func readPlain(fsys fs.FS, p Path) (text []byte, found bool, err error) {
	name := string(p)
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		info, err := fs.Lstat(fsys, name[:i])
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, false, nil
		case err != nil:
			return nil, false, unreadable(p, err)
		case i < len(name) && !info.IsDir():
			return nil, false, &PathError{name, fmt.Sprintf("%q is no folder; links are not followed", name[:i])}
		case i == len(name) && !info.Mode().IsRegular():
			return nil, false, &PathError{name, "it is a folder or a link, and no plain file"}
		case i == len(name) && info.Size() > p.largest():
			return nil, false, &PathError{name, "the file is too large to be edited here"}
		}
	}
	text, err = fs.ReadFile(fsys, name)
	if err != nil {
		return nil, false, unreadable(p, err)
	}
	return text, true, nil
}

func unreadable(p Path, err error) error {
	if reason := (*fs.PathError)(nil); errors.As(err, &reason) {
		err = reason.Err
	}
	return fmt.Errorf("%s cannot be read: %w", p, err)
}

// Folder gives the present texts of files in a folder whose names end in ending, down to depth folders (1: the folder
// itself), by path. Files the role may not see, and those a desk does not touch, are left out.
func (d *Desk) Folder(folder, ending string, depth int) ([]File, error) {
	paths, err := d.List(folder, depth)
	if err != nil {
		return nil, err
	}
	var files []File
	for _, p := range paths {
		if !strings.HasSuffix(string(p), ending) {
			continue
		}
		f, err := d.File(p)
		if refused := (*PathError)(nil); errors.As(err, &refused) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if f.ID != "" {
			files = append(files, f)
		}
	}
	return files, nil
}

// List gives the paths of files in a folder as [Desk.Folder] does, whatever their names end in.
func (d *Desk) List(folder string, depth int) ([]Path, error) {
	folder, err := ParseFolder(folder)
	if err != nil {
		return nil, err
	}
	if d.repo != nil {
		d.mu.Lock()
		_, err = d.takeIn()
		d.mu.Unlock()
		if err != nil {
			return nil, err
		}
	}
	var paths []Path
	err = d.list(d.overlay.draftsOnly(), folder, depth, &paths)
	slices.Sort(paths)
	return paths, err
}

func (d *Desk) list(v *view, folder string, depth int, paths *[]Path) error {
	if depth < 1 || !leadsToScope(d.scope, folder) {
		return nil
	}
	in, err := v.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the folder %s cannot be read: %w", folder, err)
	}
	for _, e := range in {
		name := path.Join(folder, e.Name())
		switch {
		case e.IsDir() && badPart(e.Name()) == "":
			if err := d.list(v, name, depth-1, paths); err != nil {
				return err
			}
		case e.Type().IsRegular():
			if p, err := ParsePath(name); err == nil && d.Allows(p) {
				*paths = append(*paths, p)
			}
		}
	}
	return nil
}

// checkPlace says whether a file that is not there yet can be made: nothing in its way, and no other name that some
// disks take for the same.
func (d *Desk) checkPlace(v *view, p Path) error {
	parts := strings.Split(string(p), "/")
	folder := "."
	for i, part := range parts {
		in, err := v.ReadDir(folder)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return unreadable(p, err)
		}
		for _, e := range in {
			switch {
			case !strings.EqualFold(e.Name(), part):
			case e.Name() != part:
				return &PathError{string(p), fmt.Sprintf("there is %s, which many disks take for the same", path.Join(folder, e.Name()))}
			case i < len(parts)-1 && !e.IsDir():
				return &PathError{string(p), fmt.Sprintf("%s is no folder", path.Join(folder, part))}
			case i == len(parts)-1 && !e.Type().IsRegular():
				return &PathError{string(p), "there is a folder or a link of that name"}
			}
		}
		folder = path.Join(folder, part)
	}
	return nil
}
