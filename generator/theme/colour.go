package theme

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// colour is an opaque sRGB colour.
type colour struct{ r, g, b uint8 }

var hexColour = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// parseColour reads #rgb and #rrggbb, and nothing else: no reader of a theme should need a colour table.
func parseColour(s string) (colour, bool) {
	if !hexColour.MatchString(s) {
		return colour{}, false
	}
	digits := s[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

func (c colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// luminance is WCAG 2.2's relative luminance. The conversions around products keep processors from fusing them with
// sums, so that every machine gets the same number.
func (c colour) luminance() float64 {
	return float64(0.2126*linear(c.r)) + float64(0.7152*linear(c.g)) + float64(0.0722*linear(c.b))
}

func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// contrast is WCAG 2.2's contrast ratio, from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// floored writes a ratio to two decimals, never above what it is: 4.4999 does not pass as 4.50.
func floored(ratio float64) string {
	return strconv.FormatFloat(math.Floor(ratio*100)/100, 'f', 2, 64)
}

// steps is how finely nearest looks: several steps to each of the 256 values of a channel.
const steps = 2048

// meeting is another colour that a colour stands beside, and the contrast they need.
type meeting struct {
	other colour
	ratio float64
}

// nearest returns the colour that passes beside all it meets and differs from c in lightness alone (of HSL), by the
// least; of two equally near, the darker. Black and white are tried last, for colours that have no lightness to give.
func nearest(c colour, met ...meeting) (colour, bool) {
	passes := func(c colour) bool {
		return !slices.ContainsFunc(met, func(m meeting) bool { return contrast(c, m.other) < m.ratio })
	}
	h, s, l := c.hsl()
	for i := range steps + 1 {
		for _, lightness := range [2]float64{l - float64(i)/steps, l + float64(i)/steps} {
			if lightness < 0 || lightness > 1 {
				continue
			}
			if moved := fromHSL(h, s, lightness); passes(moved) {
				return moved, true
			}
		}
	}
	for _, end := range []colour{{0, 0, 0}, {255, 255, 255}} {
		if passes(end) {
			return end, true
		}
	}
	return colour{}, false
}

// hsl follows CSS Color 4, section 7: hue in sixths of a turn, the others from 0 to 1.
func (c colour) hsl() (h, s, l float64) {
	r, g, b := float64(c.r)/255, float64(c.g)/255, float64(c.b)/255
	high, low := max(r, g, b), min(r, g, b)
	l = (high + low) / 2
	d := high - low
	if d == 0 {
		return 0, 0, l
	}
	s = d / (1 - math.Abs(high+low-1))
	switch high {
	case r:
		h = math.Mod((g-b)/d+6, 6)
	case g:
		h = (b-r)/d + 2
	default:
		h = (r-g)/d + 4
	}
	return h, s, l
}

func fromHSL(h, s, l float64) colour {
	a := float64(s * min(l, 1-l))
	channel := func(n float64) uint8 {
		k := math.Mod(n+float64(h*2), 12)
		v := l - float64(a*max(-1, min(k-3, 9-k, 1)))
		return uint8(math.Round(float64(v * 255)))
	}
	return colour{channel(0), channel(8), channel(4)}
}
