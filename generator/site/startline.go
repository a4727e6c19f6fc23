package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

// startLine is a helpline as the search box shows it: as little as helps to choose one. A start has it as a
// list of its fields, with 1 for Hours that are always.
type startLine struct {
	Name    string
	Address string
	Ways    [][]string   // type, value, keyword, what to know, ages
	Ages    string       // in the page's language
	Always  bool         // Hours are of no matter
	Hours   []startHours // none when they are not known for certain
	Barred  bool         // not for all ages of the site's readers
	Lang    string       // of its words, when that is not the page's
}

func (l startLine) list() []any {
	hours, barred := any(0), 0
	if l.Always {
		hours = 1
	} else if l.Hours != nil {
		rows := [][]any{}
		for _, row := range l.Hours {
			rows = append(rows, []any{row.days, row.opens, row.closes, row.from})
		}
		hours = rows
	}
	if l.Barred {
		barred = 1
	}
	return short(l.Name, l.Address, l.Ways, l.Ages, hours, barred, l.Lang)
}

// startHours are days on which a line is open.
type startHours struct {
	days          int // a bit for each, Monday 1
	opens, closes int // minutes from the beginning of the day; above 24 hours is the next morning
	from          string
}

func (p *page) startLine(item *placed) startLine {
	version, href, lang := p.shown(item)
	f := version.Fields
	line := startLine{
		Name: f.Text("title"), Address: href, Ways: [][]string{}, Ages: p.ages(f.Group("ages"), "from", "to"),
		Always: alwaysOpen(f), Hours: p.openHours(f), Barred: p.site.barred(item), Lang: lang,
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

// firstNumber is the way that a line's hours are about: its first number, or else its first way of any kind. Hours of
// several ways are never mixed: a reader would be told that a line is open and then phone in vain.
func firstNumber(f library.Fields) library.Fields {
	var first library.Fields
	for channel := range f.Groups("channels") {
		if kind := channel.Text("type"); kind == "phone" || kind == "text" {
			return channel
		}
		if first == nil {
			first = channel
		}
	}
	return first
}

func alwaysOpen(f library.Fields) bool { return firstNumber(f).Flag("always") }

// openHours are the hours of a line. A note beside them may say anything, such as closed on bank holidays, which no
// clock can know: then there are none.
func (p *page) openHours(f library.Fields) []startHours {
	channel := firstNumber(f)
	if channel.Flag("always") || channel.Text("hours_note") != "" {
		return nil
	}
	var rows []startHours
	for row := range channel.Groups("hours") {
		if row.Text("note") != "" {
			return nil
		}
		hours := startHours{opens: minutes(row.Text("opens")), closes: minutes(row.Text("closes")), from: p.clock(row.Text("opens"))}
		if hours.closes <= hours.opens {
			hours.closes += minutesOfDay
		}
		for _, day := range row.Texts("days") {
			hours.days |= 1 << slices.Index(library.Weekdays, day)
		}
		rows = append(rows, hours)
	}
	return rows
}

const minutesOfDay = 24 * 60

// minutes is how far a time of day, 18:00 or 24:00, is from the day's beginning.
func minutes(clock string) int {
	var hour, minute int
	if _, err := fmt.Sscanf(clock, "%d:%d", &hour, &minute); err != nil {
		panic("wellshelf: internal error: time of day " + clock)
	}
	return 60*hour + minute
}

// clock writes a time of day, 18:00, in the page's language.
func (p *page) clock(text string) string {
	at := minutes(text) % minutesOfDay
	return p.voice.Time(civil.Time{Hour: at / 60, Minute: at % 60})
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
