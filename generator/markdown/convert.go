package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"wellshelf/generator/diag"
)

// The two parsers of all bodies. They are built once; parsing changes nothing in them. Looking for bare addresses at
// every blank takes a third of the time, so texts that cannot hold one are parsed without.
var (
	withAddresses = sync.OnceValue(func() parser.Parser {
		return newParser(extension.Linkify)
	})
	withoutAddresses = sync.OnceValue(func() parser.Parser {
		return newParser()
	})
)

func newParser(more ...goldmark.Extender) parser.Parser {
	extensions := append(more, extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote)
	return goldmark.New(goldmark.WithExtensions(extensions...)).Parser()
}

// parserFor chooses by what every bare address holds: "://", "www." or "@".
func parserFor(source []byte) parser.Parser {
	for _, sign := range []string{"://", "www.", "@"} {
		if bytes.Contains(source, []byte(sign)) {
			return withAddresses()
		}
	}
	return withoutAddresses()
}

// buffers keeps the memory of one body's output for the next; a body's own strings are copied out of it.
type buffers struct{ out, words []byte }

var spare = sync.Pool{New: func() any { return &buffers{} }}

// convert parses text and renders it. Only the library's parser is used: its renderer looks at addresses before
// character references are resolved, and knows no slots.
func convert(src Source, source []byte) (*Body, []diag.Problem) {
	room := spare.Get().(*buffers)
	r := &writer{
		source: source,
		reach:  src.Reach,
		places: places{file: src.File, before: src.Line, text: source},
		body:   &Body{prefix: src.Prefix},
		out:    room.out[:0],
		words:  room.words[:0],
		level:  1,
	}
	r.node(parserFor(source).Parse(text.NewReader(source)))
	if r.aborted {
		return &Body{prefix: src.Prefix}, []diag.Problem{tooDeep(-1).problem(src, source)}
	}
	r.checkFragments()
	r.finish()
	room.out, room.words = r.out, r.words
	spare.Put(room)
	return r.body, diag.Sort(r.problems)
}

// finish cuts the output at the slots. All segments share one string.
func (r *writer) finish() {
	html := string(r.out)
	if html != "" || len(r.marks) > 0 {
		r.body.Segments = make([]Segment, 0, len(r.marks)+1)
	}
	from := 0
	for _, m := range r.marks {
		r.body.Segments = append(r.body.Segments, Segment{HTML: html[from:m.offset], Slot: m.slot})
		from = m.offset
	}
	if from < len(html) {
		r.body.Segments = append(r.body.Segments, Segment{HTML: html[from:]})
	}
	r.body.Words = strings.TrimSpace(string(r.words))
}
