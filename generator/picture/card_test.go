package picture

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
)

func painted(t *testing.T, c Card) *image.Paletted {
	t.Helper()
	content := mustCard(t, &common, c)
	if len(content) > 20_000 {
		t.Errorf("the card has %d bytes", len(content))
	}
	m, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := m.(*image.Paletted)
	if !ok || p.Rect != image.Rect(0, 0, 1200, 630) || len(p.Palette) > 16 {
		t.Fatalf("the card is %T of %v", m, m.Bounds())
	}
	return p
}

// inked is where letters are, above the wave.
func inked(p *image.Paletted) image.Rectangle {
	var all image.Rectangle
	for y := range 540 {
		for x := range 1200 {
			if i := p.ColorIndexAt(x, y); i >= inkAt && i < inkAt+inkSteps {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}

func longTitle() string {
	return "What to do when somebody you know at school or online keeps sending you messages that you never wanted and says they will share them with all of your friends and your family too"
}

func TestCardsKeepTheirMargins(t *testing.T) {
	for _, title := range []string{"Sleep", greeting().Title, longTitle(), strings.Repeat("Wellbeing", 12)} {
		for _, right := range []bool{false, true} {
			c := greeting()
			c.Title, c.Right = title, right
			p := painted(t, c)
			text := inked(p)
			if text.Min.X < cardMargin-6 || text.Max.X > cardWidth-cardMargin+6 || text.Min.Y < 60 || text.Max.Y > 530 {
				t.Errorf("%q: letters stand at %v", title, text)
			}
			start := text.Min.X - cardMargin
			if right {
				start = cardWidth - cardMargin - text.Max.X
			}
			if start > 12 {
				t.Errorf("%q: it begins %d dots too late", title, start)
			}
			sun := p.ColorIndexAt(965, 500) == sunAt
			if p.ColorIndexAt(0, 0) != groundAt || p.ColorIndexAt(600, 629) != waveAt || sun == right {
				t.Errorf("%q: ground, wave or sun is missing", title)
			}
		}
	}
}

func TestTitlesAreSetInFewEvenLines(t *testing.T) {
	r := rulerOf(mustParse(gobold.TTF))
	in := frame{width: 1040, height: 330, most: 4, sizes: []int{88, 70, 46}}
	for title, want := range map[string][]string{
		"Sleep":                                 {"Sleep"},
		"When worries keep you awake at night":  {"When worries keep", "you awake at night"},
		"  Two   spaces\nand a line ":           {"Two spaces and a line"},
		strings.Repeat("Wellbeing", 12) + " ok": nil,
		longTitle():                             nil,
		"":                                      {},
	} {
		b := in.set(title, r)
		for _, line := range b.lines {
			if r.width(line, b.size) > in.width {
				t.Errorf("%q is wider than the card", line)
			}
		}
		if len(b.lines)*lineHeight(b.size) > in.height {
			t.Errorf("%q takes %d lines of %d", title, len(b.lines), b.size)
		}
		if want != nil && strings.Join(b.lines, "|") != strings.Join(want, "|") {
			t.Errorf("%q: %q", title, b.lines)
		}
		if want == nil && !strings.Contains(strings.Join(b.lines, "|"), "…") {
			t.Errorf("%q was cut, and nothing tells: %q", title, b.lines)
		}
	}
}

func TestLetters(t *testing.T) {
	for text, want := range map[string]bool{
		"Sleep & rest – “tonight”": true,
		"Cadal agus fois: àèìòù":   true,
		"Zażółć gęślą jaźń":        true,
		"Щастя, їжа, ґанок, є":     true,
		"النوم والراحة":            false,
		"睡眠":                       false,
		"Sleep 😴":                  false,
		"":                         true,
	} {
		if Letters(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// Boxes in place of letters help nobody: a text that cannot be written is left out.
func TestNoBoxesForUnknownLetters(t *testing.T) {
	c := greeting()
	c.Title, c.Line = "النوم", "睡眠"
	if text := inked(painted(t, c)); text.Min.Y < 400 || text.Empty() {
		t.Errorf("letters stand at %v; only the name of the site can be written", text)
	}
	c.Site = "مدرسة"
	if text := inked(painted(t, c)); !text.Empty() {
		t.Errorf("letters stand at %v", text)
	}
}

func TestColoursAreChecked(t *testing.T) {
	for _, colour := range []string{"", "red", "#fff", "#12345g", "#1234567", "12345678"} {
		c := greeting()
		c.Accent = colour
		if _, err := common.Card(c); err == nil {
			t.Errorf("the card took %q", colour)
		}
		if _, err := common.Icon(Icon{Text: "A", Ground: colour, Ink: "#000000", Size: 64}); err == nil {
			t.Errorf("the icon took %q", colour)
		}
	}
}
