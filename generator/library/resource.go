package library

var resource = Kind{
	Name: "resource", Folder: "resources",
	About: "Something to read, watch, hear or do.",
	Fields: []Field{
		{Name: "format", Type: Choice, Required: true, Words: []string{"read", "watch", "listen", "do", "download"}, About: "What the reader will do with it."},
		{Name: "minutes", Type: Number, Max: 600, About: "How long it takes."},
		{Name: "source", Type: Text, About: "Who made it."},
		{Name: "url", Type: Web, About: "Where it is, when it is not on this page."},
		{Name: "provenance", Type: Group, About: "What makes it trustworthy.", Fields: []Field{
			{Name: "publisher", Type: Text, Required: true, About: "Who stands behind it."},
			{Name: "published", Type: Date, About: "When it was published or last reviewed there."},
			{Name: "licence", Type: Text, About: "The licence it may be shared under."},
			{Name: "evidence", Type: Web, Many: true, About: "Where its facts come from."},
			{Name: "order", Type: Prose, About: "How to order paper copies."},
		}},
	},
}
