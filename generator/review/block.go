package review

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a piece of a page that stands by itself: a heading, a paragraph, an item of a list.
type block struct {
	heading bool
	text    string
}

// apart are the elements that begin a new block.
var apart = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.Td: true, atom.Th: true,
	atom.Div: true, atom.Section: true, atom.Article: true, atom.Blockquote: true, atom.Ul: true, atom.Ol: true, atom.Table: true, atom.Tr: true, atom.Figure: true,
	atom.Summary: true, atom.Details: true, atom.Br: true, atom.Address: true, atom.Caption: true, atom.Dl: true, atom.Figcaption: true, atom.Header: true,
}

// unread are the elements and classes whose words are no part of what a page says: buttons, what stands on every page, and
// who signed, of which a pack tells in its own words.
var (
	unread        = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Button: true, atom.Textarea: true, atom.Svg: true, atom.Form: true}
	unreadClasses = []string{"ws-checked", "ws-take", "ws-paper", "ws-leave-note", "ws-share", "ws-listen", "ws-keeping"}
)

// blocksOf are the words of the main part of a page, in order. Pictures stand for what is said of them.
func blocksOf(page []byte) []block {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil
	}
	r := &reader{}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Main {
			r.read(n)
		}
	}
	r.close(false)
	return r.blocks
}

type reader struct {
	blocks []block
	words  strings.Builder
}

func (r *reader) read(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		r.words.WriteString(n.Data)
		return
	case n.Type != html.ElementNode, unread[n.DataAtom], classed(n, unreadClasses...):
		return
	case n.DataAtom == atom.Img:
		if alt := attribute(n, "alt"); alt != "" {
			r.words.WriteString(" [picture: " + alt + "] ")
		}
		return
	}
	heading := len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
	if apart[n.DataAtom] {
		r.close(false)
	}
	for child := range n.ChildNodes() {
		r.read(child)
	}
	if apart[n.DataAtom] {
		r.close(heading)
	}
}

// close ends a block, when it has words.
func (r *reader) close(heading bool) {
	text := strings.Join(strings.Fields(r.words.String()), " ")
	r.words.Reset()
	if text != "" {
		r.blocks = append(r.blocks, block{heading, text})
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func classed(n *html.Node, classes ...string) bool {
	return slices.ContainsFunc(strings.Fields(attribute(n, "class")), func(c string) bool { return slices.Contains(classes, c) })
}
