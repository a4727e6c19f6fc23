package site

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

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
		Kind: item.Kind.Name, Slug: item.Slug, Summary: f.Text("summary"), Body: p.body(version),
		Stages: p.stages(f.Texts("stages")), Spoken: p.together(words(f.Texts("languages"), p.site.languageName)),
		Local: item.level > 0, Example: f.Flag("example"), Sensitive: f.Flag("sensitive"),
		Variants: p.variants(item), Related: p.cards(p.site.related(item)), Original: p.original(item, version),
	}
	if audience := f.Text("audience"); audience != "young-people" {
		e.Audience = audience
	}
	if item.Kind.Name != "topic" {
		e.Topics = p.refs(f, "topics")
	}
	return e
}

// original is the checked text in the source language, for an entry of the crisis floor in a language that awaits a
// speaker's check: nobody in danger should have to rely on words nobody has checked.
func (p *page) original(item *placed, version *library.Version) template.HTML {
	if p.voice.Checked() || version.Language == "" || !p.site.isFloor(item.ID) {
		return ""
	}
	source := p.inSource()
	return source.wrapped(source.body(p.site.best(item.Item, "")))
}

// inSource is the same page speaking the source language.
func (p *page) inSource() *page {
	other := *p
	other.language, other.voice = "", p.site.voices[""]
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
func (p *page) variants(item *placed) []Link {
	var links []Link
	for _, version := range item.Versions {
		if version.Language != p.language || version.Variant == p.outline.variant {
			continue
		}
		address, _ := p.site.versionAddress(item, version)
		name := version.Variant
		if name == "" {
			name = "plain"
		}
		links = append(links, Link{Text: p.voice.Say("variant." + name), Href: p.to(address)})
	}
	return links
}

func outside(text, href string) *Link {
	if href == "" {
		return nil
	}
	return &Link{Text: text, Href: href, Outside: true}
}

// host is an address as a reader would say it.
func host(href string) string {
	u, err := url.Parse(href)
	if err != nil {
		return href
	}
	return strings.TrimPrefix(u.Host, "www.")
}

func site(f library.Fields) *Link { return outside(host(f.Text("url")), f.Text("url")) }

func (p *page) resource(f library.Fields, entry Entry) any {
	provenance := f.Group("provenance")
	r := &Resource{
		Entry: entry, Format: f.Text("format"), Minutes: f.Number("minutes"), Source: f.Text("source"), Link: site(f),
		Publisher: provenance.Text("publisher"), Published: provenance.Text("published"),
		Licence: provenance.Text("licence"), Order: provenance.Text("order"),
	}
	for _, evidence := range provenance.Texts("evidence") {
		r.Evidence = append(r.Evidence, *outside(host(evidence), evidence))
	}
	return r
}

func (p *page) service(f library.Fields, entry Entry) any {
	return &Service{
		Entry: entry, Organisation: p.ref(f, "organisation"), Status: f.Text("status"), Link: site(f),
		Email: f.Text("email"), Phone: f.Text("phone"), Ages: p.ages(f, "minimum_age", "maximum_age"),
		Eligibility: f.Text("eligibility"), SelfReferral: yes(f, "self_referral"), HowToStart: f.Text("how_to_start"),
		Costs: groups(f, "cost_options", func(c library.Fields) Cost {
			return Cost{c.Text("option"), c.Text("amount"), c.Text("amount_description")}
		}),
		Schedules: groups(f, "schedules", func(s library.Fields) Schedule {
			return Schedule{p.days(s.Texts("byday")), s.Text("opens_at"), s.Text("closes_at"), s.Text("valid_from"), s.Text("valid_to"), s.Text("description")}
		}),
		Contacts: groups(f, "contacts", func(c library.Fields) ServiceContact {
			return ServiceContact{c.Text("title"), c.Text("name"), c.Text("phone"), c.Text("email")}
		}),
		Places: p.cards(p.items(f, "places")),
		More: ServiceMore{
			Accessibility: f.Texts("accessibility"), CCard: f.Flag("c_card"), Confidentiality: f.Text("confidentiality"),
			AssuredOn: f.Text("assured_date"), AssuredBy: f.Text("assured_by"), Source: attribution(f),
		},
	}
}

func attribution(f library.Fields) string {
	source := f.Group("source")
	if source == nil {
		return ""
	}
	if words := source.Text("attribution"); words != "" {
		return words
	}
	return source.Text("system") + ", " + source.Text("licence")
}

// items are what a list of references names, without what this site does not show.
func (p *page) items(f library.Fields, name string) []*placed {
	var list []*placed
	if v := f.Get(name); v != nil {
		for i := range v.List {
			if item := p.site.places[v.List[i].Target()]; item != nil {
				list = append(list, item)
			}
		}
	}
	return list
}

// naming are the items of a kind whose field of that name refers to item. The list is shared.
func (s *Site) naming(folder, field string, item *placed) []*placed {
	key := folder + " " + field
	s.pieces.mu.RLock()
	byName, known := s.pieces.naming[key]
	s.pieces.mu.RUnlock()
	if known {
		return byName[item.Slug]
	}
	byName = map[string][]*placed{}
	for _, other := range s.list(folder) {
		names := other.fields.Texts(field)
		if name := other.fields.Text(field); name != "" {
			names = []string{name}
		}
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			byName[name] = append(byName[name], other)
		}
	}
	s.pieces.mu.Lock()
	defer s.pieces.mu.Unlock()
	s.pieces.naming[key] = byName
	return byName[item.Slug]
}

