package diag

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

var typo = Problem{
	Reach: Reach{Area: "midlothian", Site: "beeslack"}, Snippet: "topics: [anxeity, sleep]",
	Place: Place{File: "topics/kooth.md", Line: 4, Column: 10, Length: 7},
	Text:  `unknown topic "anxeity"`, Hint: `did you mean "anxiety"?`,
}

func TestText(t *testing.T) {
	at := func(snippet string, column, length int) Problem {
		return Problem{Severity: Warning, Place: Place{File: "a.md", Line: 4, Column: column, Length: length}, Text: "this", Snippet: snippet}
	}
	long := strings.Repeat("a", 100) + "HERE" + strings.Repeat("b", 200)
	for _, test := range []struct {
		name string
		p    Problem
		want string
	}{
		{"all of it", typo, "topics/kooth.md:4:10: error: unknown topic \"anxeity\"\n    4 | topics: [anxeity, sleep]\n      |          ^^^^^^^\n  hint: did you mean \"anxiety\"?\n"},
		{"a file as a whole", Problem{Place: Place{File: "a.md"}, Text: "this"}, "a.md: error: this\n"},
		{"a line as a whole", Problem{Place: Place{File: "a.md", Line: 12345}, Text: "this", Snippet: "abc"}, "a.md:12345: error: this\n12345 | abc\n"},
		{"a blank line", at("  ", 1, 1), "a.md:4:1: warning: this\n"},
		{"no length", at("abc", 2, 0), "a.md:4:2: warning: this\n    4 | abc\n      |  ^\n"},
		{"the end of the line", at("abc", 4, 1), "a.md:4:4: warning: this\n    4 | abc\n      |    ^\n"},
		{"a length beyond the line", at("abc", 3, 9), "a.md:4:3: warning: this\n    4 | abc\n      |   ^\n"},
		{"a column beyond the line", at("abc", 90, 9), "a.md:4:90: warning: this\n    4 | abc\n      |    ^\n"},
		{"tabs", at("\ta\tbc", 4, 2), "a.md:4:4: warning: this\n    4 |  a bc\n      |    ^^\n"},
		{"letters of several bytes", at("éé àà", 4, 2), "a.md:4:4: warning: this\n    4 | éé àà\n      |    ^^\n"},
		{"wide letters", at("漢字 ｂ 字x", 6, 2), "a.md:4:6: warning: this\n    4 | 漢字 ｂ 字x\n      |         ^^^\n"},
		{"an emoji", at("👋 x", 3, 1), "a.md:4:3: warning: this\n    4 | 👋 x\n      |    ^\n"},
		{"marks on letters", at("e\u0301 x", 4, 1), "a.md:4:4: warning: this\n    4 | e\u0301 x\n      |   ^\n"},
		{"what steers a terminal", at("a\x1b[2J\x07\u009b\u202eb", 9, 1), "a.md:4:9: warning: this\n    4 | a\ufffd[2J\ufffd\ufffd\ufffdb\n      |         ^\n"},
		{"a long line, near its start", at(long, 3, 1), "a.md:4:3: warning: this\n    4 | " + long[:160] + "\n      |   ^\n"},
		{"a long line, in its middle", at(long, 101, 4), "a.md:4:101: warning: this\n    4 | " + long[21:181] + "\n      | " + strings.Repeat(" ", 79) + "^^^^\n"},
		{"a long line, at its end", at(long, 304, 1), "a.md:4:304: warning: this\n    4 | " + long[144:] + "\n      | " + strings.Repeat(" ", 159) + "^\n"},
		{"a span longer than what is shown", at(long, 1, 300), "a.md:4:1: warning: this\n    4 | " + long[:160] + "\n      | " + strings.Repeat("^", 160) + "\n"},
		{"a name that steers a terminal", Problem{Place: Place{File: "a\x1b[2J\n::error::b"}, Text: "c\nd\x1be", Hint: "f\ng"}, "a\ufffd[2J\ufffd::error::b: error: c\ufffdd\ufffde\n  hint: f\ufffdg\n"},
	} {
		if got := test.p.String(); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
	var b bytes.Buffer
	if err := WriteText(&b, []Problem{typo, {Place: Place{File: "a.md"}, Text: "this"}}); err != nil {
		t.Fatal(err)
	}
	if want := typo.String() + "\na.md: error: this\n"; b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestJSON(t *testing.T) {
	for _, problems := range [][]Problem{nil, {typo}, {typo, {Severity: Warning, Place: Place{File: "a\n\x00\".md"}, Text: "\xff </script>"}}} {
		var b bytes.Buffer
		if err := WriteJSON(&b, problems); err != nil {
			t.Fatal(err)
		}
		var back []map[string]any
		if err := json.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		if len(back) != len(problems) {
			t.Errorf("%d problems, want %d", len(back), len(problems))
		}
		if lines := strings.Count(b.String(), "\n"); len(problems) > 0 && lines != len(problems)+2 {
			t.Errorf("%d lines for %d problems", lines, len(problems))
		}
		for i, p := range problems {
			if back[i]["file"] != p.Place.File || back[i]["severity"] != p.Severity.String() || back[i]["text"] != strings.ToValidUTF8(p.Text, "\ufffd") {
				t.Errorf("%v came back as %v", p, back[i])
			}
		}
	}
	line, err := json.Marshal(typo)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"severity":"error","reach":{"area":"midlothian","site":"beeslack"},"file":"topics/kooth.md","line":4,"column":10,"length":7,` +
		`"text":"unknown topic \"anxeity\"","hint":"did you mean \"anxiety\"?","snippet":"topics: [anxeity, sleep]"}`
	if string(line) != want {
		t.Errorf("got %s\nwant %s", line, want)
	}
	if line, err = json.Marshal(Problem{Rule: "dead-link", Text: "this"}); err != nil {
		t.Fatal(err)
	}
	if want = `{"severity":"error","rule":"dead-link","reach":{},"file":"","text":"this"}`; string(line) != want {
		t.Errorf("got %s\nwant %s", line, want)
	}
}

// TestT28GitHub: whatever content holds, a problem is one workflow command, and reads back as it was.
func TestT28GitHub(t *testing.T) {
	nasty := []string{
		"plain", "", "%", "%0A", "a\nb", "\r\n::error::x", "\n::set-output name=a::b", "::stop-commands::x", "a:b,c=d", "a,line=9", "\n##[error]x", "é漢", "\u2028::error::x",
	}
	for _, file := range nasty {
		for _, text := range nasty {
			p := Problem{Severity: Warning, Place: Place{File: file, Line: 4, Column: 2, Length: 3}, Text: text, Hint: text}
			var b bytes.Buffer
			if err := WriteGitHub(&b, []Problem{p}); err != nil {
				t.Fatal(err)
			}
			got, found := strings.CutSuffix(b.String(), "\n")
			if !found || strings.ContainsAny(got, "\r\n") {
				t.Fatalf("more than one line: %q", b.String())
			}
			command, rest, _ := strings.Cut(strings.TrimPrefix(got, "::"), " ")
			properties, data, _ := strings.Cut(rest, "::")
			if want := []string{command, "file", "line", "col", "endColumn"}; !slices.Equal(append([]string{"warning"}, keys(properties)...), want) {
				t.Errorf("%q is the command %s with %s", got, command, properties)
			}
			name, _, _ := strings.Cut(strings.TrimPrefix(properties, "file="), ",")
			if unescape(name) != file {
				t.Errorf("the file %q came back as %q", file, unescape(name))
			}
			if want := strings.TrimSuffix(text+"\nhint: "+text, "\nhint: "); unescape(data) != want {
				t.Errorf("the text %q came back as %q", want, unescape(data))
			}
		}
	}
	var b bytes.Buffer
	if err := WriteGitHub(&b, []Problem{typo, {Place: Place{File: "a.md"}, Text: "this"}}); err != nil {
		t.Fatal(err)
	}
	want := "::error file=topics/kooth.md,line=4,col=10,endColumn=17::unknown topic \"anxeity\"%0Ahint: did you mean \"anxiety\"?\n::error file=a.md::this\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func keys(properties string) (names []string) {
	for property := range strings.SplitSeq(properties, ",") {
		name, _, _ := strings.Cut(property, "=")
		names = append(names, name)
	}
	return names
}

// unescape is what GitHub's runner does to the values of a command.
func unescape(s string) string {
	return strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(s)
}
