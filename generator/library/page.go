package library

// page is everything else. The slugs about, accessibility and privacy are words added to the pages of that name,
// which every site has.
var page = Kind{
	Name: "page", Folder: "pages",
	About: "Anything that is none of the other kinds.",
	Fields: []Field{
		{Name: "menu", Type: Flag, About: "true lists it at the foot of every page."},
	},
}
