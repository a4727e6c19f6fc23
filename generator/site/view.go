package site

import (
	"html/template"
)

// Page is one page as a layout sees it: everything it shows, decided before the first byte is written. A layout can
// reach nothing else.
type Page struct {
	Layout    string        // the file in layouts/ that shows it
	Address   string        // within the site: "", "topics/sleep/", "gd/help/"
	Lang      string        // of the page
	Dir       string        // ltr or rtl
	Title     string        // the plain name, for the heading
	Root      string        // leads from this page to the top of the site: "./", "../../"
	Head      Head          // what the document's head says
	Header    template.HTML // ready: name, menu, help now; from the part "header"
	Footer    template.HTML // ready: from the part "footer"
	Crumbs    []Link        // the way here from the start page, without this page
	Languages []Link        // this page in other languages, each named in its own
	Notices   []Notice      // urgent notices, most urgent first
	Checked   string        // the day to which the facts on this page are checked, 2026-11-20
	Aside     Aside         // what stands beside the words of the page
	Main      any           // what the layout is for: *Home, *List, *Topic, ...; see each
}

// Aside is what a page offers beside its words: ways to leave, to take it along and to understand it.
type Aside struct {
	Leave  Leave
	Help   Link   // to help now, beside a loud way out
	Older  *Older // set when this translation is older than its source
	Words  []Word // hard words on this page, in order of the alphabet
	Paper  *Paper // what a print of the page carries
	Share  *Share // nil where nothing is to be shared: a discreet page of a site without an address has none
	Listen bool   // the page has words worth hearing

	Awaiting bool // the words of this language wait for a speaker's check
}

// Leave is the way out of the site. Loud is set on pages of sensitive topics, where it stays in sight; elsewhere it is
// one quiet link. Away is a page of this site that says nothing of it, for when the device is offline.
type Leave struct {
	Href, Away string
	Loud       bool
}

// Older says that a translation was last changed before its source.
type Older struct {
	Since  string // the day on which the source was last changed
	Source Link   // to the source
}

// Word is a hard word and what it means. ID is the id of its explanation on the page; From is that of the first place
// in the text that links to it.
type Word struct{ ID, From, Word, Meaning string }

// Paper is what a print carries beside the page: where it is on the web, and that as a QR code.
type Paper struct {
	Address string // without https://, as a person types it
	Code    Image
}

// Share is how a page is passed on. Embed is its form without header and footer, for pages of other sites.
type Share struct {
	Address string // absolute
	Embed   *Link
	Snippet string // HTML to be copied, with a title
}

// Head is what others may see of a page: browser tabs, histories, search engines, shared links. For a discreet
// entry it holds only neutral names.
type Head struct {
	Title       string // "Sleep – Beeslack"; neutral for discreet entries
	Description string // empty for discreet entries
	Style       string // address of the style sheet from this page
	Scripts     []string
	Icon        string      // address of the icon, or ""
	TouchIcon   string      // address of the icon for home screens, or ""
	Manifest    string      // address of the web app manifest, or ""
	Colour      string      // of the browser's frame
	Dark        string      // the same where the reader's device asks for dark colours
	Card        *SocialCard // nil when the site has no address
	OEmbed      string      // absolute address of the page's oEmbed record, or ""
	Canonical   string      // absolute; "" when the site has no address
	Alternates  []Alternate // the page in other languages, absolute; none without an address
	Feed        string      // address of the Atom feed from this page
	NoIndex     bool        // search engines are asked to stay away
	Data        template.JS // JSON-LD (schema.org), or ""
	Inline      template.CSS
	Policy      string // Content-Security-Policy
}

// SocialCard is the picture that others are shown of a shared page: 1,200 by 630 pixels. Address and Page are absolute.
type SocialCard struct{ Address, Alt, Page, Site string }

// Alternate is a page in another language, for search engines.
type Alternate struct{ Lang, Href string }

// Link leads to a page of the site or, when Outside, elsewhere.
type Link struct {
	Text    string
	Href    string
	Lang    string // set when what it leads to, or its text, is in another language than the page
	Current bool   // it leads to the page it stands on
	Outside bool
}

