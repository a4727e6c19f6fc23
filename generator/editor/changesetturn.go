package editor

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"wellshelf/generator/repository"
)

// turn is one change of a desk, from reading to writing, while no other desk of the repository writes.
type turn struct {
	d    *Desk
	w    *repository.Writer
	l    *ledger         // to be changed
	was  []byte          // as it was read
	at   repository.Hash // the desk's ref
	tip  repository.Hash // the base branch
	tree *repository.Tree

	what    string                       // the message of the desk's commit
	drafted string                       // the message of the drafts' commit
	notes   map[string]repository.Change // further files of the desk's tree
	review  bool                         // the branch is to be written anew
	offer   bool                         // the branch is to be written anew, if it can be
	moved   bool                         // the base branch is not where the drafts were laid
	former  string                       // the slug before a rename
	sent    repository.Hash              // the branch's commit, as it was read
}

// turn runs one change. d.mu is held. When change returns an error, nothing is written.
func (d *Desk) turn(ctx context.Context, what string, change func(*turn) error) error {
	w, err := d.repo.Lock(ctx)
	if err != nil {
		return err
	}
	defer w.Close()
	t := &turn{d: d, w: w, what: what, drafted: what, notes: map[string]repository.Change{}}
	if err := t.begin(); err != nil {
		return err
	}
	if err := change(t); err != nil {
		return err
	}
	if err := t.end(); err != nil {
		return err
	}
	_, err = d.takeIn()
	return err
}

func (t *turn) begin() (err error) {
	d := t.d
	if _, err := d.takeIn(); err != nil {
		return err
	}
	if t.at, err = d.repo.Ref(deskRef(d.slug)); err != nil {
		return err
	}
	if t.l, err = d.readLedger(d.slug, t.at); err != nil {
		return err
	}
	if t.at == "" {
		t.l.Name, t.l.Created = d.name, d.now()
		// Drafts without a desk: somebody removed that ref. Their history goes on.
		if t.l.Draft, err = d.repo.Ref(draftRef(d.slug)); err != nil {
			return err
		}
	}
	if t.tip, err = d.tip(); err != nil {
		return err
	}
	t.moved = t.l.Base != t.tip
	if len(t.l.Files) == 0 {
		t.l.Base = t.tip
	}
	t.was, t.sent = t.l.encode(), t.l.Branch
	if t.tree, err = d.repo.Tree(t.tip); err != nil {
		return err
	}
	if t.at != "" {
		if err := t.heal(); err != nil {
			return err
		}
	}
	return t.settle()
}

// heal moves the refs that a killed process had not moved yet to where the ledger says they are.
func (t *turn) heal() error {
	l, d := t.l, t.d
	drafts, err := d.repo.Ref(draftRef(l.Slug))
	if err != nil {
		return err
	}
	if drafts != l.Draft {
		if err := t.w.Move(draftRef(l.Slug), drafts, l.Draft); err != nil {
			return err
		}
	}
	branch, err := d.repo.Ref(branchRef(l.Slug))
	if err != nil {
		return err
	}
	unmoved := branch == l.Before && branch != l.Branch
	if unmoved && (branch != "" || len(l.in(inReview)) > 0) {
		if err := t.w.Move(branchRef(l.Slug), branch, l.Branch); err != nil {
			return err
		}
	}
	return t.forgetFormer()
}

// end writes what the turn changed: objects first, then the desk's ref, which decides, then the others.
func (t *turn) end() error {
	if t.review || t.offer {
		err := t.writeBranch()
		if blocked := (*ReviewError)(nil); err != nil && (t.review || !errors.As(err, &blocked)) {
			return err
		}
	}
	if bytes.Equal(t.was, t.l.encode()) && len(t.notes) == 0 {
		return nil
	}
	if err := t.commitDrafts(t.drafted); err != nil {
		return err
	}
	t.l.Updated = t.d.now()
	next, err := t.commitDesk()
	if err != nil {
		return err
	}
	slug := t.l.Slug
	if err := t.w.Move(deskRef(slug), t.at, next); err != nil {
		return err
	}
	t.at = next
	t.d.slug, t.d.name = slug, t.l.Name
	return t.heal()
}

