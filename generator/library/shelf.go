package library

import (
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
)

// View says from where a library is looked at.
type View struct {
	Today   civil.Date
	Drafts  bool // show drafts, and all texts as they are written
	Waiting bool // show texts that wait for sign-off, and the newest of each entry
	Staff   bool // the staff profile: show what is for staff
}

// Shelf is what one site shows: its effective entries.
type Shelf struct {
	Site  *Site
	Items []*Item // in order of their names

	library *Library
	today   civil.Date
}

// Item is one entry as a site shows it, in all its forms. Sites that show the same files share it.
type Item struct {
	ID
	Kind     *Kind
	Versions []*Version // the plain one first, then by variant and language
}

// Version is one form of an item: the fields and bodies after layering. It is never changed.
type Version struct {
	Form
	Fields Fields
	Bodies []*Entry // the files whose bodies it shows: one, or more where a lower scope appends
	Layers []*Entry // the files it was made from, the topmost first
	Origin []*Entry // for each of Fields, the file it came from
	Digest string   // of the effective text
}

// Scope is the lowest scope that had a say in the text: what readers would call local.
func (t *Version) Scope() Scope { return t.Layers[len(t.Layers)-1].Scope }

// Adapted reports whether a file of a lower scope changed what came from above.
func (t *Version) Adapted() bool { return t.Layers[0].Scope != t.Scope() }

// Plain is the text in the source language without variant; nil where only variants fit the site.
func (i *Item) Plain() *Version { return i.Version(Form{}) }

// Version returns the item's text of that form, or nil.
func (i *Item) Version(form Form) *Version {
	for _, t := range i.Versions {
		if t.Form == form {
			return t
		}
	}
	return nil
}

// Discreet reports whether the item hides its title from tabs, histories and addresses.
func (i *Item) Discreet() bool {
	if says, stated := i.Versions[0].Fields.Says("discreet"); stated {
		return says
	}
	return i.Kind.Name == "topic" && slices.Contains(discreetTopics, i.Slug)
}

// Get returns the item of that name, or nil.
func (s *Shelf) Get(id ID) *Item {
	at, found := slices.BinarySearchFunc(s.Items, id, func(i *Item, id ID) int { return compareIDs(i.ID, id) })
	if !found {
		return nil
	}
	return s.Items[at]
}

// Of returns the items of one kind, by its folder.
func (s *Shelf) Of(folder string) []*Item {
	first, _ := slices.BinarySearchFunc(s.Items, folder, func(i *Item, f string) int { return strings.Compare(i.Folder, f) })
	last := first
	for last < len(s.Items) && s.Items[last].Folder == folder {
		last++
	}
	return s.Items[first:last]
}

// Shelf lays the shelf of a site: for each of national, area and site in turn, what is not ready is set aside, the
// rest adapts or adds to what came from above, and what the scope hides goes. Then the stages of the site decide,
// and at last the crisis floor is put back, so that nothing of it is ever missing.
func (l *Library) Shelf(site *Site, view View) (*Shelf, []diag.Problem) {
	shelf := &Shelf{Site: site, library: l, today: view.Today}
	floor := site.floor()
	hidden, problems := site.hidden(floor)
	for _, id := range l.ids(site) {
		if hidden[id] {
			continue
		}
		item, found := l.item(site, id, view, floor.level(id))
		problems = append(problems, found...)
		if item != nil {
			shelf.Items = append(shelf.Items, item)
		}
	}
	return shelf, append(problems, shelf.unhelpful(floor)...)
}

// Item is what a shelf laid now would have of that name; nil for none. It takes as long as one item of a shelf does.
func (l *Library) Item(site *Site, id ID, view View) *Item {
	floor := site.floor()
	if hidden, _ := site.hidden(floor); hidden[id] {
		return nil
	}
	item, _ := l.item(site, id, view, floor.level(id))
	return item
}

// items ranges over the items of a list that may be absent.
func (v *Value) items() []Value {
	if v == nil {
		return nil
	}
	return v.List
}

