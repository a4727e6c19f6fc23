// Package site lays one shelf out as pages: which pages there are, what their addresses are, and what each shows.
//
// # For theme authors
//
// A page is a pure function of a theme and a view: the structs of view*.go, which this package fills and nothing adds
// to later. Every layout is executed with a [Page]; its Main is the struct named after the layout ([Home], [Topic],
// [Book] ...). Parts of a page that many pages share, such as header, footer and cards, arrive as ready HTML; they
// were rendered from [Header], [Footer], [Card] and [Contact] by the parts of those names. To see the view of a page:
//
//	wellshelf page midlothian/beeslack topics/sleep/ --json
//
// Dates in views are written 2026-12-25, for the function date; times of day 18:00, for clock. Fields that are empty
// were not stated: show nothing for them. Words that a view already holds, such as Facts, are in the page's language.
//
// # For developers
//
// [Lay] decides all addresses and checks all links of a site, and reports what is wrong before anything is written.
// [Site.Outlines] lists the pages; [Site.View] makes the view of one, and [Site.Render] its bytes. Both may be called
// from many goroutines.
package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/golang-sql/civil"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/theme"
)

// Options say how a site is laid out. The zero value lays it out for the web.
type Options struct {
	Links Links
	View  library.View
}

// Site is a site laid out. What only some pages need, such as lists in their order, is made when the first of them asks.
type Site struct {
	shelf     *library.Shelf
	library   *library.Library
	theme     *theme.Theme
	look      *theme.Look
	options   Options
	spoken    []string                // its languages, "" for the source, which comes first
	voices    map[string]*theme.Voice // by language
	suits     []string                // variants, the one first that suits its readers best
	ordered   []*placed               // what has a page, in the order of the shelf
	places    map[library.ID]*placed
	counts    map[string]int // how many stand in the list of a kind, by its folder
	outlines  []Outline
	byAddress func() map[string]int // places among the outlines, the first of each address
	lines     []*placed             // the helplines of the crisis floor
	checkedTo string                // the oldest day on which one of those was checked
	checking  sync.Once
	problems  []diag.Problem
	scripts   map[string]Extra // what pages load, by language; none when the theme has no script
	asked     []Extra          // what their search asks for first, and nobody else
	pictures  *Pictures
	icons     func() ([]icon, error) // drawn once
	pieces    pieces
}

// placed is an item with its address and what is asked of it again and again.
type placed struct {
	*library.Item
	address string // "topics/sleep/"
	fields  library.Fields
	title   string
	level   int // 0 national, 1 area, 2 site
}

// openly is the item's name where others may see it: the neutral one when it is discreet.
func (p *placed) openly() string {
	if p.Discreet() {
		return p.fields.Text("outside")
	}
	return p.title
}

// Outline is one page before it is made.
type Outline struct {
	Address string
	Layout  string

	language string // "" for the source language
	variant  string
	item     *placed
	folder   string // of a list
	number   int    // of a list's page, from 0
	letter   string // of a page of a long A to Z
	target   string // where an older address leads
}

// Input is what a site is laid out from. Voices are by language tag. Phrases are the words of readers who need help
// now, as a pack that is handed on unread; empty for none.
type Input struct {
	Shelf    *library.Shelf
	Library  *library.Library
	Theme    *theme.Theme
	Look     *theme.Look
	Voices   map[string]*theme.Voice
	Phrases  string
	Pictures *Pictures // of the content tree
}

// Lay lays out a site: it decides what has a page, and where.
func Lay(in Input, options Options) *Site {
	s := &Site{
		shelf: in.Shelf, library: in.Library, theme: in.Theme, look: in.Look, options: options, pictures: in.Pictures,
		voices: map[string]*theme.Voice{}, suits: suiting(in.Shelf.Site.Settings.Texts("stages")),
	}
	for i, tag := range Languages(in.Library, in.Shelf.Site) {
		language := tag
		if i == 0 {
			language = ""
		}
		s.spoken = append(s.spoken, language)
		s.voices[language] = in.Voices[tag]
	}
	s.icons = sync.OnceValues(s.makeIcons)
	s.byAddress = sync.OnceValue(s.addresses)
	s.placeItems()
	s.lines = s.floorLines()
	s.checkedTo = s.floorChecked()
	s.outline()
	s.makeScripts(in.Phrases)
	return s
}

