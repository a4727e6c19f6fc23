package library

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// asked are the fields that someone who begins an entry is asked for beside those that must be there, by kind. Fields
// of rows follow a dot. Everything else stands in the new file as a comment.
var asked = map[string][]string{
	"topic": {"feelings", "synonyms"}, "resource": {"topics", "minutes", "url"}, "helpline": {"topics"},
	"service":      {"topics", "organisation", "url", "phone", "how_to_start"},
	"organisation": {"topics", "sector", "url", "phone"}, "place": {"location", "location.city", "location.postal_code", "phone", "hours", "offers"},
	"event": {"topics", "end", "place", "booking", "cost", "come_alone"}, "book": {"topics", "content_note"}, "booklist": {"topics"},
	"story": {"topics", "teller", "content_note"}, "lesson": {"topics", "stages", "minutes", "aims"}, "survey": {"questions.options"},
	"trail": {"topics"}, "pathway": {"topics", "steps.go"}, "case-study": {"area", "period"},
	"settings": {"people.name", "people.where", "people.when"},
}

// questions are what a person is asked where what a field is for, as files and forms say it, is too short to be a
// question. Fields of rows follow a dot.
var questions = map[string]map[string]string{
	"settings": {
		"short_name":        "A short name for the top of the pages on phones.",
		"stages":            "Which school years does it have?",
		"people":            "Whom can a young person talk to here? One at a time, closest first. A role is enough: Guidance teacher, School nurse, Librarian.",
		"people.role":       "Their role.",
		"people.helps_with": "What can they help with? Such as: Anything on your mind.",
		"people.where":      "Where can they be found?",
		"people.when":       "When can they be found there? Such as: Every day at break.",
		"languages":         "Which languages should it show?",
	},
	"event": {"end": "When it ends, the same way."},
	"place": {"location.postal_code": "The postcode."},
}

// Question is what someone who begins an entry of this kind, or a site's settings, is asked for a field. Within names
// the group it lies in, or is "".
func Question(kind, within string, field *Field) string {
	return cmp.Or(questions[kind][join(within, field.Name)], field.About)
}

// Asks reports whether someone who begins an entry of this kind, or a site's settings, is asked for a field. Within
// names the group it lies in, or is "".
func Asks(kind, within string, field *Field) bool {
	return field.Required || slices.Contains(asked[kind], join(within, field.Name))
}

// Answer reads what a person says of a field, an item for each of a list, as if it stood in a file of that scope. The
// text says what is wrong with it, and the hint what to do, in the words of a check.
func (l *Library) Answer(field *Field, from Scope, items ...string) (v Value, text, hint string) {
	one := *field
	if field.Many {
		one.Many, one.Max = false, 0
	}
	v.Field = field
	for _, words := range items {
		spelling, text, hint := canonical(&one, words)
		if text != "" {
			return v, text, hint
		}
		item := Value{Field: &one, Text: spelling}
		if text, hint := l.reference(&item, from); text != "" {
			return v, text, hint
		}
		if !field.Many {
			v.Text = spelling
			return v, "", ""
		}
		v.List = append(v.List, item)
	}
	switch {
	case len(v.List) == 0:
		return v, fmt.Sprintf("%q is empty", field.Name), "write a value"
	case field.Max > 0 && len(v.List) > field.Max:
		return v, fmt.Sprintf("%q has %d items, and %d is the most", field.Name, len(v.List), field.Max), "keep the ones that matter most"
	}
	return v, "", ""
}

// Choices are the words among which a field chooses, where they are few enough to list: those of the table, school
// years, the languages of the network, council areas, or the entries of a kind that can be seen from a scope.
func (l *Library) Choices(field *Field, from Scope) []string {
	switch field.Type {
	case Choice:
		return field.Words
	case Stage:
		return Stages
	case Language:
		return l.Languages
	case Area:
		return l.areas()
	case Ref:
		var slugs []string
		for _, e := range l.Entries {
			if field.Of == e.Kind.Name && e.Form == (Form{}) && e.Scope.above(from) && !slices.Contains(slugs, e.Slug) {
				slugs = append(slugs, e.Slug)
			}
		}
		slices.Sort(slugs)
		return slugs
	}
	return nil
}

// Disagrees says what is wrong with fields that do not fit each other, in the words of a check; "" when they do.
func Disagrees(kind *Kind, fields Fields) (text, hint string) {
	sense(kind, fields, func(what, do string, _ ...*Value) {
		if text == "" {
			text, hint = what, do
		}
	})
	return text, hint
}

// With returns fields with one more, in the order of a table.
func (f Fields) With(v Value, table []Field) Fields {
	all := append(slices.Clone(f), v)
	order := func(v Value) int {
		return slices.IndexFunc(table, func(row Field) bool { return row.Name == v.Field.Name })
	}
	slices.SortStableFunc(all, func(a, b Value) int { return order(a) - order(b) })
	return all
}

// Table are all fields of a kind: the common ones, then its own.
func (k *Kind) Table() []Field { return k.all }

// Discreet reports whether an entry of that kind and slug hides its title wherever others may see it, as long as its
// fields do not say otherwise; it then needs a neutral name.
func (k *Kind) Discreet(slug string) bool {
	return k.Name == "topic" && slices.Contains(discreetTopics, slug)
}

// Above returns the plain entry of that name on a shelf above a scope, or nil.
func (l *Library) Above(from Scope, id ID) *Entry { return l.upper(&Entry{ID: id, Scope: from}) }

// ScopeOf reads "" (every site), an area or area/site. The hint says what there is when there is no such scope.
func (l *Library) ScopeOf(in string) (scope Scope, hint string) {
	folder, hint := l.Folder(in)
	if folder == "" {
		return Scope{}, hint
	}
	scope.Area, scope.Site, _ = strings.Cut(in, "/")
	return scope, ""
}

// Areas are the council areas that have sites.
func (l *Library) Areas() []string { return l.areas() }
