package library

import "fmt"

// sense checks what single fields cannot tell: that the fields of one file agree with each other.
func (s *source) sense(kind *Kind, f Fields) {
	switch kind.Name {
	case "alert":
		s.inOrder(f, "from", "until")
		if from, until := f.Date("from"), f.Date("until"); from.IsValid() && until.IsValid() && until.DaysSince(from) >= longestAlert {
			s.wrong(f.Get("until"), fmt.Sprintf("this notice runs for %d days, and %d is the most", until.DaysSince(from)+1, longestAlert), "shorten it, or write the news into the entry it is about")
		}
	case "event":
		if start, end := f.Moment("start"), f.Moment("end"); !end.IsZero() && end.Before(start) {
			s.wrong(f.Get("end"), "this ends before it starts", "check the two days and times")
		}
	case "place":
		for exception := range f.Groups("exceptions") {
			s.inOrder(exception, "from", "until")
			if !exception.Flag("closed") && (exception.Get("opens") == nil || exception.Get("closes") == nil) {
				s.wrong(exception.Get("from"), "these days are neither closed nor have hours", "write closed: true, or opens and closes")
			}
		}
	case "helpline":
		for channel := range f.Groups("channels") {
			s.channel(channel)
		}
	}
	s.ageRange(f, "minimum_age", "maximum_age")
	s.ageRange(f.Group("ages"), "from", "to")
}

// wrong adds an error at a value.
func (s *source) wrong(at *Value, text, hint string) { s.at(at.Line, at.Col, at.Len, text, hint) }

func (s *source) inOrder(f Fields, from, until string) {
	a, b := f.Date(from), f.Date(until)
	if a.IsValid() && b.IsValid() && b.Before(a) {
		s.wrong(f.Get(until), "this ends before it starts", "check the two days")
	}
}

func (s *source) ageRange(f Fields, from, to string) {
	if f.Get(from) != nil && f.Get(to) != nil && f.Number(to) < f.Number(from) {
		s.wrong(f.Get(to), "the oldest age is below the youngest", "check the two ages")
	}
}

// channel checks a helpline's way to reach it, whose value depends on its type.
func (s *source) channel(f Fields) {
	value := f.Get("value")
	if value == nil {
		return
	}
	check := map[string]Type{"phone": Phone, "text": Phone, "web": Web, "chat": Web, "email": Email}
	field := Field{Name: "value", Type: check[f.Text("type")]}
	if field.Type == Text {
		return
	}
	if _, wrong, hint := canonical(&field, value.Text); wrong != "" {
		s.wrong(value, wrong, hint)
	}
	if f.Flag("always") && f.Get("hours") != nil {
		s.wrong(f.Get("hours"), "hours are given although it is always open", "remove one of the two")
	}
}
