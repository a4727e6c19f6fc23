package editor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
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

	// Where people log in. All may be left out: then it is the program's makers' own way for that host.
	AuthURL string // the address of a server that hands on log-ins, for hosts that ask for one
	AppID   string // of an application that GitLab knows: people log in there, and no server is needed (PKCE)
	APIRoot string // where the host's API is, when the host is your own
	SiteURL string // where readers find the sites: forms lead to the page of a review
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
	case h.AppID != "" && h.Host != "gitlab":
		return errors.New("--app-id is given, and GitHub knows no log-in without a server; name one with --auth-url")
	case h.AppID != "" && !appID.MatchString(h.AppID):
		return fmt.Errorf("--app-id is %q; it is letters and digits", h.AppID)
	}
	for _, one := range []struct{ flag, value string }{{"--auth-url", h.AuthURL}, {"--api-root", h.APIRoot}, {"--site-url", h.SiteURL}} {
		if one.value != "" && !isPlace(one.value) {
			return fmt.Errorf("%s is %q; write an address that begins with https://, without a name, password or question in it", one.flag, one.value)
		}
	}
	return nil
}

// isPlace reports whether an address is one that passwords and texts may be sent to: nobody reads or changes them on the
// way, and the file that holds the address, which everybody can read, holds no secret with it.
func isPlace(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "" && u.Opaque == ""
}

var (
	repoName   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+$`)
	branchName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)
	appID      = regexp.MustCompile(`^[A-Za-z0-9]+$`)
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
		filepath.Base(file): program, "index.html": hostedIndex(h), "wellshelf.js": pageScript(),
	}
	return writeNew(h.Out, files)
}

const hostedNote = "# Made by `wellshelf edit --hosted` from the table of kinds; make it anew instead of changing it.\n"

// hostedConfig is the configuration for a Git host: the same lists and forms, and the host in place of this program.
func (e *Editor) hostedConfig(h Hosted) mapping {
	c := e.commonConfig(h.backend(), "editorial_workflow")
	if h.SiteURL != "" {
		c = c.set("site_url", h.SiteURL).set("display_url", h.SiteURL)
	}
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

// backend says where texts are kept and how people log in there.
func (h Hosted) backend() mapping {
	m := mapping{{"name", h.Host}, {"repo", h.Repo}, {"branch", h.Branch}}
	if h.AppID != "" {
		m = m.set("auth_type", "pkce").set("app_id", h.AppID)
	}
	for _, one := range []pair{{"base_url", h.AuthURL}, {"api_root", h.APIRoot}} {
		if one.value != "" {
			m = append(m, one)
		}
	}
	return m
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
			list := f.hostedList(f.list(c, e.prefix()), c, own)
			if at := e.hostedPage(c); at != "" {
				list = list.set("preview_path", at)
			}
			lists = append(lists, list)
		}
	}
	return append(lists, f.hostedSettings(f.settingsList(s, e.prefix()), s, own))
}

// hostedPage is where, on what a Git host builds of a review, the page of an entry is: on the first site that shows its
// shelf. "" where there is none.
func (e *Editor) hostedPage(c collection) string {
	if c.Kind.NoPage || c.Form != (library.Form{}) {
		return ""
	}
	for _, one := range e.seen.Live().Sites() {
		if s := c.Shelf.Scope; !one.Draft && (s.Area == "" || s.Area == one.Area) && (s.Site == "" || s.String() == one.Name) {
			return one.Name + "/" + c.Kind.Folder + "/{{slug}}/"
		}
	}
	return ""
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

func hostedIndex(h Hosted) []byte {
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
