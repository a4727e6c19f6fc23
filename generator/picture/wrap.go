package picture

import "strings"

// block is a text set in lines of one size.
type block struct {
	size  int
	lines []string
}

// frame is the room for a block.
type frame struct {
	width, height, most int   // dots, dots, lines
	sizes               []int // that may be used, largest first
}

// lineHeight is from one line to the next.
func lineHeight(size int) int { return size * 7 / 6 }

// set puts a text into a frame in the largest size that fits, with lines of about the same length. What does not even
// fit in the smallest size ends with an ellipsis.
func (f frame) set(text string, r ruler) block {
	words := strings.Fields(text)
	if len(words) == 0 {
		return block{size: f.sizes[0]}
	}
	for _, size := range f.sizes {
		lines := broken(words, f.width, size, r)
		if len(lines) <= f.room(size) && widest(lines, size, r) <= f.width {
			return block{size, balanced(words, lines, size, r)}
		}
	}
	size := f.sizes[len(f.sizes)-1]
	lines := broken(words, f.width, size, r)
	if room := f.room(size); len(lines) > room {
		lines = append(lines[:room-1], lines[room-1]+"…")
	}
	for i, line := range lines {
		lines[i] = cut(line, f.width, size, r)
	}
	return block{size, lines}
}

func (f frame) room(size int) int { return max(1, min(f.most, f.height/lineHeight(size))) }

// broken fills line after line up to a width. A word wider than that has a line of its own.
func broken(words []string, width, size int, r ruler) []string {
	lines := []string{words[0]}
	for _, word := range words[1:] {
		last := &lines[len(lines)-1]
		if longer := *last + " " + word; r.width(longer, size) <= width {
			*last = longer
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// balanced breaks words into as many lines as given, in the smallest width that needs no more.
func balanced(words, lines []string, size int, r ruler) []string {
	low, high := 1, widest(lines, size, r) // high always holds the lines
	for low < high {
		middle := (low + high) / 2
		if tried := broken(words, middle, size, r); len(tried) == len(lines) && widest(tried, size, r) <= middle {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return broken(words, high, size, r)
}

func widest(lines []string, size int, r ruler) int {
	most := 0
	for _, line := range lines {
		most = max(most, r.width(line, size))
	}
	return most
}

// cut shortens a line to a width; an ellipsis tells so.
func cut(line string, width, size int, r ruler) string {
	if r.width(line, size) <= width {
		return line
	}
	letters := []rune(strings.TrimSuffix(line, "…"))
	for len(letters) > 0 && r.width(string(letters)+"…", size) > width {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}
