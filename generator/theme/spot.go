package theme

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"wellshelf/generator/diag"
)

// source is one file of a theme, read once.
type source struct {
	place string // as problems name it: themes/base/parts/card/card.css
	path  string // within its theme: parts/card/card.css
	bytes []byte

	split sync.Once
	lines [][]byte // of bytes, once one of them was asked for
}

// line is the snippet of a problem in that line, counted from 1. Every word of a theme remembers its own.
func (s *source) line(n int) string {
	s.split.Do(func() { s.lines = bytes.Split(s.bytes, []byte("\n")) })
	if n > len(s.lines) {
		return ""
	}
	return diag.Line(s.lines[max(n, 1)-1], 1)
}

// whole is the spot that means the file as a whole.
func (s *source) whole() spot { return spot{place: diag.Place{File: s.place}} }

// at is the spot of length characters from a line and column, both counted from 1, columns in characters.
func (s *source) at(line, column, length int) spot {
	return spot{
		place:   diag.Place{File: s.place, Line: line, Column: column, Length: length},
		snippet: s.line(line),
	}
}

// offset is the spot of length characters from a byte of the file.
func (s *source) offset(n, length int) spot {
	before := s.bytes[:min(max(n, 0), len(s.bytes))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return s.at(bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(before[start:])+1, length)
}

// spot is where a problem is and whom it reaches.
type spot struct {
	place   diag.Place
	snippet string
	reach   diag.Reach
}

func (s spot) problem(text, hint string) diag.Problem {
	return diag.Problem{Place: s.place, Snippet: s.snippet, Reach: s.reach, Text: text, Hint: hint}
}

func (s spot) warning(text, hint string) diag.Problem {
	p := s.problem(text, hint)
	p.Severity = diag.Warning
	return p
}
