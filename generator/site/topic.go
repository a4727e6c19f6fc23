package site

import (
	"cmp"
	"slices"

	"wellshelf/generator/library"
)

// mostOnTopic is how many cards a section of a topic page shows; the kind's own list has them all. A page is read on the
// way, over a slow network: the least of them fit with the words into what arrives at once.
const mostOnTopic = 2

// mostContacts is how many helplines a topic page shows: a choice of twenty is no help to someone in trouble.
const mostContacts = 4

// topicSection is a section of a topic page: the kinds that it gathers and, of resources, the formats.
type topicSection struct {
	key     string
	folders []string
	formats []string
	one     bool // it is for adults, of whose cards one says enough beside the way to the rest
	near    bool // it leads to people and places, which stand even on a page that shows its words in two languages
}

// topicSections are the sections of a topic page after its words and contacts: places to turn to, then what to read,
// to watch and to do, books, places, what's on, stories, and for teachers.
var topicSections = []topicSection{
	{key: "services", folders: []string{"services", "organisations"}, near: true},
	{key: "pathways", folders: []string{"pathways"}, near: true},
	{key: "read", folders: []string{"resources"}, formats: []string{"read", "download"}},
	{key: "watch", folders: []string{"resources"}, formats: []string{"watch", "listen"}},
	{key: "do", folders: []string{"resources"}, formats: []string{"do"}},
	{key: "books", folders: []string{"booklists", "books"}},
	{key: "places", folders: []string{"places"}, near: true},
	{key: "events", folders: []string{"events", "trails"}},
	{key: "stories", folders: []string{"stories"}},
	{key: "case-studies", folders: []string{"case-studies", "needs", "surveys", "pages"}, one: true},
	{key: "lessons", folders: []string{"lessons"}, one: true},
}

// of are the items of a section, of all items of a topic by folder.
func (t topicSection) of(s *Site, byFolder map[string][]*placed) []*placed {
	var items []*placed
	for _, folder := range t.folders {
		found := byFolder[folder]
		if folder == "events" {
			found = s.coming(found)
		}
		for _, item := range found {
			if t.formats == nil || slices.Contains(t.formats, item.fields.Text("format")) {
				items = append(items, item)
			}
		}
	}
	return items
}

// topic gathers everything on a topic in the fixed order: the short version, what helps, who to talk to, and more.
func (p *page) topic(f library.Fields, entry Entry) any {
	item := p.outline.item
	view := &Topic{Entry: entry, Short: f.Texts("short"), People: p.briefPeople(), Next: p.refs(f, "related")}
	view.Entry.Related = nil
	byFolder := map[string][]*placed{}
	for _, other := range p.site.onTopic(item.Slug) {
		byFolder[other.Folder] = append(byFolder[other.Folder], other)
	}
	contacts := p.site.contactsFor(byFolder["helplines"])
	view.Contacts = p.briefContacts(contacts[:min(len(contacts), mostContacts)])
	if len(contacts) > mostContacts {
		view.AllContacts = &Link{Text: p.voice.Say("more.helplines"), Href: p.here("helplines/")}
	}
	for _, part := range topicSections {
		items := part.of(p.site, byFolder)
		if len(items) == 0 || entry.Original != "" && !part.near {
			continue
		}
		most := min(len(items), mostOnTopic)
		if part.one || entry.Original != "" {
			most = 1
		}
		section := Section{Key: part.key, Title: p.voice.Say("section." + part.key), Cards: p.briefCards(items[:most])}
		if len(items) > most {
			folder := items[most].Folder
			section.More = &Link{Text: p.voice.Say("more." + folder), Href: p.here(folder + "/")}
		}
		view.Sections = append(view.Sections, section)
	}
	return view
}

// contactsFor orders the helplines of a topic as the crisis floor does, the others after those, and falls back to
// the floor: a topic page always says who to talk to.
func (s *Site) contactsFor(lines []*placed) []*placed {
	floor := s.lines
	if len(lines) == 0 {
		return floor[:min(len(floor), 3)]
	}
	sorted := slices.Clone(lines)
	rank := func(item *placed) int {
		if at := slices.Index(floor, item); at >= 0 {
			return at
		}
		return len(floor)
	}
	slices.SortStableFunc(sorted, func(a, b *placed) int { return cmp.Compare(rank(a), rank(b)) })
	return sorted
}

// mostRelated is how many related entries a page offers.
const mostRelated = 4

// looksAt bounds how many neighbours on a topic are compared, so that a topic of a thousand entries costs no more
// than one of a hundred.
const looksAt = 40

// related are the entries that share most topics with item, local ones first among equals, but for those that its
// page shows above. Topics gather theirs themselves. The page of a helpline offers nothing that needs a warning: whoever
// reads it may be in no state for it.
func (s *Site) related(item *placed) []*placed {
	if item.Kind.Name == "topic" {
		return nil
	}
	found := make([]neighbour, 0, 2*looksAt)
	above := s.namedBy(item)
	unwanted := func(other *placed) bool {
		return other == item || other.Kind.Name == "helpline" || other.Kind.Name == "alert" || slices.Contains(above, other.ID) ||
			s.names(other, item) || item.Kind.Name == "helpline" && other.fields.Text("content_note") != ""
	}
	for _, topic := range item.fields.Texts("topics") {
		list := s.onTopic(topic)
		start := min(max(0, slices.Index(list, item)-looksAt/2), max(0, len(list)-looksAt))
		for _, other := range list[start:min(len(list), start+looksAt)] {
			if unwanted(other) {
				continue
			}
			at := slices.IndexFunc(found, func(n neighbour) bool { return n.item == other })
			if at < 0 {
				at = len(found)
				found = append(found, neighbour{item: other})
			}
			found[at].shared++
		}
	}
	return nearest(found)
}

// shownUnder are the fields, by kind, through which an entry is listed on the page of the entry they name.
var shownUnder = map[string][]string{
	"event": {"place", "organisation"}, "service": {"organisation"}, "place": {"within"},
}

// names reports whether an item is listed on the page of another because it names it.
func (s *Site) names(item, other *placed) bool {
	if item.Kind.Name == "booklist" {
		return slices.Contains(s.namedBy(item), other.ID)
	}
	return slices.ContainsFunc(shownUnder[item.Kind.Name], func(field string) bool {
		v := item.fields.Get(field)
		return v != nil && v.Target() == other.ID
	})
}

// namedBy are the entries that an item's own fields name, all of which its page links to.
func (s *Site) namedBy(item *placed) []library.ID {
	var ids []library.ID
	var look func(values []library.Value)
	look = func(values []library.Value) {
		for i := range values {
			v := &values[i]
			if v.List == nil && v.Field.Type == library.Ref {
				ids = append(ids, v.Target())
			}
			look(v.List)
			look(v.Group)
		}
	}
	look(item.fields)
	return ids
}

// neighbour is an item and how many topics it shares with another.
type neighbour struct {
	item   *placed
	shared int
}

// nearest takes the few nearest out of found, which is spent afterwards; sorting all of it would take longer.
func nearest(found []neighbour) []*placed {
	var near []*placed
	for range min(len(found), mostRelated) {
		best := 0
		for i, n := range found {
			if cmp.Or(n.shared-found[best].shared, n.item.level-found[best].item.level) > 0 {
				best = i
			}
		}
		near = append(near, found[best].item)
		found = slices.Delete(found, best, best+1)
	}
	return near
}
