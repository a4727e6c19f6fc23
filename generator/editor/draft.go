package editor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/repository"
)

// Change is what a save does with one file.
type Change struct {
	Path   Path
	Bytes  []byte
	From   ID   // the text handed out that this started from; "": there must be no file yet; or AnyID
	Moved  Path // the file's new path; "": it stays where it is
	Delete bool // the file goes away
}

// target is the path that holds the bytes afterwards.
func (c Change) target() Path {
	if c.Moved != "" {
		return c.Moved
	}
	return c.Path
}

// Save is one save of one entry: its text, and what goes with it.
type Save struct {
	Entry   string // its key; the caller's
	Label   string // its title, for lists; "" keeps what it has
	Message string // of the commit; "" is made from the label
	Status  Status // for an entry that is not in the change-set yet; "" is Draft
	Changes []Change
}

func (s Save) message() string {
	switch {
	case strings.TrimSpace(s.Message) != "":
		return s.Message
	case s.Label != "":
		return "Save " + s.Label
	}
	return "Save " + s.Entry
}

// Saved is what a save made.
type Saved struct {
	Files   []File   // as they are now, in the order of the changes; bytes may differ in their line ends
	Notices []string // sentences the user should see
}

// Save saves all of an entry's changes or none. With Git they become a draft of the present change-set; without, files.
// Its errors are *[ConflictError], *[PathError], *[ScopeError] and *[NameError].
func (d *Desk) Save(ctx context.Context, s Save) (Saved, error) {
	if err := d.checkSave(s); err != nil {
		return Saved{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.repo == nil {
		return d.saveFiles(ctx, s)
	}
	var saved Saved
	err := d.turn(ctx, s.message(), func(t *turn) (err error) {
		saved, err = t.save(s)
		return err
	})
	if err != nil {
		return Saved{}, err
	}
	return saved, nil
}

// checkSave refuses what no state of the desk could make right.
func (d *Desk) checkSave(s Save) error {
	if err := checkKey(s.Entry); err != nil {
		return err
	}
	if s.Status != "" && !s.Status.valid() {
		return fmt.Errorf("%q is no status", s.Status)
	}
	if len(s.Changes) == 0 {
		return &NameError{s.Entry, "a save changes at least one file"}
	}
	seen := map[Path]bool{}
	for _, c := range s.Changes {
		if err := d.allow(c.Path); err != nil {
			return err
		}
		if c.Moved != "" {
			if err := d.allow(c.Moved); err != nil {
				return err
			}
		}
		if seen[c.Path] || seen[c.target()] {
			return &PathError{string(c.target()), "one save cannot change it twice"}
		}
		seen[c.Path], seen[c.target()] = true, true
		if c.From == AnyID && (c.Path.IsText() || c.target().IsText()) {
			return &PathError{string(c.target()), "a text is saved from the text that was handed out, or else another's could be lost"}
		}
		if c.Delete {
			continue
		}
		if err := checkBytes(c.target(), c.Bytes); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) save(s Save) (Saved, error) {
	if err := t.checkOwn(s.Entry); err != nil {
		return Saved{}, err
	}
	if err := t.checkAll(s); err != nil {
		return Saved{}, err
	}
	var saved Saved
	var err error
	if saved.Notices, err = t.findOnDisk(s); err != nil {
		return Saved{}, err
	}
	r := t.l.Entries[s.Entry]
	if r == nil {
		r = &deskRecord{Status: Draft}
		if s.Status != "" {
			r.Status = s.Status
		}
		t.l.Entries[s.Entry] = r
	}
	if s.Label != "" {
		r.Label = cleanWords(s.Label)
	}
	for _, c := range s.Changes {
		f, err := t.saveOne(c, r)
		if err != nil {
			return Saved{}, err
		}
		saved.Files = append(saved.Files, f)
	}
	if err := t.afterSave(s.Entry, r, &saved); err != nil {
		return Saved{}, err
	}
	others, err := t.elsewhere(s)
	saved.Notices = append(saved.Notices, others...)
	return saved, err
}

// checkOwn refuses to add to an entry that holds files outside the role: its owner would see it no more.
func (t *turn) checkOwn(key string) error {
	if r := t.l.Entries[key]; r != nil {
		if at := slices.IndexFunc(r.Paths, func(p Path) bool { return !t.d.Allows(p) }); at >= 0 {
			return &ScopeError{r.Paths[at], t.d.scope}
		}
	}
	return nil
}

// checkAll holds every change to what is there now. What is refused is kept.
func (t *turn) checkAll(s Save) error {
	err := t.d.checkChanges(t.l, s)
	if conflict := (*ConflictError)(nil); errors.As(err, &conflict) {
		return t.refuse(s, conflict)
	}
	return err
}

// checkChanges says whether a save may be made, before anything is changed.
func (d *Desk) checkChanges(l *ledger, s Save) error {
	for _, c := range s.Changes {
		now, err := d.present(l, c.Path)
		if err != nil {
			return err
		}
		if c.From != AnyID && c.From != now.ID && (c.Delete || c.Moved != "" || IDOf(c.Bytes) != now.ID) {
			e := &ConflictError{Path: c.Path, From: c.From, Current: now.ID}
			if !c.Delete {
				e.Refused = IDOf(c.Bytes)
			}
			if f := l.Files[c.Path]; f != nil {
				e.By, e.At = f.By, f.At
			}
			return e
		}
		if err := d.checkNew(l, c, now); err != nil {
			return err
		}
	}
	return nil
}

// checkNew says whether a file that a change makes may be made.
func (d *Desk) checkNew(l *ledger, c Change, now File) error {
	if c.Delete || now.ID != "" && c.Moved == "" {
		return nil
	}
	if c.Moved != "" {
		there, err := d.present(l, c.Moved)
		if err != nil {
			return err
		}
		if there.ID != "" {
			return &PathError{string(c.Moved), "there is a file of that name already"}
		}
		if now.ID == "" {
			return &PathError{string(c.Path), "there is no file that could be renamed"}
		}
	}
	return d.checkPlace(d.overlay.draftsOnly(), c.target())
}

func (t *turn) saveOne(c Change, r *deskRecord) (File, error) {
	switch {
	case c.Delete:
		return File{Path: c.Path}, t.put(c.Path, nil, r)
	case c.Moved == "":
		text, err := t.lineEnds(c.Path, c.Bytes)
		if err != nil {
			return File{}, err
		}
		return fileOf(c.Path, text), t.put(c.Path, text, r)
	}
	text, err := t.lineEnds(c.Path, c.Bytes)
	if err != nil {
		return File{}, err
	}
	old := c.Path
	if f := t.l.Files[c.Path]; f != nil && f.Old != "" {
		old = f.Old
	}
	if err := t.put(c.Path, nil, r); err != nil {
		return File{}, err
	}
	if err := t.put(c.Moved, text, r); err != nil {
		return File{}, err
	}
	if f := t.l.Files[c.Moved]; f != nil && t.l.Files[old] != nil {
		f.Old = old
	}
	return fileOf(c.Moved, text), nil
}

// lineEnds gives a text the line ends of the base branch's: an editor's, or a checkout's on Windows, change none.
func (t *turn) lineEnds(p Path, text []byte) ([]byte, error) {
	if !p.IsText() {
		return text, nil
	}
	h, err := t.tree.Hash(t.d.full(p))
	if err != nil {
		return nil, err
	}
	base, err := t.d.blob(h)
	if err != nil {
		return nil, err
	}
	if len(plainLines(base)) != len(base) {
		return text, nil
	}
	return plainLines(text), nil
}

// put makes a text, or none, the draft of a file in an entry.
func (t *turn) put(p Path, text []byte, r *deskRecord) error {
	base, err := t.tree.Hash(t.d.full(p))
	if err != nil {
		return err
	}
	ours := repository.Hash("")
	if text != nil {
		if ours, err = t.d.repo.AddBlob(text); err != nil {
			return err
		}
	}
	f := t.l.Files[p]
	if f == nil {
		f = &draftFile{Base: base}
		t.l.Files[p] = f
	}
	if !slices.Contains(r.Paths, p) {
		r.Paths = append(r.Paths, p)
		slices.Sort(r.Paths)
	}
	if f.Ours != ours || f.By == "" {
		f.Ours, f.By, f.At = ours, t.d.author.Name, t.d.now()
	}
	if ours == base && !f.collides() && t.shownAs(p, text) {
		t.l.drop(p)
	}
	return nil
}

// shownAs reports whether a file would look the same without its draft.
func (t *turn) shownAs(p Path, text []byte) bool {
	shown, found, err := readPlain(t.d.overlay.bottom(), p)
	return err == nil && found == (text != nil) && string(plainLines(shown)) == string(plainLines(text))
}

// afterSave brings the entry's standing, and the branch, up to its new text.
func (t *turn) afterSave(key string, r *deskRecord, saved *Saved) error {
	r.Updated, r.By = t.d.now(), t.d.author.Name
	if len(r.Paths) == 0 {
		delete(t.l.Entries, key)
		saved.Notices = append(saved.Notices, fmt.Sprintf("%s is again as on the branch %s, so there is nothing to review", r.title(key), t.d.branch))
	}
	for other, record := range t.l.Entries {
		if record.Status == PendingPublish && slices.ContainsFunc(r.Paths, func(p Path) bool { return slices.Contains(record.Paths, p) }) {
			record.Status = PendingReview
			saved.Notices = append(saved.Notices, record.title(other)+" was marked as ready; its text changed, so it is back in review")
		}
	}
	err := t.writeBranch()
	if blocked := (*ReviewError)(nil); errors.As(err, &blocked) {
		saved.Notices = append(saved.Notices, "your text is saved. "+blocked.Error())
		return nil
	}
	return err
}
