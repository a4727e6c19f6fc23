package editor

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"wellshelf/generator/repository"
)

// besideName is the folder beside the content folder in which a desk without Git keeps what is not content.
const besideName = ".wellshelf"

func (d *Desk) beside() string { return filepath.Join(filepath.Dir(d.content), besideName) }

// saveFiles saves without Git. Every file is the old one or the new one at any moment; a process that is killed in a
// save of several may have written some of them. d.mu is held.
func (d *Desk) saveFiles(ctx context.Context, s Save) (Saved, error) {
	unlock, err := repository.LockFolder(ctx, d.beside())
	if err != nil {
		return Saved{}, err
	}
	defer unlock()
	err = d.checkChanges(&ledger{}, s)
	if conflict := (*ConflictError)(nil); errors.As(err, &conflict) {
		return Saved{}, d.refuseFile(s, conflict)
	}
	if err != nil {
		return Saved{}, err
	}
	prepared := map[Path]string{}
	defer func() {
		for _, temporary := range prepared {
			d.root.Remove(temporary)
		}
	}()
	for _, c := range s.Changes {
		if c.Delete {
			continue
		}
		if prepared[c.target()], err = d.prepare(c); err != nil {
			return Saved{}, unwritable(c.target(), err)
		}
	}
	var saved Saved
	for _, c := range s.Changes {
		f, err := d.replace(c, prepared)
		if err != nil {
			return Saved{}, unwritable(c.target(), err)
		}
		saved.Files = append(saved.Files, f)
	}
	return saved, nil
}

func unwritable(p Path, err error) error {
	if reason := (*fs.PathError)(nil); errors.As(err, &reason) {
		err = reason.Err
	}
	return fmt.Errorf("%s cannot be written: %w", p, err)
}

// unfinished is in the names of files that are not in place yet. They are hidden, and so no content.
const unfinished = ".wellshelf-unfinished-"

// prepare writes a file's bytes beside its place, with the mode the file has.
func (d *Desk) prepare(c Change) (temporary string, err error) {
	place := string(c.target())
	folder := path.Dir(place)
	if err := d.root.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	d.sweep(folder)
	mode := fs.FileMode(0o644)
	if info, err := d.root.Lstat(string(c.Path)); err == nil {
		mode = info.Mode().Perm()
	}
	temporary = path.Join(folder, unfinished+rand.Text())
	f, err := d.root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.Write(c.Bytes)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		d.root.Remove(temporary)
		return "", err
	}
	return temporary, nil
}

// sweep removes what killed processes left in a folder. The lock is held, so none of it is in use.
func (d *Desk) sweep(folder string) {
	in, _ := fs.ReadDir(d.root.FS(), folder)
	for _, e := range in {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), unfinished) && time.Since(info.ModTime()) > time.Minute {
			d.root.Remove(path.Join(folder, e.Name()))
		}
	}
}

func (d *Desk) replace(c Change, prepared map[Path]string) (File, error) {
	if c.Delete {
		return File{Path: c.Path}, d.root.Remove(string(c.Path))
	}
	if err := d.root.Rename(prepared[c.target()], string(c.target())); err != nil {
		return File{}, err
	}
	delete(prepared, c.target())
	if folder, err := d.root.Open(path.Dir(string(c.target()))); err == nil {
		folder.Sync() // Windows cannot, and journals names itself
		folder.Close()
	}
	if c.Moved != "" {
		if err := d.root.Remove(string(c.Path)); err != nil {
			return File{}, err
		}
	}
	return fileOf(c.target(), c.Bytes), nil
}

// refusalFile tells about a refused text that is kept as a file.
type refusalFile struct {
	Path Path      `json:"path"`
	From ID        `json:"from"`
	Now  ID        `json:"current"`
	At   time.Time `json:"at"`
	By   string    `json:"by"`
}

const aboutRefusal = "about.json"

// refuseFile keeps the refused texts in .wellshelf/refused/N.
func (d *Desk) refuseFile(s Save, e *ConflictError) error {
	top := filepath.Join(d.beside(), "refused")
	if err := os.MkdirAll(top, 0o777); err != nil {
		return err
	}
	in, err := os.ReadDir(top)
	if err != nil {
		return err
	}
	last := 0
	for _, e := range in {
		last = max(last, numberOf(e.Name()))
	}
	folder := filepath.Join(top, strconv.Itoa(last+1))
	about, err := json.MarshalIndent(refusalFile{e.Path, e.From, e.Current, d.now(), d.author.Name}, "", "  ")
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	files := map[string][]byte{aboutRefusal: append(about, '\n')}
	for _, c := range s.Changes {
		if !c.Delete {
			files[string(c.target())] = c.Bytes
		}
		if c.Path == e.Path {
			e.Kept = filepath.Join(folder, filepath.FromSlash(string(c.target())))
		}
	}
	for name, text := range files {
		if err := writeWhole(filepath.Join(folder, filepath.FromSlash(name)), text); err != nil {
			return fmt.Errorf("the refused text of %s cannot be kept: %w", e.Path, err)
		}
	}
	return e
}

// writeWhole writes a file of the desk's own, whole or not at all.
func writeWhole(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), unfinished+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func (d *Desk) refusedFiles() ([]Refusal, error) {
	top := filepath.Join(d.beside(), "refused")
	in, err := os.ReadDir(top)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	slices.SortFunc(in, func(a, b fs.DirEntry) int { return numberOf(a.Name()) - numberOf(b.Name()) })
	var found []Refusal
	for _, e := range in {
		r, text, err := d.refusalIn(filepath.Join(top, e.Name()))
		if err == nil && d.Allows(r.Path) {
			r.ID = IDOf(text)
			found = append(found, r)
		}
	}
	return found, nil
}

func (d *Desk) refusalIn(folder string) (Refusal, []byte, error) {
	var about refusalFile
	text, err := os.ReadFile(filepath.Join(folder, aboutRefusal))
	if err == nil {
		err = json.Unmarshal(text, &about)
	}
	if err == nil {
		_, err = ParsePath(string(about.Path))
	}
	if err != nil {
		return Refusal{}, nil, err
	}
	kept := filepath.Join(folder, filepath.FromSlash(string(about.Path)))
	text, err = os.ReadFile(kept)
	return Refusal{Kept: kept, Path: about.Path, At: about.At, By: about.By}, text, err
}

func (d *Desk) refusedFile(kept string) ([]byte, error) {
	all, err := d.refusedFiles()
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		if r.Kept == kept {
			return os.ReadFile(kept)
		}
	}
	return nil, &NameError{kept, "no refused text is kept there"}
}
