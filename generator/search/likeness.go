package search

import (
	"slices"
	"strings"
)

// saying is a word that a site, rather than the entry, puts to a document.
type saying struct {
	term int32
	in   field
}

// likeness are the groups of words that mean nearly the same, as terms.
type likeness struct {
	groups []likeGroup
	words  []int32 // all words of the groups
}

type likeGroup struct {
	terms   []int32 // its single words
	phrases []int32 // the words of its phrases
}

func (l *lexicon) likeness(groups [][]string) likeness {
	var like likeness
	for _, group := range groups {
		var g likeGroup
		for _, text := range group {
			words := l.of(text)
			all := l.all()
			words = slices.DeleteFunc(words, func(n int32) bool { return all[n].stop })
			like.words = append(like.words, words...)
			if len(words) == 1 {
				g.terms = append(g.terms, all[words[0]].term)
				continue
			}
			for _, n := range words {
				g.phrases = append(g.phrases, all[n].term)
			}
		}
		like.groups = append(like.groups, g)
	}
	return like
}

// mostKin is how many documents of a topic are found by its synonyms: those that come first.
const mostKin = 16

// said are what a site says of its documents: the titles of their topics, and what else their first topic is called;
// and of topics, the phrases of the groups that their own words are in.
func (l *lexicon) said(documents []Document, like likeness) [][]saying {
	about, also := map[string][]saying{}, map[string][]saying{}
	for i := range documents {
		if d := &documents[i]; d.Folder == "topics" {
			about[d.Slug] = l.saying(topics, d.Title+" "+strings.ReplaceAll(d.Slug, "-", " "))
			also[d.Slug] = l.saying(kin, d.Version.Fields.Texts("synonyms")...)
		}
	}
	said, counts := make([][]saying, len(documents)), map[string]int{}
	for i := range documents {
		d := &documents[i]
		if d.Folder == "topics" {
			said[i] = once(append(l.phrases(d, like), about[d.Slug]...))
			continue
		}
		for _, topic := range d.Topics {
			said[i] = append(said[i], about[topic.Slug]...)
		}
		if len(d.Topics) > 0 && counts[d.Topics[0].Slug] < mostKin {
			counts[d.Topics[0].Slug]++
			said[i] = append(said[i], also[d.Topics[0].Slug]...)
		}
		said[i] = once(said[i])
	}
	return said
}

// saying are the words of texts that are looked up, as said in a field.
func (l *lexicon) saying(in field, texts ...string) []saying {
	var said []saying
	for _, text := range texts {
		for _, n := range l.of(text) {
			if word := &l.all()[n]; !word.stop {
				said = append(said, saying{word.term, in})
			}
		}
	}
	return once(said)
}

// phrases are the words of phrases that mean the same as a word in a topic's title or synonyms.
func (l *lexicon) phrases(d *Document, like likeness) []saying {
	own := map[int32]bool{}
	for _, text := range append(d.Version.Fields.Texts("synonyms"), d.Title) {
		words := l.of(text)
		for _, n := range words {
			if len(words) == 1 || text == d.Title {
				own[l.all()[n].term] = true
			}
		}
	}
	var said []saying
	for _, group := range like.groups {
		if slices.ContainsFunc(group.terms, func(term int32) bool { return own[term] }) {
			for _, term := range group.phrases {
				said = append(said, saying{term, kin})
			}
		}
	}
	return once(said)
}

// once keeps of every term the field that comes first.
func once(said []saying) []saying {
	slices.SortFunc(said, func(a, b saying) int { return int(a.term-b.term)*int(fields) + int(a.in) - int(b.in) })
	return slices.CompactFunc(said, func(a, b saying) bool { return a.term == b.term })
}

// lent is how much of its impact a document lends to words that mean nearly the same, in sixteenths.
const lent = 6

// mostLent is how many documents a group of words lends: the ones most about it.
const mostLent = 12

// widen lets every word of a group find what the others find in titles, synonyms and topics.
func (c *compiled) widen(like likeness) {
	wider := map[int32][]posting{}
	for _, group := range like.groups {
		var pool []posting
		for _, term := range group.terms {
			if c.heads[term] {
				pool = append(pool, c.lists[term]...)
			}
		}
		pool = best(pool, mostLent)
		for i := range pool {
			pool[i].impact = max(1, pool[i].impact*lent/16)
		}
		for _, term := range group.terms {
			wider[term] = append(wider[term], pool...)
		}
	}
	for term, pool := range wider {
		c.lists[term] = merged(append(pool, c.lists[term]...))
		c.heads[term] = c.heads[term] || len(c.lists[term]) > 0
	}
}

// best are the n documents with the highest impact, each once.
func best(pool []posting, n int) []posting {
	pool = merged(pool)
	slices.SortStableFunc(pool, func(a, b posting) int { return int(b.impact) - int(a.impact) })
	return pool[:min(n, len(pool))]
}

// merged are postings in order of documents, each with its highest impact.
func merged(list []posting) []posting {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b posting) int { return int(a.document-b.document)*(levels+1) + int(b.impact) - int(a.impact) })
	return slices.CompactFunc(sorted, func(a, b posting) bool { return a.document == b.document })
}

// inOrder sorts postings by document.
func inOrder(list []posting) []posting {
	slices.SortFunc(list, func(a, b posting) int { return int(a.document - b.document) })
	return list
}
