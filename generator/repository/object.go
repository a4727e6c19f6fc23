package repository

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// cached is how many bytes of objects are kept in memory.
const cached = 16 << 20

func openStore(gitDir, common string) *filesystem.Storage {
	at := dotgit.NewRepositoryFilesystem(osfs.New(gitDir), osfs.New(common))
	return filesystem.NewStorageWithOptions(at, cache.NewObjectLRU(cached), filesystem.Options{AlternatesFS: osfs.New("/")})
}

// MissingError means that the repository names an object it does not hold, as a partial clone does.
type MissingError struct {
	Hash Hash
	Kind string // commit, tree or blob
	Err  error
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("the git repository lacks the %s %s; git fsck says more (%v)", e.Kind, e.Hash, e.Err)
}

func (e *MissingError) Unwrap() error { return e.Err }

// object reads one object whole.
func (r *Repository) object(h Hash, kind plumbing.ObjectType) ([]byte, error) {
	if !h.Valid() {
		return nil, &MissingError{h, kind.String(), errors.New("that is no object's name")}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	read, err := readObject(r.store, h, kind)
	if err != nil {
		// Git may have packed objects anew since the list of packs was read.
		r.store = openStore(r.gitDir, r.common)
		if read, err = readObject(r.store, h, kind); err != nil {
			return nil, &MissingError{h, kind.String(), err}
		}
	}
	return read, nil
}

func readObject(store *filesystem.Storage, h Hash, kind plumbing.ObjectType) ([]byte, error) {
	found, err := store.EncodedObject(kind, plumbing.NewHash(string(h)))
	if err != nil {
		return nil, err
	}
	reader, err := found.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	return io.ReadAll(reader)
}

// Blob reads a file's bytes.
func (r *Repository) Blob(h Hash) ([]byte, error) { return r.object(h, plumbing.BlobObject) }
