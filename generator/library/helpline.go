package library

var helpline = Kind{
	Name: "helpline", Folder: "helplines",
	About: "One crisis or support contact, with facts that someone checked on a day against evidence. What is not confirmed is left out.",
	Fields: []Field{
		{Name: "channels", Type: Group, Many: true, Required: true, Max: 8, About: "The ways to reach it, easiest first.", Fields: []Field{
			{Name: "type", Type: Choice, Required: true, Words: []string{"phone", "text", "web", "email", "chat"}, About: "What kind of way it is."},
			{Name: "value", Type: Text, Required: true, Max: 120, About: "The number or address, in quotes, as it should be read aloud."},
			{Name: "keyword", Type: Text, Max: 20, About: "For text: the word to send."},
			{Name: "always", Type: Flag, About: "true when it is open all day, every day."},
			hours,
			{Name: "hours_note", Type: Text, About: "What the rows cannot say, such as closed on bank holidays."},
			{Name: "cost", Type: Text, About: "What it costs the reader."},
			{Name: "on_bill", Type: Flag, About: "Whether it shows on a phone bill; leave it out when not confirmed."},
			{Name: "needs_credit", Type: Flag, About: "Whether the phone needs credit; leave it out when not confirmed."},
			{Name: "silent", Type: Prose, About: "What to do when you cannot speak."},
			{Name: "what_happens", Type: Prose, About: "What happens when I get in touch."},
			{Name: "who_may_be_told", Type: Prose, About: "Who may be told, and when."},
			ages,
			{Name: "checked", Type: Group, Required: true, About: "Who checked these facts, when, and against what.", Fields: []Field{
				{Name: "on", Type: Date, Required: true, About: "The day it was checked."},
				{Name: "by", Type: Text, Required: true, About: "The group or role that checked it."},
				{Name: "evidence", Type: Text, Many: true, Required: true, About: "The pages it was checked against."},
			}},
		}},
		ages,
		{Name: "region", Type: Text, Required: true, About: "Where it answers: UK, Scotland, an area."},
		{Name: "organisation", Type: Ref, Of: "organisation", About: "Who runs it."},
	},
}
