package generator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inspector reads the files of one site as a browser would, and collects what is wrong with them. It knows nothing of
// how they were made.
type inspector struct {
	files   map[string][]byte
	base    string // the site's web address, or ""
	indexes bool   // a link to a folder finds the index.html in it
	pages   map[string]*inspected
	wrong   []string
}

// inspected is one page, parsed.
type inspected struct {
	file       string
	title      string
	doc        *html.Node
	ids        map[string]bool
	links      []reference
	help       []*html.Node // links in the header that lead to help now
	alternates map[string]string
	canonical  string
	data       []any // JSON-LD
	lost       bool  // the page for addresses that do not exist
	away       bool  // the page that says nothing of the site
	moved      bool  // the page of an older address
	embed      bool  // the form of a page for other sites
	helps      int   // links to help now, wherever they stand
}

// listed reports whether search engines are told of a page: it is no way to another and stands in for none.
func (p *inspected) listed() bool {
	folder := path.Base(path.Dir(p.file))
	return !p.apart() && !p.moved && !p.embed && folder != "offline" && folder != "keep"
}

// apart reports whether a page stands alone: it is shown where none of its links would lead anywhere.
func (p *inspected) apart() bool { return p.lost || p.away }

// reference is an address in a page. Loaded ones are fetched without the reader's doing.
type reference struct {
	node   *html.Node
	href   string
	loaded bool
}

func inspect(files map[string][]byte, base string, indexes bool) *inspector {
	i := &inspector{files: files, base: base, indexes: indexes, pages: map[string]*inspected{}}
	for _, file := range sorted(files) {
		if strings.HasSuffix(file, ".html") {
			i.pages[file] = i.read(file)
		}
	}
	for _, file := range sorted(i.pages) {
		page := i.pages[file]
		i.shape(page)
		for _, link := range page.links {
			i.follow(page, link)
		}
	}
	i.sameHelp()
	i.languages()
	return i
}

func (i *inspector) say(file, format string, args ...any) {
	i.wrong = append(i.wrong, file+": "+fmt.Sprintf(format, args...))
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, name string) string {
	value, _ := attribute(n, name)
	return value
}

// read parses a page and gathers what is asked of it.
func (i *inspector) read(file string) *inspected {
	p := &inspected{file: file, ids: map[string]bool{}, alternates: map[string]string{}}
	var err error
	if p.doc, err = html.Parse(bytes.NewReader(i.files[file])); err != nil {
		i.say(file, "cannot be parsed: %v", err)
		return p
	}
	p.lost, p.away, p.embed = file == "404.html", file == "away/index.html", strings.HasPrefix(file, "embed/")
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			i.attribute(p, n, a)
		}
		i.element(p, n)
	}
	return p
}

// addresses are the attributes that hold one, and whether the browser goes there by itself.
var addresses = map[string]bool{"src": true, "poster": true, "data": true, "action": true, "formaction": true, "background": true, "manifest": true,
	"ping": true, "cite": false, "longdesc": false, "xlink:href": true}

func (i *inspector) attribute(p *inspected, n *html.Node, a html.Attribute) {
	switch {
	case a.Key == "id":
		if p.ids[a.Val] {
			i.say(p.file, "the id %q is there twice", a.Val)
		}
		p.ids[a.Val] = true
	case a.Key == "style":
		i.say(p.file, "<%s> has a style attribute", n.Data)
	case strings.HasPrefix(a.Key, "on"):
		i.say(p.file, "<%s> has the event handler %s", n.Data, a.Key)
	case a.Key == "srcdoc":
		i.say(p.file, "<%s> has srcdoc", n.Data)
	case a.Key == "srcset":
		for picture := range strings.SplitSeq(a.Val, ",") {
			address, _, _ := strings.Cut(strings.TrimSpace(picture), " ")
			p.links = append(p.links, reference{n, address, true})
		}
	case a.Key == "href":
		p.links = append(p.links, reference{n, a.Val, n.DataAtom != atom.A && n.DataAtom != atom.Area})
	default:
		if loaded, holds := addresses[a.Key]; holds && (a.Key != "data" || n.DataAtom == atom.Object) {
			p.links = append(p.links, reference{n, a.Val, loaded})
		}
	}
}