// Notice is an urgent notice: an entry of the kind alert.
type Notice struct {
	Level   string // info, important, urgent
	Title   string
	Summary string
	Body    template.HTML
	Lang    string // when its words are in another language than the page
	Example bool
}

// Header is the view of the part "header".
type Header struct {
	Name          string // of the site
	Short         string // a shorter name for small screens; the name when there is none
	Strapline     string
	Home, Help    Link
	Menu          []Link
	Logo          *Image
	Search        *SearchBox // nil where the page has a box of its own, or none
	Demonstration bool
}

// SearchBox is the view of the part "search". Without a script, and before it runs, sending the box leads to Help with
// nothing of what was typed.
type SearchBox struct {
	Label string
	Help  Link
}

// Footer is the view of the part "footer".
type Footer struct {
	Name          string
	Area          string
	Network       string
	Publisher     string
	Help          Link
	Links         []Link // about, privacy, accessibility, and the entries that ask to be listed
	Feedback      *Route
	Demonstration bool
}

// Image is a picture within the site. Width and Height are in pixels, 0 when unknown. Set and Modern are lists for
// srcset: the same picture in several widths, in a form every browser knows and in one that newer ones do.
type Image struct {
	Src, Alt, Title string
	Width, Height   int
	Set, Modern     string
	ModernType      string // image/webp
	Credit          string
}

// Route is a way to tell or ask someone something.
type Route struct {
	How   string
	Email string
	Href  string
}

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

// Entry is what every entry's page shows; the view of each kind begins with it.
type Entry struct {
	Kind      string
	Slug      string
	Summary   string
	Body      template.HTML
	Original  template.HTML // the checked text in the source language, shown above a safety text that awaits a check
	Topics    []Link
	Stages    string // "P5 to P7", or "" for everyone
	Spoken    string // languages the thing can be had in, in words
	Audience  string // "" for young people
	Local     bool
	Example   bool
	Sensitive bool
	Variants  []Variant // the other texts of this entry: easy to read, for primary, ...
	Related   []template.HTML
	Picture   *Image // what the entry shows above its words
}

// Variant is another text of an entry. Key is plain, primary, easy or bsl.
type Variant struct {
	Key string
	Link
}

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

// Topic is the main part of the layout "topic", in the fixed order of a topic page.
type Topic struct {
	Entry
	Short    []string
	Contacts []template.HTML // who to talk to
	People   []Person
	Sections []Section // services, read, watch, do, books, places, what's on, stories, for teachers
	Next     []Link    // related topics

	AllContacts *Link // to all helplines, when there are more than are shown
}

// Resource is the main part of the layout "resource".
type Resource struct {
	Entry
	Format    string
	Minutes   int
	Source    string
	Link      *Link
	Publisher string
	Published string
	Licence   string
	Evidence  []Link
	Order     string
}

// Helpline is the main part of the layout "helpline".
type Helpline struct {
	Entry
	Contact      template.HTML
	Organisation *Link
}

// Service is the main part of the layout "service".
type Service struct {
	Entry
	Organisation *Link
	Status       string
	Link         *Link
	Email, Phone string
	Ages         string
	Eligibility  string
	SelfReferral string // "yes", "no" or ""
	HowToStart   string
	Costs        []Cost
	Schedules    []Schedule
	Contacts     []ServiceContact
	Places       []template.HTML
	More         ServiceMore
}

// ServiceMore is the rest of a service.
type ServiceMore struct {
	Accessibility   []string
	CCard           bool
	Confidentiality string
	AssuredOn       string
	AssuredBy       string
	Source          string // the attribution an imported record asks for
}

// Cost is one row of what a service costs.
type Cost struct{ Option, Amount, Description string }

// Schedule is one row of when a service runs.
type Schedule struct{ Days, Opens, Closes, From, Until, Note string }

// ServiceContact is someone to ask for at a service.
type ServiceContact struct{ Title, Name, Phone, Email string }

// Organisation is the main part of the layout "organisation".
type Organisation struct {
	Entry
	Sector       string
	Link         *Link
	Email, Phone string
	Ages         string
	Partner      bool
	AssuredOn    string
	AssuredBy    string
	Source       string
	Offers       []template.HTML // its services and events
}

