package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"slices"
	"sync"
	"testing"
)

func TestWidths(t *testing.T) {
	for own, want := range map[int][]int{
		1: {1}, 96: {96}, 320: {320}, 399: {399}, 400: {320, 400}, 640: {320, 640}, 700: {320, 700}, 800: {320, 640, 800},
		1280: {320, 640, 1280}, 4032: {320, 640, 1280},
	} {
		if got := widths(own); !slices.Equal(got, want) {
			t.Errorf("a picture %d wide: %v, want %v", own, got, want)
		}
	}
}

// tell lists the renditions of a set.
func tell(all []Rendition) string {
	var b bytes.Buffer
	for _, r := range all {
		fmt.Fprintf(&b, "%dx%d %s%s; ", r.Width, r.Height, r.Type, r.Ext)
	}
	return b.String()
}

func TestFormsSuitThePicture(t *testing.T) {
	soft := photograph(500, 300)
	for i := 3; i < len(soft.Pix)/2; i += 4 {
		soft.Pix[i] = byte(i / 4 % 500 / 2)
	}
	grey := image.NewGray(image.Rect(0, 0, 400, 300))
	for i, from := 0, photograph(400, 300); i < len(grey.Pix); i++ {
		grey.Pix[i] = from.Pix[4*i]
	}
	const jpg, png, webp = "image/jpeg.jpg; ", "image/png.png; ", "image/webp.webp; "
	for _, test := range []struct {
		name          string
		source        []byte
		plain, modern string
		lossless      bool
	}{
		{"photo", jpegOf(t, photograph(1500, 750)), "320x160 " + jpg + "640x320 " + jpg + "1280x640 " + jpg, "320x160 " + webp + "640x320 " + webp + "1280x640 " + webp, false},
		{"photo saved as PNG", pngOf(t, photograph(300, 200)), "300x200 " + jpg, "300x200 " + webp, false},
		{"grey photo", pngOf(t, grey), "320x240 " + jpg + "400x300 " + jpg, "320x240 " + webp + "400x300 " + webp, false},
		{"drawing", pngOf(t, sketch(300, 200)), "300x200 " + png, "300x200 " + webp, true},
		{"cut-out photo", pngOf(t, soft), "320x192 " + png + "500x300 " + png, "320x192 " + webp + "500x300 " + webp, false},
	} {
		set := mustSet(t, test.source)
		if got := tell(set.Plain); got != test.plain {
			t.Errorf("%s: plain is %s", test.name, got)
		}
		if got := tell(set.Modern); got != test.modern {
			t.Errorf("%s: modern is %s", test.name, got)
		}
		last := set.Plain[len(set.Plain)-1]
		if set.Width != last.Width || set.Height != last.Height {
			t.Errorf("%s: the set says %d by %d", test.name, set.Width, set.Height)
		}
		for _, r := range set.Modern {
			i := slices.IndexFunc(set.Plain, func(p Rendition) bool { return p.Width == r.Width })
			if len(r.Bytes) >= len(set.Plain[i].Bytes) {
				t.Errorf("%s: WebP of %d has %d bytes, the other %d", test.name, r.Width, len(r.Bytes), len(set.Plain[i].Bytes))
			}
			if lossless := string(r.Bytes[12:16]) == "VP8L"; lossless != test.lossless {
				t.Errorf("%s: without loss is %v", test.name, lossless)
			}
			if far := apart(seen(t, r), seen(t, set.Plain[i])); far > 4 {
				t.Errorf("%s: WebP of %d is %.1f away from the other form", test.name, r.Width, far)
			}
		}
	}
}

