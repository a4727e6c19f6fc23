package search

import (
	"slices"
	"strings"
)

const spokenVowels = "aeiouy"

// alike are pairs of letters that are written for each other, either way round.
const alike = "ck kc cq qc kq qk sz zs cs sc fv vf gj jg"

// distance is how far two words are from each other in halves of an edit; slips that people make because they write
// what they hear cost one, others two. docs/search-format.md, section 3, has the rules. What is above limit may come out
// as any number above it.
func distance(a, b string, limit int) int {
	from, to := []rune(a), []rune(b)
	if d := len(from) - len(to); d > limit || -d > limit {
		return limit + 1
	}
	before, above, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range to {
		above[j+1] = above[j] + single(to, j)
	}
	for i := range from {
		row[0] = above[0] + single(from, i)
		lowest := row[0]
		for j := range to {
			cost := min(above[j]+replaced(from[i], to[j]), above[j+1]+single(from, i), row[j]+single(to, j))
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				cost = min(cost, before[j-1]+2)
			}
			row[j+1] = cost
			lowest = min(lowest, cost)
		}
		if lowest > limit+2 { // a swap may still reach back over one row
			return limit + 1
		}
		before, above, row = above, row, before
	}
	return above[len(to)]
}

// replaced is the cost of writing b for a.
func replaced(a, b rune) int {
	switch {
	case a == b:
		return 0
	case strings.ContainsRune(spokenVowels, a) && strings.ContainsRune(spokenVowels, b), strings.Contains(alike, string([]rune{a, b})) && a != ' ' && b != ' ':
		return 1
	}
	return 2
}

// single is the cost of leaving out the letter at i, or of putting it in.
func single(word []rune, i int) int {
	if strings.ContainsRune(spokenVowels+"h", word[i]) || i > 0 && word[i-1] == word[i] {
		return 1
	}
	return 2
}

// most is how far a word of that spelling may be from what was meant.
func most(word string) int {
	switch n := len([]rune(word)); {
	case n <= 3:
		return 0
	case n <= 5:
		return 2
	case n <= 7:
		return 3
	}
	return 4
}

// endings are what only says which form of an English word it is.
var endings = []string{"ings", "ing", "ers", "er", "ed", "es", "ly", "s", "e", "d", "y"}

// shortestStem is how many units two forms of a word have in common at least.
const shortestStem = 4

// related reports whether two words may be forms of one: without an ending, or as they are, they are the same.
func related(a, b string) bool {
	for _, first := range endings {
		if stem, found := strings.CutSuffix(a, first); found && units(stem) >= shortestStem && isForm(b, stem) {
			return true
		}
	}
	return units(a) >= shortestStem && isForm(b, a)
}

// isForm reports whether a word is a stem, with an ending or without.
func isForm(word, stem string) bool {
	rest, found := strings.CutPrefix(word, stem)
	return found && (rest == "" || slices.Contains(endings, rest))
}
