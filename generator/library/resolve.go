package library

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// resolve checks what can be known only when every file has been read: that what is referred to exists, that what
// adapts has something to adapt, that required fields are stated somewhere.
func (l *Library) resolve() {
	l.found.between, l.found.held = map[string][]diag.Problem{}, map[string][]string{}
	for _, e := range l.Entries {
		l.resolveEntry(e)
	}
	l.found.whole = append(l.wholly(), l.stray()...)
}

// resolveEntry checks one entry against the others. It asks which files there are and what lies under the entry's own
// name, and nothing else of the other entries: [Reader.Reread] builds on that.
func (l *Library) resolveEntry(e *Entry) {
	delete(l.found.held, e.File)
	problems := append(append(append(l.layeredAmong(e), l.sharing(e)...), l.references(e)...), l.links(e)...)
	if len(problems) > 0 {
		l.found.between[e.File] = problems
	} else {
		delete(l.found.between, e.File)
	}
}

// wholly checks the settings against the entries.
func (l *Library) wholly() []diag.Problem {
	problems := l.floorless()
	for _, settings := range l.levels() {
		problems = append(problems, l.settingReferences(settings)...)
		if settings.words != nil {
			problems = append(problems, l.links(settings.words)...)
		}
	}
	return problems
}

// levels are all settings files once.
func (l *Library) levels() []level {
	seen := map[string]level{}
	for _, site := range l.Sites {
		for _, one := range site.levels {
			if one.file != "" {
				seen[one.file] = one
			}
		}
	}
	var all []level
	for _, file := range slices.Sorted(maps.Keys(seen)) {
		all = append(all, seen[file])
	}
	return all
}

// plainAt returns the entry of that name in the source language and without variant that lies exactly in scope.
func (l *Library) plainAt(scope Scope, id ID) *Entry { return l.at(scope, id, Form{}) }

func (l *Library) at(scope Scope, id ID, form Form) *Entry {
	for _, e := range l.shelves[scope][id] {
		if e.Form == form {
			return e
		}
	}
	return nil
}

// upper returns the nearest entry of the same name and form on a shelf above, or the one of another area that the entry
// is from; nil when there is none.
func (l *Library) upper(e *Entry) *Entry {
	if from := l.origin(e); from != nil {
		return from
	}
	if e.Scope.Level() == 2 {
		if found := l.at(Scope{Area: e.Scope.Area}, e.ID, e.Form); found != nil {
			return found
		}
	}
	if e.Scope.Level() >= 1 {
		return l.at(Scope{}, e.ID, e.Form)
	}
	return nil
}

// plainFor returns the plain entry that a variant or translation belongs to, on its own shelf or above.
func (l *Library) plainFor(e *Entry) *Entry {
	plain := *e
	plain.Form = Form{}
	if found := l.plainAt(e.Scope, e.ID); found != nil {
		return found
	}
	return l.upper(&plain)
}

// layeredAmong checks an entry against what it adapts or translates, unless just that cannot be read.
func (l *Library) layeredAmong(e *Entry) []diag.Problem {
	problems := l.layered(e)
	cause := l.gap(e.name(), e.Scope)
	if cause == "" && e.Form != (Form{}) {
		cause = l.gap(e.ID.String(), e.Scope)
	}
	if cause == "" {
		return problems
	}
	for range problems {
		l.holdBack(e.File, cause)
	}
	return nil
}

// layered checks an entry against what it adapts or translates.
func (l *Library) layered(e *Entry) (problems []diag.Problem) {
	upper := l.upper(e)
	if e.Form != (Form{}) && l.plainFor(e) == nil {
		return []diag.Problem{e.Problem(diag.Error, nil, fmt.Sprintf("there is no %s.md that this could belong to", e.Slug), "write the plain entry first; variants and translations stand beside it")}
	}
	switch at := e.Fields.Get("text"); {
	case upper != nil, e.Fields.Get("shared_from") != nil:
	case at == nil:
		problems = append(problems, l.missing(e)...)
	case e.Form == (Form{}):
		problems = append(problems, e.Problem(diag.Error, at, fmt.Sprintf("there is no %s above whose text this could be added to", e.name()), "remove the line, or give the file the name of an entry above"))
	default:
		problems = append(problems, e.Problem(diag.Error, at, fmt.Sprintf("there is no %s above whose text this could be added to", e.name()),
			fmt.Sprintf("remove the line to write a text of its own here, or add to the plain text in %s.md", e.Slug)))
	}
	if at := e.Fields.Get("adapts"); at != nil {
		problems = append(problems, moved(e, upper, at)...)
	}
	return problems
}

// moved warns when an adaptation was made from a text that has changed since.
func moved(e, upper *Entry, at *Value) []diag.Problem {
	switch {
	case upper == nil:
		return []diag.Problem{e.Problem(diag.Error, at, fmt.Sprintf("there is no %s above that this could adapt", e.name()), "remove the line, or give the file the name of an entry above")}
	case upper.Digest != at.Text:
		return []diag.Problem{e.Problem(diag.Warning, at, fmt.Sprintf("%s has changed since this was adapted from it", upper.File), "read it again, then write its digest here: "+upper.Digest)}
	}
	return nil
}

