package generator

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/theme"
)

// SiteSketch says which site to begin, and what is known of it. What is empty is asked for, where there is someone to
// ask.
type SiteSketch struct {
	Area    string // the area's name or its folder
	Name    string
	Library bool                // a public library rather than a school
	Given   map[string][]string // settings: a text, or the items of a list
	People  [][]string          // of each: role, what they help with, where, when; the last two may be missing
}

// coloured are the colours a new site is asked for; a theme's own stand where none is given.
var coloured = []struct{ token, name, about string }{
	{"brand", "main colour", "The colour of buttons, as #rrggbb, such as #14532d."},
	{"head", "top colour", "The colour of the bar at the top of each page, as #rrggbb."},
}

var hexColour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// BeginSite returns the settings of a new school or library, and of its area where that is new too. It writes nothing.
func (b *Builder) BeginSite(ctx context.Context, s SiteSketch, ask Asker) (*Begun, error) {
	lib, _, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, err
	}
	i := &interview{ask: ask, lib: lib, content: b.Options.Content, today: b.view(lib).Today, kindName: "settings"}
	area, areaText, err := i.area(s.Area)
	if err != nil {
		return nil, err
	}
	level, group := "school", "schools"
	if s.Library, err = i.sort(s); err != nil {
		return nil, err
	} else if s.Library {
		level, group = "library", "libraries"
	}
	table := library.SettingsAt(level)
	name, slug, err := i.siteName(s.Name, table, path.Join("areas", area), level)
	if err != nil {
		return nil, err
	}
	i.scope = library.Scope{Area: area, Site: slug}
	fields, err := i.settings(library.Fields{name}, table, s, level)
	if err != nil {
		return nil, err
	}
	if fields, err = i.look(fields, table, b); err != nil {
		return nil, err
	}
	begun := &Begun{File: path.Join("areas", area, group, slug, level+".md"), Text: library.SketchSettings(level, fields), Page: area + "/" + slug + "/"}
	if areaText != nil {
		begun.More = []Begun{{File: path.Join("areas", area, "area.md"), Text: areaText}}
	}
	return begun, nil
}

// area finds the council area, or names a new one; then text is its settings.
func (i *interview) area(name string) (slug string, text []byte, err error) {
	field := setting(library.SettingsAt("area"), "name")
	field.About = "The council area it is in: one of these, or the name of a new one."
	known := i.lib.Areas()
	for name == "" {
		if i.ask == nil {
			return "", nil, &SketchError{"a new site needs an area", "name it with --area"}
		}
		answer, err := i.ask.Ask(Prompt{Name: "area", About: field.About, Choices: known})
		if err != nil {
			return "", nil, err
		}
		name = spoken(answer, known, field, i.today)
	}
	for _, area := range known {
		if name == area || name == i.lib.AreaName(area) || library.Slugify(name) == area {
			return area, nil, nil
		}
	}
	v, wrong, hint := i.lib.Answer(field, library.Scope{}, name)
	slug = library.Slugify(name)
	if wrong == "" && slug == "" {
		wrong, hint = fmt.Sprintf("no name for a folder can be made of %q", name), "use some letters a to z"
	}
	if wrong != "" {
		return "", nil, &SketchError{wrong, hint}
	}
	if _, err := fs.Stat(i.content, path.Join("areas", slug, "area.md")); err == nil {
		return slug, nil, nil
	}
	return slug, library.SketchSettings("area", library.Fields{v}), nil
}

func setting(table []library.Field, name string) *library.Field {
	field := table[slices.IndexFunc(table, func(f library.Field) bool { return f.Name == name })]
	return &field
}

// sort asks whether it is a school or a library.
func (i *interview) sort(s SiteSketch) (isLibrary bool, err error) {
	if i.ask == nil || s.Library || s.Name != "" {
		return s.Library, nil
	}
	chosen, err := i.choose(Prompt{Name: "sort", About: "Is it a school or a public library?", Choices: []string{"school", "library"}})
	return chosen == "library", err
}

func (i *interview) siteName(name string, table []library.Field, area, level string) (v library.Value, slug string, err error) {
	field := setting(table, "name")
	field.About = "The name of the " + level + ", as people there say it."
	usable := func(v library.Value) (text, hint string) {
		slug = library.Slugify(v.Text)
		if slug == "" {
			return fmt.Sprintf("no name for a folder can be made of %q", v.Text), "use some letters a to z"
		}
		for _, group := range []string{"schools", "libraries"} {
			if _, err := fs.Stat(i.content, path.Join(area, group, slug)); err == nil {
				return "content/" + path.Join(area, group, slug) + " exists already", "give the new site another name"
			}
		}
		return "", ""
	}
	if name == "" && i.ask != nil {
		v, _, err = i.value(field, "", usable)
		return v, slug, err
	}
	v, text, hint := i.lib.Answer(field, library.Scope{}, name)
	if text == "" {
		text, hint = usable(v)
	}
	if text != "" {
		return v, "", &SketchError{text, cmp.Or(hint, "name it with --name")}
	}
	return v, slug, nil
}