// ids are the names of all entries a site could show, in order.
func (l *Library) ids(site *Site) []ID {
	ids := l.plain.ids(l)
	own := false
	for _, scope := range []Scope{{Area: site.Area}, site.Scope()} {
		for id := range l.shelves[scope] {
			if _, national := l.shelves[Scope{}][id]; !national {
				if !own {
					ids, own = slices.Clone(ids), true
				}
				ids = append(ids, id)
			}
		}
	}
	if own {
		slices.SortFunc(ids, compareIDs)
		ids = slices.Compact(ids)
	}
	return ids
}

func compareIDs(a, b ID) int {
	if c := strings.Compare(a.Folder, b.Folder); c != 0 {
		return c
	}
	return strings.Compare(a.Slug, b.Slug)
}

// item lays the files of one name over one another. It is nil when nothing of it is for this site.
func (l *Library) item(site *Site, id ID, view View, floor int) (*Item, []diag.Problem) {
	scopes := []Scope{{}, {Area: site.Area}, site.Scope()}
	var files []*Entry
	var problems []diag.Problem
	waits := false // the text that the others adapt
	for _, scope := range scopes {
		for _, e := range l.shelves[scope][id] {
			if refused := l.changesFloor(e, floor); refused != nil {
				problems = append(problems, refused...)
				continue
			}
			topmost := e.Form == (Form{}) && l.upper(e) == nil
			shown, unsigned := l.showing(e, view, topmost && floor != noFloor)
			problems = append(problems, unsigned...)
			if from := l.origin(e); from != nil && shown != nil {
				theirs, unsigned := l.showing(from, view, false)
				problems = append(problems, unsigned...)
				if theirs == nil {
					continue // their text is not to be read, and with it what was made of it
				}
				files = append(files, theirs)
			}
			switch {
			case shown != nil:
				files = append(files, shown)
			case topmost:
				waits = true
			}
		}
	}
	item := l.plain.item(files)
	if item == nil {
		return nil, problems
	}
	stages := site.Settings.Texts("stages")
	item = item.keeping(func(t *Version) bool {
		if floor != noFloor {
			return t.Form == (Form{}) || t.unbound().shownTo(view) && t.unbound().fits(stages)
		}
		return t.shownTo(view) && t.fits(stages) && (!waits || t.complete(id))
	})
	return item, append(problems, item.sense()...)
}

// shownTo reports whether the text is for this profile on this day. It asks the fields after layering: a file that
// adapts a page for staff stays a page for staff unless it says otherwise.
func (t *Version) shownTo(view View) bool {
	if until := t.Fields.Group("consent").Date("until"); until.IsValid() && view.Today.After(until) {
		return false
	}
	if t.Fields.Text("audience") == "staff" && !view.Staff {
		return false
	}
	return t.Fields.Get("title") != nil // nothing else could name it
}

// complete reports whether the text states all it needs itself, and can stand without what it adapts.
func (t *Version) complete(id ID) bool {
	return len(t.Bodies) > 0 && !t.Bodies[0].Appends() && !slices.ContainsFunc(KindOf(id.Folder).table(), func(f Field) bool {
		return f.Required && t.Fields.Get(f.Name) == nil
	})
}

// fits reports whether the text is for any of a site's stages; a site without stages is for everyone.
func (t *Version) fits(stages []string) bool {
	own := t.Fields.Texts("stages")
	return len(own) == 0 || len(stages) == 0 || slices.ContainsFunc(own, func(s string) bool { return slices.Contains(stages, s) })
}

// keeping returns the item with the texts that keep approves of; nil when none does.
func (i *Item) keeping(keep func(*Version) bool) *Item {
	drop := func(t *Version) bool { return !keep(t) }
	if !slices.ContainsFunc(i.Versions, drop) {
		return i
	}
	versions := slices.DeleteFunc(slices.Clone(i.Versions), drop)
	if len(versions) == 0 {
		return nil
	}
	return &Item{ID: i.ID, Kind: i.Kind, Versions: versions}
}
