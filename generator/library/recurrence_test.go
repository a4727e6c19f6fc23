package library

import (
	"testing"
)

func eventText(more string) string {
	return "---\ntitle: Club\nsummary: A club.\nupdated: 2026-11-01\n" + more + "\n---\nText.\n"
}

// TestFirstDay: an event's rule decides on which days it is, so its start is one of them.
func TestFirstDay(t *testing.T) {
	const file = national + "events/club.md"
	for _, test := range []struct{ name, fields, want, hint string }{
		{"a start on another day", "start: 2026-12-01 16:00\nrepeats: FREQ=WEEKLY;BYDAY=WE", file + ":5:8 warning: 2026-12-01 is a Tuesday, but the event repeats on other days", "write the first day it happens on, such as 2026-12-02, or change repeats"},
		{"a start on its day", "start: 2026-12-02 16:00\nrepeats: FREQ=WEEKLY;BYDAY=WE", "", ""},
		{"an end before the start", "start: 2026-12-02 16:00\nrepeats: FREQ=WEEKLY;BYDAY=WE;UNTIL=20261130T235959Z", file + ":6:10 error: this never happens in the ten years from 2026-12-02", "check the rule's days, months and end against the event's start"},
		{"a leap day between leap years", "start: 2026-02-28 16:00\nrepeats: FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", file + ":6:10 error: this never happens in the ten years from 2026-02-28", "check the rule's days, months and end against the event's start"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems, err := (&Reader{}).Read(t.Context(), files(t, at(file, eventText(test.fields))))
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" {
				expect(t, problems)
				return
			}
			expect(t, problems, test.want)
			if problems[0].Hint != test.hint {
				t.Errorf("hint %q, want %q", problems[0].Hint, test.hint)
			}
		})
	}
}
