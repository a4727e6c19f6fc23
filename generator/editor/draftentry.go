package editor

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Entry is one entry of a change-set.
type Entry struct {
	Key, Label string
	ChangeSet  string // its slug
	Status     Status
	Files      []EntryFile // by path
	Updated    time.Time
	By         string
	Conflicts  []Conflict // files that the base branch changed too
}

// EntryFile is one file of an entry, against the base branch.
type EntryFile struct {
	Path, Old Path   // Old is where a renamed file was; else as Path
	How       string // added, modified, deleted or renamed
	ID        ID     // of the draft; "" when deleted
	Picture   bool
}

// NoEntryError means that no entry of that key is in the change-set, or none that the role may see.
type NoEntryError struct{ Key string }

func (e *NoEntryError) Error() string { return fmt.Sprintf("there is no draft of %s", e.Key) }

// record finds an entry whose files the role may all see.
func (d *Desk) record(l *ledger, key string) (*deskRecord, error) {
	r, there := l.Entries[key]
	if !there || slices.ContainsFunc(r.Paths, func(p Path) bool { return !d.Allows(p) }) {
		return nil, &NoEntryError{key}
	}
	return r, nil
}

// Entries lists the entries of the present change-set that the role may see, by key.
func (d *Desk) Entries() ([]Entry, error) {
	if d.repo == nil {
		return nil, &NoGitError{"review"}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.takeIn()
	if err != nil {
		return nil, err
	}
	var entries []Entry
	for _, key := range slices.Sorted(maps.Keys(l.Entries)) {
		r, err := d.record(l, key)
		if err != nil {
			continue // another role's
		}
		e, err := d.entryOf(l, key, r)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// Entry is one entry of the present change-set. Its error is a *[NoEntryError] when there is none.
func (d *Desk) Entry(key string) (Entry, error) {
	if d.repo == nil {
		return Entry{}, &NoEntryError{key}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.takeIn()
	if err != nil {
		return Entry{}, err
	}
	r, err := d.record(l, key)
	if err != nil {
		return Entry{}, err
	}
	return d.entryOf(l, key, r)
}

func (d *Desk) entryOf(l *ledger, key string, r *deskRecord) (Entry, error) {
	e := Entry{Key: key, Label: r.Label, ChangeSet: l.Slug, Status: r.Status, Updated: r.Updated, By: r.By}
	renamed := map[Path]bool{}
	for _, p := range r.Paths {
		renamed[l.Files[p].Old] = true
	}
	for _, p := range r.Paths {
		f := l.Files[p]
		file := EntryFile{Path: p, Old: p, How: "modified", Picture: !p.IsText()}
		switch {
		case f.Ours == "" && renamed[p]:
			continue
		case f.Ours == "":
			file.How = "deleted"
		case f.Old != "":
			file.How, file.Old = "renamed", f.Old
		case f.Base == "":
			file.How = "added"
		}
		var err error
		if file.ID, err = d.idOf(f.Ours); err != nil {
			return Entry{}, err
		}
		e.Files = append(e.Files, file)
	}
	var err error
	e.Conflicts, err = d.conflicts(l, r)
	return e, err
}

// Draft is an entry's text of a file. A file that the entry does not hold, or deletes, has no ID.
func (d *Desk) Draft(key string, p Path) (File, error) {
	if err := d.allow(p); err != nil {
		return File{}, err
	}
	if d.repo == nil {
		return File{}, &NoEntryError{key}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.takeIn()
	if err != nil {
		return File{}, err
	}
	r, err := d.record(l, key)
	if err != nil {
		return File{}, err
	}
	if !slices.Contains(r.Paths, p) {
		return File{Path: p}, nil
	}
	return d.present(l, p)
}

// Discard takes an entry out of the change-set. Its saves stay in the history of the drafts.
func (d *Desk) Discard(ctx context.Context, key string) error {
	return d.onEntry(ctx, key, "Set aside ", func(t *turn, r *deskRecord) error {
		t.review = true
		delete(t.l.Entries, key)
		for _, p := range r.Paths {
			held := false
			for _, other := range t.l.Entries {
				held = held || slices.Contains(other.Paths, p)
			}
			if !held {
				delete(t.l.Files, p)
			}
		}
		return nil
	})
}
