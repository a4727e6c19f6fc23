package library

import "wellshelf/generator/signoff"

// The fields of settings files. All four files share one table; what belongs to one level alone says so in its
// place of use and is refused elsewhere with a hint.
var settingsFields = []Field{
	{Name: "name", Type: Text, Required: true, Max: 80, About: "The name of the network, the area, the school or the library."},
	{Name: "short_name", Type: Text, Max: 24, About: "A short name for small screens."},
	{Name: "strapline", Type: Text, Max: 120, About: "One line under the name."},
	{Name: "theme", Type: Slug, About: "The theme's folder name."},
	{Name: "tokens", Type: Group, About: "Colours and other tokens of the theme to change; which there are is in the theme's theme.md."},
	{Name: "logo", Type: Text, About: "A picture beside this file: PNG or JPEG."},
	{Name: "languages", Type: Language, Many: true, Max: 20, About: "The languages shown, the source language first."},
	{Name: "time_zone", Type: Text, About: "The time zone, such as Europe/London; network.md only."},
	{Name: "stages", Type: Stage, Many: true, Max: 13, About: "The school years of a school."},
	{Name: "catalogue", Type: Group, About: "The library catalogue that books link to.", Fields: []Field{
		{Name: "name", Type: Text, Required: true, About: "The catalogue's name for readers."},
		{Name: "system", Type: Choice, Required: true, Words: []string{"spydus", "enterprise", "koha", "prism", "arena", "aspen", "webpac", "iguana", "worldcat", "other"}, About: "The system it runs on."},
		{Name: "base", Type: Web, Base: true, Required: true, About: "Its web address, ending in a slash."},
		{Name: "template", Type: Web, Holds: "{isbn}", About: "A link with {isbn} in it, when the system's own form does not fit."},
	}},
	{Name: "ebooks", Type: Group, About: "The e-book platform.", Fields: []Field{
		{Name: "name", Type: Text, Required: true, About: "The platform's name."},
		{Name: "url", Type: Web, About: "The library's page there."},
	}},
	{Name: "request", Type: Group, About: "How to ask for a book.", Fields: []Field{
		{Name: "how", Type: Text, Required: true, About: "What to do, in one sentence."},
		{Name: "email", Type: Email, About: "An address to write to."},
		{Name: "url", Type: Web, About: "A form to fill in."},
	}},
	{Name: "holidays", Type: Group, Many: true, Max: 60, About: "School holidays.", Fields: []Field{
		{Name: "name", Type: Text, Required: true, About: "The holiday."},
		{Name: "from", Type: Date, Required: true, About: "The first day."},
		{Name: "until", Type: Date, Required: true, About: "The last day."},
	}},
	{Name: "people", Type: Group, Many: true, Max: 20, About: "People to talk to here, closest first.", Fields: []Field{
		{Name: "role", Type: Text, Required: true, About: "Their role: Guidance teacher, School nurse, Librarian."},
		{Name: "name", Type: Text, About: "Their name, when they agreed to it."},
		{Name: "helps_with", Type: Text, Required: true, About: "What they help with."},
		{Name: "where", Type: Text, About: "Where to find them."},
		{Name: "when", Type: Text, About: "When to find them there."},
		{Name: "how", Type: Text, About: "How to reach them."},
		{Name: "out_of_term", Type: Text, About: "What to do in the holidays."},
	}},
	{Name: "feedback", Type: Group, About: "How readers can tell us something, without an account.", Fields: []Field{
		{Name: "how", Type: Text, Required: true, About: "What to do, in one sentence."},
		{Name: "email", Type: Email, About: "An address to write to."},
		{Name: "url", Type: Web, About: "A form to fill in."},
	}},
	{Name: "publisher", Type: Group, About: "Who is responsible for the site, for the about page and the accessibility statement.", Fields: []Field{
		{Name: "name", Type: Text, Required: true, About: "The body's name."},
		{Name: "email", Type: Email, About: "Its address for accessibility problems."},
		{Name: "funding", Type: Prose, About: "Who pays, and any conflict of interest."},
		{Name: "statement_on", Type: Date, About: "The day the accessibility statement was prepared."},
	}},
	{Name: "hide", Type: Ref, Many: true, Max: 500, About: "Entries from above not to show here: topics/gaming."},
	{Name: "pin", Type: Ref, Many: true, Max: 12, About: "Entries to show first on the home page."},
	{Name: "crisis_floor", Type: Ref, Many: true, Max: 60, About: "Helplines and topics no site below can hide, empty or replace."},
	{Name: "sign_off", Type: Group, Many: true, Max: 60, About: "Who must have signed an entry before readers see it. Every row that fits an entry counts, and those of area and site add to those above: together they can only ask for more.", Fields: []Field{
		{Name: "kinds", Type: Choice, Many: true, Max: 40, Words: kindNames(), About: "The kinds it is about; all when left out."},
		{Name: "topics", Type: Ref, Of: "topic", Many: true, Max: 60, About: "The topics it is about, and all that belongs to them; every entry when left out."},
		{Name: "crisis", Type: Flag, About: "true means what is on the crisis floor, and nothing else."},
		{Name: "roles", Type: Choice, Many: true, Required: true, Max: len(signoff.Roles), Words: signoff.Roles, About: "Who must sign: every one of these."},
		{Name: "months", Type: Number, Required: true, Max: 120, About: "How many months a signature lasts."},
		{Name: "grace", Type: Number, Max: 365, About: "For how many days a text stays when that is over. 90 when left out."},
		{Name: "confirm", Type: Number, Max: 90, About: "In how many days a second role confirms a corrected number. 14 when left out."},
		{Name: "others", Type: Flag, About: "true means that nobody signs what they wrote."},
	}},
	{Name: "owners", Type: Group, Many: true, Max: 12, About: "Who the Git host asks to look at changes of this folder.", Fields: []Field{
		{Name: "role", Type: Choice, Words: signoff.Roles, About: "Of which entries: those that this role signs. All when left out."},
		{Name: "at", Type: Text, Many: true, Required: true, Max: 12, About: "Teams or people by their names there: \"@your-network/librarians\"."},
	}},
	{Name: "gss", Type: Text, Max: 9, About: "The council area's code: S12000019; area.md only."},
	{Name: "address", Type: Web, Base: true, About: "The web address the site will have, ending in a slash."},
	{Name: "leave", Type: Web, About: "Where the button to leave the site leads: an everyday page that knows nothing of the reader. The BBC's weather page when left out."},
	{Name: "demonstration", Type: Flag, About: "true puts a banner on every page and keeps search engines out."},
	{Name: "draft", Type: Flag, About: "true keeps the site from being built."},
}
