package library

var wording = Kind{
	Name: "wording", Folder: "wording", NoPage: true,
	About: "Words to avoid, kinder ones, and why.",
	Fields: []Field{
		{Name: "avoid", Type: Group, Many: true, Required: true, Max: 300, About: "The words.", Fields: []Field{
			{Name: "words", Type: Text, Many: true, Required: true, Max: 60, About: "What to avoid, in each of its spellings."},
			{Name: "say", Type: Text, Required: true, About: "What to write instead."},
			{Name: "why", Type: Text, Required: true, About: "The reason, in one sentence."},
		}},
	},
}
