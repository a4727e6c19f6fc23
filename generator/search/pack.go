package search

import (
	"maps"
	"slices"

	"wellshelf/generator/library"
)

// Phrase is what someone in danger types, and the number of its group in [Groups].
type Phrase struct {
	Group int
	Text  string
}

// Vocabulary is what crisis entries say about words, as they say it. Order and repeats mean nothing.
type Vocabulary struct {
	Phrases []Phrase
	Alone   []Phrase   // those that count only when nothing else is said
	Near    []string   // phrases that look alike and cancel those within
	Alike   [][]string // words that count as the same; of a word in two groups, the first group in order keeps it
	Passing []string   // words that say nothing
}

// Gather is the vocabulary of all crisis entries, in all languages. Items of other kinds may be among them.
func Gather(items []*library.Item) Vocabulary {
	var v Vocabulary
	for _, item := range items {
		if item.Kind.Name != "crisis" {
			continue
		}
		for _, version := range item.Versions {
			v.add(version.Fields)
		}
	}
	return v
}

func (v *Vocabulary) add(f library.Fields) {
	if group := slices.Index(Groups, f.Text("group")); group >= 0 {
		for _, text := range f.Texts("phrases") {
			v.Phrases = append(v.Phrases, Phrase{group, text})
		}
		for _, text := range f.Texts("alone") {
			v.Alone = append(v.Alone, Phrase{group, text})
		}
	}
	v.Near = append(v.Near, f.Texts("near_misses")...)
	for alike := range f.Groups("alike") {
		v.Alike = append(v.Alike, alike.Texts("words"))
	}
	v.Passing = append(v.Passing, f.Texts("passing")...)
}

// Pack is the vocabulary as it travels: docs/search-format.md, section 6. Equal vocabularies in any order give equal
// packs. What cannot count is left out: alike and passing entries that are not one word, phrases of which nothing is
// left, near misses without a phrase in them.
func Pack(v Vocabulary) string {
	n := v.need()
	alone := func(b []byte, gap int, _ bool) []byte { return appendNumber(b, gap) }
	b := appendNumber(nil, n.longest)
	b = appendGaps(b, n.phrases, func(b []byte, gap, group int) []byte { return appendNumber(b, gap*packedGroups+group) })
	b = appendGaps(b, n.near, alone)
	b = appendGaps(b, n.known, alone)
	b = appendGaps(b, n.classes, func(b []byte, gap, class int) []byte { return appendNumber(appendNumber(b, gap), class) })
	return string(appendGaps(b, n.passing, alone))
}

// appendGaps writes a space and hashes in order, each as the gap to the one before, with what belongs to it.
func appendGaps[With any](b []byte, hashes map[uint32]With, write func(b []byte, gap int, with With) []byte) []byte {
	b = append(b, ' ')
	last := uint32(0)
	for _, h := range slices.Sorted(maps.Keys(hashes)) {
		b, last = write(b, int(h-last), hashes[h]), h
	}
	return b
}

// need is the vocabulary in hashes.
func (v Vocabulary) need() *Need {
	n := &Need{phrases: map[uint32]int{}, near: map[uint32]bool{}, known: map[uint32]bool{}, passing: map[uint32]bool{}, classes: map[uint32]int{}}
	for _, text := range v.Passing {
		if words := Words(text); len(words) == 1 {
			n.passing[wordHash(words[0])] = true
			n.knows(words)
		}
	}
	classes := v.classes()
	for class, words := range classes {
		for _, word := range words {
			if h := wordHash(word); !n.passing[h] {
				n.classes[h] = class
			}
		}
	}
	meant := map[string]bool{}
	unbounded := func(tokens []string) []string { return tokens }
	for _, phrase := range v.Phrases {
		for _, token := range n.addPhrase(phrase, unbounded) {
			meant[token] = true
		}
	}
	for _, phrase := range v.Alone {
		for _, token := range n.addPhrase(phrase, bounded) {
			meant[token] = true
		}
	}
	for class, words := range classes {
		if meant[classToken(class)] {
			n.knows(words)
		}
	}
	n.protect(n.addNear(v.Near))
	return n
}

// classes are the groups of words that are alike, in order, each word in one of them.
func (v Vocabulary) classes() [][]string {
	var classes [][]string
	for _, texts := range v.Alike {
		var class []string
		for _, text := range texts {
			if words := Words(text); len(words) == 1 {
				class = append(class, words[0])
			}
		}
		slices.Sort(class)
		classes = append(classes, slices.Compact(class))
	}
	slices.SortFunc(classes, slices.Compare[[]string])
	taken := map[string]bool{}
	for i, class := range classes {
		classes[i] = slices.DeleteFunc(class, func(word string) bool { return taken[word] })
		for _, word := range classes[i] {
			taken[word] = true
		}
	}
	return slices.DeleteFunc(classes, func(class []string) bool { return len(class) < 2 })
}

// addPhrase takes a phrase in, bound as it is to be found, and returns its tokens. Where two groups have it, the one that
// counts more keeps it.
func (n *Need) addPhrase(phrase Phrase, bind func([]string) []string) []string {
	words := Words(phrase.Text)
	tokens := n.reduced(words)
	if len(tokens) == 0 {
		return nil
	}
	tokens = bind(tokens)
	h := phraseHash(tokens)
	if group, is := n.phrases[h]; !is || phrase.Group < group {
		n.phrases[h] = phrase.Group
	}
	n.longest = max(n.longest, len(tokens))
	n.knows(words)
	return tokens
}

// addNear takes in the near misses that cancel something, and returns the words of all.
func (n *Need) addNear(texts []string) [][]string {
	var all [][]string
	for _, text := range texts {
		words := Words(text)
		if tokens := n.reduced(words); n.holdsPhrase(tokens) {
			n.near[phraseHash(tokens)] = true
			n.longest = max(n.longest, len(tokens))
		}
		all = append(all, words)
	}
	return all
}

// protect notes those words as known that would be misread as others: sitting, which is not hitting. The others need
// no room: where a near miss is misspelt, help is shown.
func (n *Need) protect(texts [][]string) {
	for {
		var misread []string
		for _, words := range texts {
			for _, word := range words {
				if n.strange(word) && n.respelt(word) != word {
					misread = append(misread, word)
				}
			}
		}
		if len(misread) == 0 {
			return
		}
		n.knows(misread)
	}
}

// holdsPhrase reports whether a phrase is among the tokens.
func (n *Need) holdsPhrase(tokens []string) bool {
	for from := range tokens {
		for to := from + 1; to <= len(tokens); to++ {
			if _, is := n.phrases[phraseHash(tokens[from:to])]; is {
				return true
			}
		}
	}
	return false
}

// knows notes words whose spelling is not to be tried, and which misspellings may mean.
func (n *Need) knows(words []string) {
	for _, word := range words {
		if isTried(word) {
			n.known[wordHash(word)] = true
		}
	}
}
