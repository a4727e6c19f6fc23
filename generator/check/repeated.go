package check

import (
	"bytes"
	"fmt"
	"slices"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// shelfMark is what one file of the tree is known by.
type shelfMark struct {
	id    library.ID
	form  library.Form
	scope library.Scope
}

// repeats finds, field by field, what an entry says again that it would inherit from the same entry above.
func repeats(entries []*library.Entry) (problems []diag.Problem) {
	var marked map[shelfMark]*library.Entry
	for _, e := range entries {
		if e.Scope.Level() == 0 {
			continue
		}
		if marked == nil {
			marked = marks(entries)
		}
		if upper := above(e, marked); upper != nil {
			problems = append(problems, repeatsOf(e, upper)...)
		}
	}
	return problems
}

func marks(entries []*library.Entry) map[shelfMark]*library.Entry {
	marked := make(map[shelfMark]*library.Entry, len(entries))
	for _, e := range entries {
		marked[shelfMark{e.ID, e.Form, e.Scope}] = e
	}
	return marked
}

// above is the same entry in the same form on the nearest shelf above, or nil.
func above(e *library.Entry, marked map[shelfMark]*library.Entry) *library.Entry {
	if e.Scope.Level() == 2 {
		if found := marked[shelfMark{e.ID, e.Form, library.Scope{Area: e.Scope.Area}}]; found != nil {
			return found
		}
	}
	return marked[shelfMark{e.ID, e.Form, library.Scope{}}]
}

// ownFields are what every file says for itself.
var ownFields = []string{"title", "updated", "adapts", "text", "draft"}

func repeatsOf(e, upper *library.Entry) (problems []diag.Problem) {
	add := func(at *library.Value, text, hint string) {
		p := e.Problem(diag.Warning, at, text, hint)
		p.Rule = repeated
		problems = append(problems, p)
	}
	differs := false
	for i := range e.Fields {
		v := &e.Fields[i]
		switch same := upper.Fields.Get(v.Field.Name); {
		case slices.Contains(ownFields, v.Field.Name):
			differs = differs || v.Field.Name == "title" && (same == nil || same.Text != v.Text)
		case same != nil && equal(v, same):
			add(v, fmt.Sprintf("%q says the same as content/%s", v.Field.Name, upper.File), "remove it; it is inherited")
		default:
			differs = true
		}
	}
	_, own := e.Written()
	_, inherited := upper.Written()
	switch own, inherited := bytes.TrimSpace(own), bytes.TrimSpace(inherited); {
	case len(own) == 0:
	case bytes.Equal(own, inherited):
		add(nil, fmt.Sprintf("the text is the same as that of content/%s", upper.File), "remove the text below the fields; it is inherited")
	default:
		differs = true
	}
	if !differs && len(problems) > 0 {
		problems = nil
		add(nil, fmt.Sprintf("this says nothing that content/%s does not say", upper.File), "delete it, or write what is different here")
	}
	return problems
}

// equal reports whether two values of one field say the same.
func equal(a, b *library.Value) bool {
	if a.Text != b.Text || len(a.List) != len(b.List) || len(a.Group) != len(b.Group) {
		return false
	}
	for i := range a.List {
		if !equal(&a.List[i], &b.List[i]) {
			return false
		}
	}
	for i := range a.Group {
		if a.Group[i].Field.Name != b.Group[i].Field.Name || !equal(&a.Group[i], &b.Group[i]) {
			return false
		}
	}
	return true
}
