package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// lexicon numbers the words of one language and their terms, for all sites together: what is said of a word is worked
// out once. Numbers depend on who came first and never leave this package.
type lexicon struct {
	language
	mu       sync.RWMutex
	numbers  map[string]int32
	words    []word
	terms    map[string]int32
	forward  []int32 // words by sound, then by spelling
	backward []int32 // words by sound read backwards, then by spelling
}

// word is one word as written.
type word struct {
	text  string
	sound string
	back  string
	term  int32
	stop  bool
}

func newLexicon(tag string) (*lexicon, error) {
	l, err := speak(tag)
	return &lexicon{language: l, numbers: map[string]int32{}, terms: map[string]int32{}}, err
}

// tokens are words of a text before they have numbers, laid end to end.
type tokens struct {
	letters []byte
	ends    []int
	first   []bool // by word: it begins a line
}

// reset forgets the words and keeps the room.
func (t *tokens) reset() {
	t.letters, t.ends, t.first = t.letters[:0], t.ends[:0], t.first[:0]
}

// add adds the words of a text, line by line.
func (t *tokens) add(text string) {
	for line := range strings.Lines(text) {
		begins := true
		eachWord(line, func(word []byte) {
			t.letters = append(t.letters, word...)
			t.ends = append(t.ends, len(t.letters))
			t.first, begins = append(t.first, begins), false
		})
	}
}

// numbered are the numbers of words, new ones included.
func (l *lexicon) numbered(t *tokens) []int32 {
	list := make([]int32, len(t.ends))
	var missing []int
	l.mu.RLock()
	start := 0
	for i, end := range t.ends {
		n, known := l.numbers[string(t.letters[start:end])]
		if list[i] = n; !known {
			missing = append(missing, i)
		}
		start = end
	}
	l.mu.RUnlock()
	if len(missing) == 0 {
		return list
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, i := range missing {
		start := 0
		if i > 0 {
			start = t.ends[i-1]
		}
		list[i] = l.learn(string(t.letters[start:t.ends[i]]))
	}
	return list
}

// learn gives a word its number; the caller holds the lock.
func (l *lexicon) learn(text string) int32 {
	if n, known := l.numbers[text]; known {
		return n
	}
	stem := l.language.term(text)
	term, known := l.terms[stem]
	if !known {
		term = int32(len(l.terms))
		l.terms[stem] = term
	}
	said := sound(text)
	n := int32(len(l.words))
	l.numbers[text] = n
	l.words = append(l.words, word{text: text, sound: said, back: reversed(said), term: term, stop: l.stop[text]})
	return n
}

// of are the numbers of the words of a text.
func (l *lexicon) of(text string) []int32 {
	var t tokens
	t.add(text)
	return l.numbered(&t)
}

// all are the words so far. They never change; more may come.
func (l *lexicon) all() []word {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.words
}

// pair is the number of two neighbouring words written as one: so "selfesteem" is found, and "self esteem" as typed
// says more than its two words. There is none where one of the two is passed over.
func (l *lexicon) pair(first, second int32) (n int32, found bool) {
	words := l.all()
	if words[first].stop || words[second].stop {
		return 0, false
	}
	return l.of(words[first].text + words[second].text)[0], true
}

// snapshot is a lexicon at one moment, for reading without a lock: words are only ever added.
type snapshot struct {
	words             []word
	forward, backward []int32
	terms             int
}

// snapshot puts the words in order.
func (l *lexicon) snapshot() snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.forward) < len(l.words) {
		l.forward = l.ordered(l.forward, func(w *word) string { return w.sound })
		l.backward = l.ordered(l.backward, func(w *word) string { return w.back })
	}
	return snapshot{words: l.words, forward: l.forward, backward: l.backward, terms: len(l.terms)}
}

// ordered is old with the new words put in where they belong. It is a new list: others may still read the old one.
func (l *lexicon) ordered(old []int32, by func(*word) string) []int32 {
	compare := func(a, b int32) int {
		first, second := &l.words[a], &l.words[b]
		return cmp.Or(strings.Compare(by(first), by(second)), strings.Compare(first.text, second.text))
	}
	fresh := make([]int32, 0, len(l.words)-len(old))
	for n := len(old); n < len(l.words); n++ {
		fresh = append(fresh, int32(n))
	}
	slices.SortFunc(fresh, compare)
	merged := make([]int32, 0, len(l.words))
	for len(old) > 0 && len(fresh) > 0 {
		if compare(old[0], fresh[0]) < 0 {
			merged, old = append(merged, old[0]), old[1:]
		} else {
			merged, fresh = append(merged, fresh[0]), fresh[1:]
		}
	}
	return append(append(merged, old...), fresh...)
}
