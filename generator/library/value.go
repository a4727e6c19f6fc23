package library

import (
	"iter"
	"strconv"
	"time"

	"github.com/golang-sql/civil"
)

// Value is one field as written, checked against the table of kinds. A scalar's Text is its canonical spelling:
// true or false, digits without leading zeros, 2026-12-25, 2026-12-25 11:00, 09:00; every other type keeps the
// source's own spelling.
type Value struct {
	Field *Field
	Text  string
	List  []Value // the items of a Many field; each has the same Field
	Group Fields  // the fields of a Group
	Line  int     // where it is written: line of the file, column and length in characters
	Col   int
	Len   int
}

// Fields are the fields a file states, in the order of the table. Absent fields are absent: there are no defaults
// here, so that an adaptation can tell "not said" from "said to be nothing".
type Fields []Value

// Get returns the field of that name, or nil when it is not stated.
func (f Fields) Get(name string) *Value {
	for i := range f {
		if f[i].Field.Name == name {
			return &f[i]
		}
	}
	return nil
}

// Text returns a scalar field's text, or "".
func (f Fields) Text(name string) string {
	if v := f.Get(name); v != nil {
		return v.Text
	}
	return ""
}

// Texts returns the texts of a list of scalars.
func (f Fields) Texts(name string) []string {
	v := f.Get(name)
	if v == nil {
		return nil
	}
	texts := make([]string, len(v.List))
	for i, item := range v.List {
		texts[i] = item.Text
	}
	return texts
}

// Flag reports whether a flag is stated and true.
func (f Fields) Flag(name string) bool { return f.Text(name) == "true" }

// Says reports whether a flag is stated, and what it says.
func (f Fields) Says(name string) (value, stated bool) {
	text := f.Text(name)
	return text == "true", text != ""
}

// Number returns a number field, or 0.
func (f Fields) Number(name string) int {
	n, _ := strconv.Atoi(f.Text(name)) // the decoder lets only digits in
	return n
}

// Date returns a date field; the zero date when it is not stated.
func (f Fields) Date(name string) civil.Date {
	d, _ := civil.ParseDate(f.Text(name)) // the decoder lets only real days in
	return d
}

// Moment returns a day and time without a zone; the zero time when it is not stated.
func (f Fields) Moment(name string) time.Time {
	t, _ := time.Parse(momentLayout, f.Text(name))
	return t
}

// Group returns the fields of a group; nil when it is not stated.
func (f Fields) Group(name string) Fields {
	if v := f.Get(name); v != nil {
		return v.Group
	}
	return nil
}

// Items are the items of a list; none when it is not stated.
func (f Fields) Items(name string) []Value { return f.Get(name).items() }

// Groups ranges over a list of groups.
func (f Fields) Groups(name string) iter.Seq[Fields] {
	return func(yield func(Fields) bool) {
		v := f.Get(name)
		if v == nil {
			return
		}
		for _, item := range v.List {
			if !yield(item.Group) {
				return
			}
		}
	}
}

// Scalars visits every scalar value in f, however deep.
func (f Fields) Scalars(visit func(*Value)) {
	for i := range f {
		f[i].Scalars(visit)
	}
}

func (v *Value) Scalars(visit func(*Value)) {
	switch {
	case v.List != nil:
		for i := range v.List {
			v.List[i].Scalars(visit)
		}
	case v.Field.Type == Group:
		v.Group.Scalars(visit)
	default:
		visit(v)
	}
}
