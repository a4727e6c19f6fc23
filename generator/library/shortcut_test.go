package library

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"wellshelf/generator/diag"
)

// bothWays reads front matter by the shortcut and by YAML's parser, and returns whether the shortcut was taken.
func bothWays(t *testing.T, front string, table []Field) bool {
	t.Helper()
	if shortcutTo(front) == nil {
		return false
	}
	by := func(read func(*source) Fields) (Fields, []diag.Problem) {
		s := &source{file: "topics/sleep.md", text: []byte("---\n" + front + "\n---\n"), front: []byte(front), frontLine: 1}
		s.lines = bytes.Split(s.front, []byte("\n"))
		return read(s), s.problems
	}
	want, wanted := by(func(s *source) Fields { return s.parse(table) })
	got, problems := by(func(s *source) Fields { return s.decode(table) })
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(problems, wanted) {
		t.Errorf("of\n%s\nthe shortcut reads\n%+v\n%v\nwant\n%+v\n%v", front, got, problems, want, wanted)
	}
	return true
}

// TestShortcutIsTheSameWay: every file of the demonstration is read alike, and nearly all are read by the shortcut.
func TestShortcutIsTheSameWay(t *testing.T) {
	content := os.DirFS(path.Join("..", "..", "content"))
	taken, all := 0, 0
	err := fs.WalkDir(content, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".md" || strings.HasPrefix(file, "signoffs") {
			return err
		}
		raw, err := fs.ReadFile(content, file)
		s, ok := newSource(file, diag.Reach{}, raw)
		if err != nil || !ok {
			return err
		}
		table := settingsFields
		if kind := KindOf(path.Base(path.Dir(file))); kind != nil {
			table = kind.table()
		}
		all++
		if bothWays(t, string(s.front), table) {
			taken++
		}
		return nil
	})
	if err != nil || taken < all*3/4 {
		t.Errorf("the shortcut was taken by %d of %d files, %v", taken, all, err)
	}
}

// What the shortcut must leave to the parser, because it means something else than it seems.
func TestShortcutLeavesTheRest(t *testing.T) {
	for _, front := range []string{
		"", "title", "title:", "title:Sleep", "title:  Sleep", "title: Sleep ", "title:\tSleep", " title: Sleep", "Title: Sleep", "title: &a Sleep", "title: *a", "title: !t Sleep",
		"title: |\n  Sleep", "title: >\n  Sleep", "title: Sleep\n  well", "title: Sleep # well", "title: Sleep: well", "title: Sleep:", "title: \"Sleep", "title: \"a\\tb\"", "title: 'it''s'",
		"title: \"a\" b", "title: {a}", "title: {a: b", "title: {a: b]", "title: {a: b, a: c}", "title: {a: [b]}", "title: {a:b}", "title: {}", "title: {a: b,c: d}", "title: [a}]", "title: [a, [b]]", "title: [a,]", "title: [a", "title: []", "title: [a]]", "title: [a] b", "title: [\"a\"b]", "title: [a: b]", "title: a\ntitle: b", "true: a", "title: null",
		"title: ~", "# title: a\ntitle: b", "title: a\n\nsummary: b", "title: a\n---\ntitle: b", "short:\n- a", "short:\n  -a", "short:\n  -", "short:\n  - a\n   - b", "short:\n  - a\n b: c", "picture:\n  file: a\n   alt: b",
		"<<: a", "title: @a", "title: `a", "title: %a", "title: -", "title: ?", "title: a\u0007b", "title: a\u2028b", "title: 0x1F", "title: .5", "picture:\n  - - a",
	} {
		if shortcutTo(front) != nil {
			t.Errorf("the shortcut takes %q", front)
		}
	}
}

// FuzzShortcut: whatever the shortcut takes, the parser reads alike.
func FuzzShortcut(f *testing.F) {
	for _, front := range []string{
		"title: Sleep\nsummary: \"Well: really\"\nupdated: 2026-11-01\ntopics: [a, 'b c', \"d\"]\nshort:\n  - One, two\n  - \"Three\"\npicture:\n  file: a.png\n  alt: A bed\n",
		"title: Wrong 5\nmenu: yes\ndraft: true\npicture: {file: a.png, alt: \"A, b\", decorative: tru}\nages:\n  from: 012\n  to: 1.5\nchannels:\n  - type: phone\n    value: \"0800 1111\"\n    checked:\n      on: 2026-11-01\n      evidence:\n        - https://example.org/\n  - type: web",
		"title: Über – “so”\nunknown: é\nshort: [ä ö, ü]\nhours:\n  - days: [mon, tue]\n    opens: 09:30",
	} {
		f.Add(uint8(0), front)
		f.Add(uint8(2), front)
	}
	f.Fuzz(func(t *testing.T, number uint8, front string) {
		kinds := Kinds()
		table := settingsFields
		if at := int(number) % (len(kinds) + 1); at < len(kinds) {
			table = KindOf(kinds[at].Folder).table()
		}
		// What is no text, or holds a fence, never comes so far; what is long stalls the parser.
		if len(front) < 4000 && utf8.ValidString(front) && !strings.ContainsAny(front, "\r\x00") && !strings.Contains("\n"+front+"\n", "\n---\n") {
			bothWays(t, front, table)
		}
	})
}
