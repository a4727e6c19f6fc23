package picture

import "encoding/binary"

func stays([]byte) bool { return false }

// pngMoves reports whether a PNG says before its first picture that more follow.
func pngMoves(data []byte) bool {
	for at := 8; at+8 <= len(data); {
		switch string(data[at+4 : at+8]) {
		case "acTL":
			return true
		case "IDAT":
			return false
		}
		at += 12 + int(binary.BigEndian.Uint32(data[at:]))
	}
	return false
}

// gifMoves reports whether a GIF has a second frame. It never unpacks one.
func gifMoves(data []byte) bool {
	if len(data) < 13 {
		return false
	}
	at := 13 + colourTable(data[10])
	for frames := 0; at < len(data); {
		switch data[at] {
		case '!':
			at = afterBlocks(data, at+2)
		case ',':
			if frames++; frames == 2 {
				return true
			}
			if at+10 > len(data) {
				return false
			}
			at = afterBlocks(data, at+11+colourTable(data[at+9]))
		default:
			return false
		}
	}
	return false
}

// colourTable is the length of the table of colours that a GIF's flags tell of, in bytes.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// afterBlocks is the place behind a row of blocks, each led by its length, that an empty one ends.
func afterBlocks(data []byte, at int) int {
	for at < len(data) && data[at] != 0 {
		at += 1 + int(data[at])
	}
	return at + 1
}
