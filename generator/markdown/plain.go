package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// plain resolves what Markdown allows in text, titles and addresses: a backslash before punctuation and HTML's
// character references (CommonMark 0.31, 2.4 and 2.5). Both in one pass, so that "\&amp;" stays what was written.
func plain(s []byte) []byte {
	first := bytes.IndexAny(s, "\\&")
	if first < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	out = append(out, s[:first]...)
	for i := first; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			out = append(out, s[i+1])
			i += 2
		case s[i] == '&':
			value, length := reference(s[i:])
			out = append(out, value...)
			i += length
		default:
			out = append(out, s[i])
			i++
		}
	}
	return out
}

// longestReference is longer than any name in HTML's table and any number that can be meant.
const longestReference = 40

// reference reads the character reference s begins with and returns its characters and its length; "&" itself when
// it is none.
func reference(s []byte) (value []byte, length int) {
	end := bytes.IndexByte(s[:min(len(s), longestReference)], ';')
	if end < 2 {
		return s[:1], 1
	}
	if s[1] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(string(s[1:end])); ok {
			return entity.Characters, end + 1
		}
		return s[:1], 1
	}
	digits, base, most := s[2:end], 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || len(digits) > most {
		return s[:1], 1
	}
	return utf8.AppendRune(nil, allowed(rune(n))), end + 1
}

// allowed replaces characters that neither HTML nor XML may hold.
func allowed(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0xfffe && r <= 0xffff || !utf8.ValidRune(r) {
		return utf8.RuneError
	}
	return r
}

// appendEscaped appends s as the text of an element or as the value of an attribute in double quotes.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&#34;"
		default:
			continue
		}
		dst = append(dst, s[from:i]...)
		dst = append(dst, entity...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}
