package search

import (
	"slices"
	"testing"
)

// both are Bleve over our analysis and Bleve as it comes, closed after the test.
func both(t *testing.T, in Shelf) (same, stock *Reference) {
	t.Helper()
	same, err := new(Analyst).Reference(in)
	if err != nil {
		t.Fatal(err)
	}
	stock, err = Stock(in)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, r := range []*Reference{same, stock} {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return same, stock
}

// titlesOf are what a reference finds, best first.
func titlesOf(t *testing.T, r *Reference, question string, n int) []string {
	t.Helper()
	results, err := r.Answer(question, n)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, found := range results {
		list = append(list, r.Documents[found.Number].Title)
	}
	return list
}

// Where Bleve and we agree on the words, we should agree on what comes first.
func TestBleveOverTheSameAnalysisAgreesOnPlainQuestions(t *testing.T) {
	in := shelved(t, mill(t), "")
	same, _ := both(t, in)
	x := made(t, in)
	for _, question := range []string{"sleep", "butterflies", "bullied", "self esteem", "box breathing", "no friends", "selfesteem"} {
		theirs, ours := titlesOf(t, same, question, 3), titles(t, x, question)
		if len(theirs) == 0 || len(ours) == 0 || theirs[0] != ours[0] {
			t.Errorf("%q: Bleve finds %q, we find %q", question, theirs, ours)
		}
	}
}

func TestBleveOverTheSameAnalysisForgivesAsBleveCan(t *testing.T) {
	same, _ := both(t, shelved(t, mill(t), ""))
	for question, want := range map[string]string{"anxeity": "Anxiety and worry", "bull": "Bullying"} {
		if got := titlesOf(t, same, question, 1); !slices.Equal(got, []string{want}) {
			t.Errorf("%q finds %q, want %s", question, got, want)
		}
	}
}

func TestBleveAsItComesFindsWordsButForgivesNothing(t *testing.T) {
	_, stock := both(t, shelved(t, mill(t), ""))
	if got := titlesOf(t, stock, "sleeping", 1); len(got) != 1 || got[0] != "Sleep" && got[0] != "A sleep diary" {
		t.Errorf("sleeping finds %q", got)
	}
	if got := titlesOf(t, stock, "anxeity", 10); len(got) != 0 {
		t.Errorf("a misspelt word finds %q", got)
	}
}

func TestAReferenceHasNoAnswerToNothing(t *testing.T) {
	same, stock := both(t, shelved(t, mill(t), ""))
	for _, question := range []string{"", "?!", "the", "😀"} {
		for name, r := range map[string]*Reference{"ours": same, "stock": stock} {
			if got := titlesOf(t, r, question, 10); len(got) != 0 {
				t.Errorf("%q over %s finds %q", question, name, got)
			}
		}
	}
}

// A measure that changes from run to run measures nothing.
func TestAReferenceAnswersTheSameEveryTime(t *testing.T) {
	in := shelved(t, mill(t), "")
	first, _ := both(t, in)
	slices.Reverse(in.Documents)
	second, _ := both(t, in)
	for _, question := range questions {
		a, err := first.Answer(question, 10)
		if err != nil {
			t.Fatal(err)
		}
		b, err := second.Answer(question, 10)
		if err != nil || !slices.Equal(a, b) {
			t.Errorf("%q: %v and then %v: %v", question, a, b, err)
		}
	}
}
