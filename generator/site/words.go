package site

import (
	"slices"
	"strings"
	"time"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
	"wellshelf/generator/theme"
)

// page is what the makers of a page's parts need to know of it.
type page struct {
	site     *Site
	outline  Outline
	language string // "" for the source language
	voice    *theme.Voice
	root     string
	words    []Word // the hard words of its body, once that is made
}

func (s *Site) page(o Outline) *page {
	return &page{site: s, outline: o, language: o.language, voice: s.voices[o.language], root: rootOf(o.Address)}
}

// to writes a link from this page to an address in the source language's tree.
func (p *page) to(address string) string { return p.site.to(p.root, address) }

// here writes a link to an address in this page's language.
func (p *page) here(address string) string {
	return p.site.to(p.root, p.site.in(p.language, address))
}

// stages writes school years: "P5 to P7", "S1, S3".
func (p *page) stages(stages []string) string {
	if len(stages) == 0 {
		return ""
	}
	var runs []string
	position := func(i int) int { return slices.Index(library.Stages, stages[i]) }
	sorted := slices.Clone(stages)
	slices.SortFunc(sorted, func(a, b string) int { return slices.Index(library.Stages, a) - slices.Index(library.Stages, b) })
	stages = slices.Compact(sorted)
	for i := 0; i < len(stages); {
		j := i
		for j+1 < len(stages) && position(j+1) == position(j)+1 {
			j++
		}
		if i == j {
			runs = append(runs, stages[i])
		} else {
			runs = append(runs, p.voice.Say("stages.between", "from", stages[i], "to", stages[j]))
		}
		i = j + 1
	}
	return strings.Join(runs, p.voice.Say("list.comma"))
}

// ages writes a range of ages after the NHS service manual: in words, never with dashes.
func (p *page) ages(ages library.Fields, from, to string) string {
	switch hasFrom, hasTo := ages.Get(from) != nil, ages.Get(to) != nil; {
	case hasFrom && hasTo:
		return p.voice.Say("ages.between", "from", ages.Text(from), "to", ages.Text(to))
	case hasFrom:
		return p.voice.Say("ages.from", "from", ages.Text(from))
	case hasTo:
		return p.voice.Say("ages.to", "to", ages.Text(to))
	}
	return ""
}

// days writes days of the week for a table: "Monday to Friday", "Tuesday, Thursday", "every day".
func (p *page) days(days []string) string {
	runs := p.runsOfDays(days)
	if runs == nil {
		return p.voice.Say("days.every")
	}
	return strings.Join(runs, p.voice.Say("list.comma"))
}

// runsOfDays are days of the week in order, three or more that follow each other as one: "Monday to Wednesday",
// "Friday"; nil when it is all of them.
func (p *page) runsOfDays(days []string) []string {
	var numbers []int
	for _, day := range days {
		numbers = append(numbers, slices.Index(library.Weekdays, day))
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	name := func(n int) string { return p.voice.Weekday(library.Weekdays[n]) }
	if len(numbers) == len(library.Weekdays) {
		return nil
	}
	runs := []string{}
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch {
		case j-i >= 2:
			runs = append(runs, p.voice.Say("days.between", "from", name(numbers[i]), "to", name(numbers[j])))
		default:
			for n := i; n <= j; n++ {
				runs = append(runs, name(numbers[n]))
			}
		}
		i = j + 1
	}
	return runs
}

// together joins words: "a, b and c".
func (p *page) together(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], p.voice.Say("list.comma")) + p.voice.Say("list.and") + words[len(words)-1]
}

// moment writes a day and a time: "Tuesday 1 December 2026, 15:30".
func (p *page) moment(t time.Time) string {
	day := civil.DateOf(t)
	return p.voice.Say("when.on", "weekday", p.voice.Weekday(weekday(day)), "date", p.voice.Date(day), "time", p.voice.Time(civil.TimeOf(t)))
}

func weekday(d civil.Date) string {
	return library.Weekdays[(int(d.In(time.UTC).Weekday())+6)%7]
}

// languageName is a language's own name, or its tag where no theme knows it.
func (s *Site) languageName(tag string) string {
	if name := s.theme.LanguageName(tag); name != "" {
		return name
	}
	return tag
}

// yes turns a flag that may be unstated into "yes", "no" or "".
func yes(f library.Fields, name string) string {
	switch value, stated := f.Says(name); {
	case !stated:
		return ""
	case value:
		return "yes"
	}
	return "no"
}

// groups makes a view of each item of a list of groups.
func groups[T any](f library.Fields, name string, view func(library.Fields) T) []T {
	var list []T
	for group := range f.Groups(name) {
		list = append(list, view(group))
	}
	return list
}

// words makes a text of each item of a list.
func words(list []string, say func(string) string) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = say(item)
	}
	return out
}
