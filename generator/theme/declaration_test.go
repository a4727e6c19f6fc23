package theme

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestDeclarations(t *testing.T) {
	style := `@charset "x;y"; a { color : red; --b:{} }
@media print and (min-width:1px) { a:hover { margin: 0 } @supports (x:y) { b { top: 1px } } }
@media (forced-colors:active){i{color:ButtonText}}u{background:url(data:a;b}) "}";left:0}`
	var got []string
	for _, d := range declarations(style) {
		if !strings.HasPrefix(style[d.offset:], strings.TrimRight(d.value, " ")) {
			t.Errorf("%s is not at byte %d", d.value, d.offset)
		}
		got = append(got, fmt.Sprint(d.property, "=", strings.TrimSpace(d.value), " ", d.ground))
	}
	if want := []string{"color=red 0", "margin=0 1", "top=1px 1", "color=ButtonText 2", "background= 0", "left=0 0"}; !slices.Equal(got, want) {
		t.Errorf("got %q, not %q", got, want)
	}
}

// FuzzDeclarations holds that no style stops the program, and that every value has its place.
func FuzzDeclarations(f *testing.F) {
	f.Add("a{b:c}")
	f.Add("}}a{:;b:;c:d}@media print{/*{")
	f.Add("a{b:url(\"x;y\");c:'\\'}'}")
	f.Fuzz(func(t *testing.T, style string) {
		for _, d := range declarations(style) {
			if d.property == "" || d.offset < 0 || d.offset+len(d.value) > len(style) {
				t.Errorf("%+v is nowhere in %q", d, style)
			}
		}
	})
}

func BenchmarkDeclarations(b *testing.B) {
	style := strings.Repeat("/* a card */\n.ws-card a:hover {\n  color: var(--text);\n  background: url(icon.svg) no-repeat;\n}\n", 400)
	for b.Loop() {
		if len(declarations(style)) != 800 {
			b.Fatal("some are lost")
		}
	}
}
