package editor

import (
	"context"
	"strings"
)

// remark are the parameters of what concerns notes.
type remark struct {
	Note    remarkNote `json:"note"`
	NoteID  string     `json:"noteId"`
	Updates struct {
		Content  *string `json:"content"`
		Resolved *bool   `json:"resolved"`
	} `json:"updates"`
}

type remarkNote struct {
	Content  string `json:"content"`
	Author   string `json:"author"`
	Resolved bool   `json:"resolved"`
}

func (e *Editor) getNotes(_ context.Context, _ *tab, p params) (any, error) {
	if err := e.annotates(p); err != nil {
		return nil, err
	}
	notes, err := e.desk.Notes(route{p.Collection, p.Slug}.key())
	if err != nil {
		return nil, err
	}
	return map[string]any{"notes": append([]Note{}, notes...)}, nil
}

// addNote stores a note under the name of whoever runs the program: the browser knows no other.
func (e *Editor) addNote(ctx context.Context, _ *tab, p params) (any, error) {
	if err := e.annotates(p); err != nil {
		return nil, err
	}
	text := strings.TrimSpace(p.Remark.Note.Content)
	if text == "" || len(text) > longestNote {
		return nil, wrong("a note has some words, and at most %d bytes", longestNote)
	}
	note, err := e.desk.AddNote(ctx, route{p.Collection, p.Slug}.key(), Note{Content: text, Resolved: p.Remark.Note.Resolved})
	return map[string]any{"note": note}, err
}

func (e *Editor) updateNote(ctx context.Context, _ *tab, p params) (any, error) {
	if err := e.annotates(p); err != nil {
		return nil, err
	}
	updates := p.Remark.Updates
	if updates.Content != nil && (strings.TrimSpace(*updates.Content) == "" || len(*updates.Content) > longestNote) {
		return nil, wrong("a note has some words, and at most %d bytes", longestNote)
	}
	note, err := e.desk.UpdateNote(ctx, route{p.Collection, p.Slug}.key(), p.Remark.NoteID, func(n *Note) {
		if updates.Content != nil {
			n.Content = *updates.Content
		}
		if updates.Resolved != nil {
			n.Resolved = *updates.Resolved
		}
	})
	return map[string]any{"note": note}, err
}

func (e *Editor) toggleNote(ctx context.Context, _ *tab, p params) (any, error) {
	if err := e.annotates(p); err != nil {
		return nil, err
	}
	note, err := e.desk.UpdateNote(ctx, route{p.Collection, p.Slug}.key(), p.Remark.NoteID, func(n *Note) { n.Resolved = !n.Resolved })
	return map[string]any{"note": note}, err
}

func (e *Editor) deleteNote(ctx context.Context, _ *tab, p params) (any, error) {
	if err := e.annotates(p); err != nil {
		return nil, err
	}
	return map[string]string{"message": "the note is gone from the list"}, e.desk.DeleteNote(ctx, route{p.Collection, p.Slug}.key(), p.Remark.NoteID)
}

// annotates refuses notes on entries that the role does not have.
func (e *Editor) annotates(p params) error {
	if _, found := e.file(route{p.Collection, p.Slug}); !found {
		return wrong("there is no entry %s here", route{p.Collection, p.Slug}.key())
	}
	return nil
}

// reviewOf says when and as what an entry was sent for review.
func (e *Editor) reviewOf(_ context.Context, _ *tab, p params) (any, error) {
	one, err := e.theirs(p)
	set := ChangeSet{}
	if err == nil {
		set = e.desk.ChangeSet()
	}
	if set.Sent.IsZero() || one.Status == Draft {
		return map[string]any{"metadata": nil}, nil
	}
	return map[string]any{"metadata": map[string]any{"id": set.Branch, "url": "", "author": one.By, "createdAt": set.Sent.UTC()}}, nil
}
