package repository

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// MovedError means that a ref no longer stands where its change began. Nothing was changed.
type MovedError struct {
	Name            string
	Expected, Found Hash // "": none
}

func (e *MovedError) Error() string {
	return fmt.Sprintf("%s was changed by another program meanwhile: it is at %s, not at %s", e.Name, shortHash(e.Found), shortHash(e.Expected))
}

func shortHash(h Hash) string {
	if h == "" {
		return "nothing"
	}
	return string(h[:10])
}

// LockedError means that a lock of Git's did not go away. Nothing was changed.
type LockedError struct {
	Name string
	File string
	Age  time.Duration // how long the lock has been there
}

// Locks live for an instant; one that is older than this was left behind.
const leftBehind = 2 * time.Minute

func (e *LockedError) Error() string {
	if e.Age < leftBehind {
		return fmt.Sprintf("another program is changing %s just now; try again", e.Name)
	}
	return fmt.Sprintf("%s has been locked for %d minutes by a program that was stopped before it was done; if no git program is running, remove the file %s",
		e.Name, int(e.Age.Minutes()), e.File)
}

// Move changes a ref from one object to another, if it is where the caller thinks it is: "" as old means that there
// is no such ref yet, "" as next removes it. When Move returns nil, the change is on the disk. Its errors are
// *[MovedError], *[LockedError], *[NameError].
func (w *Writer) Move(name string, old, next Hash) error {
	if err := CheckName(name); err != nil {
		return err
	}
	if next != "" && !next.Valid() {
		panic(fmt.Sprintf("wellshelf: internal error: %q is no object's name", next))
	}
	prepared, err := w.prepare(name, next)
	if err != nil {
		return err
	}
	defer os.Remove(prepared)
	lock := w.r.refFile(name) + ".lock"
	if err := w.acquire(name, prepared, lock); err != nil {
		return err
	}
	if err := w.settle(name, lock, old, next); err != nil {
		os.Remove(lock)
		return err
	}
	return nil
}

// prepare writes the file that becomes lock and then ref.
func (w *Writer) prepare(name string, next Hash) (string, error) {
	if next == "" {
		next = zeroHash
	}
	file, err := writeSynced(w.r.pending(), url.PathEscape(name)+"~*", []byte(next+"\n"), 0o644)
	if err != nil {
		return "", writeError(err)
	}
	return file, nil
}

// tries times patience is how long a lock of Git's may last: a second, ten times as long as Git waits.
const tries = 100

// acquire makes the lock, which fails while it exists.
func (w *Writer) acquire(name, prepared, lock string) error {
	for range tries {
		// In the loop: Git removes folders it has emptied.
		if err := os.MkdirAll(filepath.Dir(lock), 0o777); err != nil {
			return fmt.Errorf("%s cannot be made beside the branches there are: %w", name, err)
		}
		err := link(prepared, lock)
		switch {
		case err == nil:
			return nil
		case !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist):
			return writeError(err)
		}
		time.Sleep(patience)
	}
	locked := &LockedError{Name: name, File: lock}
	if info, err := os.Lstat(lock); err == nil {
		locked.Age = time.Since(info.ModTime())
	}
	return locked
}

// link gives a file a second name, which must be free. Where the disk has no such thing it makes a copy, and a lock
// that is left behind by a kill will need a person to remove it.
func link(file, name string) error {
	err := os.Link(file, name)
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// settle makes the change, the lock being held.
func (w *Writer) settle(name, lock string, old, next Hash) error {
	now, err := w.r.Ref(name)
	if err != nil {
		return err
	}
	if now != old {
		return &MovedError{name, old, now}
	}
	if now == next {
		return os.Remove(lock)
	}
	file := w.r.refFile(name)
	if text, err := readShort(file); err == nil && strings.HasPrefix(text, "ref: ") {
		return &NameError{name, "it is another name of " + strings.TrimPrefix(text, "ref: ")}
	}
	if next == "" {
		return w.remove(name, file, lock)
	}
	if old == "" {
		if err := w.checkNeighbours(name); err != nil {
			return err
		}
	}
	if info, err := os.Lstat(file); err == nil && info.IsDir() {
		removeEmpty(file)
	}
	if err := os.Rename(lock, file); err != nil {
		return writeError(err)
	}
	syncFolder(filepath.Dir(file))
	return nil
}

// checkNeighbours refuses a name that is the beginning of another's, or has another as its beginning.
func (w *Writer) checkNeighbours(name string) error {
	below, err := w.r.Refs(name + "/")
	if err != nil {
		return err
	}
	if len(below) > 0 {
		return &NameError{name, "there is " + below[0].Name}
	}
	for i := len("refs/"); i < len(name); i++ {
		if name[i] != '/' || !strings.Contains(name[len("refs/"):i], "/") {
			continue
		}
		if h, err := w.r.Ref(name[:i]); err != nil || h != "" {
			return errors.Join(err, &NameError{name, "there is " + name[:i]})
		}
	}
	return nil
}

// removeEmpty removes a folder and those in it, if they hold no file.
func removeEmpty(folder string) {
	below, _ := os.ReadDir(folder)
	for _, e := range below {
		if e.IsDir() {
			removeEmpty(filepath.Join(folder, e.Name()))
		}
	}
	os.Remove(folder) // fails when it is not empty, as it should
}

// remove takes a ref away: out of packed-refs first, or it would come back for an instant.
func (w *Writer) remove(name, file, lock string) error {
	packed, err := w.r.packedRefs()
	if err != nil {
		return err
	}
	if packed[name] != "" {
		if err := w.unpack(name); err != nil {
			return err
		}
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return writeError(err)
	}
	syncFolder(filepath.Dir(file))
	return os.Remove(lock)
}

// unpack writes packed-refs without one ref, under its lock.
func (w *Writer) unpack(name string) error {
	lock := w.r.packedFile() + ".lock"
	empty, err := writeSynced(w.r.pending(), packedName+"~*", nil, 0o644)
	if err != nil {
		return writeError(err)
	}
	defer os.Remove(empty)
	if err := w.acquire(packedName, empty, lock); err != nil {
		return err
	}
	text, err := os.ReadFile(w.r.packedFile())
	if err == nil {
		var whole string
		if whole, err = writeSynced(w.r.pending(), "whole~*", []byte(withoutRef(string(text), name)), 0o644); err == nil {
			err = os.Rename(whole, w.r.packedFile())
		}
	}
	if err = errors.Join(err, os.Remove(lock)); err != nil {
		return writeError(err)
	}
	return nil
}

// withoutRef drops a ref's line, and the line of what it peels to.
func withoutRef(packed, name string) string {
	var kept strings.Builder
	dropped := false
	for line := range strings.Lines(packed) {
		_, this, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		dropped = this == name || dropped && strings.HasPrefix(line, "^")
		if !dropped {
			kept.WriteString(line)
		}
	}
	return kept.String()
}