// commitDrafts records the drafts as they are now as one more commit of their history.
func (t *turn) commitDrafts(message string) error {
	changes := map[string]repository.Change{}
	for p, f := range t.l.Files {
		changes[t.d.full(p)] = repository.Change{Blob: f.Ours}
	}
	return t.commitTree(changes, message)
}

func (t *turn) commitTree(changes map[string]repository.Change, message string) error {
	repo := t.d.repo
	base, err := repo.Commit(t.tip)
	if err != nil {
		return err
	}
	tree, err := repo.WithChanges(base.Tree, changes)
	if err != nil {
		return err
	}
	parents := []repository.Hash{t.tip}
	if t.l.Draft != "" {
		last, err := repo.Commit(t.l.Draft)
		if err != nil {
			return err
		}
		if last.Tree == tree && !t.moved {
			return nil
		}
		parents = []repository.Hash{t.l.Draft}
		if t.moved {
			parents = append(parents, t.tip)
		}
	} else if len(changes) == 0 {
		return nil
	}
	t.l.Base, t.moved = t.tip, false
	t.l.Draft, err = repo.AddCommit(tree, parents, t.d.signature(), message)
	return err
}

// commitDesk records the ledger and notes. The commits of the drafts and of the branch are parents, so that the desk's
// ref alone keeps all that it names, also where a process was killed before the others moved.
func (t *turn) commitDesk() (repository.Hash, error) {
	repo := t.d.repo
	var tree repository.Hash
	var parents []repository.Hash
	if t.at != "" {
		last, err := repo.Commit(t.at)
		if err != nil {
			return "", err
		}
		tree, parents = last.Tree, append(parents, t.at)
		if t.former != "" {
			t.at = "" // the new name's ref does not exist yet
		}
	}
	if t.l.Draft != "" {
		parents = append(parents, t.l.Draft)
	}
	if t.l.Branch != "" && t.l.Branch != t.sent {
		parents = append(parents, t.l.Branch)
	}
	text, err := repo.AddBlob(t.l.encode())
	if err != nil {
		return "", err
	}
	t.notes[ledgerFile] = repository.Change{Blob: text}
	if tree, err = repo.WithChanges(tree, t.notes); err != nil {
		return "", err
	}
	return repo.AddCommit(tree, parents, t.d.signature(), t.what)
}

// rename lets the turn end under another name.
func (t *turn) rename(slug string) error {
	branch, err := t.d.repo.Ref(branchRef(t.l.Slug))
	if err != nil {
		return err
	}
	if branch != "" {
		if err := t.checkBranch(branch); err != nil {
			return err
		}
	}
	t.former = t.l.Slug
	t.l.Was = &formerName{t.l.Slug, t.at, branch}
	t.l.Slug, t.l.Before = slug, ""
	if branch == "" {
		t.l.Branch = ""
	}
	return nil
}

// forgetFormer removes the refs of a change-set's former name, if they are still where they were.
func (t *turn) forgetFormer() error {
	was := t.l.Was
	if was == nil || was.Slug == t.l.Slug {
		return nil
	}
	at, err := t.d.repo.Ref(deskRef(was.Slug))
	if err != nil || at == "" || at != was.Desk {
		return err // removed, or begun anew since
	}
	branch, err := t.d.repo.Ref(branchRef(was.Slug))
	if err != nil {
		return err
	}
	if branch != "" && branch == was.Branch {
		if err := t.w.Move(branchRef(was.Slug), branch, ""); err != nil {
			return err
		}
	}
	drafts, err := t.d.repo.Ref(draftRef(was.Slug))
	if err != nil {
		return err
	}
	if drafts != "" {
		if err := t.w.Move(draftRef(was.Slug), drafts, ""); err != nil {
			return err
		}
	}
	return t.w.Move(deskRef(was.Slug), at, "")
}

// carryOver runs a turn that only takes in where the base branch is now.
func (d *Desk) carryOver() error {
	what := fmt.Sprintf("Carry drafts over to %s", d.branch)
	return d.turn(context.Background(), what, func(*turn) error { return nil })
}
