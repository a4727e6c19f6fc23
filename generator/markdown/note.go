package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wellshelf/generator/diag"
)

// noteKinds are the kinds of notes GitHub knows.
var noteKinds = []string{"note", "tip", "important", "warning", "caution"}

// quote writes a quote, or the note that it is when its first line says so.
func (r *writer) quote(n *ast.Blockquote) {
	kind := r.noteKind(n)
	if kind == "" {
		r.element("<blockquote>\n", n, "</blockquote>\n")
		return
	}
	r.write(`<div class="note note-` + kind + `" role="note">` + "\n" + `<p class="note-label">`)
	first := n.FirstChild()
	place, snippet := r.places.at(first.Lines().At(0).Start, len(kind)+len("[!]"))
	r.slot(&Slot{Kind: Label, Target: kind, Place: place, Snippet: snippet})
	r.write("</p>\n")
	dropLine(first)
	if !first.HasChildren() {
		n.RemoveChild(n, first)
	}
	r.children(n)
	r.write("</div>\n")
}

// noteKind is the kind a quote's first line names, or "" for an ordinary quote.
func (r *writer) noteKind(n *ast.Blockquote) string {
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		return ""
	}
	line := first.Lines().At(0)
	name, marked := bytes.CutPrefix(bytes.TrimSpace(line.Value(r.source)), []byte("[!"))
	name, closed := bytes.CutSuffix(name, []byte("]"))
	if !marked || !closed || len(name) > longestNoteKind {
		return ""
	}
	kind := strings.ToLower(string(name))
	if slices.Contains(noteKinds, kind) {
		return kind
	}
	r.warn(line.Start, len(name)+len("[!]"), "there is no note of the kind \""+kind+"\"",
		diag.DidYouMean(kind, noteKinds, "use one of "+strings.Join(noteKinds, ", ")))
	return ""
}

const longestNoteKind = 20

// dropLine removes a paragraph's first line.
func dropLine(paragraph ast.Node) {
	for c := paragraph.FirstChild(); c != nil; c = paragraph.FirstChild() {
		paragraph.RemoveChild(paragraph, c)
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			return
		}
	}
}
