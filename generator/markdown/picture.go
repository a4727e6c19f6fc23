package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
)

var pictureEndings = []string{".png", ".jpg", ".jpeg", ".webp", ".gif"}

// picture makes the slot of a picture. Where no slot can be, within a link to a file or within another picture's
// description, it is written as its description.
func (r *writer) picture(n *ast.Image) {
	if r.within == inWords {
		r.flattened(n)
		return
	}
	at := r.spanOf(n, n.Destination)
	a := readAddress(string(plain(n.Destination)))
	if text, hint := notPicture(a); text != "" {
		r.reportError(at.offset, at.length, text, hint)
		r.flattened(n)
		return
	}
	out, from := len(r.out), len(r.words)
	r.flattened(n)
	r.out = r.out[:out]
	description := string(bytes.TrimSpace(r.words[from:]))
	s := &Slot{Kind: Picture, Target: a.path, Text: description, Title: string(plain(n.Title))}
	s.Place, s.Snippet = r.places.at(at.offset, at.length)
	r.slot(s)
	if description == "" {
		r.reportError(at.offset, at.length, "this picture has no description",
			"write between the square brackets what the picture shows; one that only decorates does not belong in a text")
	}
}

// notPicture says why an address is not a picture beside the entry; "" when it is one. Pages ask nothing of other
// sites, so pictures of other sites are not shown.
func notPicture(a address) (text, hint string) {
	const beside = "put the file beside the entry and write its name, such as sleep.png"
	name := "\"" + shortened(a.path) + "\""
	switch ext := a.extension(); {
	case a.shape == outside:
		return "this picture is on another site", beside
	case a.fault != nil:
		return a.fault.text, beside
	case a.shape != file:
		return "this address is not a picture", beside
	case ext == ".svg":
		return name + " is a drawing of the kind svg, which is not shown", "save it as .png"
	case a.query || a.fragment != "" || !slices.Contains(pictureEndings, ext):
		return name + " is not a picture that can be shown", "use a file that ends in .png, .jpg, .webp or .gif"
	}
	return "", ""
}