// A drawing that was made smaller can take more bytes than before, as its edges get soft. Nobody is given those.
func TestSmallerPicturesTakeFewerBytes(t *testing.T) {
	set := mustSet(t, pngOf(t, sketch(1280, 960)))
	for _, all := range [][]Rendition{set.Plain, set.Modern} {
		for i := range all {
			if i > 0 && len(all[i].Bytes) <= len(all[i-1].Bytes) {
				t.Errorf("%s: %d wide has %d bytes, %d wide %d", all[i].Type, all[i-1].Width, len(all[i-1].Bytes), all[i].Width, len(all[i].Bytes))
			}
		}
		if len(all) == 0 || all[len(all)-1].Width != 1280 {
			t.Errorf("the largest is missing: %s", tell(all))
		}
	}
}

func TestAPictureThatIsNotScaledKeepsItsColours(t *testing.T) {
	drawing := sketch(300, 200)
	for i := range 100 { // and some that shine through
		drawing.SetNRGBA(i, i, color.NRGBA{200, 10, 60, 77})
	}
	set := mustSet(t, pngOf(t, drawing))
	for _, r := range []Rendition{set.Plain[0], set.Modern[0]} {
		if !bytes.Equal(seen(t, r).Pix, drawing.Pix) {
			t.Errorf("%s has other colours", r.Type)
		}
	}
}

// Areas keep their colour when a drawing is made smaller; only edges get new ones.
func TestAScaledDrawingKeepsItsAreas(t *testing.T) {
	source := sketch(1200, 800)
	for _, r := range mustSet(t, pngOf(t, source)).Plain {
		small := seen(t, r)
		for _, at := range [][2]int{{10, 10}, {400, 600}, {900, 400}} {
			x, y := at[0]*r.Width/1200, at[1]*r.Width/1200
			if got, want := small.NRGBAAt(x, y), source.NRGBAAt(at[0], at[1]); got != want {
				t.Errorf("%d wide: at %d, %d is %v, want %v", r.Width, x, y, got, want)
			}
		}
	}
}

// Black and white lines, seen from afar, are as bright as half the light: 188, not 128.
func TestColoursAreMixedAsLight(t *testing.T) {
	lines := image.NewNRGBA(image.Rect(0, 0, 1280, 640))
	for i := range lines.Pix {
		if i%4 == 3 || i/4%2 == 0 {
			lines.Pix[i] = 255
		}
	}
	r := mustSet(t, pngOf(t, lines)).Plain[0]
	if got := seen(t, r).NRGBAAt(r.Width/2, r.Height/2); r.Width != 320 || got.R < 185 || got.R > 191 {
		t.Errorf("%d wide, half black and half white is %v", r.Width, got)
	}
}

func TestWhatShinesThroughDoesNotDarken(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 1000, 500)) // white on nothing
	for y := range 500 {
		for x := range 500 {
			m.SetNRGBA(x, y, color.NRGBA{255, 255, 255, 255})
		}
	}
	set := mustSet(t, pngOf(t, m))
	for _, r := range append(set.Plain, set.Modern...) {
		small := seen(t, r)
		for i := 0; i < len(small.Pix); i += 4 {
			if small.Pix[i+3] > 0 && small.Pix[i] < 255 {
				t.Fatalf("%s of %d: the edge of white is %v", r.Type, r.Width, small.Pix[i:i+4])
			}
		}
	}
}

func TestOtherColourModels(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 50, 50))
	grey := image.NewGray16(image.Rect(0, 0, 50, 50))
	for y := range 50 {
		for x := range 50 {
			deep.SetNRGBA64(x, y, color.NRGBA64{0x80ff, 0x4000, 0x2000, 0xffff})
			grey.SetGray16(x, y, color.Gray16{0x7fff})
		}
	}
	for name, test := range map[string]struct {
		source []byte
		want   color.NRGBA
	}{
		"16 bits":      {pngOf(t, deep), color.NRGBA{0x80, 0x40, 0x20, 255}},
		"16 bits grey": {pngOf(t, grey), color.NRGBA{0x7f, 0x7f, 0x7f, 255}},
	} {
		if got := seen(t, mustSet(t, test.source).Plain[0]).NRGBAAt(20, 20); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	ink := image.NewCMYK(image.Rect(0, 0, 1, 1))
	ink.SetCMYK(0, 0, color.CMYK{0, 255, 255, 0})
	if got := asIs(linesOf(ink), 1, 1).NRGBAAt(0, 0); got != (color.NRGBA{255, 0, 0, 255}) {
		t.Errorf("magenta and yellow are %v", got)
	}
}

