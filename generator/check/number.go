package check

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a phone number or short code as it is dialled in the United Kingdom: digits, with 0 for +44. Everything
// else that people write into a number is for the eye: "08088 01 03 02" and "+44 (0)808 801 0302" are one number.
type number string

// numberOf reads a number that stands alone, such as a field; "" when it is none.
func numberOf(text string) number {
	found := runsIn([]byte(text))
	if len(found) != 1 {
		return ""
	}
	return found[0].number(0, len(found[0].groups))
}

// everyday reports numbers that everybody knows and no text has to be spared: emergency, NHS 24, the police, power cuts.
func (n number) everyday() bool {
	switch n {
	case "999", "112", "111", "101", "105":
		return true
	}
	return false
}

// free reports numbers whose calls cost nothing (Ofcom: 0800, 0808 and 116; and the everyday ones).
func (n number) free() bool {
	return n.everyday() || n.begins("0800", "0808", "0500") || (len(n) == 6 && n.begins("116"))
}

func (n number) begins(prefixes ...string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(string(n), prefix) {
			return true
		}
	}
	return false
}

// slip reports whether two numbers differ as by a slip of the hand: one digit another, or two neighbours swapped.
func (n number) slip(o number) bool {
	if len(n) != len(o) || len(n) < 8 || n == o {
		return false
	}
	first, last := 0, len(n)-1
	for n[first] == o[first] {
		first++
	}
	for n[last] == o[last] {
		last--
	}
	return first == last || last == first+1 && n[first] == o[last] && n[last] == o[first]
}

// run is digits in groups, with nothing between them but what people write into numbers.
type run struct {
	groups []group
}

// group is digits without anything between them. Plus says that + stands before it, glued that a letter touches it.
type group struct {
	stretch
	digits string
	plus   bool
	glued  bool
}

// longestGap is how many bytes may stand between two groups of one number: marks of Markdown, an entity, a line's end.
const longestGap = 16

// runsIn finds every run in a text.
func runsIn(text []byte) []run {
	var runs []run
	var now run
	end := func() {
		if len(now.groups) > 0 {
			runs = append(runs, now)
		}
		now = run{}
	}
	for at := 0; at < len(text); {
		size := digitSize(text[at:])
		if size == 0 {
			at++
			continue
		}
		g := readGroup(text, at)
		if n := len(now.groups); n > 0 && !joins(text[now.groups[n-1].to:g.from]) {
			end()
		}
		now.groups = append(now.groups, g)
		at = g.to
	}
	end()
	return runs
}

// readGroup reads the digits at a place, of any script in which content is written.
func readGroup(text []byte, at int) group {
	g := group{stretch: stretch{from: at}}
	var digits [24]byte
	kept := digits[:0]
	for at < len(text) {
		size := digitSize(text[at:])
		if size == 0 {
			break
		}
		kept = append(kept, digitAt(text[at:]))
		at += size
	}
	g.to, g.digits = at, string(kept)
	before, _ := utf8.DecodeLastRune(text[:g.from])
	after, _ := utf8.DecodeRune(text[g.to:])
	g.plus = before == '+' || before == '＋'
	g.glued = unicode.IsLetter(before) || before == '£' || before == '€' || before == '#' || (unicode.IsLetter(after) && len(g.digits) < 6)
	return g
}

// digitSize is how many bytes the digit takes that a text begins with; 0 when it begins with none.
func digitSize(text []byte) int {
	if text[0] < utf8.RuneSelf {
		if isDigit(text[0]) {
			return 1
		}
		return 0
	}
	if text[0] < 0xd9 { // Arabic-Indic digits begin at U+0660, which is d9 a0
		return 0
	}
	r, size := utf8.DecodeRune(text)
	if digitOf(r) >= 0 {
		return size
	}
	return 0
}

func digitAt(text []byte) byte {
	r, _ := utf8.DecodeRune(text)
	return byte('0' + digitOf(r))
}

// digitOf is the value of a decimal digit: European, Arabic, Persian or of full width.
func digitOf(r rune) int {
	for _, zero := range [...]rune{'0', 0x0660, 0x06f0, 0xff10} {
		if r >= zero && r < zero+10 {
			return int(r - zero)
		}
	}
	return -1
}

// joins reports whether what stands between two groups can stand within a number.
func joins(between []byte) bool {
	if len(between) == 0 || len(between) > longestGap || bytes.Count(between, []byte("\n")) > 1 {
		return false
	}
	if bytes.IndexByte(between, '&') >= 0 {
		between = unescaped(between)
	}
	for _, r := range string(between) {
		if !separates(r) {
			return false
		}
	}
	return true
}

// unescaped turns the entities for blanks and dashes into a blank.
func unescaped(text []byte) []byte {
	for _, entity := range []string{"&nbsp;", "&#160;", "&#xa0;", "&#xA0;", "&ndash;", "&thinsp;", "&#8239;", "&shy;", "&mdash;"} {
		text = bytes.ReplaceAll(text, []byte(entity), []byte(" "))
	}
	return text
}

// separates reports what people, programs and Markdown put between the digits of a number.
func separates(r rune) bool {
	switch r {
	case '-', '(', ')', '.', '/', '*', '_', '~', '`', '\\', '+', '·', '•', '־', '−', '＋', '（', '）', '－':
		return true
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\u061c':
		return true
	}
	return unicode.IsSpace(r) || (r >= '\u2010' && r <= '\u2015')
}

