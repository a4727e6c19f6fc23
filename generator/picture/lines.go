package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// lines writes line y of a picture, from 0, into line: four bytes a dot, as in [image.NRGBA]. It is for one goroutine.
type lines func(y int, line []byte)

// linesOf reads a picture line by line, so that a large one need not be in memory twice.
func linesOf(m image.Image) lines {
	r := m.Bounds()
	switch m := m.(type) {
	case *image.NRGBA:
		return func(y int, line []byte) { copy(line, m.Pix[y*m.Stride:]) }
	case *image.NRGBA64:
		return func(y int, line []byte) {
			for i := range line {
				line[i] = m.Pix[y*m.Stride+2*i] // the high byte of two
			}
		}
	case *image.Paletted:
		return palettedLines(m)
	case *video:
		return m.line
	}
	if o, ok := m.(interface{ Opaque() bool }); ok && o.Opaque() {
		return opaqueLines(m)
	}
	return func(y int, line []byte) {
		for x := range r.Dx() {
			c := color.NRGBAModel.Convert(m.At(r.Min.X+x, r.Min.Y+y)).(color.NRGBA)
			line[4*x], line[4*x+1], line[4*x+2], line[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
}

func palettedLines(m *image.Paletted) lines {
	var table [256][4]byte // what lies beyond the palette is transparent
	for i, c := range m.Palette {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		table[i] = [4]byte{n.R, n.G, n.B, n.A}
	}
	return func(y int, line []byte) {
		for x, i := range m.Pix[y*m.Stride:][:m.Rect.Dx()] {
			copy(line[4*x:], table[i][:])
		}
	}
}

// opaqueLines leaves it to the standard library to read a picture in which nothing shines through: there [image.RGBA]
// and [image.NRGBA] are the same.
func opaqueLines(m image.Image) lines {
	r := m.Bounds()
	strip := image.NewRGBA(image.Rect(0, 0, r.Dx(), 1))
	return func(y int, line []byte) {
		draw.Draw(strip, strip.Rect, m, image.Pt(r.Min.X, r.Min.Y+y), draw.Src)
		copy(line, strip.Pix)
	}
}

// opaque reports whether nothing shines through a picture.
func opaque(m image.Image) bool {
	o, ok := m.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// video is a picture whose brightness goes from 16 to 235, as lossy WebP has it. The library that unpacks WebP hands it
// out as if it went from 0 to 255, which would make every picture pale.
type video struct {
	image.YCbCr
	alpha  []byte // nil when nothing shines through
	stride int
}

func inVideoRange(form string, m image.Image) image.Image {
	if form != "WebP" {
		return m
	}
	switch m := m.(type) {
	case *image.YCbCr:
		return &video{YCbCr: *m}
	case *image.NYCbCrA:
		return &video{m.YCbCr, m.A, m.AStride}
	}
	return m
}

func (v *video) Opaque() bool {
	if v.alpha != nil {
		for y := range v.Rect.Dy() {
			for _, a := range v.alpha[y*v.stride:][:v.Rect.Dx()] {
				if a != 255 {
					return false
				}
			}
		}
	}
	return true
}

// line follows BT.601 as WebP asks for, in whole numbers.
func (v *video) line(y int, line []byte) {
	for x := range v.Rect.Dx() {
		at := v.COffset(v.Rect.Min.X+x, v.Rect.Min.Y+y)
		luma := 76309 * (int(v.Y[y*v.YStride+x]) - 16)
		cb, cr := int(v.Cb[at])-128, int(v.Cr[at])-128
		line[4*x] = clipped(luma + 104597*cr)
		line[4*x+1] = clipped(luma - 25675*cb - 53279*cr)
		line[4*x+2] = clipped(luma + 132201*cb)
		line[4*x+3] = 255
		if v.alpha != nil {
			line[4*x+3] = v.alpha[y*v.stride+x]
		}
	}
}

func clipped(sixteenths int) byte {
	return byte(min(max((sixteenths+1<<15)>>16, 0), 255))
}
