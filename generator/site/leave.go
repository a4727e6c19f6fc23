package site

import (
	"cmp"
	"slices"

	"wellshelf/generator/library"
)

// leaveFor is where leaving leads when no setting says so: a page that everyone may have open, that needs no account and
// knows nothing of the reader.
const leaveFor = "https://www.bbc.co.uk/weather"

// leave is the way out of this page; none on pages that are left at once or are the way out.
func (p *page) leave() Leave {
	if o := p.outline; o.alone() || o.Layout == "moved" || o.Layout == "embed" {
		return Leave{}
	}
	setting := p.site.shelf.Site.Settings.Text("leave")
	return Leave{Href: cmp.Or(setting, leaveFor), Away: p.to(awayAddress), Loud: p.loud()}
}

// loud reports whether a reader of this page may have to leave it quickly: someone who looks over the shoulder would
// learn of a thing that is nobody else's.
func (p *page) loud() bool {
	if p.outline.Layout == "help" {
		return true
	}
	item := p.outline.item
	if item == nil {
		return false
	}
	topics := item.fields.Texts("topics")
	return private(item) || p.site.inCrisis(item.ID) || slices.ContainsFunc(topics, func(slug string) bool {
		topic := p.site.places[library.ID{Folder: "topics", Slug: slug}]
		return topic != nil && private(topic)
	})
}

// private reports whether an item's own fields say that nobody else should see it being read.
func private(item *placed) bool { return item.Discreet() || item.fields.Flag("sensitive") }

// inCrisis reports whether a crisis entry sends readers to the item.
func (s *Site) inCrisis(id library.ID) bool {
	for _, group := range s.shelf.Of("crisis") {
		f := group.Versions[0].Fields
		for _, name := range []string{"helplines", "go"} {
			if v := f.Get(name); v != nil && slices.ContainsFunc(v.List, func(item library.Value) bool { return item.Target() == id }) {
				return true
			}
		}
	}
	return false
}
