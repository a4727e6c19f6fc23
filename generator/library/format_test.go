package library

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"wellshelf/generator/diag"
)

const formattedFile = "national/places/nook.md"

// formatted formats front matter of a place, with a text below it.
func formatted(t *testing.T, front string) (string, []diag.Problem) {
	t.Helper()
	const below = "---\n\nWords.\n"
	got, problems := Format(formattedFile, []byte("---\n"+front+below))
	again, _ := Format(formattedFile, got)
	if !bytes.Equal(got, again) {
		t.Errorf("formatted again, it changes:\n%s\nto\n%s", got, again)
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(got), "---\n"), below), problems
}

func TestFormatStyle(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"what is well stays", "title: Nook\ntype: room\n", "title: Nook\ntype: room\n"},
		{"order, quotes, lists and blank lines", "type: 'room'\n\naccess: [step-free, \"yes\"]\ntitle: \"Nook\"\n",
			"title: Nook\ntype: room\naccess:\n  - step-free\n  - \"yes\"\n"},
		{"lists that are not indented", "access:\n- a\n- b\n", "access:\n  - a\n  - b\n"},
		{"deep indentation", "location:\n      address_1:   1 Street\n      city: \"Town\"\n", "location:\n  address_1: 1 Street\n  city: Town\n"},
		{"rows in braces", "hours:\n  - {days: [mon, tue], opens: 9:00, closes: \"17:00\"}\n",
			"hours:\n  - days:\n      - mon\n      - tue\n    opens: \"09:00\"\n    closes: \"17:00\"\n"},
		{"texts that other programs would bend", "title: no\nphone: 01312345670\n", "title: \"no\"\nphone: \"01312345670\"\n"},
		{"a comment moves with its field", "# What sort.\ntype: room\n# The name.\n# In words.\ntitle: Nook\n", "# The name.\n# In words.\ntitle: Nook\n# What sort.\ntype: room\n"},
		{"a comment beside a value", "type: room # for now\ntitle: Nook   # x\n", "title: Nook # x\ntype: room # for now\n"},
		{"a comment beside a name goes above it", "access: # two\n  - a # one\n  - b\n", "# two\naccess:\n  - a # one\n  - b\n"},
		{"a comment beside several values goes above them", "access: [a, b] # both\n", "# both\naccess:\n  - a\n  - b\n"},
		{"a comment beside braces goes above the row", "hours:\n  - {days: [mon], opens: \"09:00\", closes: \"10:00\"} # early\n",
			"hours:\n  # early\n  - days:\n      - mon\n    opens: \"09:00\"\n    closes: \"10:00\"\n"},
		{"comments within brackets", "access: [a, # one\n  # two\n  b] # three\n", "access:\n  - a # one\n  # two\n  - b # three\n"},
		{"comments within a group", "location:\n  # The town.\n  city: Town\n  # Where.\n  address_1: 1 Street # here\n",
			"location:\n  # Where.\n  address_1: 1 Street # here\n  # The town.\n  city: Town\n"},
		{"comments within rows", "roles:\n  # First.\n  - note: a\n    # What.\n    role: b\n  # Second.\n  - role: c\n",
			"roles:\n  # First.\n  # What.\n  - role: b\n    note: a\n  # Second.\n  - role: c\n"},
		{"a comment at the end of a group stays in it", "location:\n  address_1: 1 Street\n  # city: Town\ntype: room\n", "type: room\nlocation:\n  address_1: 1 Street\n  # city: Town\n"},
		{"a comment at the end of a list stays in it", "access:\n  - a\n  # - b\noutdoor: true\n", "access:\n  - a\n  # - b\noutdoor: true\n"},
		{"comments at the end stay there", "type: room\ntitle: Nook\n# phone: Its phone number.\n# email: None.\n", "title: Nook\ntype: room\n# phone: Its phone number.\n# email: None.\n"},
		{"a comment beside several lines goes above them", "for: | # who\n  a\n  b\n", "# who\nfor: |-\n  a\n  b\n"},
		{"signs within texts are no comments", "title: \"a # b\"\nfor: |\n  # a\n  b # c\n", "title: \"a # b\"\nfor: |-\n  # a\n  b # c\n"},
	} {
		if got, problems := formatted(t, test.in); got != test.want || len(problems) > 0 {
			t.Errorf("%s: %v\ngot:\n%swant:\n%s", test.name, problems, got, test.want)
		}
	}
}

// TestFormatLeaves: a file that cannot be formatted without a loss is returned to the byte, with the reason.
func TestFormatLeaves(t *testing.T) {
	for _, test := range []struct{ name, file, in, want string }{
		{"an unknown field", formattedFile, "---\ntitel: a\n---\n", `unknown field "titel"`},
		{"a slip", formattedFile, "---\ntitle: a: b\n---\n", "a colon and a space inside a value end the field's name too early"},
		{"no front matter", formattedFile, "Words.\n", "the file does not begin with front matter"},
		{"words cut off", formattedFile, "---\ntitle: We are #1\ntype: room\n---\n", cutOffWords},
		{"settings", "network.md", "---\nname: a\nnone: b\n---\n", `unknown field "none"`},
	} {
		got, problems := Format(test.file, []byte(test.in))
		if string(got) != test.in || len(problems) != 1 || problems[0].Text != test.want {
			t.Errorf("%s: %v\n%s", test.name, problems, got)
		}
	}
	for _, file := range []string{"README.md", "national/topics/README.md", "national/poems/a.md", "national/topics/a.txt", "signoffs/a.md"} {
		if got, problems := Format(file, []byte("Any\r\nthing")); string(got) != "Any\r\nthing" || len(problems) > 0 || Formats(file) {
			t.Errorf("%s has no front matter, and is changed to %q: %v", file, got, problems)
		}
	}
}

