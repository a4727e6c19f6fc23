package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wellshelf/generator/diag"
)

// fill repeats a unit up to the longest text that is read.
func fill(unit string) string { return strings.Repeat(unit, longestText/len(unit)) }

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i)
	}
	return b.String()
}

func stairs(mark string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", len(mark)*i) + mark + "a\n")
	}
	return b.String()
}

// bombs are texts that have slowed or stopped Markdown libraries, as large as is read and broken into paragraphs
// just short enough to pass the limits on one.
func bombs() map[string]string {
	all := map[string]string{
		"deep list":       stairs("- ", 500),
		"deep quotes":     strings.Repeat(">", 90) + " a\n" + fill("> a\n"),
		"quotes in lines": fill(strings.Repeat("> ", 101) + "a\n"),
		"emphasis nest":   strings.Repeat("*a **a ", 120) + strings.Repeat("b** b*", 120),
		"wide table":      "|" + strings.Repeat("a|", 20000) + "\n|" + strings.Repeat("-|", 20000) + "\n" + strings.Repeat("a\n", 50000),
		"narrow table":    "|a|b|\n|-|-|\n" + fill("|1|2|\n")[:200000],
		"footnote list":   numbered("[^%d]: a[^%d]\n", 12000),
		"references":      numbered("[r%d]: a%d.md\n", 8000) + "\n" + numbered("[r%d] %d\n", 4000),
		"same headings":   fill("## a\n\n")[:200000],
		"headings":        numbered("## a%d-%d\n\n", 12000) + "[x](#nothing-like-it)",
		"bad fragments":   numbered("## a%d-%d\n\n", 300) + numbered("[x](#b%d-%d)\n\n", 9000),
		"html blocks":     fill("<div>\n\n"),
		"ten megabytes":   strings.Repeat(strings.Repeat(" ", 50)+"- a\n", 200000),
	}
	for _, unit := range []string{"[", "![", "[a](", "[a](b.md)", "[a][b]", "[]", "]", "](", "*a_ ", "a**b", "*a **b ", "_a __b ",
		"`a``b```c", "~~a~b ", "<", "<a ", "<!--", "<?", "<![CDATA[", "<a b='", "&", "&amp", "\\", "https://a.bc/(", "www.a.bc/)",
		"a@b.c ", "a@", "|", "|-", "- ", "1. ", "+ ", "\t", "> ", "[^a]", "![a](b.png)", "![a](", "[a]: ", "[a]: <", "<https://a.b> ",
		"\n>", "\n- ", "\n\t- ", "a\n===\n", "```\n", "~~~ ", "[a](<", "[a](b \"", "(", "x ", "::", "\\[", "\x00", "\xff", "[x]: y\n"} {
		all["one line of "+unit] = fill(unit)
		all["lines of "+unit] = fill(strings.Repeat(unit, 40) + "\n")
		piece := strings.Repeat(unit, min(1400/max(1, marksIn(unit)), 4000))
		all["paragraphs of "+unit] = fill(piece + "\n\n")
		all["fewer in paragraphs of "+unit] = fill(strings.Repeat(unit, 900) + "\n\n")
	}
	return all
}

func marksIn(unit string) int {
	n, _ := countMarks([]byte(unit))
	return n
}

// TestT20Bombs: shapes that grow out of hand are read within the time or refused with a problem, and never stop the
// build.
func TestT20Bombs(t *testing.T) {
	limit := time.Second // what a bomb may take on a busy machine; alone it takes half of that
	if raceEnabled {
		t.Skip("times mean nothing under the race detector, and nothing here runs at the same time")
	}
	for name, text := range bombs() {
		start := time.Now()
		body, problems := Parse(Source{File: "bomb.md", Text: []byte(text)})
		spent := time.Since(start)
		t.Logf("%8v %q", spent.Round(time.Millisecond), name)
		if spent > limit {
			t.Errorf("%s (%d bytes): took %v", name, len(text), spent)
		}
		if len(body.Segments) == 0 && strings.TrimSpace(body.Words) == "" && len(problems) == 0 &&
			strings.Trim(text, "\n\t -`<!~>|") != "" && !strings.Contains(text, "]: ") {
			t.Errorf("%s: read as nothing without a problem", name)
		}
	}
}

func TestT20Refused(t *testing.T) {
	tests := []struct {
		name, text, want string
		line             int // 0 is the text as a whole
	}{
		{"long", strings.Repeat("a ", longestText/2) + "b", "this text is longer than 256 KiB", 0},
		{"quotes", "a\n\n" + strings.Repeat("> ", 101) + "x", "this is nested too deeply", 3},
		{"lists", strings.Repeat("- ", 101) + "x", "this is nested too deeply", 1},
		{"stairs", stairs("- ", 120), "this is nested too deeply", 0},
		{"brackets", strings.Repeat("[", 1001), "this is nested too deeply", 1},
		{"emphasis", strings.Repeat("*a **a ", 120) + strings.Repeat("b** b*", 120), "this is nested too deeply", 0},
		{"marks", strings.Repeat("[a](", 2000), "this paragraph has too many marks", 1},
		{"footnotes", numbered("[^%d]: a%d\n", 1001), "this text has more than 1000 footnotes", 0},
		{"table", "|a|b|\n|-|-|\n" + strings.Repeat("|c\n", 12000), "this table is too large", 5002},
	}
	for _, test := range tests {
		body, problems := Parse(Source{File: "a.md", Text: []byte(test.text), Reach: diag.Reach{Area: "angus"}})
		if len(problems) != 1 || problems[0].Text != test.want || problems[0].Severity != diag.Error {
			t.Errorf("%s: problems %v, want %q", test.name, problems, test.want)
			continue
		}
		if problems[0].Reach.Area != "angus" || problems[0].Hint == "" || problems[0].Place.File != "a.md" {
			t.Errorf("%s: incomplete problem %+v", test.name, problems[0])
		}
		if test.line != problems[0].Place.Line {
			t.Errorf("%s: at line %d, want %d", test.name, problems[0].Place.Line, test.line)
		}
		if len(body.Segments) != 0 || body.Words != "" {
			t.Errorf("%s: the body is not empty", test.name)
		}
	}
}

func TestT20NotRefused(t *testing.T) {
	tests := map[string]string{
		"longest text": strings.Repeat("a word\n\n", longestText/8),
		"long rule":    strings.Repeat("-", 5000),
		"long table":   "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 4000),
		"many links":   strings.Repeat("- [a](b.md) and *this* `one`\n", 2000),
		"deep enough":  stairs("- ", 20),
	}
	for name, text := range tests {
		if _, problems := Parse(Source{Text: []byte(text)}); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems[0])
		}
	}
}

// TestT20Panic: a panic within the Markdown library is a problem of that body.
func TestT20Panic(t *testing.T) {
	src := Source{File: "a.md", Reach: diag.Reach{Area: "angus", Site: "arbroath"}, Prefix: "x-"}
	body, problems := guarded(src, nil, func(Source, []byte) (*Body, []diag.Problem) { panic("index out of range") })
	if body == nil || len(body.Segments) > 0 || body.HasFragment("x") {
		t.Errorf("body is %+v, want an empty one", body)
	}
	if len(problems) != 1 || problems[0].Severity != diag.Error || problems[0].Reach != src.Reach || problems[0].Place.File != "a.md" {
		t.Errorf("problems are %+v, want one error about a.md", problems)
	}
}
