package check

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// passage is one stretch of an entry's words: its body, or the text of one field.
type passage struct {
	entry *library.Entry
	words []byte
	value *library.Value // nil for the body
	path  string         // of the field: "channels.hours_note"; "" for the body
	prose *prose         // of the body
	body  []byte
	lines int // of the file before the body
}

// passages are the words of an entry that readers see. What people type into search and words to avoid are not said by
// us, and identifiers are no words.
func passages(e *library.Entry) []passage {
	front, body := e.Written()
	var list []passage
	gather(e, e.Fields, "", &list)
	if len(body) > 0 {
		p := newProse(body)
		list = append(list, passage{entry: e, words: p.words, prose: p, body: body, lines: bytes.Count(front, []byte("\n"))})
	}
	return list
}

// kindOf is the name of an entry's kind, or "settings".
func kindOf(e *library.Entry) string {
	if e.Kind == nil {
		return "settings"
	}
	return e.Kind.Name
}

// unsaid are the fields that hold no words to readers, by kind and field; the kind "" means every kind.
var unsaid = map[string]bool{
	"crisis.phrases": true, "crisis.alone": true, "crisis.near_misses": true, "crisis.alike.words": true, "crisis.passing": true,
	"synonyms.words": true, "wording.avoid.words": true, "wording.avoid.say": true, "wording.avoid.why": true, "topic.synonyms": true,
	"helpline.channels.value": true, "helpline.channels.keyword": true, "helpline.channels.checked.evidence": true,
	"helpline.channels.checked.by": true, "book.shelf_mark": true, "book.publisher": true, ".source.system": true, ".source.id": true,
	".source.licence": true, ".source.attribution": true, ".picture.file": true, ".picture.credit": true, "story.consent.ref": true,
	"settings.tokens": true, "settings.logo": true, "settings.time_zone": true, "settings.gss": true,
}

func gather(e *library.Entry, fields library.Fields, above string, list *[]passage) {
	for i := range fields {
		v := &fields[i]
		name := strings.TrimPrefix(above+"."+v.Field.Name, ".")
		if unsaid[kindOf(e)+"."+name] || unsaid["."+name] || kindOf(e) == "synonyms" && name != "title" && name != "summary" {
			continue
		}
		switch {
		case v.Field.Type == library.Group && v.List != nil:
			for j := range v.List {
				gather(e, v.List[j].Group, name, list)
			}
		case v.Field.Type == library.Group:
			gather(e, v.Group, name, list)
		case v.Field.Type != library.Text && v.Field.Type != library.Prose:
		case v.List != nil:
			for j := range v.List {
				*list = append(*list, fieldPassage(e, &v.List[j], name))
			}
		default:
			*list = append(*list, fieldPassage(e, v, name))
		}
	}
}

func fieldPassage(e *library.Entry, v *library.Value, name string) passage {
	words := []byte(v.Text)
	cutAddresses(words)
	return passage{entry: e, words: words, value: v, path: name}
}

// title reports whether the passage names the entry.
func (p *passage) title() bool { return p.path == "title" || p.path == "outside" }

// quoted reports whether the words at a place are somebody else's.
func (p *passage) quoted(at int) bool { return p.prose != nil && within(p.prose.quoted, at) }

// problem is a problem at a stretch of the passage.
func (p *passage) problem(rule string, severity diag.Severity, at stretch, text, hint string) diag.Problem {
	made := diag.Problem{Rule: rule, Severity: severity, Reach: p.entry.Scope.Reach(), Text: text, Hint: hint}
	if p.value != nil {
		made.Place, made.Snippet = p.fieldPlace(at)
		return made
	}
	start := bytes.LastIndexByte(p.body[:at.from], '\n') + 1
	line := p.body[start:]
	line = line[:len(bytes.TrimSuffix(line[:lineLength(line)], []byte("\n")))]
	end := min(at.to, start+len(line))
	made.Place = diag.Place{
		File: p.entry.File, Line: p.lines + bytes.Count(p.body[:at.from], []byte("\n")) + 1,
		Column: utf8.RuneCount(p.body[start:at.from]) + 1, Length: utf8.RuneCount(p.body[at.from:end]),
	}
	made.Snippet = string(line)
	return made
}

// fieldPlace is where words of a field stand in the file: exactly, when they are written as they are read on one line,
// and else the field.
func (p *passage) fieldPlace(at stretch) (diag.Place, string) {
	v := p.value
	whole := p.entry.Problem(diag.Warning, v, "", "")
	found := []byte(v.Text)[at.from:at.to]
	front, _ := p.entry.Written()
	rest := front
	for line := 1; len(rest) > 0; line++ {
		length := lineLength(rest)
		now := rest[:length]
		rest = rest[length:]
		if line < v.Line {
			continue
		}
		if line > v.Line+strings.Count(v.Text, "\n")+1 {
			break
		}
		skip := 0
		if line == v.Line {
			for range v.Col - 1 {
				_, size := utf8.DecodeRune(now[skip:])
				skip += size
			}
		}
		if from := bytes.Index(now[skip:], found); from >= 0 {
			place := diag.Place{File: p.entry.File, Line: line, Column: utf8.RuneCount(now[:skip+from]) + 1, Length: utf8.RuneCount(found)}
			return place, diag.Line(front, line)
		}
	}
	return whole.Place, whole.Snippet
}