func TestMovingPictures(t *testing.T) {
	frame := func(r image.Rectangle, i uint8) *image.Paletted {
		p := image.NewPaletted(r, color.Palette{color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}})
		for at := range p.Pix {
			p.Pix[at] = i
		}
		return p
	}
	encode := func(frames ...*image.Paletted) []byte {
		var b bytes.Buffer
		if err := gif.EncodeAll(&b, &gif.GIF{Image: frames, Delay: make([]int, len(frames)), Config: image.Config{Width: 60, Height: 40}}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole, part := image.Rect(0, 0, 60, 40), image.Rect(10, 10, 30, 20)
	moving := mustSet(t, encode(frame(whole, 0), frame(part, 1)))
	if got := seen(t, moving.Plain[0]).NRGBAAt(15, 15); !moving.Moved || got != (color.NRGBA{255, 0, 0, 255}) {
		t.Errorf("moved is %v, and it begins with %v", moving.Moved, got)
	}
	still := mustSet(t, encode(frame(part, 1)))
	picture := seen(t, still.Plain[0])
	if still.Moved || still.Width != 60 || picture.NRGBAAt(5, 5).A != 0 || picture.NRGBAAt(15, 15).B != 255 {
		t.Errorf("moved is %v; a frame that is smaller than its canvas is not where it belongs", still.Moved)
	}
	png := pngOf(t, sketch(20, 20))
	if mustSet(t, png).Moved || !mustSet(t, afterHeader(png, chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"))).Moved {
		t.Error("a moving PNG is not told from a still one")
	}
}

// The same picture, however it lies in its file, is seen upright.
func TestPicturesAreTurned(t *testing.T) {
	want := sketch(120, 80)
	for lies := turn(1); lies <= 8; lies++ {
		w, h := lies.lying(120, 80)
		file := image.NewNRGBA(image.Rect(0, 0, w, h))
		for y := range 80 {
			for x := range 120 {
				fromX, fromY := lies.from(x, y, w, h)
				file.SetNRGBA(fromX, fromY, want.NRGBAAt(x, y))
			}
		}
		for form, source := range map[string][]byte{
			"JPEG": withSegment(jpegOf(t, file), 0xe1, append([]byte("Exif\x00\x00"), exif(uint16(lies), "x")...)),
			"PNG":  afterHeader(pngOf(t, file), chunk("eXIf", string(exif(uint16(lies), "x")))),
		} {
			set := mustSet(t, source)
			if set.Width != 120 || set.Height != 80 {
				t.Errorf("%s, %d: %d by %d", form, lies, set.Width, set.Height)
			} else if far := apart(seen(t, set.Plain[0]), want); far > 3 {
				t.Errorf("%s, %d: %.1f away", form, lies, far)
			}
		}
	}
	// What 6 means, in words of the standard: the first row of the file is the right-hand side of what is seen.
	if x, y := turn(6).from(79, 0, 120, 80); x != 0 || y != 0 {
		t.Errorf("the upper right corner comes from %d, %d", x, y)
	}
}

func TestSameBytesWhoeverAsks(t *testing.T) {
	sources := [][]byte{pngOf(t, photograph(420, 300)), pngOf(t, sketch(420, 300)), jpegOf(t, photograph(333, 222))}
	var shared Store
	var all sync.WaitGroup
	for i := range 9 {
		all.Go(func() {
			source := sources[i%len(sources)]
			set, err := shared.Set(source)
			if err != nil || !bytes.Equal(set.pack(), mustSet(t, source).pack()) {
				t.Error("other bytes", err)
			}
		})
	}
	all.Wait()
}
