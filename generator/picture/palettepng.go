package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"

	"github.com/klauspost/compress/zlib"
)

// encode16 writes a picture of at most 16 opaque colours and even width as PNG: two dots a byte, no filter. The standard
// library does the same with a compressor that takes five times as long, and there is a card for every page.
func encode16(m *image.Paletted) ([]byte, error) {
	var packed bytes.Buffer
	compressor, err := zlib.NewWriterLevel(&packed, 6)
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	width, height := m.Rect.Dx(), m.Rect.Dy()
	line := make([]byte, 1+width/2) // the first byte says that no filter is used
	for y := range height {
		row := m.Pix[y*m.Stride:][:width]
		for i := range width / 2 {
			line[1+i] = row[2*i]<<4 | row[2*i+1]
		}
		if _, err := compressor.Write(line); err != nil {
			return nil, err
		}
	}
	if err := compressor.Close(); err != nil {
		return nil, err
	}
	var colours []byte
	for _, c := range m.Palette {
		red, green, blue, _ := c.RGBA()
		colours = append(colours, byte(red>>8), byte(green>>8), byte(blue>>8))
	}
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(width)), uint32(height))
	out := []byte("\x89PNG\r\n\x1a\n")
	out = appendChunk(out, "IHDR", append(size, 4, 3, 0, 0, 0)) // 4 bits a dot, by palette
	out = appendChunk(out, "PLTE", colours)
	out = appendChunk(out, "IDAT", packed.Bytes())
	return appendChunk(out, "IEND", nil), nil
}

func appendChunk(out []byte, name string, content []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(content)))
	from := len(out)
	out = append(append(out, name...), content...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}
