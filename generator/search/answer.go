package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
)

// The numbers of docs/search-format.md, section 5. The browser has the same.
const (
	longestQuestion = 300 // units
	mostWords       = 24
	mostShards      = 5
	mostSecond      = 2 // words that are looked for in a second shard
	mostCandidates  = 6
	exactly         = 16 // boost of a word as it was typed
	nearly          = 14 // boost of what it may have meant, less the cost
)

// Result is a document that answers a question.
type Result struct {
	Number int // of the document
	Score  int
}

// Answer finds the documents that answer a question, best first, as the browser does. Group is what [Need.Group] says
// of the question: the entries for someone who needs that help come before all others. Errors are those of payloads that
// cannot be had or read.
func (x *Opened) Answer(question, group string) ([]Result, error) {
	q := x.ask(question)
	if err := q.choose(); err != nil {
		return nil, err
	}
	for _, w := range q.taken {
		w.candidates = q.candidates(w, w.shard)
	}
	if err := q.again(); err != nil {
		return nil, err
	}
	return q.results(slices.Index(Groups, group)), nil
}

// cut cuts a text to a number of units.
func cut(text string, units int) string {
	if len(text) <= units {
		return text
	}
	coded := utf16.Encode([]rune(text))
	return string(utf16.Decode(coded[:min(units, len(coded))]))
}

// asked is a question being answered.
type asked struct {
	index  *Opened
	all    []string // the words of the text
	taken  []*wanted
	loaded map[int]*opened // by number of the shard
}

// wanted is a word that is looked up.
type wanted struct {
	text       string
	sound      string
	number     int // of its shard
	shard      *opened
	candidates []candidate
}

// candidate is a term that a word may mean.
type candidate struct {
	*openedTerm
	word  string
	cost  int
	boost int
}

func (x *Opened) ask(question string) *asked {
	q := &asked{index: x, all: Words(cut(question, longestQuestion)), loaded: map[int]*opened{}}
	q.all = q.all[:min(len(q.all), mostWords)]
	seen := map[string]bool{}
	for _, word := range q.all {
		if !x.stop[word] && !seen[word] && len(x.front) > 0 {
			seen[word] = true
			said := sound(word)
			q.taken = append(q.taken, &wanted{text: word, sound: said, number: x.front.of(said)})
		}
	}
	return q
}

// longestFirst puts words in the order in which they are looked after.
func longestFirst(words []*wanted) []*wanted {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b *wanted) int { return units(b.text) - units(a.text) })
	return sorted
}

func units(word string) int { return len(utf16.Encode([]rune(word))) }

// choose loads the shards of the words, as many as may be asked for, and leaves out the words of others.
func (q *asked) choose() error {
	full := false
	for _, w := range longestFirst(q.taken) {
		if q.loaded[w.number] == nil && (full || len(q.loaded) == mostShards) {
			full = true
			continue
		}
		s, err := q.index.shard(w.number)
		if err != nil {
			return err
		}
		q.loaded[w.number], w.shard = s, s
	}
	q.taken = slices.DeleteFunc(q.taken, func(w *wanted) bool { return w.shard == nil })
	return nil
}

// candidates are what a word may mean, in a shard: itself; or what it begins, for a word that may still be being
// typed; or what it may have been meant to be.
func (q *asked) candidates(w *wanted, s *opened) []candidate {
	if at, found := s.by[w.text]; found {
		return []candidate{{openedTerm: &s.list[s.terms[at]], word: w.text, boost: exactly}}
	}
	if w.text == q.all[len(q.all)-1] {
		if begun := s.completions(w.text, 2); len(begun) > 0 {
			return begun
		}
		return s.corrections(w.text)
	}
	if meant := s.corrections(w.text); len(meant) > 0 {
		return meant
	}
	return s.completions(w.text, 4)
}

// completions are the words that begin with text, when it has enough units to say anything.
func (s *opened) completions(text string, least int) []candidate {
	if units(text) < least {
		return nil
	}
	return s.likeliest(func(word string) (cost int, fits bool) { return 1, strings.HasPrefix(word, text) })
}

