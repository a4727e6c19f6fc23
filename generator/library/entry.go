package library

import (
	"bytes"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/markdown"
)

// ID is what makes two files the same entry: the kind's folder and the file's slug. Neither title nor address
// changes it.
type ID struct{ Folder, Slug string }

func (id ID) String() string { return id.Folder + "/" + id.Slug }

// ParseID reads folder/slug.
func ParseID(s string) ID {
	folder, slug, _ := strings.Cut(s, "/")
	return ID{folder, slug}
}

// Scope is the shelf an entry lies on: national when both are empty, an area's when Site is, else a site's. It
// comes from the folder and from nothing else, so that who may change a file in Git and whom it reaches agree.
type Scope struct{ Area, Site string }

// Level is 0 for national, 1 for an area, 2 for a site.
func (s Scope) Level() int {
	switch {
	case s.Area == "":
		return 0
	case s.Site == "":
		return 1
	}
	return 2
}

// Reach is whom a mistake in this scope concerns.
func (s Scope) Reach() diag.Reach { return diag.Reach{Area: s.Area, Site: s.Site} }

func (s Scope) String() string {
	switch s.Level() {
	case 0:
		return "national"
	case 1:
		return s.Area
	}
	return s.Area + "/" + s.Site
}

// above reports whether an entry of scope s lies on the shelf of o or above it.
func (s Scope) above(o Scope) bool {
	return (s.Area == "" || s.Area == o.Area) && (s.Site == "" || s.Site == o.Site)
}

// Form tells apart the files of one entry on one shelf: its language, empty for the source language, and its
// variant, empty for the plain text.
type Form struct{ Language, Variant string }

// Variants are the words that may stand between slug and .md.
var Variants = []string{"primary", "easy", "bsl"}

// Entry is one Markdown file, read once and then never changed, however many sites show it.
type Entry struct {
	ID
	Form
	Scope  Scope
	Kind   *Kind
	File   string // path below the content folder
	Fields Fields
	Body   *markdown.Body
	Bare   bool   // the body is empty: it is inherited
	Digest string // what sign-offs, adaptations and caches mean by "the same entry"; see digest.go

	body   []byte // the body's source, for the digest
	source []byte // fences and fields, for the snippets of problems found later
}

// name is the entry's name with what its file's name adds: topics/sleep.easy.gd.
func (e *Entry) name() string {
	name := e.ID.String()
	for _, ending := range []string{e.Variant, e.Language} {
		if ending != "" {
			name += "." + ending
		}
	}
	return name
}

// Appends reports whether the body stands below the one from above instead of replacing it.
func (e *Entry) Appends() bool { return e.Fields.Text("body") == "append" }

// Problem is a problem at a value of this entry; a nil value means the file as a whole.
func (e *Entry) Problem(severity diag.Severity, at *Value, text, hint string) diag.Problem {
	p := diag.Problem{Severity: severity, Reach: e.Scope.Reach(), Place: diag.Place{File: e.File}, Text: text, Hint: hint}
	if at != nil {
		p.Place = diag.Place{File: e.File, Line: at.Line, Column: at.Col, Length: at.Len}
		p.Snippet = diag.Line(e.source, at.Line)
	}
	return p
}

// reading is a file's content as it was understood, kept by the hash of its bytes together with its problems, so
// that a warm build reports the same problems as a cold one. It depends on that one file alone.
type reading struct {
	fields   Fields
	body     *markdown.Body
	text     []byte
	source   []byte
	bare     bool
	problems []diag.Problem
}

// readEntry reads the bytes of an entry's file. The result is nil, with problems, when nothing of it can be used.
func readEntry(file string, reach diag.Reach, kind *Kind, raw []byte) *reading {
	s, ok := newSource(file, reach, raw)
	if !ok {
		return &reading{problems: s.problems}
	}
	r := &reading{fields: s.decode(kind.table()), text: s.body, source: s.text[:len(s.text)-len(s.body)]}
	s.secondBlock(kind)
	sense(kind, r.fields, s.wrongWith)
	s.startsBeside(r.fields)
	s.described(kind, r.fields)
	s.unwritten(r.fields)
	r.bare = len(bytes.TrimSpace(s.body)) == 0
	prefix := ""
	switch {
	case r.fields.Text("body") != "append":
	case reach.Area != "" && reach.Site == "":
		prefix = "area-" // an area's and a site's addition can stand on one page, and their headings share no id
	default:
		prefix = "local-"
	}
	body, problems := markdown.Parse(markdown.Source{File: file, Text: s.body, Line: s.bodyLine, Reach: reach, Prefix: prefix})
	r.body = body
	r.problems = append(s.problems, problems...)
	return r
}

// table is the common fields followed by the kind's own.
func (k *Kind) table() []Field { return k.all }

// secondBlock finds front matter that goes on after its closing fence: shown as text it would put a page's fields
// on the page.
func (s *source) secondBlock(kind *Kind) {
	trimmed := bytes.TrimLeft(s.body, "\n")
	first, rest, _ := bytes.Cut(trimmed, []byte("\n"))
	name, _, found := bytes.Cut(first, []byte(":"))
	if !found || !bytes.HasPrefix(rest, []byte("---\n")) && !bytes.Contains(rest, []byte("\n---\n")) {
		return
	}
	for _, field := range kind.table() {
		if field.Name == string(name) {
			line := s.bodyLine + 1 + bytes.Count(s.body[:len(s.body)-len(trimmed)], []byte("\n"))
			s.at(line, 1, len(first), "a second block of fields begins here", "an entry has one; move its fields into the first")
			return
		}
	}
}
