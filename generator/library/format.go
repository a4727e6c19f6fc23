package library

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// Format writes a file of the content folder in the one style of its front matter: fields in the order of the table,
// spelled as [Encode] does, comments beside the fields they belong to, no blank lines between them, line ends of Unix
// and one at the end. The text below is left as it is. What the file says never changes: it reads as before, to the
// letter of every field, and formatting it again changes nothing.
//
// A file that cannot be read, or whose comments cannot be kept, is returned as it was, with the reason. file is its
// path below the content folder.
func Format(file string, raw []byte) ([]byte, []diag.Problem) {
	scope, _, _ := locate(file)
	table := fieldsOf(file)
	if table == nil {
		return raw, nil
	}
	s, ok := newSource(file, scope.Reach(), raw)
	if !ok {
		return raw, s.problems
	}
	fields := s.decode(table)
	keeps := func(p diag.Problem) bool { return p.Severity == diag.Error || p.Text == cutOffWords }
	if slices.ContainsFunc(s.problems, keeps) {
		return raw, slices.DeleteFunc(s.problems, func(p diag.Problem) bool { return !keeps(p) })
	}
	notes, found := s.notes(fields)
	formatted := append(encodeWith(fields, notes), s.words(raw)...)
	if !found || !s.unchanged(formatted, fields, table) {
		s.at(1, 1, 3, "this file has comments that cannot be kept where they stand", "put each comment on a line of its own, above the field it is about")
		return raw, s.problems[len(s.problems)-1:]
	}
	return formatted, nil
}

// Formats reports whether a path below the content folder is one of an entry or of settings, which have front matter.
func Formats(file string) bool { return fieldsOf(file) != nil }

// fieldsOf is the table of fields of the file at a path below the content folder; nil when there is none.
func fieldsOf(file string) []Field {
	scope, group, rest := locate(file)
	switch {
	case settingsLevel(file, scope, group, rest) != "":
		return settingsFields
	case path.Ext(file) != ".md" || path.Base(file) == "README.md" || len(rest) != 2 || KindOf(rest[0]) == nil:
		return nil
	}
	return KindOf(rest[0]).table()
}

// words are the text below the fields in the letters it was written with, ending in one line end; nothing where there
// are only line ends.
func (s *source) words(raw []byte) []byte {
	if len(bytes.Trim(s.body, "\n")) == 0 {
		return nil
	}
	text := raw
	for range s.bodyLine {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return append(bytes.TrimRight(text, "\n"), '\n')
}

// unchanged reports whether a file, written anew, still says what it said, in fields and comments.
func (s *source) unchanged(formatted []byte, fields Fields, table []Field) bool {
	again, ok := newSource(s.file, s.reach, formatted)
	if !ok {
		return false
	}
	if !slices.EqualFunc(again.decode(table), fields, sameValue) || len(again.problems) > 0 {
		return false
	}
	was, found := s.commentary()
	is, foundAgain := again.commentary()
	words := func(list []comment) []string {
		var all []string
		for _, c := range list {
			all = append(all, c.text)
		}
		slices.Sort(all)
		return all
	}
	return found && foundAgain && slices.Equal(words(was), words(is))
}

func sameValue(a, b Value) bool {
	return a.Field.Name == b.Field.Name && a.Text == b.Text &&
		slices.EqualFunc(a.List, b.List, sameValue) && slices.EqualFunc(a.Group, b.Group, sameValue)
}

func join(within, name string) string {
	return strings.TrimPrefix(within+"."+name, ".")
}
