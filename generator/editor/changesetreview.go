package editor

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wellshelf/generator/repository"
)

// ReviewError means that the branch of a change-set cannot be written.
type ReviewError struct{ Branch, Reason string }

func (e *ReviewError) Error() string {
	return fmt.Sprintf("the branch %s cannot be sent for review: %s", e.Branch, e.Reason)
}

// PublishError means that publishing is not the desk's to do, or not yet.
type PublishError struct{ Entry, Reason string }

func (e *PublishError) Error() string {
	return fmt.Sprintf("%s is not published: %s", e.Entry, e.Reason)
}

// SetStatus moves an entry. With the first status that is not Draft the change-set's branch comes to hold its files,
// as part of its one commit over the base branch; with Draft they leave it. Its errors are *[NoEntryError],
// *[ReviewError] and *[CollisionError].
func (d *Desk) SetStatus(ctx context.Context, key string, s Status) error {
	if !s.valid() {
		return fmt.Errorf("%q is no status: there are %s, %s and %s", s, Draft, PendingReview, PendingPublish)
	}
	return d.onEntry(ctx, key, string(s)+": ", func(t *turn, r *deskRecord) error {
		if s != Draft && t.l.colliding(r) {
			return t.collision(key, r)
		}
		t.review = s != Draft || r.Status != Draft
		if r.Status != s {
			r.Status, r.Updated = s, d.now()
		}
		return nil
	})
}

// onEntry runs a turn on an entry that the role may change.
func (d *Desk) onEntry(ctx context.Context, key, what string, change func(*turn, *deskRecord) error) error {
	if d.repo == nil {
		return &NoGitError{"review"}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.turn(ctx, what+key, func(t *turn) error {
		r, err := d.record(t.l, key)
		if err != nil {
			return err
		}
		return change(t, r)
	})
}

// writeBranch gives reviewers exactly the files that are in review, as one commit over the base branch.
func (t *turn) writeBranch() error {
	l, repo := t.l, t.d.repo
	slug := l.Slug
	now, err := repo.Ref(branchRef(slug))
	if err != nil {
		return err
	}
	paths := l.in(inReview)
	if len(paths) == 0 && (now == "" || now != l.Branch && now != l.Before) {
		return nil // there is nothing to take back
	}
	if err := t.checkBranch(now); err != nil {
		return err
	}
	l.Before, l.Branch = now, ""
	if len(paths) > 0 {
		if l.Branch, err = t.reviewCommit(now, paths); err != nil {
			return err
		}
	}
	if l.Branch != now {
		l.Sent = t.d.now()
	}
	for p, f := range l.Files {
		_, sent := slices.BinarySearch(paths, p)
		switch {
		case !sent:
			f.Sent, f.SentAt = "", time.Time{}
		case f.Sent != f.Ours || f.SentAt.IsZero():
			f.Sent, f.SentAt = f.Ours, l.Sent
		}
	}
	return nil
}

// checkBranch refuses to move a branch that others work on.
func (t *turn) checkBranch(now repository.Hash) error {
	slug := t.l.Slug
	if now != "" && now != t.l.Branch && now != t.l.Before {
		return &ReviewError{slug, "it holds commits that were made elsewhere. rename the change-set, or merge that branch first"}
	}
	at, err := t.d.repo.CheckedOut(slug)
	if err != nil {
		return err
	}
	if at != "" {
		return &ReviewError{slug, fmt.Sprintf("it is checked out in %s. check out %s there first", at, t.d.branch)}
	}
	return nil
}

// reviewCommit makes the one commit, or keeps the one there is when it says the same.
func (t *turn) reviewCommit(now repository.Hash, paths []Path) (repository.Hash, error) {
	repo := t.d.repo
	base, err := repo.Commit(t.tip)
	if err != nil {
		return "", err
	}
	tree, err := repo.WithChanges(base.Tree, t.changesOf(paths))
	if err != nil {
		return "", err
	}
	if now != "" {
		old, err := repo.Commit(now)
		if err != nil {
			return "", err
		}
		if old.Tree == tree && slices.Equal(old.Parents, []repository.Hash{t.tip}) {
			return now, nil
		}
	}
	return repo.AddCommit(tree, []repository.Hash{t.tip}, t.d.signature(), t.reviewMessage(paths))
}

func (t *turn) changesOf(paths []Path) map[string]repository.Change {
	changes := map[string]repository.Change{}
	for _, p := range paths {
		changes[t.d.full(p)] = repository.Change{Blob: t.l.Files[p].Ours}
	}
	return changes
}

func (t *turn) reviewMessage(paths []Path) string {
	var b strings.Builder
	b.WriteString(t.l.Name + "\n\n")
	for _, key := range slices.Sorted(maps.Keys(t.l.Entries)) {
		r := t.l.Entries[key]
		if r.Status != Draft {
			fmt.Fprintf(&b, "- %s\n", r.title(key))
		}
	}
	b.WriteString("\nFiles:\n")
	for _, p := range paths {
		fmt.Fprintf(&b, "  %s\n", p)
	}
	return b.String()
}

// title is what lists and messages call an entry.
func (r *deskRecord) title(key string) string {
	if r.Label != "" {
		return r.Label
	}
	return key
}

// Publish puts an entry that is ready onto the base branch, as a commit of its own, or by moving that branch to the
// review's commit when the entry is all it holds. A base branch that is checked out anywhere is left alone: its files
// and index would be behind their branch, and look to Git as if someone had undone the change. Then the error, a
// *[PublishError], says how to merge. The desk sees a merge made elsewhere by itself.
func (d *Desk) Publish(ctx context.Context, key string) error {
	return d.onEntry(ctx, key, "Publish ", func(t *turn, r *deskRecord) error {
		switch {
		case t.l.colliding(r):
			return t.collision(key, r)
		case r.Status != PendingPublish:
			return &PublishError{r.title(key), "it is not marked as ready yet"}
		}
		at, err := d.repo.CheckedOut(d.branch)
		if err != nil {
			return err
		}
		if at != "" {
			return &PublishError{r.title(key), fmt.Sprintf("%s is checked out in %s, and its files would no longer be what the branch says. "+
				"merge the branch %s where your network reviews it, or there with: git merge %s", d.branch, at, t.l.Slug, t.l.Slug)}
		}
		return t.publish(key, r)
	})
}

func (t *turn) publish(key string, r *deskRecord) error {
	repo := t.d.repo
	branch, err := repo.Ref(branchRef(t.l.Slug))
	if err != nil {
		return err
	}
	if err := t.checkBranch(branch); err != nil {
		return err
	}
	own := t.l.in(func(other string, _ *deskRecord) bool { return other == key })
	next, err := t.reviewCommit(branch, own)
	if err != nil {
		return err
	}
	if next != branch {
		base, err := repo.Commit(next)
		if err != nil {
			return err
		}
		message := fmt.Sprintf("%s\n\nFrom the change-set %s.\n", r.title(key), t.l.Name)
		if next, err = repo.AddCommit(base.Tree, []repository.Hash{t.tip}, t.d.signature(), message); err != nil {
			return err
		}
	}
	if err := t.w.Move("refs/heads/"+t.d.branch, t.tip, next); err != nil {
		return err
	}
	t.tip, t.moved, t.review = next, true, true
	if t.tree, err = repo.Tree(next); err != nil {
		return err
	}
	return t.settle()
}
