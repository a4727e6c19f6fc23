package library

var alert = Kind{
	Name: "alert", Folder: "alerts",
	About: "An urgent notice at the top of pages, for thirty days at most.",
	Fields: []Field{
		{Name: "level", Type: Choice, Required: true, Words: []string{"info", "important", "urgent"}, About: "How it is shown."},
		{Name: "where", Type: Ref, Many: true, Max: 20, About: "The entries it is shown on: services/drop-in. Every page when left out."},
		{Name: "from", Type: Date, Required: true, About: "The first day."},
		{Name: "until", Type: Date, Required: true, About: "The last day."},
	},
}

// longestAlert is how many days an alert may run: a notice that stays longer belongs in the entry it is about.
const longestAlert = 30