func (i *inspector) element(p *inspected, n *html.Node) {
	switch n.DataAtom {
	case atom.Title:
		if n.Parent.DataAtom == atom.Head {
			p.title = textOf(n)
		}
	case atom.Base:
		if len(n.Attr) != 1 || attr(n, "target") != "_blank" || !p.embed {
			i.say(p.file, "it has <base>")
		}
	case atom.Iframe, atom.Object, atom.Embed, atom.Frame:
		i.say(p.file, "it has <%s>", n.Data)
	case atom.Style:
		if !p.lost {
			i.say(p.file, "it has <style>")
		}
	case atom.Img:
		if _, has := attribute(n, "alt"); !has {
			i.say(p.file, "the picture %s has no alt", attr(n, "src"))
		}
	case atom.Script:
		i.script(p, n)
	case atom.Meta:
		if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			p.moved = true
			_, target, _ := strings.Cut(attr(n, "content"), "url=")
			p.links = append(p.links, reference{n, target, true})
		}
	}
}

func (i *inspector) script(p *inspected, n *html.Node) {
	switch kind := attr(n, "type"); {
	case kind == "application/ld+json":
		var data any
		if err := json.Unmarshal([]byte(textOf(n)), &data); err != nil {
			i.say(p.file, "its JSON-LD cannot be read: %v", err)
		}
		p.data = append(p.data, data)
	case kind != "":
		i.say(p.file, "it has a script of the type %q", kind)
	case attr(n, "src") == "":
		i.say(p.file, "it has a script in the page")
	}
}

// textOf is the text in an element, with single spaces.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// shape checks what every page has, whatever it is about.
func (i *inspector) shape(p *inspected) {
	count := map[atom.Atom]int{}
	level := 0
	for n := range p.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.DataAtom]++
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				i.say(p.file, "the heading %q has level %d after level %d", textOf(n), now, level)
			}
			if level = now; textOf(n) == "" {
				i.say(p.file, "a heading is empty")
			}
		}
		if n.DataAtom == atom.Html && attr(n, "lang") == "" {
			i.say(p.file, "it states no language")
		}
	}
	for _, once := range []atom.Atom{atom.Main, atom.H1} {
		if count[once] != 1 {
			i.say(p.file, "it has %d <%s>", count[once], once)
		}
	}
	if p.title == "" {
		i.say(p.file, "it has no title")
	}
	i.policy(p)
}

// policy checks that the page allows itself nothing from elsewhere, before it loads anything.
func (i *inspector) policy(p *inspected) {
	for n := range p.doc.Descendants() {
		switch {
		case n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "http-equiv"), "content-security-policy"):
			if content := attr(n, "content"); !strings.HasPrefix(content, "default-src 'none'") || strings.Contains(content, "unsafe") ||
				strings.Contains(content, "*") || strings.Contains(content, "//") {
				i.say(p.file, "its policy is %q", content)
			}
			return
		case n.DataAtom == atom.Link || n.DataAtom == atom.Script || n.DataAtom == atom.Body:
			i.say(p.file, "it loads something before its policy is stated")
			return
		}
	}
}

// follow checks that an address leads where it may lead.
func (i *inspector) follow(p *inspected, link reference) {
	u, err := url.Parse(link.href)
	if err != nil || strings.ContainsAny(link.href, "\\\n\t") {
		i.say(p.file, "the address %q cannot be read", link.href)
		return
	}
	rel := strings.Fields(attr(link.node, "rel"))
	switch {
	case link.node.DataAtom == atom.Link && (slices.Contains(rel, "canonical") || attr(link.node, "hreflang") != ""):
		i.absolute(p, link)
	case link.node.DataAtom == atom.Link && attr(link.node, "type") == "application/json+oembed":
		i.listed(p.file, link.href, true)
	case u.Scheme == "" && u.Host == "" && !strings.HasPrefix(link.href, "/"):
		i.inside(p, link, u)
	case link.loaded:
		i.say(p.file, "<%s> loads %s", link.node.Data, link.href)
	case u.Host != "" && u.Scheme == "https" || u.Host != "" && u.Scheme == "http":
		// only the page for lost readers, which is shown at any depth, may name the start page in full
		home := p.file == "404.html" && link.href == i.base
		if i.base != "" && strings.HasPrefix(link.href, i.base) && !home {
			i.say(p.file, "the link %s leads to this site by its whole address", link.href)
		}
	case slices.Contains([]string{"tel", "sms", "mailto"}, u.Scheme):
	default:
		i.say(p.file, "the address %s has no place in a page", link.href)
	}
}

