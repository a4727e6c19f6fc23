package site

import (
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// startLine is a helpline as the search box shows it: as little as helps to choose one. A start has it as a
// list of its fields, with 1 for Hours that are always.
type startLine struct {
	Name    string
	Address string
	Ways    [][]string  // type, value, keyword, what to know, ages
	Ages    string      // in the page's language
	Always  bool        // Hours are of no matter
	Hours   []openHours // none when they are not known for certain
	Barred  bool        // not for all ages of the site's readers
	Lang    string      // of its words, when that is not the page's
}

func (l startLine) list() []any {
	hours, barred := any(0), 0
	if l.Always {
		hours = 1
	} else if l.Hours != nil {
		rows := [][]any{}
		for _, row := range l.Hours {
			rows = append(rows, []any{row.days, row.opens, row.closes})
		}
		hours = rows
	}
	if l.Barred {
		barred = 1
	}
	return short(l.Name, l.Address, l.Ways, l.Ages, hours, barred, l.Lang)
}

func (p *page) startLine(item *placed) startLine {
	version, href, lang := p.shown(item)
	f := version.Fields
	line := startLine{
		Name: f.Text("title"), Address: href, Ways: [][]string{}, Ages: p.ages(f.Group("ages"), "from", "to"),
		Always: alwaysOpen(f), Hours: p.lineHours(f), Barred: p.site.barred(item), Lang: lang,
	}
	for channel := range f.Groups("channels") {
		if way := p.startWay(channel); way != nil {
			line.Ways = append(line.Ways, way)
		}
	}
	// As on help now, a website is named where there is no nearer way.
	web := func(way []string) bool { return way[0] == "web" }
	if nearer := slices.DeleteFunc(slices.Clone(line.Ways), web); len(nearer) > 0 {
		line.Ways = nearer
	}
	return line
}

// startWay is a way to reach a line: by phone or text, or by a page on the web. Who needs someone now cannot wait for an
// answer by email.
func (p *page) startWay(channel library.Fields) []string {
	kind, value := channel.Text("type"), channel.Text("value")
	dials := kind == "phone" || kind == "text"
	if !dials && (kind == "email" || !strings.HasPrefix(value, "https://")) {
		return nil
	}
	toKnow := strings.TrimSpace(channel.Text("silent") + " " + channel.Text("what_happens"))
	return trimmed([]string{kind, value, channel.Text("keyword"), toKnow, p.ages(channel.Group("ages"), "from", "to")}, "")
}

// trimmed is a list without the empty values at its end.
func trimmed[Value comparable](list []Value, empty ...Value) []Value {
	for len(list) > 0 && slices.Contains(empty, list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	return list
}

// nobody comes before all others.
func nobody(*placed) bool { return false }

// anytime sorts lines for readers whose clock nobody knows: first those that are open always and for every age at the
// site, last those that are not for every age, else as the content has them. Before all come those that before names.
func (s *Site) anytime(items []*placed, before func(*placed) bool) []*placed {
	rank := func(item *placed) int {
		switch {
		case before(item):
			return 0
		case s.barred(item):
			return 3
		case !alwaysOpen(item.fields):
			return 2
		}
		return 1
	}
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b *placed) int { return rank(a) - rank(b) })
	return items
}

// Ages of readers, in years. The children of P1, which is at place 0, are about to turn 5; those of a year end two
// years older than its youngest began: in S1 they are 11, 12 or 13. A library does not know who comes.
const (
	firstAge       = 4
	spanOfStage    = 2
	youngestPupil  = 5
	youngestReader = 11
	oldestReader   = 18
)

// readers are the youngest and the oldest age of those whom the site is for.
func (s *Site) readers() (youngest, oldest int) {
	stages := s.shelf.Site.Settings.Texts("stages")
	if len(stages) == 0 {
		return youngestReader, oldestReader
	}
	var ages []int
	for _, stage := range stages {
		ages = append(ages, firstAge+slices.Index(library.Stages, stage))
	}
	return max(slices.Min(ages), youngestPupil), slices.Max(ages) + spanOfStage
}

// barred reports whether a line leaves out an age of the site's readers, some of whom it would turn away. The line for
// danger to life turns nobody away.
func (s *Site) barred(item *placed) bool {
	ages := item.fields.Group("ages")
	youngest, oldest := s.readers()
	tooYoung := ages.Get("from") != nil && ages.Number("from") > youngest
	tooOld := ages.Get("to") != nil && ages.Number("to") < oldest
	return !s.urgent(item) && (tooYoung || tooOld)
}
