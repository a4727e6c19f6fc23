package search

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/registry"
)

// language is what one language knows about its words. Bleve does the work where it knows the language; where it does
// not, as for Gaelic and Ukrainian, every form of a word is a word of its own, and prefixes and neighbours in sound
// reach the others.
type language struct {
	tag  string
	stem analysis.TokenFilter // nil where Bleve has none
	stop map[string]bool      // words that are not looked up
}

// analyses are the languages that Bleve helps with.
var analyses = map[string]struct {
	stem, stop string
	more, less string // words that are passed over beside Bleve's, and of Bleve's those that are looked up all the same
}{
	"en": {
		stem: en.SnowballStemmerName, stop: en.StopName,
		more: "im ive dont cant cannot wont didnt doesnt isnt arent wasnt hasnt havent couldnt shouldnt thats whats hes shes theyre youre " +
			"get gets getting got go going really just like keep keeps want wants wanna gonna gotta need pls please u ur also always still " +
			"thing things something anything everything lot much many will can could may might wi tae ma dae aw fae me us cannae dinnae didnae wisnae pure every",
		less: "down out off over under ill shell hell wed shed well",
	},
	"pl": {stem: pl.SnowballStemmerName, stop: pl.StopName},
	"ar": {stem: ar.StemmerName, stop: ar.StopName},
}

// speak is what is known of a language, by its tag.
func speak(tag string) (language, error) {
	l := language{tag: tag, stop: map[string]bool{}}
	known, found := analyses[tag]
	if !found {
		return l, nil
	}
	parts := registry.NewCache()
	var err error
	if l.stem, err = parts.TokenFilterNamed(known.stem); err != nil {
		return l, err
	}
	stop, err := parts.TokenMapNamed(known.stop)
	if err != nil {
		return l, err
	}
	for word := range stop {
		for _, folded := range Words(word) {
			l.stop[folded] = true
		}
	}
	for _, word := range strings.Fields(known.more) {
		l.stop[word] = true
	}
	for _, word := range strings.Fields(known.less) {
		delete(l.stop, word)
	}
	return l, nil
}

// term is what all forms of a word have in common. It depends on the word alone.
func (l *language) term(word string) string {
	if l.stem == nil {
		return word
	}
	stream := l.stem.Filter(analysis.TokenStream{{Term: []byte(word)}})
	if len(stream) != 1 || len(stream[0].Term) == 0 {
		return word
	}
	return string(stream[0].Term)
}

// stopWords are in order.
func (l *language) stopWords() []string {
	words := make([]string, 0, len(l.stop))
	for word := range l.stop {
		words = append(words, word)
	}
	slices.Sort(words)
	return words
}
