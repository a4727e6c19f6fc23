package library

import (
	"bytes"
	"crypto/sha256"
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
	Bare   bool   // the body is empty: it is inherited
	Digest string // what sign-offs, adaptations and caches mean by "the same entry"; see digest.go

	words  *passage
	source []byte            // fences and fields, for the snippets of problems found later
	sum    [sha256.Size]byte // of the file's bytes
	alone  *alone
	copies map[string]string // of a kept text: where its own copies of pictures and documents lie, by where they lay
	stub   bool
}

// Stub reports whether the entry is what is left of a text that may not be read any more: its name, and ways to get help.
func (e *Entry) Stub() bool { return e.stub }

// Sum is the SHA-256 of the bytes of the entry's file.
func (e *Entry) Sum() [sha256.Size]byte { return e.sum }

// Body is the text below the fields. It may be fetched from where readings are kept when it is first asked for, and is
// always the same one afterwards.
func (e *Entry) Body() *markdown.Body {
	if e.words == nil {
		return nil
	}
	return e.words.get()
}

// below are the bytes of the body, as they were parsed.
func (e *Entry) below() []byte {
	if e.words == nil {
		return nil
	}
	return e.words.source.Text
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
func (e *Entry) Appends() bool { return e.Fields.Text("text") == "append" }

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
// that a warm build reports the same problems as a cold one. It depends on that one file, its path included, alone.
type reading struct {
	sum      [sha256.Size]byte // of the file's bytes
	fields   Fields            // nil when nothing of the file can be used
	words    *passage
	source   []byte
	bare     bool
	digest   string // "" when the bytes of pictures count too
	problems []diag.Problem
}

// readEntry reads the bytes of an entry's file.
func readEntry(f entryFile) *reading {
	s, ok := newSource(f.file, f.scope.Reach(), f.raw)
	if !ok {
		return &reading{problems: s.problems}
	}
	r := &reading{fields: s.decode(f.kind.table()), source: s.text[:len(s.text)-len(s.body)]}
	s.secondBlock(f.kind)
	sense(f.kind, r.fields, s.wrongWith)
	s.startsBeside(r.fields)
	s.described(f.kind, r.fields)
	s.unwritten(r.fields)
	r.bare = len(bytes.TrimSpace(s.body)) == 0
	var problems []diag.Problem
	r.words, problems = readPassage(s.passage(prefix(s.reach, r.fields)))
	r.problems = append(s.problems, problems...)
	if r.fields != nil {
		r.digest = f.digest(r)
	}
	return r
}

// prefix is what begins the ids of a body that is added to another: an area's and a site's addition can stand on one
// page, and their headings share no id.
func prefix(reach diag.Reach, fields Fields) string {
	switch {
	case fields.Text("text") != "append":
		return ""
	case reach.Area != "" && reach.Site == "":
		return "area-"
	}
	return "local-"
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
