package editor

import (
	"cmp"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// mostOptions is how long a list to choose from may be; beyond it, names are typed.
const mostOptions = 600

// forms makes the fields of a form out of the table of kinds.
type forms struct {
	lib     *library.Library
	options map[string][]any // what a reference can name, by kind; "" is any
	strict  bool             // what must be there is asked for: false where it can come from above
}

// newForms readies what fields refer to: the entries that a shelf may name.
func newForms(lib *library.Library, scope library.Scope) *forms {
	f := &forms{lib: lib, options: map[string][]any{}}
	seen := map[library.ID]bool{}
	for _, e := range lib.Entries {
		inScope := e.Scope.Area == "" || e.Scope.Area == scope.Area && (e.Scope.Site == "" || e.Scope.Site == scope.Site)
		if e.Form != (library.Form{}) || seen[e.ID] || !inScope {
			continue
		}
		seen[e.ID] = true
		title := cmp.Or(e.Fields.Text("title"), e.Slug)
		f.options[e.Kind.Name] = append(f.options[e.Kind.Name], option(title, e.Slug))
		f.options[""] = append(f.options[""], option(title+" ("+e.Kind.Name+")", e.ID.String()))
	}
	for kind := range f.options {
		slices.SortStableFunc(f.options[kind], func(a, b any) int {
			return strings.Compare(strings.ToLower(a.(mapping)[0].value.(string)), strings.ToLower(b.(mapping)[0].value.(string)))
		})
	}
	return f
}

func option(label, value string) mapping { return mapping{{"label", label}, {"value", value}} }

// fields are the form of an entry: the common fields, the kind's own, and the text.
func (f *forms) fields(kind *library.Kind) []any {
	var list []any
	for _, field := range slices.Concat(kind.Common(), kind.Fields) {
		list = append(list, f.field(field))
	}
	return append(list, bodyForm)
}

// settings are the form of a shelf's settings file. Tokens are the theme's own and stay as the file has them.
func (f *forms) settings(level string) []any {
	var list []any
	for _, field := range library.SettingsAt(level) {
		if field.Name != "tokens" {
			list = append(list, f.field(field))
		}
	}
	return append(list, bodyForm)
}

// bodyForm is the text below the fields: Markdown as it is, since a rich editor would spell it anew.
var bodyForm = mapping{
	{"name", "body"}, {"label", "The text"}, {"widget", "markdown"}, {"modes", []string{"raw"}}, {"required", false},
	{"hint", "Plain words in Markdown: a blank line begins a paragraph, ## a heading, - a point of a list."},
}

// field is one row of the table as a form's field.
func (f *forms) field(field library.Field) mapping {
	m := mapping{{"name", field.Name}, {"label", fieldLabel(field)}}
	if hint := plainHint(field); hint != "" {
		m = m.set("hint", hint)
	}
	m = m.set("required", f.strict && field.Required)
	switch {
	case field.Type == library.Group && field.Many:
		return f.groups(m, field)
	case field.Type == library.Group:
		return m.set("widget", "object").set("collapsed", true).set("fields", f.inner(field))
	case field.Many:
		return f.many(m, field)
	}
	return append(m, f.widget(field)...)
}

func (f *forms) inner(field library.Field) []any {
	inside := &forms{lib: f.lib, options: f.options} // a group left out is not missed, and Decap would ask for its fields
	inside.strict = field.Many
	var list []any
	for _, inner := range field.Fields {
		list = append(list, inside.field(inner))
	}
	return list
}

func (f *forms) groups(m mapping, field library.Field) mapping {
	m = m.set("widget", "list").set("collapsed", true)
	if field.Max > 0 {
		m = m.set("max", field.Max)
	}
	return m.set("label_singular", singular(field)).set("fields", f.inner(field))
}

// many is a list of single values: boxes to choose from where there is a choice, a line each elsewhere.
func (f *forms) many(m mapping, field library.Field) mapping {
	if options := f.choices(field); options != nil {
		return m.set("widget", "select").set("multiple", true).set("options", options)
	}
	m = m.set("widget", "list")
	if field.Max > 0 {
		m = m.set("max", field.Max)
	}
	one := append(mapping{{"name", "item"}, {"label", plainName(field.Name)}}, f.widget(field)...)
	return m.set("label_singular", singular(field)).set("collapsed", false).set("field", one)
}

// singular is what a form calls one row of a list.
func singular(field library.Field) string {
	if word, found := oneOf[field.Name]; found {
		return word
	}
	name := strings.ToLower(plainName(field.Name))
	if stem, found := strings.CutSuffix(name, "ies"); found {
		return stem + "y"
	}
	return strings.TrimSuffix(name, "s")
}

// oneOf are the words for one row where the field's name has none by itself.
var oneOf = map[string]string{"aliases": "alias", "isbn": "ISBN", "near_misses": "near miss", "people": "person", "short": "sentence"}

// widget is the part of a form that asks for one value.
func (f *forms) widget(field library.Field) mapping {
	if options := f.choices(field); options != nil {
		return mapping{{"widget", "select"}, {"options", options}}
	}
	switch field.Type {
	case library.Flag:
		return mapping{{"widget", "boolean"}}
	case library.Number:
		m := mapping{{"widget", "number"}, {"value_type", "int"}, {"min", 0}}
		if field.Max > 0 {
			m = m.set("max", field.Max)
		}
		return m
	case library.Date:
		start := ""
		if field.Name == "updated" {
			start = "{{now}}"
		}
		return mapping{{"widget", "datetime"}, {"format", "YYYY-MM-DD"}, {"date_format", "D MMMM YYYY"}, {"time_format", false}, {"default", start}}
	case library.Moment:
		return mapping{{"widget", "datetime"}, {"format", "YYYY-MM-DD HH:mm"}, {"date_format", "D MMMM YYYY"}, {"time_format", "HH:mm"}, {"default", ""}}
	case library.Prose:
		return mapping{{"widget", "text"}}
	}
	if field.Name == "file" || field.Name == "logo" {
		return mapping{{"widget", "image"}, {"choose_url", false}}
	}
	m := mapping{{"widget", "string"}}
	if p, found := patterns[field.Type]; found {
		m = m.set("pattern", []string{p.pattern, p.text})
	}
	return m
}

// pattern is what a browser can check while somebody types; the program checks again, and more.
type pattern struct{ pattern, text string }

var patterns = map[library.Type]pattern{
	library.Clock:    {`^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$`, "is a time such as 09:30 or 18:00"},
	library.Web:      {`^https?://\S+$`, "begins with https://"},
	library.Email:    {`^\S+@\S+\.\S+$`, "is an email address"},
	library.Phone:    {`^[+0-9][0-9 ()-]{2,}$`, "is a phone number"},
	library.Slug:     {`^[a-z0-9]+(-[a-z0-9]+)*$`, "has only small letters a to z, digits and single hyphens"},
	library.Path:     {`^[a-z0-9-]+(/[a-z0-9-]+)*/?$`, "is an address within the site, such as topics/old-name"},
	library.Language: {`^[a-z]{2,3}(-[A-Za-z0-9]+)*$`, "is a language tag such as gd or pl"},
	library.ISBN:     {`^[0-9][0-9 -]{8,15}[0-9Xx]$`, "is an ISBN of 10 or 13 digits"},
}

// choices are the values that a field can have; nil where it can have any.
func (f *forms) choices(field library.Field) []any {
	var list []any
	switch field.Type {
	case library.Choice:
		for _, word := range field.Words {
			list = append(list, option(plainName(word), word))
		}
	case library.Stage:
		for _, stage := range stages {
			list = append(list, option(stage, stage))
		}
	case library.Area:
		for _, site := range f.lib.Sites {
			if one := option(cmp.Or(site.AreaName, site.Area), site.Area); len(list) == 0 || list[len(list)-1].(mapping)[1] != one[1] {
				list = append(list, one)
			}
		}
	case library.Ref:
		if list = f.options[field.Of]; len(list) > mostOptions {
			return nil
		}
	}
	return list
}

var stages = []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "S1", "S2", "S3", "S4", "S5", "S6"}

// fieldLabel is what a form calls a field.
func fieldLabel(field library.Field) string {
	if field.Name == "text" && field.Type == library.Choice {
		return "Together with the text from above"
	}
	return plainName(field.Name)
}

// plainName makes a label of a field's name: who_may_be_told is "Who may be told".
func plainName(name string) string {
	switch name {
	case "isbn":
		return "ISBN"
	case "url":
		return "Web address"
	}
	words := strings.NewReplacer("_", " ", "-", " ").Replace(name)
	return strings.ToUpper(words[:1]) + words[1:]
}

// plainHint is what a field is for, without what a form does by itself.
func plainHint(field library.Field) string {
	hint := strings.NewReplacer(", in quotes,", ",", ", in quotes", "").Replace(field.About)
	if rest, flag := strings.CutPrefix(hint, "true "); flag && field.Type == library.Flag {
		hint = "On: " + rest
	}
	return hint
}
