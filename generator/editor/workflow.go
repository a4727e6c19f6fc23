package editor

import (
	"context"
	"encoding/base64"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// unpublished is an entry in the change-set, in Decap's form.
type unpublished struct {
	Collection string    `json:"collection"`
	Slug       string    `json:"slug"`
	Status     Status    `json:"status"`
	Diffs      []diff    `json:"diffs"`
	UpdatedAt  time.Time `json:"updatedAt"`
	By         string    `json:"pullRequestAuthor,omitempty"`
}

type diff struct {
	OldPath string `json:"oldPath"`
	NewPath string `json:"newPath"`
	Status  string `json:"status"`
	NewFile bool   `json:"newFile"`
	Path    string `json:"path"`
	ID      string `json:"id"`
	Binary  bool   `json:"binary"`
}

func (e *Editor) unpublishedEntry(_ context.Context, _ *tab, p params) (any, error) {
	one, err := e.theirs(p)
	if err != nil {
		return nil, notFound(err)
	}
	if _, found := e.textOf(one); !found {
		return nil, notFound(&NoEntryError{one.Key})
	}
	collection, slug, _ := strings.Cut(one.Key, "/")
	answer := unpublished{collection, slug, one.Status, []diff{}, one.Updated.UTC(), one.By}
	for _, f := range one.Files {
		answer.Diffs = append(answer.Diffs, e.diffOf(f))
	}
	return answer, nil
}

func (e *Editor) diffOf(f EntryFile) diff {
	now := e.outside(f.Path)
	d := diff{OldPath: now, NewPath: now, Status: f.How, NewFile: f.How == "added", Path: now, ID: now, Binary: f.Picture}
	switch {
	case f.How == "added":
		d.OldPath = ""
	case f.How == "deleted":
		d.NewPath = ""
	case f.Old != "":
		d.OldPath = e.outside(f.Old)
	}
	return d
}

func (e *Editor) unpublishedDataFile(_ context.Context, t *tab, p params) (any, error) {
	f, err := e.draft(p)
	if err != nil {
		return nil, err
	}
	t.fill(f)
	if f.ID == "" {
		return map[string]any{"data": nil}, nil
	}
	return map[string]string{"data": string(dress(f))}, nil
}

func (e *Editor) unpublishedMediaFile(_ context.Context, _ *tab, p params) (any, error) {
	f, err := e.draft(p)
	if err != nil {
		return nil, err
	}
	return e.media(f), nil
}

// draft is a file of an entry as the change-set has it. A file that the entry shows without having changed it is the
// one that all see.
func (e *Editor) draft(p params) (File, error) {
	file, err := e.inside(p.Path)
	if err != nil {
		return File{}, err
	}
	key := route{p.Collection, p.Slug}.key()
	one, err := e.desk.Entry(key)
	if err != nil {
		return File{}, notFound(err)
	}
	if slices.ContainsFunc(one.Files, func(f EntryFile) bool { return f.Path == file }) {
		return e.desk.Draft(key, file)
	}
	return e.desk.File(file)
}

func (e *Editor) deleteUnpublished(ctx context.Context, _ *tab, p params) (any, error) {
	if err := e.discard(ctx, route{p.Collection, p.Slug}.key()); err != nil {
		return nil, notFound(err)
	}
	return map[string]string{"message": "deleted the draft of " + p.Slug}, nil
}

// discard takes an entry out of the change-set.
func (e *Editor) discard(ctx context.Context, key string) error {
	one, err := e.mine(key)
	if err != nil {
		return err
	}
	if err := e.desk.Discard(ctx, key); err != nil {
		return err
	}
	var changed []Path
	for _, f := range one.Files {
		changed = append(changed, f.Path)
		if f.Old != "" {
			changed = append(changed, f.Old)
		}
	}
	return e.refresh(ctx, changed)
}

// mine is an entry of the change-set, every file of which the role may write.
func (e *Editor) mine(key string) (Entry, error) {
	one, err := e.desk.Entry(key)
	if err != nil {
		return Entry{}, err
	}
	for _, f := range one.Files {
		if !e.desk.Allows(f.Path) {
			return Entry{}, &ScopeError{f.Path, e.desk.Scope()}
		}
	}
	return one, nil
}

func (e *Editor) updateStatus(ctx context.Context, _ *tab, p params) (any, error) {
	status := Status(p.NewStatus)
	if status != Draft && status != PendingReview && status != PendingPublish {
		return nil, wrong(`"params.newStatus" must be one of [%s, %s, %s]`, Draft, PendingReview, PendingPublish)
	}
	one, err := e.mine(route{p.Collection, p.Slug}.key())
	if err == nil {
		err = e.desk.SetStatus(ctx, one.Key, status)
	}
	if err != nil {
		return nil, notFound(err)
	}
	return map[string]string{"message": fmt.Sprintf("%s is %s now", one.Key, status)}, nil
}

func (e *Editor) publish(ctx context.Context, _ *tab, p params) (any, error) {
	one, err := e.mine(route{p.Collection, p.Slug}.key())
	if err == nil {
		err = e.desk.Publish(ctx, one.Key)
	}
	if err != nil {
		return nil, notFound(err)
	}
	return map[string]string{"message": one.Key + " is published"}, nil
}

// media is a picture or document in Decap's form.
type media struct {
	ID       ID     `json:"id"`
	Content  string `json:"content"`
	Encoding string `json:"encoding"`
	Path     string `json:"path"`
	Name     string `json:"name"`
}

func (e *Editor) media(f File) media {
	return media{f.ID, base64.StdEncoding.EncodeToString(f.Bytes), "base64", e.outside(f.Path), path.Base(string(f.Path))}
}

// getMedia lists the pictures and documents of a folder. Decap wants their bytes.
func (e *Editor) getMedia(_ context.Context, _ *tab, p params) (any, error) {
	list := []media{}
	below, err := e.below(p.Media)
	if err != nil {
		return nil, err
	}
	folder, err := ParseFolder(below)
	if err != nil {
		return nil, err
	}
	files, err := e.desk.List(folder, 1)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if path.Ext(string(file)) == ".md" {
			continue
		}
		f, err := e.desk.File(file)
		if err != nil {
			return nil, err
		}
		list = append(list, e.media(f))
	}
	return list, nil
}

func (e *Editor) getMediaFile(_ context.Context, _ *tab, p params) (any, error) {
	file, err := e.inside(p.Path)
	if err != nil {
		return nil, err
	}
	f, err := e.desk.File(file)
	if err != nil {
		return nil, err
	}
	if f.ID == "" {
		return nil, &PathError{p.Path, "there is no such file"}
	}
	return e.media(f), nil
}

func (e *Editor) persistMedia(ctx context.Context, t *tab, p params) (any, error) {
	change, err := e.pictureChange(p.Persist.Asset)
	if err != nil {
		return nil, err
	}
	save := Save{Entry: string(change.Path), Label: path.Base(string(change.Path)), Message: p.Persist.Options.Message, Changes: []Change{change}}
	if err := e.save(ctx, t, save, nil); err != nil {
		return nil, err
	}
	f, err := e.desk.File(change.Path)
	if err != nil {
		return nil, err
	}
	return e.media(f), nil
}
