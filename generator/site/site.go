// Package site lays one shelf out as pages: which pages there are, what their addresses are, and what each shows.
//
// # For theme authors
//
// A page is a pure function of a theme and a view: the structs of view.go, which this package fills and nothing adds
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
	"html/template"
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

// Site is a site laid out.
type Site struct {
	shelf     *library.Shelf
	library   *library.Library
	theme     *theme.Theme
	look      *theme.Look
	options   Options
	voices    map[string]*theme.Voice // by language, "" the source
	outlines  []Outline
	places    map[library.ID]*placed
	topics    map[string][]*placed // by topic slug, local ones first
	lines     []*placed            // the helplines of the crisis floor
	checkedTo string               // the oldest day on which one of those was checked
	turns     []civil.Date         // days on which pages change by themselves
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

// pieces are rendered once and shown by many pages.
type pieces struct {
	mu         sync.RWMutex
	frames     map[frameKey]frame
	cards      map[cardKey]template.HTML
	lists      map[string][]*placed
	index      map[string][]indexRow           // by language
	naming     map[string]map[string][]*placed // by folder and field, then by the name referred to
	held       map[string]occasions            // by all that decides when an event is held
	glossaries map[string]*glossary            // by language
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

// Lay lays out a site. The problems reach this site alone.
func Lay(in Input, options Options) (*Site, []diag.Problem) {
	s := &Site{
		shelf: in.Shelf, library: in.Library, theme: in.Theme, look: in.Look, options: options, pictures: in.Pictures,
		voices: map[string]*theme.Voice{}, places: map[library.ID]*placed{}, topics: map[string][]*placed{},
		pieces: pieces{frames: map[frameKey]frame{}, cards: map[cardKey]template.HTML{}, lists: map[string][]*placed{}, index: map[string][]indexRow{},
			naming: map[string]map[string][]*placed{}, held: map[string]occasions{}, glossaries: map[string]*glossary{}},
	}
	s.icons = sync.OnceValues(s.makeIcons)
	for _, language := range s.languages() {
		s.voices[language] = in.Voices[s.tag(language)]
	}
	s.placeItems()
	s.lines = s.floorLines()
	s.checkedTo = s.floorChecked()
	s.gatherTopics()
	s.noteTurns()
	s.outline()
	s.makeScripts(in.Phrases)
	s.checkAddresses()
	s.checkLinks()
	s.checkPictures()
	return s, s.problems
}

// Name is area/site.
func (s *Site) Name() string { return s.shelf.Site.Name() }

// Outlines are the pages of the site, in a fixed order.
func (s *Site) Outlines() []Outline { return s.outlines }

// Find returns the page of an address.
func (s *Site) Find(address string) (Outline, bool) {
	at := slices.IndexFunc(s.outlines, func(o Outline) bool { return o.Address == address })
	if at < 0 {
		return Outline{}, false
	}
	return s.outlines[at], true
}

// Turns are the days on which some page changes although nobody edits anything, such as the day after an event, in
// order and without repeats.
func (s *Site) Turns() []civil.Date {
	slices.SortFunc(s.turns, func(a, b civil.Date) int { return a.DaysSince(b) })
	return slices.Compact(s.turns)
}

// turn notes that pages change on the day.
func (s *Site) turn(day civil.Date) {
	if day.IsValid() && day.After(s.options.View.Today) {
		s.turns = append(s.turns, day)
	}
}

// noteTurns notes the days on which single entries change: exceptions and surveys that end, consent that runs out.
// Notices and events note theirs where they are sorted.
func (s *Site) noteTurns() {
	for _, item := range s.shelf.Items {
		shown := s.suited(item, "")
		if shown == nil {
			continue
		}
		f := shown.Fields
		for exception := range f.Groups("exceptions") {
			s.turn(lastDay(exception).AddDays(1))
		}
		if closes := f.Date("closes"); closes.IsValid() {
			s.turn(closes.AddDays(1))
		}
		if until := f.Group("consent").Date("until"); until.IsValid() {
			s.turn(until.AddDays(1))
		}
	}
}

// languages are the site's, the source language as "".
func (s *Site) languages() []string {
	tags := s.shelf.Site.Settings.Texts("languages")
	languages := []string{""}
	for _, tag := range tags {
		if tag != s.library.Languages[0] && slices.Contains(s.library.Languages, tag) {
			languages = append(languages, tag)
		}
	}
	return languages
}

// tag is a language's tag, of the source language too.
func (s *Site) tag(language string) string { return cmp.Or(language, s.library.Languages[0]) }

// primaryOnly reports whether every stage of the site is a primary one.
func (s *Site) primaryOnly() bool {
	stages := s.shelf.Site.Settings.Texts("stages")
	return len(stages) > 0 && !slices.ContainsFunc(stages, func(stage string) bool { return stage[0] != 'P' })
}

// placeItems gives every item that has a page, in a language of the site, its address.
func (s *Site) placeItems() {
	taken := map[string]*placed{}
	for _, item := range s.shelf.Items {
		version := s.suited(item, "")
		if item.Kind.NoPage || version == nil || !s.current(item, version.Fields) {
			continue
		}
		p := &placed{
			Item: item, address: Address(item), fields: version.Fields,
			title: version.Fields.Text("title"), level: version.Scope().Level(),
		}
		if other := taken[p.address]; other != nil {
			s.problem(item, diag.Error, "address", fmt.Sprintf("%s and %s both have the address %s", other.ID, item.ID, p.address), "give one of the two another address")
			continue
		}
		taken[p.address] = p
		s.places[item.ID] = p
	}
}

// current reports whether an item is shown on the day: notices are not before they begin nor after they end.
func (s *Site) current(item *library.Item, fields library.Fields) bool {
	if item.Kind.Name != "alert" {
		return true
	}
	from, until := fields.Date("from"), fields.Date("until")
	s.turn(from)
	s.turn(until.AddDays(1))
	today := s.options.View.Today
	return !from.After(today) && !today.After(until)
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
	order := []string{"", "primary", "easy", "bsl"}
	if s.primaryOnly() {
		order = []string{"primary", "", "easy", "bsl"}
	}
	for _, variant := range order {
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

// gatherTopics lists under every topic what belongs to it.
func (s *Site) gatherTopics() {
	for _, item := range s.shelf.Items {
		p := s.places[item.ID]
		if p == nil || p.Kind.Name == "topic" {
			continue
		}
		for _, topic := range p.fields.Texts("topics") {
			s.topics[topic] = append(s.topics[topic], p)
		}
	}
	for _, list := range s.topics {
		s.sortLocalFirst(list)
	}
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
