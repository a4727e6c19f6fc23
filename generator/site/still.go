package site

// Pages that stand still whatever the site is about.
const (
	keepAddress    = "keep/"
	offlineAddress = "offline/"
	awayAddress    = "away/"
)

// keptList is the address of the list of what a reader keeps with the page of that language.
const keptList = keepAddress + "keep.json"

// alone reports whether the page is whole in itself: no style, script or link of the site, since it is shown at any
// depth, or must not say whose it is.
func (o Outline) alone() bool { return o.Layout == "404" || o.Layout == "away" }

// unlisted reports whether the page is no answer to any search: it is a way to another, or stands in for one.
func (o Outline) unlisted() bool {
	return o.alone() || o.Layout == "moved" || o.Layout == "offline" || o.Layout == "keep" || o.Layout == "embed"
}

// offered reports whether readers of other languages are offered this page in theirs.
func (o Outline) offered() bool { return !o.alone() && o.Layout != "moved" && o.Layout != "embed" }

// keep is the page on which a reader keeps the site on the device. How much that is, the list says, which is made of the
// very bytes to be kept.
func (p *page) keep() any {
	return &Keep{List: p.to(p.site.in(p.language, keptList)), Help: p.helpLink()}
}

func (p *page) offline() any {
	return &Offline{Help: p.helpLink(), Home: Link{Text: p.voice.Say("crumb.home"), Href: p.here("")}}
}

// awayView is the page that a device without a network shows to whoever left the site. Someone may be watching: neither
// its words nor its source say whose page it is, and nothing on it leads back. It has no style, as the pages of browsers.
func (p *page) awayView() *Page {
	title := p.title()
	return &Page{
		Layout: p.outline.Layout, Address: p.outline.Address, Lang: p.site.tag(p.language), Dir: p.voice.Dir(), Root: p.root, Title: title,
		Head: Head{Title: title, NoIndex: true, Policy: "default-src 'none'; base-uri 'none'; form-action 'none'"},
	}
}
