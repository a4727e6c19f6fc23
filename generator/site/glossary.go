package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wellshelf/generator/library"
)

// mostHardWords is how many words of a page are explained: a text full of links is harder to read than its words.
const mostHardWords = 6

// term is a hard word as one language explains it. Its key sorts it.
type term struct{ word, meaning, key string }

// form is a way to write a term. Runes are in lower case but for an exact form, such as GP, which is a different word
// when it is written otherwise.
type form struct {
	runes []rune
	exact bool
	term  *term
}

// glossary are the forms of all terms.
type glossary struct {
	forms map[[2]rune][]form // by the first two characters in lower case, the longest first
	pairs [1 << 14]bool      // the same two where both are ASCII, seven bits each: nearly every word of a text ends here
}

// pair is the place of two ASCII letters among the pairs; other characters may share it.
func pair(first, second byte) int { return int(first|0x20)<<7 | int(second|0x20) }

// glossary is the site's in a language. A term that is not explained in it is left out.
func (s *Site) glossary(language string) *glossary {
	return s.pieces.glossaries.get(language, func() *glossary { return s.makeGlossary(language) })
}

func (s *Site) makeGlossary(language string) *glossary {
	ready := &glossary{forms: map[[2]rune][]form{}}
	keyOf := sortKeys(s.tag(language))
	for _, item := range s.shelf.Of("glossary") {
		if version := s.best(item, language); version != nil {
			ready.add(version, keyOf)
		}
	}
	for _, forms := range ready.forms {
		slices.SortStableFunc(forms, func(a, b form) int { return len(b.runes) - len(a.runes) })
	}
	return ready
}

func (g *glossary) add(version *library.Version, keyOf func(string) string) {
	f := version.Fields
	t := &term{word: f.Text("title"), meaning: f.Text("summary"), key: keyOf(f.Text("title"))}
	words := []string{t.word}
	for i := range f { // a translation inherits the forms of its source, which are no forms of its own word
		if f[i].Field.Name == "also" && version.Origin[i].Language == version.Language {
			words = append(words, f.Texts("also")...)
		}
	}
	for _, word := range words {
		one := form{runes: []rune(strings.Join(strings.Fields(word), " ")), exact: abbreviated(word), term: t}
		if len(one.runes) < 2 {
			continue
		}
		if !one.exact {
			for i, r := range one.runes {
				one.runes[i] = unicode.ToLower(r)
			}
		}
		key := [2]rune{unicode.ToLower(one.runes[0]), unicode.ToLower(one.runes[1])}
		g.forms[key] = append(g.forms[key], one)
		if key[0] < utf8.RuneSelf && key[1] < utf8.RuneSelf {
			g.pairs[pair(byte(key[0]), byte(key[1]))] = true
		}
	}
}

// abbreviated reports whether a word is written with capitals that belong to it.
func abbreviated(word string) bool {
	capitals := 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals > 1 && !strings.Contains(word, " ")
}

// length is how many bytes at the beginning of a text are this form, as a whole word; 0 for none. A blank stands for any
// space, and one apostrophe for the other.
func (f form) length(text string) int {
	at := 0
	for _, want := range f.runes {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case size == 0:
			return 0
		case want == ' ' && unicode.IsSpace(r):
			for size > 0 && unicode.IsSpace(r) {
				at += size
				r, size = utf8.DecodeRuneInString(text[at:])
			}
			continue
		case r == '\'' || r == '’':
			if want != '\'' && want != '’' {
				return 0
			}
		case f.exact && r != want, !f.exact && unicode.ToLower(r) != want:
			return 0
		}
		at += size
	}
	if r, size := utf8.DecodeRuneInString(text[at:]); size > 0 && inWord(r) {
		return 0
	}
	return at
}

// inWord reports whether a character goes on with a word. What & begins is a character reference.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '&' || r == '#'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '&' || r == '#'
}

