package check

import (
	"path"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// ledger is every helpline with its numbers: what a number in a text is compared with.
type ledger struct {
	lines    []*line
	byNumber map[number][]*contact
	numbers  []number // in order
	former   map[number]*avoided
	codes    map[string]*avoided // words once sent to a number: "WW 85258"
}

// line is one file about a helpline, in the source language.
type line struct {
	entry    *library.Entry
	title    string
	contacts []*contact
}

// contact is one number of a helpline.
type contact struct {
	line    *line
	number  number
	channel library.Fields
	value   *library.Value
}

func (c *contact) keyword() string { return c.channel.Text("keyword") }

func newLedger(entries []*library.Entry) *ledger {
	l := &ledger{byNumber: map[number][]*contact{}, former: map[number]*avoided{}, codes: map[string]*avoided{}}
	for _, e := range entries {
		if e.Kind.Name != "helpline" || e.Form != (library.Form{}) {
			continue
		}
		one := &line{entry: e, title: e.Fields.Text("title")}
		for channel := range e.Fields.Groups("channels") {
			value := channel.Get("value")
			if kind := channel.Text("type"); value == nil || kind != "phone" && kind != "text" {
				continue
			}
			if n := numberOf(value.Text); n != "" {
				c := &contact{line: one, number: n, channel: channel, value: value}
				one.contacts = append(one.contacts, c)
				l.byNumber[n] = append(l.byNumber[n], c)
			}
		}
		l.lines = append(l.lines, one)
	}
	l.inheritTitles()
	for n := range l.byNumber {
		l.numbers = append(l.numbers, n)
	}
	slices.Sort(l.numbers)
	return l
}

// inheritTitles names the files that adapt a helpline from above and leave its title to that.
func (l *ledger) inheritTitles() {
	for _, one := range l.lines {
		for _, other := range l.lines {
			if one.title == "" && other.entry.ID == one.entry.ID {
				one.title = other.title
			}
		}
	}
}

// titled is the helpline of that title, or nil.
func (l *ledger) titled(title string) *line {
	at := slices.IndexFunc(l.lines, func(o *line) bool { return strings.EqualFold(o.title, title) })
	if at < 0 {
		return nil
	}
	return l.lines[at]
}

// knows reports numbers that no text may hold: those of helplines and those that they once had.
func (l *ledger) knows(n number) bool {
	return !n.everyday() && (len(l.byNumber[n]) > 0 || l.former[n] != nil)
}

// of is the contact that a number in an entry belongs to: the nearest that the entry can link to, or else any.
func (l *ledger) of(n number, e *library.Entry) *contact {
	var best *contact
	for _, c := range l.byNumber[n] {
		switch {
		case best == nil, !visible(best.line.entry, e) && visible(c.line.entry, e):
			best = c
		case visible(c.line.entry, e) && c.line.entry.Scope.Level() > best.line.entry.Scope.Level():
			best = c
		}
	}
	return best
}

// near is the contact whose number is a slip away, or nil.
func (l *ledger) near(n number, e *library.Entry) *contact {
	for _, known := range l.numbers {
		if known.slip(n) {
			return l.of(known, e)
		}
	}
	return nil
}

// visible reports whether an entry can link to another: it lies on the same shelf or above.
func visible(target, from *library.Entry) bool {
	t, f := target.Scope, from.Scope
	return (t.Area == "" || t.Area == f.Area) && (t.Site == "" || t.Site == f.Site)
}

// linkTo is the link to paste into an entry: relative on the same shelf, and from the top of the repository to a shelf
// above and in settings, as writers do.
func linkTo(title string, target, from *library.Entry) string {
	file := "/content/" + target.File
	if target.Scope == from.Scope && from.Kind != nil {
		file = "../" + path.Base(path.Dir(target.File)) + "/" + path.Base(target.File)
		if path.Dir(target.File) == path.Dir(from.File) {
			file = path.Base(target.File)
		}
	}
	return "[" + title + "](" + file + ")"
}
