package search

import (
	"cmp"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// kindsOf are the kinds of documents, by folder and with their names, in order of rank.
func kindsOf(documents []Document) (folders []string, kinds [][2]string) {
	names := map[string]string{}
	for i := range documents {
		d := &documents[i]
		if _, known := names[d.Folder]; !known {
			names[d.Folder] = d.Kind
			folders = append(folders, d.Folder)
		}
	}
	slices.SortFunc(folders, func(a, b string) int {
		return cmp.Or(rank(a)-rank(b), strings.Compare(a, b))
	})
	kinds = make([][2]string, len(folders))
	for i, folder := range folders {
		kinds[i] = [2]string{folder, names[folder]}
	}
	return folders, kinds
}

// firstOf are the numbers of documents by name.
func firstOf(documents []Document, groups [][]library.ID) [][]int {
	first := make([][]int, len(groups))
	for i, group := range groups {
		first[i] = []int{}
		for _, id := range group {
			if at := slices.IndexFunc(documents, func(d Document) bool { return d.ID == id }); at >= 0 {
				first[i] = append(first[i], at)
			}
		}
	}
	return first
}

// sameIn are the numbers that documents have among those of the source language, -1 for those that are not there.
func sameIn(source, documents []Document) []int {
	numbers := map[library.ID]int{}
	for i := range source {
		numbers[source[i].ID] = i
	}
	same := make([]int, len(documents))
	for i := range documents {
		number, found := numbers[documents[i].ID]
		if same[i] = number; !found {
			same[i] = -1
		}
	}
	return same
}

// partOf is how documents are shown, a line for each.
func partOf(documents []Document, kinds []string) string {
	var lines []string
	for i := range documents {
		d := &documents[i]
		kind := string(appendNumber(nil, slices.Index(kinds, d.Folder)))
		lines = append(lines, strings.Join([]string{d.Address, kind, line(d.Years), line(d.Title), line(d.Summary)}, "\t"))
	}
	return strings.Join(lines, "\n")
}

// line is text that takes one line and holds no tab.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// facets are what results can be narrowed down by: values, which are the same in every language, with their labels.
type facets struct {
	Stages  [][2]string `json:"stages"`
	Formats [][2]string `json:"formats"`
	Topics  [][2]string `json:"topics"`
}

func facetsOf(documents []Document, kinds, stages []string) string {
	f := facets{Stages: [][2]string{}, Formats: [][2]string{}, Topics: [][2]string{}}
	for _, stage := range stages {
		number(&f.Stages, stage, stage)
	}
	var row []byte
	for i := range documents {
		d := &documents[i]
		row = appendNumber(row, slices.Index(kinds, d.Folder))
		format := 0
		if d.Format.Word != "" {
			format = number(&f.Formats, d.Format.Word, d.Format.Label) + 1
		}
		row = appendNumber(row, format)
		years := 0
		for i, stage := range stages {
			if slices.Contains(d.Stages, stage) {
				years |= 1 << i
			}
		}
		row = appendNumber(row, years)
		row = appendNumber(row, len(d.Topics))
		for _, topic := range d.Topics {
			row = appendNumber(row, number(&f.Topics, topic.Slug, topic.Title))
		}
	}
	return string(encoded(f)) + "\n" + string(row)
}

// number is where a value is in a list; a new one is added with its label.
func number(list *[][2]string, value, label string) int {
	at := slices.IndexFunc(*list, func(known [2]string) bool { return known[0] == value })
	if at < 0 {
		at = len(*list)
		*list = append(*list, [2]string{value, label})
	}
	return at
}
