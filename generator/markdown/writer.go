package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"

	"wellshelf/generator/diag"
)

// writer renders one syntax tree. Every text goes to two places at once: escaped to out, plain to words.
type writer struct {
	source   []byte
	reach    diag.Reach
	places   places
	body     *Body
	problems []diag.Problem

	out     []byte
	words   []byte
	marks   []mark
	within  within
	depth   int
	aborted bool // nested too deeply

	slugs     map[string]int // heading ids without prefix, with how often each was asked for
	level     int            // of the last heading
	fragments []fragment
	pointers  map[string]bool // ids of places that point to footnotes
}

// within says what the text being written is part of.
type within uint8

const (
	inBody  within = iota
	inLink         // within a link: links are written as their text
	inWords        // where only text and its emphasis may be: pictures are written as their description too
)

// mark is a slot and where in out it belongs.
type mark struct {
	offset int
	slot   *Slot
}

func (r *writer) write(s string) { r.out = append(r.out, s...) }

// text writes resolved text to both places.
func (r *writer) text(s []byte) {
	r.out = appendEscaped(r.out, s)
	r.words = append(r.words, s...)
}

func (r *writer) slot(s *Slot) { r.marks = append(r.marks, mark{len(r.out), s}) }

// report adds a problem about length bytes at offset.
func (r *writer) report(severity diag.Severity, offset, length int, text, hint string) {
	place, snippet := r.places.at(max(offset, 0), length)
	r.problems = append(r.problems, diag.Problem{
		Severity: severity, Reach: r.reach, Place: place, Snippet: snippet, Text: text, Hint: hint,
	})
}

// begin starts a block of words on a line of its own.
func (r *writer) begin() {
	if n := len(r.words); n > 0 && r.words[n-1] != '\n' {
		r.words = append(r.words, '\n')
	}
}

func (r *writer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.node(c)
	}
}

func (r *writer) element(open string, n ast.Node, closing string) {
	r.write(open)
	r.children(n)
	r.write(closing)
}

func (r *writer) node(n ast.Node) {
	if r.aborted {
		return
	}
	if r.depth++; r.depth > deepestNest {
		r.aborted = true
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.textBlock(n)
	case *ast.Heading:
		r.heading(n)
	case *ast.Blockquote:
		r.quote(n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.listItem(n)
	case *ast.CodeBlock:
		r.code("", n)
	case *ast.FencedCodeBlock:
		r.code(language(n.Language(r.source)), n)
	case *ast.ThematicBreak:
		r.write("<hr>\n")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *ast.RawHTML:
		r.rawHTML(n)
	case *ast.LinkReferenceDefinition:
	case *extended.Table:
		r.table(n)
	case *extended.FootnoteList:
		r.element("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n", n, "</ol>\n</section>\n")
	case *extended.Footnote:
		r.element(`<li id="`+r.footnoteID(n.Index)+"\">\n", n, "</li>\n")
	default:
		r.inline(n)
	}
	r.depth--
}

func (r *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Emphasis:
		if n.Level == 2 {
			r.element("<strong>", n, "</strong>")
		} else {
			r.element("<em>", n, "</em>")
		}
	case *extended.Strikethrough:
		r.element("<del>", n, "</del>")
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.picture(n)
	case *ast.String:
		r.text(n.Value)
	case *extended.TaskCheckBox:
		r.checkBox(n)
	case *extended.FootnoteLink:
		r.footnoteLink(n)
	case *extended.FootnoteBacklink:
		r.footnoteBack(n)
	default:
		r.children(n)
	}
}

func (r *writer) textNode(n *ast.Text) {
	value := n.Segment.Value(r.source)
	if !n.IsRaw() {
		value = plain(value)
	}
	r.text(value)
	switch {
	case n.HardLineBreak():
		r.write("<br>\n")
		r.words = append(r.words, ' ')
	case n.SoftLineBreak():
		r.write("\n")
		r.words = append(r.words, ' ')
	}
}

func (r *writer) codeSpan(n *ast.CodeSpan) {
	r.write("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(r.source)
		if last := len(value) - 1; last >= 0 && value[last] == '\n' {
			r.text(value[:last])
			r.text([]byte{' '})
			continue
		}
		r.text(value)
	}
	r.write("</code>")
}

// paragraph writes a paragraph. One that comes to a single slot and nothing else gives way to the slot; one that
// comes to nothing, such as a comment alone, is left out.
func (r *writer) paragraph(n *ast.Paragraph) {
	r.begin()
	start, marks := len(r.out), len(r.marks)
	r.write("<p>")
	inside := len(r.out)
	r.labelled(n)
	if len(r.out) > inside {
		r.write("</p>\n")
		return
	}
	switch len(r.marks) - marks {
	case 0:
		r.out = r.out[:start]
	case 1:
		r.out = r.out[:start]
		r.marks[marks].offset, r.marks[marks].slot.Alone = start, true
	default:
		r.write("</p>\n")
	}
}

func (r *writer) textBlock(n *ast.TextBlock) {
	r.begin()
	r.labelled(n)
	if n.NextSibling() != nil && n.HasChildren() {
		r.write("\n")
	}
}

// labelled writes the text of a block, as the label of its box when it is a task: a box needs a name that screen
// readers can say (WCAG 2.2, 4.1.2).
func (r *writer) labelled(n ast.Node) {
	if _, task := n.FirstChild().(*extended.TaskCheckBox); task {
		r.element("<label>", n, "</label>")
		return
	}
	r.children(n)
}

func (r *writer) checkBox(n *extended.TaskCheckBox) {
	if n.IsChecked {
		r.write(`<input type="checkbox" disabled checked> `)
	} else {
		r.write(`<input type="checkbox" disabled> `)
	}
}

func (r *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		r.element("<ul>\n", n, "</ul>\n")
	case n.Start == 1:
		r.element("<ol>\n", n, "</ol>\n")
	default:
		r.element(`<ol start="`+strconv.Itoa(n.Start)+"\">\n", n, "</ol>\n")
	}
}

func (r *writer) listItem(n *ast.ListItem) {
	open := "<li>"
	if first := n.FirstChild(); first != nil {
		if _, task := first.FirstChild().(*extended.TaskCheckBox); task {
			open = `<li class="task">`
		}
		if _, tight := first.(*ast.TextBlock); !tight {
			open += "\n"
		}
	}
	r.element(open, n, "</li>\n")
}
