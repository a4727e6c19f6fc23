package library

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/golang-sql/civil"
)

// What a sketch says where a person's own words belong.
const (
	sampleWords  = "Write here: "
	sampleBody   = "Write the text here, in short sentences and everyday words."
	sampleNumber = "000 000"
	sampleISBN   = "9780000000019"
)

// unwritten finds what is left of a sketch in an entry that is no draft any more.
func (s *source) unwritten(f Fields) {
	if f == nil || f.Flag("draft") {
		return
	}
	const hint = "write your own words, or keep draft: true"
	f.Scalars(func(v *Value) {
		if strings.HasPrefix(v.Text, strings.TrimSpace(sampleWords)) || (v.Text == sampleNumber && v.Field.Name == "value") || (v.Text == sampleISBN && v.Field.Type == ISBN) {
			s.wrong(v, fmt.Sprintf("%q still holds the example that `wellshelf new` wrote", v.Field.Name), hint)
		}
	})
	for i, line := range strings.Split(string(s.body), "\n") {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "Write the text here") {
			s.at(s.bodyLine+1+i, 1+strings.Index(line, trimmed), utf8.RuneCountInString(trimmed), "the text still holds the example that `wellshelf new` wrote", hint)
		}
	}
}

// Sketch is an entry that someone begins.
type Sketch struct {
	Kind    *Kind
	Fields  Fields // what is known of it, its title at least
	Changes bool   // it changes an entry from above, and states only what differs
	Today   civil.Date
	Words   string                   // the text, when there is one already
	Notes   []string                 // comments above all fields
	Pick    func(kind string) string // names an entry of a kind, for fields that must refer to one; "" where there is none
}

// Text is the new entry's file for someone to fill in: what is known, words to replace in the other fields that must be
// there, and the rest as comments, each with what it is for and the words it can be. It reads without an error, and is
// in the one style of front matter.
func (s Sketch) Text() []byte {
	var e encoder
	e.b.WriteString("---\n")
	for _, note := range s.Notes {
		e.comments([]string{"# " + note}, "")
	}
	for i := range s.Kind.all {
		field := &s.Kind.all[i]
		switch v := s.Fields.Get(field.Name); {
		case v != nil:
			e.commented(field, *v)
		case field.Name == "draft":
			e.commented(field, Value{Field: field, Text: "true"})
		case field.Required && !s.Changes || field.Name == "updated":
			e.commented(field, s.sample(field))
		default:
			e.comments([]string{"# " + field.Name + ": " + guide(field)}, "")
		}
	}
	e.b.WriteString("---\n")
	switch {
	case s.Words != "":
		e.b.WriteString("\n" + s.Words + "\n")
	case !s.Kind.NoPage && !s.Changes:
		e.b.WriteString("\n" + sampleBody + "\n")
	}
	return e.b.Bytes()
}

// SketchSettings is a new settings file of a level: what is known, and everything else as comments.
func SketchSettings(level string, fields Fields) []byte {
	var e encoder
	e.b.WriteString("---\n")
	table := SettingsAt(level)
	for i := range table {
		if v := fields.Get(table[i].Name); v != nil {
			e.commented(&table[i], *v)
		} else {
			e.comments([]string{"# " + table[i].Name + ": " + guide(&table[i])}, "")
		}
	}
	e.b.WriteString("---\n")
	return e.b.Bytes()
}

// commented writes a field below what it is for.
func (e *encoder) commented(field *Field, v Value) {
	e.comments([]string{"# " + guide(field)}, "")
	e.fields(Fields{v}, "", "")
}

// guide is what a field is for, and what it can hold where that is not plain.
func guide(field *Field) string {
	switch {
	case field.Type == Choice && len(field.Words) > 1 && field.Many:
		return field.About + " Any of: " + strings.Join(field.Words, ", ") + "."
	case field.Type == Choice && len(field.Words) > 1:
		return field.About + " One of: " + strings.Join(field.Words, ", ") + "."
	case field.Type == Stage:
		return field.About + " Any of: " + strings.Join(Stages, ", ") + "."
	case field.Type == Group && field.Fields != nil:
		holds := " It holds: "
		if field.Many {
			holds = " A row holds: "
		}
		return field.About + holds + strings.Join(namesOf(field.Fields), ", ") + "."
	}
	return field.About
}

// Sample is a field of one text with words to replace.
func Sample(field *Field) Value { return Sketch{}.sample(field) }

// sample is a field with words to replace.
func (s Sketch) sample(field *Field) Value {
	v := Value{Field: field}
	switch {
	case field.Many:
		one := *field
		one.Many, one.Max = false, 0
		v.List = []Value{s.sample(&one)}
	case field.Type == Group:
		for i := range field.Fields {
			if field.Fields[i].Required {
				v.Group = append(v.Group, s.sample(&field.Fields[i]))
			}
		}
	default:
		v.Text = s.sampleText(field)
	}
	return v
}

func (s Sketch) sampleText(field *Field) string {
	switch field.Type {
	case Flag:
		return "true"
	case Number:
		return "1"
	case Date:
		return s.Today.String()
	case Moment:
		return s.Today.String() + " 12:00"
	case Clock:
		return "09:00"
	case Choice:
		return field.Words[0]
	case Ref:
		return s.Pick(field.Of)
	case ISBN:
		return sampleISBN
	}
	if field.Name == "value" {
		return sampleNumber // a helpline's number
	}
	return sampleWords + uncapitalised(field.About)
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
