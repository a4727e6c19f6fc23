package picture

import (
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts are the Go fonts: Latin, Greek and Cyrillic letters, which need no joining.
type fonts struct {
	once          sync.Once
	bold, regular *sfnt.Font
}

func (f *fonts) ready() *fonts {
	f.once.Do(func() { f.bold, f.regular = mustParse(gobold.TTF), mustParse(goregular.TTF) })
	return f
}

func mustParse(text []byte) *sfnt.Font {
	parsed, err := opentype.Parse(text)
	if err != nil {
		panic("wellshelf: internal error: a font cannot be read: " + err.Error())
	}
	return parsed
}

// Letters reports whether a card can write a text: its fonts have every letter. The text should be in the Unicode form
// NFC, as marks of their own are not placed.
func Letters(text string) bool { return writable(lettersOf(), text) }

// lettersOf is the font that decides: it is asked for every page of a site, and reading it takes longer than asking.
var lettersOf = sync.OnceValue(func() *sfnt.Font { return mustParse(gobold.TTF) })

func writable(f *sfnt.Font, text string) bool {
	var buffer sfnt.Buffer
	for _, r := range strings.Join(strings.Fields(text), "") {
		if glyph, err := f.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			return false
		}
	}
	return true
}

// faceOf is a font in a size, for one goroutine. Without hinting, widths grow evenly with the size.
func faceOf(f *sfnt.Font, size int) font.Face {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("wellshelf: internal error: a font has no face: " + err.Error())
	}
	return face
}

// ruler measures texts in one font, for any size.
type ruler struct{ face font.Face }

const ruled = 1000 // the size at which a ruler measures

func rulerOf(f *sfnt.Font) ruler { return ruler{faceOf(f, ruled)} }

// width of a text in a size, in whole dots, rounded up.
func (r ruler) width(text string, size int) int {
	return (int(font.MeasureString(r.face, text))*size/ruled + 63) >> 6
}

func dot(x, y int) fixed.Point26_6 { return fixed.P(x, y) }
