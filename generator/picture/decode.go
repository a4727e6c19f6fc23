package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"

	"golang.org/x/image/webp"
)

// What a picture may be at most. Nothing is unpacked before these were asked, as a file of a few kilobytes can say that
// it has billions of dots.
const (
	mostBytes   = 25 << 20
	mostDots    = 40_000_000
	longestSide = 16_383     // of what WebP can hold
	mostScans   = 200        // in one JPEG; each goes over the whole picture, and a camera writes a dozen
	largeDots   = 16_000_000 // more than a phone's photo has by default
)

// form is a form of picture file, known by its first bytes whatever its name says.
type form struct {
	name   string
	starts []string // "?" stands for any byte
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	moves  func([]byte) bool
}

func forms() []form {
	return []form{
		{"JPEG", []string{"\xff\xd8\xff"}, jpeg.DecodeConfig, jpeg.Decode, stays},
		{"PNG", []string{"\x89PNG\r\n\x1a\n"}, png.DecodeConfig, png.Decode, pngMoves},
		{"GIF", []string{"GIF87a", "GIF89a"}, gif.DecodeConfig, gif.Decode, gifMoves},
		{"WebP", []string{"RIFF????WEBP"}, webp.DecodeConfig, webp.Decode, stays},
		{"HEIC", []string{"????ftyphe", "????ftypmif1", "????ftypmsf1"}, nil, nil, nil},
		{"AVIF", []string{"????ftypavi"}, nil, nil, nil},
		{"SVG", []string{"<svg", "<?xml", "<!DOCTYPE svg"}, nil, nil, nil},
		{"TIFF", []string{"II*\x00", "MM\x00*"}, nil, nil, nil},
		{"BMP", []string{"BM"}, nil, nil, nil},
		{"PDF", []string{"%PDF"}, nil, nil, nil},
	}
}

func (f form) fits(data []byte) bool {
	for _, start := range f.starts {
		fits := len(data) >= len(start)
		for i := 0; fits && i < len(start); i++ {
			fits = start[i] == '?' || start[i] == data[i]
		}
		if fits {
			return true
		}
	}
	return false
}

// original is a picture as it was given.
type original struct {
	form  string
	image image.Image
	turn  turn
	moved bool
	close func() // must be called when the picture was used
}

// decode unpacks a picture within the limits. One large picture is open at a time.
func (s *Store) decode(data []byte) (o *original, err error) {
	f, config, err := measure(data)
	if err != nil {
		return nil, err
	}
	release := func() {}
	if config.Width*config.Height > largeDots {
		s.large.Lock()
		release = s.large.Unlock
	}
	err = guarded(func() error {
		m, err := f.decode(bytes.NewReader(data))
		if err != nil {
			return damaged()
		}
		m = onCanvas(inVideoRange(f.name, m), config)
		if m.Bounds().Dx() != config.Width || m.Bounds().Dy() != config.Height {
			return damaged()
		}
		o = &original{form: f.name, image: m, turn: turnOf(f.name, data), moved: f.moves(data), close: release}
		return nil
	})
	if err != nil {
		release()
	}
	return o, err
}

// measure says what form a picture has and how large it is, without unpacking it.
func measure(data []byte) (found form, config image.Config, err error) {
	if len(data) == 0 {
		return found, config, &UnreadableError{"this picture is an empty file"}
	}
	if len(data) > mostBytes {
		reason := fmt.Sprintf("this picture has %d MB; at most %d MB can be shown", (len(data)-1)>>20+1, mostBytes>>20)
		return found, config, &TooLargeError{reason}
	}
	for _, found = range forms() {
		if found.fits(data) {
			break
		}
		found = form{}
	}
	switch {
	case found.name == "":
		return found, config, &UnreadableError{"this file is no picture that is known here; save it as JPEG or PNG"}
	case found.decode == nil:
		return found, config, &UnreadableError{fmt.Sprintf("this is a %s file, which cannot be shown; save it as JPEG or PNG", found.name)}
	case found.name == "WebP" && len(data) > 20 && string(data[12:16]) == "VP8X" && data[20]&2 != 0:
		return found, config, &UnreadableError{"this is a moving WebP picture, which cannot be shown; save one of its pictures as PNG"}
	}
	err = guarded(func() (err error) {
		config, err = found.config(bytes.NewReader(data))
		return err
	})
	if err != nil || config.Width < 1 || config.Height < 1 {
		return found, config, damaged()
	}
	if found.name == "JPEG" && bytes.Count(data, []byte("\xff\xda")) > mostScans {
		return found, config, &UnreadableError{"this picture is put together in an unusual way; open it in a picture program and save it again"}
	}
	return found, config, tooLarge(config.Width, config.Height)
}

func tooLarge(width, height int) error {
	if side := max(width, height); side > longestSide {
		way := "wide"
		if height > width {
			way = "high"
		}
		return &TooLargeError{fmt.Sprintf("this picture is %s dots %s; at most %s can be shown", grouped(side), way, grouped(longestSide))}
	}
	if dots := width * height; dots > mostDots {
		return &TooLargeError{fmt.Sprintf("this picture has %d million dots; at most %d million can be shown", (dots-1)/1_000_000+1, mostDots/1_000_000)}
	}
	return nil
}

// grouped writes a number with commas between its thousands.
func grouped(n int) string {
	text := fmt.Sprint(n)
	var b strings.Builder
	for i, digit := range text {
		if i > 0 && (len(text)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// guarded turns a panic within a decoder into a picture that is damaged.
func guarded(do func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = damaged()
		}
	}()
	return do()
}

// onCanvas puts the first frame of a GIF where it belongs; other pictures fill their canvas.
func onCanvas(m image.Image, config image.Config) image.Image {
	frame, paletted := m.(*image.Paletted)
	canvas := image.Rect(0, 0, config.Width, config.Height)
	if !paletted || frame.Rect == canvas {
		return m
	}
	whole := image.NewNRGBA(canvas)
	read := linesOf(frame)
	for y := frame.Rect.Min.Y; y < frame.Rect.Max.Y; y++ {
		at := whole.PixOffset(frame.Rect.Min.X, y)
		read(y-frame.Rect.Min.Y, whole.Pix[at:at+4*frame.Rect.Dx()])
	}
	return whole
}
