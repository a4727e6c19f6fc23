package library

import (
	"sync"

	"wellshelf/generator/diag"
	"wellshelf/generator/markdown"
)

// passage is the text below the fields of a file: what it asks of other files, known at once, and its body, which is
// fetched or parsed when it is first asked for. Entries made of the same reading share it.
type passage struct {
	source markdown.Source
	asks   []ask // in order

	once sync.Once
	body *markdown.Body
	kept *keptBody // where the body is kept; nil when it was parsed in this run
}

// ask is a file that a body links to or shows, as written.
type ask struct {
	kind   markdown.SlotKind
	target string
}

func asksForFile(kind markdown.SlotKind) bool {
	return kind == markdown.EntryLink || kind == markdown.Picture || kind == markdown.Attachment
}

// passage is what stands below the closing fence, ready to be parsed.
func (s *source) passage(prefix string) markdown.Source {
	return markdown.Source{File: s.file, Text: s.body, Line: s.bodyLine, Reach: s.reach, Prefix: prefix}
}

// readPassage parses a passage at once, to know their problems.
func readPassage(source markdown.Source) (*passage, []diag.Problem) {
	body, problems := markdown.Parse(source)
	p := &passage{source: source, body: body}
	for _, segment := range body.Segments {
		if slot := segment.Slot; slot != nil && asksForFile(slot.Kind) {
			p.asks = append(p.asks, ask{slot.Kind, slot.Target})
		}
	}
	return p, problems
}

// get returns the body. One that is kept and cannot be used any more is parsed again, from the same bytes.
func (p *passage) get() *markdown.Body {
	p.once.Do(func() {
		if p.body == nil && p.kept != nil {
			p.body = p.kept.fetch(p.source)
		}
		if p.body == nil {
			p.body, _ = markdown.Parse(p.source)
		}
	})
	return p.body
}