// Place is the main part of the layout "place".
type Place struct {
	Entry
	Type       string
	Address    []string // lines
	Directions string
	Within     *Link
	Link       *Link
	Email      string
	Phone      string
	Hours      []Hours
	Open       *Open       // nil when that is not known for certain
	Exceptions []Exception // from today on
	Access     []string
	Offers     []string
	Booking    *Booking
	More       PlaceMore
	Events     []template.HTML
}

// PlaceMore is the rest of a place.
type PlaceMore struct {
	Outdoor  bool
	Capacity int
	For      string
	Trained  string
	Roles    []Role
	Rooms    []template.HTML // places within this one
}

// Exception is days on which hours differ.
type Exception struct {
	From, Until   string
	Closed        bool
	Opens, Closes string
	Reason        string
	Event         *Link
}

// Booking is how to book a place.
type Booking struct {
	Who, How, Busy string
	Href, Email    string
}

// Role is what a place serves as for a time.
type Role struct{ Role, From, Until, Note string }

// Event is the main part of the layout "event".
type Event struct {
	Entry
	When         string   // the next time, or the last one when it is over, in words
	Start, End   string   // 2026-12-25T11:00, for machines
	Over         bool     // nothing more is to come
	Repeats      string   // in words: "every Tuesday"
	Coming       []string // the next times, in words
	Place        *Link
	Online       *Link
	Booking      string
	BookingLink  *Link
	Cost         string
	ComeAlone    bool
	Activities   []string
	Organisation *Link
	Ages         string
}

// Book is the main part of the layout "book".
type Book struct {
	Entry
	Authors     []string
	Illustrator string
	Publisher   string
	Year        int
	ISBN        []string
	Form        string
	Formats     []string
	Feelings    []string
	Ages        string
	Note        string
	ShelfMark   string
	Cover       int    // which of the drawn covers it gets, 1 to 8
	Borrow      []Link // the catalogue, then e-book platforms
	Request     *Route
	Lists       []Link // book lists it is on
}

// Booklist is the main part of the layout "booklist".
type Booklist struct {
	Entry
	Items    []ListedBook
	ChosenBy string
}

// ListedBook is a book on a list, with the reason.
type ListedBook struct {
	Card template.HTML
	Why  string
}

// Story is the main part of the layout "story".
type Story struct {
	Entry
	Teller     string
	Peer       bool
	Anonymised bool
	Note       string
	Withdraw   string
}

// Lesson is the main part of the layout "lesson". TeacherNotes are empty but in the staff profile.
type Lesson struct {
	Entry
	Curriculum   []string
	Minutes      int
	Aims         []string
	Uses         []Link
	TeacherNotes string
}

// Survey is the main part of the layout "survey".
type Survey struct {
	Entry
	Questions []Question
	Link      *Link
	Closes    string
	Closed    bool
	ReturnTo  string
}

// Question is one question of a survey. Percent of a result is rounded. Total counts the answers: one for each person,
// or, when Several, as many as each ticked, so that it says nothing of how many people there were.
type Question struct {
	Number  int
	Text    string
	Type    string
	Options []string
	Results []Result
	Total   int
	Several bool // everyone could tick as many options as they liked
}

// Result is how many chose an option.
type Result struct {
	Option  string
	Count   int
	Percent int
}

// Trail is the main part of the layout "trail".
type Trail struct {
	Entry
	Stops   []Stop
	SignUp  string
	Minutes int
}

// Stop is one stop of a trail.
type Stop struct {
	Number                   int
	Title, Clue, Where, Word string
	Place                    *Link
}

// Pathway is the main part of the layout "pathway".
type Pathway struct {
	Entry
	Steps []Step
}

// Step is one step of a pathway: if this, then there.
type Step struct {
	If, Then string
	Go       *Link
}

// Alert is the main part of the layout "alert".
type Alert struct {
	Entry
	Level       string
	From, Until string
}

// CaseStudy is the main part of the layout "case-study".
type CaseStudy struct {
	Entry
	Area     string
	Period   string
	Partners []string
	Outcomes []string
	Source   string
	Link     *Link
}

// Need is the main part of the layout "need": you said, we did.
type Need struct {
	Entry
	AskedBy string
	AskedOn string
	Status  string
	Answers []Link
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
