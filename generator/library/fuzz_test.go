package library

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"gopkg.in/yaml.v2"

	"wellshelf/generator/diag"
)

// nasty are files that break other readers. The corpus in testdata/fuzz holds more, found by fuzzing.
func nasty() []string {
	front := func(s string) string { return "---\n" + s + "\n---\nText.\n" }
	bomb := "a: &a [x, x]\n"
	for _, name := range strings.Split("bcdefghijkl", "") {
		before := string(name[0] - 1)
		bomb += name + ": &" + name + " [*" + strings.Repeat(before+", *", 8) + before + "]\n"
	}
	return []string{
		"", "\n \n", "---", "---\n", "---\n---\n", "---\n...\n---\n", "--- \ntitle: a\n--- \n", " ---\ntitle: a\n---\n",
		"---\ntitle: a\n  ---\nsummary: b\n---\n", "\ufeff---\r\ntitle: a\r\n---\r\nText.\r\n", "\ufeff", "no front matter",
		front("title: a\rsummary: b"), front("title: a\x00b"), front("title: caf\xe9"), front("title: \xff\xfe"),
		front("titel: a\ntitle: b\ntitle: c"), front("updated: 2026-02-30"), front("updated: 2026-13-01"),
		front("text: 01312345670\nphone: +441312345\nnumber: 0x10\nphones: [116123]\nclock: 9:00\nchoice: no"),
		front("text:\n\tprose: a"), front("text: a\n---\nprose: b"), front(bomb), front("text: &a b\nprose: *a\n<<: *a"),
		front("text: !!binary aGk=\nprose: !!str 12"), front("1: a\ntrue: b\nnull: c\n~: d\n1.5: e\n? f\n: g"), front("[a, b]: c"),
		front("texts: []\ngroup: {}\ngroups: [{}]\ntexts:\n  -\n  - ~"), front("text: \"漢字\" # é\ntexts: [漢, 'é é', \"\\u00e9\"] # c"),
		front("group: {text: a,\n  prose: b\n}\nprose: |2\n    a\n   b\nproses:\n     - >-\n       a\n\n       b"),
		front("prose: \"a\n  b\n\n  c\"\ntext: 'a\n\n  b'"), front("text: " + strings.Repeat("ab ", 2000)), front("text: a\u2028b\u0085c"),
		front("text: \"\\x\\u12\\ud83d\\ude00\\ud800\\U00110000\""), front("text: \"" + strings.Repeat("\t", 500) + "\""),
		front("text: %a"), front("%YAML 1.2"), front("text: @a"), front("text: `a`"),
	}
}

// TestHuge feeds files that make a reader work with the square of their length, or call itself until its stack is
// full. They are too large to be good seeds.
func TestHuge(t *testing.T) {
	for _, test := range []struct{ name, front, want string }{
		{"open brackets", "text: " + strings.Repeat("[", 3000), "this is nested too deeply"},
		{"open braces", "text: " + strings.Repeat("{a: ", 3000), "this is nested too deeply"},
		{"brackets over lines", "text: " + strings.Repeat("[\n", 3000), "this is nested too deeply"},
		{"hyphens", strings.Repeat("- ", 30000), "this is nested too deeply"},
		{"hyphens below a name", "texts:\n  " + strings.Repeat("- ", 30000), "this is nested too deeply"},
		{"question marks", strings.Repeat("? ", 30000), "this is nested too deeply"},
		{"brackets in a text", "text: \"" + strings.Repeat("[", 300) + "\"", ""},
		{"lines of hyphens", "texts:\n" + strings.Repeat("  - a\n", 3000), ""},
		{"names without values", strings.Repeat("a:\n", 60000), "the front matter is longer than 64 kB or 4000 lines"},
		{"blank lines in a block", "prose: |\n" + strings.Repeat(" \n", 60000), "the front matter is longer than 64 kB or 4000 lines"},
		{"tabs in quotes", "text: \"" + strings.Repeat("\t", 100000) + "\"", "the front matter is longer than 64 kB or 4000 lines"},
		{"a file of a large picture's size", strings.Repeat("a", 50<<20), "this file is larger than 256 kB"},
	} {
		s, ok := newSource("topics/sleep.md", diag.Reach{}, []byte("---\n"+test.front+"\n---\n"))
		if ok {
			s.decode(everyType())
		}
		got := ""
		if len(s.problems) > 0 {
			got = s.problems[0].Text
		}
		if got != test.want || len(s.problems) > 1 {
			t.Errorf("%s: got %q (%d problems), want %q", test.name, got, len(s.problems), test.want)
		}
	}
}

