package check

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrases finds many phrases in a text in one pass. Words are compared without regard to capitals, hyphens, curly or
// straight apostrophes and a closing 's; a phrase may go on over a line's end and through marks of Markdown, but not
// over a full stop or a comma. Inflections count only when they are listed. After the first word, # is any number in
// digits: "overdose of #".
type phrases[T any] struct {
	first map[string][]phrase[T] // by first word
}

// anyNumber stands for all numbers: the figure that nobody would list.
const anyNumber = "0"

// phrase is one phrase and what it stands for. Exact keeps capitals, for abbreviations and names: LAC is not lac.
type phrase[T any] struct {
	words []string
	spelt string // exact spelling; "" when capitals do not matter
	means T
}

// add takes one more phrase. Capitals matter in a phrase that holds a word of capitals alone (LAC), or in which a word
// after the first begins with one (The Mix).
func (p *phrases[T]) add(spelling string, means T) {
	spelt := ""
	if abbreviates(spelling) || names(spelling) {
		spelt = spelling
	}
	p.put(spelling, spelt, means)
}

// addName takes a name, whose capitals matter.
func (p *phrases[T]) addName(spelling string, means T) { p.put(spelling, spelling, means) }

func (p *phrases[T]) put(spelling, spelt string, means T) {
	text := []byte(strings.ReplaceAll(spelling, "#", anyNumber))
	var words []string
	for _, t := range tokens(nil, text) {
		words = append(words, string(folded(nil, text[t.from:t.to])))
	}
	if len(words) == 0 {
		return
	}
	if p.first == nil {
		p.first = map[string][]phrase[T]{}
	}
	p.first[words[0]] = append(p.first[words[0]], phrase[T]{words, strings.ReplaceAll(spelt, "’", "'"), means})
}

// abbreviates reports whether some word of a text has several letters and no small ones.
func abbreviates(text string) bool {
	for _, word := range strings.Fields(text) {
		letters, small := 0, false
		for _, r := range word {
			if unicode.IsLetter(r) {
				letters++
			}
			small = small || unicode.IsLower(r) && r != 's'
		}
		if letters > 1 && !small && unicode.IsUpper([]rune(word)[0]) {
			return true
		}
	}
	return false
}

// names reports whether a word after the first begins with a capital.
func names(text string) bool {
	words := strings.Fields(text)
	return len(words) > 1 && slices.ContainsFunc(words[1:], func(word string) bool { return unicode.IsUpper([]rune(word)[0]) })
}

// find visits every place of every phrase. Of phrases that begin at the same word the longest alone is visited, and none
// that begins within another. Those that do not fit are passed over.
func (p *phrases[T]) find(text []byte, words []stretch, fits func(T) bool, visit func(at stretch, means T)) {
	var room [64]byte
	for i := 0; i < len(words); i++ {
		w := words[i]
		candidates := p.first[string(folded(room[:0], text[w.from:w.to]))]
		longest := 0
		var best phrase[T]
		for _, c := range candidates {
			if len(c.words) > longest && c.at(text, words[i:]) && fits(c.means) {
				longest, best = len(c.words), c
			}
		}
		if longest > 0 {
			i += longest - 1
			visit(stretch{w.from, words[i].to}, best.means)
		}
	}
}

// at reports whether the phrase stands at the beginning of words.
func (c *phrase[T]) at(text []byte, words []stretch) bool {
	if len(words) < len(c.words) {
		return false
	}
	var room [64]byte
	for i := 1; i < len(c.words); i++ {
		if !same(folded(room[:0], text[words[i].from:words[i].to]), c.words[i]) || !goesOn(text[words[i-1].to:words[i].from]) {
			return false
		}
	}
	if c.spelt == "" {
		return true
	}
	written := strings.ReplaceAll(string(text[words[0].from:words[len(c.words)-1].to]), "’", "'")
	return written == c.spelt || strings.HasPrefix(written, c.spelt+"'") || strings.Join(strings.Fields(written), " ") == c.spelt
}

// same reports whether a folded word is the one that a phrase has at its place.
func same(word []byte, wanted string) bool {
	if wanted == anyNumber {
		return len(bytes.Trim(word, "0123456789")) == 0
	}
	return string(word) == wanted
}

// goesOn reports whether a phrase can go on over what stands between two words.
func goesOn(between []byte) bool {
	lines := 0
	for _, r := range string(between) {
		switch {
		case r == '\n':
			if lines++; lines > 1 {
				return false
			}
		case unicode.IsSpace(r), strings.ContainsRune("-*_~[]`>", r), r >= '\u2010' && r <= '\u2012', r == '\u00ad':
		default:
			return false
		}
	}
	return true
}

// tokens appends where the words of a text stand: letters, digits, marks and apostrophes within them.
func tokens(list []stretch, text []byte) []stretch {
	for at := 0; at < len(text); {
		size, inside := inWord(text, at)
		if !inside {
			at += size
			continue
		}
		from := at
		for at < len(text) {
			size, inside := inWord(text, at)
			if !inside && !apostropheWithin(text, at, size) {
				break
			}
			at += size
		}
		list = append(list, stretch{from, at})
	}
	return list
}

func inWord(text []byte, at int) (size int, inside bool) {
	c := text[at]
	if c < utf8.RuneSelf {
		return 1, isLetter(c) || isDigit(c)
	}
	r, size := utf8.DecodeRune(text[at:])
	return size, unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// apostropheWithin reports an apostrophe with a letter after it.
func apostropheWithin(text []byte, at, size int) bool {
	if text[at] != '\'' && string(text[at:at+size]) != "’" {
		return false
	}
	if at+size >= len(text) {
		return false
	}
	_, inside := inWord(text, at+size)
	return inside
}

// folded appends a word as phrases are compared: in small letters, without apostrophes and without a closing 's.
func folded(dst, word []byte) []byte {
	plain := true
	for _, c := range word {
		if c >= utf8.RuneSelf || c == '\'' {
			plain = false
			break
		}
	}
	if plain {
		for _, c := range word {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			dst = append(dst, c)
		}
		return dst
	}
	text := strings.ReplaceAll(strings.ToLower(string(word)), "’", "'")
	text = strings.ReplaceAll(strings.TrimSuffix(text, "'s"), "'", "")
	return append(dst, text...)
}
