package search

import (
	"errors"
	"strconv"
	"strings"
)

// fnv is the FNV-1a hash (32 bits) of text over its UTF-16 units, as browsers see it.
func fnv(text string) uint32 {
	h := uint32(2166136261)
	for _, r := range text {
		if r >= 0x10000 {
			r -= 0x10000
			h = (h ^ uint32(0xd800+r>>10)) * 16777619
			r = 0xdc00 + r&0x3ff
		}
		h = (h ^ uint32(r)) * 16777619
	}
	return h
}

// nameOf is a hash as it stands in files and addresses: in base 36.
func nameOf(text string) string { return strconv.FormatUint(uint64(fnv(text)), 36) }

// sealed is a payload as it is stored: its last line says that it is this one, of this build, and whole.
func sealed(place, payload string) string { return payload + "\n" + nameOf(place+payload) }

// errAltered means that a stored payload is not what it should be.
var errAltered = errors.New("it is cut or altered, or of another build")

// unsealed is the payload of a stored text.
func unsealed(place, text string) (string, error) {
	at := strings.LastIndexByte(text, '\n')
	if at < 0 || nameOf(place+text[:at]) != text[at+1:] {
		return "", errAltered
	}
	return text[:at], nil
}

// digits are those of base 90: printable, and none that JSON, HTML or gzip would pay for.
const digits = "!#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// half of the digits end a number, half say that more follow.
const half = len(digits) / 2

// appendNumber writes a number that is not negative, low digit first.
func appendNumber(b []byte, n int) []byte {
	for n >= half {
		b = append(b, digits[half+n%half])
		n /= half
	}
	return append(b, digits[n])
}

// digitOf is the value of a digit, and -1 for what is none: its place from ! to ~, without the four that are left out.
func digitOf(c byte) int {
	if c < '!' || c > '~' {
		return -1
	}
	value := int(c - '!')
	for _, none := range []byte(`"&<\`) {
		switch {
		case c == none:
			return -1
		case c > none:
			value--
		}
	}
	return value
}

// errCut means that a text ends or errs where a number should be.
var errCut = errors.New("a number is missing")

// numbers reads numbers one after another.
type numbers struct {
	text string
	err  error
}

// next reads a number; after a mistake it is 0 and err says so.
func (n *numbers) next() int {
	value, place := 0, 1
	for i := range len(n.text) {
		digit := digitOf(n.text[i])
		if digit < 0 || place > 1<<40 {
			break
		}
		if digit < half {
			n.text = n.text[i+1:]
			return value + place*digit
		}
		value += place * (digit - half)
		place *= half
	}
	n.text, n.err = "", errCut
	return 0
}

// more reports whether there is another number.
func (n *numbers) more() bool { return n.text != "" }

// mostShared is the highest digit of base 36.
const mostShared = 35

// appendWord adds a word to a word list: how much it shares with the word before, and the rest. Lists hold letters of
// the basic plane only, each one unit.
func appendWord(b []byte, before, word string) []byte {
	if len(b) > 0 {
		b = append(b, ' ')
	}
	shared, bytes := 0, 0
	rest := []rune(before)
	for i, r := range word {
		if shared == len(rest) || shared == mostShared || rest[shared] != r {
			break
		}
		shared, bytes = shared+1, i+len(string(r))
	}
	b = strconv.AppendUint(b, uint64(shared), 36)
	return append(b, word[bytes:]...)
}

// wordList reads a word list.
func wordList(line string) ([]string, error) {
	if line == "" {
		return nil, nil
	}
	words := strings.Split(line, " ")
	var before []rune
	for i, coded := range words {
		if coded == "" {
			return nil, errors.New("a word is missing")
		}
		shared, err := strconv.ParseUint(coded[:1], 36, 8)
		if err != nil || int(shared) > len(before) {
			return nil, errors.New("a word shares more than there is")
		}
		words[i] = string(before[:shared]) + coded[1:]
		before = []rune(words[i])
	}
	return words, nil
}