func TestFormatText(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"\ufeff---\r\ntitle: a\r\n---\r\n\r\nOne  \r\ntwo\r\n\r\n\r\n", "---\ntitle: a\n---\n\nOne  \ntwo\n"},
		{"---\ntitle: a\n---\nOne", "---\ntitle: a\n---\nOne\n"},
		{"---\ntitle: a\n---", "---\ntitle: a\n---\n"},
		{"---\ntitle: a\n---\n\n\n", "---\ntitle: a\n---\n"},
		{"---\ntitle: cafe\u0301\n---\ncafe\u0301\n", "---\ntitle: café\n---\ncafe\u0301\n"},
	} {
		if got, problems := Format("national/topics/a.md", []byte(test.in)); string(got) != test.want || len(problems) > 0 {
			t.Errorf("%q became %q, not %q: %v", test.in, got, test.want, problems)
		}
	}
}

// lawful formats a file and fails where it then says something else.
func lawful(t *testing.T, file string, raw []byte) {
	t.Helper()
	got, problems := Format(file, raw)
	if len(problems) > 0 || !Formats(file) {
		if !bytes.Equal(got, raw) {
			t.Fatalf("left with a problem, and changed: %v\n%s", problems, got)
		}
		return
	}
	if again, problems := Format(file, got); !bytes.Equal(again, got) || len(problems) > 0 {
		t.Fatalf("formatted again, it changes: %v\n%s\nto\n%s", problems, got, again)
	}
	l, f := &Library{}, entryFile{file: file, kind: KindOf(path.Base(path.Dir(file))), name: "formatted"}
	read := func(raw []byte) *reading { f.raw = raw; return readEntry(f) }
	was, is := read(raw), read(got)
	digest := func(r *reading) string { return l.digest(&Entry{Kind: f.kind, Fields: r.fields, words: r.words}) }
	if bare(was.fields) != bare(is.fields) || digest(was) != digest(is) {
		t.Fatalf("formatted, it reads differently:\n%s\nto\n%s", raw, got)
	}
}

// FuzzFormat feeds whole files of a kind with rows and groups. Whatever is formatted says the same, has the same
// digest and the same comments, and is not changed by formatting it again.
func FuzzFormat(f *testing.F) {
	for _, file := range nasty() {
		f.Add([]byte(file))
	}
	for _, front := range []string{
		"# a\ntitle: b # c\n\n# d\n", "roles: # a\n  # b\n  - # c\n    # d\n    role: e # f\n    # g\n # h\n# i\naccess: [a, # b\n c # d\n] # e\n",
		"for: |2 # a\n   b\n # c\n", "location: {address_1: a, # b\n # c\n city: d}\n# e\n", "title: a\n  # b\n# c\ntype: room\n   # d\n",
		"exceptions:\n- from: 2026-12-25 # a\n  # b\n  reason: c\n# d\n- {from: 2026-01-01, reason: e} # f\n  # g\n",
		"title: \"a # b\" # c\n\t# d\nsummary: 'e\n\n  f' # g\n", "title: a\t# b\nfor: >-\n  c\n\n# d\n  e\n",
	} {
		f.Add([]byte("---\n" + front + "---\n\nWords.\n"))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { lawful(t, formattedFile, raw) })
}

// TestFormatDemonstration: every file of the demonstration keeps its meaning, and its comments, when formatted.
func TestFormatDemonstration(t *testing.T) {
	content := os.DirFS(path.Join("..", "..", "content"))
	l, _ := demonstration(t)
	tree := fstest.MapFS{}
	err := fs.WalkDir(content, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(content, file)
		if err != nil {
			return err
		}
		if Formats(file) {
			got, problems := Format(file, raw)
			for _, p := range problems {
				t.Error(p)
			}
			if !bytes.Equal(got, raw) {
				t.Errorf("%s is not in the one style: run wellshelf fmt", file)
			}
			raw = got
		}
		tree[file] = &fstest.MapFile{Data: raw}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := (&Reader{}).Read(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Entries) != len(l.Entries) {
		t.Fatalf("%d entries became %d", len(l.Entries), len(again.Entries))
	}
	for i, e := range l.Entries {
		if again.Entries[i].Digest != e.Digest {
			t.Errorf("%s has another digest", e.File)
		}
	}
	for i, site := range l.Sites {
		if again.Sites[i].Digest() != site.Digest() {
			t.Errorf("%s has another digest", site.Name())
		}
	}
}
