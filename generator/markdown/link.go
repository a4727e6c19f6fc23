package markdown

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"wellshelf/generator/diag"
)

// span is the part of the source that a problem or a slot is about.
type span struct{ offset, length int }

func (r *writer) reportError(offset, length int, text, hint string) {
	r.report(diag.Error, offset, length, text, hint)
}

func (r *writer) warn(offset, length int, text, hint string) {
	r.report(diag.Warning, offset, length, text, hint)
}

// spanOf is where an address is written, or else where the link begins.
func (r *writer) spanOf(n ast.Node, written []byte) span {
	if offset := offsetIn(r.source, written); offset >= 0 {
		return span{offset, len(written)}
	}
	return span{max(n.Pos(), 0), 1}
}

func (r *writer) link(n *ast.Link) {
	if r.within != inBody {
		r.children(n)
		return
	}
	at := r.spanOf(n, n.Destination)
	a := readAddress(string(plain(n.Destination)))
	title := string(plain(n.Title))
	from := len(r.words)
	switch {
	case a.fault != nil:
		r.reportError(at.offset, at.length, a.fault.text, a.fault.hint)
		r.flattened(n)
		return
	case a.shape == outside || a.shape == contact:
		r.outsideLink(a, at, title, n)
	case a.shape == heading:
		r.fragments = append(r.fragments, fragment{a.fragment, at.offset, at.length})
		r.openLink("#"+r.body.prefix+a.fragment, "", title)
		r.linkWords(n)
		r.write("</a>")
	default:
		r.fileLink(a, at, title, n)
		return
	}
	r.checkWords(at, from)
}

// openLink writes the beginning of a link; class may be "".
func (r *writer) openLink(url, class, title string) {
	r.write(`<a href="`)
	r.out = appendEscaped(r.out, url)
	r.write(`"`)
	if class != "" {
		r.write(` class="` + class + `" rel="noopener noreferrer"`)
	}
	if title != "" {
		r.write(` title="`)
		r.out = appendEscaped(r.out, title)
		r.write(`"`)
	}
	r.write(">")
}

// linkWords writes what a link shows. Pictures keep their slots, links do not.
func (r *writer) linkWords(n ast.Node) {
	r.within = inLink
	r.children(n)
	r.within = inBody
}

func (r *writer) outsideLink(a address, at span, title string, n ast.Node) {
	class := ""
	if a.shape == outside {
		class = "outside"
	}
	r.openLink(a.value, class, title)
	from := len(r.words)
	i := r.addOutside(a, at)
	r.linkWords(n)
	r.write("</a>")
	if i >= 0 {
		r.body.Outside[i].Text = string(r.words[from:])
	}
}

// addOutside lists a link to another site and returns its index, or -1 for an address that is not a site's.
func (r *writer) addOutside(a address, at span) int {
	if a.shape != outside {
		return -1
	}
	place, _ := r.places.at(at.offset, at.length)
	r.body.Outside = append(r.body.Outside, Link{URL: a.value, Place: place})
	return len(r.body.Outside) - 1
}

func (r *writer) checkWords(at span, from int) {
	if len(bytes.TrimSpace(r.words[from:])) == 0 {
		r.warn(at.offset, at.length, "this link has no words", "write between the square brackets what the link leads to")
	}
}

// fileLink makes the slot of a link to a file of the content tree.
func (r *writer) fileLink(a address, at span, title string, n ast.Node) {
	kind := EntryLink
	switch ext := a.extension(); {
	case a.query || ext != ".md" && ext != ".pdf":
		text, hint := notFile(a)
		r.reportError(at.offset, at.length, text, hint)
		r.flattened(n)
		return
	case ext == ".pdf":
		kind = Attachment
	}
	out, from := len(r.out), len(r.words)
	r.within = inWords
	r.children(n)
	r.within = inBody
	s := &Slot{Kind: kind, Target: a.path, Fragment: a.fragment, Title: title,
		HTML: string(r.out[out:]), Text: string(r.words[from:])}
	s.Place, s.Snippet = r.places.at(at.offset, at.length)
	r.out = r.out[:out]
	r.slot(s)
	r.checkWords(at, from)
}

// notFile says why a relative address is neither an entry nor a PDF.
func notFile(a address) (text, hint string) {
	name := "\"" + shortened(a.path) + "\""
	if a.query {
		name = "\"" + shortened(a.path+"?") + "\""
	}
	switch ext := a.extension(); {
	case slices.Contains(pictureEndings, ext) || ext == ".svg":
		return name + " is a picture, not an entry", "show it with ![description](" + path.Base(a.path) + ")"
	case a.query || ext == "" || ext == ".html" || ext == ".htm":
		return name + " is an address, not a file", "link to the entry's file, such as ../topics/sleep.md"
	}
	return name + " is not a file that entries link to", "link to an entry's file, such as ../topics/sleep.md, or a PDF"
}

// flattened writes the text of a link or a picture that is not used.
func (r *writer) flattened(n ast.Node) {
	out, around := len(r.out), r.within
	from := len(r.words)
	r.within = inWords
	r.children(n)
	r.within = around
	r.out = appendEscaped(r.out[:out], r.words[from:])
}

func (r *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(r.source)
	if r.within != inBody {
		r.text(label)
		return
	}
	written := string(n.URL(r.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(written), "mailto:") {
		written = "mailto:" + written
	}
	at := r.spanOf(n, label)
	a := readAddress(written)
	switch {
	case a.fault != nil || a.shape != outside && a.shape != contact:
		if a.fault == nil {
			a = refusedScheme(written)
		}
		r.reportError(at.offset, at.length, a.fault.text, a.fault.hint)
		r.text(label)
	case a.shape == outside && isMedia(written) && aloneIn(n, r.source):
		r.media(a, at, label)
	default:
		class := ""
		if i := r.addOutside(a, at); i >= 0 {
			class = "outside"
			r.body.Outside[i].Text = string(label)
		}
		r.openLink(a.value, class, "")
		r.text(label)
		r.write("</a>")
	}
}

// media makes the slot of a film's or a recording's address; the paragraph that holds nothing else gives way to it.
func (r *writer) media(a address, at span, label []byte) {
	r.body.Outside[r.addOutside(a, at)].Text = string(label)
	r.words = append(r.words, label...)
	s := &Slot{Kind: Media, Target: a.value, Text: string(label)}
	s.Place, s.Snippet = r.places.at(at.offset, at.length)
	r.slot(s)
}

var mediaEndings = []string{".mp4", ".webm", ".m4v", ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".opus"}

func isMedia(url string) bool {
	if end := strings.IndexAny(url, "?#"); end >= 0 {
		url = url[:end]
	}
	return slices.Contains(mediaEndings, strings.ToLower(path.Ext(url)))
}

// aloneIn reports whether n is all that its paragraph holds.
func aloneIn(n ast.Node, source []byte) bool {
	if _, ok := n.Parent().(*ast.Paragraph); !ok {
		return false
	}
	for c := n.Parent().FirstChild(); c != nil; c = c.NextSibling() {
		t, isText := c.(*ast.Text)
		if c != n && (!isText || t.SoftLineBreak() || !blank(t.Segment.Value(source))) {
			return false
		}
	}
	return true
}