// Problems are the mistakes that show on this site alone: addresses that clash, links that lead nowhere here, pictures
// that cannot be shown. They are looked for once, when they are first asked for, which takes as long as making many pages.
func (s *Site) Problems() []diag.Problem {
	s.checking.Do(func() {
		s.checkAddresses()
		s.checkLinks()
		s.checkPictures()
	})
	return s.problems
}

// Name is area/site.
func (s *Site) Name() string { return s.shelf.Site.Name() }

// Outlines are the pages of the site, in a fixed order.
func (s *Site) Outlines() []Outline { return s.outlines }

// Find returns the page of an address.
func (s *Site) Find(address string) (Outline, bool) {
	at, found := s.byAddress()[address]
	if !found {
		return Outline{}, false
	}
	return s.outlines[at], true
}

func (s *Site) addresses() map[string]int {
	at := make(map[string]int, len(s.outlines))
	for i := range s.outlines {
		if _, taken := at[s.outlines[i].Address]; !taken {
			at[s.outlines[i].Address] = i
		}
	}
	return at
}

// Turns are the days on which some page changes although nobody edits anything, in order and without repeats: when
// notices begin and end, events and surveys are over, other hours no longer hold, consent and sign-offs run out.
func (s *Site) Turns() []civil.Date {
	days := s.shelf.Turns()
	turn := func(day civil.Date) {
		if day.IsValid() && day.After(s.options.View.Today) {
			days = append(days, day)
		}
	}
	for _, item := range s.shelf.Items {
		shown := s.suited(item, "")
		if shown == nil {
			continue
		}
		f := shown.Fields
		if item.Kind.Name == "alert" {
			turn(f.Date("from"))
			turn(f.Date("until").AddDays(1))
		}
		for exception := range f.Groups("exceptions") {
			turn(lastDay(exception).AddDays(1))
		}
		if closes := f.Date("closes"); closes.IsValid() {
			turn(closes.AddDays(1))
		}
		if until := f.Group("consent").Date("until"); until.IsValid() {
			turn(until.AddDays(1))
		}
	}
	for _, event := range s.coming(s.list("events")) {
		at, _ := s.occasions(event.fields).next()
		turn(civil.DateOf(at.Add(duration(event.fields))).AddDays(1))
	}
	slices.SortFunc(days, func(a, b civil.Date) int { return a.DaysSince(b) })
	return slices.Compact(days)
}

// languages are the site's, the source language as "".
func (s *Site) languages() []string { return s.spoken }

// tag is a language's tag, of the source language too.
func (s *Site) tag(language string) string { return cmp.Or(language, s.library.Languages[0]) }

// suiting are the variants of an entry, the plain one as "", in the order in which they suit readers of these stages:
// where all are of a primary school, what was written for them comes first.
func suiting(stages []string) []string {
	if len(stages) > 0 && !slices.ContainsFunc(stages, func(stage string) bool { return stage[0] != 'P' }) {
		return []string{"primary", "", "easy", "bsl"}
	}
	return []string{"", "primary", "easy", "bsl"}
}

// placeItems gives every item that has a page, in a language of the site, its address.
func (s *Site) placeItems() {
	s.places, s.counts = make(map[library.ID]*placed, len(s.shelf.Items)), map[string]int{}
	taken := make(map[string]*placed, len(s.shelf.Items))
	room := make([]placed, 0, len(s.shelf.Items)) // at once, and not one by one
	for _, item := range s.shelf.Items {
		version := s.suited(item, "")
		if item.Kind.NoPage || version == nil || !s.current(item, version.Fields) {
			continue
		}
		address := Address(item)
		if other := taken[address]; other != nil {
			s.problem(item, diag.Error, "address", fmt.Sprintf("%s and %s both have the address %s", other.ID, item.ID, address), "give one of the two another address")
			continue
		}
		room = append(room, placed{
			Item: item, address: address, fields: version.Fields, title: version.Fields.Text("title"), level: version.Scope().Level(),
		})
		p := &room[len(room)-1]
		taken[address], s.places[item.ID] = p, p
		s.ordered = append(s.ordered, p)
		if _, fixed := fixedPages[item.ID]; !fixed {
			s.counts[item.Folder]++
		}
	}
}

