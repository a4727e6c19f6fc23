package picture

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/draw"
)

// curves lead from the numbers of a picture to light and back. Colours must be mixed as light: two numbers' mean is darker
// than what an eye sees from afar.
type curves struct {
	once   sync.Once
	light  [256]uint16
	number [1 << 16]byte
}

func (c *curves) ready() *curves {
	c.once.Do(func() {
		for i := range c.light {
			v := float64(i) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			c.light[i] = uint16(math.Round(v * 65535))
		}
		for i := range c.number {
			v := float64(i) / 65535
			if v <= 0.0031308 {
				v *= 12.92
			} else {
				v = 1.055*math.Pow(v, 1/2.4) - 0.055
			}
			c.number[i] = byte(math.Round(v * 255))
		}
	})
	return c
}

// reduce reads a picture as light, with k by k dots made one. Up to k-1 dots at the right and lower edge are left out.
func (c *curves) reduce(read lines, width, height, k int) *image.RGBA64 {
	out := image.NewRGBA64(image.Rect(0, 0, width/k, height/k))
	line := make([]byte, 4*width)
	sums := make([]uint32, 4*(width/k)) // k is below 100, so they stay below 2^32
	for y := range height / k {
		clear(sums)
		for inner := range k {
			read(y*k+inner, line)
			c.add(sums, line, k)
		}
		row := out.Pix[y*out.Stride:]
		for i, sum := range sums {
			mean := sum / uint32(k*k)
			row[2*i], row[2*i+1] = byte(mean>>8), byte(mean)
		}
	}
	return out
}

// add adds the light of each k dots of a line to their sum, weighed by how opaque they are.
func (c *curves) add(sums []uint32, line []byte, k int) {
	for x := range len(sums) / 4 {
		sum := sums[4*x:][:4]
		for range k {
			red, green, blue, alpha := uint32(c.light[line[0]]), uint32(c.light[line[1]]), uint32(c.light[line[2]]), uint32(line[3])
			if alpha < 255 {
				red, green, blue = red*alpha/255, green*alpha/255, blue*alpha/255
			}
			sum[0] += red
			sum[1] += green
			sum[2] += blue
			sum[3] += alpha * 257
			line = line[4:]
		}
	}
}

// resized is a picture of light in another size.
func resized(m *image.RGBA64, width, height int) *image.RGBA64 {
	if m.Rect.Dx() == width && m.Rect.Dy() == height {
		return m
	}
	out := image.NewRGBA64(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(out, out.Rect, m, m.Rect, draw.Src, nil)
	return out
}

// numbers turns light back into numbers.
func (c *curves) numbers(m *image.RGBA64) *image.NRGBA {
	out := image.NewNRGBA(m.Rect)
	for i := 0; i < len(out.Pix); i += 4 {
		from := m.Pix[2*i:][:8]
		alpha := uint32(from[6])<<8 | uint32(from[7])
		if alpha < 129 { // rounds to 0
			continue
		}
		for j := range 3 {
			light := uint32(from[2*j])<<8 | uint32(from[2*j+1])
			out.Pix[i+j] = c.number[min(light*65535/alpha, 65535)]
		}
		out.Pix[i+3] = byte((alpha + 128) / 257)
	}
	return out
}

// asIs reads a picture without any change.
func asIs(read lines, width, height int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		read(y, out.Pix[y*out.Stride:][:4*width])
	}
	return out
}
