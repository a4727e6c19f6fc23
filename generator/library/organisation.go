package library

var organisation = Kind{
	Name: "organisation", Folder: "organisations",
	About: "A group, charity or public body that offers help or works on these pages.",
	Fields: []Field{
		{Name: "sector", Type: Choice, Words: []string{"library", "health", "education", "third-sector", "council", "young-people"}, About: "The sector it belongs to."},
		{Name: "url", Type: Web, About: "Its web address."},
		{Name: "email", Type: Email, About: "Its email address."},
		{Name: "phone", Type: Phone, About: "Its phone number, in quotes."},
		{Name: "minimum_age", Type: Number, Max: 120, About: "The youngest age it works with."},
		{Name: "maximum_age", Type: Number, Max: 120, About: "The oldest age it works with."},
		{Name: "partner", Type: Flag, About: "true when it helps to make this site."},
		{Name: "assured_date", Type: Date, About: "The day someone last confirmed these facts."},
		{Name: "assured_by", Type: Text, About: "The group or role that confirmed them."},
		imported,
	},
}
