package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"wellshelf/generator/search"
)

// think thinks of n questions of one to three words that stand in titles and summaries of the site, and a third as
// many with a slip in the longest word. None brings help before results, and every word is looked up.
func (s *subject) think(of search.Shelf, v search.Vocabulary, n int) error {
	need, err := search.OpenNeed(search.Pack(v))
	if err != nil {
		return err
	}
	nothing, err := new(search.Analyst).Analysed(search.Shelf{Language: of.Language})
	if err != nil {
		return err
	}
	passed := func(word string) bool { // over by the search: all others are strange to a shelf without documents
		_, strange := nothing.Asked(word)
		return len(strange) == 0
	}
	r := rand.New(rand.NewPCG(20261123, uint64(len(of.Documents))))
	for tries := 0; len(s.Questions) < n || len(s.Misspelt) < n/3; tries++ {
		if tries > 100*n {
			return fmt.Errorf("no more questions to think of in %d documents", len(of.Documents))
		}
		d := of.Documents[r.IntN(len(of.Documents))]
		words := slices.DeleteFunc(search.Words(d.Title+" "+d.Summary), passed)
		if len(words) > 0 {
			s.ask(r, need, some(r, words, tries%3+1), n)
		}
	}
	return nil
}

// some are n of the words, any of which may come twice.
func some(r *rand.Rand, words []string, n int) []string {
	var list []string
	for range n {
		list = append(list, words[r.IntN(len(words))])
	}
	return list
}

// ask adds a question of these words where one is missing, unless it brings help.
func (s *subject) ask(r *rand.Rand, need *search.Need, words []string, n int) {
	question := strings.Join(words, " ")
	slip, slipped := misspelt(r, words)
	if _, help := need.Group(question + "\n" + slip); help {
		return
	}
	switch {
	case len(s.Questions) < n:
		s.Questions = append(s.Questions, question)
	case slipped:
		s.Misspelt = append(s.Misspelt, slip)
	}
}

// shortest is how many letters a word has that is worth misspelling.
const shortest = 5

// misspelt is a question with a slip of the hand in its longest word: two letters swapped, one left out, or one twice.
func misspelt(r *rand.Rand, words []string) (string, bool) {
	longest := slices.MaxFunc(words, func(a, b string) int { return len(a) - len(b) })
	if len(longest) < shortest {
		return "", false
	}
	at := 1 + r.IntN(len(longest)-2)
	slip := []string{
		longest[:at] + longest[at+1:at+2] + longest[at:at+1] + longest[at+2:],
		longest[:at] + longest[at+1:],
		longest[:at] + longest[at:at+1] + longest[at:],
	}[r.IntN(3)]
	return strings.Replace(strings.Join(words, " "), longest, slip, 1), slip != longest
}