func (p *page) organisation(f library.Fields, entry Entry) any {
	item := p.outline.item
	offers := slices.Concat(p.site.naming("services", "organisation", item), p.site.naming("events", "organisation", item))
	return &Organisation{
		Entry: entry, Sector: f.Text("sector"), Link: site(f), Email: f.Text("email"), Phone: f.Text("phone"),
		Ages: p.ages(f, "minimum_age", "maximum_age"), Partner: f.Flag("partner"), AssuredOn: f.Text("assured_date"),
		AssuredBy: f.Text("assured_by"), Source: attribution(f), Offers: p.cards(offers),
	}
}

func (p *page) place(f library.Fields, entry Entry) any {
	location, item := f.Group("location"), p.outline.item
	view := &Place{
		Entry: entry, Type: f.Text("type"), Directions: location.Text("directions"), Within: p.ref(f, "within"),
		Link: site(f), Email: f.Text("email"), Phone: f.Text("phone"), Hours: groups(f, "hours", p.hours),
		Access: f.Texts("access"), Offers: f.Texts("offers"), Events: p.cards(p.site.coming(p.site.naming("events", "place", item))),
		More: PlaceMore{
			Outdoor: f.Flag("outdoor"), Capacity: f.Number("capacity"), For: f.Text("for"), Trained: f.Text("trained_staff"),
			Roles: groups(f, "roles", func(r library.Fields) Role {
				return Role{r.Text("role"), r.Text("from"), r.Text("until"), r.Text("note")}
			}),
			Rooms: p.cards(p.site.naming("places", "within", item)),
		},
	}
	for _, line := range []string{"address_1", "address_2", "city", "postal_code"} {
		if text := location.Text(line); text != "" {
			view.Address = append(view.Address, text)
		}
	}
	for exception := range f.Groups("exceptions") {
		if !p.site.options.View.Today.After(lastDay(exception)) {
			view.Exceptions = append(view.Exceptions, p.exception(exception))
		}
	}
	if b := f.Group("booking"); b != nil {
		view.Booking = &Booking{Who: b.Text("who"), How: b.Text("how"), Busy: b.Text("busy"), Href: b.Text("url"), Email: b.Text("email")}
	}
	return view
}

func lastDay(exception library.Fields) civil.Date {
	if until := exception.Date("until"); until.IsValid() {
		return until
	}
	return exception.Date("from")
}

func (p *page) exception(f library.Fields) Exception {
	return Exception{
		From: f.Text("from"), Until: f.Text("until"), Closed: f.Flag("closed"), Opens: f.Text("opens"),
		Closes: f.Text("closes"), Reason: f.Text("reason"), Event: p.ref(f, "event"),
	}
}

func (p *page) book(f library.Fields, entry Entry) any {
	view := &Book{
		Entry: entry, Authors: f.Texts("authors"), Illustrator: f.Text("illustrator"), Publisher: f.Text("publisher"),
		Year: f.Number("year"), ISBN: f.Texts("isbn"), Form: f.Text("form"), Formats: f.Texts("formats"),
		Feelings: f.Texts("feelings"), Ages: p.ages(f.Group("ages"), "from", "to"), Note: f.Text("content_note"),
		ShelfMark: f.Text("shelf_mark"), Borrow: p.borrow(f), Request: route(p.site.shelf.Site.Settings.Group("request")),
	}
	for _, list := range p.site.list("booklists") {
		for row := range list.fields.Groups("items") {
			if row.Text("book") == p.outline.item.Slug {
				view.Lists = append(view.Lists, p.link(list))
				break
			}
		}
	}
	return view
}

func (p *page) booklist(f library.Fields, entry Entry) any {
	view := &Booklist{Entry: entry, ChosenBy: f.Text("chosen_by")}
	for row := range f.Groups("items") {
		if book := p.site.places[row.Get("book").Target()]; book != nil {
			view.Items = append(view.Items, ListedBook{Card: p.card(book), Why: row.Text("why")})
		}
	}
	return view
}

