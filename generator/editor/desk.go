package editor

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"wellshelf/generator/library"
	"wellshelf/generator/repository"
)

// DeskOptions say whose desk it is.
type DeskOptions struct {
	Content   string           // the content folder on the disk
	Scope     library.Scope    // what may be seen and written; the zero scope is everything
	Branch    string           // the base branch by its short name; "" is the one the working tree is on
	ChangeSet string           // the name of the change-set in the user's words; "" is one for each day
	Author    Author           // whoever signs; what is empty comes from Git's settings
	Now       func() time.Time // nil is the computer's clock
}

// Author signs saves and notes.
type Author struct{ Name, Email string }

// Desk is one librarian's desk over a content folder: what they see, saved and unsaved, what others sent, and what is
// on its way. It is safe for concurrent use, and several desks, in one process or many, may stand over one folder.
//
// With Git every save is a commit on the change-set's own ref refs/wellshelf/drafts/SLUG. What is in review is one
// commit over the base branch, on the branch SLUG. Where every entry stands, and all notes, are in the ref
// refs/wellshelf/desk/SLUG: desk.json, and one file for each note. Anyone with Git can read them:
//
//	git log --first-parent refs/wellshelf/desk/autumn-sleep-pages          # what happened, with every note's words
//	git ls-tree -r --name-only refs/wellshelf/desk/autumn-sleep-pages      # desk.json, notes/…
//	git log -p refs/wellshelf/drafts/autumn-sleep-pages                    # every save
//	git push origin 'refs/wellshelf/*:refs/wellshelf/*'                    # to share them
//
// HEAD, the index and the working tree are never written. The desk's ref decides: it names the commits that drafts and
// branch shall be at, and both are put right at the next turn if a process was killed before it moved them.
//
// Without Git files are written directly; refused texts and notes are kept in the folder .wellshelf beside content.
type Desk struct {
	content string // absolute, without symbolic links
	prefix  string // of content within the repository, "" or ending in a slash
	scope   library.Scope
	branch  string
	author  Author
	now     func() time.Time
	root    *os.Root
	repo    *repository.Repository // nil without Git
	overlay *Overlay

	mu     sync.Mutex // guards all that follows
	slug   string     // of the present change-set
	name   string
	seen   ledger // as last read
	seenAt repository.Hash
	onTree repository.Hash // the commit whose tree is the base layer, when the base branch is not checked out here
	news   []Path          // changed since the last Refresh
	known  knownSoFar
}

// NoGitError means that something needs a Git repository and there is none.
type NoGitError struct{ What string }

func (e *NoGitError) Error() string {
	return e.What + " needs a git repository, and the content folder is in none: saves change its files directly"
}

// OpenDesk opens a desk. Close it when done.
func OpenDesk(o DeskOptions) (*Desk, error) {
	content, err := filepath.Abs(o.Content)
	if err == nil {
		content, err = filepath.EvalSymlinks(content)
	}
	if err != nil {
		return nil, fmt.Errorf("the content folder cannot be opened: %w", err)
	}
	if o.Scope.Site != "" && o.Scope.Area == "" {
		panic("wellshelf: internal error: a scope with a site has an area")
	}
	d := &Desk{content: content, scope: o.Scope, now: o.Now, author: o.Author}
	if d.now == nil {
		d.now = time.Now
	}
	if d.root, err = os.OpenRoot(content); err != nil {
		return nil, fmt.Errorf("the content folder cannot be opened: %w", err)
	}
	d.overlay = newOverlay(d.root.FS())
	d.repo, err = repository.Open(content)
	switch {
	case errors.Is(err, repository.ErrNone):
		err = nil
	case err == nil:
		err = d.openGit(o)
	}
	if err != nil {
		d.root.Close()
		return nil, err
	}
	d.sign()
	return d, nil
}

// openGit finds the base branch, and takes in the present change-set.
func (d *Desk) openGit(o DeskOptions) error {
	below, err := filepath.Rel(d.repo.Top(), d.content)
	if err != nil {
		return err
	}
	if below != "." {
		d.prefix = filepath.ToSlash(below) + "/"
	}
	head, err := d.repo.Head()
	if err != nil {
		return err
	}
	d.branch = cmp.Or(o.Branch, head)
	if d.branch == "" {
		return errors.New("the git repository is on no branch; name the one that edits are for, such as main")
	}
	tip, err := d.tip()
	if err != nil {
		return err
	}
	if d.branch != head {
		d.onTree = tip // the files on the disk are another branch's
		if err := d.showTree(tip); err != nil {
			return err
		}
	}
	name := cmp.Or(o.ChangeSet, "Edits of "+d.now().Format("2 January 2006"))
	if d.slug, err = slugOf(name); err != nil {
		return err
	}
	d.name = name
	at, err := d.repo.Ref(deskRef(d.slug))
	if err == nil && at != "" {
		err = d.followRename(at)
	}
	if err == nil {
		_, err = d.takeIn()
	}
	return err
}

// sign fills in whoever signs.
func (d *Desk) sign() {
	if d.repo != nil {
		name, email := d.repo.User()
		if d.author.Name == "" {
			d.author.Name = name
			d.author.Email = cmp.Or(d.author.Email, email)
		}
	}
	d.author.Name = cmp.Or(strings.TrimSpace(d.author.Name), "librarian")
	d.author.Email = cmp.Or(d.author.Email, cmp.Or(library.Slugify(d.author.Name), "librarian")+"@localhost")
}

// Close gives back what the desk holds.
func (d *Desk) Close() error { return d.root.Close() }

// HasGit reports whether there are change-sets. Without, saves change files directly.
func (d *Desk) HasGit() bool { return d.repo != nil }

// Prefix is the content folder's path within the repository ("content"); "" at its top, and without Git.
func (d *Desk) Prefix() string { return strings.TrimSuffix(d.prefix, "/") }

// Branch is the base branch, by its short name.
func (d *Desk) Branch() string { return d.branch }

// Scope is what the desk's role may see and write.
func (d *Desk) Scope() library.Scope { return d.scope }

// Author is who signs, complete.
func (d *Desk) Author() Author { return d.author }

// Allows reports whether a file is within the desk's role.
func (d *Desk) Allows(p Path) bool { return inScope(d.scope, string(p)) }

// Overlay is the content folder with the desk's drafts laid over.
func (d *Desk) Overlay() *Overlay { return d.overlay }

func (d *Desk) allow(p Path) error {
	if _, err := ParsePath(string(p)); err != nil {
		return err
	}
	if !d.Allows(p) {
		return &ScopeError{p, d.scope}
	}
	return nil
}

// full is a file's path within the repository.
func (d *Desk) full(p Path) string { return d.prefix + string(p) }

// tip is the commit the base branch is at.
func (d *Desk) tip() (repository.Hash, error) {
	tip, err := d.repo.Ref("refs/heads/" + d.branch)
	if err == nil && tip == "" {
		err = fmt.Errorf("the branch %s has no commit yet; commit the content folder once, then edit it here", d.branch)
	}
	return tip, err
}

func (d *Desk) signature() repository.Signature {
	return repository.Signature{Name: d.author.Name, Email: d.author.Email, When: d.now()}
}

// showTree makes a commit's content folder the base layer.
func (d *Desk) showTree(commit repository.Hash) error {
	tree, err := d.repo.Tree(commit)
	if err != nil {
		return err
	}
	d.onTree = commit
	var base fs.FS = tree
	if d.prefix != "" {
		if base, err = fs.Sub(tree, d.Prefix()); err != nil {
			return err
		}
	}
	d.overlay.setBase(base)
	return nil
}
