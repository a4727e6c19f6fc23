package picture

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// Card says what a card shows: a title, and below it the name of the site and a line about it. Texts for which [Letters]
// is false are left out. Colours are #rrggbb.
type Card struct {
	Title, Site, Line   string
	Ground, Ink, Accent string
	Right               bool // the text runs from right to left
}

const (
	cardWidth, cardHeight = 1200, 630
	cardMargin            = 80
)

// Card draws the picture that stands beside a link to a page where links are shown with one: a PNG of 1200 by 630. The
// error is a colour that cannot be read.
func (s *Store) Card(c Card) ([]byte, error) {
	ground, groundErr := parseColour(c.Ground)
	ink, inkErr := parseColour(c.Ink)
	accent, accentErr := parseColour(c.Accent)
	for _, err := range []error{groundErr, inkErr, accentErr} {
		if err != nil {
			return nil, err
		}
	}
	made, err := json.Marshal(c)
	if err != nil {
		panic("wellshelf: internal error: a card cannot be named: " + err.Error())
	}
	return s.once(nameOf("card", made), func() ([]byte, error) {
		p := newPainting(ground, ink, accent)
		p.right = c.Right
		p.landscape()
		p.write(c, s.fonts.ready())
		return encode16(p.dots)
	})
}

// The palette of a card: few colours make it small. Edges of letters take the steps of ink, edges of shapes two steps
// between their neighbours.
const (
	groundAt   = 0
	inkAt      = 1 // to 5, which is ink itself
	inkSteps   = 5
	sunAt      = 6
	waveAt     = 7
	sunEdge    = 8  // and 9: ground to sun
	waveEdge   = 10 // and 11: ground to wave
	sunsetEdge = 12 // and 13: sun to wave
)

// painting is a card being painted.
type painting struct {
	dots    *image.Paletted
	letters *image.Alpha
	right   bool // texts begin at the right
}

func newPainting(ground, ink, accent color.NRGBA) *painting {
	palette := make(color.Palette, 14)
	palette[groundAt] = ground
	for i := range inkSteps {
		palette[inkAt+i] = mixed(ground, ink, i+1, inkSteps)
	}
	sun := mixed(ground, accent, 2, 5)
	palette[sunAt], palette[waveAt] = sun, accent
	for i := range 2 {
		palette[sunEdge+i] = mixed(ground, sun, i+1, 3)
		palette[waveEdge+i] = mixed(ground, accent, i+1, 3)
		palette[sunsetEdge+i] = mixed(sun, accent, i+1, 3)
	}
	whole := image.Rect(0, 0, cardWidth, cardHeight)
	return &painting{dots: image.NewPaletted(whole, palette), letters: image.NewAlpha(whole)}
}

// landscape paints a sun that rises from a wave, at the side where no text ends.
func (p *painting) landscape() {
	const radius, sunX, sunY = 150.0, 965.0, 566.0
	for x := range cardWidth {
		at := x
		if p.right {
			at = cardWidth - 1 - x
		}
		crest := 566 - 20*math.Sin(float64(x)/cardWidth*2*math.Pi-0.6)
		across := float64(x) + 0.5 - sunX
		for y := int(sunY - radius - 1); y < int(crest)+2; y++ {
			down := float64(y) + 0.5 - sunY
			sun := 0
			if apart := across*across + down*down; apart < (radius+1)*(radius+1) {
				sun = thirds(radius - math.Sqrt(apart))
			}
			p.dots.Pix[y*p.dots.Stride+at] = shape(sun, thirds(float64(y)+0.5-crest))
		}
		for y := int(crest) + 2; y < cardHeight; y++ {
			p.dots.Pix[y*p.dots.Stride+at] = waveAt
		}
	}
}

// thirds says how much of a dot is covered that lies so far within an edge: 0 to 3 thirds.
func thirds(within float64) int { return int(min(max(within+0.5, 0), 1)*3 + 0.5) }

// shape is the place in the palette of a dot, by the thirds of it that sun and wave cover.
func shape(sun, wave int) byte {
	switch {
	case wave == 3:
		return waveAt
	case wave > 0 && sun > 1:
		return byte(sunsetEdge + wave - 1)
	case wave > 0:
		return byte(waveEdge + wave - 1)
	case sun == 3:
		return sunAt
	case sun > 0:
		return byte(sunEdge + sun - 1)
	}
	return groundAt
}

// write sets the texts: the title above, the site's name and line below it beside the sun.
func (p *painting) write(c Card, f *fonts) {
	big := frame{width: cardWidth - 2*cardMargin, height: 330, most: 4, sizes: []int{88, 80, 70, 62, 54, 46}}
	name := frame{width: 690, height: 48, most: 1, sizes: []int{38, 34, 30}}
	line := frame{width: 690, height: 40, most: 1, sizes: []int{28, 26, 24}}
	p.set(70, f.bold, big, c.Title)
	p.set(432, f.bold, name, c.Site)
	p.set(482, f.regular, line, c.Line)
	var steps [256]byte
	for alpha := range steps {
		if step := (alpha*inkSteps + 127) / 255; step > 0 {
			steps[alpha] = byte(inkAt + step - 1)
		}
	}
	for i, alpha := range p.letters.Pix {
		if alpha != 0 && steps[alpha] != groundAt {
			p.dots.Pix[i] = steps[alpha]
		}
	}
}

func (p *painting) set(top int, f *sfnt.Font, in frame, text string) {
	if !writable(f, text) {
		return
	}
	r := rulerOf(f)
	b := in.set(text, r)
	face := faceOf(f, b.size)
	for i, line := range b.lines {
		x := cardMargin
		if p.right {
			x = cardWidth - cardMargin - r.width(line, b.size)
		}
		d := font.Drawer{Dst: p.letters, Src: image.Opaque, Face: face, Dot: dot(x, top+b.size+i*lineHeight(b.size))}
		d.DrawString(line)
	}
}

func parseColour(text string) (color.NRGBA, error) {
	if len(text) != 7 || text[0] != '#' {
		return color.NRGBA{}, fmt.Errorf("%q is no colour of the form #rrggbb", text)
	}
	n, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		return color.NRGBA{}, fmt.Errorf("%q is no colour of the form #rrggbb", text)
	}
	return color.NRGBA{byte(n >> 16), byte(n >> 8), byte(n), 255}, nil
}

// mixed is a colour that is part of whole of the way from one to another.
func mixed(from, to color.NRGBA, part, whole int) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(whole-part) + int(b)*part + whole/2) / whole) }
	return color.NRGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 255}
}
