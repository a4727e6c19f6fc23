package site

import (
	"encoding/json"
	"html/template"

	"wellshelf/generator/library"
)

// thing is a node of JSON-LD in the words of schema.org.
type thing map[string]any

// data describes a page to machines. A discreet entry says nothing of itself.
func (p *page) data() template.JS {
	item := p.outline.item
	switch {
	case p.outline.Layout == "home":
		return written(p.siteThing())
	case item == nil || p.outline.target != "" || item.Discreet():
		return ""
	}
	version := item.Version(library.Form{Language: p.language, Variant: p.outline.variant})
	f := version.Fields
	page := p.entryThing(item, f)
	page["@context"] = "https://schema.org"
	page["name"], page["description"], page["inLanguage"] = f.Text("title"), f.Text("summary"), p.site.tag(version.Language)
	if base := p.site.shelf.Site.Settings.Text("address"); base != "" {
		page["url"] = p.site.absolute(base, p.outline.Address)
	}
	return written(page)
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
	t := thing{
		"@context": "https://schema.org", "@type": "WebSite", "name": site.Settings.Text("name"), "inLanguage": p.site.tag(p.language),
		"publisher": thing{"@type": kind, "name": site.Settings.Text("name")},
	}
	if base := site.Settings.Text("address"); base != "" {
		t["url"] = p.site.absolute(base, p.outline.Address)
	}
	return t
}

func (p *page) entryThing(item *placed, f library.Fields) thing {
	switch item.Kind.Name {
	case "book":
		t := thing{"@type": "Book", "author": people(f.Texts("authors"))}
		if isbn := f.Texts("isbn"); len(isbn) > 0 {
			t["isbn"] = isbn[0]
		}
		return t
	case "event":
		return p.eventThing(f)
	case "helpline":
		return thing{"@type": "Organization", "areaServed": f.Text("region"), "contactPoint": contactPoints(f)}
	case "service":
		return thing{"@type": "Service", "isAccessibleForFree": free(f)}
	case "organisation":
		return thing{"@type": "Organization"}
	case "place":
		return p.placeThing(f)
	case "lesson":
		return thing{"@type": "LearningResource", "educationalAlignment": f.Texts("curriculum")}
	case "booklist":
		return thing{"@type": "ItemList", "numberOfItems": len(f.Get("items").List)}
	}
	return thing{"@type": "WebPage", "dateModified": f.Text("updated")}
}

func people(names []string) []thing {
	list := make([]thing, len(names))
	for i, name := range names {
		list[i] = thing{"@type": "Person", "name": name}
	}
	return list
}

func contactPoints(f library.Fields) []thing {
	var points []thing
	for channel := range f.Groups("channels") {
		if channel.Text("type") == "phone" {
			points = append(points, thing{"@type": "ContactPoint", "telephone": channel.Text("value"), "contactType": "helpline"})
		}
	}
	return points
}

// free reports whether a service states a cost of nothing.
func free(f library.Fields) bool {
	for cost := range f.Groups("cost_options") {
		if amount := cost.Text("amount"); amount == "0" || amount == "0.00" {
			return true
		}
	}
	return false
}

func (p *page) eventThing(f library.Fields) thing {
	start, _ := p.site.occasions(f).next()
	t := thing{"@type": "Event", "startDate": machine(start), "eventStatus": "https://schema.org/EventScheduled"}
	if length := duration(f); length > 0 {
		t["endDate"] = machine(start.Add(length))
	}
	if place := f.Get("place"); place != nil {
		if item := p.site.places[place.Target()]; item != nil {
			t["location"] = thing{"@type": "Place", "name": item.openly()}
		}
	}
	return t
}

func (p *page) placeThing(f library.Fields) thing {
	kind := "Place"
	if f.Text("type") == "library" {
		kind = "Library"
	}
	t := thing{"@type": kind}
	if location := f.Group("location"); location != nil {
		t["address"] = thing{
			"@type": "PostalAddress", "streetAddress": location.Text("address_1"), "addressLocality": location.Text("city"),
			"postalCode": location.Text("postal_code"), "addressCountry": "GB",
		}
	}
	return t
}
