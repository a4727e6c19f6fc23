package library

var story = Kind{
	Name: "story", Folder: "stories",
	About: "Lived experience in a young person's own voice.",
	Fields: []Field{
		{Name: "teller", Type: Text, About: "How the teller wants to be named, never a full name: S4 pupil."},
		{Name: "peer", Type: Flag, About: "true when young people made it for young people."},
		{Name: "anonymised", Type: Flag, Required: true, About: "true when nobody can be recognised."},
		{Name: "content_note", Type: Text, About: "What the story touches on, so that a reader can choose."},
		{Name: "consent", Type: Group, Required: true, About: "The consent, which is itself never kept here.", Fields: []Field{
			{Name: "ref", Type: Text, Required: true, About: "The number it is filed under."},
			{Name: "held_by", Type: Text, Required: true, About: "The role that keeps it."},
			{Name: "until", Type: Date, Required: true, About: "The last day the story may be shown."},
			{Name: "withdraw", Type: Text, About: "How the teller can take it back."},
		}},
	},
}
