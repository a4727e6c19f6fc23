package library

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"github.com/adrg/frontmatter"
	"golang.org/x/text/unicode/norm"

	"wellshelf/generator/diag"
)

// largestEntry is the most bytes a Markdown file may have. The longest real entries are a tenth of it; what is
// larger is a mistake, such as a picture saved under the wrong name, or meant to stall the build.
const largestEntry = 256 << 10

// source is one Markdown file while it is being read: its bytes in NFC with LF line ends and no byte-order mark, where it
// stands, and the problems found in it so far.
type source struct {
	file     string
	reach    diag.Reach
	text     []byte
	problems []diag.Problem

	front     []byte   // between the fences
	lines     [][]byte // of front
	frontLine int      // lines of the file before front
	body      []byte   // after the closing fence
	bodyLine  int      // lines of the file before body
}

// newSource checks the bytes before any parser sees them. It returns false when the file cannot be read at all;
// the reason is then among the problems.
func newSource(file string, reach diag.Reach, raw []byte) (*source, bool) {
	s := &source{file: file, reach: reach, text: plainLines(raw)}
	switch {
	case len(raw) > largestEntry:
		s.text = nil
		s.whole("this file is larger than 256 kB", "an entry is a text of a few pages; put long documents beside it as a PDF")
	case len(bytes.TrimSpace(s.text)) == 0:
		s.whole("this file is empty", "write an entry into it, or delete it")
	case s.badByte():
	default:
		// One form of accented letters from here on: what a digest stands for and what a page shows are the same bytes.
		s.text = composed(s.text)
		return s, s.split()
	}
	return s, false
}

// plainLines are the bytes of a file without byte-order mark and with LF line ends.
func plainLines(raw []byte) []byte {
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	return text
}

// composed is a text in Unicode's NFC form. Most texts are ASCII, and nothing has to be looked up for them.
func composed(text []byte) []byte {
	rest := text
	for len(rest) >= 8 && binary.NativeEndian.Uint64(rest)&0x8080808080808080 == 0 {
		rest = rest[8:]
	}
	if bytes.ContainsFunc(rest, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return norm.NFC.Bytes(text)
	}
	return text
}

func (s *source) whole(text, hint string) {
	s.problems = append(s.problems, diag.Problem{Reach: s.reach, Place: diag.Place{File: s.file}, Text: text, Hint: hint})
}

// at adds an error at a place in the file.
func (s *source) at(line, column, length int, text, hint string) {
	s.problems = append(s.problems, s.problem(diag.Error, line, column, length, text, hint))
}

func (s *source) warn(line, column, length int, text, hint string) {
	s.problems = append(s.problems, s.problem(diag.Warning, line, column, length, text, hint))
}

func (s *source) problem(severity diag.Severity, line, column, length int, text, hint string) diag.Problem {
	return diag.Problem{
		Severity: severity, Reach: s.reach, Text: text, Hint: hint, Snippet: diag.Line(s.text, line),
		Place: diag.Place{File: s.file, Line: line, Column: column, Length: length},
	}
}

// badByte reports a byte that no entry can hold: NUL, an old Mac line end, or anything that is not UTF-8.
func (s *source) badByte() bool {
	if utf8.Valid(s.text) && bytes.IndexByte(s.text, 0) < 0 && bytes.IndexByte(s.text, '\r') < 0 {
		return false
	}
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRune(s.text[i:])
		var text, hint string
		switch {
		case r == utf8.RuneError && size <= 1:
			text, hint = fmt.Sprintf("the byte %#x is not UTF-8", s.text[i]), "save the file with the encoding UTF-8"
		case r == 0:
			text, hint = "there is a NUL byte here", "this does not look like a text file; save it again from a text editor"
		case r == '\r':
			text, hint = "this line ends in an old Mac line end", "save the file with Unix or Windows line ends"
		default:
			i += size
			continue
		}
		line := 1 + bytes.Count(s.text[:i], []byte("\n"))
		start := bytes.LastIndexByte(s.text[:i], '\n') + 1
		s.at(line, 1+utf8.RuneCount(s.text[start:i]), 1, text, hint)
		return true
	}
	return false
}

// split takes the front matter off. The fences are checked here first, at column 0, because the splitter trims
// lines and would take an indented --- inside a text for the end of the front matter.
func (s *source) split() bool {
	number, end := 0, 0
	for line := range bytes.Lines(s.text) {
		number++
		end += len(line)
		line = bytes.TrimSuffix(line, []byte("\n"))
		switch kind := fence(line); {
		case number == 1 && kind != exactFence:
			return s.noOpening(line)
		case number == 1:
		case kind == indentedFence:
			s.at(number, 1, utf8.RuneCount(line), "this line of three hyphens is indented", "move it to the start of the line if it ends the front matter; otherwise write something else")
			return false
		case kind == exactFence:
			s.cut(end)
			return true
		}
	}
	s.at(1, 1, 3, "the front matter is not closed", "put a line of three hyphens after the last field")
	return false
}

type fenceKind uint8

const (
	noFence fenceKind = iota
	exactFence
	indentedFence
)

func fence(line []byte) fenceKind {
	if !bytes.Equal(bytes.TrimSpace(line), []byte("---")) {
		return noFence
	}
	if bytes.HasPrefix(line, []byte("---")) {
		return exactFence
	}
	return indentedFence
}

func (s *source) noOpening(first []byte) bool {
	if fence(first) == indentedFence {
		s.at(1, 1, utf8.RuneCount(first), "this line of three hyphens is indented", "move it to the start of the line")
	} else {
		s.at(1, 1, utf8.RuneCount(first), "the file does not begin with front matter", "begin with a line of three hyphens, the fields, and a second line of three hyphens")
	}
	return false
}

// cut lets the front-matter library do the cutting; the fields are decoded later, by the table of kinds. It is given
// the text up to the end of the closing fence, because it copies what it is given.
func (s *source) cut(end int) {
	keep := frontmatter.NewFormat("---", "---", func(front []byte, _ any) error {
		s.front = front
		return nil
	})
	rest, err := frontmatter.MustParse(bytes.NewReader(s.text[:end]), &struct{}{}, keep)
	if err != nil || len(rest) > 0 {
		panic(fmt.Sprintf("wellshelf: internal error: front matter of %s: %q is left, %v", s.file, rest, err))
	}
	s.body = s.text[end:]
	s.frontLine = 1
	s.bodyLine = bytes.Count(s.text[:end], []byte("\n"))
}
