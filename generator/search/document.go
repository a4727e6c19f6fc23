package search

import (
	"cmp"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// Document is one entry as a site shows it in one language.
type Document struct {
	library.ID
	Version *library.Version
	Address string // within the site
	Kind    string // the kind in words, as readers see it
	Title   string
	Summary string
	Years   string   // the stages it is for in words; "" for everyone
	Stages  []string // the stages it is for; none for everyone
	Format  Format   // what a reader will do with it; none for most
	Topics  []Topic  // most fitting first
}

// Format is what a reader will do with a document, or what sort of book it is: the word in entries, and in words.
type Format struct{ Word, Label string }

// Topic is a topic that a document belongs to.
type Topic struct{ Slug, Title string }

// Shelf is what one site has to search in one language.
type Shelf struct {
	Language  string
	Documents []Document
	Alike     [][]string     // groups of words that mean nearly the same
	Stages    []string       // all stages, in order: what Document.Stages are among
	Source    *Index         // of the same site in its source language; nil for that itself
	First     [][]library.ID // by number of [Groups]: the entries that come first for someone who needs that help
}

// kindRank is the order of kinds under one topic, and how much an entry's kind counts, in sixteenths: readers who ask
// for a feeling want the page about it first, then someone to talk to, then things that help.
var kindRank = []struct {
	folder string
	worth  int
}{
	{"topics", 16}, {"helplines", 13}, {"services", 13}, {"resources", 12}, {"places", 12}, {"events", 12}, {"booklists", 12}, {"pathways", 11},
	{"books", 11}, {"trails", 10}, {"stories", 10}, {"pages", 10}, {"organisations", 8}, {"lessons", 9}, {"surveys", 7}, {"alerts", 8},
	{"needs", 6}, {"case-studies", 6},
}

// plainWorth is what an entry of a kind without a row counts.
const plainWorth = 10

func worth(folder string) int {
	if i := rank(folder); i < len(kindRank) {
		return kindRank[i].worth
	}
	return plainWorth
}

func rank(folder string) int {
	for i, k := range kindRank {
		if k.folder == folder {
			return i
		}
	}
	return len(kindRank)
}

// numbered puts documents in the order in which the index numbers them: by first topic, so that what is found
// together lies together, then by kind and name.
func numbered(documents []Document) []Document {
	sorted := slices.Clone(documents)
	topic := func(d *Document) string {
		if d.Folder == "topics" {
			return d.Slug
		}
		if len(d.Topics) > 0 {
			return d.Topics[0].Slug
		}
		return "~"
	}
	slices.SortFunc(sorted, func(a, b Document) int {
		return cmp.Or(strings.Compare(topic(&a), topic(&b)), rank(a.Folder)-rank(b.Folder), strings.Compare(a.Folder, b.Folder),
			strings.Compare(a.Slug, b.Slug), strings.Compare(a.Address, b.Address))
	})
	return sorted
}
