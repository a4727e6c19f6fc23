package check

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// plainEndings say what sort of thing bears a name, and are left out when people say the name.
var plainEndings = []string{" helpline", " Helpline", " support line", " Information Service", " Mental Health Hub"}

// namesOf are the names that people give to a helpline: its title, with and without what sort of thing it is. Whom
// everybody calls, such as the emergency services, has no name of its own.
func namesOf(l *line) []string {
	if l.title == "" || len(l.contacts) > 0 && l.contacts[0].number == "999" {
		return nil
	}
	names := []string{l.title}
	for _, ending := range plainEndings {
		if short, found := strings.CutSuffix(l.title, ending); found && strings.Contains(short, " ") && !strings.Contains(short, "NHS") {
			names = append(names, short)
		}
	}
	return names
}

// nameless are the kinds whose texts are not read as text, or are about names.
var nameless = map[string]bool{"crisis": true, "wording": true, "glossary": true, "synonyms": true, "case-study": true, "organisation": true}

// helplineNames warns, once for each helpline, that a section names it and has no link to it.
func helplineNames(c *knowledge, p *passage, words []stretch) (problems []diag.Problem) {
	if p.prose == nil || p.entry.Kind == nil || nameless[p.entry.Kind.Name] {
		return nil
	}
	told := map[library.ID]bool{}
	c.names.find(p.words, words, func(l *line) bool { return visible(l.entry, p.entry) }, func(at stretch, l *line) {
		id := l.entry.ID
		if told[id] || id == p.entry.ID || within(p.prose.heads, at.from) || p.quoted(at.from) || p.prose.linked(at.from) {
			return
		}
		if first, _ := utf8.DecodeRune(p.words[at.from:]); unicode.IsLower(first) {
			return // samaritans of a story
		}
		if ordinary(l.title) && startsSentence(p.words[:at.from]) || p.sectionLinks(at.from, id) {
			return
		}
		told[id] = true
		problems = append(problems, p.problem(helplineName, diag.Warning, at,
			fmt.Sprintf("this names %s, and nothing in its section leads there", l.title), "make it a link: "+linkTo(l.title, l.entry, p.entry)))
	})
	return problems
}

// linked reports whether a place lies in the words of a link.
func (p *prose) linked(at int) bool {
	for _, l := range p.links {
		if l.holds(at) {
			return true
		}
	}
	return false
}

// sectionLinks reports whether the section around a place links to an entry, in any of its forms.
func (p *passage) sectionLinks(at int, id library.ID) bool {
	from, to := 0, len(p.words)
	for _, head := range p.prose.heads {
		if head.from <= at {
			from = head.from
		} else if head.from < to {
			to = head.from
		}
	}
	for _, l := range p.prose.links {
		if l.from < from || l.from >= to {
			continue
		}
		target, _, _ := strings.Cut(l.target, "#")
		file := p.entry.Beside(target)
		slug, _, _ := strings.Cut(path.Base(file), ".")
		if path.Base(path.Dir(file)) == id.Folder && slug == id.Slug {
			return true
		}
	}
	return false
}

// ordinary reports short names that may begin a sentence as another word: Shout.
func ordinary(name string) bool {
	return short(name) && !strings.Contains(name, " ") && name != strings.ToUpper(name)
}

func short(name string) bool { return utf8.RuneCountInString(name) <= 6 }

// startsSentence reports whether what follows begins a sentence.
func startsSentence(before []byte) bool {
	text := strings.TrimRightFunc(string(before[max(0, len(before)-40):]), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("*_>-\"'“‘[", r)
	})
	return text == "" || strings.ContainsRune(".!?:", rune(text[len(text)-1]))
}
