package library

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/teambition/rrule-go"
)

// The bounds of recurrence rules. An event that needs more is another event.
const (
	longestRule   = 200
	widestSpacing = 400
	mostTimes     = 1000
)

var (
	ruleParts = []string{"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"}
	ruleTimes = []string{"BYHOUR", "BYMINUTE", "BYSECOND"}
	ruleSteps = []string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
)

// rule checks a recurrence rule (RFC 5545, 3.3.10) as far as it can be without knowing the first day.
func rule(s string) (text, wrong, hint string) {
	s = strings.TrimPrefix(s, "RRULE:")
	if n := utf8.RuneCountInString(s); n > longestRule {
		return "", fmt.Sprintf("this recurrence rule has %d characters, and %d is the most", n, longestRule), "write two events"
	}
	option, err := rrule.StrToROption(s)
	if err != nil || strings.Contains(s, "\n") {
		return "", fmt.Sprintf("%q is not a recurrence rule", s), "write a rule as calendars do, such as FREQ=WEEKLY;BYDAY=TU"
	}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(s, ";") {
		name, value, _ := strings.Cut(part, "=")
		if wrong, hint = rulePart(name, value); wrong != "" {
			return "", wrong, hint
		}
		if seen[name] {
			return "", fmt.Sprintf("%s is stated twice in this recurrence rule", name), "keep one of the two"
		}
		seen[name] = true
	}
	// Whether any day fits at all is asked of the last years the library knows: it gives up at the year 9999 and
	// would walk all the way there from today.
	option.Dtstart = time.Date(9980, time.January, 1, 0, 0, 0, 0, time.UTC)
	option.Interval, option.Count, option.Until = 1, 0, time.Time{}
	recurrence, err := rrule.NewRRule(*option)
	if err != nil {
		return "", fmt.Sprintf("%q is not a recurrence rule: %v", s, err), "write a rule as calendars do, such as FREQ=WEEKLY;BYDAY=TU"
	}
	if _, happens := recurrence.Iterator()(); !happens {
		return "", "no day fits this recurrence rule", "check its days and months against each other"
	}
	return s, "", ""
}

func rulePart(name, value string) (wrong, hint string) {
	switch {
	case slices.Contains(ruleTimes, name):
		return name + " is not used in recurrence rules here", "leave it out; the time of day is in the event's start"
	case !slices.Contains(ruleParts, name):
		return name + " is not used in recurrence rules here", "leave it out"
	case name == "FREQ" && !slices.Contains(ruleSteps, value):
		return fmt.Sprintf("an event cannot come again %s", value), "FREQ can be " + either(ruleSteps)
	case name == "INTERVAL":
		return ruleNumber(name, value, widestSpacing)
	case name == "COUNT":
		return ruleNumber(name, value, mostTimes)
	}
	return "", ""
}

func ruleNumber(name, value string, most int) (wrong, hint string) {
	if n, err := strconv.Atoi(value); err != nil || n < 1 || n > most {
		return fmt.Sprintf("%s cannot be %s", name, value), fmt.Sprintf("it is a number from 1 to %d", most)
	}
	return "", ""
}

// recurs checks that an event's rule and its start go together: the rule alone decides on which days the event is.
func recurs(f Fields, wrong tell) {
	start, at := f.Moment("start"), f.Get("repeats")
	if start.IsZero() || at == nil {
		return
	}
	if first := firstTime(start, at.Text); first.IsZero() || first.After(start.AddDate(10, 0, 0)) {
		wrong(fmt.Sprintf("this never happens in the ten years from %s", start.Format(time.DateOnly)), "check the rule's days, months and end against the event's start", at, f.Get("start"))
	}
}

// startsBeside warns of an event whose start is none of the days it happens on.
func (s *source) startsBeside(f Fields) {
	start, at := f.Moment("start"), f.Get("start")
	if start.IsZero() || f.Get("repeats") == nil {
		return
	}
	if first := firstTime(start, f.Text("repeats")); !first.IsZero() && !first.Equal(start) {
		s.warn(at.Line, at.Col, at.Len, fmt.Sprintf("%s is a %s, but the event repeats on other days", start.Format(time.DateOnly), start.Weekday()),
			fmt.Sprintf("write the first day it happens on, such as %s, or change repeats", first.Format(time.DateOnly)))
	}
}

// firstTime is when an event first happens; the zero time when it never does.
func firstTime(start time.Time, rule string) time.Time {
	option, err := rrule.StrToROption(rule)
	if err != nil {
		panic("wellshelf: internal error: unchecked recurrence rule " + rule)
	}
	option.Dtstart = start
	recurrence, err := rrule.NewRRule(*option)
	if err != nil {
		panic("wellshelf: internal error: unchecked recurrence rule " + rule)
	}
	first, _ := recurrence.Iterator()()
	return first
}
