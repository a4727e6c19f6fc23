package picture

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// Icon says what an icon shows. Colours are #rrggbb.
type Icon struct {
	Text        string // one to three letters; left out when [Letters] is false for them
	Logo        []byte // a picture that stands there instead of Text
	Ground, Ink string
	Size        int  // of a side, in dots: 16 to 1024
	Padded      bool // the ground reaches all edges, and what matters stays where no mask cuts it off
}

// Icon draws the icon of a site: a square PNG. The error is a colour or size out of range, or that of [Store.Set] for the
// logo.
func (s *Store) Icon(i Icon) ([]byte, error) {
	ground, groundErr := parseColour(i.Ground)
	ink, inkErr := parseColour(i.Ink)
	switch {
	case groundErr != nil:
		return nil, groundErr
	case inkErr != nil:
		return nil, inkErr
	case i.Size < 16 || i.Size > 1024:
		return nil, fmt.Errorf("an icon of %d dots cannot be drawn; it must have 16 to 1024", i.Size)
	}
	made, err := json.Marshal(i)
	if err != nil {
		panic("wellshelf: internal error: an icon cannot be named: " + err.Error())
	}
	return s.once(nameOf("icon", made), func() ([]byte, error) {
		m := i.plate(ground)
		if i.Logo == nil {
			i.write(m, ink, s.fonts.ready().bold)
		} else if err := s.mount(m, i); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err := png.Encode(&b, fewest(m))
		return b.Bytes(), err
	})
}

// inner is the side of the square within which everything that matters stands. Masks leave a circle of four fifths
// (W3C manifest, maskable icons), which holds a square of 0.56.
func (i Icon) inner() int {
	if i.Padded {
		return i.Size * 56 / 100
	}
	return i.Size * 72 / 100
}

// plate is the ground of an icon, with rounded corners when nobody else will cut them.
func (i Icon) plate(ground color.NRGBA) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, i.Size, i.Size))
	radius := float64(i.Size) * 0.22
	if i.Padded {
		radius = 0
	}
	half := float64(i.Size) / 2
	for y := range i.Size {
		for x := range i.Size {
			outX := max(math.Abs(float64(x)+0.5-half)-(half-radius), 0)
			outY := max(math.Abs(float64(y)+0.5-half)-(half-radius), 0)
			c := ground
			if outX > 0 && outY > 0 {
				c.A = byte(math.Round(255 * min(max(radius-math.Sqrt(outX*outX+outY*outY)+0.5, 0), 1)))
			}
			if c.A > 0 {
				m.SetNRGBA(x, y, c)
			}
		}
	}
	return m
}

// write sets the letters in the middle, as large as fits.
func (i Icon) write(m *image.NRGBA, ink color.NRGBA, f *sfnt.Font) {
	if i.Text == "" || !writable(f, i.Text) {
		return
	}
	bounds, _ := font.BoundString(rulerOf(f).face, i.Text)
	wide, high := (bounds.Max.X - bounds.Min.X).Ceil(), (bounds.Max.Y - bounds.Min.Y).Ceil()
	if wide == 0 || high == 0 {
		return
	}
	size := min(ruled*i.inner()/wide, ruled*i.inner()/high, i.inner()*5/6)
	face := faceOf(f, size)
	bounds, _ = font.BoundString(face, i.Text)
	at := dot(i.Size, i.Size)
	at.X = at.X/2 - (bounds.Max.X+bounds.Min.X)/2
	at.Y = at.Y/2 - (bounds.Max.Y+bounds.Min.Y)/2
	d := font.Drawer{Dst: m, Src: image.NewUniform(ink), Face: face, Dot: at}
	d.DrawString(i.Text)
}

// mount puts the logo in the middle, whole and in its own proportions.
func (s *Store) mount(m *image.NRGBA, i Icon) error {
	o, err := s.decode(i.Logo)
	if err != nil {
		return err
	}
	defer o.close()
	bounds := o.image.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	if o.turn.quarter() {
		width, height = height, width
	}
	side := i.inner()
	w, h := side, max(1, height*side/width)
	if height > width {
		w, h = max(1, width*side/height), side
	}
	logo := o.turn.upright(s.steps(o).next(o.turn.lying(w, h)))
	corner := image.Pt((i.Size-w)/2, (i.Size-h)/2)
	draw.Draw(m, logo.Rect.Add(corner), logo, image.Point{}, draw.Over)
	return nil
}
