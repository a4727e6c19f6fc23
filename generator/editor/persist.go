package editor

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"wellshelf/generator/library"
)

// persistEntry saves an entry with its pictures. With Git it always goes into the change-set and never onto the base
// branch, whether or not Decap was told of the workflow.
func (e *Editor) persistEntry(ctx context.Context, t *tab, p params) (any, error) {
	files := p.Persist.DataFiles
	if p.Persist.Entry != nil {
		files = []dataFile{*p.Persist.Entry}
	}
	if len(files) == 0 || p.Persist.Entry != nil && p.Persist.DataFiles != nil {
		return nil, wrong(`"params" must contain at least one of [entry, dataFiles]`)
	}
	save := Save{Message: p.Persist.Options.Message, Status: startsAs(p.Persist.Options.Status)}
	stated := map[Path]ID{}
	for _, f := range files {
		change, base, err := e.textChange(t, f)
		if err != nil {
			return nil, err
		}
		stated[change.Path] = base
		save.Changes = append(save.Changes, change)
	}
	first := save.Changes[0]
	save.Label = titleOf(first.Bytes, files[0].Slug)
	at, _ := e.routeOf(first.Path) // textChange refuses what has none
	save.Entry = at.key()          // one key for one file, whoever asks, whatever they say
	for _, a := range p.Persist.Assets {
		change, err := e.pictureChange(a)
		if err != nil {
			return nil, err
		}
		save.Changes = append(save.Changes, change)
	}
	if err := e.save(ctx, t, save, stated); err != nil {
		return nil, err
	}
	return map[string]string{"message": "entry persisted"}, nil
}

// startsAs is the status of an entry that is new to the change-set.
func startsAs(status string) Status {
	switch s := Status(status); s {
	case PendingReview, PendingPublish:
		return s
	}
	return Draft
}

// textChange is what a sent text makes of its file, and the text its form says it was filled with.
func (e *Editor) textChange(t *tab, f dataFile) (Change, ID, error) {
	file, err := e.inside(f.Path)
	if err != nil {
		return Change{}, "", err
	}
	sent, stated := undress([]byte(f.Raw))
	from := t.start(file, stated)
	current, err := e.desk.File(file)
	if err != nil {
		return Change{}, "", err
	}
	if current.ID == "" {
		err = e.newName(file)
	} else {
		err = e.hasPlace(file)
	}
	if err != nil {
		return Change{}, "", err
	}
	change := Change{Path: file, Bytes: sent, From: from}
	if current.ID == from {
		change.Bytes = merge(file, current.Bytes, sent)
	}
	if f.NewPath != "" && f.NewPath != f.Path {
		if change.Moved, err = e.inside(f.NewPath); err != nil {
			return Change{}, "", err
		}
		err = e.newName(change.Moved)
	}
	return change, stated, err
}

// hasPlace refuses what is no entry and no settings file of the role: no form has such a file, and no key is its own.
func (e *Editor) hasPlace(file Path) error {
	if _, found := e.routeOf(file); !found {
		return &PathError{string(file), "there is no place for such a file; the role may be for another shelf"}
	}
	return nil
}

// newName refuses a new entry whose name could not be in addresses.
func (e *Editor) newName(file Path) error {
	if err := e.hasPlace(file); err != nil {
		return err
	}
	name, _, _ := strings.Cut(path.Base(string(file)), ".")
	if slug := library.Slugify(name); slug != name {
		return &PathError{string(file), fmt.Sprintf("%q cannot be a name in addresses; a title of letters and digits gives one, such as %q", name, slug)}
	}
	return nil
}

// pictureChange is a picture or document that comes with an entry. Its form does not know what was there before, so no
// text comes this way: it would go over somebody else's.
func (e *Editor) pictureChange(a asset) (Change, error) {
	file, err := e.inside(a.Path)
	if err == nil && file.IsText() {
		err = &PathError{string(file), "a text is saved by its own form; only pictures and .pdf files come this way"}
	}
	return Change{Path: file, Bytes: a.Content, From: AnyID}, err
}

