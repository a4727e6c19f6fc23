// Package diag holds one mistake in content: where it is, what is wrong, what to do, and whom it reaches.
//
// Every package above reports mistakes a person made in content, themes or settings as a [Problem]; faults of the
// disk or the network stay ordinary errors. Problems are collected, never thrown: a reader sees all of them at once,
// sorted by place. Texts are lower case, without a full stop, without blame; a hint says what to do and nothing else.
package diag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says whether a problem holds a site back.
type Severity uint8

const (
	// Error holds back the sites it reaches: they keep their last good version.
	Error Severity = iota
	// Warning is printed and holds nothing back.
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Reach names the sites a problem concerns. The zero Reach is everyone; Area alone is every site of that council
// area; Area and Site are one site.
type Reach struct {
	Area string `json:"area,omitempty"`
	Site string `json:"site,omitempty"`
}

// Covers reports whether the site area/site lies within r.
func (r Reach) Covers(area, site string) bool {
	return (r.Area == "" || r.Area == area) && (r.Site == "" || r.Site == site)
}

// String is "every site", "every site of midlothian" or "midlothian/beeslack".
func (r Reach) String() string {
	switch {
	case r.Area == "":
		return "every site"
	case r.Site == "":
		return "every site of " + r.Area
	}
	return r.Area + "/" + r.Site
}

// Place is a span of one line of one file. Line and Column count from 1, Column and Length in characters; a zero
// Line means the file as a whole.
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Length int    `json:"length,omitempty"`
}

// Problem is one mistake. Text says what is wrong; Hint, which may be empty, says what to do about it. Rule is the
// short name of the rule that found it, and empty for mistakes of structure, which no rule can be switched off for.
type Problem struct {
	Severity Severity
	Rule     string
	Reach    Reach
	Place    Place
	Snippet  string // the whole line the place points into, without its line end
	Text     string
	Hint     string
}

// Sort orders problems by file, line, column and text and removes exact repeats, so that what is printed does not
// depend on the order of work.
func Sort(problems []Problem) []Problem {
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			ComparePlaces(a.Place, b.Place),
			strings.Compare(a.Text, b.Text),
			cmp.Compare(a.Severity, b.Severity),
			strings.Compare(a.Reach.String(), b.Reach.String()),
			strings.Compare(a.Hint, b.Hint),
			strings.Compare(a.Rule, b.Rule),
		)
	})
	return slices.Compact(problems)
}

// ComparePlaces orders places by file, line and column.
func ComparePlaces(a, b Place) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Holds reports whether an error among problems reaches the site area/site.
func Holds(problems []Problem, area, site string) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool {
		return p.Severity == Error && p.Reach.Covers(area, site)
	})
}

// Count returns the number of errors and of warnings.
func Count(problems []Problem) (errors, warnings int) {
	for _, p := range problems {
		if p.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Line returns line n, counted from 1, of source without its line end: the snippet of a problem there. Bytes that
// are not UTF-8 are replaced, so that a snippet can always be printed.
func Line(source []byte, n int) string {
	rest := string(source)
	for ; n > 1; n-- {
		_, after, found := strings.Cut(rest, "\n")
		if !found {
			return ""
		}
		rest = after
	}
	line, _, _ := strings.Cut(rest, "\n")
	line = strings.TrimSuffix(line, "\r")
	if !utf8.ValidString(line) {
		line = strings.ToValidUTF8(line, "\uFFFD")
	}
	return line
}
