package markdown

import (
	"bytes"
	"unicode/utf8"

	"wellshelf/generator/diag"
)

// Limits that no entry written by a person comes near. They exist because time and memory of the Markdown library
// grow faster than the text for some shapes.
const (
	longestText   = 256 << 10 // bytes
	deepestNest   = 100       // quotes, lists and emphasis within each other
	longestRun    = 1000      // the same mark again and again
	mostFootnotes = 1000      // footnotes and places that point to them
	mostCells     = 20000     // cells of one table, with those left empty and two more in each row for the outer bars
	mostMarks     = 1500      // marks that could open emphasis or a link, in one paragraph or item
)

// fault is a reason not to read a text at all.
type fault struct {
	offset     int // in bytes; -1 is the text as a whole
	text, hint string
}

func (f *fault) problem(src Source, text []byte) diag.Problem {
	p := diag.Problem{Reach: src.Reach, Place: diag.Place{File: src.File}, Text: f.text, Hint: f.hint}
	if f.offset >= 0 {
		places := places{file: src.File, before: src.Line, text: text}
		p.Place, p.Snippet = places.at(f.offset, 1)
	}
	return p
}

func tooDeep(offset int) *fault {
	return &fault{offset, "this is nested too deeply", "write it with fewer levels or fewer marks"}
}

// refuse looks for shapes that would take the Markdown library too long, in one cheap pass. Nil means none.
func refuse(text []byte) *fault {
	if len(text) > longestText {
		return &fault{-1, "this text is longer than 256 KiB", "split it into several entries"}
	}
	if bytes.Count(text, []byte("[^")) > mostFootnotes {
		return &fault{-1, "this text has more than 1000 footnotes", "split it into several entries"}
	}
	marks, cells, columns := 0, 0, 0
	for start := 0; start < len(text); {
		line := text[start:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		if blank(line) {
			marks, cells, columns = 0, 0, 0
		} else {
			if opensItem(line) {
				marks = 0
			}
			columns = max(columns, tableColumns(line))
			cells += columns
			n, longest := countMarks(line)
			marks += n
			if marks > mostMarks {
				return &fault{start, "this paragraph has too many marks", "leave an empty line between its parts"}
			}
			if longest > longestRun || startMarkers(line) > deepestNest {
				return tooDeep(start)
			}
			if cells > mostCells {
				return &fault{start, "this table is too large", "split it into several tables"}
			}
		}
		start += len(line) + 1
	}
	return nil
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

var isMark = [256]bool{'[': true, ']': true, '*': true, '_': true, '`': true, '~': true, '!': true, '<': true}

// countMarks counts the marks of inline Markdown in a line and the longest run of one of them.
func countMarks(line []byte) (marks, longest int) {
	run, previous := 0, byte(0)
	for _, c := range line {
		if isMark[c] {
			marks++
			if c != previous {
				run = 0
			}
			run++
			longest = max(longest, run)
		}
		previous = c
	}
	return marks, longest
}

// startMarkers counts the quotes and list items that one line opens.
func startMarkers(line []byte) int {
	n := 0
	for i, c := range line {
		switch {
		case c == '>':
			n++
		case c == '-' || c == '*' || c == '+' || c == '.' || c == ')':
			if i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
				return n
			}
			n++
		case c != ' ' && c != '\t' && (c < '0' || c > '9'):
			return n
		}
	}
	return n
}

// opensItem reports whether a line begins a new item of a list and so ends any paragraph before it. Lines indented
// by four or more may go on with the paragraph instead (CommonMark 0.31, 4.4).
func opensItem(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	return len(line)-len(text) < 4 && len(text) > 2 && (text[0] == '-' || text[0] == '*' || text[0] == '+') && text[1] == ' ' &&
		!blank(text[2:])
}

// tableColumns counts the columns of the line of dashes below a table's head; 0 for any other line. Every later row
// of the table has that many cells, however few are written.
func tableColumns(line []byte) int {
	columns, dashes := 1, 0
	for _, c := range line {
		switch c {
		case '|':
			columns++
		case '-':
			dashes++
		case ':', ' ', '\t', '>', '*', '+', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		default:
			return 0
		}
	}
	if dashes == 0 {
		return 0
	}
	return columns
}

// readable returns text as every later step expects it: UTF-8, lines ending in a line feed alone, no control
// characters but that and the tab (XML, which feeds are, forbids them). Lines and columns stay what they were. The
// result is a copy only where something had to change, and has no spare room behind it: the Markdown library appends
// to what it is given, which must not reach into the caller's memory.
func readable(text []byte) []byte {
	if len(text) > longestText || clean(text) {
		return text[:len(text):len(text)]
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\f' || r == '\v':
			return ' '
		case r == '\n' || r == '\t' || r >= ' ' && r != 0x7f:
			return r
		}
		return utf8.RuneError
	}, text)
}

func clean(text []byte) bool {
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return utf8.Valid(text)
}
