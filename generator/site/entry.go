package site

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// entryView makes the view of an entry's page: what all kinds share, then what is the kind's own.
func (p *page) entryView(version *library.Version) any {
	f, item, entry := version.Fields, p.outline.item, p.entry(version)
	switch item.Kind.Name {
	case "topic":
		return p.topic(f, entry)
	case "resource":
		return p.resource(f, entry)
	case "helpline":
		return &Helpline{entry, p.contact(item), p.ref(f, "organisation")}
	case "service":
		return p.service(f, entry)
	case "organisation":
		return p.organisation(f, entry)
	case "place":
		return p.place(f, entry)
	case "event":
		return p.event(f, entry)
	case "book":
		return p.book(f, entry)
	case "booklist":
		return p.booklist(f, entry)
	case "story":
		return &Story{entry, f.Text("teller"), f.Flag("peer"), f.Flag("anonymised"), f.Text("content_note"), f.Group("consent").Text("withdraw")}
	case "lesson":
		return p.lesson(f, entry)
	case "survey":
		return p.survey(f, entry)
	case "trail":
		return p.trail(f, entry)
	case "pathway":
		return &Pathway{entry, groups(f, "steps", func(step library.Fields) Step {
			return Step{If: step.Text("if"), Then: step.Text("then"), Go: p.ref(step, "go")}
		})}
	case "alert":
		return &Alert{entry, f.Text("level"), f.Text("from"), f.Text("until")}
	case "case-study":
		return p.caseStudy(f, entry)
	case "need":
		return &Need{entry, f.Text("asked_by"), f.Text("asked_on"), f.Text("status"), p.refs(f, "answers")}
	case "page":
		return &Plain{Entry: entry}
	}
	panic("wellshelf: internal error: no view for the kind " + item.Kind.Name)
}

// entry is what the page of every entry shows.
func (p *page) entry(version *library.Version) Entry {
	item, f := p.outline.item, version.Fields
	e := Entry{
		Kind: item.Kind.Name, Slug: item.Slug, Summary: f.Text("summary"), Body: p.glossed(version),
		Stages: p.stages(f.Texts("stages")), Spoken: p.together(words(f.Texts("languages"), p.site.languageName)),
		Local: item.level > 0 && version.SharedBy() == "", SharedBy: p.sharedBy(version), Example: f.Flag("example"), Sensitive: f.Flag("sensitive"), Stub: version.Layers[0].Stub(),
		Variants: p.variants(item), Related: p.cards(p.site.related(item)), Original: p.original(item, version), Picture: p.above(version),
	}
	if audience := f.Text("audience"); audience != "young-people" {
		e.Audience = audience
	}
	if item.Kind.Name != "topic" {
		e.Topics = p.refs(f, "topics")
	}
	return e
}

// sharedBy is the name of the area that wrote a version, when that is another one.
func (p *page) sharedBy(version *library.Version) string {
	if area := version.SharedBy(); area != "" {
		return p.site.library.AreaName(area)
	}
	return ""
}

// original is the checked text in the source language, for an entry of the crisis floor in a language that awaits a
// speaker's check: nobody in danger should have to rely on words nobody has checked. It is what helps now; the rest is
// on the checked page, to which it leads.
func (p *page) original(item *placed, version *library.Version) template.HTML {
	if p.voice.Checked() || version.Language == "" || !p.site.isFloor(item.ID) {
		return ""
	}
	checked := p.site.best(item.Item, "")
	if checked == nil {
		return ""
	}
	source := p.speaking("")
	words := string(source.bodyApart(checked, "original"))
	if first := firstPart(words); first != words {
		address, _ := p.site.versionAddress(item, checked)
		link := p.to(address)
		words = first + `<p><a href="` + html.EscapeString(link) + `">` + html.EscapeString(source.voice.Say("original.rest")) + "</a></p>\n"
	}
	return source.wrapped(template.HTML(words))
}

// heading begins the main parts of a text.
const heading = "<h2 "

// firstPart is a text up to its second main heading. A text whose parts hang together, by a note at its end or by a
// heading within a list or a quote, is left whole.
func firstPart(words string) string {
	first := strings.Index(words, heading)
	if first < 0 {
		return words
	}
	second := strings.Index(words[first+len(heading):], heading)
	if second < 0 {
		return words
	}
	part := words[:first+len(heading)+second]
	for _, element := range []string{"blockquote", "ul", "ol", "div"} {
		if strings.Count(part, "<"+element) != strings.Count(part, "</"+element) {
			return words
		}
	}
	if strings.Contains(part, ` href="#`) {
		return words
	}
	return part
}

// speaking is the same page in another language of the site.
func (p *page) speaking(language string) *page {
	other := *p
	other.language, other.voice = language, p.site.voices[language]
	return &other
}

// wrapped marks HTML as being in this page's language, for a place in a page of another.
func (p *page) wrapped(inner template.HTML) template.HTML {
	return template.HTML(`<div lang="` + p.site.tag(p.language) + `" dir="` + p.voice.Dir() + `">` + string(inner) + "</div>")
}

func (s *Site) isFloor(id library.ID) bool {
	v := s.shelf.Site.Settings.Get("crisis_floor")
	return v != nil && slices.ContainsFunc(v.List, func(item library.Value) bool { return item.Target() == id })
}

// variants are links to the other texts of an entry in this page's language.
func (p *page) variants(item *placed) []Variant {
	var links []Variant
	for _, version := range item.Versions {
		if version.Language != p.language || version.Variant == p.outline.variant {
			continue
		}
		address, _ := p.site.versionAddress(item, version)
		name := version.Variant
		if name == "" {
			name = "plain"
		}
		links = append(links, Variant{name, Link{Text: p.voice.Say("variant." + name), Href: p.to(address)}})
	}
	return links
}
