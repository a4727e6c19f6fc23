package repository

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// HashOf is the name a file with these bytes has as an object.
func HashOf(text []byte) Hash { return hashOf(plumbing.BlobObject, text) }

func hashOf(kind plumbing.ObjectType, body []byte) Hash {
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00", kind, len(body))
	h.Write(body)
	return Hash(hex.EncodeToString(h.Sum(nil)))
}

// AddBlob writes a file's bytes as an object. Nothing names it yet.
func (r *Repository) AddBlob(text []byte) (Hash, error) { return r.add(plumbing.BlobObject, text) }

// add writes a loose object, or makes the one that is there as new as if it were written now: Git clears away what is old
// and has no ref, as this object may have none yet. One in a pack is written beside it. When add returns, the object is on
// the disk.
func (r *Repository) add(kind plumbing.ObjectType, body []byte) (Hash, error) {
	h := hashOf(kind, body)
	now := time.Now()
	if os.Chtimes(filepath.Join(r.common, "objects", string(h[:2]), string(h[2:])), now, now) == nil {
		return h, nil
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	fmt.Fprintf(z, "%s %d\x00", kind, len(body))
	z.Write(body)
	if err := z.Close(); err != nil {
		return "", err
	}
	folder := filepath.Join(r.common, "objects", string(h[:2]))
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", writeError(err)
	}
	// Git's own name for unfinished objects: its gc clears them away.
	temporary, err := writeSynced(folder, "tmp_obj_*", packed.Bytes(), 0o444)
	if err != nil {
		return "", writeError(err)
	}
	if err := os.Rename(temporary, filepath.Join(folder, string(h[2:]))); err != nil {
		os.Remove(temporary)
		return "", writeError(err)
	}
	syncFolder(folder)
	return h, nil
}

// writeSynced makes a new file in a folder and returns its path once its bytes are on the disk.
func writeSynced(folder, pattern string, text []byte, mode fs.FileMode) (file string, err error) {
	f, err := os.CreateTemp(folder, pattern)
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// syncFolder puts a rename on the disk, where the system can do that.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		f.Sync() // Windows cannot, and journals names itself
		f.Close()
	}
}

func writeError(err error) error {
	return fmt.Errorf("the git repository cannot be written: %w", err)
}
