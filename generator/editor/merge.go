package editor

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// front is a file's front matter cut into its top-level fields, each with the comments and blank lines above it, and
// the text below.
type front struct {
	fields []written
	tail   string // comments below the last field
	body   string
}

type written struct{ name, above, lines string }

var fieldLine = regexp.MustCompile(`^(?:([A-Za-z_][A-Za-z0-9_-]*)|"([^"]*)"|'([^']*)')[ \t]*:(?:[ \t]|$)`)

// cut reads the lines of a file with front matter; false for any other.
func cut(raw []byte) (front, bool) {
	rest, opened := strings.CutPrefix(string(raw), "---\n")
	if !opened {
		return front{}, false
	}
	var f front
	above, closed := "", false
	for !closed && rest != "" {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		at := len(f.fields) - 1
		switch match := fieldLine.FindStringSubmatch(line); {
		case line == "---":
			closed = true
		case match != nil:
			f.fields = append(f.fields, written{name: match[1] + match[2] + match[3], above: above, lines: line + "\n"})
			above = ""
		case strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
			above += line + "\n"
		case at < 0:
			return front{}, false
		default: // a blank line or a comment at the margin can stand within a value
			f.fields[at].lines += above + line + "\n"
			above = ""
		}
	}
	f.tail, f.body = above, rest
	return f, closed
}

func (f front) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	for _, field := range f.fields {
		b.WriteString(field.above + field.lines)
	}
	b.WriteString(f.tail + "---\n" + f.body)
	return b.Bytes()
}

// at is where a field stands, or -1.
func (f front) at(name string) int {
	return slices.IndexFunc(f.fields, func(w written) bool { return w.name == name })
}

// lines are a field's lines without the comments above it; "" where there is none.
func (f front) lines(name string) string {
	if at := f.at(name); at >= 0 {
		return f.fields[at].lines
	}
	return ""
}

// merge is what to write when a form that was filled with old sends sent. Forms write every field anew and without
// comments; a field that still says the same keeps its lines and comments, so that a change of one field is a change of
// its lines alone. A field that says something else is spelled in the one style, or as sent where it cannot be read yet.
func merge(file Path, old, sent []byte) []byte {
	windows := bytes.Contains(old, []byte("\r\n"))
	was, readable := cut(bytes.ReplaceAll(old, []byte("\r\n"), []byte("\n")))
	is, ok := cut(sent)
	if !ok {
		return sent
	}
	if !readable {
		was = front{}
	}
	merged := mergeFront(file, was, is)
	merged.body = mergeBody(was.body, is.body)
	if raw := merged.bytes(); !windows {
		return raw
	}
	return bytes.ReplaceAll(merged.bytes(), []byte("\n"), []byte("\r\n"))
}

func mergeFront(file Path, was, is front) front {
	canonWas, canonIs := canon(file, was), canon(file, is)
	merged := front{tail: was.tail}
	kept := ""
	for _, field := range was.fields {
		kept += field.above
		if is.at(field.name) < 0 {
			continue // taken out by the form; its comments stay, they may be about what follows
		}
		lines := spelled(file, was, is, canonIs, field.name)
		if before := canonWas.lines(field.name); before != "" && before == lines || lines == "" {
			lines = field.lines
		}
		merged.fields = append(merged.fields, written{field.name, kept, lines})
		kept = ""
	}
	merged.tail = kept + merged.tail
	for _, field := range is.fields {
		if was.at(field.name) < 0 {
			place := merged.place(file, field.name)
			merged.fields = slices.Insert(merged.fields, place, written{field.name, "", spelled(file, was, is, canonIs, field.name)})
		}
	}
	return merged
}

// canon is front matter in the one style; nothing where it holds mistakes.
func canon(file Path, f front) front {
	formatted, problems := library.Format(string(file), f.bytes())
	if len(problems) > 0 {
		return front{}
	}
	one, _ := cut(formatted)
	return one
}

// spelled is a sent field in the one style. Where another field holds a mistake, it is tried in place of the old one.
func spelled(file Path, was, is, canonIs front, name string) string {
	if lines := canonIs.lines(name); lines != "" {
		return lines
	}
	sent := is.fields[is.at(name)]
	trial := front{fields: slices.Clone(was.fields), body: was.body}
	if at := trial.at(name); at >= 0 {
		trial.fields[at] = sent
	} else {
		trial.fields = append(trial.fields, sent)
	}
	if lines := canon(file, trial).lines(name); lines != "" {
		return lines
	}
	return sent.lines
}

// place is where a new field belongs: before the first that comes later in the table of kinds.
func (f front) place(file Path, name string) int {
	order := fieldOrder(file)
	mine := slices.Index(order, name)
	for i, field := range f.fields {
		if mine >= 0 && slices.Index(order, field.name) > mine {
			return i
		}
	}
	return len(f.fields)
}

// fieldOrder are the names of the fields that a file may have, in the order of the table.
func fieldOrder(file Path) []string {
	parts := strings.Split(string(file), "/")
	fields := library.SettingsFields()
	if kind := library.KindOf(parts[max(len(parts)-2, 0)]); kind != nil {
		fields = slices.Concat(kind.Common(), kind.Fields)
	}
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].Name
	}
	return names
}

// mergeBody keeps the old text's letters where only blank lines around it differ.
func mergeBody(was, is string) string {
	text := strings.Trim(is, "\n")
	switch {
	case text == strings.Trim(was, "\n"):
		return was
	case strings.TrimSpace(text) == "":
		return ""
	case strings.TrimSpace(was) == "", strings.HasPrefix(was, "\n"):
		return "\n" + text + "\n"
	}
	return text + "\n"
}
