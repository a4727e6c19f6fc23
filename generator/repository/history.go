package repository

import (
	"os"
	"path"
	"path/filepath"
	"slices"
)

// farthest is how many commits LastChange walks before it gives up: some seconds.
const farthest = 20000

// LastChange is the commit that gave a file the text it has in the given commit, found as git log finds it: a merge
// hands on to the first parent that has the same text. It is nil when the file is not there, or when the history
// ends, as in a shallow clone, or is too long.
func (r *Repository) LastChange(commit Hash, name string) (*Commit, error) {
	c, text, err := r.textAt(commit, name)
	if err != nil || text == "" {
		return nil, err
	}
	for range farthest {
		same := (*Commit)(nil)
		for _, parent := range c.Parents {
			above, before, err := r.textAt(parent, name)
			if err != nil {
				return nil, nil // a shallow clone ends here
			}
			if before == text {
				same = above
				break
			}
		}
		if same == nil {
			return c, nil
		}
		c = same
	}
	return nil, nil
}

func (r *Repository) textAt(commit Hash, name string) (*Commit, Hash, error) {
	c, err := r.Commit(commit)
	if err != nil {
		return nil, "", err
	}
	t := &Tree{r: r, root: c.Tree, known: map[Hash][]treeEntry{}}
	text, err := t.Hash(name)
	return c, text, err
}

// Differ lists the plain files below a folder whose bytes differ between two commits, in order. folder "" is the top.
func (r *Repository) Differ(a, b Hash, folder string) ([]string, error) {
	if a == b {
		return nil, nil
	}
	var trees [2]Hash
	for i, h := range []Hash{a, b} {
		t, err := r.Tree(h)
		if err != nil {
			return nil, err
		}
		found, err := t.find(rootOr(folder))
		if err == nil && found.isFolder() {
			trees[i] = found.hash
		}
	}
	var names []string
	err := r.differ(trees[0], trees[1], "", &names)
	slices.Sort(names)
	return names, err
}

func rootOr(folder string) string {
	if folder == "" {
		return "."
	}
	return folder
}

func (r *Repository) differ(a, b Hash, prefix string, names *[]string) error {
	if a == b {
		return nil
	}
	sides := map[string][2]treeEntry{}
	for i, h := range []Hash{a, b} {
		if h == "" || h == emptyTree {
			continue
		}
		entries, err := r.entries(h)
		if err != nil {
			return err
		}
		for _, e := range entries {
			pair := sides[e.name]
			pair[i] = e
			sides[e.name] = pair
		}
	}
	for name, pair := range sides {
		var folders, files [2]Hash
		for i, e := range pair {
			switch {
			case e.isFolder():
				folders[i] = e.hash
			case e.isFile():
				files[i] = e.hash
			}
		}
		if files[0] != files[1] {
			*names = append(*names, prefix+name)
		}
		if err := r.differ(folders[0], folders[1], prefix+name+"/", names); err != nil {
			return err
		}
	}
	return nil
}

// AuthorOf is the name of who gave a file of a folder in the working tree the text it has now: by the history of the
// branch that is checked out, or the person whose settings these are when the text is in no commit yet. It is "" when the
// history does not tell.
func (r *Repository) AuthorOf(folder, file string) (string, error) {
	below, err := r.Below(folder)
	if err != nil {
		return "", err
	}
	head, err := r.Resolve("HEAD")
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(filepath.Join(r.top, filepath.FromSlash(below), filepath.FromSlash(file)))
	if err != nil {
		return "", err
	}
	name := path.Join(below, file)
	if t, err := r.Tree(head); err == nil {
		if there, err := t.Hash(name); err == nil && there != HashOf(text) {
			me, _ := r.User()
			return me, nil
		}
	}
	c, err := r.LastChange(head, name)
	if err != nil || c == nil {
		return "", err
	}
	return c.Author.Name, nil
}

// Below is a folder's path below the top of the working tree, "." for the top itself.
func (r *Repository) Below(folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(whole); err == nil {
		whole = real
	}
	below, err := filepath.Rel(r.top, whole)
	return filepath.ToSlash(below), err
}
