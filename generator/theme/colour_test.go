package theme

import (
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// Ratios as the WebAIM contrast checker and WCAG 2.2's Understanding 1.4.3 state them.
func TestContrast(t *testing.T) {
	for _, c := range []struct{ a, b, ratio string }{
		{"#000", "#fff", "21.00"},
		{"#fff", "#ffffff", "1.00"},
		{"#767676", "#fff", "4.54"},
		{"#777777", "#fff", "4.47"},
		{"#8a8a8a", "#ffffff", "3.45"},
		{"#949494", "#fff", "3.03"},
		{"#f00", "#fff", "3.99"},
		{"#0000ff", "#fff", "8.59"},
		{"#008000", "#fff", "5.13"},
	} {
		a, ok1 := parseColour(c.a)
		b, ok2 := parseColour(c.b)
		if got := floored(contrast(a, b)); !ok1 || !ok2 || got != c.ratio || contrast(a, b) != contrast(b, a) {
			t.Errorf("%s on %s: %s, not %s", c.a, c.b, got, c.ratio)
		}
	}
	for _, s := range []string{"", "#", "#12", "#1234", "#12345678", "red", "#ggg", " #fff", "#fff;"} {
		if _, ok := parseColour(s); ok {
			t.Errorf("%q is taken for a colour", s)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		from, other string
		ratio       float64
		want        string
	}{
		{"#8a8a8a", "#ffffff", 4.5, "#767676"},
		{"#767676", "#ffffff", 4.5, "#767676"},
		{"#8a8a8a", "#000000", 7, "#959595"},
		{"#ff0000", "#ffffff", 4.5, "#ee0000"},
		{"#808080", "#777777", 21, ""},
	} {
		from, _ := parseColour(c.from)
		other, _ := parseColour(c.other)
		got, ok := nearest(from, meeting{other, c.ratio})
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("from %s on %s at %v: %s %v, not %s", c.from, c.other, c.ratio, got, ok, c.want)
		}
	}
}

// FuzzNearest holds that what is called passing passes, and that colours survive the way to lightness and back.
func FuzzNearest(f *testing.F) {
	f.Add(uint8(138), uint8(138), uint8(138), uint8(255), uint8(255), uint8(255), 4.5)
	f.Add(uint8(1), uint8(2), uint8(250), uint8(0), uint8(90), uint8(0), 3.0)
	f.Fuzz(func(t *testing.T, r, g, b, x, y, z uint8, ratio float64) {
		c, other := colour{r, g, b}, colour{x, y, z}
		if h, s, l := c.hsl(); fromHSL(h, s, l) != c {
			t.Errorf("%s comes back as %s", c, fromHSL(h, s, l))
		}
		if got, ok := nearest(c, meeting{other, ratio}); ok && contrast(got, other) < ratio {
			t.Errorf("%s has %v on %s, not %v", got, contrast(got, other), other, ratio)
		}
	})
}

// FuzzSafe holds that a value can neither end its declaration nor begin a comment, a string or a fetch that runs on.
func FuzzSafe(f *testing.F) {
	for _, s := range []string{"1rem", "clamp(1rem, 2vw + 1rem, 3rem)", `"Segoe UI", sans-serif`, "1px;}", "url(x)", "/*", "\"", "image-set('x')"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if !safe(value) {
			return
		}
		if strings.ContainsAny(value, ";{}<>@\\\n") || strings.Contains(strings.ToLower(value), "url(") || strings.Contains(value, "/*") ||
			strings.Count(value, `"`)%2 != 0 && !strings.Contains(value, "'") {
			t.Errorf("%q is called safe", value)
		}
	})
}

