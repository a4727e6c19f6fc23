package library

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Encode writes fields as front matter, fences included, in the one style in which editors and this program agree:
// a field a line, lists with a hyphen an item, two spaces a level, flags, numbers and days bare, texts bare where
// every reader of YAML 1.1 and 1.2 takes them for the same text and in double quotes elsewhere, and texts of
// several lines as a block. That is the style of Decap's YAML writer, but for two things: it leaves words such as
// yes bare, which YAML 1.1 reads as true, and folds long lines, which makes every change of a word a change of
// several lines. Reading the result again gives equal fields.
func Encode(fields Fields) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	encodeFields(&b, fields, "")
	b.WriteString("---\n")
	return b.Bytes()
}

// encodeFields writes each field on its own line; what follows the first line is indented.
func encodeFields(b *bytes.Buffer, fields Fields, indent string) {
	for i := range fields {
		v := &fields[i]
		if i > 0 {
			b.WriteString(indent)
		}
		b.WriteString(encodedText(v.Field.Name, "", Text))
		b.WriteByte(':')
		switch {
		case v.Field.Many:
			b.WriteByte('\n')
			for j := range v.List {
				b.WriteString(indent + "  - ")
				encodeItem(b, &v.List[j], indent+"    ")
			}
		case v.Field.Type == Group:
			b.WriteString("\n  " + indent)
			encodeFields(b, v.Group, indent+"  ")
		default:
			b.WriteByte(' ')
			encodeItem(b, v, indent+"  ")
		}
	}
}

// encodeItem writes a scalar or a group after its hyphen or name, with the line end.
func encodeItem(b *bytes.Buffer, v *Value, indent string) {
	if v.Field.Type == Group {
		encodeFields(b, v.Group, indent)
		return
	}
	b.WriteString(encodedText(v.Text, indent, v.Field.Type))
	b.WriteByte('\n')
}

func encodedText(s, indent string, as Type) string {
	switch {
	case as == Flag, as == Number, as == Date, as == Moment:
		return s
	case strings.Contains(s, "\n") && blockSafe(s):
		return "|-\n" + indentLines(s, indent)
	case plainSafe(s):
		return s
	}
	return doubleQuoted(s)
}

func indentLines(s, indent string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = indent + line
		}
	}
	return strings.Join(lines, "\n")
}

// blockSafe reports whether a block of lines keeps a text as it is: readers disagree about blanks at the ends of
// lines and at the start of the first, and three hyphens alone would look like a fence.
func blockSafe(s string) bool {
	for i, line := range strings.Split(s, "\n") {
		if strings.Trim(line, " \t") == "---" || strings.TrimRight(line, " \t") != line || i == 0 && strings.TrimLeft(line, " \t") != line {
			return false
		}
	}
	return strings.IndexFunc(s, func(r rune) bool { return r != '\n' && !printed(r) }) < 0
}

// plainSafe reports whether a text without quotes is that text to every reader of YAML.
func plainSafe(s string) bool {
	return s != "" && !marked.MatchString(s) && !resolves(s) && strings.IndexFunc(s, func(r rune) bool { return !printed(r) }) < 0
}

// marked finds what ends or begins something else inside a bare text (YAML 1.2, 7.3.3), at its start, inside and at
// its end. A hyphen or question mark is a mark only before a blank, but a text that begins with one looks like a
// list to people as well.
var marked = regexp.MustCompile(`^[\s,\[\]{}#&*!|>'"%@` + "`" + `?:-]|: |[ \t]#|[\s:-]$`)

// printed reports whether YAML lets a character stand as it is; the others, and line ends that only some readers
// know, are written as escapes.
func printed(r rune) bool {
	switch {
	case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r == 0x2028, r == 0x2029, r == 0xfeff, r&0xfffe == 0xfffe:
		return false
	}
	return true
}

// resolves reports whether a reader of YAML 1.1 (yaml.org/type) or 1.2 (10.3.2) takes a bare word for something
// other than text: nothing, true or false, a number in any of its spellings, a count of minutes, a day.
func resolves(s string) bool {
	switch strings.ToLower(s) {
	case "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=":
		return true
	}
	return numeral.MatchString(s)
}

var numeral = regexp.MustCompile(`(?i)^(` + strings.Join([]string{
	`[-+]?[0-9][0-9_,]*(\.[0-9_]*)?(e[-+]?[0-9]+)?`,
	`[-+]?\.[0-9_]+(e[-+]?[0-9]+)?`,
	`[-+]?0[xob][0-9a-f_]+`,
	`[-+]?[0-9][0-9_]*(:[0-9]{1,2})+(\.[0-9_]*)?`,
	`[-+]?\.inf|\.nan`,
	`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([t ][ \t]*)[0-9]{1,2}:.*)?`,
}, "|") + `)$`)

// doubleQuoted writes a text on one line in double quotes.
func doubleQuoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case printed(r) && r != utf8.RuneError:
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
