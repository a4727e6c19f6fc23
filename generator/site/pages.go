package site

import (
	"html/template"
	"strconv"
	"strings"

	"wellshelf/generator/library"
)

// mainView makes the view of the pages that every site has.
func (p *page) mainView() any {
	switch p.outline.Layout {
	case "home":
		return p.home()
	case "list":
		return p.list()
	case "help":
		return p.help()
	case "search":
		return p.search()
	case "index":
		return p.index()
	case "about", "privacy", "accessibility":
		return p.plain()
	case "feelings":
		return p.feelingsPage()
	case "keep":
		return p.keep()
	case "offline":
		return p.offline()
	case "moved":
		return &Moved{To: p.link(p.outline.item)}
	case "404":
		return p.lost()
	}
	panic("wellshelf: internal error: no view for the layout " + p.outline.Layout)
}

// mostAtHome is how many cards a section of the start page shows.
const mostAtHome = 3

func (p *page) home() any {
	s := p.site
	settings := s.shelf.Site.Settings
	view := &Home{Strapline: settings.Text("strapline"), People: p.people(), Pinned: p.cards(p.items(settings.Fields, "pin"))}
	view.About = p.sourceWords(s.ownWords())
	view.Contacts = p.briefContacts(s.lines[:min(len(s.lines), mostAtHome)])
	view.Feelings, view.Talk = p.feelingViews(), p.talkLink()
	view.Topics = p.topicLinks()
	for _, folder := range []string{"events", "resources", "booklists", "stories", "places"} {
		items := s.list(folder)
		if folder == "events" {
			items = s.coming(items)
		}
		if len(items) == 0 {
			continue
		}
		section := Section{Key: folder, Title: p.voice.Say("section." + folder), Cards: p.briefCards(items[:min(len(items), mostAtHome)])}
		if len(items) > mostAtHome {
			section.More = &Link{Text: p.voice.Say("more." + folder), Href: p.here(folder + "/")}
		}
		view.Sections = append(view.Sections, section)
	}
	return view
}

func (p *page) topicLinks() []Link {
	var links []Link
	for _, topic := range p.site.list("topics") {
		links = append(links, p.link(topic))
	}
	return links
}

func (p *page) search() any {
	return &Search{Box: *p.searchBox("search.ask"), Topics: p.topicLinks(), Index: Link{Text: p.voice.Say("index.title"), Href: p.here(indexAddress)}}
}

// sourceWords are words that exist in the source language only, marked as such on pages of other languages.
func (p *page) sourceWords(version *library.Version) template.HTML {
	if p.language == "" || len(version.Bodies) == 0 {
		return p.body(version)
	}
	source := p.speaking("")
	return source.wrapped(source.body(version))
}

// ownWords are what the site's own settings file says below its fields.
func (s *Site) ownWords() *library.Version {
	own := &library.Version{}
	for _, words := range s.shelf.Site.Settings.About.Bodies {
		if words.File == s.shelf.Site.File {
			own.Bodies = append(own.Bodies, words)
		}
	}
	return own
}

// listed are the items of this page of a list.
func (p *page) listed() []*placed {
	items, first := p.site.list(p.outline.folder), p.outline.number*perPage
	return items[first:min(len(items), first+perPage)]
}

func (p *page) list() any {
	folder, number := p.outline.folder, p.outline.number
	shown := p.listed()
	view := &List{Kind: folder, About: p.voice.Say("kinds." + folder + ".about")}
	if folder == "events" {
		coming := p.site.coming(shown)
		view.Cards, view.Past = p.cards(shown[:len(coming)]), p.cards(shown[len(coming):])
	} else {
		view.Cards = p.cards(shown)
	}
	pages := p.site.listPages(folder)
	if pages < 2 {
		return view
	}
	for n := range pages {
		view.Numbers = append(view.Numbers, Link{Text: strconv.Itoa(n + 1), Href: p.here(listAddress(folder, n)), Current: n == number})
	}
	if number > 0 {
		view.Before = &view.Numbers[number-1]
	}
	if number < pages-1 {
		view.After = &view.Numbers[number+1]
	}
	return view
}

func (p *page) help() any {
	view := &Help{People: p.people(), Search: p.searchLink()}
	for _, line := range p.site.lines {
		if p.site.urgent(line) {
			view.Danger = append(view.Danger, p.contact(line))
		} else {
			view.Contacts = append(view.Contacts, p.contact(line))
		}
	}
	if v := p.site.shelf.Site.Settings.Get("crisis_floor"); v != nil {
		for i := range v.List {
			if id := v.List[i].Target(); id.Folder == "topics" {
				if link := p.linkTo(id); link != nil {
					view.Topics = append(view.Topics, *link)
				}
			}
		}
	}
	if !p.voice.Checked() && p.language != "" {
		source := p.speaking("")
		view.Original = source.wrapped(template.HTML(joined(source.contacts(p.site.lines))))
	}
	return view
}

func joined(pieces []template.HTML) string {
	var b strings.Builder
	for _, piece := range pieces {
		b.WriteString(string(piece))
	}
	return b.String()
}

func (p *page) lost() any {
	view := &Lost{Site: p.site.shelf.Site.Settings.Text("name")}
	for _, line := range p.site.lines {
		view.Contacts = append(view.Contacts, p.contactView(line))
	}
	if base := p.site.shelf.Site.Settings.Text("address"); base != "" {
		view.Home = &Link{Text: p.voice.Say("crumb.home"), Href: p.site.absolute(base, "")}
	}
	return view
}

// plain is a page whose words the theme brings, with what the entry of that name adds.
func (p *page) plain() any {
	site := p.site.shelf.Site
	publisher := site.Settings.Group("publisher")
	view := &Plain{Entry: Entry{Kind: "page", Slug: p.outline.Layout}, Responsible: Responsible{
		Site: site.Settings.Text("name"), Area: site.AreaName, Network: site.Network, Publisher: publisher.Text("name"),
		Email: publisher.Text("email"), Funding: publisher.Text("funding"), Statement: publisher.Text("statement_on"),
		Feedback: route(site.Settings.Group("feedback")),
	}}
	if item := p.site.places[library.ID{Folder: "pages", Slug: p.outline.Layout}]; item != nil {
		version, _, _ := p.shown(item)
		if version.Language == p.language {
			view.Summary, view.Body = version.Fields.Text("summary"), p.glossed(version)
		} else {
			other := p.speaking(version.Language)
			view.Body = other.wrapped(other.body(version))
		}
	}
	if p.outline.Layout == "about" {
		view.Body = p.sourceWords(site.Settings.About) + view.Body
		for _, organisation := range p.site.list("organisations") {
			if organisation.fields.Flag("partner") {
				view.Partners = append(view.Partners, p.card(organisation))
			}
		}
	}
	return view
}
