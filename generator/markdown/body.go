// Package markdown turns the words of one entry into a [Body]: safe HTML that never changes again, with a typed slot
// wherever the answer depends on who shows it.
//
// # For the reader of this package
//
// [Parse] is called once for each body, however many sites show it. The HTML between the slots is ready to be written
// as it is: everything in it came from this package's own renderer, which knows a short list of elements and
// attributes and escapes the rest. A slot stands where a link to another entry, a picture, a file to download, a film
// or a word of the interface belongs; whoever builds pages fills it, because the address depends on the site, on the
// page and on the form (page, embedded page, feed, print). To show a body:
//
//	for _, s := range body.Segments {
//		w.WriteString(s.HTML)
//		if s.Slot != nil {
//			fill(w, s.Slot) // escape Target, Text and Title; Slot.HTML is safe already
//		}
//	}
//
// # What may be written
//
// CommonMark with the GitHub extensions (tables, strikethrough, bare addresses, task lists), footnotes, and GitHub's
// notes (a quote that begins with [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]). HTML is not used: it is
// left out and reported; a comment is left out silently. A link leads to an entry's file ("../topics/sleep.md"), to a
// heading of the same page ("#what-helps"), to a PDF beside the entry, or to an address of kind https, http, mailto,
// tel or sms. A picture is a file beside the entry. An address of a film or a recording alone in a paragraph becomes
// a card.
//
// # Classes that style sheets may use
//
// note and note-<kind> with note-label; outside (links to other sites); language-<name> (code); align-right and
// align-center (table cells); task (items of a task list); footnotes, footnote and footnote-back;
// visually-hidden (words for screen readers only).
package markdown

import (
	"slices"

	"wellshelf/generator/diag"
)

// Source is one body as written.
type Source struct {
	File   string     // for the places of problems
	Text   []byte     // the body: everything after the front matter, with either kind of line end; never changed
	Line   int        // number of lines of File before Text
	Reach  diag.Reach // given to every problem
	Prefix string     // put before every id, for a body shown below another on one page ("local-")
}

// Body is a parsed body. It is never changed after [Parse], so goroutines may share it.
type Body struct {
	Segments []Segment // in order; none when nothing is shown
	Headings []Heading // in order
	Words    string    // plain text in reading order, a line for each block; footnotes last
	Outside  []Link    // links to other sites, in order
	prefix   string
}

// Segment is a stretch of safe HTML and the slot that follows it, which is nil at the end of a body.
type Segment struct {
	HTML string
	Slot *Slot
}

// Heading is one heading as shown: Level is 2 to 6, ID is unique in the body and carries the prefix.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Link is a link to another site. URL is the address a browser is given.
type Link struct {
	URL   string
	Text  string
	Place diag.Place
}

// SlotKind says what belongs in a slot.
type SlotKind uint8

const (
	// EntryLink is a link to another entry's file.
	EntryLink SlotKind = iota
	// Picture is a picture beside the entry.
	Picture
	// Attachment is a link to a PDF beside the entry.
	Attachment
	// Media is the address of a film or a recording, alone in its paragraph.
	Media
	// Label is a word of the interface: Target is note, tip, important, warning or caution, the name shown above a
	// note, or back, what a screen reader says for the link from a footnote back to the text.
	Label
)

// String is the name of the kind as written in this package.
func (k SlotKind) String() string {
	names := [...]string{"EntryLink", "Picture", "Attachment", "Media", "Label"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Slot is a place in a body that a page fills. Target is as written, percent-decoded for files ("my plan.pdf") and
// ready for an attribute's value, but for escaping, for Media. Only HTML is safe to write as it is.
type Slot struct {
	Kind     SlotKind
	Target   string
	Fragment string // without "#", percent-decoded; "" when none was asked for
	HTML     string // EntryLink and Attachment: what goes between <a> and </a>; holds no links and no pictures
	Text     string // plain text of the link, or the picture's description
	Title    string
	Alone    bool // the slot stands for a whole paragraph, <p> included
	Place    diag.Place
	Snippet  string // the whole line that Place points into
}

// HasFragment reports whether a link to this body may end in "#" and id. The id is as writers know it, without the
// prefix.
func (b *Body) HasFragment(id string) bool { return b.Anchor(id) != "" }

// Anchor is the id on the page, prefix included, of the heading that writers know as id; "" when there is none.
func (b *Body) Anchor(id string) string {
	at := slices.Index(b.Fragments(), id)
	if id == "" || at < 0 {
		return ""
	}
	return b.Headings[at].ID
}

// Fragments are the ids of the headings as writers know them, without the prefix.
func (b *Body) Fragments() []string {
	ids := make([]string, len(b.Headings))
	for i, h := range b.Headings {
		ids[i] = h.ID[len(b.prefix):]
	}
	return ids
}

// Again is a body with the same contents that was parsed with that prefix: for whoever keeps bodies outside memory.
func (b *Body) Again(prefix string) *Body {
	again := *b
	again.prefix = prefix
	return &again
}

// Parse reads one body. It never fails and never panics: what is wrong with the text is in the problems, sorted, and
// a text that cannot be read at all gives an empty body and one error.
func Parse(src Source) (*Body, []diag.Problem) {
	text := readable(src.Text)
	if fault := refuse(text); fault != nil {
		return &Body{prefix: src.Prefix}, []diag.Problem{fault.problem(src, text)}
	}
	return guarded(src, text, convert)
}

// guarded runs work and turns its panic into a problem. The Markdown library has panicked on odd input before
// (yuin/goldmark#44, #213); one odd entry must not stop the build of the others.
func guarded(src Source, text []byte, work func(Source, []byte) (*Body, []diag.Problem)) (
	body *Body, problems []diag.Problem) {
	defer func() {
		if recover() != nil {
			body, problems = &Body{prefix: src.Prefix}, []diag.Problem{{
				Reach: src.Reach, Place: diag.Place{File: src.File},
				Text: "this text could not be read as Markdown",
				Hint: "take out the newest paragraphs one by one until it can, and report the one at fault",
			}}
		}
	}()
	return work(src, text)
}
