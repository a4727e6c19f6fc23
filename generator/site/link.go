package site

import (
	"net/url"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// shown is the version of an item for readers of this page, where it is, and its language's tag when that is not
// the page's own.
func (p *page) shown(item *placed) (version *library.Version, href, lang string) {
	version = p.site.suited(item.Item, p.language)
	address, _ := p.site.versionAddress(item, version)
	return version, p.to(address), p.foreign(version)
}

// foreign is the tag of a version's language when that is not the page's own.
func (p *page) foreign(version *library.Version) string {
	if version.Language == p.language {
		return ""
	}
	return p.site.tag(version.Language)
}

// link leads to an item.
func (p *page) link(item *placed) Link {
	version, href, lang := p.shown(item)
	return Link{Text: version.Fields.Text("title"), Href: href, Lang: lang}
}

// linkTo leads to the item of that name; nil when this site does not show it.
func (p *page) linkTo(id library.ID) *Link {
	item := p.site.places[id]
	if item == nil {
		return nil
	}
	link := p.link(item)
	return &link
}

// refs are links to the items a list of references names, without those this site does not show.
func (p *page) refs(f library.Fields, name string) []Link {
	var links []Link
	if v := f.Get(name); v != nil {
		for i := range v.List {
			if link := p.linkTo(v.List[i].Target()); link != nil {
				links = append(links, *link)
			}
		}
	}
	return links
}

// ref is a link to the item a single reference names.
func (p *page) ref(f library.Fields, name string) *Link {
	if v := f.Get(name); v != nil {
		return p.linkTo(v.Target())
	}
	return nil
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
	return s.pieces.naming.get(key, func() map[string][]*placed { return s.byName(folder, field) })[item.Slug]
}

// byName are the items of a kind by what their field of that name refers to.
func (s *Site) byName(folder, field string) map[string][]*placed {
	byName := map[string][]*placed{}
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
	return byName
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

// website is the web page that a record names.
func website(f library.Fields) *Link { return outside(host(f.Text("url")), f.Text("url")) }