// FuzzFrontMatter feeds whole files to the reader. Whatever they hold, every problem points into the file and shows
// the line it points to. What is accepted can be written back, is then accepted without a word, reads equal, and is
// the same text to a reader of YAML 1.1.
func FuzzFrontMatter(f *testing.F) {
	for _, file := range nasty() {
		f.Add([]byte(file))
	}
	table := everyType()
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, ok := newSource("topics/sleep.md", diag.Reach{}, raw)
		var fields Fields
		if ok {
			fields = s.decode(table)
		}
		for _, p := range s.problems {
			pointsInto(t, p, s.text)
		}
		pointsAtTexts(t, fields, s.text)
		if errors, _ := diag.Count(s.problems); errors > 0 || !ok || len(fields) == 0 {
			return
		}
		encoded := Encode(fields)
		again, problems := readFields(t, string(encoded), table)
		if len(problems) > 0 {
			t.Fatalf("what was written back is not accepted: %v\n%s", problems, encoded)
		}
		if was, is := bare(fields), bare(again); was != is {
			t.Fatalf("what was written back reads differently:\n%s\nwas %q\nis  %q", encoded, was, is)
		}
		if twice := Encode(again); !bytes.Equal(twice, encoded) {
			t.Fatalf("written twice, it changes:\n%s\n%s", encoded, twice)
		}
		readsElsewhere(t, again, encoded)
	})
}

// bare is fields without their places, as one text to compare.
func bare(fields Fields) string {
	var b strings.Builder
	var write func(v *Value)
	write = func(v *Value) {
		b.WriteString("(" + v.Field.Name + "=" + strings.ReplaceAll(v.Text, "(", "(("))
		for i := range v.List {
			write(&v.List[i])
		}
		for i := range v.Group {
			write(&v.Group[i])
		}
		b.WriteString(")")
	}
	for i := range fields {
		write(&fields[i])
	}
	return b.String()
}

func pointsInto(t *testing.T, p diag.Problem, text []byte) {
	t.Helper()
	if p.Text == "" || strings.HasSuffix(p.Text, ".") {
		t.Errorf("not a text for a person: %q", p.Text)
	}
	if p.Place.Line == 0 {
		return
	}
	line := diag.Line(text, p.Place.Line)
	if p.Snippet != line {
		t.Errorf("%v shows %q, and the line is %q", p, p.Snippet, line)
	}
	if last := bytes.Count(text, []byte("\n")) + 1; p.Place.Line > last {
		t.Errorf("%v: the file has %d lines", p, last)
	}
	if n := utf8.RuneCountInString(line); p.Place.Column < 1 || p.Place.Column > n+1 || p.Place.Column+p.Place.Length > n+2 {
		t.Errorf("%v: column %d, length %d, and the line has %d characters", p, p.Place.Column, p.Place.Length, n)
	}
}

// pointsAtTexts checks the place of every one-line text that is spelled without quotes: there the text must stand.
func pointsAtTexts(t *testing.T, fields Fields, text []byte) {
	t.Helper()
	fields.Scalars(func(v *Value) {
		line := []rune(diag.Line(text, v.Line))
		if v.Col < 1 || v.Col > len(line) || v.Col-1+v.Len > len(line) {
			t.Errorf("%s is said to be at %d:%d+%d, and the line is %q", v.Field.Name, v.Line, v.Col, v.Len, string(line))
			return
		}
		shown := string(line[v.Col-1 : v.Col-1+v.Len])
		if v.Field.Type != Text || strings.ContainsAny(shown[:1], "\"'|>") || utf8.RuneCountInString(v.Text) != utf8.RuneCountInString(shown) {
			return
		}
		if shown != v.Text {
			t.Errorf("%s is %q, and where it is said to be stands %q", v.Field.Name, v.Text, shown)
		}
	})
}

