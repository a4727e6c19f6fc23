package site

import (
	"net/url"
	"strings"

	"wellshelf/generator/library"
)

func (p *page) book(f library.Fields, entry Entry) any {
	view := &Book{
		Entry: entry, Authors: f.Texts("authors"), Illustrator: f.Text("illustrator"), Publisher: f.Text("publisher"),
		Year: f.Number("year"), ISBN: f.Texts("isbn"), Form: f.Text("form"), Formats: f.Texts("formats"),
		Feelings: f.Texts("feelings"), Ages: p.ages(f.Group("ages"), "from", "to"), Note: f.Text("content_note"),
		ShelfMark: f.Text("shelf_mark"), Cover: cover(p.outline.item), Borrow: p.borrow(f), Request: route(p.site.shelf.Site.Settings.Group("request")),
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