// number is what the groups from i up to j dial.
func (r run) number(i, j int) number {
	var digits strings.Builder
	for _, g := range r.groups[i:j] {
		digits.WriteString(g.digits)
	}
	d := digits.String()
	plus := r.groups[i].plus
	if rest, found := strings.CutPrefix(d, "00"); found && !plus && len(rest) > 8 {
		d, plus = rest, true
	}
	if rest, found := strings.CutPrefix(d, "44"); found && (plus || len(rest) > 7 && len(d) > 9) {
		return number("0" + strings.TrimPrefix(rest, "0"))
	}
	if plus {
		d = "+" + d
	}
	return number(d)
}

// place is where the groups from i up to j stand, with the + or the bracket that opens before them.
func (r run) place(text []byte, i, j int) stretch {
	at := stretch{r.groups[i].from, r.groups[j-1].to}
	before, size := utf8.DecodeLastRune(text[:at.from])
	if r.groups[i].plus || before == '(' && bytes.IndexByte(text[at.from:at.to], ')') >= 0 {
		at.from -= size
	}
	return at
}

// mostDigits is more than any number that is dialled.
const mostDigits = 17

// hit is a number found in a text.
type hit struct {
	stretch
	number number
	known  bool
}

// numbersIn finds the numbers of a text that are known, however they are grouped, and those that look like phone
// numbers.
func numbersIn(text []byte, known func(number) bool) []hit {
	var hits []hit
	for _, r := range runsIn(text) {
		for i := 0; i < len(r.groups); {
			if j := r.known(i, known); j > 0 {
				hits = append(hits, hit{r.place(text, i, j), r.number(i, j), true})
				i = j
			} else if j := r.lookalike(text, i, known); j > 0 {
				hits = append(hits, hit{r.place(text, i, j), r.number(i, j), false})
				i = j
			} else {
				i++
			}
		}
	}
	return hits
}

// known is where the longest known number ends that begins with group i; 0 when none does.
func (r run) known(i int, known func(number) bool) int {
	found, digits := 0, 0
	for j := i + 1; j <= len(r.groups); j++ {
		if digits += len(r.groups[j-1].digits); digits > mostDigits {
			break
		}
		if n := r.number(i, j); len(n) > 3 && known(n) && !r.priced(i, n) {
			found = j
		}
	}
	return found
}

// priced reports a short code that may well be an amount or part of another name: 85258 in £85258.
func (r run) priced(i int, n number) bool { return len(n) < 7 && r.groups[i].glued }

// lookalike is where something ends that begins with group i and looks like a phone number; 0 when nothing does. A
// known number that begins within it comes first. Digits by ones and twos are times, days and scales: 08.45-15.30.
func (r run) lookalike(text []byte, i int, known func(number) bool) int {
	if r.groups[i].glued || (r.groups[i].digits[0] != '0' && !r.groups[i].plus) || r.ofBook(text, i) || i == 0 && labels.Match(text[max(0, r.groups[0].from-40):r.groups[0].from]) {
		return 0
	}
	found, digits, longest := 0, 0, 0
	for j := i + 1; j <= len(r.groups); j++ {
		if j > i+1 && r.known(j-1, known) > 0 {
			break
		}
		length := len(r.groups[j-1].digits)
		longest = max(longest, length)
		if digits += length; digits > mostDigits {
			break
		}
		if !r.groups[j-1].glued && (longest > 2 || r.groups[i].plus) && r.number(i, j).dialled() {
			found = j
		}
	}
	return found
}

// dialled reports whether digits have the shape of a number that is dialled in the United Kingdom or from it (Ofcom,
// National Telephone Numbering Plan): 10 or 11 digits after 01, 02, 03, 05, 07, 08 or 09, or 0800 and four more.
func (n number) dialled() bool {
	if n.begins("+") {
		return len(n) >= 9 && len(n) <= 16
	}
	if len(n) == 8 {
		return n.begins("0800", "0808", "0845")
	}
	return (len(n) == 10 || len(n) == 11) && n[0] == '0' && strings.ContainsRune("1235789", rune(n[1]))
}

// labels are what stands before a number of a thing.
var labels = regexp.MustCompile(`(?i)\b(?:(?:product|bar|item|model|serial|stock|tracking|invoice|order|account|card|ticket|part|membership|borrower|candidate|pupil|charity|company)\s?(?:code|number|no|id|ref)|` +
	`barcode|reference|product|serial)[.:#]*\s*$`)

// ofBook reports whether group i belongs to an ISBN or to a date.
func (r run) ofBook(text []byte, i int) bool {
	before := text[max(0, r.groups[0].from-12):r.groups[0].from]
	if bytes.Contains(bytes.ToUpper(before), []byte("ISBN")) || bytes.Contains(bytes.ToUpper(before), []byte("ISSN")) {
		return true
	}
	if g := r.groups[i]; validISBN(g.digits) && bytes.Contains(bytes.ToUpper(text[max(0, g.from-60):g.from]), []byte("ISBN")) {
		return true // further on in a list of them
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		if d := r.groups[j].digits; d == "978" || d == "979" {
			return true
		}
	}
	return r.isDay(i)
}

// validISBN reports whether digits are an ISBN of before 2007, by its check digit.
func validISBN(digits string) bool {
	sum := 0
	for i, d := range digits {
		sum += (10 - i) * int(d-'0')
	}
	return len(digits) == 10 && sum%11 == 0
}

// isDay reports whether group i belongs to a day, but for its year: 01/02/2026 or 2026-01-02.
func (r run) isDay(i int) bool {
	two := func(at int) bool { return at < len(r.groups) && len(r.groups[at].digits) <= 2 }
	year := func(at int) bool {
		return at >= 0 && at < len(r.groups) && len(r.groups[at].digits) == 4 && (strings.HasPrefix(r.groups[at].digits, "20") || strings.HasPrefix(r.groups[at].digits, "19"))
	}
	return two(i) && (two(i+1) && year(i+2) || i > 0 && two(i-1) && year(i+1) || year(i-1) && two(i+1) || year(i-2))
}
