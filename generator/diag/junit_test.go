package diag

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// allowed is the form that readers of JUnit reports agree on, as Jenkins' schema (junit-10.xsd) and GitLab's reader
// have it: which elements may stand in an element, which attributes it must have and which it may have.
var allowed = map[string]struct{ within, must, may []string }{
	"testsuites": {[]string{"testsuite"}, nil, []string{"name", "time", "tests", "failures", "errors"}},
	"testsuite":  {[]string{"testcase", "properties", "system-out", "system-err"}, []string{"name", "tests", "failures", "errors"}, []string{"skipped", "time", "timestamp", "hostname", "id", "package", "file"}},
	"testcase":   {[]string{"skipped", "error", "failure", "system-out", "system-err"}, []string{"name"}, []string{"classname", "time", "group"}},
	"failure":    {nil, nil, []string{"type", "message"}},
	"skipped":    {nil, nil, []string{"type", "message"}},
}

// wrongForm is the first thing in a report that its readers would not know, or "".
func wrongForm(report []byte) string {
	decoder := xml.NewDecoder(bytes.NewReader(report))
	open := []string{""}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return ""
		} else if err != nil {
			return err.Error()
		}
		switch token := token.(type) {
		case xml.StartElement:
			if wrong := wrongElement(token, open[len(open)-1]); wrong != "" {
				return wrong
			}
			open = append(open, token.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if in := open[len(open)-1]; in != "failure" && in != "skipped" && len(bytes.TrimSpace(token)) > 0 {
				return fmt.Sprintf("%q stands in %q", token, in)
			}
		}
	}
}

func wrongElement(e xml.StartElement, in string) string {
	name := e.Name.Local
	form, known := allowed[name]
	if !known || in == "" && name != "testsuites" || in != "" && !slices.Contains(allowed[in].within, name) {
		return fmt.Sprintf("%q stands in %q", name, in)
	}
	var attributes []string
	for _, a := range e.Attr {
		if !slices.Contains(form.must, a.Name.Local) && !slices.Contains(form.may, a.Name.Local) {
			return fmt.Sprintf("%q has %q", name, a.Name.Local)
		}
		if _, err := strconv.Atoi(a.Value); err != nil && slices.Contains([]string{"tests", "failures", "errors", "skipped"}, a.Name.Local) {
			return err.Error()
		}
		attributes = append(attributes, a.Name.Local)
	}
	for _, must := range form.must {
		if !slices.Contains(attributes, must) {
			return fmt.Sprintf("%q has no %q", name, must)
		}
	}
	return ""
}

func asJUnit(t testing.TB, problems []Problem) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJUnit(&b, problems); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readable is text as XML can hold it: everything that is no character of XML 1.0 has become U+FFFD.
func readable(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			r = '\ufffd'
		}
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

// checkJUnit holds a report to its form, and to the problems it was made from.
func checkJUnit(t testing.TB, text []byte, problems []Problem) {
	t.Helper()
	if wrong := wrongForm(text); wrong != "" {
		t.Fatalf("%s\n%s", wrong, text)
	}
	var report junitSuites
	if err := xml.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	var cases []junitCase
	names := map[string]bool{}
	tests, failures := 0, 0
	for _, s := range report.Suites {
		if s.Tests != len(s.Cases) {
			t.Errorf("%s says it has %d tests, and has %d", s.Name, s.Tests, len(s.Cases))
		}
		cases, tests, failures = append(cases, s.Cases...), tests+s.Tests, failures+s.Failures
	}
	errors, _ := Count(problems)
	if report.Tests != tests || report.Failures != failures || failures != errors || len(cases) != len(problems) {
		t.Fatalf("%d problems, %d of them errors, came back as %d tests and %d failures\n%s", len(problems), errors, report.Tests, report.Failures, text)
	}
	for i, p := range problems {
		c := cases[i]
		outcome := c.Failure
		if p.Severity == Warning {
			outcome = c.Skipped
		}
		if outcome == nil || outcome.Message != readable(p.Text) || outcome.Type != readable(ruleOf(p)) || c.Classname != readable(p.Place.File) {
			t.Errorf("%v came back as %+v, %+v", p, c, outcome)
		} else if strings.TrimSpace(outcome.Text) != strings.TrimSpace(readable(p.String())) {
			t.Errorf("got %q, want %q", outcome.Text, p.String())
		}
		if name := c.Classname + "\x00" + c.Name; names[name] {
			t.Errorf("two tests have the name %q", c.Name)
		} else {
			names[name] = true
		}
	}
}

func TestJUnit(t *testing.T) {
	warned := Problem{Severity: Warning, Rule: "dead-link", Place: Place{File: "topics/kooth.md", Line: 9}, Text: "this"}
	problems := []Problem{typo, warned, warned, {Place: Place{File: "topics/sleep.md"}, Text: "this"}}
	text := asJUnit(t, problems)
	checkJUnit(t, text, problems)
	for _, want := range []string{
		`<testsuites name="wellshelf" tests="4" failures="2" errors="0">`, `<testsuite name="topics/kooth.md" tests="3" failures="1" errors="0" skipped="2">`,
		`<skipped type="dead-link" message="this">`, `name="this (2)"`, `<failure type="structure" message="unknown topic &#34;anxeity&#34;">`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("there is no %s in\n%s", want, text)
		}
	}
}

// Some tools take a report without a test for a broken one.
func TestJUnitOfNothing(t *testing.T) {
	text := asJUnit(t, nil)
	if wrong := wrongForm(text); wrong != "" {
		t.Error(wrong)
	}
	if want := `<testcase name="no problems" classname="wellshelf"></testcase>`; !strings.Contains(string(text), want) {
		t.Errorf("there is no %s in\n%s", want, text)
	}
}

func TestJUnitFormCanFail(t *testing.T) {
	for _, report := range []string{
		`<testsuite name="a" tests="1" failures="0" errors="0"/>`, `<testsuites><testcase name="a"/></testsuites>`, `<testsuites><testsuite name="a" tests="1" failures="0"/></testsuites>`,
		`<testsuites><testsuite name="a" tests="one" failures="0" errors="0"/></testsuites>`, `<testsuites colour="red"/>`, `<testsuites>words</testsuites>`, `<testsuites>`,
	} {
		if wrongForm([]byte(report)) == "" {
			t.Errorf("%s passes", report)
		}
	}
}

// FuzzT28JUnit: whatever content holds, the report keeps to its form and reads back as what was meant.
func FuzzT28JUnit(f *testing.F) {
	f.Add("a.md", "text", "hint", "rule", "snippet", 1, 2)
	f.Add("a\x00\n]]>.md", "\xff<failure/>&amp;\"'", "]]>", "\"", "<!--", 3, 1)
	f.Add("", "\ufffe\U0001F44B\u202e\r\n\t", "\x1b", "", "a\nb", 0, 0)
	f.Fuzz(func(t *testing.T, file, text, hint, rule, snippet string, line, column int) {
		p := Problem{Rule: rule, Place: Place{File: file, Line: line, Column: column}, Text: text, Hint: hint, Snippet: snippet}
		w := Problem{Severity: Warning, Place: Place{File: file}, Text: text}
		checkJUnit(t, asJUnit(t, []Problem{p, w}), []Problem{p, w})
	})
}
