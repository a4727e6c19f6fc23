package editor

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"wellshelf/generator/repository"
)

// ConflictError means that a file was saved by someone else since the text handed out. Nothing was changed, and the
// text that was refused is kept.
type ConflictError struct {
	Path                   Path
	From, Current, Refused ID // what the save started from, what is there now, what was refused; "": no file
	By                     string
	At                     time.Time // who saved the current text, and when, if known
	Kept                   string    // where the refused text is: a ref, or a file
}

func (e *ConflictError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s was changed by ", e.Path)
	if e.By != "" {
		fmt.Fprintf(&b, "%s at %s", e.By, e.At.Format("15:04 on 2 January 2006"))
	} else {
		b.WriteString("someone else")
	}
	fmt.Fprintf(&b, " after you opened it: you began from %s, and it is now %s. both texts are kept: theirs is in place, yours (%s) is in %s",
		short(e.From), short(e.Current), short(e.Refused), e.Kept)
	if strings.HasPrefix(e.Kept, "refs/") {
		fmt.Fprintf(&b, ", which git show -p %s shows", e.Kept)
	}
	b.WriteString(". open the page again and bring your words into it")
	return b.String()
}

func short(id ID) string {
	if len(id) < 8 {
		return "no file"
	}
	return "text " + string(id[:8])
}

// Refusal is a text that was refused and kept.
type Refusal struct {
	Kept string
	Path Path
	ID   ID
	At   time.Time
	By   string
}

const refusedTop = "refs/wellshelf/refused/"

func numberOf(name string) int {
	n, err := strconv.Atoi(path.Base(name))
	if err != nil {
		return 0
	}
	return n
}

// refuse keeps the texts of a save that found another text in place.
func (t *turn) refuse(s Save, e *ConflictError) error {
	texts := map[string]repository.Change{}
	for _, c := range s.Changes {
		if c.Delete {
			continue
		}
		h, err := t.d.repo.AddBlob(c.Bytes)
		if err != nil {
			return err
		}
		texts[t.d.full(c.target())] = repository.Change{Blob: h}
	}
	var err error
	e.Kept, err = t.keep(refusedTop, texts, fmt.Sprintf("Refused: %s\n\nIt was changed by someone else meanwhile.\n\nPath: %s\nFrom: %s\nCurrent: %s\n",
		e.Path, e.Path, e.From, e.Current))
	if err != nil {
		return err
	}
	return e
}

// Refused lists the refused texts that are kept and the role may see, oldest first.
func (d *Desk) Refused() ([]Refusal, error) {
	if d.repo == nil {
		return d.refusedFiles()
	}
	refs, err := d.repo.Refs(refusedTop)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(refs, func(a, b repository.Ref) int { return numberOf(a.Name) - numberOf(b.Name) })
	var found []Refusal
	for _, ref := range refs {
		r, _, err := d.refusal(ref.Name)
		if err != nil {
			return nil, err
		}
		if d.Allows(r.Path) {
			found = append(found, r)
		}
	}
	return found, nil
}

// RefusedText is a refused text, by where it is kept.
func (d *Desk) RefusedText(kept string) ([]byte, error) {
	if d.repo == nil {
		return d.refusedFile(kept)
	}
	if !strings.HasPrefix(kept, refusedTop) {
		return nil, &NameError{kept, "no refused text is kept there"}
	}
	r, text, err := d.refusal(kept)
	if err != nil {
		return nil, err
	}
	return text, d.allow(r.Path)
}

func (d *Desk) refusal(ref string) (Refusal, []byte, error) {
	h, err := d.repo.Ref(ref)
	if err != nil {
		return Refusal{}, nil, err
	}
	if h == "" {
		return Refusal{}, nil, &NameError{ref, "no refused text is kept there"}
	}
	c, err := d.repo.Commit(h)
	if err != nil {
		return Refusal{}, nil, err
	}
	p, err := ParsePath(c.Trailers()["Path"])
	if err != nil {
		return Refusal{}, nil, err
	}
	tree, err := d.repo.Tree(h)
	if err != nil {
		return Refusal{}, nil, err
	}
	text, err := tree.ReadFile(d.full(p))
	if err != nil {
		return Refusal{Kept: ref, Path: p, At: c.Author.When, By: c.Author.Name}, nil, nil // a removal was refused
	}
	return Refusal{ref, p, IDOf(text), c.Author.When, c.Author.Name}, text, nil
}

// CollisionError means that the base branch changed files of an entry since its drafts began.
type CollisionError struct {
	Entry     string
	Conflicts []Conflict
}

func (e *CollisionError) Error() string {
	var paths []string
	for _, c := range e.Conflicts {
		paths = append(paths, string(c.Path))
	}
	return fmt.Sprintf("%s was changed elsewhere too: %s. both texts are kept (%s); settle it first by saving the text that shall stand",
		e.Entry, strings.Join(paths, ", "), e.Conflicts[0].Kept)
}

// Conflict is a file that both the change-set and the base branch changed.
type Conflict struct {
	Path         Path
	Ours, Theirs ID     // "": the file is gone there
	Kept         string // the ref that holds both, in the folders ours, theirs and base
}

func (t *turn) collision(key string, r *deskRecord) error {
	found, err := t.d.conflicts(t.l, r)
	if err != nil {
		return err
	}
	return &CollisionError{r.title(key), found}
}

func (d *Desk) conflicts(l *ledger, r *deskRecord) ([]Conflict, error) {
	var found []Conflict
	for _, p := range r.Paths {
		f := l.Files[p]
		if !f.collides() {
			continue
		}
		ours, err := d.idOf(f.Ours)
		if err != nil {
			return nil, err
		}
		theirs, err := d.idOf(f.Theirs)
		if err != nil {
			return nil, err
		}
		found = append(found, Conflict{p, ours, theirs, f.Kept})
	}
	return found, nil
}

func (d *Desk) idOf(h repository.Hash) (ID, error) {
	if h == "" {
		return "", nil
	}
	text, err := d.blob(h)
	return IDOf(text), err
}

// Theirs is the base branch's text of a conflict; nil when the file is gone there.
func (d *Desk) Theirs(c Conflict) ([]byte, error) {
	if d.repo == nil {
		return nil, &NoGitError{"a conflict with the base branch"}
	}
	if err := d.allow(c.Path); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l, err := d.takeIn()
	if err != nil {
		return nil, err
	}
	f, there := l.Files[c.Path]
	if !there || !f.collides() {
		return nil, &NoEntryError{string(c.Path)}
	}
	return d.blob(f.Theirs)
}

// Resolve settles a conflict with the text that shall stand; nil bytes: the file shall go. from is the draft's ID.
func (d *Desk) Resolve(ctx context.Context, key string, p Path, text []byte, from ID) error {
	if err := d.allow(p); err != nil {
		return err
	}
	return d.onEntry(ctx, key, "Settle "+string(p)+" in ", func(t *turn, r *deskRecord) error {
		f := t.l.Files[p]
		if !slices.Contains(r.Paths, p) || !f.collides() {
			return &NoEntryError{key + " with a conflict in " + string(p)}
		}
		s := Save{Entry: key, Changes: []Change{{Path: p, Bytes: text, From: from, Delete: text == nil}}}
		if err := t.checkAll(s); err != nil {
			return err
		}
		f.Base, f.Theirs, f.Gone, f.Kept = f.Theirs, "", false, ""
		return t.put(p, text, r)
	})
}
