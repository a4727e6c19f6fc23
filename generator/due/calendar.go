package due

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/golang-sql/civil"
)

// WriteCalendar writes a list as a calendar (RFC 5545): a day's entry for each group and day, which a calendar that is
// subscribed to it changes instead of repeating. What has no day, or one that is over, stands on today.
func WriteCalendar(w io.Writer, items []Item, today civil.Date) error {
	cal := ical.NewCalendarFor("wellshelf")
	cal.SetMethod(ical.MethodPublish)
	cal.SetXWRCalName("Pages to look at")
	for _, group := range Groups(items) {
		for _, on := range days(group.Items, today) {
			about := ""
			n := 0
			for _, item := range group.Items {
				if at(item, today) == on {
					about += fmt.Sprintf("%s (%s): %s\n", item.Title, item.Entry, item.Why)
					n++
				}
			}
			sum := sha256.Sum256([]byte(group.Name + "\x00" + group.Role + "\x00" + on.String()))
			event := cal.AddEvent(fmt.Sprintf("%x@wellshelf", sum[:12]))
			event.SetDtStampTime(today.In(time.UTC))
			event.SetAllDayStartAt(on.In(time.UTC))
			event.SetAllDayEndAt(on.AddDays(1).In(time.UTC))
			event.SetSummary(fmt.Sprintf("%s: %d to look at", heading(group), n))
			event.SetDescription(about)
			event.SetTimeTransparency(ical.TransparencyTransparent)
		}
	}
	return cal.SerializeTo(w)
}

func at(item Item, today civil.Date) civil.Date {
	if item.On.After(today) {
		return item.On
	}
	return today
}

// days are the days of a list, once each and in order.
func days(items []Item, today civil.Date) []civil.Date {
	var list []civil.Date
	for _, item := range items {
		if on := at(item, today); !slices.Contains(list, on) {
			list = append(list, on)
		}
	}
	return list
}
