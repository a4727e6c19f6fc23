package generator

import (
	"context"
	"io/fs"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Outside is one place in the content that sends readers to another site.
type Outside struct {
	Address string
	Place   diag.Place
	Snippet string
	Reach   diag.Reach
}

// Outsides are all such places, in order.
type Outsides struct {
	Places []Outside
	Today  civil.Date
	Gaps   bool // a file cannot be read, so some may be missing
}

// Outside finds every address of another site in entries and settings, drafts included. Nothing is asked of the network.
// The error is for a folder that cannot be read, or for a site among [Options.Sites] that is not there.
func (b *Builder) Outside(ctx context.Context) (Outsides, error) {
	b.begin()
	lib, _, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return Outsides{}, err
	}
	if _, err := b.choose(lib); err != nil {
		return Outsides{}, err
	}
	o := outsides{content: b.Options.Content}
	for _, e := range lib.Entries {
		o.entry(e)
	}
	o.settings(&lib.Network)
	for _, s := range lib.Sites {
		o.settings(&s.Settings)
	}
	slices.SortStableFunc(o.found, func(x, y Outside) int { return diag.ComparePlaces(x.Place, y.Place) })
	// The settings of a network and an area are met at each of their sites.
	return Outsides{slices.Compact(o.found), b.view(lib).Today, lib.Gaps()}, nil
}

// outsides gathers addresses. It reads a file once more for the lines that stand beside problems.
type outsides struct {
	content fs.FS
	found   []Outside
	file    string // whose text is source
	source  []byte
}

func (o *outsides) entry(e *library.Entry) {
	o.values(e.File, e.Fields, e.Scope.Reach())
	o.body(e)
}

func (o *outsides) body(e *library.Entry) {
	body := e.Body()
	if body == nil {
		return
	}
	for _, link := range body.Outside {
		o.add(link.URL, link.Place, e.Scope.Reach())
	}
}

// settings takes what the levels above a site say as well, each from its own file.
func (o *outsides) settings(s *library.Settings) {
	for _, v := range s.Fields {
		if v.Field.Name == "address" { // the site's own, which may not be there yet
			continue
		}
		from := s.Files[v.Field.Name]
		o.values(from, library.Fields{v}, reachOf(from))
	}
	for _, words := range s.About.Bodies {
		o.body(words)
	}
}

// values takes the addresses among fields: those of type Web, and channels whose value is one. Addresses with a gap to
// fill in, such as a catalogue's {isbn}, are none yet.
func (o *outsides) values(file string, fields library.Fields, reach diag.Reach) {
	fields.Scalars(func(v *library.Value) {
		web := v.Field.Type == library.Web || v.Field.Type == library.Text && !strings.ContainsAny(v.Text, " \n")
		if web && v.Field.Holds == "" && (strings.HasPrefix(v.Text, "https://") || strings.HasPrefix(v.Text, "http://")) {
			o.add(v.Text, diag.Place{File: file, Line: v.Line, Column: v.Col, Length: v.Len}, reach)
		}
	})
}

func (o *outsides) add(address string, place diag.Place, reach diag.Reach) {
	if o.file != place.File {
		o.file = place.File
		o.source, _ = fs.ReadFile(o.content, place.File) // without it a problem has no line beside it
	}
	snippet := diag.Line(o.source, place.Line)
	place.File = "content/" + place.File
	o.found = append(o.found, Outside{Address: address, Place: place, Snippet: snippet, Reach: reach})
}

// reachOf is whom the settings of a file concern, by its folder.
func reachOf(file string) diag.Reach {
	parts := strings.Split(file, "/")
	switch len(parts) {
	case 1: // network.md
		return diag.Reach{}
	case 3: // areas/midlothian/area.md
		return diag.Reach{Area: parts[1]}
	}
	return diag.Reach{Area: parts[1], Site: parts[3]} // areas/midlothian/schools/beeslack/school.md
}