// readsElsewhere decodes with a library that follows YAML 1.1 and compares every text.
func readsElsewhere(t *testing.T, fields Fields, encoded []byte) {
	t.Helper()
	var other yaml.MapSlice
	if err := yaml.Unmarshal(encoded, &other); err != nil {
		t.Fatalf("another reader refuses it: %v\n%s", err, encoded)
	}
	var want, got []string
	fields.Scalars(func(v *Value) {
		if v.Field.Type != Flag && v.Field.Type != Number && v.Field.Type != Date {
			want = append(want, v.Text)
		}
	})
	var gather func(any)
	gather = func(v any) {
		switch v := v.(type) {
		case yaml.MapSlice:
			for _, item := range v {
				switch item.Key {
				case "date", "dates", "flag", "flags", "number", "numbers":
				default:
					gather(item.Value)
				}
			}
		case []any:
			for _, item := range v {
				gather(item)
			}
		case string:
			got = append(got, v)
		default:
			t.Fatalf("another reader takes a text for %v (%T)\n%s", v, v, encoded)
		}
	}
	gather(other)
	if !slices.Equal(got, want) {
		t.Fatalf("another reader reads\n%q\nfor\n%q\n%s", got, want, encoded)
	}
}

func addNames(f *testing.F) {
	for _, name := range []string{
		"", ".", "..", "...", "/", "a/../../b", "..\\..\\b", "C:\\a", "\\\\host\\a", "a%2e%2e", "%2e%2e/", "~", "~root", "a\x00b", "a/", "/a//b/",
		"con", "nul", "COM1", "Sleep", "SLEEP", "sleep ", "s\u200bleep", "ｓｌｅｅｐ", "ﬁsh", "İ", "ı", "ſ", "K", "é", "e\u0301", "ß", "naïve café",
		"-a", "a-", "a--b", "a.b", "a_b", strings.Repeat("a", 81), strings.Repeat("a-", 41), "topics/old-name", "\u202eabc", "sleep.gd", "sleep.primary.gd",
	} {
		f.Add(name)
	}
}

// staysWithin fails for a name that, joined to a folder as an address is, would lead anywhere but straight below it,
// or that a file system could take for another accepted name.
func staysWithin(t *testing.T, name string) {
	t.Helper()
	root := filepath.FromSlash("/out/midlothian/beeslack")
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		t.Errorf("%q is not a path below a folder", name)
	}
	if joined := filepath.Join(root, filepath.FromSlash(name)); joined != root+string(filepath.Separator)+filepath.FromSlash(name) {
		t.Errorf("%q leads to %s", name, joined)
	}
	for form, other := range map[string]string{
		"letter case": cases.Fold().String(name), "lower case": strings.ToLower(name), "composed form": norm.NFC.String(name), "decomposed form": norm.NFD.String(name),
		"compatible form": norm.NFKC.String(name),
	} {
		if other != name {
			t.Errorf("%q is %q in its %s", name, other, form)
		}
	}
}

// FuzzSlugify makes names out of words: what comes out is nothing or a name that is accepted.
func FuzzSlugify(f *testing.F) {
	addNames(f)
	f.Fuzz(func(t *testing.T, words string) {
		slug := Slugify(words)
		if slug == "" {
			return
		}
		if _, wrong, _ := canonical(&Field{Name: "address", Type: Slug}, slug); wrong != "" {
			t.Errorf("Slugify(%q): %s", words, wrong)
		}
		if again := Slugify(slug); again != slug {
			t.Errorf("Slugify(%q) is %q, and of that %q", words, slug, again)
		}
		staysWithin(t, slug)
	})
}

// FuzzAddress offers addresses and aliases: what is accepted never leaves the site's folder, and no two that are
// accepted differ only in what file systems overlook.
func FuzzAddress(f *testing.F) {
	addNames(f)
	f.Fuzz(func(t *testing.T, address string) {
		for _, as := range []Type{Slug, Path} {
			if text, wrong, _ := canonical(&Field{Name: "address", Type: as}, address); wrong == "" {
				staysWithin(t, text)
			}
		}
	})
}

// FuzzName offers names of files: the slug of an accepted one never leaves the folder, and slug, variant and
// language together are the name, so that no two files can mean the same.
func FuzzName(f *testing.F) {
	addNames(f)
	l := &Library{Languages: []string{"en", "gd", "pl"}}
	f.Fuzz(func(t *testing.T, name string) {
		slug, form, wrong, hint := l.name(name)
		if wrong != "" {
			if hint == "" {
				t.Errorf("%q is refused without a hint", name)
			}
			return
		}
		staysWithin(t, slug)
		for _, part := range []string{form.Variant, form.Language} {
			if part != "" {
				slug += "." + part
			}
		}
		if slug != name {
			t.Errorf("%q is understood as %q", name, slug)
		}
	})
}
