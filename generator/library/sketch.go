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

// Sketch writes a new entry of a kind for someone to fill in: the required fields with words to replace, the others
// as comments, each with what it is for. It reads without an error. pick names an existing entry of a kind, for
// fields that must refer to one; "" where there is none.
func Sketch(kind *Kind, title string, today civil.Date, pick func(kind string) string) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	sketch := sketcher{&b, today, pick}
	for i := range kind.all {
		field := &kind.all[i]
		switch {
		case field.Name == "title":
			fmt.Fprintf(&b, "# %s\ntitle: %s\n", field.About, quoted(title))
		case field.Name == "draft":
			fmt.Fprintf(&b, "# %s\ndraft: true\n", field.About)
		case field.Required:
			fmt.Fprintf(&b, "# %s\n%s:%s", field.About, field.Name, sketch.value(field, "  "))
		default:
			fmt.Fprintf(&b, "# %s: %s\n", field.Name, field.About)
		}
	}
	b.WriteString("---\n")
	if !kind.NoPage {
		b.WriteString("\n" + sampleBody + "\n")
	}
	return []byte(b.String())
}

type sketcher struct {
	b     *strings.Builder
	today civil.Date
	pick  func(kind string) string
}

// value is what follows a required field's colon, with its line end.
func (s sketcher) value(field *Field, indent string) string {
	switch {
	case field.Type == Group && field.Many:
		return "\n" + indent + "- " + strings.TrimPrefix(s.group(field, indent+"  "), indent+"  ")
	case field.Type == Group:
		return "\n" + s.group(field, indent)
	case field.Many:
		return " [" + s.scalar(field) + "]\n"
	}
	return " " + s.scalar(field) + "\n"
}

func (s sketcher) group(field *Field, indent string) string {
	var b strings.Builder
	for i := range field.Fields {
		if inner := &field.Fields[i]; inner.Required {
			fmt.Fprintf(&b, "%s%s:%s", indent, inner.Name, s.value(inner, indent+"  "))
		}
	}
	return b.String()
}

func (s sketcher) scalar(field *Field) string {
	switch field.Type {
	case Flag:
		return "true"
	case Number:
		return "1"
	case Date:
		return s.today.String()
	case Moment:
		return s.today.String() + " 12:00"
	case Clock:
		return `"09:00"`
	case Choice:
		return field.Words[0]
	case Ref:
		return s.pick(field.Of)
	case ISBN:
		return quoted(sampleISBN)
	}
	if field.Name == "value" {
		return quoted(sampleNumber) // a helpline's number
	}
	return quoted(sampleWords + uncapitalised(field.About))
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
