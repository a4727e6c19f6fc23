package site

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

// openHours are days on which something is open.
type openHours struct {
	days          int // a bit for each, Monday 1
	opens, closes int // minutes from the beginning of the day; above 24 hours is the next morning
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

// lineHours are the hours of a line. A note beside them may say anything, such as closed on bank holidays, which no
// clock can know: then there are none.
func (p *page) lineHours(f library.Fields) []openHours {
	channel := firstNumber(f)
	if channel.Flag("always") || channel.Text("hours_note") != "" {
		return nil
	}
	return p.hoursOf(channel)
}

// hoursOf are the hours that a group or an entry states; none when a note makes one of them uncertain.
func (p *page) hoursOf(f library.Fields) []openHours {
	var rows []openHours
	for row := range f.Groups("hours") {
		if row.Text("note") != "" {
			return nil
		}
		var hours openHours
		hours.opens, hours.closes = span(row)
		for _, day := range row.Texts("days") {
			hours.days |= 1 << slices.Index(library.Weekdays, day)
		}
		rows = append(rows, hours)
	}
	return rows
}

// span is from when until when something is open, in minutes from the beginning of the day.
func span(f library.Fields) (opens, closes int) {
	opens, closes = minutes(f.Text("opens")), minutes(f.Text("closes"))
	if closes <= opens {
		closes += minutesOfDay
	}
	return opens, closes
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

// lineOpen is when a line answers; nil when that is not known for certain.
func (p *page) lineOpen(f library.Fields) *Open {
	zone := p.site.library.Zone.String()
	if alwaysOpen(f) {
		return &Open{Always: true, Zone: zone}
	}
	if hours := p.lineHours(f); hours != nil {
		return &Open{Rows: rowsOf(hours), Zone: zone}
	}
	return nil
}

// placeOpen is when a place is open; nil when that is not known for certain.
func (p *page) placeOpen(f library.Fields) *Open {
	hours := p.hoursOf(f)
	if hours == nil {
		return nil
	}
	open := &Open{Rows: rowsOf(hours), Zone: p.site.library.Zone.String()}
	var except [][]any
	for exception := range p.site.exceptions(f) {
		day := []any{exception.Text("from"), lastDay(exception).String()}
		if !exception.Flag("closed") {
			opens, closes := span(exception)
			day = append(day, opens, closes)
		}
		except = append(except, day)
	}
	if except != nil {
		open.Except = asJSON(except)
	}
	return open
}

func rowsOf(hours []openHours) string {
	rows := make([][]int, len(hours))
	for i, row := range hours {
		rows[i] = []int{row.days, row.opens, row.closes}
	}
	return asJSON(rows)
}

// asJSON writes a list for a script.
func asJSON(list any) string {
	out, err := json.Marshal(list)
	if err != nil {
		panic("wellshelf: internal error: list of hours: " + err.Error())
	}
	return string(out)
}
