package library

var trail = Kind{
	Name: "trail", Folder: "trails",
	About: "A treasure hunt or walk with stops and clues.",
	Fields: []Field{
		{Name: "stops", Type: Group, Many: true, Required: true, Max: 20, About: "The stops, in order.", Fields: []Field{
			{Name: "title", Type: Text, Required: true, About: "The stop's name."},
			{Name: "clue", Type: Prose, Required: true, About: "The clue that leads there."},
			{Name: "where", Type: Text, About: "Where it is, for people who hide the clues or need it said plainly."},
			{Name: "place", Type: Ref, Of: "place", About: "The place it is, when it has an entry."},
			{Name: "word", Type: Text, About: "The code word found there."},
		}},
		{Name: "sign_up", Type: Prose, About: "How to take part."},
		{Name: "minutes", Type: Number, Max: 600, About: "How long it takes."},
	},
}
