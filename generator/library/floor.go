package library

import (
	"fmt"
	"slices"

	"wellshelf/generator/diag"
)

// crisisFloor is what can never go from a site, with the highest level that says so: 0 for the network, 1 for the
// area, 2 for the site. Those below that level are held to it; those above have their say as always.
type crisisFloor map[ID]int

// noFloor is below every level.
const noFloor = 3

func (f crisisFloor) level(id ID) int {
	if level, found := f[id]; found {
		return level
	}
	return noFloor
}

func (s *Site) floor() crisisFloor {
	floor := crisisFloor{}
	for i, level := range s.levels {
		for _, item := range level.fields.Get("crisis_floor").items() {
			floor[item.Target()] = min(i, floor.level(item.Target()))
		}
	}
	return floor
}

// hidden is what the levels hide, without what the crisis floor keeps. Hiding what the same level or one above keeps
// is a mistake; a level below may keep what one above hides.
func (s *Site) hidden(floor crisisFloor) (map[ID]bool, []diag.Problem) {
	hidden := map[ID]bool{}
	var problems []diag.Problem
	for i, level := range s.levels {
		for _, item := range level.fields.Get("hide").items() {
			id := item.Target()
			switch kept := floor.level(id); {
			case kept == noFloor:
				hidden[id] = true
			case i >= kept:
				problems = append(problems, hidesFloor(s, level, &item, id))
			}
		}
	}
	return hidden, problems
}

func hidesFloor(site *Site, level level, at *Value, id ID) diag.Problem {
	return diag.Problem{
		Reach: level.scope.Reach(), Place: diag.Place{File: level.file, Line: at.Line, Column: at.Col, Length: at.Len},
		Snippet: diag.Line(level.source, at.Line),
		Text:    fmt.Sprintf("%s is part of the crisis floor and cannot be hidden on %s", id, site.Name()),
		Hint:    "remove it from this list",
	}
}

// changesFloor says how a file would change what a level above it put on the crisis floor; it is then left out, and
// the text from above stays. A lower level may add a variant or a translation, in words but never with other facts.
func (l *Library) changesFloor(e *Entry, floor int) (problems []diag.Problem) {
	switch {
	case e.Scope.Level() <= floor:
		return nil
	case l.upper(e) != nil:
		hint := fmt.Sprintf("write a variant beside it, such as %s.easy.md, or an entry of your own", e.Slug)
		if e.Form != (Form{}) {
			hint = "remove this file; the one above is shown here too"
		}
		return []diag.Problem{e.Problem(diag.Error, nil, fmt.Sprintf("%s is part of the crisis floor and cannot be changed for %s", e.name(), e.Scope), hint)}
	case e.Form == (Form{}) || e.Kind.Name == "topic":
		return nil
	}
	for i := range e.Fields {
		at := &e.Fields[i]
		if slices.ContainsFunc(e.Kind.Fields, func(f Field) bool { return f.Name == at.Field.Name }) {
			problems = append(problems, e.Problem(diag.Error, at, fmt.Sprintf("%s is part of the crisis floor, and its %q cannot be changed for %s", e.ID, at.Field.Name, e.Scope),
				"remove it; it is taken from the entry above"))
		}
	}
	return problems
}

// unbound is a variant or translation of the crisis floor without what it inherits from the plain text about who may
// see it: the plain text is shown in spite of that, and so are those made from it, unless they say so themselves.
func (t *Version) unbound() *Version {
	unbound := &Version{Form: t.Form}
	for i, v := range t.Fields {
		if t.Origin[i].Form != (Form{}) || v.Field.Name == "title" {
			unbound.Fields = append(unbound.Fields, v)
		}
	}
	return unbound
}

// unhelpful is the mistake of a crisis floor that leaves a site without anyone to call or text. Where an entry of the
// floor cannot be read, that has been told already.
func (s *Shelf) unhelpful(floor crisisFloor) []diag.Problem {
	if len(floor) == 0 {
		return nil
	}
	for id := range floor {
		item := s.Get(id)
		if item == nil {
			return nil
		}
		if item.Kind.Name != "helpline" {
			continue
		}
		if item.Plain().Fields.Get("channels") == nil {
			return nil
		}
		for channel := range item.Plain().Fields.Groups("channels") {
			if kind := channel.Text("type"); kind == "phone" || kind == "text" {
				return nil
			}
		}
	}
	return []diag.Problem{s.Site.Problem(diag.Error, "crisis_floor", fmt.Sprintf("nobody on the crisis floor can be called or texted from %s", s.Site.Name()),
		"add a helpline that has a phone number or a number to text")}
}

// floorless warns once of a network where a site has no crisis floor at all.
func (l *Library) floorless() []diag.Problem {
	floorless := func(s *Site) bool { return len(s.floor()) == 0 && s.levels[0].fields != nil }
	if !slices.ContainsFunc(l.Sites, floorless) {
		return nil
	}
	return []diag.Problem{{
		Severity: diag.Warning, Place: diag.Place{File: "network.md"}, Text: "there is no crisis floor, so a site can be built without anyone to call",
		Hint: "name the helplines and topics that no site may lose: crisis_floor: [helplines/childline, topics/suicidal-thoughts]",
	}}
}
