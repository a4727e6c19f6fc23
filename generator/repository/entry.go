package repository

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Modes of a tree's entries.
const (
	modeFolder     = "40000"
	modeFile       = "100644"
	modeExecutable = "100755"
)

// treeEntry is one name in one folder.
type treeEntry struct {
	mode string
	name string
	hash Hash
}

func (e treeEntry) isFolder() bool { return e.mode == modeFolder || e.mode == "040000" }

// isFile reports whether e is a plain file, and no symbolic link or submodule. Old histories have 100664.
func (e treeEntry) isFile() bool { return strings.HasPrefix(e.mode, "100") }

// order is Git's: by bytes, a folder as if its name ended in a slash.
func (e treeEntry) order() string {
	if e.isFolder() {
		return e.name + "/"
	}
	return e.name
}

func (r *Repository) entries(tree Hash) ([]treeEntry, error) {
	text, err := r.object(tree, plumbing.TreeObject)
	if err != nil {
		return nil, err
	}
	entries, err := decodeTree(text)
	if err != nil {
		return nil, &MissingError{tree, "tree", err}
	}
	return entries, nil
}

func decodeTree(text []byte) ([]treeEntry, error) {
	var entries []treeEntry
	for len(text) > 0 {
		head, rest, found := bytes.Cut(text, []byte{0})
		mode, name, spaced := strings.Cut(string(head), " ")
		if !found || !spaced || name == "" || len(rest) < hashLength/2 {
			return nil, errors.New("it is damaged")
		}
		entries = append(entries, treeEntry{mode, name, Hash(hex.EncodeToString(rest[:hashLength/2]))})
		text = rest[hashLength/2:]
	}
	return entries, nil
}

func (r *Repository) addTree(entries []treeEntry) (Hash, error) {
	slices.SortFunc(entries, func(a, b treeEntry) int { return strings.Compare(a.order(), b.order()) })
	var b bytes.Buffer
	for _, e := range entries {
		raw, err := hex.DecodeString(string(e.hash))
		if err != nil || !e.hash.Valid() {
			panic(fmt.Sprintf("wellshelf: internal error: %q is no object's name", e.hash))
		}
		fmt.Fprintf(&b, "%s %s\x00", e.mode, e.name)
		b.Write(raw)
	}
	return r.add(plumbing.TreeObject, b.Bytes())
}
