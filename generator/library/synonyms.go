package library

var synonyms = Kind{
	Name: "synonyms", Folder: "synonyms", NoPage: true,
	About: "Words that mean the same to someone searching.",
	Fields: []Field{
		{Name: "groups", Type: Group, Many: true, Required: true, Max: 400, About: "Groups of words.", Fields: []Field{
			{Name: "words", Type: Text, Many: true, Required: true, Max: 20, About: "Words that mean the same."},
		}},
	},
}
