package markdown

import (
	"bytes"
	"unicode/utf8"

	"wellshelf/generator/diag"
)

// places finds the line and column of an offset. Offsets mostly come in rising order, so it goes on from the last
// one instead of counting from the start each time.
type places struct {
	file   string
	before int // lines of the file before text
	text   []byte

	offset, start int // the last offset asked for and the start of its line
	line, column  int // of offset, counted from 0
	snippet       string
	snippetOf     int // line of snippet, counted from 1; 0 is none yet
}

// at returns the place of length bytes at offset, cut off at the end of the line, and that whole line.
func (p *places) at(offset, length int) (diag.Place, string) {
	p.advance(min(offset, len(p.text)))
	rest := p.text[p.offset:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	if p.snippetOf != p.line+1 {
		p.snippet, p.snippetOf = string(p.text[p.start:p.offset+len(rest)]), p.line+1
	}
	span := utf8.RuneCount(rest[:min(length, len(rest))])
	return diag.Place{File: p.file, Line: p.before + p.line + 1, Column: p.column + 1, Length: span}, p.snippet
}

func (p *places) advance(offset int) {
	if offset < p.offset {
		p.offset, p.start, p.line, p.column = 0, 0, 0, 0
	}
	skipped := p.text[p.offset:offset]
	if last := bytes.LastIndexByte(skipped, '\n'); last >= 0 {
		p.line += bytes.Count(skipped, []byte{'\n'})
		p.start = p.offset + last + 1
		p.column = 0
		skipped = skipped[last+1:]
	}
	p.column += utf8.RuneCount(skipped)
	p.offset = offset
}

// offsetIn returns where part lies in text, or -1 when it is a copy. The syntax tree keeps a link's address as a slice
// of the text without saying where; the room left behind a slice tells.
func offsetIn(text, part []byte) int {
	offset := cap(text) - cap(part)
	if len(part) == 0 || offset < 0 || offset+len(part) > len(text) || &text[offset] != &part[0] {
		return -1
	}
	return offset
}