func (p *page) lesson(f library.Fields, entry Entry) any {
	view := &Lesson{Entry: entry, Curriculum: f.Texts("curriculum"), Minutes: f.Number("minutes"), Aims: f.Texts("aims"), Uses: p.refs(f, "uses")}
	if p.site.options.View.Staff {
		view.TeacherNotes = f.Text("teacher_notes")
	}
	return view
}

func (p *page) survey(f library.Fields, entry Entry) any {
	closes := f.Date("closes")
	view := &Survey{
		Entry: entry, Link: site(f), Closes: f.Text("closes"), ReturnTo: f.Text("return_to"),
		Closed: closes.IsValid() && p.site.options.View.Today.After(closes),
	}
	for row := range f.Groups("questions") {
		question := Question{Number: len(view.Questions) + 1, Text: row.Text("question"), Type: row.Text("type"), Options: row.Texts("options")}
		for result := range row.Groups("results") {
			question.Total += result.Number("count")
			question.Results = append(question.Results, Result{Option: result.Text("option"), Count: result.Number("count")})
		}
		for i := range question.Results {
			if question.Total > 0 {
				question.Results[i].Percent = (question.Results[i].Count*200 + question.Total) / (2 * question.Total)
			}
		}
		view.Questions = append(view.Questions, question)
	}
	return view
}

func (p *page) trail(f library.Fields, entry Entry) any {
	view := &Trail{Entry: entry, SignUp: f.Text("sign_up"), Minutes: f.Number("minutes")}
	for stop := range f.Groups("stops") {
		view.Stops = append(view.Stops, Stop{
			Number: len(view.Stops) + 1, Title: stop.Text("title"), Clue: stop.Text("clue"), Where: stop.Text("where"),
			Word: stop.Text("word"), Place: p.ref(stop, "place"),
		})
	}
	return view
}

func (p *page) caseStudy(f library.Fields, entry Entry) any {
	view := &CaseStudy{
		Entry: entry, Period: f.Text("period"), Partners: f.Texts("partners"), Outcomes: f.Texts("outcomes"),
		Source: f.Text("source"), Link: site(f),
	}
	if area := f.Text("area"); area != "" {
		view.Area = p.site.library.AreaName(area)
	}
	return view
}

// isbnCatalogues are the forms in which library catalogues can be asked for an ISBN, by system; {base} ends in a
// slash. From the makers' documents and the connectors of LibrariesHacked/catalogues-library.
var isbnCatalogues = map[string]string{
	"spydus":     "{base}cgi-bin/spydus.exe/ENQ/WPAC/BIBENQ?NRECS=1&ISBN={isbn}",
	"enterprise": "{base}search/results?qu={isbn}",
	"koha":       "{base}cgi-bin/koha/opac-search.pl?idx=nb&q={isbn}",
	"prism":      "{base}items?query={isbn}",
	"aspen":      "{base}Union/Search?view=list&lookfor={isbn}&searchIndex=Keyword&searchSource=local",
	"webpac":     "{base}search~S1/?searchtype=i&searcharg={isbn}",
	"worldcat":   "{base}search?queryString=bn:{isbn}",
	"arena": "{base}search?p_p_id=searchResult_WAR_arenaportlet&p_p_lifecycle=1&p_p_state=normal" +
		"&p_r_p_arena_urn:arena_search_type=solr&p_r_p_arena_urn:arena_search_query=number_index:{isbn}",
}

// borrow are links to where a book may be had. The catalogue is only asked to look: nobody here can know whether a
// copy is in.
func (p *page) borrow(f library.Fields) []Link {
	settings := p.site.shelf.Site.Settings
	var links []Link
	if catalogue := settings.Group("catalogue"); catalogue != nil {
		form := catalogue.Text("template")
		if form == "" {
			form = isbnCatalogues[catalogue.Text("system")]
		}
		if form == "" {
			form = "{base}" // no stable link to a book is known: the catalogue's own page
		}
		isbn := ""
		if numbers := f.Texts("isbn"); len(numbers) > 0 {
			isbn = numbers[0]
		}
		href := strings.NewReplacer("{base}", catalogue.Text("base"), "{isbn}", url.QueryEscape(isbn)).Replace(form)
		links = append(links, Link{Text: p.voice.Say("catalogue.look", "name", catalogue.Text("name")), Href: href, Outside: true})
	}
	for link := range f.Groups("links") {
		links = append(links, Link{Text: p.voice.Say("catalogue.ebook", "name", link.Text("platform")), Href: link.Text("url"), Outside: true})
	}
	if ebooks := settings.Group("ebooks"); ebooks.Text("url") != "" {
		links = append(links, Link{Text: p.voice.Say("catalogue.ebook", "name", ebooks.Text("name")), Href: ebooks.Text("url"), Outside: true})
	}
	return links
}