// absolute checks an address for search engines.
func (i *inspector) absolute(p *inspected, link reference) {
	rest, ours := strings.CutPrefix(link.href, i.base)
	if i.base == "" || !ours {
		i.say(p.file, "the absolute address %s is not of this site", link.href)
		return
	}
	file := i.file(rest, true)
	if file == "" {
		i.say(p.file, "the absolute address %s leads nowhere", link.href)
	}
	if language := attr(link.node, "hreflang"); language != "" {
		p.alternates[language] = file
	} else if p.canonical = file; file != strings.TrimPrefix(p.file, "embed/") {
		i.say(p.file, "its canonical address is that of %s", file)
	}
}

// file is the file that an address from the top of the site leads to, or "".
func (i *inspector) file(address string, indexes bool) string {
	if indexes && (address == "" || strings.HasSuffix(address, "/")) {
		address += "index.html"
	}
	if _, found := i.files[address]; found {
		return address
	}
	return ""
}

// inside checks a link within the site.
func (i *inspector) inside(p *inspected, link reference, u *url.URL) {
	if p.apart() && u.Path != "" {
		i.say(p.file, "the relative link %s: this page is shown at any depth, or says nothing of the site", link.href)
		return
	}
	if u.RawQuery != "" || u.ForceQuery {
		i.say(p.file, "the link %s has a query", link.href)
	}
	target := p.file
	if u.Path != "" {
		joined := path.Join("/in/site", path.Dir(p.file), u.Path) // two folders above, so that leaving the site shows
		address, within := strings.CutPrefix(joined, "/in/site")
		if !within {
			i.say(p.file, "the link %s leaves the site", link.href)
			return
		}
		address = strings.TrimPrefix(address, "/")
		if address != "" && (strings.HasSuffix(u.Path, "/") || strings.HasSuffix(u.Path, "/..") || u.Path == "..") {
			address += "/"
		}
		if target = i.file(address, i.indexes); target == "" {
			i.say(p.file, "the link %s leads nowhere", link.href)
			return
		}
	} else if link.href == "" {
		i.say(p.file, "<%s> has an empty address", link.node.Data)
	}
	if u.Fragment != "" && !(i.pages[target] != nil && i.pages[target].ids[u.Fragment]) {
		i.say(p.file, "the link %s leads to no such place in %s", link.href, target)
	}
	if link.node.DataAtom == atom.A && isHelp(target) {
		p.helps++
		if within(link.node, atom.Header) {
			p.help = append(p.help, link.node)
		}
	}
}

// isHelp reports whether a file is help now, in any language.
func isHelp(file string) bool {
	return file == "help/index.html" || strings.Count(file, "/") == 2 && strings.HasSuffix(file, "/help/index.html")
}

func within(n *html.Node, element atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.DataAtom == element {
			return true
		}
	}
	return false
}

// sameHelp checks that help now is one link away, at the same place and with the same words.
func (i *inspector) sameHelp() {
	words := map[string]string{}
	for _, file := range sorted(i.pages) {
		p := i.pages[file]
		if p.apart() || p.moved {
			continue
		}
		if p.embed {
			if p.helps == 0 {
				i.say(file, "no link in the frame leads to help now")
			}
			continue
		}
		if len(p.help) != 1 {
			i.say(file, "it has %d links to help now at its top", len(p.help))
			continue
		}
		language := ""
		for n := range p.doc.Descendants() {
			if n.DataAtom == atom.Html {
				language = attr(n, "lang")
			}
		}
		if text := textOf(p.help[0]); words[language] == "" {
			words[language] = text
		} else if text != words[language] {
			i.say(file, "its link to help now says %q, others %q", text, words[language])
		}
	}
}

// languages checks that pages in several languages name each other.
func (i *inspector) languages() {
	for _, file := range sorted(i.pages) {
		for language, other := range i.pages[file].alternates {
			page := i.pages[other]
			if page == nil {
				continue // said already
			}
			back := false
			for _, target := range page.alternates {
				back = back || target == file
			}
			if !back {
				i.say(file, "it names %s as its form in %s, which does not name it", other, language)
			}
		}
	}
}