// save writes to the desk and shows the new text.
func (e *Editor) save(ctx context.Context, t *tab, s Save, stated map[Path]ID) error {
	saved, err := e.desk.Save(ctx, s)
	if err != nil {
		return err
	}
	for i, f := range saved.Files {
		if i < len(s.Changes) {
			t.saved(f.Path, stated[s.Changes[i].Path], f.ID)
		}
	}
	t.say(saved.Notices)
	changed := e.desk.Overlay().Forget(t.name)
	for _, c := range s.Changes {
		changed = append(changed, c.Path)
		if c.Moved != "" {
			changed = append(changed, c.Moved)
		}
	}
	return e.refresh(ctx, changed)
}

func (e *Editor) deleteFile(ctx context.Context, t *tab, p params) (any, error) {
	if err := e.remove(ctx, t, []string{p.Path}, p.Persist.Options.Message); err != nil {
		return nil, err
	}
	return map[string]string{"message": "deleted file " + p.Path}, nil
}

func (e *Editor) deleteFiles(ctx context.Context, t *tab, p params) (any, error) {
	if err := e.remove(ctx, t, p.Paths, p.Persist.Options.Message); err != nil {
		return nil, err
	}
	return map[string]string{"message": "deleted files " + strings.Join(p.Paths, ", ")}, nil
}

// remove takes files away: each from the text it was last shown with in this tab. What is not there is passed over, as
// Decap's own server does.
func (e *Editor) remove(ctx context.Context, t *tab, files []string, message string) error {
	for _, name := range files {
		file, err := e.inside(name)
		if err != nil {
			return err
		}
		current, err := e.desk.File(file)
		if err != nil {
			return err
		}
		if current.ID == "" {
			continue
		}
		from := t.start(file, "")
		if from == "" {
			from = current.ID
		}
		save := Save{Entry: string(file), Message: message, Label: titleOf(current.Bytes, path.Base(name)), Changes: []Change{{Path: file, From: from, Delete: true}}}
		if at, found := e.routeOf(file); found {
			save.Entry = at.key()
		}
		if err := e.save(ctx, t, save, nil); err != nil {
			return err
		}
	}
	return nil
}

// unpublishedEntries are the keys of what is in the change-set and has a form here. What was taken away has none; our
// own part of the page lists it.
func (e *Editor) unpublishedEntries(context.Context, *tab, params) (any, error) {
	keys := []string{}
	if !e.desk.HasGit() {
		return keys, nil
	}
	entries, err := e.desk.Entries()
	if err != nil {
		return nil, err
	}
	for _, one := range entries {
		if _, found := e.textOf(one); found {
			keys = append(keys, one.Key)
		}
	}
	return keys, nil
}

// textOf is the entry's own file; false for one that was taken away or that the role does not see.
func (e *Editor) textOf(one Entry) (EntryFile, bool) {
	collection, slug, _ := strings.Cut(one.Key, "/")
	file, found := e.file(route{collection, slug})
	for _, f := range one.Files {
		if found && (f.Path == file || f.Old == file) {
			return f, f.How != "deleted"
		}
	}
	return EntryFile{}, false
}

// theirs is the entry that Decap names by id, or by collection and slug.
func (e *Editor) theirs(p params) (Entry, error) {
	key := p.ID
	if key == "" || p.Collection != "" {
		key = route{p.Collection, p.Slug}.key()
	}
	if !e.desk.HasGit() {
		return Entry{}, &NoEntryError{key}
	}
	return e.desk.Entry(key)
}

// notFound is what Decap's own server says of an entry that nobody works on.
func notFound(err error) error {
	var none *NoEntryError
	if errors.As(err, &none) {
		return &protocolError{http.StatusNotFound, "Not Found"}
	}
	return err
}
