package search

import (
	"context"
	"maps"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"
	"github.com/rogpeppe/go-internal/txtar"

	"wellshelf/generator/library"
)

// mill is the made-up network of testdata/mill.txtar.
func mill(t testing.TB) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/mill.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, file := range archive.Files {
		files[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	return files
}

// with is the network with some files changed; a file that is "" goes.
func with(t testing.TB, changes map[string]string) fstest.MapFS {
	files := maps.Clone(mill(t))
	for name, text := range changes {
		delete(files, name)
		if text != "" {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return files
}

// shelved is what the network's school has to search in a language, "" for English.
func shelved(t testing.TB, files fstest.MapFS, language string) Shelf {
	t.Helper()
	lib, problems, err := new(library.Reader).Read(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	shelf, found := lib.Shelf(lib.Site("burnside/mill"), library.View{Today: civil.Date{Year: 2026, Month: 11, Day: 23}})
	for _, p := range append(problems, found...) {
		if p.Severity == 0 {
			t.Fatalf("%s: %s", p.Place.File, p.Text)
		}
	}
	in := Shelf{Language: "en", Stages: []string{"S1", "S2", "S3", "S4", "S5", "S6"}}
	if language != "" {
		in.Language = language
	}
	for _, item := range shelf.Items {
		version := item.Version(library.Form{Language: language})
		if version == nil {
			continue
		}
		if item.Kind.NoPage {
			for group := range version.Fields.Groups("groups") {
				in.Alike = append(in.Alike, group.Texts("words"))
			}
			continue
		}
		in.Documents = append(in.Documents, documentOf(shelf, item, version))
	}
	return in
}

func documentOf(shelf *library.Shelf, item *library.Item, version *library.Version) Document {
	f := version.Fields
	d := Document{
		ID: item.ID, Version: version, Address: item.Folder + "/" + item.Slug + "/", Kind: item.Kind.Name, Title: f.Text("title"), Summary: f.Text("summary"),
		Stages: f.Texts("stages"), Format: Format{f.Text("format"), f.Text("format")},
	}
	if version.Language != "" {
		d.Address = version.Language + "/" + d.Address
	}
	if len(d.Stages) > 0 {
		d.Years = "S1 to S2"
	}
	for _, slug := range f.Texts("topics") {
		topic := shelf.Get(library.ID{Folder: "topics", Slug: slug})
		d.Topics = append(d.Topics, Topic{slug, topic.Plain().Fields.Text("title")})
	}
	return d
}

// made is the index of a shelf.
func made(t testing.TB, in Shelf) *Index {
	t.Helper()
	x, err := new(Analyst).Index(in)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func opened1(t testing.TB, x *Index) *Opened {
	t.Helper()
	o, err := x.Open()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// titles are what a question finds, best first.
func titles(t testing.TB, x *Index, question string) []string {
	t.Helper()
	results, err := opened1(t, x).Answer(question, "")
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, r := range results {
		list = append(list, x.Documents[r.Number].Title)
	}
	return list
}
