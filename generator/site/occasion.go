package site

import (
	"slices"
	"strings"
	"time"

	"github.com/golang-sql/civil"
	"github.com/teambition/rrule-go"

	"wellshelf/generator/library"
)

// mostTimes is how many coming times of an event its page lists, the next one included.
const mostTimes = 6

// farthest is how many years ahead of today, or of its start, the next time of an event is looked for.
const farthest = 2

// occasions are when an event is held, without the days it is called off. Times have no zone: they are those on the
// wall of the place.
type occasions struct {
	coming []time.Time // the times from today on, the next one first, at most mostTimes of them
	last   time.Time   // when nothing is coming, the last time it was held, or was to be
}

// next is the time an event's page is about: the next one, or the last when it is over.
func (o occasions) next() (at time.Time, over bool) {
	if len(o.coming) == 0 {
		return o.last, true
	}
	return o.coming[0], false
}

// occasions are worked out once for each site, however many pages and lists show the event.
func (s *Site) occasions(f library.Fields) occasions {
	key := strings.Join(append(f.Texts("except"), f.Text("start"), f.Text("end"), f.Text("repeats")), " ")
	return s.pieces.held.get(key, func() occasions { return held(f, s.options.View.Today) })
}

// held works out when an event is held, seen from a day.
func held(f library.Fields, today civil.Date) occasions {
	w := walk{today: today.In(time.UTC), length: duration(f), off: f.Texts("except")}
	start, rule := f.Moment("start"), f.Text("repeats")
	if rule == "" {
		w.visit(start)
		return w.found(start)
	}
	option, err := rrule.StrToROption(rule)
	if err != nil {
		panic("wellshelf: internal error: unchecked recurrence rule " + rule)
	}
	for _, years := range []int{0, 1, farBack} {
		option.Dtstart = start
		w.along(option, years)
		if len(w.occasions.coming) > 0 || !w.occasions.last.IsZero() {
			break
		}
	}
	return w.found(start)
}

// farBack is more years than any rule is old.
const farBack = 10000

// walk goes through the times of an event.
type walk struct {
	occasions
	today  time.Time
	length time.Duration
	off    []string // days on which it is called off
}

// along follows a rule from some years before today, or before the rule ends when that is earlier, until there are
// enough times.
func (w *walk) along(option *rrule.ROption, years int) {
	target := w.today.Add(-w.length)
	if !option.Until.IsZero() && option.Until.Before(target) {
		target = option.Until
	}
	option.Dtstart = nearer(option, target.AddDate(-years, 0, 0))
	limit := w.today
	if option.Dtstart.After(limit) {
		limit = option.Dtstart
	}
	recurrence, err := rrule.NewRRule(*option)
	if err != nil {
		return
	}
	next := recurrence.Iterator()
	for at, more := next(); more && at.Before(limit.AddDate(farthest, 0, 0)) && w.visit(at); at, more = next() {
	}
}

// visit notes a time and reports whether more are wanted.
func (w *walk) visit(at time.Time) bool {
	switch {
	case at.IsZero() || slices.Contains(w.off, at.Format(time.DateOnly)):
	case at.Add(w.length).Before(w.today):
		w.last = at
	default:
		w.coming = append(w.coming, at)
	}
	return len(w.coming) < mostTimes
}

// found are the times noted; an event that was never held, since it was called off, is over since its start.
func (w *walk) found(start time.Time) occasions {
	if w.last.IsZero() {
		w.last = start
	}
	return w.occasions
}

// nearer is a start of a rule from which the same times follow, close before a day: whole steps later, so that a rule
// that is years old is not gone through day by day. A rule that counts its times is, and rules of months and years
// have few steps.
func nearer(option *rrule.ROption, to time.Time) time.Time {
	step := max(option.Interval, 1)
	switch {
	case option.Count > 0 || option.Freq < rrule.WEEKLY || option.Freq > rrule.DAILY:
		return option.Dtstart
	case option.Freq == rrule.WEEKLY:
		step *= len(library.Weekdays)
	}
	steps := civil.DateOf(to).DaysSince(civil.DateOf(option.Dtstart))/step - 1
	if steps <= 0 {
		return option.Dtstart
	}
	return option.Dtstart.AddDate(0, 0, steps*step)
}
