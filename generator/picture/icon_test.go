package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func drawn(t *testing.T, i Icon) *image.NRGBA {
	t.Helper()
	i.Ground, i.Ink = "#1f5f7f", "#ffffff"
	content, err := common.Icon(i)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(content))
	if err != nil || m.Bounds() != image.Rect(0, 0, i.Size, i.Size) {
		t.Fatalf("%v %v", m.Bounds(), err)
	}
	return asIs(linesOf(m), i.Size, i.Size)
}

// figure is where an icon is anything but its ground.
func figure(m *image.NRGBA) image.Rectangle {
	var all image.Rectangle
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if c := m.NRGBAAt(x, y); c.A == 255 && c != (color.NRGBA{0x1f, 0x5f, 0x7f, 255}) {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}

func TestIcons(t *testing.T) {
	logo := pngOf(t, photograph(300, 100))
	for _, size := range []int{32, 180, 192, 512} {
		for _, i := range []Icon{{Text: "A"}, {Text: "AHS"}, {Text: "Wę"}, {Logo: logo}} {
			i.Size = size
			m := drawn(t, i)
			if m.NRGBAAt(0, 0).A != 0 || m.NRGBAAt(size/2, 0).A != 255 {
				t.Errorf("%q of %d has no round corners", i.Text, size)
			}
			i.Padded = true
			m = drawn(t, i)
			if m.NRGBAAt(0, 0).A != 255 {
				t.Errorf("%q of %d does not reach its corners", i.Text, size)
			}
			at := figure(m)
			middle := at.Min.Add(at.Max)
			if at.Empty() || max(middle.X-size, size-middle.X, middle.Y-size, size-middle.Y) > 2+size/50 {
				t.Errorf("%q of %d stands at %v, not in the middle", i.Text, size, at)
			}
			for _, corner := range []image.Point{at.Min, {at.Max.X, at.Min.Y}, {at.Min.X, at.Max.Y}, at.Max} {
				x, y := 2*corner.X-size, 2*corner.Y-size
				if 100*(x*x+y*y) > 68*size*size { // a circle of four fifths, and a dot for soft edges
					t.Errorf("%q of %d: a mask may cut %v", i.Text, size, corner)
				}
			}
		}
	}
}

func TestALogoKeepsItsProportions(t *testing.T) {
	wide := figure(drawn(t, Icon{Logo: pngOf(t, photograph(300, 100)), Size: 200}))
	if wide.Dx() != 144 || wide.Dy() != 48 {
		t.Errorf("300 by 100 became %v", wide)
	}
	high := figure(drawn(t, Icon{Logo: pngOf(t, photograph(100, 300)), Size: 200}))
	if high.Dx() != 48 || high.Dy() != 144 {
		t.Errorf("100 by 300 became %v", high)
	}
}

func TestIconsThatCannotBeDrawn(t *testing.T) {
	for name, i := range map[string]Icon{
		"no size":      {Text: "A"},
		"large":        {Text: "A", Size: 5000},
		"no picture":   {Logo: []byte("hello"), Size: 64},
		"empty":        {Logo: []byte{}, Size: 64},
		"damaged logo": {Logo: pngOf(t, sketch(90, 90))[:200], Size: 64},
	} {
		i.Ground, i.Ink = "#1f5f7f", "#ffffff"
		if _, err := common.Icon(i); err == nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}
