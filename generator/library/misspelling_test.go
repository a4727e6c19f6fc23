package library

import "testing"

// TestMisplacedFields: a field of another kind is named with its kind, and a misspelt one is not missing as well.
func TestMisplacedFields(t *testing.T) {
	const file = national + "topics/sleep.md"
	for _, test := range []struct{ name, text, want, hint string }{
		{"a field of one other kind", topicText("Sleep", "Text.", "offers: [tea]"), file + `:6:1 error: unknown field "offers"`, "offers is a field of places; the fields here are " + listed(namesOf(KindOf("topics").table()))},
		{"a field of too many other kinds", topicText("Sleep", "Text.", "url: https://example.org/"), file + `:6:1 error: unknown field "url"`, "the fields here are " + listed(namesOf(KindOf("topics").table()))},
		{"a required field misspelt", "---\ntitle: Sleep\nsumary: About sleep\nupdated: 2026-11-01\nshort: [Short.]\n---\nText.\n", file + `:3:1 error: unknown field "sumary"`, `did you mean "summary"?`},
		{"a required field misspelt in quotes", "---\n\"titel\": Sleep\nsummary: About sleep\nupdated: 2026-11-01\nshort: [Short.]\n---\nText.\n", file + `:2:1 error: unknown field "titel"`, `did you mean "title"?`},
		{"the name of a site misspelt", topicText("Sleep", "Text.") + at("areas/loch/area.md", "---\nnmae: Loch\n---\n"), `areas/loch/area.md:2:1 error: unknown field "nmae"`, `did you mean "name"?`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems, err := (&Reader{}).Read(t.Context(), files(t, at(file, test.text)))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, problems, test.want)
			if problems[0].Hint != test.hint {
				t.Errorf("hint %q, want %q", problems[0].Hint, test.hint)
			}
		})
	}
}
