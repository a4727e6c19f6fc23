package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// photograph is a picture with the traits of a photo: soft areas, an edge, noise. It is the same every time.
func photograph(width, height int) *image.NRGBA {
	noise := rand.New(rand.NewPCG(1, 2))
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			u, v := float64(x)/float64(width), float64(y)/float64(height)
			sky := 120 + 100*v + 8*noise.Float64() + 20*math.Sin(9*u+4*v)
			if v > 0.6+0.1*math.Sin(7*u) {
				sky = 60 + 60*u + 12*noise.Float64()
			}
			m.SetNRGBA(x, y, color.NRGBA{byte(sky * 0.8), byte(sky), byte(min(sky*1.1, 255)), 255})
		}
	}
	return m
}

// sketch is a drawing: few colours, even areas, sharp edges.
func sketch(width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{240, 244, 250, 255}
			switch {
			case x > width/4 && x < width/2 && y > height/4:
				c = color.NRGBA{20, 90, 120, 255}
			case (x-width*3/4)*(x-width*3/4)+(y-height/2)*(y-height/2) < height*height/16:
				c = color.NRGBA{230, 150, 40, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func jpegOf(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 92}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// chunk is a chunk of a PNG.
func chunk(name, content string) []byte { return appendChunk(nil, name, []byte(content)) }

// afterHeader puts chunks into a PNG, right after its header.
func afterHeader(data []byte, chunks ...[]byte) []byte {
	const header = 8 + 25
	return slices.Concat(data[:header], slices.Concat(chunks...), data[header:])
}

// exif is what a camera writes: how the picture lies, and where it was taken, here with a word to look for.
func exif(lies uint16, word string) []byte {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00")
	b = le.AppendUint16(b, 2)
	b = appendField(b, 0x0112, 3, 1, uint32(lies))
	b = appendField(b, 0x8825, 4, 1, uint32(len(b)+12+4)) // the place of the second list
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, 1)
	b = appendField(b, 0x0012, 2, uint32(len(word)+1), uint32(len(b)+12+4))
	b = le.AppendUint32(b, 0)
	return append(append(b, word...), 0)
}

func appendField(b []byte, tag, kind uint16, count, value uint32) []byte {
	le := binary.LittleEndian
	return le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(b, tag), kind), count), value)
}

// withSegment puts a segment into a JPEG, right after its first marker.
func withSegment(data []byte, marker byte, content []byte) []byte {
	size := binary.BigEndian.AppendUint16(nil, uint16(len(content)+2))
	return slices.Concat(data[:2], []byte{0xff, marker}, size, content, data[2:])
}

// common is for tests that do not care which store they use: making one ready for WebP takes long.
var common Store

func mustSet(tb testing.TB, source []byte) *Set {
	tb.Helper()
	set, err := common.Set(source)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// seen is a rendition as it is seen, in [image.NRGBA].
func seen(tb testing.TB, r Rendition) *image.NRGBA {
	tb.Helper()
	var s Store
	o, err := s.decode(r.Bytes)
	if err != nil {
		tb.Fatalf("%s of %d: %v", r.Type, r.Width, err)
	}
	b := o.image.Bounds()
	if b.Dx() != r.Width || b.Dy() != r.Height {
		tb.Errorf("%s says %d by %d and has %d by %d", r.Type, r.Width, r.Height, b.Dx(), b.Dy())
	}
	return asIs(linesOf(o.image), b.Dx(), b.Dy())
}

// apart is how far two pictures of one size are apart: the mean over all numbers.
func apart(a, b *image.NRGBA) float64 {
	sum := 0
	for i := range a.Pix {
		sum += max(int(a.Pix[i])-int(b.Pix[i]), int(b.Pix[i])-int(a.Pix[i]))
	}
	return float64(sum) / float64(len(a.Pix))
}
