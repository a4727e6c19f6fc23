package site

import (
	"html/template"
	"slices"

	"wellshelf/generator/library"
)

// contact is a helpline wherever it is shown in full.
func (p *page) contact(item *placed) template.HTML {
	key := cardKey{item: item.ID, language: p.language, root: p.root, form: "contact"}
	return p.kept(key, func() template.HTML { return p.part("contact", p.contactView(item)) })
}

// briefContacts are helplines beside other words: what happens there and who may be told stand on help now and on each
// helpline's own page, one link away. What someone needs who cannot speak stays.
func (p *page) briefContacts(items []*placed) []template.HTML {
	cards := make([]template.HTML, len(items))
	for i, item := range items {
		key := cardKey{item: item.ID, language: p.language, root: p.root, form: "brief"}
		cards[i] = p.kept(key, func() template.HTML {
			view := p.contactView(item)
			view.Brief = true
			for at := range view.Channels {
				channel := &view.Channels[at]
				channel.WhatHappens, channel.WhoMayBeTold, channel.NeedsCredit, channel.Checked = "", "", "", ""
				if channel.Type == "chat" {
					channel.HoursNote = "" // the chat itself says when it is open
				}
			}
			return p.part("contact", view)
		})
	}
	return cards
}

func (p *page) contacts(items []*placed) []template.HTML {
	cards := make([]template.HTML, len(items))
	for i, item := range items {
		cards[i] = p.contact(item)
	}
	return cards
}

// InlineContact is the view of the part "inline-contact": a helpline in the middle of a sentence.
type InlineContact struct {
	Text    template.HTML // the words of the link
	Href    string
	Channel Channel // the first way to reach it that has a number
}

// inlineContact is kept by its words, too: most links to a helpline have the same.
func (p *page) inlineContact(item *placed, href, text string) template.HTML {
	key := cardKey{item: item.ID, language: p.language, root: p.root, words: href + " " + text}
	return p.kept(key, func() template.HTML { return p.part("inline-contact", p.inlineView(item, href, text)) })
}

func (p *page) inlineView(item *placed, href, text string) InlineContact {
	view := InlineContact{Text: template.HTML(text), Href: href}
	for channel := range item.fields.Groups("channels") {
		if kind := channel.Text("type"); kind == "phone" || kind == "text" {
			view.Channel = p.channel(channel)
			break
		}
	}
	return view
}

func (p *page) contactView(item *placed) Contact {
	version, href, lang := p.shown(item)
	f := version.Fields
	return Contact{
		Title: f.Text("title"), Href: href, Lang: lang, Summary: f.Text("summary"),
		Channels: groups(f, "channels", p.channel), Ages: p.ages(f.Group("ages"), "from", "to"), Region: f.Text("region"),
		Urgent: p.site.urgent(item), Checked: oldestCheck(f), Open: p.lineOpen(f),
	}
}

// urgent reports whether a contact is for danger to life: the helplines the crisis group for that names first, or
// the emergency services where no such group is written.
func (s *Site) urgent(item *placed) bool {
	for _, group := range s.shelf.Of("crisis") {
		f := group.Versions[0].Fields
		if f.Text("group") == library.CrisisGroups[0] {
			lines := f.Texts("helplines")
			return len(lines) > 0 && lines[0] == item.Slug
		}
	}
	return item.Slug == "emergency-services"
}

// oldestCheck is the oldest day on which one of a helpline's channels was checked.
func oldestCheck(f library.Fields) string {
	oldest := ""
	for channel := range f.Groups("channels") {
		if on := channel.Group("checked").Text("on"); on != "" && (oldest == "" || on < oldest) {
			oldest = on
		}
	}
	return oldest
}

func (p *page) channel(f library.Fields) Channel {
	return Channel{
		Type: f.Text("type"), Value: f.Text("value"), Keyword: f.Text("keyword"), Always: f.Flag("always"),
		Hours: groups(f, "hours", p.hours), HoursNote: f.Text("hours_note"), Cost: f.Text("cost"),
		OnBill: yes(f, "on_bill"), NeedsCredit: yes(f, "needs_credit"), Silent: f.Text("silent"),
		WhatHappens: f.Text("what_happens"), WhoMayBeTold: f.Text("who_may_be_told"),
		Ages: p.ages(f.Group("ages"), "from", "to"), Checked: f.Group("checked").Text("on"),
	}
}

func (p *page) hours(f library.Fields) Hours {
	return Hours{Days: p.days(f.Texts("days")), Opens: f.Text("opens"), Closes: f.Text("closes"), Note: f.Text("note")}
}

// floorLines are the helplines of the crisis floor, in the order in which the settings name them.
func (s *Site) floorLines() []*placed {
	var lines []*placed
	v := s.shelf.Site.Settings.Get("crisis_floor")
	if v == nil {
		return nil
	}
	for i := range v.List {
		if item := s.places[v.List[i].Target()]; item != nil && item.Kind.Name == "helpline" && !slices.Contains(lines, item) {
			lines = append(lines, item)
		}
	}
	return lines
}

// briefPeople are the people beside other words: who they are and where; when and how to reach them stands on help now.
func (p *page) briefPeople() []Person {
	people := p.people()
	for at := range people {
		people[at].How, people[at].When, people[at].OutOfTerm = "", "", ""
	}
	return people
}

// people are those to talk to at the school or library.
func (p *page) people() []Person {
	return groups(p.site.shelf.Site.Settings.Fields, "people", func(f library.Fields) Person {
		return Person{
			Role: f.Text("role"), Name: f.Text("name"), HelpsWith: f.Text("helps_with"), Where: f.Text("where"),
			When: f.Text("when"), How: f.Text("how"), OutOfTerm: f.Text("out_of_term"),
		}
	})
}
