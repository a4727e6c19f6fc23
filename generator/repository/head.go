package repository

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Head is the branch the working tree is on: its short name ("main"), or "" when it is on none.
func (r *Repository) Head() (branch string, err error) {
	text, err := readShort(filepath.Join(r.gitDir, "HEAD"))
	if err != nil {
		return "", fmt.Errorf("the git repository in %s says not which branch it is on: %w", r.top, err)
	}
	branch, _ = strings.CutPrefix(text, "ref: refs/heads/")
	if branch == text {
		return "", nil
	}
	return branch, nil
}

// CheckedOut returns a folder where a branch is checked out, or in the middle of a rebase; "" when there is none.
// Moving such a branch would make the files there look changed.
func (r *Repository) CheckedOut(branch string) (folder string, err error) {
	top := r.common
	if filepath.Base(top) == ".git" {
		top = filepath.Dir(top)
	}
	places := map[string]string{r.common: top}
	linked, err := os.ReadDir(filepath.Join(r.common, "worktrees"))
	if err != nil && !os.IsNotExist(err) {
		return "", err
	}
	for _, e := range linked {
		dir := filepath.Join(r.common, "worktrees", e.Name())
		at, err := readShort(filepath.Join(dir, "gitdir"))
		if err != nil {
			at = filepath.Join(dir, ".git")
		}
		places[dir] = filepath.Dir(at)
	}
	for dir, at := range places {
		for _, file := range []string{"HEAD", "rebase-merge/head-name", "rebase-apply/head-name"} {
			text, err := readShort(filepath.Join(dir, filepath.FromSlash(file)))
			if err == nil && strings.TrimPrefix(text, "ref: ") == "refs/heads/"+branch && (folder == "" || at < folder) {
				folder = at
			}
		}
	}
	return folder, nil
}
