package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// The ground that every test stands on: a network with one area, one school and the helplines that are asked about.
var ground = map[string]string{
	"network.md":                          "---\nname: Wells\nlanguages: [en, gd]\ncrisis_floor: [helplines/childline]\n---\n",
	"areas/loch/area.md":                  "---\nname: Loch\ngss: S12000019\n---\n",
	"areas/loch/schools/glen/school.md":   "---\nname: Glen\npeople:\n  - role: Nurse\n    helps_with: All\n---\n",
	"national/helplines/childline.md":     helpline("Childline", "UK", phone("0800 1111", "Free.")),
	"national/helplines/samaritans.md":    helpline("Samaritans", "UK", phone("116 123", "Free.")),
	"national/helplines/nhs.md":           helpline("NHS 24 Mental Health Hub", "Scotland", phone("111", "Free.")),
	"national/helplines/papyrus.md":       helpline("Papyrus HOPELINE247", "UK", phone("0800 068 4141", "Free.")+textTo("88247", "")),
	"national/helplines/rape-crisis.md":   helpline("Rape Crisis Scotland helpline", "Scotland", phone("08088 01 03 02", "Free.")),
	"national/helplines/shout.md":         helpline("Shout", "UK", textTo("85258", "SHOUT")),
	"national/helplines/winstons-wish.md": helpline("Winston's Wish", "UK", phone("08088 020 021", "Free.")+textTo("07418 341800", "")),
	"national/helplines/samh.md":          helpline("SAMH Information Service", "Scotland", phone("0344 800 0550", "Not free.")),
	"national/topics/help.md": topic("Help", "[a](../helplines/childline.md) [b](../helplines/samaritans.md) [c](../helplines/nhs.md) [d](../helplines/papyrus.md) "+
		"[e](../helplines/rape-crisis.md) [f](../helplines/shout.md) [g](../helplines/winstons-wish.md) [h](../helplines/samh.md)"),
	"national/wording/old.md": "---\ntitle: Old\nsummary: S\nupdated: 2026-11-01\naudience: staff\navoid:\n" +
		"  - words: [\"08457 90 90 90\"]\n    say: Samaritans\n    why: It was another number.\n" +
		"  - words: [WW to 85258]\n    say: Winston's Wish\n    why: It has a number of its own.\n" +
		"  - words: [HOPELINEUK]\n    say: Papyrus HOPELINE247\n    why: It has another name now.\n" +
		"  - words: [The Mix]\n    say: leave it out\n    why: It became part of another service.\n---\n\nWords.\n",
}

const checkedOn = "    checked: {on: 2026-11-01, by: Us, evidence: [\"https://example.org/\"]}\n"

func phone(number, cost string) string {
	return fmt.Sprintf("  - type: phone\n    value: %q\n    cost: %q\n", number, cost) + checkedOn
}

func textTo(number, keyword string) string {
	word := ""
	if keyword != "" {
		word = "    keyword: " + keyword + "\n"
	}
	return fmt.Sprintf("  - type: text\n    value: %q\n", number) + word + checkedOn
}

func helpline(title, region, channels string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: Someone to talk to.\nupdated: 2026-11-01\nregion: %s\nchannels:\n%s---\n", title, region, channels)
}

func topic(title, body string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: About it.\nshort: [It happens.]\nupdated: 2026-11-01\n---\n\n%s\n", title, body)
}

var day = civil.Date{Year: 2026, Month: 11, Day: 23}

// input reads the ground with more files laid over it; an empty text takes a file away.
func input(t testing.TB, more map[string]string) Input {
	t.Helper()
	files := fstest.MapFS{}
	for _, layer := range []map[string]string{ground, more} {
		for file, text := range layer {
			if files[file] = (&fstest.MapFile{Data: []byte(text)}); text == "" {
				delete(files, file)
			}
		}
	}
	lib, problems, err := new(library.Reader).Read(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Severity == diag.Error {
			t.Fatalf("the test's own content is wrong: %s", p)
		}
	}
	in := Input{Library: lib, Whole: true, View: library.View{Today: day}}
	for _, site := range lib.Sites {
		shelf, _ := lib.Shelf(site, in.View)
		in.Shelves = append(in.Shelves, shelf)
	}
	return in
}

// told are the problems of a rule, as "severity text / hint", in order of their places.
func told(t testing.TB, rule string, more map[string]string) []string {
	t.Helper()
	problems := diag.Sort(ask(t, new(Checker), input(t, more), Options{Rules: []string{rule}}))
	var list []string
	for _, p := range problems {
		list = append(list, fmt.Sprintf("%s %s / %s", p.Severity, p.Text, p.Hint))
	}
	return list
}

// tells fails unless exactly one problem of the rule is told, and it holds the words.
func tells(t *testing.T, rule string, more map[string]string, words ...string) {
	t.Helper()
	list := told(t, rule, more)
	if len(list) != 1 {
		t.Fatalf("%s: got %d problems, want 1:\n%s", rule, len(list), strings.Join(list, "\n"))
	}
	for _, w := range words {
		if !strings.Contains(list[0], w) {
			t.Errorf("%s: got %q, which does not hold %q", rule, list[0], w)
		}
	}
}

func quiet(t *testing.T, rule string, more map[string]string) {
	t.Helper()
	if list := told(t, rule, more); len(list) > 0 {
		t.Errorf("%s: got %q, want nothing", rule, list)
	}
}

