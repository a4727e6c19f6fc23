package search

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many units of a word are kept: what is longer was not written by hand.
const longestWord = 32

// Words splits text into words as they stand in the dictionary: lower case, without accents and apostrophes. The
// browser does the same; docs/search-format.md, section 1, has the rules.
func Words(text string) []string {
	var words []string
	eachWord(text, func(word []byte) { words = append(words, string(word)) })
	return words
}

// eachWord calls do with every word of text. The word is only valid during the call.
func eachWord(text string, do func(word []byte)) {
	if isPlain(text) {
		eachPlainWord(text, do)
		return
	}
	text = norm.NFKD.String(strings.Map(withoutApostrophes, text))
	word := make([]byte, 0, 4*longestWord)
	units := 0
	end := func() {
		if word = withoutArticle(word); len(word) > 0 {
			do(word)
		}
		word, units = word[:0], 0
	}
	for _, r := range text {
		switch folded, kept := fold(r); {
		case !kept:
		case !isWord(folded):
			end()
		default:
			word, units = appendLetter(word, units, folded)
		}
	}
	end()
}

// eachPlainWord is eachWord for ASCII, which most texts are.
func eachPlainWord(text string, do func(word []byte)) {
	word := make([]byte, 0, longestWord)
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			if len(word) < longestWord {
				word = append(word, c)
			}
		case 'A' <= c && c <= 'Z':
			if len(word) < longestWord {
				word = append(word, c+'a'-'A')
			}
		case c == '\'', c == '`':
		case len(word) > 0:
			do(word)
			word = word[:0]
		}
	}
	if len(word) > 0 {
		do(word)
	}
}

// article is the Arabic one, which is written as one word with what follows.
const article = "ال"

// withoutArticle is a word without articles before two letters or more, and without "and" before those.
func withoutArticle(word []byte) []byte {
	for {
		rest, found := bytes.CutPrefix(bytes.TrimPrefix(word, []byte("و")), []byte(article))
		if !found || utf8.RuneCount(rest) < 2 {
			return word
		}
		word = rest
	}
}

// isPlain reports whether text is ASCII.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// withoutApostrophes removes what stands for an apostrophe. It comes before decomposition, which would turn some into
// spaces and marks.
func withoutApostrophes(r rune) rune {
	switch r {
	case '\'', '`', 0x00b4, 0x02b9, 0x02bc, 0x2018, 0x2019, 0x201b, 0x2032, 0xff07:
		return -1
	}
	return r
}

// fold is the letter as the dictionary has it; kept is false for what counts as nothing.
func fold(r rune) (folded rune, kept bool) {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A', true
	case r < 0x80:
		return r, true
	case isSilent(r):
		return 0, false
	}
	r = unicode.ToLower(r)
	switch {
	case 0x0660 <= r && r <= 0x0669:
		return '0' + r - 0x0660, true
	case 0x06f0 <= r && r <= 0x06f9:
		return '0' + r - 0x06f0, true
	}
	return r, !isSilent(r)
}

// isSilent reports whether a character is a mark or cannot be seen.
func isSilent(r rune) bool {
	switch {
	case r == 0x00ad, r == 0x0640, r == 0x0670, r == 0xfeff, 0x0300 <= r && r <= 0x036f, 0x0610 <= r && r <= 0x061a,
		0x064b <= r && r <= 0x065f, 0x06d6 <= r && r <= 0x06ed, 0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e,
		0x2060 <= r && r <= 0x206f:
		return true
	}
	return false
}

// appendLetter adds a letter to a word that has room for it.
func appendLetter(word []byte, units int, r rune) ([]byte, int) {
	for _, spelt := range spelt(r) {
		if size := utf16.RuneLen(spelt); units+size <= longestWord {
			word, units = append(word, string(spelt)...), units+size
		}
	}
	return word, units
}

// spelt is a letter in the letters that people type for it.
func spelt(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ı':
		return "i"
	case 'ħ':
		return "h"
	case 'ς':
		return "σ"
	case 'ґ':
		return "г"
	case 'ى', 'ی':
		return "ي"
	case 'ة':
		return "ه"
	case 'ک':
		return "ك"
	}
	return string(r)
}

// isWord reports whether a folded character belongs to words. The table is short on purpose: browsers of 2018 know no
// classes of characters, and the client carries it.
func isWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	for _, span := range letters {
		if r <= span[1] {
			return r >= span[0] && r != '×' && r != '÷'
		}
	}
	return false
}

var letters = [...][2]rune{
	{0x00c0, 0x02af}, {0x0370, 0x0373}, {0x0376, 0x037d}, {0x0386, 0x03ff}, {0x0400, 0x0481}, {0x048a, 0x052f}, {0x0531, 0x0587},
	{0x05d0, 0x05ea}, {0x0620, 0x064a}, {0x066e, 0x06d3}, {0x06d5, 0x06d5}, {0x06ee, 0x06ff}, {0x0750, 0x077f}, {0x0900, 0x1fff},
	{0x3041, 0x30ff}, {0x3400, 0x9fff}, {0xac00, 0xd7a3},
}
