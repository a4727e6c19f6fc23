package markdown

import (
	"fmt"
	"html"
	"io"
	"net/url"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

// mayHave lists every element that bodies may hold and the attributes each may have.
var mayHave = map[string][]string{
	"a": {"href", "class", "rel", "title", "role"}, "blockquote": nil, "br": nil, "code": {"class"}, "del": nil,
	"div": {"class", "role"}, "em": nil, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"hr": nil, "input": {"type", "disabled", "checked"}, "label": nil, "li": {"class", "id"}, "ol": {"start"},
	"p": {"class"}, "pre": nil, "section": {"class", "role"}, "span": {"aria-hidden", "class"}, "strong": nil,
	"sup": {"id"}, "table": nil, "tbody": nil, "td": {"class"}, "th": {"scope", "class"}, "thead": nil, "tr": nil,
	"ul": nil, "img": {"src", "alt"},
}

var void = []string{"br", "hr", "input", "img"}

// shown fills the slots as the plainest page would.
func shown(body *Body) string {
	var b strings.Builder
	for _, s := range body.Segments {
		b.WriteString(s.HTML)
		if s.Slot == nil {
			continue
		}
		filling := ""
		switch s.Slot.Kind {
		case EntryLink, Attachment:
			filling = `<a href="./entry">` + s.Slot.HTML + "</a>"
		case Picture:
			filling = `<img src="picture.png" alt="` + html.EscapeString(s.Slot.Text) + `">`
		case Media:
			filling = `<a href="` + html.EscapeString(s.Slot.Target) + `">film</a>`
		case Label:
			filling = s.Slot.Target
		}
		if s.Slot.Alone {
			filling = "<p>" + filling + "</p>\n"
		}
		b.WriteString(filling)
	}
	return b.String()
}

// unsafety is the oracle of all safety tests: it reads a body as a browser would and returns what is wrong with it,
// or "". It knows nothing of how bodies are written.
func unsafety(body *Body) string {
	for i, s := range body.Segments {
		if s.Slot == nil && i != len(body.Segments)-1 {
			return "a segment without a slot is not the last"
		}
		if strings.Contains(s.HTML, "<img") {
			return "a picture without a slot"
		}
		if s.Slot != nil {
			if wrong := unsafeSlot(s.Slot); wrong != "" {
				return wrong
			}
		}
	}
	markup := shown(body)
	if wrong := unsafeMarkup(markup); wrong != "" {
		return wrong
	}
	return changedByBrowser(markup)
}

// unsafeMarkup checks every tag: known, closed in order, with known attributes and addresses of allowed kinds.
func unsafeMarkup(markup string) string {
	tokens := xhtml.NewTokenizer(strings.NewReader(markup))
	var open []string
	for {
		kind := tokens.Next()
		token := tokens.Token()
		switch kind {
		case xhtml.ErrorToken:
			if tokens.Err() != io.EOF || len(open) > 0 {
				return fmt.Sprintf("%v, %v left open", tokens.Err(), open)
			}
			return ""
		case xhtml.CommentToken, xhtml.DoctypeToken, xhtml.SelfClosingTagToken:
			return "stray markup " + token.String()
		case xhtml.StartTagToken:
			if wrong := unsafeTag(token); wrong != "" {
				return wrong
			}
			if token.Data == "a" && slices.Contains(open, "a") {
				return "a link within a link"
			}
			if !slices.Contains(void, token.Data) {
				open = append(open, token.Data)
			}
		case xhtml.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return fmt.Sprintf("</%s> closes %v", token.Data, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func unsafeTag(token xhtml.Token) string {
	attributes, known := mayHave[token.Data]
	if !known {
		return "element " + token.String()
	}
	seen := map[string]bool{}
	for _, a := range token.Attr {
		if !slices.Contains(attributes, a.Key) || seen[a.Key] {
			return "attribute in " + token.String()
		}
		seen[a.Key] = true
		if a.Key == "href" && activeAddress(a.Val) {
			return "address in " + token.String()
		}
		if a.Key == "class" && strings.Trim(a.Val, "abcdefghijklmnopqrstuvwxyz0123456789+#- ") != "" {
			return "class in " + token.String()
		}
	}
	return ""
}

// activeAddress reports whether a browser, or a server that decodes once too often, could take an address for
// anything but a fragment, a file of the site, or one of the allowed kinds.
func activeAddress(value string) bool {
	for range 4 {
		stripped := strings.Map(func(r rune) rune {
			if r <= ' ' || r == 0x7f {
				return -1
			}
			return r
		}, value)
		lower := strings.ToLower(html.UnescapeString(stripped))
		if strings.HasPrefix(lower, "//") || strings.HasPrefix(lower, `\`) || strings.HasPrefix(lower, `/\`) {
			return true
		}
		if end := strings.IndexAny(lower, ":/?#"); end >= 0 && lower[end] == ':' {
			if !slices.Contains([]string{"https", "http", "mailto", "tel", "sms"}, lower[:end]) {
				return true
			}
		}
		next, err := url.PathUnescape(value)
		if err != nil {
			break
		}
		value = next
	}
	return false
}

func unsafeSlot(s *Slot) string {
	switch {
	case s.Kind == Media && !strings.HasPrefix(s.Target, "http"), s.Kind != Media && s.Kind != Label && activeAddress(s.Target),
		strings.Contains(s.Target, `\`):
		return "slot target " + s.Target
	case strings.Contains(s.HTML, "<a") || strings.Contains(s.HTML, "<img"):
		return "slot html " + s.HTML
	case s.HTML != "" && s.Kind != EntryLink && s.Kind != Attachment:
		return s.Kind.String() + " with html"
	}
	return unsafeMarkup(s.HTML)
}

// changedByBrowser parses markup by the rules of HTML, which move and add elements where markup is wrong, and
// returns "" when reading changed nothing.
func changedByBrowser(markup string) string {
	root, err := xhtml.Parse(strings.NewReader("<!DOCTYPE html><html><head></head><body>" + markup + "</body></html>"))
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	written := root.LastChild.LastChild
	for c := written.FirstChild; c != nil; c = c.NextSibling {
		if err := xhtml.Render(&b, c); err != nil {
			return err.Error()
		}
	}
	if got, want := skeleton(b.String()), skeleton(markup); got != want {
		return fmt.Sprintf("a browser reads %q\n as %q", markup, b.String())
	}
	return ""
}

// skeleton is the tags and texts of markup, without the ways to spell them.
func skeleton(markup string) string {
	tokens := xhtml.NewTokenizer(strings.NewReader(markup))
	var b strings.Builder
	for {
		switch kind := tokens.Next(); kind {
		case xhtml.ErrorToken:
			return b.String()
		case xhtml.TextToken:
			b.WriteString(tokens.Token().Data)
		case xhtml.SelfClosingTagToken:
			fmt.Fprintf(&b, "<%d%s>", xhtml.StartTagToken, tokens.Token().Data)
		default:
			fmt.Fprintf(&b, "<%d%s>", kind, tokens.Token().Data)
		}
	}
}
