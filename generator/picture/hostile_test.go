package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"runtime"
	"strings"
	"testing"
)

// pngHeader is a PNG that says how large it is, and then has nothing but a few bytes.
func pngHeader(width, height uint32, rest ...[]byte) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	return append(append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", string(size)+"\x08\x06\x00\x00\x00")...), bytes.Join(rest, nil)...)
}

func gifHeader(width, height uint16) []byte {
	size := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, width), height)
	return append(append([]byte("GIF89a"), size...), 0x80, 0, 0, 1, 2, 3, 4, 5, 6)
}

// webpHeader is a WebP whose canvas and whose picture are as large as they say, which need not be the same.
func webpHeader(canvas, width uint32, flags byte) []byte {
	b := []byte("RIFF\x00\x10\x00\x00WEBPVP8X\x0a\x00\x00\x00")
	b = append(b, flags, 0, 0, 0)
	for range 2 {
		b = append(b, byte(canvas-1), byte((canvas-1)>>8), byte((canvas-1)>>16))
	}
	b = append(b, "VP8L\x00\x08\x00\x00\x2f"...)
	return binary.LittleEndian.AppendUint32(b, (width-1)|(width-1)<<14)
}

func hostile(t *testing.T) map[string][]byte {
	photo, drawing := jpegOf(t, photograph(300, 200)), pngOf(t, sketch(300, 200))
	var moving bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 50, 50), color.Palette{color.Black, color.White})
	if err := gif.Encode(&moving, frame, nil); err != nil {
		t.Fatal(err)
	}
	scans := bytes.Repeat([]byte("\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"), 300)
	return map[string][]byte{
		"PNG of 50,000 by 50,000":            pngHeader(50_000, 50_000, chunk("IDAT", "x"), chunk("IEND", "")),
		"PNG of 2,147,483,647 dots":          pngHeader(1<<31-1, 1, chunk("IDAT", "x")),
		"PNG of 6,400 by 6,400":              pngHeader(6_400, 6_400),
		"PNG of nothing":                     pngHeader(0, 0, chunk("IEND", "")),
		"PNG without a picture":              pngHeader(100, 100, chunk("IEND", "")),
		"PNG with a wrong sum":               bytes.Replace(drawing, []byte("IHDR"), []byte("IHDS"), 1),
		"PNG cut off":                        drawing[:len(drawing)/2],
		"PNG of one chunk that is too long":  append(drawing[:33:33], 0xff, 0xff, 0xff, 0xff, 'I', 'D', 'A', 'T'),
		"JPEG cut off":                       photo[:len(photo)/2],
		"JPEG of two bytes":                  photo[:2],
		"JPEG of a header":                   photo[:20],
		"JPEG that says it is huge":          bytes.Replace(photo, []byte("\xff\xc0\x00\x11\x08\x00\xc8\x01\x2c"), []byte("\xff\xc0\x00\x11\x08\xff\xff\xff\xff"), 1),
		"JPEG of no height":                  bytes.Replace(photo, []byte("\xff\xc0\x00\x11\x08\x00\xc8\x01\x2c"), []byte("\xff\xc0\x00\x11\x08\x00\x00\x01\x2c"), 1),
		"JPEG of 300 scans":                  append(photo[:len(photo)-2:len(photo)-2], scans...),
		"GIF of 65,535 by 65,535":            gifHeader(65_535, 65_535),
		"GIF of nothing":                     gifHeader(0, 0),
		"GIF with 100,000 frames of nothing": append(gifHeader(100, 100), bytes.Repeat([]byte("\x2c\x00\x00\x00\x00\x64\x00\x64\x00\x00\x02\x00"), 100_000)...),
		"GIF cut off":                        moving.Bytes()[:moving.Len()-20],
		"GIF of a frame beyond its canvas":   append(gifHeader(1, 1), moving.Bytes()[13+6:]...),
		"WebP of 16,384 by 16,384":           webpHeader(16_384, 16_384, 0),
		"WebP larger than its canvas":        webpHeader(2, 16_000, 0),
		"WebP that moves":                    webpHeader(100, 100, 2),
		"WebP cut off":                       webpHeader(100, 100, 0),
		"a page":                             []byte("<html><script>alert(1)</script></html>"),
		"a drawing that runs":                []byte("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
		"a HEIC of an iPhone":                []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
		"an empty file":                      {},
		"a file of 26 MB":                    append(photo, make([]byte, 26<<20)...),
		"zeros":                              make([]byte, 1<<20),
	}
}

// T20: pictures made to exhaust a machine are refused in words, whatever they are called, and before they are unpacked.
func TestT20HostilePictures(t *testing.T) {
	for name, source := range hostile(t) {
		var s Store
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		set, err := s.Set(source)
		runtime.ReadMemStats(&after)
		var unreadable *UnreadableError
		var large *TooLargeError
		if set != nil || !errors.As(err, &unreadable) && !errors.As(err, &large) {
			t.Errorf("%s: %v %v", name, set, err)
			continue
		}
		if text := err.Error(); !strings.HasPrefix(text, "this ") || strings.ContainsAny(text, "\n%") || len(text) > 150 {
			t.Errorf("%s: %q is no word for a librarian", name, text)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 64<<20 && name != "PNG of 6,400 by 6,400" {
			t.Errorf("%s: it took %d MB", name, taken>>20)
		}
	}
}

func TestWordsOfLimits(t *testing.T) {
	all := hostile(t)
	for name, want := range map[string]string{
		"PNG of 50,000 by 50,000": "this picture is 50,000 dots wide; at most 16,383 can be shown",
		"PNG of 6,400 by 6,400":   "this picture has 41 million dots; at most 40 million can be shown",
		"a file of 26 MB":         "this picture has 27 MB; at most 25 MB can be shown",
		"a HEIC of an iPhone":     "this is a HEIC file, which cannot be shown; save it as JPEG or PNG",
		"an empty file":           "this picture is an empty file",
	} {
		var s Store
		if _, err := s.Set(all[name]); err == nil || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What a file is called does not matter, nor what stands behind its picture.
func TestOddPicturesThatCanBeShown(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 3000}, {3000, 1}, {2, 2}, {1281, 3}} {
		set := mustSet(t, pngOf(t, photograph(size.X, size.Y)))
		for _, r := range append(set.Plain, set.Modern...) {
			seen(t, r)
		}
	}
	drawing := pngOf(t, sketch(50, 50))
	if got := mustSet(t, append(drawing, "<script>alert(1)</script>"...)); bytes.Contains(got.Plain[0].Bytes, []byte("script")) {
		t.Error("what stands behind a picture was kept")
	}
}

// A panic within a decoder is a damaged picture, and whoever waits for a large picture's turn still gets it.
func TestT20Panic(t *testing.T) {
	err := guarded(func() error { panic("index out of range") })
	if err == nil || err.Error() != damaged().Error() {
		t.Error(err)
	}
	var s Store
	large := pngHeader(5_000, 5_000, chunk("IDAT", "x"))
	for i := range 3 {
		if _, err := s.Set(append(large, fmt.Sprint(i)...)); err == nil {
			t.Error("a picture of one byte was shown")
		}
	}
}
