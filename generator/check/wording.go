package check

import (
	"fmt"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// wordings finds words that the wording entries list. Those of an area are added to the national ones for what lies in
// the area; a translated list is about the texts in its language. Quotations and code are other people's words and are left alone, and so are the titles of books; words
// that we put into a reader's mouth ("You could say: ...") are ours.
func wordings(c *knowledge, p *passage, words []stretch) (problems []diag.Problem) {
	if !ours(p) {
		return nil
	}
	fits := func(a *avoided) bool {
		s := p.entry.Scope
		if a.language != p.entry.Language {
			return false
		}
		if a.contact != nil && a.contact.entry.ID == p.entry.ID || a.titles && p.entry.Kind != nil && p.entry.Kind.NoPage {
			return false // a page may say what its helpline was once called; without a page nobody sees a title
		}
		return (a.scope.Area == "" || a.scope.Area == s.Area) && (a.scope.Site == "" || a.scope.Site == s.Site) && (!a.titles || p.title())
	}
	c.avoid.find(p.words, words, fits, func(at stretch, a *avoided) {
		if p.quoted(at.from) || a.titles && p.path == "title" && p.entry.Fields.Get("outside") != nil {
			return // others see the neutral name alone
		}
		written := oneLine(p.words[at.from:at.to])
		if a.titles {
			problems = append(problems, p.problem(titleWords, diag.Warning, at, fmt.Sprintf("%q in a title: %s", written, lowerFirst(a.why)), a.say))
			return
		}
		problems = append(problems, p.problem(kindWords, diag.Warning, at, fmt.Sprintf("%q: %s", written, lowerFirst(a.why)), p.kinder(a)))
	})
	return problems
}

// oneLine is a stretch of words as it can be quoted.
func oneLine(words []byte) string { return strings.Join(strings.Fields(string(words)), " ") }

// kinder says what a row suggests, with the link when that is a helpline's new name.
func (p *passage) kinder(a *avoided) string {
	if a.contact != nil && p.prose != nil && visible(a.contact.entry, p.entry) {
		return "write " + linkTo(a.say, a.contact.entry, p.entry)
	}
	return "kinder: " + a.say
}

// ours reports whether the words of a passage are ours.
func ours(p *passage) bool {
	e := p.entry
	switch {
	case e.Kind == nil:
		return true
	case e.Kind.Name == "wording", e.Kind.Name == "synonyms":
		return false
	case e.Kind.Name == "book" && p.path == "title":
		return false
	}
	return true
}

// hardWords notes which words of the glossary a passage uses.
func hardWords(c *knowledge, p *passage, words []stretch, used map[int]bool) {
	if p.entry.Kind != nil && (p.entry.Kind.Name == "glossary" || p.entry.Kind.Name == "wording") {
		return
	}
	everywhere := func(number int) bool { return !used[number] && aboveOrBelow(c.hardOf[number].Scope, p.entry.Scope) }
	c.hard.find(p.words, words, everywhere, func(_ stretch, number int) { used[number] = true })
}

// aboveOrBelow reports whether some site can show entries of both scopes.
func aboveOrBelow(a, b library.Scope) bool {
	return (a.Area == "" || b.Area == "" || a.Area == b.Area) && (a.Site == "" || b.Site == "" || a.Site == b.Site)
}
