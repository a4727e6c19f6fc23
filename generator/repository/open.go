package repository

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Repository is a Git repository with a working tree. It is safe for concurrent use.
type Repository struct {
	top    string // the working tree's folder
	gitDir string // .git, or the folder of a linked working tree
	common string // where objects and refs are: gitDir, unless it is linked

	mu    sync.Mutex // the library's storage is not safe for concurrent use
	store *filesystem.Storage
}

// ErrNone means that a folder does not lie in a Git repository.
var ErrNone = errors.New("this folder is not in a git repository")

// UnusableError means that a repository is there and cannot be edited.
type UnusableError struct{ Dir, Reason string }

func (e *UnusableError) Error() string {
	return fmt.Sprintf("the git repository in %s cannot be edited: %s", e.Dir, e.Reason)
}

// Open finds the repository that holds a folder, as Git does: in the folder itself or the nearest one above. Its
// errors are [ErrNone] and *[UnusableError].
func Open(dir string) (*Repository, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for {
		found, err := openAt(dir)
		if found != nil || err != nil {
			return found, err
		}
		above := filepath.Dir(dir)
		if above == dir {
			return nil, ErrNone
		}
		dir = above
	}
}

// openAt opens the repository whose working tree is dir; nil when there is none.
func openAt(dir string) (*Repository, error) {
	dotGit := filepath.Join(dir, ".git")
	info, err := os.Stat(dotGit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if isGitDir(dir) {
			return nil, &UnusableError{dir, "it is bare: it has no working tree. make a clone of it and edit there"}
		}
		return nil, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		if dotGit, err = linked(dir, dotGit); err != nil {
			return nil, err
		}
	}
	if !isGitDir(dotGit) {
		if info.IsDir() {
			return nil, nil // a folder of that name and no repository: Git looks further up too
		}
		return nil, &UnusableError{dir, "its .git file points to " + dotGit + ", which is no repository"}
	}
	r := &Repository{top: dir, gitDir: dotGit, common: commonOf(dotGit)}
	if err := r.checkSettings(); err != nil {
		return nil, err
	}
	r.store = openStore(r.gitDir, r.common)
	return r, nil
}

// linked reads a .git file: one line "gitdir: PATH".
func linked(dir, file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	target, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: ")
	if !ok {
		return "", &UnusableError{dir, "its .git is a file that does not say where the repository is"}
	}
	return beside(dir, target), nil
}

func beside(dir, target string) string {
	target = filepath.FromSlash(target)
	if !filepath.IsAbs(target) {
		target = filepath.Join(dir, target)
	}
	return filepath.Clean(target)
}

func commonOf(gitDir string) string {
	text, err := os.ReadFile(filepath.Join(gitDir, "commondir"))
	if err != nil {
		return gitDir
	}
	return beside(gitDir, strings.TrimSpace(string(text)))
}

// isGitDir is Git's own test (setup.c, is_git_directory).
func isGitDir(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil {
		return false
	}
	common := commonOf(dir)
	for _, folder := range []string{"objects", "refs"} {
		if info, err := os.Stat(filepath.Join(common, folder)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// Top is the folder of the working tree, an absolute path without symbolic links.
func (r *Repository) Top() string { return r.top }

// Dir is the folder of the repository's own that all its working trees share: .git, as a rule.
func (r *Repository) Dir() string { return r.common }
