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
// every reader of YAML 1.1 and 1.2 takes them for the same text and in quotes elsewhere, and texts of several lines as
// a block. That is the style of Decap's YAML writer, but for two things: it leaves words such as yes and times such as
// 11:00 bare, which YAML 1.1 reads as true and as 660, and folds long lines, which makes every change of a word a
// change of several lines. Reading the result again gives equal fields.
func Encode(fields Fields) []byte { return encodeWith(fields, nil) }

// encodeWith is Encode with comments beside the fields they belong to.
func encodeWith(fields Fields, notes notes) []byte {
	e := encoder{notes: notes}
	e.b.WriteString("---\n")
	e.fields(fields, "", "")
	e.comments(notes.of("").foot, "")
	e.b.WriteString("---\n")
	return e.b.Bytes()
}

type encoder struct {
	b     bytes.Buffer
	notes notes
}

// fields writes each field on its own line; what follows the first line is indented. The comments above the first are
// the caller's to write, who stands at the start of a line.
func (e *encoder) fields(fields Fields, within, indent string) {
	for i := range fields {
		v := &fields[i]
		at := join(within, v.Field.Name)
		switch {
		case within == "":
			e.comments(e.notes.of(at).head, "")
		case i > 0:
			e.comments(e.notes.of(at).head, indent)
			e.b.WriteString(indent)
		}
		e.b.WriteString(encodedName(v.Field.Name))
		e.b.WriteByte(':')
		switch {
		case v.Field.Many:
			e.b.WriteByte('\n')
			e.list(v.List, at, indent+"  ")
		case v.Field.Type == Group:
			e.b.WriteByte('\n')
			e.comments(e.above(v, at), indent+"  ")
			e.b.WriteString(indent + "  ")
			e.fields(v.Group, at, indent+"  ")
		default:
			e.b.WriteByte(' ')
			e.scalar(v, at, indent+"  ")
		}
		e.comments(e.notes.of(at).foot, indent)
	}
}

func (e *encoder) list(items []Value, within, indent string) {
	for i := range items {
		at := item(within, i)
		e.comments(e.notes.of(at).head, indent)
		e.comments(e.above(&items[i], at), indent)
		e.b.WriteString(indent + "- ")
		if items[i].Field.Type == Group {
			e.fields(items[i].Group, at, indent+"  ")
		} else {
			e.scalar(&items[i], at, indent+"  ")
		}
		e.comments(e.notes.of(at).foot, indent)
	}
}

// above are the comments of the field with which a group begins: it stands on the line of the group's hyphen, or
// first below its name.
func (e *encoder) above(v *Value, at string) []string {
	if v.Field.Type != Group || len(v.Group) == 0 {
		return nil
	}
	return e.notes.of(join(at, v.Group[0].Field.Name)).head
}

// scalar writes a value after its hyphen or name, with the line end.
func (e *encoder) scalar(v *Value, at, indent string) {
	e.b.WriteString(encodedText(v.Text, indent, v.Field.Type))
	if beside := e.notes.of(at).beside; beside != "" {
		e.b.WriteString(" " + beside)
	}
	e.b.WriteByte('\n')
}

// comments writes comments, each on its own line.
func (e *encoder) comments(lines []string, indent string) {
	for _, line := range lines {
		e.b.WriteString(indent + line + "\n")
	}
}

// encodedName writes a field's name. Words such as on, which only YAML 1.1 reads as something else, stay as people type
// them: names are read by this program and by editors, and both take them for names.
func encodedName(name string) string {
	switch name {
	case "on", "off", "yes", "no", "y", "n":
		return name
	}
	return encodedText(name, "", Text)
}

func encodedText(s, indent string, as Type) string {
	switch {
	case as == Flag, as == Number, as == Date, as == Moment:
		return s
	case strings.Contains(s, "\n") && blockSafe(s):
		return "|-\n" + indentLines(s, indent)
	case plainSafe(s):
		return s
	case strings.Contains(s, `"`) && !strings.Contains(s, "'") && blockSafe(s) && !strings.Contains(s, "\n"):
		return "'" + s + "'"
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
