package library

var survey = Kind{
	Name: "survey", Folder: "surveys",
	About: "Questions to young people, on paper or elsewhere, and later what they said.",
	Fields: []Field{
		{Name: "questions", Type: Group, Many: true, Required: true, Max: 30, About: "The questions, in order.", Fields: []Field{
			{Name: "question", Type: Text, Required: true, About: "The question."},
			{Name: "type", Type: Choice, Required: true, Words: []string{"choice", "several", "scale", "words"}, About: "How it is answered."},
			{Name: "options", Type: Text, Many: true, Max: 12, About: "The answers to choose from."},
			{Name: "results", Type: Group, Many: true, Max: 12, About: "How many chose each, once it is over.", Fields: []Field{
				{Name: "option", Type: Text, Required: true, About: "The answer."},
				{Name: "count", Type: Number, Required: true, Max: 1000000, About: "How many chose it."},
			}},
		}},
		{Name: "url", Type: Web, About: "Where it can be filled in online."},
		{Name: "closes", Type: Date, About: "The last day to take part."},
		{Name: "return_to", Type: Text, About: "Where paper copies go."},
	},
}
