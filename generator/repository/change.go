package repository

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Change is what a path shall hold: a blob, or nothing when Blob is "".
type Change struct{ Blob Hash }

// PathError means that a tree cannot have such a change.
type PathError struct{ Path, Reason string }

func (e *PathError) Error() string { return fmt.Sprintf("%s cannot be changed: %s", e.Path, e.Reason) }

// emptyTree is known to every repository's readers, but must be written to be there.
const emptyTree = Hash("4b825dc642cb6eb9a060e54bf8d69288fbee4904")

// WithChanges writes the tree that differs from the given one in these paths alone. tree may be "": nothing. Paths are
// relative, with slashes, as [fs.ValidPath] has them. A file keeps its mode; a new one gets the usual. Folders that
// end up empty go. What is not a plain file (a symbolic link, a submodule) is not replaced: that is a *[PathError].
func (r *Repository) WithChanges(tree Hash, changes map[string]Change) (Hash, error) {
	for name := range changes {
		if reason := badPath(name); reason != "" {
			return "", &PathError{name, reason}
		}
	}
	changed, err := r.rewrite(tree, "", changes)
	if err == nil && changed == "" {
		return r.addTree(nil)
	}
	return changed, err
}

// badPath is the last safeguard before a tree is written: names Git's own checkout refuses, on any system.
func badPath(name string) string {
	if !fs.ValidPath(name) || name == "." {
		return "it is not a path below the top of the repository"
	}
	for part := range strings.SplitSeq(name, "/") {
		folded := strings.TrimRight(strings.ToLower(part), ". ")
		if folded == ".git" || strings.HasPrefix(folded, "git~") || strings.ContainsAny(part, "\x00\\:") {
			return fmt.Sprintf("git does not take the name %q", part)
		}
	}
	return ""
}

// rewrite returns the changed tree of one folder, "" when nothing is left in it.
func (r *Repository) rewrite(tree Hash, folder string, changes map[string]Change) (Hash, error) {
	if len(changes) == 0 {
		return tree, nil
	}
	var entries []treeEntry
	if tree != "" && tree != emptyTree {
		var err error
		if entries, err = r.entries(tree); err != nil {
			return "", err
		}
	}
	here, below := map[string]Change{}, map[string]map[string]Change{}
	for name, c := range changes {
		first, rest, deeper := strings.Cut(name, "/")
		if !deeper {
			here[first] = c
			continue
		}
		if below[first] == nil {
			below[first] = map[string]Change{}
		}
		below[first][rest] = c
	}
	for name, c := range here {
		var err error
		if entries, err = put(entries, folder, name, c); err != nil {
			return "", err
		}
	}
	for name, deeper := range below {
		var err error
		if entries, err = r.putFolder(entries, folder, name, deeper); err != nil {
			return "", err
		}
	}
	if len(entries) == 0 {
		return "", nil
	}
	return r.addTree(entries)
}

func at(entries []treeEntry, name string) int {
	return slices.IndexFunc(entries, func(e treeEntry) bool { return e.name == name })
}

func put(entries []treeEntry, folder, name string, c Change) ([]treeEntry, error) {
	i := at(entries, name)
	switch {
	case i < 0 && c.Blob == "":
		return entries, nil
	case i < 0:
		return append(entries, treeEntry{modeFile, name, c.Blob}), nil
	case !entries[i].isFile():
		return nil, &PathError{folder + name, "it is a folder, a symbolic link or a submodule"}
	case c.Blob == "":
		return slices.Delete(entries, i, i+1), nil
	}
	entries[i].hash = c.Blob
	return entries, nil
}

func (r *Repository) putFolder(entries []treeEntry, folder, name string, deeper map[string]Change) ([]treeEntry, error) {
	i := at(entries, name)
	var old Hash
	if i >= 0 {
		if !entries[i].isFolder() {
			return nil, &PathError{folder + name, "it is a file, and cannot be a folder as well"}
		}
		old = entries[i].hash
	}
	changed, err := r.rewrite(old, folder+name+"/", deeper)
	switch {
	case err != nil:
		return nil, err
	case i < 0 && changed == "":
		return entries, nil
	case i < 0:
		return append(entries, treeEntry{modeFolder, name, changed}), nil
	case changed == "":
		return slices.Delete(entries, i, i+1), nil
	}
	entries[i].hash = changed
	return entries, nil
}
