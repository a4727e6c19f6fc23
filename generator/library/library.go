// Package library reads a tree of Markdown entries and lays them on the shelves of its sites.
//
// The tree holds a network's settings, entries that every site may show, and below areas/ the settings and entries
// of council areas, schools and libraries:
//
//	network.md
//	national/topics/sleep.md
//	areas/midlothian/area.md
//	areas/midlothian/places/penicuik-library.md
//	areas/midlothian/schools/beeslack/school.md
//	areas/midlothian/schools/beeslack/topics/sleep.md
//
// [Reader.Read] reads all of it, checks every file by the table of kinds ([Kinds]) and returns a [Library] together
// with every mistake found. [Library.Shelf] then gives what one site shows: its effective entries, after the files
// of lower folders have adapted, hidden and added to those above.
//
// Nothing here knows pages, addresses or themes.
package library

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"wellshelf/generator/diag"
)

// Library is the whole content tree, read. It is never changed afterwards and may be used by many goroutines.
type Library struct {
	Network   Settings
	Languages []string       // of the network, the source language first
	Zone      *time.Location // in which days begin and events are
	Sites     []*Site        // in order of their names
	Entries   []*Entry       // in order of their files

	settings []string // the files that hold them
	assets   map[string][sha256.Size]byte
	shelves  map[Scope]map[ID][]*Entry
	names    map[ID][]Scope   // of the plain entries: on which shelves they lie
	gaps     map[string][]gap // of entries, by name: files of which nothing can be used
	plain    plainItems
	found    findings
	signed   *signedTexts // nil when nothing is asked and nothing on record
}

// name reads slug, variant and language from a file's name without .md.
func (l *Library) name(name string) (slug string, form Form, wrong, hint string) {
	parts := strings.Split(name, ".")
	slug = parts[0]
	if !isSlug(slug) {
		return "", form, fmt.Sprintf("%q cannot be a name in addresses", slug), slugHint(slug)
	}
	rest := parts[1:]
	if len(rest) > 0 && slices.Contains(Variants, rest[0]) {
		form.Variant, rest = rest[0], rest[1:]
	}
	if len(rest) == 0 {
		return slug, form, "", ""
	}
	switch language := rest[0]; {
	case len(rest) == 1 && language == l.Languages[0]:
		return "", form, fmt.Sprintf("%q is the source language and has no ending of its own", language), "remove ." + language + " from the file's name"
	case len(rest) == 1 && slices.Contains(l.Languages, language):
		form.Language = language
		return slug, form, "", ""
	}
	known := append(slices.Clone(Variants), l.Languages[1:]...)
	order := "before .md may stand a variant, then a language: " + listed(known)
	for _, part := range rest {
		if !slices.Contains(known, part) {
			return "", form, fmt.Sprintf("%q is neither a variant nor a language of the network", part), diag.DidYouMean(part, known, order)
		}
	}
	return "", form, fmt.Sprintf("the endings %q stand in another order", "."+strings.Join(rest, ".")), order
}

// settle reads the settings files and makes the sites.
func (l *Library) settle(t *tree) []diag.Problem {
	files := t.settings
	var problems []diag.Problem
	byScope := map[Scope]level{}
	sites := map[Scope]settingsFile{}
	slices.SortFunc(files, func(a, b settingsFile) int { return strings.Compare(a.file, b.file) })
	for _, f := range files {
		read, found := f.readSettings()
		problems = append(problems, found...)
		if other, twice := byScope[f.scope]; twice {
			problems = append(problems, diag.Problem{Reach: f.scope.Reach(), Place: diag.Place{File: f.file},
				Text: fmt.Sprintf("%s is also the name of %s", f.scope, other.file), Hint: "give one of the two folders another name"})
			continue
		}
		if read.words != nil {
			read.words.Digest = l.wordsDigest(read.words)
		}
		byScope[f.scope] = read
		if f.scope.Level() == 2 {
			sites[f.scope] = f
		}
	}
	network, found := byScope[Scope{}]
	if !found {
		problems = append(problems, diag.Problem{Place: diag.Place{File: "network.md"}, Text: "there is no network.md", Hint: "create it with at least a name"})
	}
	l.Network = merge([]level{network})
	problems = append(problems, l.place(network)...)
	if network.fields == nil {
		l.Languages = guessLanguages(t.entries)
	}
	for scope, f := range sites {
		area, found := byScope[Scope{Area: scope.Area}]
		if !found {
			problems = append(problems, diag.Problem{Reach: scope.Reach(), Place: diag.Place{File: f.file},
				Text: fmt.Sprintf("the area %q has no area.md", scope.Area), Hint: fmt.Sprintf("create areas/%s/area.md with at least a name", scope.Area)})
		}
		levels := []level{network, area, byScope[scope]}
		l.Sites = append(l.Sites, &Site{
			Area: scope.Area, Slug: scope.Site, Library: f.level == "library", File: f.file, Settings: merge(levels),
			AreaName: area.fields.Text("name"), Network: network.fields.Text("name"), levels: levels,
		})
	}
	slices.SortFunc(l.Sites, func(a, b *Site) int { return strings.Compare(a.Name(), b.Name()) })
	for _, site := range l.Sites {
		problems = append(problems, l.languages(site)...)
	}
	return problems
}

