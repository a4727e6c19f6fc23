package editor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wellshelf/generator/library"
	"wellshelf/generator/repository"
)

// Status is where an entry stands. The words are the protocol's.
type Status string

// An entry in review is on the change-set's branch; a draft is not.
const (
	Draft          Status = "draft"
	PendingReview  Status = "pending_review"
	PendingPublish Status = "pending_publish"
)

func (s Status) valid() bool { return s == Draft || s == PendingReview || s == PendingPublish }

// ChangeSet is a bundle of edits that are reviewed together.
type ChangeSet struct {
	Slug    string // its branch, too
	Name    string // in the user's words
	Entries int
	Created time.Time // zero: it holds nothing yet
	Updated time.Time
	Sent    time.Time // when its branch was written last; zero: it has none
	Current bool      // the desk's present one
}

// Branch is the branch that reviewers see, by its short name.
func (c ChangeSet) Branch() string { return c.Slug }

// NameError means that a change-set or an entry cannot have a name.
type NameError struct{ Name, Reason string }

func (e *NameError) Error() string { return fmt.Sprintf("%q: %s", e.Name, e.Reason) }

// slugOf makes a change-set's name in refs out of words. No other part of a ref's name comes from a person.
func slugOf(name string) (string, error) {
	if utf8.RuneCountInString(name) > 100 {
		return "", &NameError{name, "a change-set's name has at most 100 letters"}
	}
	slug := library.Slugify(name)
	if slug == "" {
		return "", &NameError{name, "a change-set's name needs letters or digits"}
	}
	if err := repository.CheckName(branchRef(slug)); err != nil {
		return "", &NameError{name, err.Error()}
	}
	return slug, nil
}

func cleanWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

func checkKey(key string) error {
	if key == "" || len(key) > 200 || !utf8.ValidString(key) || strings.ContainsFunc(key, unicode.IsControl) {
		return &NameError{key, "an entry is named by 1 to 200 letters"}
	}
	return nil
}

func (d *Desk) setOf(l *ledger) ChangeSet {
	c := ChangeSet{Slug: l.Slug, Name: l.Name, Entries: len(l.Entries), Created: l.Created, Updated: l.Updated, Current: l.Slug == d.slug}
	if l.Branch != "" {
		c.Sent = l.Sent
	}
	return c
}

// ChangeSet is the present change-set.
func (d *Desk) ChangeSet() ChangeSet {
	if d.repo == nil {
		return ChangeSet{}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.takeIn()
	if err != nil {
		return ChangeSet{Slug: d.slug, Name: d.name, Current: true}
	}
	return d.setOf(l)
}

// ChangeSets lists all of the repository, by slug, the present one also when it holds nothing yet.
func (d *Desk) ChangeSets() ([]ChangeSet, error) {
	if d.repo == nil {
		return nil, &NoGitError{"a change-set"}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.ledgers()
	if err != nil {
		return nil, err
	}
	var sets []ChangeSet
	present := false
	for _, l := range all {
		sets = append(sets, d.setOf(l))
		present = present || l.Slug == d.slug
	}
	if !present {
		sets = append(sets, ChangeSet{Slug: d.slug, Name: d.name, Current: true})
	}
	return sets, nil
}

// ledgers reads those of all change-sets, but for such as a killed process left under their former name, and such as
// cannot be read: whoever opens one of those is told. They must not be changed. d.mu is held, or the desk not open yet.
func (d *Desk) ledgers() ([]*ledger, error) {
	const top = "refs/wellshelf/desk/"
	refs, err := d.repo.Refs(top)
	if err != nil {
		return nil, err
	}
	d.known.only(refs)
	former := map[repository.Hash]bool{}
	at := map[*ledger]repository.Hash{}
	var all []*ledger
	for _, ref := range refs {
		l, err := d.known.ledger(ref.Hash, func() (*ledger, error) {
			return d.readLedger(strings.TrimPrefix(ref.Name, top), ref.Hash)
		})
		if err != nil {
			continue
		}
		if l.Was != nil {
			former[l.Was.Desk] = true
		}
		all, at[l] = append(all, l), ref.Hash
	}
	return slices.DeleteFunc(all, func(l *ledger) bool { return former[at[l]] }), nil
}

// followRename makes the present change-set the one that it was renamed to: by another desk, or by a process that was
// killed before it removed the former name. at is where the present one's ref is; "": it is gone.
func (d *Desk) followRename(at repository.Hash) error {
	all, err := d.ledgers()
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.Was != nil && l.Slug != d.slug && l.Was.Slug == d.slug && (at == "" || at == l.Was.Desk) {
			d.slug, d.name = l.Slug, l.Name
			return nil
		}
	}
	return nil
}

// Begin makes another change-set the present one: a new one, or the one of that name.
func (d *Desk) Begin(ctx context.Context, name string) (ChangeSet, error) {
	if d.repo == nil {
		return ChangeSet{}, &NoGitError{"a change-set"}
	}
	name = cleanWords(name)
	slug, err := slugOf(name)
	if err != nil {
		return ChangeSet{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	at, err := d.repo.Ref(deskRef(slug))
	if err != nil {
		return ChangeSet{}, err
	}
	if at == "" {
		if err := d.checkFree(name, slug); err != nil {
			return ChangeSet{}, err
		}
	}
	d.slug, d.name = slug, name
	if err := d.followRename(at); at != "" && err != nil {
		return ChangeSet{}, err
	}
	l, err := d.takeIn()
	if err != nil {
		return ChangeSet{}, err
	}
	return d.setOf(l), ctx.Err()
}

// checkFree says whether a change-set may have a slug that none has yet.
func (d *Desk) checkFree(name, slug string) error {
	branch, err := d.repo.Ref(branchRef(slug))
	if err != nil {
		return err
	}
	below, err := d.repo.Refs(branchRef(slug) + "/")
	if err != nil {
		return err
	}
	if branch != "" || len(below) > 0 {
		return &NameError{name, fmt.Sprintf("the repository has a branch %s that is not a change-set; choose another name", slug)}
	}
	return nil
}

// Rename gives the present change-set another name, and its branch too. Its drafts, entries and notes stay. A change-set
// that holds entries of others, which the role may not see, keeps its name.
func (d *Desk) Rename(ctx context.Context, name string) (ChangeSet, error) {
	if d.repo == nil {
		return ChangeSet{}, &NoGitError{"a change-set"}
	}
	name = cleanWords(name)
	slug, err := slugOf(name)
	if err != nil {
		return ChangeSet{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	err = d.turn(ctx, "Rename to "+name, func(t *turn) error {
		for key := range t.l.Entries {
			if t.checkOwn(key) != nil {
				return &NameError{name, "this change-set holds pages of others too, so its name stays; begin another for your own"}
			}
		}
		t.l.Name = name
		if slug == t.l.Slug {
			return nil
		}
		taken, err := d.repo.Ref(deskRef(slug))
		if err != nil {
			return err
		}
		if taken != "" {
			return &NameError{name, "another change-set has that name"}
		}
		if err := d.checkFree(name, slug); err != nil {
			return err
		}
		return t.rename(slug)
	})
	if err != nil {
		return ChangeSet{}, err
	}
	l, err := d.takeIn()
	if err != nil {
		return ChangeSet{}, err
	}
	return d.setOf(l), nil
}
