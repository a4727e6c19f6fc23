package site

import (
	"encoding/json"
	"fmt"
	"html"
	"slices"

	"wellshelf/generator/library"
)

// embedFolder is where the forms of pages are that other sites show in a frame: embed/topics/sleep/.
const embedFolder = "embed/"

// embeddable are the kinds whose pages other sites may show: what a class, a library or a partner needs on a page of
// its own. Stories and people stay here.
var embeddable = []string{"topic", "resource", "helpline", "service", "place", "event", "booklist", "lesson", "survey"}

// embedPolicy allows the page in a frame its style and its pictures.
const embedPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

// The size, in pixels, at which a page is shown in a frame unless the site around it says otherwise.
const (
	embedWidth  = 640
	embedHeight = 480
)

// passedOn reports whether pages of this site are passed on to people elsewhere: it must state where it is, and be for
// everyone.
func (s *Site) passedOn() bool { return s.address() != "" && !s.options.View.Staff }

// address is the site's web address, or "".
func (s *Site) address() string { return s.shelf.Site.Settings.Text("address") }

// outlineEmbeds adds a form for other sites to every page that may have one.
func (s *Site) outlineEmbeds() {
	if !s.passedOn() {
		return
	}
	for _, o := range s.outlines {
		if o.embeddable() {
			o.Address, o.Layout = embedFolder+o.Address, "embed"
			s.outlines = append(s.outlines, o)
		}
	}
}

func (o Outline) embeddable() bool { return o.item != nil && slices.Contains(embeddable, o.Layout) }

// text is the version of an entry that an outline of its page is about.
func (o Outline) text() *library.Version {
	return o.item.Version(library.Form{Language: o.language, Variant: o.variant})
}

// openName is the name of an outline's entry where others may see it.
func (o Outline) openName() string {
	if o.item.Discreet() {
		return o.text().Fields.Text("outside")
	}
	return o.text().Fields.Text("title")
}

// embedView is the page without header and footer. Whoever meets it on another site finds the way to help now and to
// the page itself on it.
func (p *page) embedView() *Page {
	s, o := p.site, p.outline
	name := s.shelf.Site.Settings.Text("name")
	address := o.Address[len(embedFolder):]
	version := o.text()
	inner := p.entryView(version)
	return &Page{
		Layout: o.Layout, Address: o.Address, Lang: s.tag(p.language), Dir: p.voice.Dir(), Title: version.Fields.Text("title"), Root: p.root,
		Checked: p.checked(o.item, version), Aside: Aside{Awaiting: !p.voice.Checked(), Older: p.older(o.item, version)},
		Head: Head{
			Title: s.frameTitle(o), Style: p.to(s.look.Style), Colour: s.look.Colour, Dark: s.look.Dark,
			Canonical: s.absolute(s.address(), address), NoIndex: true, Policy: embedPolicy,
		},
		Main: &Embed{
			Layout: o.item.Kind.Name, Home: Link{Text: name, Href: p.here("")}, Page: Link{Text: o.openName(), Href: p.to(address)},
			Help: p.helpLink(), Inner: inner,
		},
	}
}

// share is how this page is passed on; nil where it is not.
func (p *page) share() *Share {
	o := p.outline
	if !p.site.passedOn() || o.item == nil || o.Layout == "moved" {
		return nil
	}
	share := &Share{Address: p.site.absolute(p.site.address(), o.Address)}
	if o.embeddable() {
		share.Embed = &Link{Text: o.openName(), Href: p.to(embedFolder + o.Address)}
		share.Snippet = p.site.snippet(o)
	}
	return share
}

// snippet is HTML for a page of another site that shows this page in a frame. The frame may open links in tabs of
// their own and nothing else. It is short, since every page that is passed on carries it.
func (s *Site) snippet(o Outline) string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
		html.EscapeString(s.absolute(s.address(), embedFolder+o.Address)), html.EscapeString(s.frameTitle(o)), embedHeight)
}

// frameTitle says to a reader who cannot see a frame what is in it.
func (s *Site) frameTitle(o Outline) string {
	return s.voices[o.language].Say("page.title", "page", o.openName(), "site", s.shelf.Site.Settings.Text("name"))
}

// oEmbedAddress is where the record is by which other programs show a page in a frame.
func oEmbedAddress(o Outline) string { return embedFolder + o.Address + "oembed.json" }

// record is what a page says of itself to programs that show it (oEmbed 1.0, section 2.3.4.4).
type record struct {
	Version  string `json:"version"`
	Type     string `json:"type"`
	Title    string `json:"title"`
	Provider string `json:"provider_name"`
	Home     string `json:"provider_url"`
	Age      int    `json:"cache_age"` // in seconds
	HTML     string `json:"html"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
}

// dayInSeconds is how long others may keep a record: what it says changes with the site's name or the page's.
const dayInSeconds = 24 * 60 * 60

func (s *Site) oEmbed(o Outline) []byte {
	return encoded(record{
		Version: "1.0", Type: "rich", Title: o.openName(), Provider: s.shelf.Site.Settings.Text("name"), Home: s.absolute(s.address(), ""),
		Age: dayInSeconds, HTML: s.snippet(o), Width: embedWidth, Height: embedHeight,
	})
}

// encoded is a value as JSON, which ends its line. What could end a script element is escaped.
func encoded(v any) []byte {
	out, err := json.Marshal(v)
	if err != nil {
		panic(internal + "JSON: " + err.Error())
	}
	return append(out, '\n')
}

// records makes the oEmbed records of all pages that have one, or that at one path alone.
func (s *Site) records(path string) []Maker {
	var makers []Maker
	if !s.passedOn() {
		return nil
	}
	for _, o := range s.outlines {
		if o.embeddable() && (path == "" || oEmbedAddress(o) == path) {
			makers = append(makers, func(put func(Extra) error) error {
				return put(Extra{Path: oEmbedAddress(o), Bytes: s.oEmbed(o)})
			})
		}
	}
	return makers
}
