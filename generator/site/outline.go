package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// perPage is how many cards a page of a list shows: as many as an old phone on a slow network has at once.
const perPage = 24

// outline lists the pages of the site: in the source language all of them, in others what is translated, with the
// lists and the pages that every site has.
func (s *Site) outline() {
	s.outlines = make([]Outline, 0, 2*len(s.ordered)+100) // pages and embeds: what most sites need
	for _, language := range s.languages() {
		add := func(o Outline) {
			o.language, o.Address = language, s.in(language, o.Address)
			s.outlines = append(s.outlines, o)
		}
		add(Outline{Address: "", Layout: "home"})
		add(Outline{Address: helpAddress, Layout: "help"})
		if s.feels() {
			add(Outline{Address: feelingsAddress, Layout: "feelings"})
		}
		add(Outline{Address: searchAddress, Layout: "search"})
		s.outlineIndex(language, add)
		add(Outline{Address: aboutAddress, Layout: "about"})
		add(Outline{Address: privacyAddress, Layout: "privacy"})
		add(Outline{Address: accessibilityAddress, Layout: "accessibility"})
		add(Outline{Address: keepAddress, Layout: "keep"})
		add(Outline{Address: offlineAddress, Layout: "offline"})
		for _, kind := range library.Kinds() {
			for number := range s.listPages(kind.Folder) {
				add(Outline{Address: listAddress(kind.Folder, number), Layout: "list", folder: kind.Folder, number: number})
			}
		}
		for _, p := range s.ordered {
			s.outlineItem(p, language, add)
		}
	}
	s.outlineEmbeds()
	s.outlineAliases()
	s.outlines = append(s.outlines, Outline{Address: "404.html", Layout: "404"}, Outline{Address: awayAddress, Layout: "away"})
}

// fixedPages are entries whose words are shown on a page that every site has.
var fixedPages = map[library.ID]string{
	{Folder: "pages", Slug: "about"}:         aboutAddress,
	{Folder: "pages", Slug: "privacy"}:       privacyAddress,
	{Folder: "pages", Slug: "accessibility"}: accessibilityAddress,
}

func (s *Site) outlineItem(p *placed, language string, add func(Outline)) {
	if _, fixed := fixedPages[p.ID]; fixed {
		return
	}
	best := s.best(p.Item, language)
	if best == nil {
		return
	}
	for _, version := range p.Versions {
		if version.Language != language {
			continue
		}
		address := p.address
		if version != best {
			address += variantAddress(version.Variant)
		}
		add(Outline{Address: address, Layout: p.Kind.Name, item: p, variant: version.Variant})
	}
}

// outlineAliases adds a page for every older address in the site's languages, which leads to the new one.
func (s *Site) outlineAliases() {
	for _, p := range s.ordered {
		for _, version := range s.readable(p.Item) {
			for _, alias := range version.Fields.Texts("aliases") {
				s.outlines = append(s.outlines, Outline{Address: alias + "/", Layout: "moved", item: p, target: p.address})
			}
		}
	}
}

// checkAddresses finds pages that claim one address. Entries of a kind cannot any more; what still can meets here: an
// older address and a page, or an entry called page-2 and the second page of its list.
func (s *Site) checkAddresses() {
	taken := map[string]Outline{}
	for _, o := range s.outlines {
		other, twice := taken[o.Address]
		if !twice {
			taken[o.Address] = o
		} else if o.item != nil {
			s.clash(o, other)
		}
	}
}

func (s *Site) clash(o, other Outline) {
	owner := "a page that every site has"
	if other.item != nil {
		owner = other.item.ID.String()
	}
	text, hint := fmt.Sprintf("the address %s belongs to %s already", o.Address, owner), "choose another one"
	if o.Layout != "moved" {
		s.problem(o.item.Item, diag.Error, "address", text, hint)
		return
	}
	for _, version := range o.item.Versions {
		for i, field := range version.Fields {
			at := slices.IndexFunc(field.List, func(alias library.Value) bool { return alias.Text+"/" == o.Address })
			if field.Field.Name == "aliases" && at >= 0 {
				p := version.Origin[i].Problem(diag.Error, &field.List[at], text, hint)
				p.Reach = s.shelf.Site.Reach()
				s.problems = append(s.problems, p)
				return
			}
		}
	}
}

// list is what a kind's list shows, in the order in which it shows it. It is shared.
func (s *Site) list(folder string) []*placed {
	return s.pieces.lists.get(folder, func() []*placed {
		list := s.of(folder)
		switch folder {
		case "topics":
			keys := s.titleKeys(list)
			slices.SortFunc(list, func(a, b *placed) int {
				return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(a.address, b.address))
			})
		case "events":
			s.sortLocalFirst(list)
			coming, past := s.divided(list)
			return append(coming, past...)
		default:
			s.sortLocalFirst(list)
		}
		return list
	})
}

// of are the items that the list of a kind shows, in the order of the shelf.
func (s *Site) of(folder string) []*placed {
	first, _ := slices.BinarySearchFunc(s.ordered, folder, func(p *placed, f string) int { return strings.Compare(p.Folder, f) })
	var list []*placed
	for _, p := range s.ordered[first:] {
		if p.Folder != folder {
			break
		}
		if _, fixed := fixedPages[p.ID]; !fixed {
			list = append(list, p)
		}
	}
	return list
}

func (s *Site) listPages(folder string) int {
	return (s.counts[folder] + perPage - 1) / perPage
}

// listAddress is the address of a page of a list: "books/", "books/page-2/". No slug can be page-2 by accident and
// collide: addresses are checked.
func listAddress(folder string, number int) string {
	if number == 0 {
		return folder + "/"
	}
	return fmt.Sprintf("%s/page-%d/", folder, number+1)
}
