package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"wellshelf/generator/diag"
)

// fragment is a link to a heading of this body, checked when all headings are known.
type fragment struct {
	id             string
	offset, length int
}

func (r *writer) heading(n *ast.Heading) {
	r.begin()
	text := r.flat(n)
	if text == "" {
		r.warn(n.Pos(), n.Level, "this heading has no words", "write words after the #, or leave it out")
		return
	}
	level := r.headingLevel(n)
	id := r.body.prefix + r.slug(text)
	r.body.Headings = append(r.body.Headings, Heading{Level: level, ID: id, Text: text})
	tag := "h" + strconv.Itoa(level)
	r.write("<" + tag + ` id="`)
	r.out = appendEscaped(r.out, id)
	r.element(`">`, n, "</"+tag+">\n")
}

// headingLevel is the level a heading is shown at. Level 1 belongs to the title.
func (r *writer) headingLevel(n *ast.Heading) int {
	level := n.Level
	switch {
	case level == 1:
		r.warn(n.Pos(), 1, "the title is already the main heading", "begin with ##")
		level = 2
	case level > r.level+1:
		r.warn(n.Pos(), level, "this heading skips a level", "begin with "+strings.Repeat("#", r.level+1))
	}
	r.level = level
	return level
}

// flat is the plain text of a node's children, without blanks at its ends.
func (r *writer) flat(n ast.Node) string {
	from, out, marks, outsides := len(r.words), len(r.out), len(r.marks), len(r.body.Outside)
	problems, around := len(r.problems), r.within
	r.within = inWords
	r.children(n)
	text := strings.TrimSpace(string(r.words[from:]))
	r.words, r.out, r.marks, r.within = r.words[:from], r.out[:out], r.marks[:marks], around
	r.problems, r.body.Outside = r.problems[:problems], r.body.Outside[:outsides]
	return text
}

// slug is the id GitHub gives a heading: lower case, letters and numbers of any script, marks, "_" and "-" kept,
// blanks as "-", everything else left out; an id already taken gets -1, -2 and so on (github-slugger 2).
func (r *writer) slug(text string) string {
	id := strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c == '-' || c == '_' || unicode.In(c, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc):
			return c
		}
		return -1
	}, strings.ToLower(text))
	if id == "" {
		id = "section"
	}
	if r.slugs == nil {
		r.slugs = map[string]int{}
	}
	unique := id
	for _, taken := r.slugs[unique]; taken; _, taken = r.slugs[unique] {
		r.slugs[id]++
		unique = id + "-" + strconv.Itoa(r.slugs[id])
	}
	r.slugs[unique] = 0
	return unique
}

// checkFragments reports links to headings that are not in this body.
func (r *writer) checkFragments() {
	if len(r.fragments) == 0 {
		return
	}
	ids := make([]string, len(r.body.Headings))
	for i, h := range r.body.Headings {
		ids[i] = h.ID[len(r.body.prefix):]
	}
	hints := map[string]string{}
	for _, f := range r.fragments {
		if _, found := r.slugs[f.id]; found {
			continue
		}
		hint, known := hints[f.id]
		if !known {
			hint = headingHint(f.id, ids)
			hints[f.id] = hint
		}
		r.reportError(f.offset, f.length, "there is no heading \"#"+shortened(f.id)+"\" on this page", hint)
	}
}

// mostCompared bounds the search for the nearest heading, which takes a comparison for each.
const mostCompared = 200

func headingHint(id string, ids []string) string {
	if len(ids) == 0 {
		return "this page has no headings to link to"
	}
	if len(ids) > mostCompared || len(id) > mostCompared {
		return "use the words of a heading, in small letters, with - for blanks"
	}
	short := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return len(id) > mostCompared })
	if near := diag.Nearest(id, short); near != "" {
		return "did you mean \"#" + near + "\"?"
	}
	return "use the words of a heading, in small letters, with - for blanks"
}