// corrections are the words that text may have been meant to be.
func (s *opened) corrections(text string) []candidate {
	limit := most(text)
	if limit == 0 {
		return nil
	}
	return s.likeliest(func(word string) (cost int, fits bool) {
		if cost = distance(text, word, limit); cost > 1 && related(text, word) {
			cost = 1
		}
		return cost, cost <= limit
	})
}

// likeliest are the best of the words that fit. Words hold letters of the basic plane only, so that the order of their
// bytes is that of their units.
func (s *opened) likeliest(fit func(word string) (cost int, fits bool)) []candidate {
	var list []candidate
	for i, word := range s.words {
		if cost, fits := fit(word); fits {
			list = append(list, candidate{openedTerm: &s.list[s.terms[i]], word: word, cost: cost, boost: nearly - cost})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(a.cost-b.cost, len(b.postings)-len(a.postings), strings.Compare(a.word, b.word))
	})
	var kept []candidate
	for _, c := range list {
		known := slices.ContainsFunc(kept, func(k candidate) bool { return k.openedTerm == c.openedTerm })
		if c.cost <= list[0].cost+1 && !known && len(kept) < mostCandidates {
			kept = append(kept, c)
		}
	}
	return kept
}

// again looks elsewhere for words that nothing was found for.
func (q *asked) again() error {
	left := mostSecond
	for _, w := range longestFirst(q.taken) {
		if len(w.candidates) > 0 || left == 0 {
			continue
		}
		left--
		front, back := q.index.front, q.index.back
		number := w.number + 1
		if number == len(front) || !strings.HasPrefix(front[number], w.sound) {
			if len(back) == 0 {
				continue
			}
			number = len(front) + back.of(reversed(w.sound))
		}
		s, err := q.index.shard(number)
		if err != nil {
			return err
		}
		w.candidates = q.candidates(w, s)
	}
	return nil
}

// extras are terms of two words written as one.
func (q *asked) extras() []candidate {
	var list []candidate
	seen := map[string]bool{}
	for i := 1; i < len(q.all); i++ {
		word := q.all[i-1] + q.all[i]
		s := q.loaded[q.index.front.of(sound(word))]
		if s == nil || seen[word] {
			continue
		}
		if at, found := s.by[word]; found {
			seen[word] = true
			list = append(list, candidate{openedTerm: &s.list[s.terms[at]], word: word, boost: exactly})
		}
	}
	return list
}

// sums are a document's points and the number of words that gave them.
type sums struct{ points, count int }

// results adds up the points. The documents that come first for a group of needs stand above the highest score.
func (q *asked) results(group int) []Result {
	sum := map[int32]*sums{}
	for _, w := range q.taken {
		q.give(sum, w.candidates, 1)
	}
	for _, extra := range q.extras() {
		q.give(sum, []candidate{extra}, 0)
	}
	scores, highest := map[int]int{}, 0
	for document, s := range sum {
		scores[int(document)] = s.points * (s.count + 1)
		highest = max(highest, scores[int(document)])
	}
	if group >= 0 && group < len(q.index.First) {
		first := q.index.First[group]
		for i, document := range first {
			scores[document] = highest + len(first) - i
		}
	}
	results := make([]Result, 0, len(scores))
	for document, score := range scores {
		results = append(results, Result{document, score})
	}
	slices.SortFunc(results, func(a, b Result) int { return cmp.Or(b.Score-a.Score, a.Number-b.Number) })
	return results
}

// give gives documents the most points that one of the candidates has for them.
func (q *asked) give(sum map[int32]*sums, candidates []candidate, count int) {
	points := map[int32]int{}
	weight := mostRare
	for _, c := range candidates {
		weight = min(weight, rarity(q.index.Number, len(c.postings)))
	}
	for _, c := range candidates {
		for _, p := range c.postings {
			points[p.document] = max(points[p.document], c.boost*weight*int(p.impact))
		}
	}
	for document, n := range points {
		s := sum[document]
		if s == nil {
			s = &sums{}
			sum[document] = s
		}
		s.points, s.count = s.points+n, s.count+count
	}
}
