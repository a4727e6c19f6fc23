package library

import (
	"fmt"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// leaning are files that all need the topic sleep: two links, a field, a translation, an addition, and settings.
var leaning = at(national+"topics/panic.md", topicText("Panic", "A [link](sleep.md) and [another](sleep.md#tonight).", "related: [sleep]")) +
	at(national+"topics/sleep.gd.md", "---\ntitle: Cadal\nsummary: S.\nshort: [A.]\nupdated: 2026-11-01\n---\n") +
	at(glen+"topics/sleep.md", "---\nupdated: 2026-11-01\ntext: append\n---\nHere.\n") +
	at(glen+"school.md", "---\nname: Glen\nhide: [topics/sleep]\n---\n[Sleep](/content/national/topics/sleep.md)\n")

// TestOneSlipIsOneProblem: what is wrong only because a file cannot be read is told with that file, as a number.
func TestOneSlipIsOneProblem(t *testing.T) {
	well := topicText("Sleep", "## Tonight")
	for _, test := range []struct{ name, text, problem string }{
		{"no colon", strings.Replace(well, "title: Sleep", "title Sleep", 1), `2:1 error: there is no colon and space after "title"`},
		{"no colon further down", strings.Replace(well, "summary: ", "summary ", 1), `3:1 error: there is no colon and space after "summary"`},
		{"no space behind the colon", strings.Replace(well, "title: Sleep", "title:Sleep", 1), `2:1 error: there is no colon and space after "title"`},
		{"an open quote", strings.Replace(well, "title: Sleep", "title: \"Sleep", 1), "2:8 error: this quoted text has no closing quote"},
		{"no end", strings.Replace(well, "\n---\n", "\n", 1), "1:1 error: the front matter is not closed"},
		{"no fields", "", " error: this file is empty"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems, err := (&Reader{}).Read(t.Context(), files(t, leaning+at(national+"topics/sleep.md", test.text)))
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Replace("national/topics/sleep.md:"+test.problem, ": error", " error", 1)
			expect(t, problems, strings.Replace(want, "md: ", "md ", 1))
			if hint := problems[0].Hint; !strings.HasSuffix(hint, "; 6 more problems in other files come from this one and are not listed") {
				t.Errorf("got the hint %q", hint)
			}
		})
	}
	read(t, leaning+at(national+"topics/sleep.md", well))
}

// TestOtherSlipsAreStillTold: only what the broken file explains is held back.
func TestOtherSlipsAreStillTold(t *testing.T) {
	broken := at(glen+"topics/sleep.md", "---\ntitle Sleep\n---\n")
	read(t, broken+at(national+"topics/panic.md", topicText("Panic", "A [link](sleep.md).", "related: [sleep, slep]"))+
		at("areas/loch/schools/brae/topics/panic.md", "---\nupdated: 2026-11-01\nrelated: [sleep]\n---\n"),
		`areas/loch/schools/brae/topics/panic.md:3:11 error: unknown topic "sleep"`,
		`areas/loch/schools/glen/topics/sleep.md:2:1 error: there is no colon and space after "title"`,
		`national/topics/panic.md:6:11 error: unknown topic "sleep"`,
		`national/topics/panic.md:6:18 error: unknown topic "slep"`,
		`national/topics/panic.md:8:10 error: there is no file "sleep.md"`)
}

// TestOneProblemIsSaidOfOne keeps the words in order.
func TestOneProblemIsSaidOfOne(t *testing.T) {
	_, problems, err := (&Reader{}).Read(t.Context(), files(t, at(national+"topics/Sleep.md", topicText("Sleep", "Words."))+at(national+"topics/panic.md", topicText("Panic", "Words.", "related: [sleep]"))))
	if err != nil {
		t.Fatal(err)
	}
	want := `rename it to sleep.md; 1 more problem in another file comes from this one and is not listed`
	if len(problems) != 1 || !strings.HasSuffix(problems[0].Hint, want[len("rename it to sleep.md"):]) {
		t.Errorf("got %v, want one problem with the hint %q", problems, want)
	}
}

// TestUnreadSettings: without the network's settings its languages are not known, and no translation is called wrong.
func TestUnreadSettings(t *testing.T) {
	more := at(national+"topics/sleep.md", topicText("Sleep", "Words.")) + at(national+"topics/sleep.gd.md", "---\ntitle: Cadal\nsummary: S.\nshort: [A.]\nupdated: 2026-11-01\n---\n") +
		at(glen+"school.md", "---\nname: Glen\nlanguages: [en, gd]\n---\n")
	l := read(t, more+at("network.md", "---\nname Network\n---\n"), `network.md:2:1 error: there is no colon and space after "name"`)
	if got := fmt.Sprint(l.Languages); got != "[en gd]" || !l.Gaps() {
		t.Errorf("got the languages %s, gaps %v", got, l.Gaps())
	}
	if l := read(t, more); l.Gaps() {
		t.Error("gaps where everything can be read")
	}
	if l := read(t, more+at(glen+"school.md", "---\nname Glen\n---\n"), `areas/loch/schools/glen/school.md:2:1 error: there is no colon and space after "name"`); !l.Gaps() {
		t.Error("no gap where a school's settings cannot be read")
	}
}

// TestHeldBackHoldsBackSites: every site that a problem would have held back is held back by the file it comes from.
func TestHeldBackHoldsBackSites(t *testing.T) {
	_, problems, err := (&Reader{}).Read(t.Context(), files(t, leaning+at(national+"topics/sleep.md", "---\ntitle Sleep\n---\n")))
	if err != nil || !diag.Holds(problems, "loch", "glen") || !diag.Holds(problems, "loch", "brae") {
		t.Errorf("got %v, %v", problems, err)
	}
}
