package library

var book = Kind{
	Name: "book", Folder: "books",
	About: "A book that may help, fiction or not.",
	Fields: []Field{
		{Name: "authors", Type: Text, Many: true, Required: true, Max: 10, About: "Who wrote it."},
		{Name: "illustrator", Type: Text, About: "Who drew it."},
		{Name: "publisher", Type: Text, About: "Who published it."},
		{Name: "year", Type: Number, Max: 2100, About: "The year of this edition."},
		{Name: "isbn", Type: ISBN, Many: true, Required: true, Max: 10, About: "Its numbers, in quotes, the edition to look for first."},
		{Name: "form", Type: Choice, Required: true, Words: []string{"fiction", "graphic-novel", "picture-book", "nonfiction", "memoir", "workbook", "poetry"}, About: "What sort of book it is."},
		{Name: "formats", Type: Choice, Many: true, Words: []string{"print", "ebook", "audiobook", "large-print"}, About: "The formats the library has."},
		{Name: "feelings", Type: Text, Many: true, Max: 8, About: "Feelings it is about, in a reader's words."},
		ages,
		{Name: "content_note", Type: Text, About: "What a reader may want to know before: A parent dies."},
		{Name: "shelf_mark", Type: Text, About: "Where it stands in the library."},
		{Name: "links", Type: Group, Many: true, Max: 6, About: "Where the e-book or audiobook can be borrowed.", Fields: []Field{
			{Name: "platform", Type: Text, Required: true, About: "The platform's name."},
			{Name: "url", Type: Web, Required: true, About: "The title's page there."},
		}},
	},
}
