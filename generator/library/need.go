package library

var need = Kind{
	Name: "need", Folder: "needs",
	About: "What young people asked for, and what was done about it.",
	Fields: []Field{
		{Name: "asked_by", Type: Text, Required: true, About: "The group that asked, never a name."},
		{Name: "asked_on", Type: Date, Required: true, About: "When they asked."},
		{Name: "status", Type: Choice, Required: true, Words: []string{"open", "planned", "answered", "not-possible"}, About: "What has become of it."},
		{Name: "answers", Type: Ref, Many: true, Max: 12, About: "The pages that answer it: topics/sleep."},
	},
}
