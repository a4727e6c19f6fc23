package library

import (
	"fmt"
	"slices"

	"wellshelf/generator/diag"
)

// tell takes a mistake: the values that disagree with each other, first the one that is more likely wrong.
type tell func(text, hint string, values ...*Value)

// sense checks what single fields cannot tell: that the fields of a file, or of a text after layering, agree with
// each other.
func sense(kind *Kind, f Fields, wrong tell) {
	switch kind.Name {
	case "alert":
		inOrder(f, "from", "until", wrong)
		if from, until := f.Date("from"), f.Date("until"); from.IsValid() && until.IsValid() && until.DaysSince(from) >= longestAlert {
			wrong(fmt.Sprintf("this notice runs for %d days, and %d is the most", until.DaysSince(from)+1, longestAlert), "shorten it, or write the news into the entry it is about", f.Get("until"), f.Get("from"))
		}
	case "event":
		if start, end := f.Moment("start"), f.Moment("end"); !end.IsZero() && end.Before(start) {
			wrong("this ends before it starts", "check the two days and times", f.Get("end"), f.Get("start"))
		}
		recurs(f, wrong)
	case "place":
		for exception := range f.Groups("exceptions") {
			inOrder(exception, "from", "until", wrong)
			if !exception.Flag("closed") && (exception.Get("opens") == nil || exception.Get("closes") == nil) {
				wrong("these days are neither closed nor have hours", "write closed: true, or opens and closes", exception.Get("from"))
			}
		}
	case "crisis":
		crisisSense(f, wrong)
	case "helpline":
		for channel := range f.Groups("channels") {
			channelSense(channel, wrong)
		}
	}
	ageRange(f, "minimum_age", "maximum_age", wrong)
	ageRange(f.Group("ages"), "from", "to", wrong)
}

// wrong adds an error at a value.
func (s *source) wrong(at *Value, text, hint string) { s.at(at.Line, at.Col, at.Len, text, hint) }

// wrongWith is a tell for one file: the mistake is at the first value.
func (s *source) wrongWith(text, hint string, values ...*Value) { s.wrong(values[0], text, hint) }

func inOrder(f Fields, from, until string, wrong tell) {
	a, b := f.Date(from), f.Date(until)
	if a.IsValid() && b.IsValid() && b.Before(a) {
		wrong("this ends before it starts", "check the two days", f.Get(until), f.Get(from))
	}
}

func ageRange(f Fields, from, to string, wrong tell) {
	if f.Get(from) != nil && f.Get(to) != nil && f.Number(to) < f.Number(from) {
		wrong("the oldest age is below the youngest", "check the two ages", f.Get(to), f.Get(from))
	}
}

// channelSense checks a helpline's way to reach it, whose value depends on its type.
func channelSense(f Fields, wrong tell) {
	value := f.Get("value")
	if value == nil {
		return
	}
	check := map[string]Type{"phone": Phone, "text": Phone, "web": Web, "chat": Web, "email": Email}
	field := Field{Name: "value", Type: check[f.Text("type")]}
	if field.Type == Text {
		return
	}
	if _, text, hint := canonical(&field, value.Text); text != "" {
		wrong(text, hint, value)
	}
	if f.Flag("always") && f.Get("hours") != nil {
		wrong("hours are given although it is always open", "remove one of the two", f.Get("hours"))
	}
}

// sense checks every text of an item; see [Version.sense].
func (i *Item) sense() (problems []diag.Problem) {
	if i == nil {
		return nil
	}
	for _, t := range i.Versions {
		problems = append(problems, t.sense(i.Kind)...)
	}
	return problems
}

// sense checks the fields that files of a text state apart from each other: one that changes a single field can
// make it disagree with another from above. The mistake is in the file that came last; what disagrees within one
// file was told when that file was read.
func (t *Version) sense(kind *Kind) (problems []diag.Problem) {
	if len(t.Layers) == 1 && t.Form == (Form{}) {
		return nil
	}
	sense(kind, t.Fields, func(text, hint string, values ...*Value) {
		var last *Value
		latest, first := -1, len(t.Layers)
		for _, v := range values {
			layer := t.layer(v)
			if layer > latest {
				last, latest = v, layer
			}
			first = min(first, layer)
		}
		if latest > first {
			problems = append(problems, t.Layers[latest].Problem(diag.Error, last, text, hint))
		}
	})
	return problems
}

// layer is which of the text's own files states a field; -1 for what it inherits from another form, and for a value
// within a group, which one file states as a whole.
func (t *Version) layer(v *Value) int {
	for i := range t.Fields {
		if &t.Fields[i] == v {
			return slices.Index(t.Layers, t.Origin[i])
		}
	}
	return -1
}
