package main

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
	"wellshelf/generator/search"
)

// tree is a school with topics of these texts, by slug: a title, a line end, and the body.
func tree(topics map[string][2]string) fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	files := fstest.MapFS{
		"network.md":                        file("---\nname: Wells\nlanguages: [en]\n---\n"),
		"areas/burn/area.md":                file("---\nname: Burn\n---\n"),
		"areas/burn/schools/mill/school.md": file("---\nname: Mill\nstages: [S1]\n---\n"),
	}
	for slug, text := range topics {
		files["national/topics/"+slug+".md"] = file("---\ntitle: " + text[0] + "\nsummary: A page.\nshort: [A page.]\nupdated: 2026-11-20\n---\n\n" + text[1] + "\n")
	}
	return files
}

func paper(t *testing.T, topics map[string][2]string) (*bm25f, []search.Document) {
	t.Helper()
	lib, _, err := new(library.Reader).Read(context.Background(), tree(topics))
	if err != nil {
		t.Fatal(err)
	}
	shelf, _ := lib.Shelf(lib.Site("burn/mill"), library.View{Today: civil.Date{Year: 2026, Month: 11, Day: 23}})
	in := search.Shelf{Language: "en"}
	for _, item := range shelf.Items {
		version := item.Plain()
		in.Documents = append(in.Documents, search.Document{ID: item.ID, Version: version, Title: version.Fields.Text("title")})
	}
	x, err := new(search.Analyst).Analysed(in)
	if err != nil {
		t.Fatal(err)
	}
	return newBM25F(x), x.Documents
}

func TestTheTextbookRanksByFieldLengthAndRarity(t *testing.T) {
	b, documents := paper(t, map[string][2]string{
		"owl":     {"Owls", "They fly in silence over the field."},
		"field":   {"Walking", "Here is an owl. Then comes a hedge and a gate, a stream, a wood and a long road with many stones to the sea."},
		"hedge":   {"Birds", "Look for an owl."},
		"nothing": {"Swimming", "The road to the pool."},
	})
	slugs := func(question string) []string {
		list := []string{}
		for _, number := range b.answer(question) {
			list = append(list, documents[number].Slug)
		}
		return list
	}
	if got, want := slugs("owl"), []string{"owl", "hedge", "field"}; !slices.Equal(got, want) {
		t.Errorf("owl finds %v, want %v: a title before a short text before a long one", got, want)
	}
	if got := slugs("road swim"); len(got) == 0 || got[0] != "nothing" {
		t.Errorf("two words find %v, want the page that has both first", got)
	}
	if got := slugs("owwl"); len(got) != 0 {
		t.Errorf("a misspelt word finds %v: the textbook knows no spelling", got)
	}
}
