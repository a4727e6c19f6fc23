package main

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"wellshelf/generator/search"
)

// bm25f ranks as the paper says (Robertson, Zaragoza and Taylor, Simple BM25 Extension to Multiple Weighted Fields,
// 2004): over our analysis, with our weights of fields, but in fractions, and without all that is our own: completions,
// corrections, words that mean the same, kinds of entries, and the reward for questions that are met whole.
type bm25f struct {
	analysed *search.Analysed
	lists    map[string][]weighed // by stem
}

// weighed is how often a document has a stem, weighed by field and length.
type weighed struct {
	document int
	often    float64
}

func newBM25F(x *search.Analysed) *bm25f {
	b := &bm25f{analysed: x, lists: map[string][]weighed{}}
	words := make([][][]string, len(x.Texts)) // by document and field
	mean := make([]float64, len(x.Fields))
	for d, texts := range x.Texts {
		for f, text := range texts {
			list := strings.Fields(text)
			words[d] = append(words[d], list)
			mean[f] += float64(len(list)) / float64(len(x.Texts))
		}
	}
	for d := range words {
		often := map[string]float64{}
		for f, field := range x.Fields {
			for _, stem := range words[d][f] {
				often[stem] += field.Weight / (1 - field.Length + field.Length*float64(len(words[d][f]))/mean[f])
			}
		}
		for stem, n := range often {
			b.lists[stem] = append(b.lists[stem], weighed{d, n})
		}
	}
	return b
}

// answer gives the numbers of the documents that have any of the words, best first.
func (b *bm25f) answer(question string) []int {
	known, _ := b.analysed.Asked(question)
	score := map[int]float64{}
	n := float64(len(b.analysed.Texts))
	for _, stem := range known {
		list := b.lists[stem]
		rarity := math.Log(1 + (n-float64(len(list))+0.5)/(float64(len(list))+0.5))
		for _, w := range list {
			score[w.document] += rarity * w.often / (b.analysed.Half + w.often)
		}
	}
	numbers := make([]int, 0, len(score))
	for number := range score {
		numbers = append(numbers, number)
	}
	slices.SortFunc(numbers, func(a, b int) int { return cmp.Or(cmp.Compare(score[b], score[a]), a-b) })
	return numbers
}
