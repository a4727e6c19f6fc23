package library

var booklist = Kind{
	Name: "booklist", Folder: "booklists",
	About: "A list of books on one theme, with a reason for each.",
	Fields: []Field{
		{Name: "items", Type: Group, Many: true, Required: true, Max: 60, About: "The books, in the order to show them.", Fields: []Field{
			{Name: "book", Type: Ref, Of: "book", Required: true, About: "The book."},
			{Name: "why", Type: Text, Required: true, About: "Why it may help, in one sentence."},
		}},
		{Name: "chosen_by", Type: Text, About: "The group that chose them."},
	},
}
