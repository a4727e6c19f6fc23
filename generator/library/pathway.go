package library

var pathway = Kind{
	Name: "pathway", Folder: "pathways",
	About: "If this, then there: which door to knock on. Never a diagnosis.",
	Fields: []Field{
		{Name: "steps", Type: Group, Many: true, Required: true, Max: 20, About: "The steps, most urgent first.", Fields: []Field{
			{Name: "if", Type: Text, Required: true, About: "What is going on, in a reader's words."},
			{Name: "then", Type: Text, Required: true, About: "What to do."},
			{Name: "go", Type: Ref, About: "The page to go to: helplines/childline."},
		}},
	},
}
