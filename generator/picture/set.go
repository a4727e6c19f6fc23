package picture

import (
	"bytes"
	"encoding/json"
	"image"
	"slices"
)

// Set is a picture in all its renditions, smallest first: 320, 640 and 1280 dots wide, as far as the source goes, and as
// wide as the source when that is less. Left out are a Modern one with no fewer bytes than the Plain one of its size, and
// any with no fewer bytes than a larger one of its form. There is always a Plain one of the largest size.
type Set struct {
	Width, Height int // of the largest rendition, in dots
	Plain, Modern []Rendition
	Moved         bool // the source was an animation; only its first frame is shown
}

// Rendition is a picture in one size and one form.
type Rendition struct {
	Width, Height int
	Type, Ext     string // "image/jpeg" and ".jpg"
	Bytes         []byte `json:"-"`
}

// widths are those of the renditions of a picture: the standard ones that are smaller, and its own, or the largest. A
// standard width that is nearly its own is left out.
func widths(own int) []int {
	const largest = 1280
	var all []int
	for _, standard := range []int{320, 640} {
		if standard*5 <= own*4 {
			all = append(all, standard)
		}
	}
	return append(all, min(own, largest))
}

// makeSet decodes a picture once and makes its renditions from the largest to the smallest.
func (s *Store) makeSet(source []byte) (*Set, error) {
	o, err := s.decode(source)
	if err != nil {
		return nil, err
	}
	defer o.close()
	bounds := o.image.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	if o.turn.quarter() {
		width, height = height, width
	}
	sort, steps := sortOf(o), s.steps(o)
	all := widths(width)
	set := &Set{Width: all[len(all)-1], Moved: o.moved}
	set.Height = scaled(height, set.Width, width)
	for _, w := range slices.Backward(all) {
		m := o.turn.upright(steps.next(o.turn.lying(w, scaled(height, w, width))))
		if sort == drawing {
			m = simpler(m)
		}
		plain, err := sort.plain(m)
		if err != nil {
			return nil, err
		}
		modern, err := s.modern(sort, m)
		if err != nil {
			return nil, err
		}
		set.Plain = withSmaller(set.Plain, plain)
		if len(modern.Bytes) < len(plain.Bytes) {
			set.Modern = withSmaller(set.Modern, modern)
		}
	}
	return set, nil
}

func scaled(height, to, from int) int { return max(1, (height*to+from/2)/from) }

// withSmaller puts a rendition before the larger ones, unless it has no fewer bytes than the next.
func withSmaller(larger []Rendition, r Rendition) []Rendition {
	if len(larger) > 0 && len(r.Bytes) >= len(larger[0].Bytes) {
		return larger
	}
	return slices.Insert(larger, 0, r)
}

// steps makes ever smaller copies of a picture, each from the one before.
type steps struct {
	curves *curves
	source image.Image
	light  *image.RGBA64
}

func (s *Store) steps(o *original) *steps { return &steps{curves: s.curves.ready(), source: o.image} }

func (s *steps) next(width, height int) *image.NRGBA {
	if s.light == nil {
		bounds := s.source.Bounds()
		w, h := bounds.Dx(), bounds.Dy()
		read := linesOf(s.source)
		if w == width && h == height {
			own := asIs(read, w, h)
			s.source = own
			return own
		}
		// Making whole dots one is quick; the last part of the way is left to the better filter.
		k := max(1, min(2*w/(3*width), 2*h/(3*height)))
		s.light, s.source = s.curves.reduce(read, w, h, k), nil
	}
	s.light = resized(s.light, width, height)
	return s.curves.numbers(s.light)
}

// lying gives width and height as the file has them.
func (t turn) lying(width, height int) (int, int) {
	if t.quarter() {
		return height, width
	}
	return width, height
}

// pack writes a set as a line of JSON and the bytes of all renditions.
func (s *Set) pack() []byte {
	head, err := json.Marshal(packed{*s, lengths(s.Plain), lengths(s.Modern)})
	if err != nil {
		panic("wellshelf: internal error: a set of pictures cannot be packed: " + err.Error())
	}
	var b bytes.Buffer
	b.Write(head)
	b.WriteByte('\n')
	for _, r := range append(append([]Rendition(nil), s.Plain...), s.Modern...) {
		b.Write(r.Bytes)
	}
	return b.Bytes()
}

type packed struct {
	Set                         Set
	PlainLengths, ModernLengths []int
}

func lengths(all []Rendition) []int {
	n := make([]int, len(all))
	for i, r := range all {
		n[i] = len(r.Bytes)
	}
	return n
}

func unpackSet(text []byte) (*Set, bool) {
	head, rest, _ := bytes.Cut(text, []byte("\n"))
	var p packed
	if json.Unmarshal(head, &p) != nil {
		return nil, false
	}
	for _, part := range []struct {
		all     []Rendition
		lengths []int
	}{{p.Set.Plain, p.PlainLengths}, {p.Set.Modern, p.ModernLengths}} {
		if len(part.all) != len(part.lengths) {
			return nil, false
		}
		for i, n := range part.lengths {
			if n < 0 || n > len(rest) {
				return nil, false
			}
			part.all[i].Bytes, rest = rest[:n:n], rest[n:]
		}
	}
	return &p.Set, len(rest) == 0
}
