package picture

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"rsc.io/qr/coding"
)

const (
	longestCode = 500 // bytes; more makes squares too small to read from paper
	quietZone   = 4   // modules left empty around a code (ISO/IEC 18004)
)

// Code is a QR code for a text of up to 500 bytes, as an SVG that is as wide as it is told to be. A seventh of it may be
// covered or torn (level M). The ground is part of it and white, the code black.
func Code(text string) ([]byte, error) {
	if text == "" || !utf8.ValidString(text) {
		return nil, errors.New("there is no text for a code")
	}
	if len(text) > longestCode {
		return nil, fmt.Errorf("this text is too long for a code: it has %d bytes, and at most %d can be read from paper", len(text), longestCode)
	}
	content := coding.String(text)
	size := coding.Version(coding.MinVersion)
	for content.Bits(size) > 8*size.DataBytes(coding.M) {
		size++
	}
	var best *coding.Code
	least := 0
	for mask := range coding.Mask(8) {
		code, err := encodedWith(mask, size, content)
		if err != nil {
			return nil, fmt.Errorf("no code can be made of this text: %w", err)
		}
		if cost := confusion(code); best == nil || cost < least {
			best, least = code, cost
		}
	}
	return drawCode(best), nil
}

func encodedWith(mask coding.Mask, size coding.Version, content coding.Encoding) (*coding.Code, error) {
	plan, err := coding.NewPlan(size, coding.M, mask)
	if err != nil {
		return nil, err
	}
	return plan.Encode(content)
}

// confusion is how hard a code is to read: long runs and even squares of one colour, what looks like a corner mark, and
// too much of one colour cost points (ISO/IEC 18004, 7.8.3).
func confusion(code *coding.Code) int {
	black, cost := 0, 0
	for y := range code.Size {
		rows, columns := run{}, run{}
		for x := range code.Size {
			here := code.Black(x, y)
			if here {
				black++
			}
			cost += rows.step(here) + columns.step(code.Black(y, x))
			if x > 0 && y > 0 && here == code.Black(x-1, y) && here == code.Black(x, y-1) && here == code.Black(x-1, y-1) {
				cost += 3
			}
		}
	}
	all := code.Size * code.Size
	apart := 2*black - all
	return cost + max(apart, -apart)*10/all*10
}

// run follows one row or column of a code.
type run struct {
	length int
	colour bool
	last   int // the latest eleven modules as bits
	count  int
}

func (r *run) step(black bool) int {
	cost := 0
	if r.count > 0 && black == r.colour {
		r.length++
	} else {
		r.length, r.colour = 1, black
	}
	switch {
	case r.length == 5:
		cost = 3
	case r.length > 5:
		cost = 1
	}
	r.count++
	r.last = r.last << 1 & 0b111_1111_1111
	if black {
		r.last |= 1
	}
	if r.count >= 11 && (r.last == 0b101_1101_0000 || r.last == 0b000_0101_1101) {
		cost += 40
	}
	return cost
}

// drawCode writes a code as one path: a stroke along every run of black modules.
func drawCode(code *coding.Code) []byte {
	whole := code.Size + 2*quietZone
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d" shape-rendering="crispEdges">`, whole)
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%dv%[1]dH0z"/><path stroke="#000" d="`, whole)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %d.5h%d", from+quietZone, y+quietZone, x-from)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return []byte(b.String())
}
