package library

var place = Kind{
	Name: "place", Folder: "places",
	About: "A library, a room, a garden or another safe space to be.",
	Fields: []Field{
		{Name: "type", Type: Choice, Required: true, Words: []string{"library", "school-library", "room", "garden", "outdoor", "hub", "other"}, About: "What sort of place it is."},
		{Name: "location", Type: Group, About: "Where it is.", Fields: []Field{
			{Name: "address_1", Type: Text, Required: true, About: "Building and street."},
			{Name: "address_2", Type: Text, About: "More of the address."},
			{Name: "city", Type: Text, About: "Town or city."},
			{Name: "postal_code", Type: Text, About: "Postcode."},
			{Name: "directions", Type: Prose, About: "How to find it, in words."},
		}},
		{Name: "within", Type: Ref, Of: "place", About: "The place it is a part of, such as the library a room is in."},
		{Name: "phone", Type: Phone, About: "Its phone number, in quotes."},
		{Name: "email", Type: Email, About: "Its email address."},
		{Name: "url", Type: Web, About: "Its web page."},
		hours,
		{Name: "exceptions", Type: Group, Many: true, Max: 60, About: "Days on which the hours differ, such as holidays.", Fields: []Field{
			{Name: "from", Type: Date, Required: true, About: "The first such day."},
			{Name: "until", Type: Date, About: "The last such day; the same day when left out."},
			{Name: "closed", Type: Flag, About: "true when it is closed all day."},
			{Name: "opens", Type: Clock, About: "When it opens."},
			{Name: "closes", Type: Clock, About: "When it closes."},
			{Name: "reason", Type: Text, Required: true, About: "Why, such as Christmas Day."},
			{Name: "event", Type: Ref, Of: "event", About: "The event it belongs to."},
		}},
		{Name: "access", Type: Text, Many: true, Max: 20, About: "Access, a point each: step-free, quiet hour, hearing loop."},
		{Name: "offers", Type: Text, Many: true, Max: 30, About: "What you can do or have there, a point each."},
		{Name: "outdoor", Type: Flag, About: "true when it is outside."},
		{Name: "capacity", Type: Number, Max: 10000, About: "How many people fit in."},
		{Name: "for", Type: Prose, About: "Who it is for."},
		{Name: "booking", Type: Group, About: "How to book it.", Fields: []Field{
			{Name: "who", Type: Text, About: "Who may book."},
			{Name: "how", Type: Prose, Required: true, About: "What to do."},
			{Name: "url", Type: Web, About: "The booking page."},
			{Name: "email", Type: Email, About: "The address to write to."},
			{Name: "busy", Type: Text, About: "When it is usually taken."},
		}},
		{Name: "trained_staff", Type: Text, About: "The training people there have, such as Mental Health First Aid."},
		{Name: "roles", Type: Group, Many: true, Max: 10, About: "What it serves as for a time, such as a community hub.", Fields: []Field{
			{Name: "role", Type: Text, Required: true, About: "The role."},
			{Name: "from", Type: Date, About: "The first day."},
			{Name: "until", Type: Date, About: "The last day."},
			{Name: "note", Type: Text, About: "Anything to know."},
		}},
	},
}
