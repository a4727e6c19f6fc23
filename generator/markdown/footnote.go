package markdown

import (
	"html"
	"strconv"

	extended "github.com/yuin/goldmark/extension/ast"
)

// Ids of footnotes hold a colon, which ids of headings never do.

func (r *writer) footnoteID(index int) string {
	return html.EscapeString(r.body.prefix) + "fn:" + strconv.Itoa(index)
}

func (r *writer) pointerID(index, repeat int) string {
	id := html.EscapeString(r.body.prefix) + "fnref:" + strconv.Itoa(index)
	if repeat > 0 {
		id += "-" + strconv.Itoa(repeat)
	}
	return id
}

// footnoteLink writes the number that points to a footnote; within a link it is left out, as links hold no links.
func (r *writer) footnoteLink(n *extended.FootnoteLink) {
	if r.within != inBody {
		return
	}
	id := r.pointerID(n.Index, n.RefIndex)
	if r.pointers == nil {
		r.pointers = map[string]bool{}
	}
	r.pointers[id] = true
	r.write(`<sup id="` + id + `"><a class="footnote" href="#` + r.footnoteID(n.Index) + `" role="doc-noteref">` +
		strconv.Itoa(n.Index) + `</a></sup>`)
}

// footnoteBack writes the way back from a footnote to one place that points to it. The arrow is for the eye; what a
// screen reader says depends on the site's language and is a slot.
func (r *writer) footnoteBack(n *extended.FootnoteBacklink) {
	id := r.pointerID(n.Index, n.RefIndex)
	if !r.pointers[id] {
		return
	}
	r.write(` <a class="footnote-back" href="#` + id + `" role="doc-backlink">` +
		`<span aria-hidden="true">↩</span><span class="visually-hidden">`)
	r.slot(&Slot{Kind: Label, Target: "back"})
	r.write("</span></a>")
}
