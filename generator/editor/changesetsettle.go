package editor

import (
	"fmt"
	"slices"

	"wellshelf/generator/repository"
)

// settle carries the drafts over to where the base branch is now, file by file: what the base did not touch stays as
// it is; what it holds word for word is done, and leaves the change-set; what it changed differently collides, and is
// never merged by guess.
func (t *turn) settle() error {
	if t.l.Base == t.tip {
		return nil
	}
	for p, f := range t.l.Files {
		now, err := t.tree.Hash(t.d.full(p))
		if err != nil {
			return err
		}
		switch {
		case now == f.Ours:
			t.l.drop(p)
		case now == f.Base:
			f.Theirs, f.Gone, f.Kept = "", false, ""
		case f.collides() && now == f.Theirs:
		default:
			if err := t.collide(p, f, now); err != nil {
				return err
			}
		}
	}
	t.l.Base = t.tip
	return nil
}

// collide records that the base branch changed a file too. Entries in review that hold it become drafts: what
// reviewers saw cannot be published as it is.
func (t *turn) collide(p Path, f *draftFile, now repository.Hash) error {
	texts := map[string]repository.Change{}
	for side, h := range map[string]repository.Hash{"ours/": f.Ours, "theirs/": now, "base/": f.Base} {
		if h != "" {
			texts[side+t.d.full(p)] = repository.Change{Blob: h}
		}
	}
	kept, err := t.keep("refs/wellshelf/conflicts/"+t.l.Slug+"/", texts,
		fmt.Sprintf("Two texts of %s\n\nThe change-set %s and the branch %s both changed it.\n\nPath: %s\n", p, t.l.Name, t.d.branch, p))
	if err != nil {
		return err
	}
	f.Theirs, f.Gone, f.Kept = now, now == "", kept
	for _, r := range t.l.Entries {
		if r.Status != Draft && slices.Contains(r.Paths, p) {
			r.Status, t.offer = Draft, true
		}
	}
	return nil
}

// keep puts texts under a numbered ref, once.
func (t *turn) keep(top string, texts map[string]repository.Change, message string) (ref string, err error) {
	repo := t.d.repo
	tree, err := repo.WithChanges("", texts)
	if err != nil {
		return "", err
	}
	refs, err := repo.Refs(top)
	if err != nil {
		return "", err
	}
	last := 0
	for _, ref := range refs {
		c, err := repo.Commit(ref.Hash)
		if err == nil && c.Tree == tree && c.Author.Name == t.d.author.Name {
			return ref.Name, nil
		}
		last = max(last, numberOf(ref.Name))
	}
	commit, err := repo.AddCommit(tree, nil, t.d.signature(), message)
	if err != nil {
		return "", err
	}
	ref = fmt.Sprintf("%s%d", top, last+1)
	return ref, t.w.Move(ref, "", commit)
}
