package site

import (
	"html/template"
)

// Card is the view of the part "card": one entry in a list. Cards are rendered once and shown by many pages.
type Card struct {
	Kind    string // topic, book, ...
	Title   string
	Href    string
	Lang    string // when the entry is in another language than the page
	Summary string
	Facts   []string // short facts in words: "5 minutes", "Patrick Ness", "Tue 1 December, 15:30"
	Note    string   // a content note
	Local   bool     // of this school, library or area
	Example bool     // made up, as an example
	Brief   bool     // under a heading that says its kind
	Cover   int      // for a book: which of the drawn covers it gets, 1 to 8
	By      string   // for a book: its authors
	Format  string   // for a resource: read, watch, listen, do, download
	Day     string   // for an event: the day it is held next, 2026-12-25
}

// Contact is the view of the part "contact": a helpline wherever it is shown, and the heart of the helpline's own
// page.
type Contact struct {
	Title    string
	Href     string
	Lang     string
	Summary  string
	Channels []Channel
	Ages     string // "aged 16 and over", or ""
	Region   string
	Urgent   bool   // for danger to life
	Brief    bool   // beside other words, where names, numbers and hours are enough
	Checked  string // the oldest day on which one of its channels was checked
	Open     *Open  // when its first number answers; nil when that is not known for certain
}

// Open is when something is open, for a script that knows the clock. Rows is a list, as JSON, of days as bits with
// Monday 1, and minutes of the day from and to, above 1,440 for the next morning: [[31,540,1020]]. Except is a list of
// days that differ, each a first and a last day and its minutes, none when closed: [["2026-12-25","2026-12-26"]].
// Without a script nothing of it is shown: the hours themselves stand in a table.
type Open struct {
	Always       bool
	Rows, Except string
	Zone         string // Europe/London
}

// Channel is one way to reach a helpline. What is not confirmed is empty, and layouts leave it out.
type Channel struct {
	Type         string // phone, text, web, email, chat
	Value        string // as read aloud
	Keyword      string // the word to send
	Always       bool
	Hours        []Hours
	HoursNote    string
	Cost         string
	OnBill       string // "yes", "no" or "" when not confirmed
	NeedsCredit  string
	Silent       string
	WhatHappens  string
	WhoMayBeTold string
	Ages         string
	Checked      string
}

// Hours is one row of opening hours: the days in words, and times as 18:00.
type Hours struct{ Days, Opens, Closes, Note string }

// Person is someone to talk to at the school or library.
type Person struct{ Role, Name, HelpsWith, Where, When, How, OutOfTerm string }

// Section is a group of cards under a heading.
type Section struct {
	Key   string // books, places, read, watch, do ...: what it gathers; also the heading's id
	Title string
	Cards []template.HTML
	More  *Link // to the full list, when not all are shown
}
