package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// code writes a block of code. Its lines keep their line ends in words too.
func (r *writer) code(language string, n ast.Node) {
	r.begin()
	r.write("<pre><code")
	if language != "" {
		r.write(` class="language-` + language + `"`)
	}
	r.write(">")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		value := line.Value(r.source)
		// A browser drops a line end straight after <pre>, but not after <code>, so nothing is lost here.
		r.text(value)
	}
	r.write("</code></pre>\n")
}

// language is the name of a code block's language, lower-cased, or "" when it could be anything else than a name:
// it becomes a class (compare Hugo's GHSA-q76j-gcg9-vxc6, where it became markup).
func language(info []byte) string {
	const longest = 32
	if len(info) == 0 || len(info) > longest {
		return ""
	}
	name := strings.ToLower(string(info))
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '+' && c != '#' && c != '-' {
			return ""
		}
	}
	return name
}

// instead says what Markdown to write for an element. Elements not listed get the general hint.
var instead = map[string]string{
	"a": "write [words](address)", "b": "write **words**", "strong": "write **words**",
	"i": "write *words*", "em": "write *words*", "del": "write ~~words~~", "s": "write ~~words~~",
	"br": `end the line with "\" for a line break`, "hr": "write --- on a line of its own",
	"p": "leave an empty line between paragraphs", "div": "leave an empty line between paragraphs",
	"img": "write ![description](file.png)", "picture": "write ![description](file.png)",
	"h1": "begin the line with ##", "h2": "begin the line with ##", "h3": "begin the line with ###",
	"ul": "begin each line with -", "ol": "begin each line with 1.", "li": "begin the line with -",
	"blockquote": "begin each line with >", "code": "write `code`", "pre": "put the lines between two lines of ```",
	"table": "write a table with | between the cells",
	"video": "put the film's address alone in a paragraph", "audio": "put the recording's address alone in a paragraph",
	"iframe": "put the address alone in a paragraph, or link to it",
}

const (
	noHTML     = "html is not used in entries"
	noHTMLHint = "write it in Markdown, or leave it out; write \"\\<\" for the sign itself"
)

func (r *writer) htmlBlock(n *ast.HTMLBlock) {
	start := n.Pos()
	lines := n.Lines()
	if lines.Len() > 0 {
		start = lines.At(0).Start
	}
	var all []byte
	for i := range lines.Len() {
		line := lines.At(i)
		all = append(all, line.Value(r.source)...)
	}
	if n.HasClosure() {
		all = append(all, n.ClosureLine.Value(r.source)...)
	}
	skipped := len(all) - len(bytes.TrimLeft(all, " \t"))
	r.refuseHTML(start+skipped, all[skipped:])
}

func (r *writer) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() > 0 {
		first := n.Segments.At(0)
		r.refuseHTML(first.Start, n.Segments.Value(r.source))
	}
}

func (r *writer) refuseHTML(offset int, markup []byte) {
	if onlyComments(markup) || r.closes(markup) {
		return
	}
	hint := instead[tagName(markup)]
	if hint == "" {
		hint = noHTMLHint
	}
	r.reportError(offset, len(bytes.TrimRight(markup, "\n ")), noHTML, hint)
}

// closes reports whether markup is an end tag after other markup was reported: "<b>x</b>" is one mistake, not two.
func (r *writer) closes(markup []byte) bool {
	last := len(r.problems) - 1
	return bytes.HasPrefix(markup, []byte("</")) && last >= 0 && r.problems[last].Text == noHTML
}

// onlyComments reports whether markup is comments and blanks. A comment that never ends counts: the whole rest is it.
func onlyComments(markup []byte) bool {
	for {
		markup = bytes.TrimSpace(markup)
		if len(markup) == 0 {
			return true
		}
		if !bytes.HasPrefix(markup, []byte("<!--")) {
			return false
		}
		_, rest, _ := bytes.Cut(markup[2:], []byte("-->"))
		markup = rest
	}
}

func tagName(markup []byte) string {
	name := bytes.TrimLeft(markup, "</")
	end := bytes.IndexFunc(name, func(r rune) bool { return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') })
	if end >= 0 {
		name = name[:end]
	}
	return strings.ToLower(string(name))
}
