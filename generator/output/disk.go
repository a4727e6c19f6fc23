package output

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"strings"
)

// disk is the only way this package touches an output folder. All of it goes through [os.Root], so that no path and
// no symbolic link leads outside.
type disk struct {
	root *os.Root
	// before is called ahead of every operation with its name and path. Tests make it fail or die there; otherwise it
	// is nil.
	before func(op, path string) error
}

func (d disk) step(op, path string) error {
	if d.before == nil {
		return nil
	}
	return d.before(op, path)
}

func (d disk) lstat(name string) (fs.FileInfo, error) {
	if err := d.step("lstat", name); err != nil {
		return nil, err
	}
	return d.root.Lstat(name)
}

func (d disk) read(name string) ([]byte, error) {
	if err := d.step("read", name); err != nil {
		return nil, err
	}
	return d.root.ReadFile(name)
}

// sum hashes a file without holding it in memory: what lies in the way may be of any size.
func (d disk) sum(name string) (sum fileSum, err error) {
	if err := d.step("read", name); err != nil {
		return sum, err
	}
	f, err := d.root.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return fileSum(h.Sum(nil)), nil
}

// create writes a new file and returns what the disk says of it, without waiting for the disk.
func (d disk) create(name string, content []byte) (fs.FileInfo, error) {
	f, err := d.start(name, content)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	return info, errors.Join(err, f.Close())
}

// createSafely writes a file that is there whole or not at all, even after the power was cut: its bytes have reached
// the disk before it gets its name.
func (d disk) createSafely(name string, content []byte) error {
	f, err := d.start(name+".new", content)
	if err != nil {
		return err
	}
	if err := d.step("sync", name); err != nil {
		f.Close()
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return d.rename(name+".new", name)
}

func (d disk) start(name string, content []byte) (*os.File, error) {
	if err := d.step("create", name); err != nil {
		return nil, err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (d disk) mkdir(name string) error {
	if err := d.step("mkdir", name); err != nil {
		return err
	}
	return d.root.Mkdir(name, 0o755)
}

func (d disk) mkdirAll(name string) error {
	if err := d.step("mkdir", name); err != nil {
		return err
	}
	return d.root.MkdirAll(name, 0o755)
}

func (d disk) rename(from, to string) error {
	if err := d.step("rename", to); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

// remove removes a file or an empty folder. That it is gone already is no error.
func (d disk) remove(name string) error {
	if err := d.step("remove", name); err != nil {
		return err
	}
	if err := d.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (d disk) removeAll(name string) error {
	if err := d.step("remove", name); err != nil {
		return err
	}
	return d.root.RemoveAll(name)
}

// list returns what lies in a folder, in the order of names.
func (d disk) list(name string) ([]fs.DirEntry, error) {
	if err := d.step("list", name); err != nil {
		return nil, err
	}
	return fs.ReadDir(d.root.FS(), name)
}

// sub opens a folder, so that the many files below it are reached without walking there each time.
func (d disk) sub(name string) (disk, error) {
	if err := d.step("open", name); err != nil {
		return disk{}, err
	}
	root, err := d.root.OpenRoot(name)
	return disk{root, d.before}, err
}

// unchanged yields each of files, which lie below base and are sorted by path, and whether its size and time are still
// those. A file behind a symbolic link is not the file that was written.
func (d disk) unchanged(base string, files []keptFile) iter.Seq2[keptFile, bool] {
	return func(yield func(keptFile, bool) bool) {
		look := nearLook{top: ground{disk: d, base: "."}}
		defer look.near.close()
		for _, f := range files {
			info, err := look.lstat(path.Join(base, f.path))
			if !yield(f, err == nil && f.fits(info)) {
				return
			}
		}
	}
}

// nearLook asks for many files in the order of their paths. It keeps the folder open that is two parts above the last
// one, because asking from the top each time takes twice as long.
type nearLook struct {
	top     ground
	near    disk
	nearAt  string
	part    string // the folder in near that was looked at last
	partErr error
}

func (l *nearLook) lstat(name string) (fs.FileInfo, error) {
	at, rest := splitNear(name)
	if at != l.nearAt {
		l.near.close()
		l.near, l.nearAt, l.part = l.top.open(at), at, ""
	}
	if l.near.root == nil {
		return nil, fs.ErrNotExist
	}
	part, _, deep := strings.Cut(rest, "/")
	if deep && part != l.part {
		info, err := l.near.lstat(part)
		if err == nil && !info.IsDir() {
			err = fs.ErrNotExist
		}
		l.part, l.partErr = part, err
	}
	if deep && l.partErr != nil {
		return nil, l.partErr
	}
	return l.near.lstat(rest)
}

// open opens a folder that no symbolic link leads to; without one, the disk has no root.
func (g *ground) open(name string) disk {
	for _, at := range append(ancestors(name), name) {
		if t, err := g.folder(at); err != nil || t != folder {
			return disk{}
		}
	}
	near, err := g.disk.sub(name)
	if err != nil {
		return disk{}
	}
	return near
}

func (d disk) close() {
	if d.root != nil {
		d.root.Close()
	}
}

// splitNear cuts a path before its last two parts.
func splitNear(name string) (above, rest string) {
	above = path.Dir(path.Dir(name))
	if above == "." {
		return above, name
	}
	return above, name[len(above)+1:]
}
