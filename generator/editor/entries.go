package editor

import (
	"cmp"
	"context"
	"path"
	"strings"
)

// entry is what Decap calls one; a missing file has neither data nor id.
type entry struct {
	Data *string   `json:"data"`
	File entryFile `json:"file"`
}

type entryFile struct {
	Path  string  `json:"path"`
	Label string  `json:"label,omitempty"`
	ID    *string `json:"id"`
}

// inside is the path below the content folder of a path below the repository, as Decap names files.
func (e *Editor) inside(file string) (Path, error) {
	rest, err := e.below(file)
	if err != nil {
		return "", err
	}
	return ParsePath(rest)
}

// below takes the content folder's own path from the front of a path.
func (e *Editor) below(file string) (string, error) {
	prefix := e.prefix()
	if prefix == "" || file == prefix {
		return strings.TrimPrefix(file, prefix), nil
	}
	rest, ok := strings.CutPrefix(file, prefix+"/")
	if !ok {
		return "", &PathError{file, "it is not below the content folder " + prefix}
	}
	return rest, nil
}

// outside is a content file's path as Decap names it.
func (e *Editor) outside(p Path) string { return path.Join(e.prefix(), string(p)) }

// prefix is the content folder's path in the repository; without Git, its name.
func (e *Editor) prefix() string {
	if e.desk.HasGit() {
		return e.desk.Prefix()
	}
	return "content"
}

func (e *Editor) info(context.Context, *tab, params) (any, error) {
	modes, kind := []string{"simple"}, "local_fs"
	if e.desk.HasGit() {
		modes, kind = append(modes, "editorial_workflow"), "local_git"
	}
	return map[string]any{"repo": e.repositoryName(), "publish_modes": modes, "type": kind}, nil
}

// entriesByFolder lists the entries of one form: Decap asks for names that end in md, and means neither sleep.gd.md nor
// sleep.easy.md.
func (e *Editor) entriesByFolder(_ context.Context, _ *tab, p params) (any, error) {
	list := []entry{}
	below, err := e.below(p.Folder)
	if err != nil {
		return nil, err
	}
	folder, err := ParseFolder(below)
	if err != nil {
		return nil, err
	}
	files, err := e.desk.Folder(folder, "."+strings.TrimPrefix(p.Extension, "."), int(min(p.Depth, 100)))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		stem := strings.TrimSuffix(path.Base(string(f.Path)), "."+strings.TrimPrefix(p.Extension, "."))
		if !strings.Contains(stem, ".") {
			list = append(list, e.shown(f, ""))
		}
	}
	return list, nil
}

func (e *Editor) entriesByFiles(_ context.Context, _ *tab, p params) (any, error) {
	list := []entry{}
	for _, want := range p.Files {
		inside, err := e.inside(want.Path)
		if err != nil {
			return nil, err
		}
		f, err := e.desk.File(inside)
		if err != nil {
			return nil, err
		}
		list = append(list, e.shown(f, want.Label))
	}
	return list, nil
}

func (e *Editor) getEntry(_ context.Context, t *tab, p params) (any, error) {
	inside, err := e.inside(p.Path)
	if err != nil {
		return nil, err
	}
	f, err := e.desk.File(inside)
	if err != nil {
		return nil, err
	}
	t.fill(f)
	return e.shown(f, ""), nil
}

// shown is a file in Decap's form.
func (e *Editor) shown(f File, label string) entry {
	one := entry{File: entryFile{Path: e.outside(f.Path), Label: label}}
	if f.ID != "" {
		data, id := string(dress(f)), string(f.ID)
		one.Data, one.File.ID = &data, &id
	}
	return one
}

// deployPreview is where an entry's page is: on the site that is looked at, else on the first that shows it.
func (e *Editor) deployPreview(_ context.Context, t *tab, p params) (any, error) {
	file, found := e.file(route{p.Collection, p.Slug})
	if !found {
		return nil, nil
	}
	_, address := e.pageOf(file, t.look(""))
	if address == "" {
		return nil, nil
	}
	return map[string]string{"url": address, "status": "success"}, nil
}

// pageOf is a site that shows a file, the wished one if it does, and the address of its page there.
func (e *Editor) pageOf(file Path, wished string) (site, address string) {
	name := "content/" + string(file)
	for _, candidate := range e.sitesOf(file) {
		at, found := e.seen.Live().Address(candidate, name)
		if found && (site == "" || candidate == wished) {
			site, address = candidate, e.sight+"/"+candidate+"/"+at
		}
	}
	return site, address
}

// sitesOf are the names of the sites that show a file; for a settings file, those it reaches.
func (e *Editor) sitesOf(file Path) []string {
	if shows := e.seen.Live().Shows("content/" + string(file)); len(shows) > 0 {
		return shows
	}
	return nil
}

// titleOf is what a list calls an entry.
func titleOf(raw []byte, fallback string) string {
	parts, _ := cut(raw)
	_, title, _ := strings.Cut(parts.lines("title"), ":")
	title = strings.TrimSpace(strings.Split(title, "\n")[0])
	return cmp.Or(strings.Trim(title, `"'`), fallback)
}
