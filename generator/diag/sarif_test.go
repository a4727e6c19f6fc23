package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var explained = []Rule{
	{Name: "dead-link", Short: "Outside links lead somewhere.", Help: "A young person who follows one gives up [there].", Source: "https://example.org/why"},
	{Name: "age", Short: "Ages are written as readers say them."},
}

// sarifSchema is the schema of SARIF 2.1.0 as OASIS published it, which the library holds as a text of its own.
func sarifSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	holder, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(holder.Dir, "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	ast.Inspect(parsed, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && len(literal.Value) > 10_000 {
			text, err = strconv.Unquote(literal.Value)
		}
		return err == nil
	})
	if err != nil || text == "" {
		t.Fatal("the library holds no schema any more", err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func asSARIF(t testing.TB, problems []Problem) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSARIF(&b, problems, explained); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// heard undoes what printed does, as a viewer would.
func heard(text string) string {
	return strings.NewReplacer(`\\`, `\`, `\[`, `[`, `\]`, `]`, "{{", "{", "}}", "}").Replace(text)
}

// checkSARIF holds a report to the schema, and to the problems it was made from.
func checkSARIF(t testing.TB, schema *jsonschema.Schema, text []byte, problems []Problem) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if err := schema.Validate(value); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	report, err := sarif.FromBytes(text)
	if err != nil {
		t.Fatal(err)
	}
	run := report.Runs[0]
	if len(report.Runs) != 1 || len(run.Results) != len(problems) {
		t.Fatalf("%d runs, and %d results of %d problems", len(report.Runs), len(run.Results), len(problems))
	}
	seen := map[string]bool{}
	for i, r := range run.Results {
		p := problems[i]
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; *rule.ID != ruleOf(p) || r.RuleID != nil && *r.RuleID != ruleOf(p) {
			t.Errorf("%v is said to break %s", p, *rule.ID)
		}
		said := p.Text
		if p.Hint != "" {
			said += "\nhint: " + p.Hint
		}
		if got := heard(*r.Message.Text); got != string([]rune(said)) { // what is not UTF-8 becomes U+FFFD
			t.Errorf("%q came back as %q", said, got)
		}
		at := r.Locations[0].PhysicalLocation
		back, err := url.Parse(*at.ArtifactLocation.URI)
		if err != nil || strings.TrimPrefix(back.Path, "./") != strings.TrimPrefix(p.Place.File, "./") {
			t.Errorf("the file %q came back as %v, %v", p.Place.File, back, err)
		}
		if *at.Region.StartLine != max(p.Place.Line, 1) {
			t.Errorf("line %d came back as %d", p.Place.Line, *at.Region.StartLine)
		}
		if mark := r.PartialFingerprints["wellshelf/v1"]; mark == "" || seen[mark] {
			t.Errorf("the fingerprint %q is missing or another problem's", mark)
		} else {
			seen[mark] = true
		}
	}
}

func TestSARIF(t *testing.T) {
	schema := sarifSchema(t)
	pasted := Problem{Severity: Warning, Rule: "contact", Place: Place{File: "content/national/my topics/50%.md", Line: 3}, Text: `"0800 1111" is Childline's number`, Hint: "write [Childline](../helplines/childline.md)"}
	for _, problems := range [][]Problem{
		nil, {typo}, {typo, pasted, pasted}, {{Place: Place{File: "a.md"}, Rule: "dead-link", Text: "this"}},
		{{Place: Place{File: "/srv/words/a b.md", Line: 2, Column: 1}, Text: "this"}, {Place: Place{File: "../a:b#c?d.md"}, Text: "this"}},
	} {
		checkSARIF(t, schema, asSARIF(t, problems), problems)
	}
	text := string(asSARIF(t, []Problem{pasted, typo}))
	for _, want := range []string{
		`"uri": "content/national/my%20topics/50%25.md"`, `hint: write \\[Childline\\](../helplines/childline.md)`,
		`"level": "warning"`, `"level": "error"`, `"ruleId": "contact"`, `"ruleId": "structure"`,
		"\"startLine\": 4,\n         \"startColumn\": 10,\n         \"endColumn\": 17", `"reach": "midlothian/beeslack"`, `"helpUri": "https://example.org/why"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %s in\n%s", want, text)
		}
	}
	if address("C:/words/a.md") != "file:///C:/words/a.md" {
		t.Error(address("C:/words/a.md"))
	}
}

func TestSARIFSchemaCanFail(t *testing.T) {
	text := bytes.ReplaceAll(asSARIF(t, []Problem{typo}), []byte(`"level": "error"`), []byte(`"level": "bad"`))
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if sarifSchema(t).Validate(value) == nil {
		t.Error("a level that SARIF does not know passes")
	}
}

// A problem is the same one after lines were added above it, and another one in another file.
func TestFingerprintsOutliveEdits(t *testing.T) {
	moved, other := typo, typo
	moved.Place.Line, moved.Snippet, other.Place.File = 40, "  "+typo.Snippet, "topics/other.md"
	if fingerprint(moved) != fingerprint(typo) {
		t.Error("a problem further down is taken for another")
	}
	if fingerprint(other) == fingerprint(typo) {
		t.Error("problems of two files are taken for one")
	}
}

// GitHub refuses a file with more than 25,000 results as a whole.
func TestSARIFKeepsToTheLimits(t *testing.T) {
	var problems []Problem
	for i := range mostResults + 10 {
		p := Problem{Severity: Warning, Place: Place{File: "a.md", Line: i + 1}, Text: "this"}
		if i >= mostResults {
			p.Severity = Error
		}
		problems = append(problems, p)
	}
	var log sarifLog
	if err := json.Unmarshal(asSARIF(t, problems), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if len(results) != mostResults || results[mostResults-1].Level != "error" || results[mostResults-11].Level != "warning" {
		t.Errorf("%d results, the last two kinds %s and %s", len(results), results[mostResults-11].Level, results[mostResults-1].Level)
	}
	if want := "10 more problems are left out, because code scanning takes 25000 at once"; log.Runs[0].Invocations[0].Notifications[0].Message.Text != want {
		t.Errorf("got %q, want %q", log.Runs[0].Invocations[0].Notifications[0].Message.Text, want)
	}
	if n := utf8.RuneCountInString(description(strings.Repeat("é", 5000)).Text); n != mostDescription {
		t.Errorf("a description has %d characters", n)
	}
}

// FuzzT28SARIF: whatever content holds, the report keeps to the schema and reads back as what was meant.
func FuzzT28SARIF(f *testing.F) {
	f.Add("a.md", "text", "hint", "rule", "snippet", 1, 2, 3)
	f.Add("a\x00\n%2F.md", "\xff{0} [x](y) \\[ </script> \u2028", "{{}} \\", "", "", -1, -2, -3)
	f.Add("//host/a", "\"", "", "\x1b[2J", "a\nb", 1<<30, 0, 1<<30)
	f.Add("../a:b?c#d", "", "", "", "", 0, 9, 0)
	schema := sarifSchema(f)
	f.Fuzz(func(t *testing.T, file, text, hint, rule, snippet string, line, column, length int) {
		p := Problem{Rule: strings.ToValidUTF8(rule, "?"), Place: Place{File: file, Line: line, Column: column, Length: length % (1 << 30)}, Text: text, Hint: hint, Snippet: snippet}
		problems := []Problem{p, p, {Severity: Warning, Place: Place{File: file}, Text: fmt.Sprint(line)}}
		checkSARIF(t, schema, asSARIF(t, problems), problems)
	})
}