// current reports whether an item is shown on the day: notices are not before they begin nor after they end.
func (s *Site) current(item *library.Item, fields library.Fields) bool {
	today := s.options.View.Today
	return item.Kind.Name != "alert" || !fields.Date("from").After(today) && !today.After(fields.Date("until"))
}

// problem reports a mistake of an item that shows on this site.
func (s *Site) problem(item *library.Item, severity diag.Severity, field, text, hint string) {
	version := item.Versions[0]
	for i := range version.Fields {
		if version.Fields[i].Field.Name == field {
			p := version.Origin[i].Problem(severity, &version.Fields[i], text, hint)
			p.Reach = s.shelf.Site.Reach()
			s.problems = append(s.problems, p)
			return
		}
	}
	p := version.Layers[len(version.Layers)-1].Problem(severity, nil, text, hint)
	p.Reach = s.shelf.Site.Reach()
	s.problems = append(s.problems, p)
}

// best is the version of an item in a language that suits the site; nil when there is none in it.
func (s *Site) best(item *library.Item, language string) *library.Version {
	for _, variant := range s.suits {
		if version := item.Version(library.Form{Language: language, Variant: variant}); version != nil {
			return version
		}
	}
	return nil
}

// suited is the version of an item for readers of a language: in it, or else in the source language, or else in the
// first of the site's languages that has one; nil when the site's readers can read none.
func (s *Site) suited(item *library.Item, language string) *library.Version {
	if version := s.best(item, language); version != nil {
		return version
	}
	for _, other := range s.languages() {
		if version := s.best(item, other); version != nil {
			return version
		}
	}
	return nil
}

// readable are the versions of an item in the site's languages.
func (s *Site) readable(item *library.Item) []*library.Version {
	foreign := func(v *library.Version) bool { _, spoken := s.voices[v.Language]; return !spoken }
	if !slices.ContainsFunc(item.Versions, foreign) {
		return item.Versions // shared, not copied
	}
	return slices.DeleteFunc(slices.Clone(item.Versions), foreign)
}

// onTopic are the items that belong to a topic, local ones first. The list is shared.
func (s *Site) onTopic(slug string) []*placed {
	return s.pieces.topics.get(slug, func() []*placed {
		list := slices.Clone(s.pieces.gathered.get("", s.gathered)[slug])
		s.sortLocalFirst(list)
		return list
	})
}

// gathered are the items by the topics they belong to.
func (s *Site) gathered() map[string][]*placed {
	topics := map[string][]*placed{}
	for _, p := range s.ordered {
		if p.Kind.Name == "topic" {
			continue
		}
		if v := p.fields.Get("topics"); v != nil {
			for i := range v.List {
				topics[v.List[i].Text] = append(topics[v.List[i].Text], p)
			}
		}
	}
	return topics
}

// sortLocalFirst orders items: those of the site, of the area, of the nation; within each by title.
func (s *Site) sortLocalFirst(list []*placed) {
	keys := s.titleKeys(list)
	slices.SortFunc(list, func(a, b *placed) int {
		return cmp.Or(b.level-a.level, strings.Compare(keys[a], keys[b]), strings.Compare(a.address, b.address))
	})
}

// titleKeys are sort keys of titles after the rules of the source language.
func (s *Site) titleKeys(list []*placed) map[*placed]string {
	if len(list) < 2 {
		return nil
	}
	keyOf := sortKeys(s.library.Languages[0])
	keys := make(map[*placed]string, len(list))
	for _, p := range list {
		keys[p] = keyOf(p.title)
	}
	return keys
}

// sortKeys makes keys whose byte order is the order of words in a language: accents and case count last, numbers by
// their value.
func sortKeys(tag string) func(words string) string {
	collator := collate.New(language.Make(tag), collate.Numeric)
	var buffer collate.Buffer
	return func(words string) string {
		defer buffer.Reset()
		return string(collator.KeyFromString(&buffer, words))
	}
}
