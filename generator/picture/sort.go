package picture

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"maps"
	"slices"
)

// sort is what sort of picture one is, and so which forms suit it.
type sort int

const (
	photo       sort = iota
	transparent      // a photo with parts that shine through
	drawing          // few colours, large even areas
)

// sortOf looks at up to 65,536 dots on a grid. A drawing has at most one colour for every 16 of them, or 256 in all, and
// half of them or more are equal to their right neighbour; grey and dithered photos have few colours too, and fail that.
// What was a JPEG is a photo, as its edges are blurred whatever it shows.
func sortOf(o *original) sort {
	const grid = 256
	if o.form == "JPEG" {
		return photo
	}
	read, bounds := linesOf(o.image), o.image.Bounds()
	stepX, stepY := (bounds.Dx()-1)/grid+1, (bounds.Dy()-1)/grid+1
	line := make([]byte, 4*bounds.Dx())
	colours := map[[4]byte]struct{}{}
	looked, even := 0, 0
	for y := 0; y < bounds.Dy(); y += stepY {
		read(y, line)
		for x := 0; x < bounds.Dx(); x += stepX {
			dot := [4]byte(line[4*x:])
			colours[dot] = struct{}{}
			looked++
			if x+1 == bounds.Dx() || dot == [4]byte(line[4*x+4:]) {
				even++
			}
		}
	}
	switch {
	case len(colours) <= max(256, looked/16) && even*2 >= looked:
		return drawing
	case !opaque(o.image):
		return transparent
	}
	return photo
}

// plain is a picture in a form that every browser knows.
func (s sort) plain(m *image.NRGBA) (Rendition, error) {
	var b bytes.Buffer
	r := Rendition{Width: m.Rect.Dx(), Height: m.Rect.Dy(), Type: "image/png", Ext: ".png"}
	var err error
	switch s {
	case photo:
		r.Type, r.Ext = "image/jpeg", ".jpg"
		err = jpeg.Encode(&b, &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}, &jpeg.Options{Quality: 80})
	case transparent:
		err = png.Encode(&b, m)
	case drawing:
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, fewest(m))
	}
	r.Bytes = b.Bytes()
	return r, err
}

// simpler is a scaled drawing in at most 256 colours, if that takes no more than rounding: its edges get colours between
// those of the areas they part, often more than the original has, which would make a small rendition a large file. The
// 64 colours with most dots, which are those of areas, stay what they are.
func simpler(m *image.NRGBA) *image.NRGBA {
	const areas = 64
	counts := map[[4]byte]int{}
	for i := 0; i < len(m.Pix); i += 4 {
		counts[[4]byte(m.Pix[i:])]++
	}
	if len(counts) <= 256 {
		return m
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b [4]byte) int {
		return cmp.Or(counts[b]-counts[a], bytes.Compare(a[:], b[:]))
	})
	for _, step := range []int{4, 8, 16, 32} {
		to, different := map[[4]byte][4]byte{}, map[[4]byte]bool{}
		for i, colour := range colours {
			to[colour] = colour
			if i >= areas {
				to[colour] = rounded(colour, step)
			}
			different[to[colour]] = true
		}
		if len(different) <= 256 {
			return recoloured(m, to)
		}
	}
	return m
}

func rounded(colour [4]byte, step int) [4]byte {
	for i, v := range colour {
		colour[i] = byte(min((int(v)+step/2)/step*step, 255))
	}
	return colour
}

func recoloured(m *image.NRGBA, to map[[4]byte][4]byte) *image.NRGBA {
	out := image.NewNRGBA(m.Rect)
	for i := 0; i < len(m.Pix); i += 4 {
		colour := to[[4]byte(m.Pix[i:])]
		copy(out.Pix[i:], colour[:])
	}
	return out
}

// fewest is a picture with a palette when 256 colours are enough, else itself.
func fewest(m *image.NRGBA) image.Image {
	out := image.NewPaletted(m.Rect, nil)
	places := map[[4]byte]uint8{}
	for i := range out.Pix {
		dot := [4]byte(m.Pix[4*i:])
		place, known := places[dot]
		if !known {
			if len(places) == 256 {
				return m
			}
			place = uint8(len(places))
			places[dot] = place
			out.Palette = append(out.Palette, color.NRGBA{dot[0], dot[1], dot[2], dot[3]})
		}
		out.Pix[i] = place
	}
	return out
}

// modern is a picture as WebP.
func (s *Store) modern(sort sort, m *image.NRGBA) (Rendition, error) {
	content, err := s.webp.encode(m, sort)
	return Rendition{Width: m.Rect.Dx(), Height: m.Rect.Dy(), Type: "image/webp", Ext: ".webp", Bytes: content}, err
}
