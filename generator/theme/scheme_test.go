package theme

import (
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// withDark is the plain theme with these dark colours and pairs.
func withDark(dark, pairs string) string {
	return strings.NewReplacer("  size:", "  dark: "+dark+"\n  size:", "[[text, surface]]", pairs).Replace(plainTheme)
}

const night = `{text: paper, surface: "#102027", brand: "#7fc4dd"}`

// Dark colours stand after the light ones, for the intents that differ alone.
func TestDarkColoursAreWritten(t *testing.T) {
	look, problems := load(t, themes(withDark(`{text: paper, surface: "#102027", brand: sea}`, "[[text, surface]]")), "base").Look(nil)
	want := ":root{--brand:#00557f;--size-gap:1rem;--surface:#ffffff;--text:#1b2a33}" +
		"@media screen and (prefers-color-scheme:dark){:root{--surface:#102027;--text:#ffffff}}"
	if look.Inline != want || file(look, look.Style) != want || len(problems) > 0 {
		t.Errorf("tokens are %s, not %s (%s)", look.Inline, want, printed(problems))
	}
	if look.Colour != "#00557f" || look.Dark != "#102027" {
		t.Errorf("the bar of a browser is %s, in the dark %s", look.Colour, look.Dark)
	}
	for name, want := range map[string]string{"text": "#1b2a33", "sea": "#00557f", "gap": "", "nothing": ""} {
		if got, found := look.Paint(name); got != want || found != (want != "") {
			t.Errorf("%s is painted %q, not %q", name, got, want)
		}
	}
	plain, _ := load(t, themes(plainTheme), "base").Look(nil)
	if plain.Dark != "" || strings.Contains(plain.Inline, "@media") {
		t.Errorf("a theme without dark colours has %q and %s", plain.Dark, plain.Inline)
	}
}

// Pages do not carry colours that no style names.
func TestPaletteIsWrittenWhereItIsNamed(t *testing.T) {
	fsys := themes(strings.Replace(plainTheme, "gap: 1rem", `gap: "calc(1px + var(--palette-sea))"`, 1), "-- base/parts/page/page.css --\np{color:var(--palette-ink)}\n")
	theme, _ := Load(fsys, "base")
	look, _ := theme.Look(nil)
	if !strings.Contains(look.Inline, "--palette-ink:#1b2a33;--palette-sea:#00557f;--size-gap:") {
		t.Errorf("tokens are %s", look.Inline)
	}
}

// A child changes one dark colour of its parent, and one of the palette that others name.
func TestDarkColoursAreMerged(t *testing.T) {
	child := `
-- shine/theme.md --
---
name: shine
parent: base
view: 1
tokens:
  palette: {paper: "#fefefe"}
  dark: {surface: "#000"}
---
`
	look, _ := load(t, themes(withDark(night, "[[text, surface]]"), child), "shine").Look(nil)
	if want := "@media screen and (prefers-color-scheme:dark){:root{--brand:#7fc4dd;--surface:#000000;--text:#fefefe}}"; !strings.HasSuffix(look.Inline, want) {
		t.Errorf("tokens are %s, and do not end with %s", look.Inline, want)
	}
}

// A pair is checked in both schemes, and told once where one token is wrong in both.
func TestPairsInBothSchemes(t *testing.T) {
	for _, c := range []struct{ name, dark, pairs, text, hint string }{
		{"both pass", night, "[[text, surface], [brand, surface, 3]]", "", ""},
		{"the dark one fails", `{text: "#777", surface: "#102027"}`, "[[text, surface]]",
			"text #777777 on surface #102027 has a contrast of 3.72 in dark colours, and needs 4.5", "the nearest colour that passes is #858585"},
		{"the light one fails", night, "[[brand, surface, 8.4]]",
			"brand #00557f on surface #ffffff has a contrast of 8.05, and needs 8.4", "the nearest colour that passes is #00527b"},
		{"an intent without a dark colour", `{surface: "#102027"}`, "[[text, surface]]",
			"text #1b2a33 on surface #102027 has a contrast of 1.13 in dark colours, and needs 4.5", "set it under dark as well: the nearest colour that passes is #5a8ba8"},
		{"one token is wrong in both", night, "[[sea, ink]]",
			"sea #00557f on ink #1b2a33 has a contrast of 1.82, and needs 4.5", "the nearest colour that passes is #0096df"},
		{"two intents are one dark colour", `{text: paper, surface: paper}`, "[[text, surface]]",
			"text #ffffff on surface #ffffff has a contrast of 1.00 in dark colours, and needs 4.5", "the nearest colour that passes is #767676"},
		{"no intent", `{txet: paper}`, "[[text, surface]]", `"txet" has a dark colour, and is no intent`, `did you mean "text"?`},
		{"a colour of the palette", `{ink: paper}`, "[[text, surface]]", `"ink" has a dark colour, and is no intent`, "add it to intent: a dark colour stands in for one of those"},
		{"no colour", `{text: "rgb(1,2,3)"}`, "[[text, surface]]", `"rgb(1,2,3)" is not a colour`, "name a palette colour, or write a colour as #rgb or #rrggbb, in quotes"},
		{"no palette colour", `{text: papre}`, "[[text, surface]]", `there is no palette colour "papre"`, `did you mean "paper"?`},
	} {
		_, problems := Load(themes(withDark(c.dark, c.pairs)), "base")
		if c.text == "" && len(problems) == 0 {
			continue
		}
		if len(problems) != 1 || problems[0].Text != c.text || problems[0].Hint != c.hint || problems[0].Place.File != "themes/base/theme.md" || problems[0].Snippet == "" {
			t.Errorf("%s:\n%s", c.name, printed(problems))
		}
	}
}

// What a site sets is checked wherever it shows: a palette colour by day and where dark colours name it, an intent in
// the dark where the theme has no dark colour for it.
func TestSiteTokensInTheDark(t *testing.T) {
	theme := load(t, themes(withDark(`{text: paper, surface: ink}`, "[[text, surface], [brand, paper, 3]]")), "base")
	place := diag.Place{File: "content/areas/a/area.md", Line: 3, Column: 8, Length: 9}
	for _, c := range []struct{ name, value, style, text, hint string }{
		{"text", "#333333", "{--surface:#1b2a33;--text:#ffffff}}", "", ""},
		{"brand", "#123456", "--brand:#123456;", "", ""},
		{"ink", "#666666", "{--surface:#666666;--text:#ffffff}}", "", ""},
		{"paper", "#f4f4f4", "{--surface:#1b2a33;--text:#f4f4f4}}", "", ""},
		{"ink", "#888888", "{--surface:#888888;--text:#ffffff}}", "text #888888 on surface #ffffff has a contrast of 3.54, and needs 4.5", "the nearest colour that passes is #767676"},
	} {
		look, problems := theme.Look([]Token{{Name: c.name, Value: c.value, Place: place, Snippet: "x"}})
		if !strings.Contains(look.Inline, c.style) {
			t.Errorf("%s: %s: the style is %s", c.name, c.value, look.Inline)
		}
		if c.text == "" && len(problems) == 0 {
			continue
		}
		if len(problems) != 1 || problems[0].Text != c.text || problems[0].Hint != c.hint || problems[0].Place != place {
			t.Errorf("%s: %s:\n%s", c.name, c.value, printed(problems))
		}
	}
}

// A site's intent that has no dark colour must do by day and in the dark, and the hint knows both.
func TestASitesIntentMustDoInBoth(t *testing.T) {
	theme := load(t, themes(withDark(`{text: paper, surface: "#102027"}`, "[[text, surface], [sea, surface, 1], [brand, surface, 1.9]]")), "base")
	_, problems := theme.Look([]Token{{Name: "brand", Value: "#102a33"}})
	if len(problems) != 1 || problems[0].Text != "brand #102a33 on surface #102027 has a contrast of 1.11 in dark colours, and needs 1.9" ||
		problems[0].Hint != "the nearest colour that passes is #1f5162" {
		t.Errorf("got:\n%s", printed(problems))
	}
}
