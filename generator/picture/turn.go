package picture

import (
	"bytes"
	"image"

	"github.com/bep/imagemeta"
)

// turn is how a picture lies in its file, as cameras write it: 1 to 8, where 1 is upright (EXIF 3.0, Orientation).
type turn int

const upright turn = 1

// quarter reports whether width and height change places.
func (t turn) quarter() bool { return t >= 5 }

// turnOf reads how a picture lies. What cannot be read is taken to be upright.
func turnOf(form string, data []byte) turn {
	kinds := map[string]imagemeta.ImageFormat{"JPEG": imagemeta.JPEG, "PNG": imagemeta.PNG, "WebP": imagemeta.WebP}
	kind, known := kinds[form]
	if !known {
		return upright
	}
	found := upright
	_ = guarded(func() error {
		_, err := imagemeta.Decode(imagemeta.Options{
			R:           bytes.NewReader(data),
			ImageFormat: kind,
			Sources:     imagemeta.EXIF,
			ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
				return tag.Tag == "Orientation" && tag.Namespace == "IFD0"
			},
			HandleTag: func(tag imagemeta.TagInfo) error {
				if value, ok := tag.Value.(uint16); ok && value >= 1 && value <= 8 {
					found = turn(value)
				}
				return imagemeta.ErrStopWalking
			},
		})
		return err
	})
	return found
}

// upright returns a picture as it should be seen.
func (t turn) upright(m *image.NRGBA) *image.NRGBA {
	if t <= upright {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	width, height := w, h
	if t.quarter() {
		width, height = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			fromX, fromY := t.from(x, y, w, h)
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(fromX, fromY):][:4])
		}
	}
	return out
}

// from says where in a file of w by h the dot lies that is seen at x, y.
func (t turn) from(x, y, w, h int) (int, int) {
	switch t {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