// place reads what only the network decides: its languages and its time zone.
func (l *Library) place(network level) []diag.Problem {
	l.Languages = network.fields.Texts("languages")
	if len(l.Languages) == 0 {
		l.Languages = []string{"en"}
	}
	l.Zone = time.UTC
	zone := network.fields.Get("time_zone")
	if zone == nil {
		return nil
	}
	loaded, err := time.LoadLocation(zone.Text)
	if err != nil || zone.Text == "Local" {
		return []diag.Problem{{Place: diag.Place{File: network.file, Line: zone.Line, Column: zone.Col, Length: zone.Len}, Snippet: diag.Line(network.source, zone.Line),
			Text: fmt.Sprintf("unknown time zone %q", zone.Text), Hint: "write a name such as Europe/London"}}
	}
	l.Zone = loaded
	return nil
}

// languages checks that a site shows only languages the network has, the source language first.
func (l *Library) languages(site *Site) (problems []diag.Problem) {
	if l.Network.Fields == nil {
		return nil // what languages it has is not known
	}
	for i, language := range site.Settings.Texts("languages") {
		if !slices.Contains(l.Languages, language) {
			problems = append(problems, site.Problem(diag.Error, "languages", fmt.Sprintf("%q is not a language of the network", language),
				diag.DidYouMean(language, l.Languages, "add it to network.md first")))
		} else if i == 0 && language != l.Languages[0] {
			problems = append(problems, site.Problem(diag.Error, "languages", fmt.Sprintf("the source language %q comes first", l.Languages[0]), "list it first; it can always be read"))
		}
	}
	return problems
}

// Site returns the site of that name, or nil.
func (l *Library) Site(name string) *Site {
	for _, site := range l.Sites {
		if site.Name() == name {
			return site
		}
	}
	return nil
}

// Asset returns the hash of a picture or document of the content tree, and whether there is one at that path.
func (l *Library) Asset(file string) (sum [sha256.Size]byte, found bool) {
	if sum, found = l.assets[file]; found || l.signed == nil {
		return sum, found
	}
	return l.signed.copied(file)
}

// shelve sorts the entries into the scopes they lie in.
func (l *Library) shelve() {
	l.shelves, l.names = map[Scope]map[ID][]*Entry{}, make(map[ID][]Scope, len(l.Entries))
	for _, e := range l.Entries {
		shelf := l.shelves[e.Scope]
		if shelf == nil {
			shelf = map[ID][]*Entry{}
			l.shelves[e.Scope] = shelf
		}
		shelf[e.ID] = append(shelf[e.ID], e)
		if e.Form == (Form{}) {
			l.names[e.ID] = append(l.names[e.ID], e.Scope)
		}
	}
	l.gaps = l.gapsByName()
}

// File returns the entry of a file, by its path below the content folder, or nil.
func (l *Library) File(file string) *Entry {
	at, found := slices.BinarySearchFunc(l.Entries, file, func(e *Entry, f string) int { return strings.Compare(e.File, f) })
	if !found {
		return nil
	}
	return l.Entries[at]
}

// slugs are the names of all entries of a kind's folder, on any shelf.
func (l *Library) slugs(folder string) []string {
	var slugs []string
	for _, e := range l.Entries {
		if e.Folder == folder && e.Form == (Form{}) {
			slugs = append(slugs, e.Slug)
		}
	}
	return slugs
}

// assetsBeside are the names of the pictures and documents in an entry's folder.
func (l *Library) assetsBeside(e *Entry) []string {
	var names []string
	for file := range l.assets {
		if path.Dir(file) == path.Dir(e.File) {
			names = append(names, path.Base(file))
		}
	}
	return names
}

// AreaName is the name of a council area for readers, or its slug when its settings give none.
func (l *Library) AreaName(area string) string {
	for _, site := range l.Sites {
		if site.Area == area && site.AreaName != "" {
			return site.AreaName
		}
	}
	return area
}

// Folder is where entries lie that belong to "" (every site), an area or area/site; or "" with a hint, when there is
// no such area or site.
func (l *Library) Folder(in string) (folder, hint string) {
	if in == "" {
		return "national", ""
	}
	if site := l.Site(in); site != nil {
		return path.Dir(site.File), ""
	}
	if slices.Contains(l.areas(), in) {
		return "areas/" + in, ""
	}
	known := l.areas()
	within := map[string]string{} // sites by the last part of their names
	for _, site := range slices.Backward(l.Sites) {
		known = append(known, site.Name())
		within[site.Slug] = site.Name()
	}
	near := cmp.Or(diag.Nearest(in, known), within[diag.Nearest(path.Base(in), slices.Collect(maps.Keys(within)))])
	if near == "" {
		return "", "the areas are " + listed(l.areas())
	}
	return "", fmt.Sprintf("did you mean %q?", near)
}
