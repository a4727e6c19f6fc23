package site

import (
	"html/template"
)

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
	SharedBy  string // the council area that wrote it, when that is another one
	Example   bool
	Sensitive bool
	Stub      bool      // its words may not be read until somebody has checked them; what helps now is left
	Variants  []Variant // the other texts of this entry: easy to read, for primary, ...
	Related   []template.HTML
	Picture   *Image // what the entry shows above its words
}

// Variant is another text of an entry. Key is plain, primary, easy or bsl.
type Variant struct {
	Key string
	Link
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
