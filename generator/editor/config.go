package editor

import (
	"path"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// config is Decap's configuration for a shelf in a tab: every kind's form, what the change-set holds on other shelves,
// and the settings.
func (e *Editor) config(key, tabName string) []byte {
	chosen := e.shelfNamed(key)
	mode := "simple"
	backend := mapping{{"name", "proxy"}, {"proxy_url", "/" + e.secret + "/api/" + tabName}, {"branch", "main"}}
	if e.desk.HasGit() {
		mode, backend[2].value = "editorial_workflow", e.desk.Branch()
	}
	c := e.commonConfig(backend, mode)
	lists := e.lists(chosen, path.Join(e.prefix()))
	for _, s := range e.shelves() {
		if s.Scope == chosen.Scope {
			continue
		}
		for _, one := range e.underWay(s) {
			lists = append(lists, one.set("hide", true))
		}
	}
	return encodeYAML(c.set("collections", lists))
}

// commonConfig is what the local and the hosted configuration have in common.
func (e *Editor) commonConfig(backend mapping, mode string) mapping {
	return mapping{
		{"backend", backend},
		{"publish_mode", mode},
		{"media_folder", path.Join(e.prefix(), e.shelves()[0].Folder, "pages")},
		{"public_folder", ""},
		{"slug", mapping{{"encoding", "ascii"}, {"clean_accents", true}, {"sanitize_replacement", "-"}}},
		{"show_preview_links", true},
	}
}

// lists are the collections of a shelf: a list for each kind and form, and its settings.
func (e *Editor) lists(s shelf, prefix string) []any {
	f := newForms(e.seen.Live().Library(), s.Scope)
	var lists []any
	for _, c := range e.collections(s) {
		lists = append(lists, f.list(c, prefix))
	}
	return append(lists, f.settingsList(s, prefix))
}

// underWay are the lists of a shelf that hold entries of the change-set.
func (e *Editor) underWay(s shelf) []mapping {
	if !e.desk.HasGit() {
		return nil
	}
	entries, err := e.desk.Entries()
	if err != nil {
		return nil // the page says so when it asks for them
	}
	f := newForms(e.seen.Live().Library(), s.Scope)
	var lists []mapping
	var done []string
	for _, one := range entries {
		name, _, _ := strings.Cut(one.Key, "/")
		if slices.Contains(done, name) {
			continue
		}
		done = append(done, name)
		if c, found := e.collectionNamed(name); found && c.Shelf.Scope == s.Scope {
			lists = append(lists, f.list(c, e.prefix()))
		} else if name == s.settingsName() {
			lists = append(lists, f.settingsList(s, e.prefix()))
		}
	}
	return lists
}

// list is one folder of entries. Nothing is published from here: what was reviewed is merged where it was reviewed.
// Files are named as they are: for translations and variants the ending before .md, so that none is renamed.
func (f *forms) list(c collection, prefix string) mapping {
	f.strict = c.Shelf.Level == "network" && c.Form == (library.Form{})
	plain := c.Form == (library.Form{})
	m := mapping{{"name", c.name()}, {"label", c.label()}, {"label_singular", strings.ToLower(plainName(c.Kind.Name))}}
	m = m.set("description", c.Kind.About)
	m = m.set("folder", path.Join(prefix, c.folder())).set("extension", c.extension()).set("format", "yaml-frontmatter")
	m = m.set("create", plain).set("delete", true).set("publish", false).set("identifier_field", "title").set("slug", "{{slug}}")
	m = m.set("media_folder", "").set("public_folder", "")
	m = m.set("editor", mapping{{"preview", true}, {"notes", true}})
	return m.set("fields", f.fields(c.Kind))
}

func (f *forms) settingsList(s shelf, prefix string) mapping {
	f.strict = false
	file := mapping{{"name", s.Level}, {"label", s.Title}, {"file", path.Join(prefix, s.settings())}}
	file = file.set("media_folder", "").set("public_folder", "").set("fields", f.settings(s.Level))
	m := mapping{{"name", s.settingsName()}, {"label", "Settings"}, {"description", "Names, colours, people and what is shown here."}}
	return m.set("format", "yaml-frontmatter").set("publish", false).set("editor", mapping{{"preview", true}, {"notes", true}}).set("files", []any{file})
}

// label is what the list is called: "Topics", "Topics: Polish", "Topics: easy read".
func (c collection) label() string {
	label := plainName(c.Kind.Folder)
	var forms []string
	switch c.Form.Variant {
	case "easy":
		forms = append(forms, "easy read")
	case "primary":
		forms = append(forms, "for primary schools")
	case "bsl":
		forms = append(forms, "sign language")
	}
	if c.Form.Language != "" {
		forms = append(forms, library.LanguageName(c.Form.Language))
	}
	if len(forms) > 0 {
		label += ": " + strings.Join(forms, ", ")
	}
	return label
}

// templateNames are the names by which Decap knows what it shows beside a form: those of lists of entries, and of
// settings files.
func (e *Editor) templateNames(chosen shelf) []string {
	names := []string{"network", "area", "school", "library"}
	for _, c := range e.collections(chosen) {
		names = append(names, c.name())
	}
	for _, s := range e.shelves() {
		for _, one := range e.underWay(s) {
			names = append(names, one[0].value.(string))
		}
	}
	return names
}
