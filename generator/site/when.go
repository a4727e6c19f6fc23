package site

import (
	"slices"
	"strings"
	"time"

	"github.com/golang-sql/civil"
	"github.com/teambition/rrule-go"

	"wellshelf/generator/library"
)

// mostTimes is how many coming times of an event its page lists.
const mostTimes = 6

// times are when an event happens from today on, at most n of them, without the days it is called off. Times have no
// zone: they are those on the wall of the place.
func (s *Site) times(f library.Fields, n int) []time.Time {
	start, today := f.Moment("start"), s.options.View.Today.In(time.UTC)
	length := duration(f)
	off := f.Texts("except")
	upcoming := func(t time.Time) bool {
		return !t.Add(length).Before(today) && !slices.Contains(off, t.Format(time.DateOnly))
	}
	rule := f.Text("repeats")
	if rule == "" {
		if start.IsZero() || !upcoming(start) {
			return nil
		}
		return []time.Time{start}
	}
	option, err := rrule.StrToROption(rule)
	if err != nil {
		panic("wellshelf: internal error: unchecked recurrence rule " + rule)
	}
	option.Dtstart = start
	recurrence, err := rrule.NewRRule(*option)
	if err != nil {
		return nil
	}
	var times []time.Time
	from := today.Add(-length)
	for len(times) < n {
		next := recurrence.After(from, true)
		if next.IsZero() || next.After(today.AddDate(2, 0, 0)) {
			break
		}
		if upcoming(next) {
			times = append(times, next)
		}
		from = next.Add(time.Second)
	}
	return times
}

// duration is how long an event goes on.
func duration(f library.Fields) time.Duration {
	if end := f.Moment("end"); !end.IsZero() {
		return end.Sub(f.Moment("start"))
	}
	return 0
}

// coming are the events that still happen, the next one first.
func (s *Site) coming(events []*placed) []*placed {
	var list []*placed
	next := map[*placed]time.Time{}
	for _, event := range events {
		if times := s.times(event.fields, 1); len(times) > 0 {
			next[event] = times[0]
			list = append(list, event)
		}
	}
	slices.SortStableFunc(list, func(a, b *placed) int { return next[a].Compare(next[b]) })
	return list
}

// sortByNext puts the events that still happen first, the next one first of all, and after them those that are
// over, the latest first. It notes the days on which that order changes.
func (s *Site) sortByNext(events []*placed) []*placed {
	list := s.coming(events)
	for _, event := range list {
		for _, at := range s.times(event.fields, 1) {
			s.turn(civil.DateOf(at.Add(duration(event.fields))).AddDays(1))
		}
	}
	var over []*placed
	for _, event := range events {
		if !slices.Contains(list, event) {
			over = append(over, event)
		}
	}
	slices.SortStableFunc(over, func(a, b *placed) int { return b.fields.Moment("start").Compare(a.fields.Moment("start")) })
	return append(list, over...)
}

// eventWhen is the next time of an event in words, or when it was.
func (p *page) eventWhen(f library.Fields) string {
	if times := p.site.times(f, 1); len(times) > 0 {
		return p.spell(times[0], f)
	}
	return p.spell(f.Moment("start"), f)
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
	if err != nil || option.Interval > 1 {
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
		return p.voice.Say("repeats.weekly", "days", p.days(days))
	case rrule.MONTHLY:
		return p.voice.Say("repeats.monthly")
	case rrule.YEARLY:
		return p.voice.Say("repeats.yearly")
	}
	return p.voice.Say("repeats.other")
}

func (p *page) event(f library.Fields, entry Entry) any {
	times := p.site.times(f, mostTimes)
	start := f.Moment("start")
	if len(times) > 0 {
		start = times[0]
	}
	view := &Event{
		Entry: entry, When: p.spell(start, f), Start: machine(start), Over: len(times) == 0, Repeats: p.repeats(f),
		Place: p.ref(f, "place"), Online: outside(host(f.Text("online")), f.Text("online")), Booking: f.Text("booking"),
		BookingLink: outside(host(f.Text("booking_url")), f.Text("booking_url")), Cost: f.Text("cost"),
		ComeAlone: f.Flag("come_alone"), Activities: f.Texts("activities"), Organisation: p.ref(f, "organisation"),
		Ages: p.ages(f.Group("ages"), "from", "to"),
	}
	if length := duration(f); length > 0 {
		view.End = machine(start.Add(length))
	}
	for _, at := range times[min(1, len(times)):] {
		view.Coming = append(view.Coming, p.moment(at))
	}
	return view
}

// machine writes a time as HTML and schema.org read it.
func machine(t time.Time) string { return strings.Replace(t.Format("2006-01-02 15:04"), " ", "T", 1) }
