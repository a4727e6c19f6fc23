package site

import (
	"html/template"
)

// Home is the main part of the layout "home".
type Home struct {
	Strapline string
	About     template.HTML
	Contacts  []template.HTML // the first contacts of the crisis floor
	People    []Person
	Feelings  []Feeling
	Talk      Link // to help now, for whoever wants to talk to someone
	Pinned    []template.HTML
	Topics    []Link
	Sections  []Section // what's on, new resources, ...
}

// Feeling is a way to feel, and the topics for whoever does. Key is one of library.Feelings. Href leads to the feeling
// on the page "feelings"; its fragment, which histories show, is a number.
type Feeling struct {
	Key, ID, Text, Href string
	Topics              []template.HTML // cards; on the page "feelings" alone
}

// Feelings is the main part of the layout "feelings".
type Feelings struct {
	Feelings []Feeling
	Talk     Link
}

// Keep is the main part of the layout "keep": keeping the site on this device. List is the address, from this page, of
// what is kept and how much that is, for the script.
type Keep struct {
	List string
	Help Link
}

// Offline is the main part of the layout "offline", which a device shows when a page is not on it and the network is
// gone.
type Offline struct {
	Help Link
	Home Link
}

// Embed is the main part of the layout "embed": an entry without header and footer, for pages of other sites. Inner is
// the view of the entry's own layout.
type Embed struct {
	Layout string
	Home   Link // the site, by name
	Page   Link // the page itself
	Help   Link
	Inner  any
}

// List is the main part of the layout "list": one kind's entries, a page at a time.
type List struct {
	Kind    string // folder
	About   string // what the kind is for
	Cards   []template.HTML
	Past    []template.HTML // events that are over, on the last page
	Numbers []Link          // all pages of the list; empty when there is one
	Before  *Link
	After   *Link
}

// Help is the main part of the layout "help": help now.
type Help struct {
	Danger   []template.HTML // contacts for danger to life
	Contacts []template.HTML
	People   []Person
	Topics   []Link
	Search   Link
	Original template.HTML // this part in the checked source language, when the page's language awaits a check
}

// Search is the main part of the layout "search". Topics and Index are for readers without a script.
type Search struct {
	Box    SearchBox
	Topics []Link
	Index  Link
}

// Index is the main part of the layout "index": the A to Z.
type Index struct {
	Letters []Link // every letter that has entries
	Groups  []Letter
	Search  Link
	Kinds   []Link // to the list of each kind
}

// Letter is the entries under one letter.
type Letter struct {
	Name  string
	Links []IndexLink
}

// IndexLink is an entry in the A to Z, with its kind in words.
type IndexLink struct {
	Link
	Kind string
}

// Plain is the main part of the layouts "page", "about", "accessibility" and "privacy": words, and for about
// and accessibility who is responsible.
type Plain struct {
	Entry
	Responsible
}

// Responsible is who stands behind a site.
type Responsible struct {
	Site      string
	Area      string
	Network   string
	Publisher string
	Email     string
	Funding   string
	Statement string // the day the accessibility statement was prepared
	Feedback  *Route
	Partners  []template.HTML
}

// Moved is the main part of the layout "moved": an older address that leads to a page.
type Moved struct{ To Link }

// Lost is the main part of the layout "404". It is shown at any depth, so it has no links but numbers and, when the
// site has an address, Home, which is absolute.
type Lost struct {
	Site     string // its name
	Contacts []Contact
	Home     *Link
}
