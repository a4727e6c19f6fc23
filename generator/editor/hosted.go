package editor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"wellshelf/generator/library"
)

// Hosted says how the same forms are used with a Git host.
type Hosted struct {
	Host    string // github or gitlab
	Repo    string // owner/name
	Branch  string
	CMS     string // decap or sveltia
	Out     string // the folder to write: admin
	Program string // the program's file; "" is where npm ci puts it
	Prefix  string // the content folder's path in the repository
}

// Validate says what is wrong with a choice, in a sentence; nil where nothing is.
func (h Hosted) Validate() error {
	switch {
	case h.Host != "github" && h.Host != "gitlab":
		return fmt.Errorf("--hosted is %q; it is github or gitlab", h.Host)
	case h.CMS != "decap" && h.CMS != "sveltia":
		return fmt.Errorf("--cms is %q; it is decap or sveltia", h.CMS)
	case !repoName.MatchString(h.Repo):
		return fmt.Errorf("--repo is %q; write it as owner/name", h.Repo)
	case !branchName.MatchString(h.Branch):
		return fmt.Errorf("--branch is %q; write a branch such as main", h.Branch)
	}
	return nil
}

var (
	repoName   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+$`)
	branchName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)
)

// WriteHosted writes a folder for a Git host: the page, the configuration with the forms of the role, the program and
// our own script. Every shelf of the role has its lists, since there is nobody to choose one.
func WriteHosted(ctx context.Context, o Options, h Hosted) error {
	if err := h.Validate(); err != nil {
		return err
	}
	file, version, sum := decapFile, decapVersion, decapSum
	if h.CMS == "sveltia" {
		file, version, sum = sveltiaFile, sveltiaName, sveltiaSum
	}
	program, err := program(o.Content, h.Program, file, version, sum)
	if err != nil {
		return err
	}
	e, err := New(ctx, o, "http://127.0.0.1", "http://127.0.0.1:1")
	if err != nil {
		return err
	}
	defer e.Close()
	if e.desk.HasGit() {
		h.Prefix = e.desk.Prefix()
	}
	files := map[string][]byte{
		"config.yml":        append([]byte(hostedNote), encodeYAML(e.hostedConfig(h))...),
		filepath.Base(file): program, "index.html": hostedPage(h), "wellshelf.js": pageScript(),
	}
	return writeNew(h.Out, files)
}

const hostedNote = "# Made by `wellshelf edit --hosted` from the table of kinds; make it anew instead of changing it.\n"

// hostedConfig is the configuration for a Git host: the same lists and forms, and the host in place of this program.
func (e *Editor) hostedConfig(h Hosted) mapping {
	backend := mapping{{"name", h.Host}, {"repo", h.Repo}, {"branch", h.Branch}}
	c := e.commonConfig(backend, "editorial_workflow")
	var lists []any
	for _, s := range e.shelves() {
		for _, one := range e.hostedLists(s, h.CMS) {
			lists = append(lists, one)
		}
	}
	for i := range c {
		if c[i].key == "media_folder" {
			c[i].value = joined(h.Prefix, e.shelves()[0].Folder+"/pages")
		}
	}
	return c.set("collections", lists)
}

// hostedLists are a shelf's lists: all kinds on the role's own shelf, and on those below what is there. Sveltia takes no
// ending but md; its list of a kind shows translations and variants among the others, under their files' names.
func (e *Editor) hostedLists(s shelf, cms string) []mapping {
	f := newForms(e.seen.Live().Library(), s.Scope)
	own := s.Scope == e.shelves()[0].Scope
	there := map[string]bool{}
	for _, entry := range e.seen.Live().Library().Entries {
		if entry.Scope == s.Scope {
			form := entry.Form
			if cms == "sveltia" {
				form = library.Form{}
			}
			there[collection{s, entry.Kind, form}.name()] = true
		}
	}
	var lists []mapping
	for _, c := range e.collections(s) {
		if plain := c.Form == (library.Form{}); own && plain || there[c.name()] {
			lists = append(lists, f.hostedList(f.list(c, e.prefix()), c, own))
		}
	}
	return append(lists, f.hostedSettings(f.settingsList(s, e.prefix()), s, own))
}

// hostedList is a list without what only this program answers: the real page beside the form, and notes.
func (f *forms) hostedList(m mapping, c collection, own bool) mapping {
	if !own {
		m = relabel(m, c.Shelf.Title+": "+c.label())
	}
	return hostedOnly(m)
}

func (f *forms) hostedSettings(m mapping, s shelf, own bool) mapping {
	if !own {
		m = relabel(m, s.Title+": settings")
	}
	return hostedOnly(m)
}

func relabel(m mapping, label string) mapping {
	for i := range m {
		if m[i].key == "label" {
			m[i].value = label
		}
	}
	return m
}

func hostedOnly(m mapping) mapping {
	var kept mapping
	for _, p := range m {
		switch p.key {
		case "name": // Sveltia takes no dots; no name of a folder has a low line, so names stay apart
			p.value = strings.ReplaceAll(p.value.(string), ".", "_")
		case "publish":
			continue
		case "editor":
			p.value = mapping{{"preview", false}}
		}
		kept = append(kept, p)
	}
	return kept
}

func joined(prefix, folder string) string {
	if prefix == "" {
		return folder
	}
	return prefix + "/" + folder
}

var hostedTemplate = template.Must(template.ParseFS(pageFiles, "page/hosted.html"))

func hostedPage(h Hosted) []byte {
	var b bytes.Buffer
	script := filepath.Base(decapFile)
	if h.CMS == "sveltia" {
		script = filepath.Base(sveltiaFile)
	}
	if err := hostedTemplate.Execute(&b, script); err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return b.Bytes()
}

// writeNew writes files into a folder that is new, or holds only files of these names.
func writeNew(folder string, files map[string][]byte) error {
	there, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, one := range there {
		if _, ours := files[one.Name()]; !ours {
			return fmt.Errorf("%s holds %s, which is none of the files to write; name a new folder with --out", folder, one.Name())
		}
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, raw := range files {
		if err := root.WriteFile(name, raw, 0o666); err != nil {
			return err
		}
	}
	return nil
}
