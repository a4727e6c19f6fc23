package site

import (
	"encoding/json"
	"html/template"
	"net/url"

	"wellshelf/generator/library"
)

// thing is a node of JSON-LD in the words of schema.org.
type thing map[string]any

// data describes a page to machines. A discreet entry says nothing of itself, and no list says anything of it.
func (p *page) data() template.JS {
	item, o := p.outline.item, p.outline
	if o.unlisted() || o.Layout == "embed" || item != nil && item.Discreet() {
		return ""
	}
	var about thing
	switch {
	case o.Layout == "home":
		return written(within(p.siteThing()))
	case item != nil:
		about = p.entryThing(item, item.Version(library.Form{Language: p.language, Variant: o.variant}))
	default:
		about = p.pageThing()
	}
	p.locate(about)
	if p.site.shelf.Site.Settings.Text("address") == "" {
		return written(within(about)) // nobody can follow a way without its beginning
	}
	return written(thing{"@context": vocabulary, "@graph": []thing{about, p.crumbThing()}})
}

const vocabulary = "https://schema.org"

func within(t thing) thing {
	t["@context"] = vocabulary
	return t
}

// locate says where the page of a thing is, for sites that know their own address.
func (p *page) locate(t thing) {
	if base := p.site.shelf.Site.Settings.Text("address"); base != "" {
		t["url"] = p.site.absolute(base, p.outline.Address)
	}
}

// whole is a link of this page as machines read it: whole, where the site knows its own address.
func (p *page) whole(href string) string {
	base := p.site.shelf.Site.Settings.Text("address")
	if base == "" {
		return href
	}
	here, err := url.Parse(p.site.absolute(base, p.outline.Address))
	if err != nil {
		return href
	}
	there, err := here.Parse(href)
	if err != nil {
		return href
	}
	return there.String()
}

// written encodes a thing; json.Marshal sorts the keys and escapes what could end a script element.
func written(t thing) template.JS {
	out, err := json.Marshal(t)
	if err != nil {
		panic("wellshelf: internal error: JSON-LD: " + err.Error())
	}
	return template.JS(out)
}

func (p *page) siteThing() thing {
	site := p.site.shelf.Site
	kind := "School"
	if site.Library {
		kind = "Library"
	}
	name := site.Settings.Text("name")
	t := thing{
		"@type": "WebSite", "name": name, "inLanguage": p.site.tag(p.language), "publisher": thing{"@type": kind, "name": name},
	}
	p.locate(t)
	return t
}

// pageThing is a page that is no entry's. Lists name what they show.
func (p *page) pageThing() thing {
	t := thing{"@type": "WebPage", "name": p.title(), "inLanguage": p.site.tag(p.language)}
	switch p.outline.Layout {
	case "list":
		t["@type"] = "CollectionPage"
		if items := p.listItems(p.listed()); len(items) > 0 {
			t["mainEntity"] = thing{"@type": "ItemList", "itemListElement": items}
		}
	case "index", "feelings":
		t["@type"] = "CollectionPage"
	case "about":
		t["@type"] = "AboutPage"
	}
	return t
}

// listItems are the members of a list, without those that are discreet.
func (p *page) listItems(items []*placed) []thing {
	var list []thing
	for _, item := range items {
		if !item.Discreet() {
			link := p.link(item)
			list = append(list, thing{"@type": "ListItem", "position": len(list) + 1, "name": link.Text, "url": p.whole(link.Href)})
		}
	}
	return list
}

// crumbThing is the way here from the start page; the last step, which is this page, needs no address.
func (p *page) crumbThing() thing {
	var steps []thing
	for _, crumb := range p.crumbs() {
		steps = append(steps, thing{"@type": "ListItem", "position": len(steps) + 1, "name": crumb.Text, "item": p.whole(crumb.Href)})
	}
	name := p.outline.letter
	switch item := p.outline.item; {
	case item != nil:
		name = item.Version(library.Form{Language: p.language, Variant: p.outline.variant}).Fields.Text("title")
	case name == "":
		name = p.title()
	}
	steps = append(steps, thing{"@type": "ListItem", "position": len(steps) + 1, "name": name})
	return thing{"@type": "BreadcrumbList", "itemListElement": steps}
}
