package editor

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// shelf is one scope's own folder, as an editor chooses it.
type shelf struct {
	Scope  library.Scope
	Folder string // below the content folder: areas/midlothian/schools/beeslack
	Title  string // "Beeslack High School"
	Level  string // network, area, school or library
}

// Key names the shelf in addresses: "", midlothian, midlothian/beeslack.
func (s shelf) Key() string {
	if s.Scope.Level() == 0 {
		return ""
	}
	return s.Scope.String()
}

// settings is the settings file of the shelf, below the content folder.
func (s shelf) settings() string {
	if s.Level == "network" {
		return "network.md"
	}
	return path.Join(s.Folder, s.Level+".md")
}

// shelves are those that the role may edit: everything, an area with its sites, or one site.
func (e *Editor) shelves() []shelf {
	lib := e.seen.Live().Library()
	all := []shelf{{Folder: "national", Title: cmp.Or(lib.Network.Text("name"), "Every site"), Level: "network"}}
	area := ""
	for _, site := range lib.Sites {
		if site.Area != area {
			area = site.Area
			all = append(all, shelf{Scope: library.Scope{Area: area}, Folder: "areas/" + area, Title: cmp.Or(site.AreaName, area), Level: "area"})
		}
		level := "school"
		if site.Library {
			level = "library"
		}
		all = append(all, shelf{Scope: site.Scope(), Folder: path.Dir(site.File), Title: cmp.Or(site.Settings.Text("name"), site.Slug), Level: level})
	}
	role := e.desk.Scope()
	return slices.DeleteFunc(all, func(s shelf) bool {
		return role.Area != "" && (s.Scope.Area != role.Area || role.Site != "" && s.Scope.Site != role.Site)
	})
}

// shelfOf is the shelf of a scope.
func (e *Editor) shelfOf(scope library.Scope) (shelf, bool) {
	for _, s := range e.shelves() {
		if s.Scope == scope {
			return s, true
		}
	}
	return shelf{}, false
}

// shelfNamed is the shelf with a key, or the role's own: the first.
func (e *Editor) shelfNamed(key string) shelf {
	all := e.shelves()
	for _, s := range all {
		if s.Key() == key {
			return s
		}
	}
	return all[0]
}

// collection is what Decap calls a list of entries: those of one kind on one shelf in one form. Translations and
// variants are entries of their own in collections of their own, told apart by what stands before .md.
type collection struct {
	Shelf shelf
	Kind  *library.Kind
	Form  library.Form
}

// formEnding is what a form's files have between slug and .md: "", ".easy", ".gd", ".easy.gd".
func formEnding(f library.Form) string {
	ending := ""
	for _, part := range []string{f.Variant, f.Language} {
		if part != "" {
			ending += "." + part
		}
	}
	return ending
}

// name tells collections apart in addresses and keys: topics, midlothian.topics, midlothian.beeslack.topics.easy.gd. It
// depends on the folder alone, so that every role calls an entry the same.
func (c collection) name() string {
	parts := []string{c.Kind.Folder + formEnding(c.Form)}
	if s := c.Shelf.Scope; s.Site != "" {
		parts = []string{s.Area, s.Site, parts[0]}
	} else if s.Area != "" {
		parts = []string{s.Area, parts[0]}
	}
	return strings.Join(parts, ".")
}

func (c collection) folder() string { return path.Join(c.Shelf.Folder, c.Kind.Folder) }

func (c collection) extension() string { return strings.TrimPrefix(formEnding(c.Form)+".md", ".") }

// settingsName is the name of the collection that holds a shelf's settings file.
func (s shelf) settingsName() string {
	if s.Level == "network" {
		return "settings"
	}
	return strings.ReplaceAll(s.Key(), "/", ".") + ".settings"
}

// route is where an entry is in Decap: its collection's name and its slug there.
type route struct{ Collection, Slug string }

func (r route) key() string { return r.Collection + "/" + r.Slug }

// routeOf is the way to a content file; false for what is no entry and no settings file.
func (e *Editor) routeOf(p Path) (route, bool) {
	file := string(p)
	for _, s := range e.shelves() {
		if file == s.settings() {
			return route{s.settingsName(), s.Level}, true
		}
		rest, inside := strings.CutPrefix(file, s.Folder+"/")
		folder, name, two := strings.Cut(rest, "/")
		kind := library.KindOf(folder)
		if !inside || !two || kind == nil || strings.Contains(name, "/") {
			continue
		}
		slug, form, ok := e.formOf(name)
		if !ok {
			return route{}, false
		}
		return route{collection{s, kind, form}.name(), slug}, true
	}
	return route{}, false
}

// formOf reads slug and form from a file's name.
func (e *Editor) formOf(name string) (string, library.Form, bool) {
	stem, markdown := strings.CutSuffix(name, ".md")
	parts := strings.Split(stem, ".")
	form, ok := e.form(parts[1:])
	return parts[0], form, markdown && ok
}

// form reads a form from what stands between slug and .md.
func (e *Editor) form(parts []string) (library.Form, bool) {
	form := library.Form{}
	if len(parts) > 0 && slices.Contains(library.Variants, parts[0]) {
		form.Variant, parts = parts[0], parts[1:]
	}
	if len(parts) == 1 && slices.Contains(e.seen.Live().Library().Languages[1:], parts[0]) {
		form.Language, parts = parts[0], nil
	}
	return form, len(parts) == 0
}

// collectionNamed is the collection of that name, if the role has it.
func (e *Editor) collectionNamed(name string) (collection, bool) {
	for _, s := range e.shelves() {
		rest := name
		if s.Level != "network" {
			var ours bool
			if rest, ours = strings.CutPrefix(name, strings.ReplaceAll(s.Key(), "/", ".")+"."); !ours {
				continue
			}
		}
		parts := strings.Split(rest, ".")
		if form, ok := e.form(parts[1:]); ok && library.KindOf(parts[0]) != nil {
			return collection{s, library.KindOf(parts[0]), form}, true
		}
	}
	return collection{}, false
}

// file is the content file of an entry in Decap. Each file has one route: a slug that climbs to another folder, or holds
// a form's ending, names none.
func (e *Editor) file(r route) (Path, bool) {
	for _, s := range e.shelves() {
		if r.Collection == s.settingsName() && r.Slug == s.Level {
			p, err := ParsePath(s.settings())
			return p, err == nil
		}
	}
	c, found := e.collectionNamed(r.Collection)
	if !found {
		return "", false
	}
	p, err := ParsePath(path.Join(c.folder(), r.Slug+"."+c.extension()))
	if at, found := e.routeOf(p); err != nil || !found || at != r {
		return "", false
	}
	return p, true
}

// collections are those of a shelf: every kind, and each form of it that is there.
func (e *Editor) collections(s shelf) []collection {
	forms := map[string]map[library.Form]bool{}
	for _, entry := range e.seen.Live().Library().Entries {
		if entry.Scope == s.Scope {
			if forms[entry.Folder] == nil {
				forms[entry.Folder] = map[library.Form]bool{}
			}
			forms[entry.Folder][entry.Form] = true
		}
	}
	var list []collection
	for _, kind := range library.Kinds() {
		list = append(list, collection{s, library.KindOf(kind.Folder), library.Form{}})
		var others []library.Form
		for form := range forms[kind.Folder] {
			if form != (library.Form{}) {
				others = append(others, form)
			}
		}
		slices.SortFunc(others, func(a, b library.Form) int { return strings.Compare(formEnding(a), formEnding(b)) })
		for _, form := range others {
			list = append(list, collection{s, library.KindOf(kind.Folder), form})
		}
	}
	return list
}
