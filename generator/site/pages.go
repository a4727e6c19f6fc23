package site

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

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
	case "index":
		return p.index()
	case "about", "privacy", "accessibility":
		return p.plain()
	case "moved":
		return &Moved{To: p.link(p.outline.item)}
	case "404":
		return &Lost{Contacts: p.lostContacts()}
	}
	panic("wellshelf: internal error: no view for the layout " + p.outline.Layout)
}

// mostAtHome is how many cards a section of the start page shows.
const mostAtHome = 3

func (p *page) home() any {
	s := p.site
	settings := s.shelf.Site.Settings
	view := &Home{Strapline: settings.Text("strapline"), People: p.people(), Pinned: p.cards(p.items(settings.Fields, "pin"))}
	floor := s.floor()
	view.Contacts = p.contacts(floor[:min(len(floor), mostAtHome)])
	for _, topic := range s.list("topics") {
		view.Topics = append(view.Topics, p.link(topic))
	}
	for _, folder := range []string{"events", "resources", "booklists", "stories", "places"} {
		items := s.list(folder)
		if folder == "events" {
			items = s.coming(items)
		}
		if len(items) == 0 {
			continue
		}
		section := Section{Key: folder, Title: p.voice.Say("section." + folder), Cards: p.cards(items[:min(len(items), mostAtHome)])}
		if len(items) > mostAtHome {
			section.More = &Link{Text: p.voice.Say("more." + folder), Href: p.here(folder + "/")}
		}
		view.Sections = append(view.Sections, section)
	}
	return view
}

func (p *page) list() any {
	folder, number := p.outline.folder, p.outline.number
	items := p.site.list(folder)
	shown := items[number*perPage : min(len(items), (number+1)*perPage)]
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
	view := &Help{People: p.people()}
	for _, line := range p.site.floor() {
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
		source := p.inSource()
		view.Original = source.wrapped(template.HTML(joined(source.contacts(p.site.floor()))))
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

func (p *page) lostContacts() []Contact {
	var contacts []Contact
	for _, line := range p.site.floor() {
		contacts = append(contacts, p.contactView(line))
	}
	return contacts
}

// index is the A to Z: every entry by its plain title, under its first letter without accents.
func (p *page) index() any {
	view := &Index{}
	type row struct {
		letter, key string
		link        IndexLink
	}
	var items []*placed
	for _, item := range p.site.shelf.Items {
		if placed := p.site.places[item.ID]; placed != nil && placed.Kind.Name != "alert" {
			items = append(items, placed)
		}
	}
	keys := p.site.titleKeys(items)
	var rows []row
	for _, item := range items {
		link := p.link(item)
		rows = append(rows, row{letter(link.Text), keys[item], IndexLink{link, p.voice.Say("kind." + item.Kind.Name)}})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Or(strings.Compare(a.letter, b.letter), strings.Compare(a.key, b.key)) })
	for _, row := range rows {
		if n := len(view.Groups); n == 0 || view.Groups[n-1].Name != row.letter {
			view.Groups = append(view.Groups, Letter{Name: row.letter})
			view.Letters = append(view.Letters, Link{Text: row.letter, Href: "#" + letterID(row.letter)})
		}
		group := &view.Groups[len(view.Groups)-1]
		group.Links = append(group.Links, row.link)
	}
	return view
}

func letter(title string) string {
	for _, r := range norm.NFD.String(title) {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(r))
		}
		if unicode.IsDigit(r) {
			return "0–9"
		}
	}
	return "…"
}

// letterID is the id of a letter's heading. Layouts use it as .ID.
func letterID(name string) string {
	if name == "0–9" {
		return "ws-letter-0"
	}
	return "ws-letter-" + name
}

// ID is the letter's id on the page.
func (l Letter) ID() string { return letterID(l.Name) }

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
		version := p.site.best(item.Item, p.language)
		if version == nil {
			source := p.inSource()
			view.Body = source.wrapped(source.body(p.site.best(item.Item, "")))
		} else {
			view.Summary, view.Body = version.Fields.Text("summary"), p.body(version)
		}
	}
	if p.outline.Layout == "about" {
		for _, organisation := range p.site.list("organisations") {
			if organisation.fields.Flag("partner") {
				view.Partners = append(view.Partners, p.card(organisation))
			}
		}
	}
	return view
}