// missing lists the required fields that neither the entry nor anything it inherits from states.
func (l *Library) missing(e *Entry) (problems []diag.Problem) {
	own := []string{"title", "summary", "updated"}
	for _, field := range e.Kind.table() {
		if !field.Required || e.Fields.Get(field.Name) != nil || states(string(e.source), field.Name, e.Kind.table()) {
			continue // what is stated but wrong has its problem already
		}
		if e.Form != (Form{}) && !slices.Contains(own, field.Name) && field.Name != "short" {
			continue
		}
		problems = append(problems, diag.Problem{
			Reach: e.Scope.Reach(), Place: diag.Place{File: e.File, Line: 1, Column: 1, Length: 3}, Snippet: "---",
			Text: fmt.Sprintf("%s needs %q", indefinite(e.Kind.Name), field.Name), Hint: uncapitalised(field.About),
		})
	}
	if discreet(e) && e.Fields.Get("outside") == nil && e.Form == (Form{}) {
		problems = append(problems, diag.Problem{
			Reach: e.Scope.Reach(), Place: diag.Place{File: e.File, Line: 1, Column: 1, Length: 3}, Snippet: "---",
			Text: "a discreet entry needs \"outside\"", Hint: "write a neutral name for the browser's tab and history, such as Keeping going",
		})
	}
	return problems
}

// indefinite is a kind's name after its article.
func indefinite(name string) string {
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// discreet reports whether an entry hides its title from tabs, histories and addresses.
func discreet(e *Entry) bool {
	if says, stated := e.Fields.Says("discreet"); stated {
		return says
	}
	return e.Kind.Name == "topic" && slices.Contains(discreetTopics, e.Slug)
}

func (l *Library) references(e *Entry) (problems []diag.Problem) {
	e.Fields.Scalars(func(v *Value) {
		if l.namesGap(v, e.Scope, e.File) {
			return
		}
		if text, hint := l.reference(v, e.Scope); text != "" {
			problems = append(problems, e.Problem(diag.Error, v, text, hint))
		}
	})
	return problems
}

func (l *Library) settingReferences(settings level) (problems []diag.Problem) {
	at := func(severity diag.Severity, v *Value, text, hint string) {
		problems = append(problems, diag.Problem{
			Severity: severity, Reach: settings.scope.Reach(), Text: text, Hint: hint, Snippet: diag.Line(settings.source, v.Line),
			Place: diag.Place{File: settings.file, Line: v.Line, Column: v.Col, Length: v.Len},
		})
	}
	settings.fields.Scalars(func(v *Value) {
		if l.namesGap(v, settings.scope, settings.file) {
			return
		}
		if text, hint := l.reference(v, settings.scope); text != "" {
			at(diag.Error, v, text, hint)
		}
	})
	if logo := settings.fields.Get("logo"); logo != nil {
		if _, found := l.assets[path.Join(path.Dir(settings.file), logo.Text)]; !found {
			at(diag.Error, logo, fmt.Sprintf("there is no picture %q beside this file", logo.Text), "put a PNG or JPEG file there")
		}
	}
	return problems
}

// namesGap reports whether a value of a file names an entry that cannot be read, and takes note of it.
func (l *Library) namesGap(v *Value, from Scope, file string) bool {
	if v.Field.Type != Ref || slices.ContainsFunc(l.names[v.Target()], func(s Scope) bool { return s.above(from) }) {
		return false
	}
	cause := l.gap(v.Target().String(), from)
	if cause != "" {
		l.holdBack(file, cause)
	}
	return cause != ""
}

// reference says what is wrong with a value that names another entry or an area, seen from a scope.
func (l *Library) reference(v *Value, from Scope) (text, hint string) {
	switch v.Field.Type {
	case Area:
		areas := l.areas()
		if !slices.Contains(areas, v.Text) {
			return fmt.Sprintf("unknown area %q", v.Text), diag.DidYouMean(v.Text, areas, "the areas are "+listed(areas))
		}
	case Ref:
		id, kind := v.Target(), v.Field.Of
		scopes := l.names[id]
		switch {
		case slices.ContainsFunc(scopes, func(s Scope) bool { return s.above(from) }):
		case len(scopes) > 0:
			return fmt.Sprintf("%s belongs to %s and cannot be seen from here", id, scopes[0]), "refer to entries of the same folder or of folders above"
		case kind == "":
			return fmt.Sprintf("unknown entry %q", v.Text), diag.DidYouMean(v.Text, l.known(""), "write a kind's folder and a file's name without .md: topics/sleep")
		default:
			return fmt.Sprintf("unknown %s %q", kind, v.Text), diag.DidYouMean(v.Text, l.known(id.Folder), "create "+id.String()+".md first")
		}
	}
	return "", ""
}

// Target is the entry a reference names.
func (v *Value) Target() ID {
	if v.Field.Of == "" {
		return ParseID(v.Text)
	}
	if kind := kindByName[v.Field.Of]; kind != nil {
		return ID{kind.Folder, v.Text}
	}
	panic("wellshelf: internal error: the field " + v.Field.Name + " names an unknown kind")
}

// known are the names of a folder's entries, or of all when it is "".
func (l *Library) known(folder string) []string {
	var list []string
	for id := range l.names {
		if folder == "" {
			list = append(list, id.String())
		} else if id.Folder == folder {
			list = append(list, id.Slug)
		}
	}
	return list
}

func (l *Library) areas() []string {
	var areas []string
	for _, site := range l.Sites {
		if !slices.Contains(areas, site.Area) {
			areas = append(areas, site.Area)
		}
	}
	return areas
}
