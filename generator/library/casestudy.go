package library

var caseStudy = Kind{
	Name: "case-study", Folder: "case-studies",
	About: "What a project did and what was learnt.",
	Fields: []Field{
		{Name: "area", Type: Area, About: "The council area it happened in."},
		{Name: "period", Type: Text, About: "When it happened, in words."},
		{Name: "partners", Type: Text, Many: true, Max: 20, About: "Who took part, a name each."},
		{Name: "outcomes", Type: Text, Many: true, Max: 12, About: "What came of it, a point each."},
		{Name: "source", Type: Text, About: "The report it is taken from."},
		{Name: "url", Type: Web, About: "Where that report is."},
	},
}
