package diag

import (
	"encoding/xml"
	"fmt"
	"io"
)

// The types below are what the readers of JUnit reports agree on: Jenkins, GitLab and Azure.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		Classname string        `xml:"classname,attr"`
		Failure   *junitOutcome `xml:"failure"`
		Skipped   *junitOutcome `xml:"skipped"`
	}
	junitOutcome struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit prints problems, which are sorted by file, as the report of a test: a suite for each file, a failed test
// for each error. JUnit knows no warnings; a skipped test shows its words and fails nothing. Names hold no lines, so
// that a tool which compares two reports knows a problem again after the text above it has grown. Without problems
// there is one test, because some tools take an empty report for a broken one.
func WriteJUnit(w io.Writer, problems []Problem) error {
	report := junitSuites{Name: "wellshelf"}
	alike := map[string]int{}
	for _, p := range problems {
		last := len(report.Suites) - 1
		if last < 0 || report.Suites[last].Name != p.Place.File {
			report.Suites = append(report.Suites, junitSuite{Name: p.Place.File})
			last++
			clear(alike)
		}
		alike[p.Text]++
		report.Suites[last].add(p, alike[p.Text])
	}
	if len(problems) == 0 {
		report.Suites = []junitSuite{{Name: "wellshelf", Tests: 1, Cases: []junitCase{{Name: "no problems", Classname: "wellshelf"}}}}
	}
	for _, s := range report.Suites {
		report.Tests += s.Tests
		report.Failures += s.Failures
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// add takes the nth problem of a file with the same text.
func (s *junitSuite) add(p Problem, nth int) {
	c := junitCase{Name: p.Text, Classname: p.Place.File}
	if nth > 1 {
		c.Name = fmt.Sprintf("%s (%d)", p.Text, nth)
	}
	outcome := &junitOutcome{Type: ruleOf(p), Message: p.Text, Text: p.String()}
	s.Tests++
	if p.Severity == Error {
		c.Failure = outcome
		s.Failures++
	} else {
		c.Skipped = outcome
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}
