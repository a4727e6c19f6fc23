package library

// Type says how the text of a field is read and checked. All but Flag and Number keep the spelling of the source.
type Type uint8

const (
	Text     Type = iota // one line of words
	Prose                // words that may run over several lines
	Flag                 // true or false
	Number               // a whole number, zero or more, in decimal digits
	Date                 // a day: 2026-12-25
	Moment               // a day and a time on that day, in the network's time zone: 2026-12-25 11:00
	Clock                // a time of day: 18:00; 24:00 is the end of the day
	Choice               // one of Field.Words
	Web                  // an https or http address
	Email                // an email address
	Phone                // a phone number as it is dialled in the United Kingdom; spaces are kept for reading
	Ref                  // a reference to an entry: its slug, or kind folder and slug where Field.Of names no kind
	Area                 // the slug of a council area
	Stage                // P1 to P7, S1 to S6
	Language             // a language tag: en, gd, pl
	Slug                 // a name for addresses: a to z, 0 to 9 and single hyphens
	Path                 // an address within the site: topics/old-name
	ISBN                 // an ISBN-13 or ISBN-10 whose check digit is right
	Outcome              // a Curriculum for Excellence code: HWB 3-06a
	Rule                 // a recurrence rule of iCalendar (RFC 5545): FREQ=WEEKLY;BYDAY=TU
	Digest               // a digest as `wellshelf explain` prints it
	Group                // several named fields of its own: Field.Fields
)

// Field is one row of the table of kinds. The table is the only place that knows a field: reading, digests, the
// JSON Schema, the editor's forms and the handbook are all made from it.
type Field struct {
	Name     string
	Type     Type
	Many     bool // a list of Type
	Required bool
	Of       string   // for Ref: the kind it names; empty means folder/slug of any kind
	Words    []string // for Choice
	Fields   []Field  // for Group
	Base     bool     // for Web: pages are added to it, so it ends in a slash and holds no ? or #
	Holds    string   // for Web: what must stand in it
	Max      int      // for Text and Prose: most characters; for lists: most items; 0 is the type's own limit
	About    string   // what it is for, in one sentence for the librarian who fills it in
}

// item is the field of each item of a list.
func (f *Field) item() *Field {
	one := *f
	one.Many, one.Max = false, 0
	return &one
}

// Kind is a sort of entry, such as topic or helpline.
type Kind struct {
	Name   string  // the word in code and messages
	Folder string  // its plural: the folder entries lie in, and the first part of their addresses
	About  string  // what it is for, in one sentence for a librarian
	Fields []Field // its own fields; the common fields of every kind come before them
	NoPage bool    // it informs other pages and has none of its own

	all []Field // the common fields, then its own
}

// Kinds lists every kind in the order in which menus and tables show them.
func Kinds() []Kind {
	return []Kind{
		topic, resource, helpline, service, organisation, place, event, book, booklist, story, lesson, survey, trail,
		pathway, alert, caseStudy, need, page, crisis, synonyms, wording, glossary,
	}
}

// kindNames are the names of all kinds.
func kindNames() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// common are the fields every kind has.
var common = []Field{
	{Name: "title", Type: Text, Required: true, Max: 90, About: "The name readers see, in plain words."},
	{Name: "summary", Type: Text, Required: true, Max: 220, About: "One or two sentences for lists and search: what is this, and why would I open it?"},
	{Name: "topics", Type: Ref, Of: "topic", Many: true, Max: 12, About: "The topics it belongs to, most fitting first."},
	{Name: "stages", Type: Stage, Many: true, Max: 13, About: "The school years it is for. Leave it out when it is for everyone."},
	{Name: "languages", Type: Language, Many: true, Max: 40, About: "The languages the thing described can be had in."},
	{Name: "updated", Type: Date, Required: true, About: "The day the words were last changed."},
	{Name: "draft", Type: Flag, About: "true keeps it off every site until it is ready."},
	{Name: "address", Type: Slug, About: "Replaces the last part of the page's address."},
	{Name: "formerly", Type: Slug, About: "The name its file had before it was renamed; what was signed under that name stays signed."},
	{Name: "aliases", Type: Path, Many: true, Max: 20, About: "Older addresses on the site that should still lead here."},
	{Name: "audience", Type: Choice, Words: []string{"young-people", "families", "adults", "staff"}, About: "Who it is written for. Young people when left out; staff never reaches the young people's site."},
	{Name: "discreet", Type: Flag, About: "true gives it a neutral name wherever others may see it: the browser's tab and history, addresses, feeds."},
	{Name: "outside", Type: Text, Max: 60, About: "The neutral name of a discreet entry."},
	{Name: "example", Type: Flag, About: "true marks it on the page as a made-up example."},
	picture,
	{Name: "shared_from", Type: Text, Max: 200, About: "An entry of the same kind and name of another council area, to be shown here with credit: areas/midlothian/topics/sleep."},
	{Name: "text", Type: Choice, Words: []string{"append"}, About: "append adds this text below the text from above instead of replacing it."},
	{Name: "adapts", Type: Digest, About: "The digest of the text from above that this was adapted from; a warning tells when that has changed."},
}

// Groups of fields that several kinds share.
var (
	ages = Field{Name: "ages", Type: Group, About: "The ages it is for. Shown to readers, never used to hide anything.", Fields: []Field{
		{Name: "from", Type: Number, Max: 120, About: "The youngest age."},
		{Name: "to", Type: Number, Max: 120, About: "The oldest age."},
	}}
	hours = Field{Name: "hours", Type: Group, Many: true, Max: 20, About: "When it is open, a row for each pattern of days.", Fields: []Field{
		{Name: "days", Type: Choice, Many: true, Required: true, Words: Weekdays, About: "The days this row is about."},
		{Name: "opens", Type: Clock, Required: true, About: "When it opens."},
		{Name: "closes", Type: Clock, Required: true, About: "When it closes; earlier than opens means the next morning."},
		{Name: "note", Type: Text, About: "Anything to know about these hours, such as term time only."},
	}}
	imported = Field{Name: "source", Type: Group, About: "Where the record was taken from, when it was imported.", Fields: []Field{
		{Name: "system", Type: Text, Required: true, About: "The directory it came from."},
		{Name: "id", Type: Text, Required: true, About: "Its number there."},
		{Name: "licence", Type: Text, Required: true, About: "The licence it came under."},
		{Name: "attribution", Type: Text, About: "The words the licence asks to be shown."},
	}}
	// Weekdays are the words for days, Monday first.
	Weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)

// Common are the fields that every kind has.
func (k *Kind) Common() []Field { return common }

// SettingsFields are the fields of settings files.
func SettingsFields() []Field { return settingsFields }
