package library

// service uses the names of Open Referral UK 3.0 where it has them, so that exchange is a change of format only.
var service = Kind{
	Name: "service", Folder: "services",
	About: "Something a local or national organisation offers, such as counselling or a youth group.",
	Fields: []Field{
		{Name: "organisation", Type: Ref, Of: "organisation", About: "Who offers it."},
		{Name: "status", Type: Choice, Words: []string{"active", "inactive", "defunct", "temporarily closed"}, About: "Whether it runs now; active when left out."},
		{Name: "url", Type: Web, About: "Its web page."},
		{Name: "email", Type: Email, About: "Its email address."},
		{Name: "phone", Type: Phone, About: "Its phone number, in quotes."},
		{Name: "minimum_age", Type: Number, Max: 120, About: "The youngest age it is for."},
		{Name: "maximum_age", Type: Number, Max: 120, About: "The oldest age it is for."},
		{Name: "eligibility", Type: Prose, About: "Who can use it, in words."},
		{Name: "self_referral", Type: Flag, About: "true when young people can ask for it themselves."},
		{Name: "how_to_start", Type: Prose, About: "What to do first, and what happens then."},
		{Name: "cost_options", Type: Group, Many: true, Max: 10, About: "What it costs.", Fields: []Field{
			{Name: "option", Type: Text, Required: true, About: "Who or what the cost is for."},
			{Name: "amount", Type: Text, About: "The amount, such as 0 or 2.50."},
			{Name: "amount_description", Type: Text, About: "The cost in words, such as free."},
		}},
		{Name: "schedules", Type: Group, Many: true, Max: 20, About: "When it runs.", Fields: []Field{
			{Name: "byday", Type: Choice, Many: true, Required: true, Words: Weekdays, About: "The days."},
			{Name: "opens_at", Type: Clock, Required: true, About: "When it starts."},
			{Name: "closes_at", Type: Clock, Required: true, About: "When it ends."},
			{Name: "valid_from", Type: Date, About: "The first day of this row."},
			{Name: "valid_to", Type: Date, About: "The last day of this row."},
			{Name: "description", Type: Text, About: "Anything to know, such as term time only."},
		}},
		{Name: "contacts", Type: Group, Many: true, Max: 10, About: "Whom to ask for.", Fields: []Field{
			{Name: "title", Type: Text, Required: true, About: "Their role."},
			{Name: "name", Type: Text, About: "Their name, when they agreed to it."},
			{Name: "phone", Type: Phone, About: "Their number, in quotes."},
			{Name: "email", Type: Email, About: "Their email address."},
		}},
		{Name: "places", Type: Ref, Of: "place", Many: true, Max: 10, About: "Where it happens."},
		{Name: "accessibility", Type: Text, Many: true, Max: 20, About: "Access, a point each."},
		{Name: "c_card", Type: Flag, About: "true when it gives out free condoms with a C Card."},
		{Name: "confidentiality", Type: Prose, About: "Who may be told, and when."},
		{Name: "assured_date", Type: Date, About: "The day someone last confirmed these facts."},
		{Name: "assured_by", Type: Text, About: "The group or role that confirmed them."},
		imported,
	},
}
