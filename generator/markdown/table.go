package markdown

import (
	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
)

func (r *writer) table(n *extended.Table) {
	r.write("<table>\n")
	head := true
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if head {
			r.write("<thead>\n<tr>\n")
			r.cells(row, "th")
			r.write("</tr>\n</thead>\n")
			if row.NextSibling() != nil {
				r.write("<tbody>\n")
			}
			head = false
			continue
		}
		r.write("<tr>\n")
		r.cells(row, "td")
		r.write("</tr>\n")
		if row.NextSibling() == nil {
			r.write("</tbody>\n")
		}
	}
	r.write("</table>\n")
}

func (r *writer) cells(row ast.Node, tag string) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		open, closing := "<"+tag, "</"+tag+">\n"
		switch {
		case tag == "th" && !c.HasChildren():
			// A head without words names no column (WCAG 2.2, 1.3.1), so it is an ordinary cell.
			open, closing = "<td", "</td>\n"
		case tag == "th":
			open += ` scope="col"`
		}
		if cell, ok := c.(*extended.TableCell); ok {
			switch cell.Alignment {
			case extended.AlignRight:
				open += ` class="align-right"`
			case extended.AlignCenter:
				open += ` class="align-center"`
			}
		}
		r.begin()
		r.element(open+">", c, closing)
	}
}
