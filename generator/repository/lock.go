package repository

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Writer may move refs. One exists at a time for a repository, among all programs that use this package.
type Writer struct {
	r      *Repository
	unlock func() error
}

// own is the folder of this package in the repository's own.
func (r *Repository) own() string { return filepath.Join(r.common, "wellshelf") }

// pending holds unfinished changes of refs: one file for each, named after the ref. A file that is the very same
// file as the ref's lock shows that the lock is ours.
func (r *Repository) pending() string { return filepath.Join(r.own(), "pending") }

// patience is how long Lock waits between tries.
const patience = 10 * time.Millisecond

// Lock waits until no other Writer exists, or ctx ends. The lock ends with its process, whatever ends that. What a
// process that was killed left half done is tidied first.
func (r *Repository) Lock(ctx context.Context) (*Writer, error) {
	if err := os.MkdirAll(r.pending(), 0o777); err != nil {
		return nil, writeError(err)
	}
	unlock, err := LockFolder(ctx, r.own())
	if err != nil {
		return nil, err
	}
	w := &Writer{r, unlock}
	if err := w.tidy(); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// Close lets the next one write.
func (w *Writer) Close() error { return w.unlock() }

// tidy removes locks of Git's that a killed Writer left, and what it had prepared.
func (w *Writer) tidy() error {
	left, err := os.ReadDir(w.r.pending())
	if err != nil {
		return writeError(err)
	}
	for _, e := range left {
		file := filepath.Join(w.r.pending(), e.Name())
		escaped, _, _ := strings.Cut(e.Name(), "~")
		if lock := w.lockOf(escaped); lock != "" && sameFile(file, lock) {
			if err := os.Remove(lock); err != nil {
				return writeError(err)
			}
		}
		if err := os.Remove(file); err != nil {
			return writeError(err)
		}
	}
	return nil
}

// lockOf is the lock that something pending was meant for; "" when it was meant for none.
func (w *Writer) lockOf(escaped string) string {
	name, err := url.PathUnescape(escaped)
	switch {
	case name == packedName:
		return w.r.packedFile() + ".lock"
	case err != nil || CheckName(name) != nil:
		return ""
	}
	return w.r.refFile(name) + ".lock"
}

func sameFile(a, b string) bool {
	one, err := os.Lstat(a)
	if err != nil {
		return false
	}
	other, err := os.Lstat(b)
	return err == nil && os.SameFile(one, other)
}
