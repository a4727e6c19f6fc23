package library

var lesson = Kind{
	Name: "lesson", Folder: "lessons",
	About: "Something to do in class with these pages.",
	Fields: []Field{
		{Name: "curriculum", Type: Outcome, Many: true, Max: 20, About: "Curriculum for Excellence codes: HWB 3-06a."},
		{Name: "minutes", Type: Number, Max: 600, About: "How long it takes."},
		{Name: "aims", Type: Text, Many: true, Max: 8, About: "What learners will be able to do, a point each."},
		{Name: "uses", Type: Ref, Many: true, Max: 20, About: "The pages it works with: topics/sleep."},
		{Name: "teacher_notes", Type: Prose, About: "Notes for the teacher; only the staff profile shows them."},
	},
}
