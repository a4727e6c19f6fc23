package picture

import (
	"errors"
	"testing"
	"unicode/utf8"
)

// FuzzSet: whatever the bytes, there is a picture that can be seen, or an error in words, and no panic. WebP is not
// written here: libwebp gets nothing but dots, and would take all the time there is.
func FuzzSet(f *testing.F) {
	photo, drawing := jpegOf(f, photograph(40, 30)), pngOf(f, sketch(40, 30))
	f.Add(photo)
	f.Add(drawing)
	f.Add(withSegment(photo, 0xe1, append([]byte("Exif\x00\x00"), exif(6, "x")...)))
	f.Add(afterHeader(drawing, chunk("eXIf", string(exif(3, "x")))))
	f.Add(mustSet(f, drawing).Modern[0].Bytes)
	f.Add(append(gifHeader(3, 3), "\x2c\x00\x00\x00\x00\x03\x00\x03\x00\x00\x02\x02\x44\x01\x00;"...))
	f.Add(webpHeader(2, 2, 0))
	f.Fuzz(func(t *testing.T, source []byte) {
		if _, config, err := measure(source); err == nil && config.Width*config.Height > 1<<16 {
			t.Skip("large pictures say no more than small ones, and take longer")
		}
		o, err := common.decode(source)
		if err != nil {
			var unreadable *UnreadableError
			var large *TooLargeError
			if !errors.As(err, &unreadable) && !errors.As(err, &large) || err.Error() == "" {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		defer o.close()
		bounds := o.image.Bounds()
		steps := common.steps(o)
		for _, width := range []int{bounds.Dx(), bounds.Dx()/2 + 1} {
			m := o.turn.upright(steps.next(width, scaled(bounds.Dy(), width, bounds.Dx())))
			r, err := sortOf(o).plain(m)
			if err != nil {
				t.Fatal(err)
			}
			seen(t, r)
		}
	})
}

// FuzzCode: every text up to the limit has a code that readers find, and other texts have none.
func FuzzCode(f *testing.F) {
	f.Add("https://library.example/")
	f.Add("")
	f.Add("żółw \x00")
	f.Fuzz(func(t *testing.T, text string) {
		svg, err := Code(text)
		if want := text != "" && len(text) <= longestCode && utf8.ValidString(text); want != (err == nil) {
			t.Fatalf("%q: %v", text, err)
		}
		if err == nil {
			checkStructure(t, matrix(t, svg))
		}
	})
}
