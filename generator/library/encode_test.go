package library

import (
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// readFields reads front matter by a table, as an entry's file would be.
func readFields(t *testing.T, front string, table []Field) (Fields, []diag.Problem) {
	t.Helper()
	s, ok := newSource("topics/sleep.md", diag.Reach{}, []byte(front))
	if !ok {
		return nil, s.problems
	}
	return s.decode(table), s.problems
}

// everyType is a table with a field of each type, alone and in a list, in a group and in a list of groups.
func everyType() []Field {
	table := []Field{
		{Name: "text", Type: Text}, {Name: "prose", Type: Prose}, {Name: "flag", Type: Flag},
		{Name: "number", Type: Number, Max: 9000}, {Name: "date", Type: Date}, {Name: "moment", Type: Moment},
		{Name: "clock", Type: Clock}, {Name: "choice", Type: Choice, Words: []string{"read", "watch"}},
		{Name: "web", Type: Web}, {Name: "email", Type: Email}, {Name: "phone", Type: Phone},
		{Name: "ref", Type: Ref}, {Name: "topic", Type: Ref, Of: "topic"}, {Name: "area", Type: Area},
		{Name: "stage", Type: Stage}, {Name: "language", Type: Language}, {Name: "slug", Type: Slug},
		{Name: "path", Type: Path}, {Name: "isbn", Type: ISBN}, {Name: "outcome", Type: Outcome},
		{Name: "rule", Type: Rule}, {Name: "digest", Type: Digest},
	}
	for _, field := range table {
		field.Name, field.Many, field.Max = field.Name+"s", true, 0
		table = append(table, field)
	}
	inner := []Field{{Name: "text", Type: Text}, {Name: "prose", Type: Prose}, {Name: "texts", Type: Text, Many: true}}
	deep := append([]Field{{Name: "inner", Type: Group, Fields: inner}, {Name: "inners", Type: Group, Many: true, Fields: inner}}, inner...)
	return append(table,
		Field{Name: "group", Type: Group, Fields: deep},
		Field{Name: "groups", Type: Group, Many: true, Fields: deep},
		Field{Name: "free", Type: Group},
	)
}

func TestEncodeStyle(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"fields stand in the order of the table", "choice: read\ntext: Sleep\n", "text: Sleep\nchoice: read\n"},
		{"quotes that nobody needs go", "text: \"Sleep\"\nprose: 'It''s late'\n", "text: Sleep\nprose: It's late\n"},
		{"lists have an item a line", "refs: [topics/sleep, topics/panic]\n", "refs:\n  - topics/sleep\n  - topics/panic\n"},
		{"groups are indented", "group: {text: a, inner: {text: b, texts: [c, d]}}\n",
			"group:\n  inner:\n    text: b\n    texts:\n      - c\n      - d\n  text: a\n"},
		{"groups in lists begin at the hyphen", "groups: [{text: a, texts: [b]}, {inners: [{text: c}]}]\n",
			"groups:\n  - text: a\n    texts:\n      - b\n  - inners:\n      - text: c\n"},
		{"lines become a block", "prose: \"one\\ntwo\\n\\nthree\"\n", "prose: |-\n  one\n  two\n\n  three\n"},
		{"lines in a group become a block", "group: {prose: \"one\\ntwo\"}\n", "group:\n  prose: |-\n    one\n    two\n"},
		{"lines in a list become a block", "proses: [\"one\\ntwo\"]\n", "proses:\n  - |-\n    one\n    two\n"},
		{"a line of three hyphens is no fence", "prose: \"one\\n---\\ntwo\"\n", "prose: \"one\\n---\\ntwo\"\n"},
		{"blanks at the end of a line are kept", "prose: \"one \\ntwo\"\n", "prose: \"one \\ntwo\"\n"},
		{"deeper lines are kept", "prose: |\n  one\n    two\n", "prose: |-\n  one\n    two\n"},
		{"flags, numbers and days are bare", "flag: true\nnumber: 15\ndate: \"2026-12-25\"\nmoment: 2026-12-25T11:00\n",
			"flag: true\nnumber: 15\ndate: 2026-12-25\nmoment: 2026-12-25 11:00\n"},
		{"times of day are quoted", "clock: \"9:00\"\n", "clock: \"09:00\"\n"},
		{"numbers that are texts are quoted", "phone: \"01312345670\"\nisbn: \"9780007321353\"\n", "phone: \"01312345670\"\nisbn: \"9780007321353\"\n"},
		{"numbers with spaces need no quotes", "phone: \"0131 234 5670\"\n", "phone: 0131 234 5670\n"},
		{"double quotes within stand in single ones", "text: \"Say: \\\"no\\\"\"\nprose: \"It's \\\"no\\\": no\"\n", "text: 'Say: \"no\"'\nprose: \"It's \\\"no\\\": no\"\n"},
		{"names that nobody knows", "free: {accent: \"#0a5\", \"no\": \"1\", \"1\": a, gap: 2em}\n", "free:\n  accent: \"#0a5\"\n  no: \"1\"\n  \"1\": a\n  gap: 2em\n"},
		{"what cannot be seen is escaped", "text: \"a\\u00a0b\\uffffc\"\n", "text: \"a\u00a0b\\uffffc\"\n"},
	} {
		fields, problems := readFields(t, "---\n"+test.in+"---\n", everyType())
		if errors, _ := diag.Count(problems); errors > 0 {
			t.Errorf("%s: the test's own input is refused: %v", test.name, problems)
			continue
		}
		if got, want := string(Encode(fields)), "---\n"+test.want+"---\n"; got != want {
			t.Errorf("%s:\ngot:\n%swant:\n%s", test.name, got, want)
		}
	}
}

func TestEncodeQuotes(t *testing.T) {
	bare := []string{
		"Sleep", "It's late", "a#b", "a:b", "say \"no\"", "x, y", "x ] y", "5 minutes", "C-Card", "https://example.org/a?b#c",
		"1st", "January 2026", "0.5.1", "yes please", "漢字", "naïve", "👋 hello", "nobody", "12 Dec", "2018-19", "~ish", "<3",
	}
	quoted := []string{
		"no", "Yes", "ON", "off", "y", "N", "true", "False", "null", "Null", "~", "<<", "=", "7", "007", "0x10", "0o17", "0b11", "1_000",
		"1,000", "-3", "+441312345", "3.", "3.5", ".5", "-.5", "1e3", "1.5E-3", ".inf", "-.INF", ".nan", "9:00", "190:20:30", "12:30:45.6",
		"2026-12-25", "2026-1-5", "2026-12-25 11:00:00", "2026-12-25T11:00:00Z", "- item", "-", "---", "? key", ": x", "a: b", "a:", "a #b",
		"# a", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a`", "[a]", "{a}", ", a", "]", "}", "a-", "a\u2028b", "a\ufeffb", `back\slash: x`,
	}
	for _, text := range bare {
		if got := encodedText(text, "", Text); got != text {
			t.Errorf("%q needs no quotes, and got %s", text, got)
		}
	}
	for _, text := range quoted {
		if got := encodedText(text, "", Text); !strings.HasPrefix(got, `"`) && got != "'"+text+"'" {
			t.Errorf("%q needs quotes, and got %s", text, got)
		}
	}
}
