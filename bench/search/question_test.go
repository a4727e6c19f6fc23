package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/search"
)

func shelf() (search.Shelf, search.Vocabulary) {
	in := search.Shelf{Language: "en"}
	for i := range 20 {
		in.Documents = append(in.Documents, search.Document{Title: fmt.Sprintf("Sleeping badly %c", 'a'+i), Summary: "Hurting at night and something that helps"})
	}
	return in, search.Vocabulary{Phrases: []search.Phrase{{Group: 2, Text: "hurting"}}}
}

func TestQuestionsAreTheSameEveryTime(t *testing.T) {
	var first, second subject
	for _, s := range []*subject{&first, &second} {
		in, v := shelf()
		if err := s.think(in, v, 30); err != nil {
			t.Fatal(err)
		}
	}
	if len(first.Questions) != 30 || len(first.Misspelt) != 10 {
		t.Errorf("there are %d and %d questions, want 30 and 10", len(first.Questions), len(first.Misspelt))
	}
	if !slices.Equal(first.Questions, second.Questions) || !slices.Equal(first.Misspelt, second.Misspelt) {
		t.Error("the same shelf gives other questions")
	}
}

// Questions that bring help first, or that nobody looks up, fetch nothing and would make figures look better than they are.
func TestEveryQuestionIsLookedUp(t *testing.T) {
	in, v := shelf()
	var s subject
	if err := s.think(in, v, 60); err != nil {
		t.Fatal(err)
	}
	for _, question := range append(s.Questions, s.Misspelt...) {
		if strings.Contains(question, "hurting") {
			t.Errorf("%q is asked", question)
		}
		if slices.Contains(strings.Fields(question), "that") {
			t.Errorf("%q has a word that is not looked up", question)
		}
		if n := len(strings.Fields(question)); n < 1 || n > 3 {
			t.Errorf("%q has %d words", question, n)
		}
	}
}

func TestASlipChangesOneWord(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		got, slipped := misspelt(r, []string{"my", "counsellor"})
		if slipped && (got == "my counsellor" || !strings.HasPrefix(got, "my c")) {
			t.Errorf("a slip in counsellor gives %q", got)
		}
	}
	if got, slipped := misspelt(r, []string{"my", "head"}); slipped {
		t.Errorf("short words give %q", got)
	}
}

func TestPercentiles(t *testing.T) {
	figures := []int{5, 1, 4, 2, 3, 10, 9, 8, 7, 6}
	for p, want := range map[int]int{1: 1, 50: 5, 95: 10, 100: 10} {
		if got := percentile(figures, p); got != want {
			t.Errorf("p%d is %d, want %d", p, got, want)
		}
	}
}