// glossing explains the hard words of one page: it turns the first place of each into a link to its meaning.
type glossing struct {
	*glossary
	barred int // how many elements are open in whose words nothing is explained
	seen   []*term
}

// bare are the elements whose words are left as they are: names, what leads elsewhere already, and what is typed.
var bare = []string{"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "sup", "label"}

// write is a segment of a body with links to meanings. Segments come in order: elements may be open at their ends.
func (g *glossing) write(segment string) string {
	if len(g.forms) == 0 || len(g.seen) == mostHardWords {
		return segment
	}
	var b strings.Builder
	copied := 0
	for at := 0; at < len(segment); {
		if segment[at] == '<' {
			end := strings.IndexByte(segment[at:], '>')
			if end < 0 {
				panic("wellshelf: internal error: a tag of a body goes on in its next segment")
			}
			g.tag(segment[at+1 : at+end])
			at += end + 1
			continue
		}
		end := strings.IndexByte(segment[at:], '<')
		if end < 0 {
			end = len(segment) - at
		}
		if g.barred == 0 && len(g.seen) < mostHardWords {
			copied = g.text(&b, segment, copied, at, at+end)
		}
		at += end
	}
	if copied == 0 {
		return segment
	}
	b.WriteString(segment[copied:])
	return b.String()
}

// tag notes an element that begins or ends.
func (g *glossing) tag(inner string) {
	name, closes := strings.CutPrefix(inner, "/")
	name, _, _ = strings.Cut(name, " ")
	switch {
	case !slices.Contains(bare, name):
	case closes:
		g.barred--
	default:
		g.barred++
	}
}

// text looks for terms in the running text between from and to of a segment, of which copied bytes are written already.
// It returns how many are now.
func (g *glossing) text(b *strings.Builder, segment string, copied, from, to int) int {
	within := false
	for at := from; at < to; {
		r, size := rune(segment[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(segment[at:to])
		}
		starts := !within && inWord(r)
		within = inWord(r)
		if starts && g.mayStart(segment[at:to]) {
			if found, length := g.find(segment[at:to]); length > 0 {
				if !slices.Contains(g.seen, found) {
					g.seen = append(g.seen, found)
					id := wordID(len(g.seen))
					b.WriteString(segment[copied:at] + `<a class="ws-word" id="` + id + `-from" href="#` + id + `">` + segment[at:at+length] + "</a>")
					copied = at + length
				}
				if len(g.seen) == mostHardWords {
					return copied
				}
				at += length
				continue
			}
		}
		at += size
	}
	return copied
}

// mayStart reports whether a term may begin as a text does.
func (g *glossing) mayStart(text string) bool {
	return len(text) > 1 && (text[0] >= utf8.RuneSelf || text[1] >= utf8.RuneSelf || g.pairs[pair(text[0], text[1])])
}

// find is the longest term that a text begins with, and how many bytes of it are that term; 0 for none.
func (g *glossing) find(text string) (*term, int) {
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	for _, form := range g.forms[[2]rune{unicode.ToLower(first), unicode.ToLower(second)}] {
		if length := form.length(text); length > 0 {
			return form.term, length
		}
	}
	return nil, 0
}

// wordID is the id of a meaning; words are numbered as they come in the text.
func wordID(number int) string { return "ws-word-" + strconv.Itoa(number) }

// glossed is the body of a version, in this page's language, with links to the meanings of hard words, which the page
// then shows. There is one such body on a page; what pages of other sites embed has none.
func (p *page) glossed(version *library.Version) template.HTML {
	if p.outline.Layout == "embed" {
		return p.body(version)
	}
	g := glossing{glossary: p.site.glossary(p.language)}
	body := p.bodyWith(version, g.write)
	order := make([]int, len(g.seen))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(g.seen[a].key, g.seen[b].key) })
	for _, at := range order {
		id := wordID(at + 1)
		p.words = append(p.words, Word{ID: id, From: id + "-from", Word: g.seen[at].word, Meaning: g.seen[at].meaning})
	}
	return body
}
