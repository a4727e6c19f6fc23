package site

import (
	"slices"
	"testing"
	"time"

	"github.com/golang-sql/civil"
	"github.com/teambition/rrule-go"

	"wellshelf/generator/library"
)

// event are the fields of an event, for tests of its times alone.
func eventFields(start, end, rule string, except ...string) library.Fields {
	var f library.Fields
	add := func(name, text string, list []library.Value) {
		if text != "" || list != nil {
			f = append(f, library.Value{Field: &library.Field{Name: name}, Text: text, List: list})
		}
	}
	add("start", start, nil)
	add("end", end, nil)
	add("repeats", rule, nil)
	var off []library.Value
	for _, day := range except {
		off = append(off, library.Value{Text: day})
	}
	add("except", "", off)
	return f
}

func TestWhenAnEventIsHeld(t *testing.T) {
	for _, test := range []struct {
		name        string
		fields      library.Fields
		first, last string // of those to come
		count       int
		over        bool
		whenOverIt  string
	}{
		{name: "once, this afternoon", fields: eventFields("2026-11-23 15:00", "", ""), first: "2026-11-23 15:00", last: "2026-11-23 15:00", count: 1},
		{name: "once, yesterday", fields: eventFields("2026-11-22 15:00", "", ""), over: true, whenOverIt: "2026-11-22 15:00"},
		{name: "once, until today", fields: eventFields("2026-11-20 15:00", "2026-11-23 12:00", ""), first: "2026-11-20 15:00", last: "2026-11-20 15:00", count: 1},
		{name: "every day since long ago", fields: eventFields("0002-01-01 09:00", "", "FREQ=DAILY"), first: "2026-11-23 09:00", last: "2026-11-28 09:00", count: 6},
		{name: "every other day keeps its days", fields: eventFields("2026-11-02 09:00", "", "FREQ=DAILY;INTERVAL=2"), first: "2026-11-24 09:00", last: "2026-12-04 09:00", count: 6},
		{name: "every third week keeps its weeks", fields: eventFields("2020-01-07 09:00", "", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH"), first: "2026-12-01 09:00", last: "2027-01-14 09:00", count: 6},
		{name: "the days it is called off are left out", fields: eventFields("2026-11-03 09:00", "", "FREQ=WEEKLY", "2026-11-24"), first: "2026-12-01 09:00", last: "2027-01-05 09:00", count: 6},
		{name: "ten times are over after the tenth", fields: eventFields("2026-01-06 09:00", "", "FREQ=WEEKLY;COUNT=10"), over: true, whenOverIt: "2026-03-10 09:00"},
		{name: "a series is over after its last day", fields: eventFields("2019-09-03 09:00", "", "FREQ=WEEKLY;UNTIL=20260601"), over: true, whenOverIt: "2026-05-26 09:00"},
		{name: "the last of a series is the last it was held", fields: eventFields("2026-09-01 09:00", "", "FREQ=WEEKLY;UNTIL=20261001", "2026-09-29"), over: true, whenOverIt: "2026-09-22 09:00"},
		{name: "an event that was never held is over", fields: eventFields("2026-09-01 09:00", "", "", "2026-09-01"), over: true, whenOverIt: "2026-09-01 09:00"},
		{name: "a day that is seldom", fields: eventFields("2000-02-29 09:00", "", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20260101"), over: true, whenOverIt: "2024-02-29 09:00"},
		{name: "a series that begins in years", fields: eventFields("2030-01-01 09:00", "", "FREQ=YEARLY"), first: "2030-01-01 09:00", last: "2031-01-01 09:00", count: 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := held(test.fields, today)
			at, over := got.next()
			if over != test.over || len(got.coming) != test.count {
				t.Fatalf("over: %v, to come: %v", over, got.coming)
			}
			if want := test.first + test.whenOverIt; spoken(at) != want {
				t.Errorf("it is held on %s, not %s", spoken(at), want)
			}
			if !over && spoken(got.coming[len(got.coming)-1]) != test.last {
				t.Errorf("the last time listed is %s, not %s", spoken(got.coming[len(got.coming)-1]), test.last)
			}
		})
	}
}

func spoken(at time.Time) string { return at.Format("2006-01-02 15:04") }

// Beginning close to a day must give the times that beginning at the start gives.
func TestAStartMovedNearerKeepsTheTimes(t *testing.T) {
	start, day := time.Date(2024, 2, 28, 9, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for _, rule := range []string{
		"FREQ=DAILY", "FREQ=DAILY;INTERVAL=7", "FREQ=DAILY;INTERVAL=400", "FREQ=DAILY;BYDAY=MO,FR", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=5;BYDAY=SU,MO",
		"FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY", "FREQ=DAILY;COUNT=1000", "FREQ=WEEKLY;BYSETPOS=-1;BYDAY=MO,TH",
	} {
		whole, err := rrule.StrToROption(rule)
		if err != nil {
			t.Fatal(err)
		}
		whole.Dtstart = start
		near := *whole
		near.Dtstart = nearer(whole, day)
		if near.Dtstart.After(day) {
			t.Errorf("%s: the start is moved to %s", rule, spoken(near.Dtstart))
		}
		want, got := between(t, *whole, day), between(t, near, day)
		if !slices.EqualFunc(want, got, time.Time.Equal) {
			t.Errorf("%s: %v, from the start: %v", rule, got, want)
		}
	}
}

func between(t *testing.T, option rrule.ROption, day time.Time) []time.Time {
	t.Helper()
	r, err := rrule.NewRRule(option)
	if err != nil {
		t.Fatal(err)
	}
	return r.Between(day, day.AddDate(3, 0, 0), true)
}

// A rule as old as the calendar is gone through from near the day: the start of the walk tells, not a clock.
func TestAnOldRuleIsNotGoneThroughDayByDay(t *testing.T) {
	for _, rule := range []string{"FREQ=DAILY", "FREQ=WEEKLY"} {
		option, err := rrule.StrToROption(rule)
		if err != nil {
			t.Fatal(err)
		}
		option.Dtstart = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
		if start := nearer(option, today.In(time.UTC)); civil.DateOf(start).DaysSince(today) < -14 {
			t.Errorf("%s begins on %s", rule, spoken(start))
		}
	}
}

func TestHowAnEventComesAgainInWords(t *testing.T) {
	for rule, want := range map[string]string{
		"FREQ=DAILY": "every day", "FREQ=DAILY;COUNT=3": "every day", "FREQ=DAILY;BYDAY=MO": "again and again",
		"FREQ=WEEKLY": "every Monday", "FREQ=WEEKLY;UNTIL=20270101": "every Monday", "FREQ=WEEKLY;INTERVAL=2": "again and again",
		"FREQ=WEEKLY;BYDAY=MO,WE": "every Monday and Wednesday", "FREQ=WEEKLY;BYDAY=FR,MO,WE": "every Monday, Wednesday and Friday",
		"FREQ=WEEKLY;BYDAY=MO,TU,WE,SA": "every Monday to Wednesday and Saturday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": "every day",
		"FREQ=WEEKLY;BYMONTH=12": "again and again", "FREQ=MONTHLY": "every month", "FREQ=MONTHLY;BYDAY=1MO": "again and again",
		"FREQ=MONTHLY;BYMONTHDAY=1,15": "again and again", "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO": "again and again",
		"FREQ=YEARLY": "every year", "FREQ=YEARLY;BYMONTH=1,7": "again and again", "FREQ=WEEKLY;BYDAY=+1MO": "again and again",
	} {
		p := &page{voice: baseTheme().Voice("en")}
		if got := p.repeats(eventFields("2026-11-23 09:00", "", rule)); got != want {
			t.Errorf("%s is %q, not %q", rule, got, want)
		}
	}
}

// A series that is over stands in lists by its last time and shows that time.
func TestASeriesThatIsOverShowsItsLastTime(t *testing.T) {
	s := sound(t, map[string]string{
		"national/events/once.md":   entry("Once", "start: 2026-10-15 09:00"),
		"national/events/series.md": entry("Series", "start: 2025-09-02 09:00\nrepeats: FREQ=WEEKLY;BYDAY=TU;UNTIL=20261101"),
		"national/events/early.md":  entry("Early", "start: 2026-09-15 09:00"),
		"national/events/next.md":   entry("Next", "start: 2026-12-15 09:00"),
	})
	var order []string
	for _, event := range s.list("events") {
		order = append(order, event.Slug)
	}
	if want := []string{"next", "series", "once", "early"}; !slices.Equal(order, want) {
		t.Errorf("the list is %s, not %s", order, want)
	}
	event := view(t, s, "events/series/").Main.(*Event)
	if !event.Over || event.Start != "2026-10-27T09:00" || event.When != "Tuesday 27 October 2026, 09:00" {
		t.Errorf("its page says %v, %s, %s", event.Over, event.Start, event.When)
	}
}