func TestSiteTokens(t *testing.T) {
	theme := load(t, themes(plainTheme), "base")
	place := diag.Place{File: "content/areas/a/schools/b/school.md", Line: 4, Column: 10, Length: 9}
	reach := diag.Reach{Area: "a", Site: "b"}
	set := func(name, value string) []Token {
		return []Token{{Name: name, Value: value, Place: place, Snippet: "  " + name + ": " + value, Reach: reach}}
	}
	for _, c := range []struct {
		name, value, text, hint, style string
	}{
		{"sea", "#036", "", "", "--brand:#003366;"},
		{"brand", "ink", "", "", "--brand:#1b2a33;"},
		{"brand", "#123456", "", "", "--brand:#123456;"},
		{"snad", "#fff", `unknown token "snad"`, "a site sets colours: brand, ink, paper, sea, surface, text", "--brand:#00557f;"},
		{"barnd", "#fff", `unknown token "barnd"`, `did you mean "brand"?`, "--brand:#00557f;"},
		{"gap", "2rem", `unknown token "gap"`, `a site sets colours: brand, ink, paper, sea, surface, text`, "--size-gap:1rem;"},
		{"sea", "blue", `"blue" is not a colour`, "write a colour as #rgb or #rrggbb, in quotes", "--brand:#00557f;"},
		{"brand", "see", `there is no palette colour "see"`, `did you mean "sea"?`, "--brand:#00557f;"},
		{"brand", "red;}", `"red;}" is not a colour`, "name a palette colour, or write a colour as #rgb or #rrggbb, in quotes", "--brand:#00557f;"},
		{"text", "#8a8a8a", "text #8a8a8a on surface #ffffff has a contrast of 3.45, and needs 4.5", "the nearest colour that passes is #767676", "--text:#8a8a8a"},
		{"ink", "#8a8a8a", "text #8a8a8a on surface #ffffff has a contrast of 3.45, and needs 4.5", "the nearest colour that passes is #767676", "--text:#8a8a8a"},
		{"surface", "#1b2a34", "text #1b2a33 on surface #1b2a34 has a contrast of 1.00, and needs 4.5", "the nearest colour that passes is #6894b1", "--surface:#1b2a34"},
	} {
		look, problems := theme.Look(set(c.name, c.value))
		if !strings.Contains(look.Inline, c.style) {
			t.Errorf("%s: %s: the style is %s", c.name, c.value, look.Inline)
		}
		if c.text == "" && len(problems) == 0 {
			continue
		}
		if len(problems) != 1 || problems[0].Text != c.text || problems[0].Hint != c.hint || problems[0].Place != place || problems[0].Reach != reach {
			t.Errorf("%s: %s: %s", c.name, c.value, printed(problems))
		}
	}
	if look, _ := theme.Look(nil); strings.Contains(look.Inline, "#8a8a8a") {
		t.Error("one site's colours are another's")
	}
}

// A token that fails several pairs is one problem: its text tells of the worst pair, and its hint suits all of them.
func TestOneProblemForATokenOfManyPairs(t *testing.T) {
	for _, c := range []struct{ name, value, pairs, text, hint string }{
		{"brand", "#ffee88", "[[text, surface], [surface, brand], [brand, surface, 3]]",
			"surface #ffffff on brand #ffee88 has a contrast of 1.17, and needs 4.5", "the nearest colour that passes is #897600"},
		{"brand", "#ffee88", "[[brand, surface, 3], [surface, brand]]",
			"surface #ffffff on brand #ffee88 has a contrast of 1.17, and needs 4.5", "the nearest colour that passes is #897600"},
		// What is light enough beside ink is too light beside paper, and that pair passes now.
		{"brand", "#808080", "[[text, surface], [brand, surface, 3], [brand, text, 7]]",
			"brand #808080 on text #1b2a33 has a contrast of 3.72, and needs 7", "no lightness of this colour passes beside all that it meets: change some of those, too"},
		{"ink", "#808080", "[[brand, text], [text, surface]]",
			"brand #00557f on text #808080 has a contrast of 2.04, and needs 4.5", "no lightness of this colour passes beside all that it meets: change some of those, too"},
		{"brand", "#777", "[[brand, text, 21]]", "brand #777777 on text #1b2a33 has a contrast of 3.28, and needs 21", "no lightness of this colour passes: change both"},
		{"sea", "#fff", "[[brand, sea], [sea, text]]", "brand #ffffff on sea #ffffff has a contrast of 1.00, and needs 4.5", "brand and sea are one colour: give one of them its own"},
	} {
		theme, _ := Load(themes(strings.Replace(plainTheme, "[[text, surface]]", c.pairs, 1)), "base")
		_, problems := theme.Look([]Token{{Name: c.name, Value: c.value}})
		if len(problems) != 1 || problems[0].Text != c.text || problems[0].Hint != c.hint {
			t.Errorf("%s: %s: %s", c.name, c.value, printed(problems))
		}
	}
}
