package editor

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"wellshelf/generator/repository"
)

// ledger is where a change-set stands: desk.json of its desk ref. Whatever is read from a ref may have been written by
// others, so it is checked like any input.
type ledger struct {
	Name    string                 `json:"name"`
	Slug    string                 `json:"slug"`
	Created time.Time              `json:"created"`
	Updated time.Time              `json:"updated"`
	Base    repository.Hash        `json:"base"`             // the base branch's commit the drafts lie over
	Draft   repository.Hash        `json:"draft,omitempty"`  // where the ref of drafts shall be
	Branch  repository.Hash        `json:"branch,omitempty"` // where the branch for review shall be
	Before  repository.Hash        `json:"before,omitempty"` // where it was before that
	Sent    time.Time              `json:"sent,omitzero"`    // when the branch was written last
	Was     *formerName            `json:"was,omitempty"`
	Files   map[Path]*draftFile    `json:"files"`
	Entries map[string]*deskRecord `json:"entries"`
}

// formerName is what a change-set was called before it was renamed, and where its refs were.
type formerName struct {
	Slug   string          `json:"slug"`
	Desk   repository.Hash `json:"desk"`
	Branch repository.Hash `json:"branch,omitempty"`
}

// draftFile is one file of a change-set, by the objects that hold its texts; "" means no file.
type draftFile struct {
	Base   repository.Hash `json:"base,omitempty"`   // the base branch's text that the draft began from
	Ours   repository.Hash `json:"ours,omitempty"`   // the draft
	Disk   repository.Hash `json:"disk,omitempty"`   // a text found on the disk that was never committed
	Theirs repository.Hash `json:"theirs,omitempty"` // the base branch's text since, when it collides
	Gone   bool            `json:"gone,omitempty"`   // the base branch's file was removed since: collides with none
	Kept   string          `json:"kept,omitempty"`   // the ref with the texts that collide
	Old    Path            `json:"old,omitempty"`    // the path it had before it was renamed
	By     string          `json:"by"`
	At     time.Time       `json:"at"` // when Ours was saved
	Sent   repository.Hash `json:"sent,omitempty"`
	SentAt time.Time       `json:"sentAt,omitzero"` // since when the branch holds Sent
}

// collides reports whether the base branch changed the file too.
func (f *draftFile) collides() bool { return f.Theirs != "" || f.Gone }

// deskRecord is one entry of a change-set.
type deskRecord struct {
	Label   string    `json:"label,omitempty"`
	Status  Status    `json:"status"`
	Paths   []Path    `json:"paths"`
	Updated time.Time `json:"updated"`
	By      string    `json:"by"`
}

func deskRef(slug string) string   { return "refs/wellshelf/desk/" + slug }
func draftRef(slug string) string  { return "refs/wellshelf/drafts/" + slug }
func branchRef(slug string) string { return "refs/heads/" + slug }

const ledgerFile = "desk.json"

// readLedger reads a change-set's ledger; a new one when at is "".
func (d *Desk) readLedger(slug string, at repository.Hash) (*ledger, error) {
	l := &ledger{Slug: slug, Files: map[Path]*draftFile{}, Entries: map[string]*deskRecord{}}
	if at == "" {
		tip, err := d.tip()
		l.Base = tip
		return l, err
	}
	tree, err := d.repo.Tree(at)
	if err != nil {
		return nil, err
	}
	text, err := tree.ReadFile(ledgerFile)
	if err == nil {
		err = json.Unmarshal(text, l)
	}
	if err == nil {
		err = l.check(slug)
	}
	if err != nil {
		return nil, fmt.Errorf("the desk of the change-set %s cannot be read (git show %s:%s): %w", slug, deskRef(slug), ledgerFile, err)
	}
	return l, nil
}

func (l *ledger) check(slug string) error {
	hashes := []repository.Hash{l.Base, l.Draft, l.Branch, l.Before}
	if l.Slug != slug || l.Base == "" {
		return errors.New("it is another change-set's")
	}
	if l.Was != nil {
		if s, err := slugOf(l.Was.Slug); err != nil || s != l.Was.Slug {
			return fmt.Errorf("%q names no change-set", l.Was.Slug)
		}
		hashes = append(hashes, l.Was.Desk, l.Was.Branch)
	}
	for p, f := range l.Files {
		if _, err := ParsePath(string(p)); err != nil {
			return err
		}
		if f == nil {
			return fmt.Errorf("%q is empty", p)
		}
		hashes = append(hashes, f.Base, f.Ours, f.Disk, f.Theirs, f.Sent)
	}
	for key, r := range l.Entries {
		if r == nil || !r.Status.valid() || checkKey(key) != nil {
			return fmt.Errorf("the entry %q is damaged", key)
		}
		for _, p := range r.Paths {
			if l.Files[p] == nil {
				return fmt.Errorf("the entry %q names the unknown file %q", key, p)
			}
		}
	}
	for _, h := range hashes {
		if h != "" && !h.Valid() {
			return fmt.Errorf("%q is no object's name", h)
		}
	}
	return nil
}

func (l *ledger) encode() []byte {
	text, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return append(text, '\n')
}

// drop takes a file out of the change-set, and entries that are left without one.
func (l *ledger) drop(p Path) {
	delete(l.Files, p)
	for key, r := range l.Entries {
		r.Paths = slices.DeleteFunc(r.Paths, func(q Path) bool { return p == q })
		if len(r.Paths) == 0 {
			delete(l.Entries, key)
		}
	}
}

// in lists the files that entries for which want is true hold, in order, without those that collide.
func (l *ledger) in(want func(key string, r *deskRecord) bool) []Path {
	found := map[Path]bool{}
	for key, r := range l.Entries {
		if !want(key, r) {
			continue
		}
		for _, p := range r.Paths {
			if !l.Files[p].collides() {
				found[p] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func inReview(_ string, r *deskRecord) bool { return r.Status != Draft }

// colliding reports whether an entry holds a file that the base branch changed too.
func (l *ledger) colliding(r *deskRecord) bool {
	return slices.ContainsFunc(r.Paths, func(p Path) bool { return l.Files[p].collides() })
}
