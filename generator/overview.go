package generator

import (
	"bytes"
	"html/template"

	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// overviewPage lists the sites for whoever previews the output folder. Readers never see it: each site is hosted by
// itself.
var overviewPage = template.Must(template.New("overview").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sites</title>
</head>
<body>
<h1>Sites</h1>
{{range .}}<h2>{{.Name}}</h2>
<ul>
{{range .Sites}}<li><a href="{{.Href}}">{{.Name}}</a></li>
{{end}}</ul>
{{end}}</body>
</html>
`))

type overviewArea struct {
	Name  string
	Sites []overviewSite
}

type overviewSite struct{ Name, Href string }

func overview(lib *library.Library, sites []*library.Site, links site.Links) []byte {
	var areas []overviewArea
	for _, s := range sites {
		name := lib.AreaName(s.Area)
		if n := len(areas); n == 0 || areas[n-1].Name != name {
			areas = append(areas, overviewArea{Name: name})
		}
		href := s.Name() + "/"
		if links == site.Folder {
			href += "index.html"
		}
		area := &areas[len(areas)-1]
		area.Sites = append(area.Sites, overviewSite{s.Settings.Text("name"), href})
	}
	var b bytes.Buffer
	if err := overviewPage.Execute(&b, areas); err != nil {
		panic("wellshelf: internal error: overview: " + err.Error())
	}
	return b.Bytes()
}
