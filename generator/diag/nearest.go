package diag

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest returns the word among candidates a person most likely meant, or "" when none is close. Words of up to
// four letters must be one edit away, longer ones two, or three from nine letters on. Ties go to the first in
// alphabetical order, so the answer does not depend on the order of candidates.
func Nearest(word string, candidates []string) string {
	limit := 1
	if n := len([]rune(word)); n >= 9 {
		limit = 3
	} else if n >= 5 {
		limit = 2
	}
	sorted := slices.Sorted(slices.Values(candidates))
	best, distance := "", limit+1
	for _, candidate := range sorted {
		d := levenshtein.Distance(strings.ToLower(word), strings.ToLower(candidate), nil)
		if transposed(word, candidate) {
			d = 1
		}
		if d < distance {
			best, distance = candidate, d
		}
	}
	return best
}

// transposed reports whether two neighbouring letters of a, exchanged, give b: the commonest slip in typing, which
// edit distance counts as two.
func transposed(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// DidYouMean is the hint for an unknown word: the nearest candidate, or otherwise the given advice.
func DidYouMean(word string, candidates []string, otherwise string) string {
	if near := Nearest(word, candidates); near != "" && near != word {
		return "did you mean \"" + near + "\"?"
	}
	return otherwise
}
