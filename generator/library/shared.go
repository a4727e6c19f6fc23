package library

import (
	"fmt"
	"strings"

	"wellshelf/generator/diag"
)

// An area can show what another area wrote: an entry of the same kind and name states where it is from, and adds or
// replaces what differs here, most often nothing. What is shown is the other area's text as its own readers see it, signed
// there; only words of this area's own are signed here.

// origin is the entry of another area that an entry is from, or nil.
func (l *Library) origin(e *Entry) *Entry {
	from := e.Fields.Text("shared_from")
	if from == "" {
		return nil
	}
	file := strings.TrimSuffix(strings.Trim(from, "/"), ".md")
	name := e.File[strings.LastIndexByte(e.File, '/')+1:]
	found := l.File(file + strings.TrimPrefix(name, e.Slug))
	if found == nil || l.shares(e, found) != "" {
		return nil
	}
	return found
}

// shares says why one entry cannot be shown as another; "" when it can.
func (l *Library) shares(e, from *Entry) string {
	switch {
	case from.ID != e.ID:
		return "it is of another kind or name"
	case from.Scope.Level() != 1:
		return "it is not of a council area"
	case from.Scope.Area == e.Scope.Area:
		return "it is of this area"
	case from.Fields.Get("shared_from") != nil:
		return "it is from another area itself"
	}
	return ""
}

// sharing finds what is wrong with where an entry says that it is from.
func (l *Library) sharing(e *Entry) []diag.Problem {
	at := e.Fields.Get("shared_from")
	if at == nil || l.origin(e) != nil {
		return nil
	}
	why := "there is no such file"
	file := strings.TrimSuffix(strings.Trim(at.Text, "/"), ".md")
	if found := l.File(file + strings.TrimPrefix(e.File[strings.LastIndexByte(e.File, '/')+1:], e.Slug)); found != nil {
		why = l.shares(e, found)
	}
	return []diag.Problem{e.Problem(diag.Error, at, fmt.Sprintf("%q cannot be shown here: %s", at.Text, why),
		fmt.Sprintf("name another area's file of the same kind and name: areas/midlothian/%s", e.ID))}
}

// mapped reports whether an entry says nothing but where it is from: then there is nothing of its own to sign.
func (e *Entry) mapped() bool {
	if e.Fields.Get("shared_from") == nil || !e.Bare {
		return false
	}
	for _, v := range e.Fields {
		switch v.Field.Name {
		case "shared_from", "updated", "adapts", "draft", "formerly":
		default:
			return false
		}
	}
	return true
}

// SharedBy is the area whose text a version is, when another one wrote it; "" else.
func (t *Version) SharedBy() string {
	if len(t.Layers) < 2 || t.Layers[len(t.Layers)-1].Fields.Get("shared_from") == nil {
		return ""
	}
	return t.Layers[len(t.Layers)-2].Scope.Area
}
