package library

var event = Kind{
	Name: "event", Folder: "events",
	About: "Something that is on, once or again and again.",
	Fields: []Field{
		{Name: "start", Type: Moment, Required: true, About: "When it starts: 2026-12-25 11:00."},
		{Name: "end", Type: Moment, About: "When it ends."},
		{Name: "repeats", Type: Rule, About: "How it comes again, as in calendars: FREQ=WEEKLY;BYDAY=TU."},
		{Name: "except", Type: Date, Many: true, Max: 60, About: "Days on which it does not happen after all."},
		{Name: "place", Type: Ref, Of: "place", About: "Where it is."},
		{Name: "online", Type: Web, About: "Where to join, when it is online."},
		{Name: "booking", Type: Prose, About: "How to book, or that there is no need to."},
		{Name: "booking_url", Type: Web, About: "The booking page."},
		{Name: "cost", Type: Text, About: "What it costs."},
		{Name: "come_alone", Type: Flag, About: "true when coming alone is welcome."},
		{Name: "activities", Type: Text, Many: true, Max: 20, About: "What happens there, a point each."},
		{Name: "organisation", Type: Ref, Of: "organisation", About: "Who runs it."},
		ages,
	},
}
