package repository

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Ref is a name and the object it stands for.
type Ref struct {
	Name string
	Hash Hash
}

// Ref reads a ref by its full name; "" when there is none. A symbolic ref is followed.
func (r *Repository) Ref(name string) (Hash, error) {
	for range 5 { // as deep as Git goes
		if err := CheckName(name); err != nil {
			return "", err
		}
		text, err := readShort(r.refFile(name))
		if err != nil && !isAbsent(err) {
			return "", err
		}
		if target, symbolic := strings.CutPrefix(text, "ref: "); symbolic {
			name = target
			continue
		}
		if err == nil {
			if h := Hash(text); h.Valid() {
				return h, nil
			}
			return "", fmt.Errorf("the ref %s is damaged: git fsck says more", name)
		}
		packed, err := r.packedRefs()
		return packed[name], err
	}
	return "", fmt.Errorf("the ref %s leads in a circle", name)
}

func (r *Repository) refFile(name string) string {
	return filepath.Join(r.common, filepath.FromSlash(name))
}

// readShort reads a file of one line.
func readShort(file string) (string, error) {
	text, err := os.ReadFile(file)
	return strings.TrimSpace(string(text)), err
}

// isAbsent reports whether a path leads to no file: there is nothing, or a folder, or a file where a folder would be.
func isAbsent(err error) bool {
	var p *fs.PathError
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if errors.As(err, &p) {
		if info, statErr := os.Stat(p.Path); statErr != nil || info.IsDir() {
			return true
		}
	}
	return false
}

// packedName is the file in which Git gathers refs.
const packedName = "packed-refs"

func (r *Repository) packedFile() string { return filepath.Join(r.common, packedName) }

// packedRefs reads the file packed-refs: "HASH NAME" lines, with "^HASH" below annotated tags.
func (r *Repository) packedRefs() (map[string]Hash, error) {
	refs := map[string]Hash{}
	f, err := os.Open(r.packedFile())
	if errors.Is(err, fs.ErrNotExist) {
		return refs, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if hash, name, ok := strings.Cut(lines.Text(), " "); ok && Hash(hash).Valid() {
			refs[name] = Hash(hash)
		}
	}
	return refs, lines.Err()
}

// Refs lists the refs whose names begin with a prefix that ends in a slash ("refs/heads/"), by name. Locks, and names
// that are none, are left out.
func (r *Repository) Refs(prefix string) ([]Ref, error) {
	if err := CheckName(prefix + "x"); err != nil {
		return nil, err
	}
	found, err := r.packedRefs()
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for name := range found {
		names[name] = strings.HasPrefix(name, prefix) && CheckName(name) == nil
	}
	top := r.refFile(strings.TrimSuffix(prefix, "/"))
	err = filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		below, err := filepath.Rel(r.common, file)
		name := filepath.ToSlash(below)
		if err == nil && CheckName(name) == nil {
			names[name] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return r.refsOf(names)
}

func (r *Repository) refsOf(names map[string]bool) ([]Ref, error) {
	var refs []Ref
	for name, wanted := range names {
		if !wanted {
			continue
		}
		h, err := r.Ref(name)
		if err != nil {
			return nil, err
		}
		if h != "" {
			refs = append(refs, Ref{name, h})
		}
	}
	slices.SortFunc(refs, func(a, b Ref) int { return strings.Compare(a.Name, b.Name) })
	return refs, nil
}
