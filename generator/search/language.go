package search

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/registry"
)

// language is what one language knows about its words. Bleve does the work where it knows the language; where it does
// not, as for Gaelic and Ukrainian, words are forms of one when they begin alike and have the same consonants.
type language struct {
	tag  string
	stem analysis.TokenFilter // nil where Bleve has none that fits
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
	// Bleve's Polish stemmer knows words by their marks, which people leave out when they type.
	"pl": {more: "i a w we z ze na do nie sie to ten ta jest sa ze jak o co ale po za od ja ty on ona my wy mi mnie moj moja moje czy tak juz by"},
	"uk": {more: "і а и в у на з до не що як це я ти він вона ми ви мені мене мій моя моє чи та але за від є так про б би"},
	"gd": {more: "a an am na nan nam is s tha bha agus air ann anns do de le gu e i mi thu sinn sibh iad mo m nach chan cha bho aig as gun nuair"},
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
	if known.stem != "" {
		if l.stem, err = parts.TokenFilterNamed(known.stem); err != nil {
			return l, err
		}
	}
	stop := analysis.NewTokenMap()
	if known.stop != "" {
		if stop, err = parts.TokenMapNamed(known.stop); err != nil {
			return l, err
		}
	}
	for word := range stop {
		for _, folded := range Words(word) {
			l.stop[folded] = true
		}
	}
	for _, word := range Words(known.more) {
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
		return begun(word)
	}
	stream := l.stem.Filter(analysis.TokenStream{{Term: []byte(word)}})
	if len(stream) != 1 || len(stream[0].Term) == 0 {
		return word
	}
	return string(stream[0].Term)
}

// beginning is how many letters two forms of a word have in common where nothing better is known.
const beginning = 3

// begun stands for a word and all that begin and sound like it.
func begun(word string) string {
	letters := []rune(word)
	if len(letters) <= beginning {
		return word
	}
	return string(letters[:beginning]) + " " + sound(word)
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
