package corpus

import (
	"math/rand/v2"
	"strings"
)

// frequent are the words that make up about half of any English text.
var frequent = strings.Fields(`the you to a and is of it in that can or be for not if on are with your do what when this
they have at someone as who but feel one all may people say help will how talk from no so about them more there me by we
than tell an day some out up time see then like go school home library know other after ask want need make before find
good where think first which friend book any read also only again worry sleep safe calm small often over most down`)

// vocabulary is a list of different words, the commonest first, from which texts are drawn as languages do: the
// n-th word about one n-th as often as the first (Zipf's law).
type vocabulary struct {
	words []string
	draw  *rand.Zipf
}

var (
	onsets  = strings.Fields("b br c ch cl cr d dr f fl fr g gl gr h j k l m n p ph pl pr qu r s sc sh sl sm sn sp st str t th tr v w wh")
	nuclei  = strings.Fields("a e i o u ai ea ee oa oo ou ie")
	endings = strings.Fields("b ck d ft g ll lm m mp n nd ng nk nt p r rd rk rm rn rt s sh sk sp ss st t th v x ly ness ment ful ing er ed")
)

// newVocabulary makes as many words as texts for n entries should draw from.
func newVocabulary(r *rand.Rand, n int) *vocabulary {
	size := 26_000
	if n > 3000 {
		size = 43_000
	}
	v := &vocabulary{words: append([]string(nil), frequent...)}
	seen := map[string]bool{}
	for _, word := range v.words {
		seen[word] = true
	}
	for len(v.words) < size {
		word := pick(r, onsets) + pick(r, nuclei)
		for range r.IntN(3) {
			word += pick(r, onsets) + pick(r, nuclei)
		}
		if word += pick(r, endings); !seen[word] {
			seen[word] = true
			v.words = append(v.words, word)
		}
	}
	v.draw = rand.NewZipf(r, 1.04, 2.7, uint64(size-1))
	return v
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func (v *vocabulary) word() string { return v.words[v.draw.Uint64()] }

// rare is a word from the less common half, for titles that differ.
func (v *vocabulary) rare(r *rand.Rand) string {
	half := len(v.words) / 2
	return v.words[half+r.IntN(half)]
}

// phrase is n words, the first with a capital.
func (v *vocabulary) phrase(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = v.word()
	}
	text := strings.Join(words, " ")
	return strings.ToUpper(text[:1]) + text[1:]
}
