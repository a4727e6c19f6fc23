package diag

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSort(t *testing.T) {
	want := []Problem{
		{Place: Place{File: "a.md"}, Text: "b"},
		{Place: Place{File: "a.md", Line: 2, Column: 9}, Text: "a"},
		{Place: Place{File: "a.md", Line: 10, Column: 1}, Text: "a"},
		{Place: Place{File: "a.md", Line: 10, Column: 2}, Text: "a"},
		{Place: Place{File: "a.md", Line: 10, Column: 2}, Text: "b"},
		{Place: Place{File: "a.md", Line: 10, Column: 2}, Text: "b", Severity: Warning},
		{Place: Place{File: "a.md", Line: 10, Column: 2}, Text: "b", Severity: Warning, Reach: Reach{Area: "x", Site: "y"}},
		{Place: Place{File: "a.md", Line: 10, Column: 2}, Text: "b", Severity: Warning, Reach: Reach{Area: "x", Site: "y"}, Hint: "c"},
		{Place: Place{File: "a.md", Line: 10, Column: 2}, Text: "b", Severity: Warning, Reach: Reach{Area: "x", Site: "y"}, Hint: "c", Rule: "d"},
		{Place: Place{File: "b.md"}, Text: "a"},
	}
	for range 20 {
		got := append(slices.Clone(want), want...) // each twice: repeats go
		rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		if got = Sort(got); !slices.Equal(got, want) {
			t.Fatalf("got\n%v\nwant\n%v", got, want)
		}
	}
}

func TestReach(t *testing.T) {
	for _, test := range []struct {
		reach                 Reach
		says                  string
		beeslack, trinity, no bool
	}{
		{Reach{}, "every site", true, true, true},
		{Reach{Area: "midlothian"}, "every site of midlothian", true, true, false},
		{Reach{Area: "midlothian", Site: "beeslack"}, "midlothian/beeslack", true, false, false},
	} {
		if got := test.reach.String(); got != test.says {
			t.Errorf("got %q, want %q", got, test.says)
		}
		for site, want := range map[[2]string]bool{{"midlothian", "beeslack"}: test.beeslack, {"midlothian", "trinity"}: test.trinity, {"ayrshire", "beeslack"}: test.no} {
			if got := test.reach.Covers(site[0], site[1]); got != want {
				t.Errorf("%s covers %v: %v, want %v", test.reach, site, got, want)
			}
			for severity, holds := range map[Severity]bool{Error: want, Warning: false} {
				if got := Holds([]Problem{{Severity: severity, Reach: test.reach}}, site[0], site[1]); got != holds {
					t.Errorf("a %s that reaches %s holds %v back: %v, want %v", severity, test.reach, site, got, holds)
				}
			}
		}
	}
	if errors, warnings := Count([]Problem{{}, {Severity: Warning}, {}, {}}); errors != 3 || warnings != 1 {
		t.Errorf("%d errors and %d warnings, want 3 and 1", errors, warnings)
	}
}

func TestLine(t *testing.T) {
	source := []byte("one\r\ntwo\n\nf\xffour")
	for n, want := range []string{"one", "one", "two", "", "f\ufffdour", "", ""} {
		if n == 0 {
			continue
		}
		if got := Line(source, n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"anxiety", "sleep", "sleet", "panic", "no", "relationships-and-consent", "Titel", "alcohol"}
	for word, want := range map[string]string{
		"anxeity": "anxiety", "anxiety": "anxiety", "ANXIETY": "anxiety", "anxity": "anxiety", "axiety": "anxiety", "anger": "",
		"slep": "sleep", "sleer": "sleep", "slepe": "sleep", "pnic": "panic", "pncaa": "", "on": "no", "xy": "", "": "", "relationship-and-consents": "relationships-and-consent",
		"relationschips-und-consent": "relationships-and-consent", "relations": "", "title": "Titel", "alchool": "alcohol", "漢字": "",
	} {
		for range 5 {
			rand.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
			if got := Nearest(word, words); got != want {
				t.Errorf("nearest to %q is %q, want %q", word, got, want)
				break
			}
		}
	}
	if got := DidYouMean("slep", words, "look again"); got != `did you mean "sleep"?` {
		t.Error(got)
	}
	for _, word := range []string{"nothing like it", "sleep"} {
		if got := DidYouMean(word, words, "look again"); got != "look again" {
			t.Errorf("%s: %s", word, got)
		}
	}
}
