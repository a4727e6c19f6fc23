package editor

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wellshelf/generator/repository"
)

// Note is a remark on an entry, for the steering group and whoever edits. With Git it is the file
// notes/ENTRY/ID.json of the desk's ref, and its words are in that ref's log.
type Note struct {
	ID        string    `json:"id"`
	Content   string    `json:"content"`
	Timestamp time.Time `json:"timestamp"`
	Author    string    `json:"author"`
	EntrySlug string    `json:"entrySlug"`
	Resolved  bool      `json:"resolved"`
}

// NoNoteError means that an entry has no note of that ID.
type NoNoteError struct{ Entry, ID string }

func (e *NoNoteError) Error() string { return fmt.Sprintf("%s has no note %q", e.Entry, e.ID) }

const longestNote = 16 << 10

// noteFolder is where the notes of an entry are: a name that is safe on any disk and in any tree.
func noteFolder(entry string) string {
	escaped := url.PathEscape(entry)
	if strings.HasPrefix(escaped, ".") {
		escaped = "%2E" + escaped[1:]
	}
	return "notes/" + strings.NewReplacer(":", "%3A", "~", "%7E").Replace(escaped)
}

var noteID = regexp.MustCompile(`^[0-9A-Za-z-]{1,60}$`)

// Notes are those of an entry in the present change-set, oldest first.
func (d *Desk) Notes(entry string) ([]Note, error) {
	if err := checkKey(entry); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	fsys, err := d.noteFiles()
	if err != nil {
		return nil, err
	}
	return readNotes(fsys, entry)
}

// noteFiles is the tree that holds notes; nil when there is none yet.
func (d *Desk) noteFiles() (fs.FS, error) {
	if d.repo == nil {
		return os.DirFS(d.beside()), nil
	}
	l, err := d.takeIn()
	if err != nil {
		return nil, err
	}
	at, err := d.repo.Ref(deskRef(l.Slug))
	if err != nil || at == "" {
		return nil, err
	}
	return d.repo.Tree(at)
}

func readNotes(fsys fs.FS, entry string) ([]Note, error) {
	if fsys == nil {
		return nil, nil
	}
	folder := noteFolder(entry)
	in, err := fs.ReadDir(fsys, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the notes on %s cannot be read: %w", entry, err)
	}
	var notes []Note
	for _, e := range in {
		id, found := strings.CutSuffix(e.Name(), ".json")
		if !found || !noteID.MatchString(id) {
			continue
		}
		text, err := fs.ReadFile(fsys, folder+"/"+e.Name())
		if err != nil {
			return nil, err
		}
		var n Note
		if err := json.Unmarshal(text, &n); err != nil {
			return nil, fmt.Errorf("the note %s of %s cannot be read: %w", id, entry, err)
		}
		n.ID, n.EntrySlug = id, entry
		notes = append(notes, n)
	}
	slices.SortFunc(notes, func(a, b Note) int {
		if c := a.Timestamp.Compare(b.Timestamp); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return notes, nil
}

// AddNote adds a note to an entry. Its ID and time are made here; without an author it is the desk's.
func (d *Desk) AddNote(ctx context.Context, entry string, n Note) (Note, error) {
	n.Timestamp = d.now().UTC().Truncate(time.Millisecond)
	n.ID = n.Timestamp.Format("20060102-150405-") + strings.ToLower(rand.Text()[:8])
	n.EntrySlug = entry
	if n.Author = cleanWords(n.Author); n.Author == "" {
		n.Author = d.author.Name
	}
	what := fmt.Sprintf("%s on %s\n\n%s", n.Author, entry, n.Content)
	err := d.changeNotes(ctx, entry, what, func([]Note) (string, *Note, error) { return n.ID, &n, checkNote(n) })
	return n, err
}

func checkNote(n Note) error {
	switch {
	case strings.TrimSpace(n.Content) == "":
		return errors.New("a note needs words")
	case len(n.Content) > longestNote || !utf8.ValidString(n.Content):
		return fmt.Errorf("a note is text of at most %d KB", longestNote>>10)
	}
	return nil
}

// UpdateNote changes a note's words or whether it is resolved. Its error is a *[NoNoteError] when there is none.
func (d *Desk) UpdateNote(ctx context.Context, entry, id string, change func(*Note)) (Note, error) {
	var changed Note
	what := fmt.Sprintf("%s changes the note %s on %s", d.author.Name, id, entry)
	err := d.changeNotes(ctx, entry, what, func(notes []Note) (string, *Note, error) {
		i := slices.IndexFunc(notes, func(n Note) bool { return n.ID == id })
		if i < 0 {
			return "", nil, &NoNoteError{entry, id}
		}
		changed = notes[i]
		change(&changed)
		changed.ID, changed.EntrySlug, changed.Timestamp = id, entry, notes[i].Timestamp
		return id, &changed, checkNote(changed)
	})
	return changed, err
}

// DeleteNote takes a note away. With Git it stays in the history.
func (d *Desk) DeleteNote(ctx context.Context, entry, id string) error {
	what := fmt.Sprintf("%s removes the note %s on %s", d.author.Name, id, entry)
	return d.changeNotes(ctx, entry, what, func(notes []Note) (string, *Note, error) {
		if !slices.ContainsFunc(notes, func(n Note) bool { return n.ID == id }) {
			return "", nil, &NoNoteError{entry, id}
		}
		return id, nil, nil
	})
}

// changeNotes writes one note as change gives it; nil: takes it away.
func (d *Desk) changeNotes(ctx context.Context, entry, what string, change func([]Note) (id string, n *Note, err error)) error {
	if err := checkKey(entry); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.repo == nil {
		return d.changeNoteFiles(ctx, entry, change)
	}
	return d.turn(ctx, what, func(t *turn) error {
		if t.l.Entries[entry] != nil {
			if _, err := d.record(t.l, entry); err != nil {
				return err
			}
		}
		fsys, err := d.noteFiles()
		if err != nil {
			return err
		}
		notes, err := readNotes(fsys, entry)
		if err != nil {
			return err
		}
		id, n, err := change(notes)
		if err != nil {
			return err
		}
		var c repository.Change
		if n != nil {
			if c.Blob, err = d.repo.AddBlob(n.encode()); err != nil {
				return err
			}
		}
		t.notes[noteFolder(entry)+"/"+id+".json"] = c
		return nil
	})
}

func (n *Note) encode() []byte {
	text, err := json.MarshalIndent(n, "", "  ")
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return append(text, '\n')
}

func (d *Desk) changeNoteFiles(ctx context.Context, entry string, change func([]Note) (string, *Note, error)) error {
	unlock, err := repository.LockFolder(ctx, d.beside())
	if err != nil {
		return err
	}
	defer unlock()
	notes, err := readNotes(os.DirFS(d.beside()), entry)
	if err != nil {
		return err
	}
	id, n, err := change(notes)
	if err != nil {
		return err
	}
	file := filepath.Join(d.beside(), filepath.FromSlash(noteFolder(entry)), id+".json")
	if n == nil {
		return os.Remove(file)
	}
	return writeWhole(file, n.encode())
}
