package library

var crisis = Kind{
	Name: "crisis", Folder: "crisis", NoPage: true,
	About: "Words people type when they are in danger, and what they are shown first.",
	Fields: []Field{
		{Name: "group", Type: Choice, Required: true, Words: []string{"life-in-danger", "suicide", "self-harm", "hurt-by-someone", "online-sexual-threat", "leaving-home", "worried-about-a-friend"}, About: "What it is about."},
		{Name: "phrases", Type: Text, Many: true, Required: true, Max: 400, About: "Whole phrases as people type them."},
		{Name: "near_misses", Type: Text, Many: true, Max: 200, About: "Phrases that look alike and must not match: films, idioms, homework."},
		{Name: "first_action", Type: Prose, Required: true, About: "The one thing to do first."},
		{Name: "helplines", Type: Ref, Of: "helpline", Many: true, Required: true, Max: 6, About: "Whom to contact, first one first."},
		{Name: "go", Type: Ref, Many: true, Max: 6, About: "Pages that help with it: topics/self-harm."},
	},
}
