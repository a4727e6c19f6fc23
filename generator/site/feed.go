package site

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/gorilla/feeds"
)

// mostInFeed is how many entries a feed lists, the latest first.
const mostInFeed = 20

// feed is an Atom feed (RFC 4287) of what changed last. Discreet entries stand in it under their neutral names; only
// the day on which their words changed moves them.
func (s *Site) feed() ([]byte, error) {
	p := s.page(Outline{Address: ""})
	p.voice = s.voices[""]
	name := s.shelf.Site.Settings.Text("name")
	base := s.shelf.Site.Settings.Text("address")
	href := func(address string) string {
		if base == "" {
			return s.to("./", address)
		}
		return s.absolute(base, address)
	}
	feed := &feeds.AtomFeed{
		Xmlns: "http://www.w3.org/2005/Atom", Title: p.voice.Say("feed.title", "site", name), Id: "urn:wellshelf:" + s.shelf.Site.Name(),
		Link: &feeds.AtomLink{Href: href(""), Rel: "alternate"}, Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: name}},
	}
	for _, item := range s.latest(mostInFeed) {
		title, summary := item.openly(), item.fields.Text("summary")
		if item.Discreet() {
			summary = ""
		}
		entry := &feeds.AtomEntry{
			Title: title, Id: fmt.Sprintf("urn:wellshelf:%s:%s", s.shelf.Site.Name(), strings.TrimSuffix(item.address, "/")),
			Updated: atomDay(item.fields.Text("updated")), Links: []feeds.AtomLink{{Href: href(item.address), Rel: "alternate"}},
		}
		if summary != "" {
			entry.Summary = &feeds.AtomSummary{Content: summary, Type: "text"}
		}
		feed.Entries = append(feed.Entries, entry)
		feed.Updated = cmp.Or(feed.Updated, entry.Updated)
	}
	text, err := feeds.ToXML(feed)
	if err != nil {
		return nil, fmt.Errorf("feed of %s: %w", s.shelf.Site.Name(), err)
	}
	return []byte(text + "\n"), nil
}

// latest are the n entries that changed last, the latest first.
func (s *Site) latest(n int) []*placed {
	var list []*placed
	for _, item := range s.shelf.Items {
		placed := s.places[item.ID]
		if _, fixed := fixedPages[item.ID]; placed != nil && !fixed {
			list = append(list, placed)
		}
	}
	slices.SortStableFunc(list, func(a, b *placed) int {
		return cmp.Or(strings.Compare(b.fields.Text("updated"), a.fields.Text("updated")), strings.Compare(a.address, b.address))
	})
	return list[:min(len(list), n)]
}

// atomDay is a day as Atom writes it: its first moment in UTC, since entries are dated by the day.
func atomDay(day string) string { return day + "T00:00:00Z" }

// robots lets search engines in. A demonstration keeps them out page by page: a robot that may not fetch a page
// never sees that it asks not to be indexed.
func (s *Site) robots() []byte {
	text := "User-agent: *\nDisallow:\n"
	if base := s.shelf.Site.Settings.Text("address"); base != "" {
		text += "Sitemap: " + s.absolute(base, "sitemap.xml") + "\n"
	}
	return []byte(text)
}

type urlset struct {
	XMLName xml.Name     `xml:"urlset"`
	Xmlns   string       `xml:"xmlns,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod,omitempty"`
}

// sitemap lists the site's pages (sitemaps.org, version 0.9).
func (s *Site) sitemap(base string) ([]byte, error) {
	set := urlset{Xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9"}
	for _, o := range s.outlines {
		if o.unlisted() {
			continue
		}
		u := sitemapURL{Loc: s.absolute(base, o.Address)}
		if o.item != nil {
			u.Lastmod = o.item.fields.Text("updated")
		}
		set.URLs = append(set.URLs, u)
	}
	out, err := xml.MarshalIndent(set, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("sitemap of %s: %w", s.shelf.Site.Name(), err)
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}
