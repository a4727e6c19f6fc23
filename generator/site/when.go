package site

import (
	"slices"
	"strings"
	"time"

	"github.com/golang-sql/civil"
	"github.com/teambition/rrule-go"

	"wellshelf/generator/library"
)

// duration is how long an event goes on.
func duration(f library.Fields) time.Duration {
	if end := f.Moment("end"); !end.IsZero() {
		return end.Sub(f.Moment("start"))
	}
	return 0
}

// coming are the events that still happen, the next one first.
func (s *Site) coming(events []*placed) []*placed {
	list, _ := s.divided(events)
	return list
}

// divided are the events that still happen, the next one first, and those that are over, the latest first.
func (s *Site) divided(events []*placed) (coming, past []*placed) {
	times := map[*placed]time.Time{}
	for _, event := range events {
		at, over := s.occasions(event.fields).next()
		times[event] = at
		if over {
			past = append(past, event)
		} else {
			coming = append(coming, event)
		}
	}
	slices.SortStableFunc(coming, func(a, b *placed) int { return times[a].Compare(times[b]) })
	slices.SortStableFunc(past, func(a, b *placed) int { return times[b].Compare(times[a]) })
	return coming, past
}

// eventWhen is the next time of an event in words, or the last when it is over.
func (p *page) eventWhen(f library.Fields) string {
	at, _ := p.site.occasions(f).next()
	return p.spell(at, f)
}

// spell writes when an event begins and, when it ends the same day, until when.
func (p *page) spell(start time.Time, f library.Fields) string {
	end := start.Add(duration(f))
	day := civil.DateOf(start)
	if end.Equal(start) || civil.DateOf(end) != day {
		return p.moment(start)
	}
	return p.voice.Say("when.between", "weekday", p.voice.Weekday(weekday(day)), "date", p.voice.Date(day),
		"from", p.voice.Time(civil.TimeOf(start)), "to", p.voice.Time(civil.TimeOf(end)))
}

// repeats is how an event comes again, in words.
func (p *page) repeats(f library.Fields) string {
	rule := f.Text("repeats")
	if rule == "" {
		return ""
	}
	option, err := rrule.StrToROption(rule)
	if err != nil || !plainRule(*option) {
		return p.voice.Say("repeats.other")
	}
	switch option.Freq {
	case rrule.DAILY:
		return p.voice.Say("repeats.daily")
	case rrule.WEEKLY:
		var days []string
		for _, day := range option.Byweekday {
			days = append(days, library.Weekdays[day.Day()])
		}
		if len(days) == 0 {
			days = []string{weekday(civil.DateOf(f.Moment("start")))}
		}
		return p.weekly(p.runsOfDays(days))
	case rrule.MONTHLY:
		return p.voice.Say("repeats.monthly")
	case rrule.YEARLY:
		return p.voice.Say("repeats.yearly")
	}
	return p.voice.Say("repeats.other")
}

// weekly says on which days of every week: runs are nil when it is all of them.
func (p *page) weekly(runs []string) string {
	if runs == nil {
		return p.voice.Say("repeats.daily")
	}
	return p.voice.Say("repeats.weekly", "days", p.together(runs))
}

// plainRule reports whether a rule says no more than words do: how often, until when, how many times and, for weeks,
// on which days. Anything else would be said wrongly.
func plainRule(option rrule.ROption) bool {
	weekly := option.Freq == rrule.WEEKLY
	if option.Interval > 1 || !weekly && len(option.Byweekday) > 0 || slices.ContainsFunc(option.Byweekday, func(d rrule.Weekday) bool { return d.N() != 0 }) {
		return false
	}
	return len(slices.Concat(option.Bysetpos, option.Bymonth, option.Bymonthday, option.Byyearday, option.Byweekno,
		option.Byhour, option.Byminute, option.Bysecond, option.Byeaster)) == 0
}

func (p *page) event(f library.Fields, entry Entry) any {
	held := p.site.occasions(f)
	start, over := held.next()
	view := &Event{
		Entry: entry, When: p.spell(start, f), Start: machine(start), Over: over, Repeats: p.repeats(f),
		Place: p.ref(f, "place"), Online: outside(host(f.Text("online")), f.Text("online")), Booking: f.Text("booking"),
		BookingLink: outside(host(f.Text("booking_url")), f.Text("booking_url")), Cost: f.Text("cost"),
		ComeAlone: f.Flag("come_alone"), Activities: f.Texts("activities"), Organisation: p.ref(f, "organisation"),
		Ages: p.ages(f.Group("ages"), "from", "to"),
	}
	if length := duration(f); length > 0 {
		view.End = machine(start.Add(length))
	}
	for _, at := range held.coming[min(1, len(held.coming)):] {
		view.Coming = append(view.Coming, p.moment(at))
	}
	return view
}

// machine writes a time as HTML and schema.org read it.
func machine(t time.Time) string { return strings.Replace(t.Format("2006-01-02 15:04"), " ", "T", 1) }
