// Package sheet makes documents for people who sit around a table: one HTML file each, which opens from a folder, prints
// well, needs no script and asks for nothing else. Review packs, lists of what is due and reports are sheets. They are for
// adults who look after a site, and share nothing with its themes.
package sheet

import (
	_ "embed"
	"html/template"
	"io"
)

// Sheet is one document.
type Sheet struct {
	Title string
	Lead  string // what this is, and for whom, in a sentence or two
	Main  template.HTML
}

//go:embed sheet.css
var style string

var document = template.Must(template.New("sheet").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{.Title}}</title>
<style>
{{.Style}}</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
{{- with .Lead}}
<p class="lead">{{.}}</p>
{{- end}}
{{.Main}}
</main>
</body>
</html>
`))

// Write writes a sheet. Its style stands in it, so that a single file can be sent around.
func Write(w io.Writer, s Sheet) error {
	return document.Execute(w, struct {
		Sheet
		Style template.CSS
	}{s, template.CSS(style)})
}
