package library

import (
	"crypto/sha256"
	"hash/crc32"

	"wellshelf/generator/diag"
	"wellshelf/generator/markdown"
)

// packReading writes all of a reading but its body, which stands at a place of the pack.
func packReading(p *packer, file string, r *reading, at int64, body packer) {
	packProblems(p, file, r.problems)
	p.flag(r.fields != nil)
	if r.fields == nil {
		return
	}
	p.flag(r.bare)
	p.text(r.digest)
	p.number(len(r.source))
	p.number(r.words.source.Line)
	packFields(p, r.fields)
	p.number(len(r.words.asks))
	for _, a := range r.words.asks {
		p.number(int(a.kind))
		p.text(a.target)
	}
	p.number(int(at))
	p.number(len(body))
	p.number(int(crc32.Checksum(body, castagnoli)))
}

// unpackReading is the reading again, or nil when it does not fit the file.
func (p *pack) unpackReading(f entryFile, sum [sha256.Size]byte, packed string) *reading {
	u := &unpacker{rest: packed}
	r := &reading{sum: sum, problems: unpackProblems(u, f.file)}
	if u.flag() {
		r.bare, r.digest = u.flag(), u.text()
		start, line := u.number(), u.number()
		r.fields = unpackFields(u, f.kind.table())
		r.words = &passage{}
		for range u.count(2) {
			r.words.asks = append(r.words.asks, ask{markdown.SlotKind(u.number()), u.text()})
		}
		r.words.kept = &keptBody{pack: p, at: int64(u.number()), size: u.number(), sum: uint32(u.number())}
		text := composed(plainLines(f.raw))
		if start < 0 || start > len(text) {
			return nil
		}
		r.source = text[:start]
		r.words.source = markdown.Source{File: f.file, Text: text[start:], Line: line, Reach: f.scope.Reach(), Prefix: prefix(f.scope.Reach(), r.fields)}
	}
	if u.bad || u.rest != "" {
		return nil
	}
	return r
}

func packProblems(p *packer, file string, problems []diag.Problem) {
	p.number(len(problems))
	for _, one := range problems {
		p.number(int(one.Severity))
		p.text(one.Reach.Area)
		p.text(one.Reach.Site)
		packPlace(p, file, one.Place)
		p.text(one.Snippet)
		p.text(one.Text)
		p.text(one.Hint)
		p.text(one.Rule)
	}
}

func unpackProblems(u *unpacker, file string) (problems []diag.Problem) {
	for range u.count(11) {
		problems = append(problems, diag.Problem{
			Severity: diag.Severity(u.number()),
			Reach:    diag.Reach{Area: u.text(), Site: u.text()},
			Place:    unpackPlace(u, file),
			Snippet:  u.text(), Text: u.text(), Hint: u.text(), Rule: u.text(),
		})
	}
	return problems
}

// packPlace leaves out the name of the file itself.
func packPlace(p *packer, file string, at diag.Place) {
	if at.File == file {
		at.File = ""
	} else if at.File == "" {
		at.File = "."
	}
	p.text(at.File)
	p.number(at.Line)
	p.number(at.Column)
	p.number(at.Length)
}

func unpackPlace(u *unpacker, file string) diag.Place {
	at := diag.Place{File: u.text(), Line: u.number(), Column: u.number(), Length: u.number()}
	switch at.File {
	case "":
		at.File = file
	case ".":
		at.File = ""
	}
	return at
}

func packFields(p *packer, fields Fields) {
	p.number(len(fields))
	for i := range fields {
		p.text(fields[i].Field.Name)
		packValue(p, &fields[i])
	}
}

func packValue(p *packer, v *Value) {
	p.number(v.Line)
	p.number(v.Col)
	p.number(v.Len)
	switch {
	case v.Field.Many:
		p.number(len(v.List))
		for i := range v.List {
			packValue(p, &v.List[i])
		}
	case v.Field.Type == Group:
		packFields(p, v.Group)
	default:
		p.text(v.Text)
	}
}

func unpackFields(u *unpacker, table []Field) Fields {
	n, at := u.count(5), 0
	if n == 0 {
		return nil
	}
	fields := make(Fields, 0, n)
	for range n {
		name := u.text()
		for at < len(table) && table[at].Name != name { // values stand in the order of their table
			at++
		}
		if at == len(table) {
			u.fail()
			return nil
		}
		fields = append(fields, unpackValue(u, &table[at]))
	}
	return fields
}

func unpackValue(u *unpacker, field *Field) Value {
	v := Value{Field: field, Line: u.number(), Col: u.number(), Len: u.number()}
	switch {
	case field.Many:
		item := field.item()
		n := u.count(4)
		v.List = make([]Value, 0, n)
		for range n {
			v.List = append(v.List, unpackValue(u, item))
		}
	case field.Type == Group:
		v.Group = unpackFields(u, field.Fields)
	default:
		v.Text = u.text()
	}
	return v
}
