package library

// glossary entries hold the word as title and its meaning as summary.
var glossary = Kind{
	Name: "glossary", Folder: "glossary", NoPage: true,
	About: "One hard word, explained in a sentence: the word is the title, the meaning is the summary.",
	Fields: []Field{
		{Name: "also", Type: Text, Many: true, Max: 10, About: "Other forms of the word."},
	},
}
