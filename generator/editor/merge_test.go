package editor

import (
	"encoding/json"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

const drafted = `---
# The name readers see.
title: Sleep
summary: Rest well.
short: [A bad night does no harm.]
# minutes: How long it takes.
updated: 2026-01-01
# the end
---

Lie down.
`

// asForms spells front matter as Decap does: no comments, a list in lines, long lines folded.
const asForms = `---
title: Sleep
summary: Rest well.
short:
  - A bad night does no harm.
updated: 2026-01-01
---

Lie down.
`

func TestAChangeOfAFieldIsAChangeOfItsLines(t *testing.T) {
	file := Path("national/topics/sleep.md")
	for name, c := range map[string]struct{ from, to, was, is string }{
		"nothing":               {"", "", "", ""},
		"a title":               {"title: Sleep", "title: Sleep well", "title: Sleep", "title: Sleep well"},
		"a list":                {"  - A bad night does no harm.\n", "  - One.\n  - Two.\n", "short: [A bad night does no harm.]", "short:\n  - One.\n  - Two."},
		"the text":              {"Lie down.", "Lie down.\n\nBreathe.", "Lie down.", "Lie down.\n\nBreathe."},
		"a new field":           {"updated:", "sensitive: true\nupdated:", "# the end", "sensitive: true\n# the end"},
		"a field taken out":     {"summary: Rest well.\n", "", "summary: Rest well.\n", ""},
		"folded, and the same":  {"summary: Rest well.", "summary: Rest\n  well.", "", ""},
		"quoted, and the same":  {"title: Sleep", `title: "Sleep"`, "", ""},
		"one that is a mistake": {"updated: 2026-01-01", "updated: soon", "updated: 2026-01-01", "updated: soon"},
	} {
		t.Run(name, func(t *testing.T) {
			sent := strings.Replace(asForms, c.from, c.to, 1)
			want := strings.Replace(drafted, c.was, c.is, 1)
			if got := string(merge(file, []byte(drafted), []byte(sent))); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestMergeKeepsLineEnds(t *testing.T) {
	old := strings.ReplaceAll(drafted, "\n", "\r\n")
	if got := string(merge("national/topics/sleep.md", []byte(old), []byte(asForms))); got != old {
		t.Errorf("got %q", got)
	}
}

func TestDressedAndUndressed(t *testing.T) {
	for _, text := range []string{drafted, asForms, "no fields\n", "", "---\nopen\n", "---\n---\n", "---\ntext: append\nlist:\n- a\n# inside\n- b\n---\n\n---\nnot a fence\n"} {
		f := File{"national/topics/sleep.md", []byte(text), IDOf([]byte(text))}
		got, id := undress(dress(f))
		if string(got) != text {
			t.Errorf("%q came back as %q", text, got)
		}
		if _, has := cut([]byte(text)); has && id != f.ID {
			t.Errorf("%q lost its id: %q", text, id)
		}
	}
}

func TestEveryDemonstrationEntrySurvivesTheForms(t *testing.T) {
	for _, e := range demonstration(t).Entries {
		front, body := e.Written()
		raw := append(append([]byte{}, front...), body...)
		sent, _ := undress(dress(File{Path(e.File), raw, IDOf(raw)}))
		if got := merge(Path(e.File), raw, sent); string(got) != string(raw) {
			t.Errorf("%s changed by being opened and saved", e.File)
		}
	}
}

func TestTypedTextReadsAsAForm(t *testing.T) {
	var data map[string]any
	if err := json.Unmarshal([]byte(`{"title":"Sleep: \"well\"","summary":"  ","short":["One.",""],"ages":{"from":12,"to":null},"updated":"2026-11-23","body":"\n\nLie <b>down</b>.\n","wellshelf_base":"sha256-x","sensitive":false}`), &data); err != nil {
		t.Fatal(err)
	}
	raw, err := typed("national/topics/sleep.md", data)
	if err != nil {
		t.Fatal(err)
	}
	want := "---\ntitle: \"Sleep: \\\"well\\\"\"\nupdated: \"2026-11-23\"\nshort: [\"One.\"]\nsensitive: false\n---\n\nLie <b>down</b>.\n"
	got := strings.Replace(string(raw), "ages: {\"from\":12}\n", "", 1)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if formatted, problems := library.Format("national/topics/sleep.md", []byte(strings.Replace(want, "sensitive", "summary: x\nsensitive", 1))); len(problems) > 0 {
		t.Errorf("it cannot be read: %v\n%s", problems, formatted)
	}
	if _, err := typed("national/topics/sleep.md", map[string]any{"a: b\nc": "x"}); err == nil {
		t.Error("a name with a line end is taken")
	}
}