// body is a topic that says something.
func body(text string) map[string]string {
	return map[string]string{"national/topics/sleep.md": topic("Sleep", text)}
}

// Every rule can be told of, no problem has a rule that is not in the table, and the ground itself is well.
func TestGroundIsWell(t *testing.T) {
	for _, p := range ask(t, new(Checker), input(t, nil), Options{}) {
		t.Errorf("%s: %s", p.Rule, p)
	}
}

func TestEveryRuleIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] || r.Asks == "" || r.Why == "" || !strings.HasSuffix(r.Asks, ".") || !strings.HasSuffix(r.Why, ".") {
			t.Errorf("%q is told of twice or not explained", r.Name)
		}
		seen[r.Name] = true
	}
}

// Findings of drafts hold nothing back, unless drafts are shown.
func TestDraftsOnlyWarn(t *testing.T) {
	more := map[string]string{"national/topics/sleep.md": strings.Replace(topic("Sleep", "Phone 0800 1111."), "updated:", "draft: true\nupdated:", 1)}
	tells(t, contactNumber, more, "warning the number of Childline")
	in := input(t, more)
	in.View.Drafts = true
	problems := ask(t, new(Checker), in, Options{Rules: []string{contactNumber}})
	if len(problems) != 1 || problems[0].Severity != diag.Error {
		t.Errorf("with drafts: got %v", problems)
	}
}

// What an area's files say reaches that area, and is told once however many sites show it.
func TestReachAndRepeats(t *testing.T) {
	more := map[string]string{
		"areas/loch/schools/brae/school.md": "---\nname: Brae\n---\n",
		"areas/loch/topics/sleep.md":        topic("Sleep", "Phone 0800 1111."),
	}
	problems := ask(t, new(Checker), input(t, more), Options{Rules: []string{contactNumber}})
	if len(problems) != 1 || problems[0].Reach != (diag.Reach{Area: "loch"}) {
		t.Fatalf("got %v", problems)
	}
	if want := "[Childline](/content/national/helplines/childline.md)"; !strings.Contains(problems[0].Hint, want) {
		t.Errorf("got the hint %q, want %s", problems[0].Hint, want)
	}
	if p := problems[0].Place; p.Line != 8 || p.Column != 7 || p.Length != 9 || problems[0].Snippet != "Phone 0800 1111." {
		t.Errorf("got the place %+v, %q", p, problems[0].Snippet)
	}
}

// A place in a field is exact, also behind letters that take several bytes.
func TestPlacesInFields(t *testing.T) {
	text := "---\ntitle: \"Schlaf – Übung\"\nsummary: \"Größe: 0800 1111 ist frei.\"\nshort: [It happens.]\nupdated: 2026-11-01\n---\n"
	problems := ask(t, new(Checker), input(t, map[string]string{"national/topics/sleep.md": text}), Options{Rules: []string{contactNumber}})
	if len(problems) != 1 || problems[0].Place != (diag.Place{File: "national/topics/sleep.md", Line: 3, Column: 18, Length: 9}) {
		t.Fatalf("got %+v", problems)
	}
}

// A finding that is kept says the same as one that is made, and lasts only as long as all it depends on.
func TestKeptFindings(t *testing.T) {
	o := Options{Keep: t.TempDir(), Program: "p"}
	said := func(c *Checker, more map[string]string, o Options) string {
		problems := diag.Sort(ask(t, c, input(t, more), o))
		var b strings.Builder
		for _, p := range problems {
			fmt.Fprintf(&b, "%s %v %v\n", p, p.Reach, p.Rule)
		}
		return b.String()
	}
	texts := []map[string]string{
		body("Phone 0800 1111, aged 11-16."), body("Phone 0800 1112."),
		{"national/topics/sleep.md": topic("Sleep", "Phone 0800 1112."), "national/helplines/childline.md": helpline("Childline", "UK", phone("0800 1112", "Free."))},
	}
	for _, more := range append(texts, texts[0]) {
		want := said(new(Checker), more, Options{})
		var kept Checker
		for _, c := range []*Checker{{}, &kept, &kept, {}} {
			if got := said(c, more, o); got != want || got == "" {
				t.Errorf("kept: got\n%s\nwant\n%s", got, want)
			}
		}
		if got := said(new(Checker), more, Options{Keep: o.Keep, Program: "another"}); got != want {
			t.Errorf("another program: got\n%s\nwant\n%s", got, want)
		}
	}
	if !slices.ContainsFunc(Rules(), func(r Rule) bool { return r.Name == ages }) {
		t.Error("no rule about ages")
	}
}

// ask asks the rules of a checker that nobody interrupts.
func ask(t testing.TB, c *Checker, in Input, o Options) []diag.Problem {
	t.Helper()
	problems, err := c.Check(t.Context(), in, o)
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

func TestWhoIsInterruptedSaysNothingAndKeepsWhatWasKnown(t *testing.T) {
	c, in := new(Checker), input(t, nil)
	want := diag.Sort(ask(t, c, in, Options{}))
	ended, end := context.WithCancel(t.Context())
	end()
	if problems, err := c.Check(ended, in, Options{}); problems != nil || err == nil {
		t.Errorf("an ended context gave %d problems and the error %v", len(problems), err)
	}
	if got := diag.Sort(ask(t, c, in, Options{})); !slices.EqualFunc(got, want, func(a, b diag.Problem) bool { return a.Text == b.Text && a.Place == b.Place }) {
		t.Errorf("after that: %v, want %v", got, want)
	}
}
