package repository

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// RevisionError means that a revision names no commit of the repository.
type RevisionError struct{ Name, Reason, Hint string }

func (e *RevisionError) Error() string {
	return fmt.Sprintf("%q is no commit here: %s", e.Name, e.Reason)
}

// Resolve is the commit that a person means: a branch (also a remote's), a tag, HEAD, a commit's name or the beginning of
// it, and ~2 or ^ behind these for ancestors, as Git reads them (gitrevisions). Errors are *[RevisionError].
func (r *Repository) Resolve(name string) (Hash, error) {
	plain, ending := name, ""
	if at := strings.IndexAny(name, "~^"); at >= 0 {
		plain, ending = name[:at], name[at:]
	}
	steps, ok := ancestors(ending)
	found, err := r.named(plain)
	if err != nil {
		return "", err
	}
	if found == "" || !ok {
		return "", r.unknown(name, plain)
	}
	for range steps {
		c, err := r.Commit(found)
		if err != nil || len(c.Parents) == 0 {
			return "", r.missing(name, "its history does not go back that far")
		}
		found = c.Parents[0]
	}
	if _, err := r.Commit(found); err != nil {
		return "", r.missing(name, "its commit is not in this clone")
	}
	return found, nil
}

// ancestors is how many first parents back an ending of ~ and ^ leads.
func ancestors(ending string) (steps int, ok bool) {
	for ending != "" {
		mark := ending[0]
		if mark != '~' && mark != '^' {
			return 0, false
		}
		digits := len(ending) - len(strings.TrimLeft(ending[1:], "0123456789")) - 1
		n := 1
		if digits > 0 {
			n, _ = strconv.Atoi(ending[1 : 1+digits])
		}
		if mark == '^' && n != 1 || n > farthest {
			return 0, false
		}
		steps, ending = steps+n, ending[1+digits:]
	}
	return steps, true
}

// named is what a name without an ending stands for; "" when it stands for nothing. The order is Git's.
func (r *Repository) named(name string) (Hash, error) {
	if name == "HEAD" {
		text, err := readShort(filepath.Join(r.gitDir, "HEAD"))
		if err != nil {
			return "", fmt.Errorf("the git repository in %s says not where it is: %w", r.top, err)
		}
		if target, symbolic := strings.CutPrefix(text, "ref: "); symbolic {
			return r.Ref(target)
		}
		return Hash(text), nil
	}
	for _, folder := range []string{"", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"} {
		if CheckName(folder+name) != nil || !strings.HasPrefix(folder+name, "refs/") {
			continue
		}
		if found, err := r.Ref(folder + name); err == nil && found != "" {
			return r.peeled(found), nil
		}
	}
	return r.abbreviated(name), nil
}

// peeled is the commit that an annotated tag is of.
func (r *Repository) peeled(h Hash) Hash {
	text, err := r.object(h, plumbing.TagObject)
	if err != nil {
		return h
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if target, found := strings.CutPrefix(line, "object "); found {
		return Hash(target)
	}
	return h
}

// abbreviated is the only commit whose name begins so; "" when there is none or more than one.
func (r *Repository) abbreviated(name string) Hash {
	if len(name) < 4 || len(name) > 40 || strings.Trim(name, "0123456789abcdef") != "" {
		return ""
	}
	if len(name) == 40 {
		return Hash(name)
	}
	prefix, _ := hex.DecodeString(name[:len(name)/2*2])
	r.mu.Lock()
	all, err := r.store.HashesWithPrefix(prefix)
	r.mu.Unlock()
	if err != nil {
		return ""
	}
	var found Hash
	for _, h := range all {
		one := Hash(h.String())
		if !strings.HasPrefix(string(one), name) {
			continue
		}
		if _, err := r.Commit(one); err == nil {
			if found != "" && found != one {
				return ""
			}
			found = one
		}
	}
	return found
}

// unknown says why a name stands for nothing.
func (r *Repository) unknown(name, plain string) error {
	if plain == "HEAD" {
		return &RevisionError{name, "nothing has been committed yet", "commit the content first"}
	}
	return r.missing(name, "there is no branch, tag or commit of that name")
}

func (r *Repository) missing(name, reason string) error {
	if r.Shallow() {
		return &RevisionError{name, "this clone holds only the newest part of the history", "fetch the rest: git fetch --unshallow"}
	}
	return &RevisionError{name, reason, "git branch --all lists the branches; git fetch brings what others pushed, also after a rewritten history"}
}

// Shallow reports whether the clone was made without the older part of the history.
func (r *Repository) Shallow() bool {
	_, err := os.Stat(filepath.Join(r.common, "shallow"))
	return err == nil
}

// Merging is what has been begun in the working tree and is not done: "a merge", "a rebase", "a cherry-pick"; "" when
// nothing has.
func (r *Repository) Merging() string {
	for _, one := range []struct{ file, what string }{
		{"MERGE_HEAD", "a merge"}, {"rebase-merge", "a rebase"}, {"rebase-apply", "a rebase"}, {"CHERRY_PICK_HEAD", "a cherry-pick"}, {"REVERT_HEAD", "a revert"},
	} {
		if _, err := os.Stat(filepath.Join(r.gitDir, one.file)); !errors.Is(err, fs.ErrNotExist) {
			return one.what
		}
	}
	return ""
}

// Uncommitted reports whether a file in a folder of the working tree differs from the commit that is checked out. Hidden
// files do not count.
func (r *Repository) Uncommitted(folder string) (bool, error) {
	below, err := r.Below(folder)
	if err != nil {
		return false, err
	}
	head, err := r.Resolve("HEAD")
	if err != nil {
		return false, err
	}
	t, err := r.Tree(head)
	if err != nil {
		return false, err
	}
	committed, err := fs.Sub(t, below)
	if err != nil {
		return false, err
	}
	written := os.DirFS(filepath.Join(r.top, filepath.FromSlash(below)))
	there := map[string]Hash{}
	err = eachFile(committed, func(name string) error {
		there[name], err = t.Hash(path.Join(below, name))
		return err
	})
	if err != nil {
		return false, err
	}
	differs := false
	err = eachFile(written, func(name string) error {
		text, err := fs.ReadFile(written, name)
		differs = differs || there[name] != HashOf(text)
		delete(there, name)
		return err
	})
	return differs || len(there) > 0, err
}

// eachFile visits the plain files of a tree that are not hidden.
func eachFile(tree fs.FS, visit func(name string) error) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && name != ".":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		return visit(name)
	})
}