// settings asks for school years, people and languages.
func (i *interview) settings(fields library.Fields, table []library.Field, s SiteSketch, level string) (library.Fields, error) {
	for _, name := range []string{"short_name", "stages", "people", "languages"} {
		at := slices.IndexFunc(table, func(f library.Field) bool { return f.Name == name })
		if at < 0 || name == "short_name" && utf8.RuneCountInString(fields.Text("name")) <= table[at].Max {
			continue // a library has no school years, and a name may be short enough
		}
		field := table[at]
		v, found, err := i.setting(&field, s, level)
		if err != nil {
			return nil, err
		}
		if found {
			v.Field = &table[at]
			fields = fields.With(v, table)
		}
	}
	return fields, nil
}

func (i *interview) setting(field *library.Field, s SiteSketch, level string) (library.Value, bool, error) {
	if items := s.Given[field.Name]; len(items) > 0 {
		v, text, hint := i.lib.Answer(field, i.scope, items...)
		if text == "" {
			text, hint = i.languages(v)
		}
		if text != "" {
			return v, false, &SketchError{text, hint}
		}
		return v, true, nil
	}
	if field.Name == "people" && len(s.People) > 0 {
		return i.people(field, s.People)
	}
	if i.ask == nil {
		if field.Name == "people" && level == "school" {
			return library.Value{}, false, &SketchError{"a school needs someone to talk to", "name them with --person \"Guidance teacher; what they help with; where; when\""}
		}
		return library.Value{}, false, nil
	}
	if field.Name == "languages" && len(i.lib.Languages) < 2 {
		return library.Value{}, false, nil
	}
	field.Required = level == "school" && (field.Name == "stages" || field.Name == "people")
	return i.value(field, "", i.languages)
}

// people reads the people that are given in words.
func (i *interview) people(field *library.Field, people [][]string) (library.Value, bool, error) {
	v := library.Value{Field: field}
	one := *field
	one.Many, one.Max = false, 0
	for _, person := range people {
		var row library.Fields
		for n, name := range []string{"role", "helps_with", "where", "when"} {
			if n >= len(person) && n > 1 {
				break
			}
			inner := setting(field.Fields, name)
			said, text, hint := i.lib.Answer(inner, i.scope, append(person[min(n, len(person)):], "")[0])
			if text != "" {
				return v, false, &SketchError{text, cmp.Or(hint, inner.About)}
			}
			row = row.With(said, field.Fields)
		}
		v.List = append(v.List, library.Value{Field: &one, Group: row})
	}
	return v, true, nil
}

// languages says what a check would of a site's languages: the network has them, and the source language, which every
// page is written in, comes first.
func (i *interview) languages(v library.Value) (text, hint string) {
	if v.Field.Name != "languages" {
		return "", ""
	}
	for _, language := range v.List {
		if !slices.Contains(i.lib.Languages, language.Text) {
			return fmt.Sprintf("%q is not a language of the network", language.Text), diag.DidYouMean(language.Text, i.lib.Languages, "add it to network.md first")
		}
	}
	if source := i.lib.Languages[0]; v.List[0].Text != source {
		return fmt.Sprintf("the source language %q comes first", source), "list it first; it can always be read"
	}
	return "", ""
}

// look asks for a theme and its colours, each checked at once against what it must be read on.
func (i *interview) look(fields library.Fields, table []library.Field, b *Builder) (library.Fields, error) {
	if i.ask == nil {
		return fields, nil
	}
	if names := themeNames(b.Options.Themes); len(names) > 1 {
		chosen, err := i.choose(Prompt{Name: "look", About: "Which look? Leave it out for the plain one.", Choices: names, Optional: true})
		if err != nil {
			return nil, err
		}
		if chosen != "" && chosen != defaultTheme {
			fields = fields.With(library.Value{Field: setting(table, "theme"), Text: chosen}, table)
		}
	}
	used, problems := theme.Load(b.Options.Themes, cmp.Or(fields.Text("theme"), defaultTheme))
	if used == nil || len(problems) > 0 {
		return fields, nil // a check says why
	}
	var chosen []theme.Token
	tokens := library.Value{Field: setting(table, "tokens")}
	for _, colour := range coloured {
		token, err := i.colour(used, chosen, colour.token, Prompt{Name: colour.name, About: colour.about, Optional: true})
		if err != nil {
			return nil, err
		}
		if token.Value != "" {
			chosen = append(chosen, token)
			tokens.Group = append(tokens.Group, library.Value{Field: &library.Field{Name: token.Name}, Text: token.Value})
		}
	}
	if tokens.Group != nil {
		fields = fields.With(tokens, table)
	}
	return fields, nil
}

// colour asks for one colour until it can be read with those before it.
func (i *interview) colour(used *theme.Theme, before []theme.Token, name string, q Prompt) (theme.Token, error) {
	for {
		answer, err := i.ask.Ask(q)
		if err != nil || strings.TrimSpace(answer) == "" {
			return theme.Token{}, err
		}
		if answer = strings.TrimSpace(answer); !hexColour.MatchString(answer) {
			i.ask.Refuse("this is no colour as a site writes it", "write # and six digits or letters from a to f, such as #14532d; a colour picker on the web shows them")
			continue
		}
		token := theme.Token{Name: name, Value: answer}
		_, problems := used.Look(append(slices.Clone(before), token))
		if len(problems) == 0 {
			return token, nil
		}
		i.ask.Refuse("words would be hard to read: "+problems[0].Text, problems[0].Hint)
	}
}

// themeNames are the folders of themes.
func themeNames(themes fs.FS) []string {
	var names []string
	found, _ := fs.Glob(themes, "*/theme.md")
	for _, file := range found {
		names = append(names, path.Dir(file))
	}
	return names
}
