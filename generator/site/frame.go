package site

import (
	"html/template"
	"strings"

	"wellshelf/generator/library"
)

type frameKey struct {
	language, root, current string
	searched                bool
}

// frame is what surrounds every page: rendered once for each language, depth and menu item that is current, with the
// search box and without.
type frame struct{ header, footer template.HTML }

func (p *page) frame() frame {
	current, _, _ := strings.Cut(strings.TrimPrefix(p.outline.Address, p.site.in(p.language, "")), "/")
	key := frameKey{p.language, p.root, current, p.searched()}
	return p.site.pieces.frames.get(key, func() frame {
		return frame{p.part("header", p.header(current)), p.part("footer", p.footer())}
	})
}

// menu is what the header offers beside help now, where the site has it.
var menu = []string{"topics", "books", "events", "places", "stories"}

func (p *page) header(current string) Header {
	settings := p.site.shelf.Site.Settings
	h := Header{
		Name: settings.Text("name"), Short: settings.Text("short_name"), Strapline: settings.Text("strapline"),
		Home: Link{Text: p.voice.Say("crumb.home"), Href: p.here(""), Current: p.outline.Address == p.site.in(p.language, "")},
		Help: p.helpLink(), Demonstration: settings.Flag("demonstration"),
	}
	if p.searched() {
		h.Search = p.searchBox("search.label")
	}
	if h.Short == "" {
		h.Short = h.Name
	}
	if d := p.site.drawing(settings.Logo()); d != nil {
		h.Logo = p.mark(d)
	}
	for _, folder := range menu {
		if p.site.counts[folder] > 0 {
			h.Menu = append(h.Menu, Link{Text: p.voice.Say("menu." + folder), Href: p.here(folder + "/"), Current: current == folder})
		}
	}
	h.Menu = append(h.Menu, Link{Text: p.voice.Say("index.title"), Href: p.here(indexAddress), Current: current+"/" == indexAddress})
	return h
}

// searched reports whether the page has the search box in its header: the page of an older address is left at once, and
// the search page has a box of its own.
func (p *page) searched() bool { return p.outline.Layout != "moved" && p.outline.Layout != "search" }

func (p *page) searchBox(label string) *SearchBox {
	return &SearchBox{Label: p.voice.Say(label), Help: p.helpLink()}
}

func (p *page) searchLink() Link {
	return Link{Text: p.voice.Say("search.title"), Href: p.here(searchAddress), Current: p.outline.Layout == "search"}
}

func (p *page) helpLink() Link {
	return Link{Text: p.voice.Say("help.title"), Href: p.here(helpAddress), Current: p.outline.Layout == "help"}
}

func (p *page) footer() Footer {
	site := p.site.shelf.Site
	f := Footer{
		Name: site.Settings.Text("name"), Area: site.AreaName, Network: site.Network,
		Publisher: site.Settings.Group("publisher").Text("name"), Help: p.helpLink(),
		Feedback: route(site.Settings.Group("feedback")), Demonstration: site.Settings.Flag("demonstration"),
	}
	for _, item := range p.site.list("pages") {
		if item.fields.Flag("menu") {
			f.Links = append(f.Links, p.link(item))
		}
	}
	f.Links = append(f.Links,
		p.searchLink(),
		Link{Text: p.voice.Say("about.title"), Href: p.here(aboutAddress)},
		Link{Text: p.voice.Say("privacy.title"), Href: p.here(privacyAddress)},
		Link{Text: p.voice.Say("accessibility.title"), Href: p.here(accessibilityAddress)},
		Link{Text: p.voice.Say("keep.title"), Href: p.here(keepAddress)},
	)
	return f
}

func route(f library.Fields) *Route {
	if f == nil {
		return nil
	}
	return &Route{How: f.Text("how"), Email: f.Text("email"), Href: f.Text("url")}
}

// crumbs lead from the start page to this one.
func (p *page) crumbs() []Link {
	if p.outline.Address == p.site.in(p.language, "") {
		return nil
	}
	crumbs := []Link{{Text: p.voice.Say("crumb.home"), Href: p.here("")}}
	if item := p.outline.item; item != nil {
		crumbs = append(crumbs, Link{Text: p.voice.Say("kinds." + item.Folder), Href: p.here(item.Folder + "/")})
		if best := p.site.best(item.Item, p.language); best != nil && best.Variant != p.outline.variant {
			address, _ := p.site.versionAddress(item, best)
			crumbs = append(crumbs, Link{Text: best.Fields.Text("title"), Href: p.to(address)})
		}
	} else if p.outline.letter != "" {
		crumbs = append(crumbs, Link{Text: p.voice.Say("index.title"), Href: p.here(indexAddress)})
	} else if p.outline.number > 0 {
		crumbs = append(crumbs, Link{Text: p.voice.Say("kinds." + p.outline.folder), Href: p.here(p.outline.folder + "/")})
	}
	return crumbs
}
