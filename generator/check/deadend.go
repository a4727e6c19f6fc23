package check

import (
	"fmt"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// lonely is a topic on the sites where it leads nowhere.
type lonely struct {
	item  *library.Item
	sites []*library.Site
	shown int // on how many sites
}

// deadEnds finds topics that lead to nobody to talk to and to no book: no helpline or service is of the topic or linked
// from its text, the site names no people, and no book or book list is of the topic. It is told once, however many
// sites show it.
func deadEnds(shelves []*library.Shelf, links map[string][]string) (problems []diag.Problem) {
	var order []library.ID
	found := map[library.ID]*lonely{}
	for _, shelf := range shelves {
		led := topicLeads(shelf)
		peopled := shelf.Site.Settings.Get("people") != nil
		for _, item := range shelf.Of("topics") {
			one := found[item.ID]
			if one == nil {
				one = &lonely{item: item}
				found[item.ID] = one
				order = append(order, item.ID)
			}
			one.shown++
			if !peopled && !led[item.Slug] && !linksToPeople(item, links) {
				one.sites = append(one.sites, shelf.Site)
			}
		}
	}
	for _, id := range order {
		if one := found[id]; len(one.sites) > 0 {
			problems = append(problems, one.problem())
		}
	}
	return problems
}

// topicLeads are the topics to which a helpline, a service, a book or a book list of the site belongs.
func topicLeads(shelf *library.Shelf) map[string]bool {
	led := map[string]bool{}
	for _, folder := range []string{"helplines", "services", "books", "booklists"} {
		for _, item := range shelf.Of(folder) {
			for _, topic := range item.Versions[0].Fields.Texts("topics") {
				led[topic] = true
			}
		}
	}
	return led
}

func linksToPeople(item *library.Item, links map[string][]string) bool {
	for _, v := range item.Versions {
		for _, e := range v.Bodies {
			for _, file := range links[e.File] {
				if folder := idOf(file).Folder; folder == "helplines" || folder == "services" {
					return true
				}
			}
		}
	}
	return false
}

// mostNamed is how many sites a problem names.
const mostNamed = 3

func (l *lonely) problem() diag.Problem {
	e := l.item.Versions[0].Layers[0]
	where := ""
	p := e.Problem(diag.Warning, e.Fields.Get("title"), "", "give a helpline, a service or a book this topic, or link to somebody to talk to")
	p.Rule = deadEnd
	if len(l.sites) < l.shown {
		where = " on " + siteNames(l.sites)
		p.Reach = commonReach(l.sites)
	}
	p.Text = fmt.Sprintf("this topic leads to nobody to talk to and to no book%s", where)
	return p
}

func siteNames(sites []*library.Site) string {
	var names []string
	for _, s := range sites[:min(len(sites), mostNamed)] {
		names = append(names, s.Name())
	}
	list := strings.Join(names, ", ")
	if more := len(sites) - mostNamed; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}

// commonReach is the smallest reach that covers all sites.
func commonReach(sites []*library.Site) diag.Reach {
	reach := sites[0].Reach()
	for _, s := range sites[1:] {
		switch {
		case s.Area != reach.Area:
			return diag.Reach{}
		case s.Slug != reach.Site:
			reach.Site = ""
		}
	}
	return reach
}
