package library

import (
	"fmt"
	"path"
	"strings"
	"testing"
)

// begun is a new entry with a title.
func begun(folder, title string, pick func(string) string) []byte {
	kind := KindOf(folder)
	return Sketch{Kind: kind, Fields: Fields{{Field: &kind.all[0], Text: title}}, Today: day, Pick: pick}.Text()
}

// TestSketch: what a person is given to fill in reads without a complaint, whatever the title holds, and is a draft.
func TestSketch(t *testing.T) {
	others := at(national+"topics/sleep.md", topicText("Sleep", "Text.")) +
		at(national+"books/smile.md", "---\ntitle: Smile\nsummary: A book.\nupdated: 2026-11-01\nauthors: [A]\nisbn: [\"9780007321353\"]\nform: memoir\n---\n") +
		at(national+"helplines/line.md", "---\ntitle: Line\nsummary: A line.\nupdated: 2026-11-01\nregion: UK\nchannels: [{type: phone, value: 0800 1111, checked: {on: 2026-11-01, by: Us, evidence: [A]}}]\n---\n")
	pick := func(kind string) string {
		return map[string]string{"": "topics/sleep", "topic": "sleep", "book": "smile", "helpline": "line"}[kind]
	}
	for _, kind := range Kinds() {
		for _, title := range []string{"New", `She said: "no" \ 'yes' # 1`, "2026-12-25", "no", "漢字"} {
			text := string(begun(kind.Folder, title, pick))
			if formatted, problems := Format("national/"+kind.Folder+"/new.md", []byte(text)); string(formatted) != text || len(problems) > 0 {
				t.Errorf("a %s is not in the one style: %v\n%s", kind.Name, problems, text)
			}
			l := read(t, others+at(path.Join("national", kind.Folder, "new.md"), text))
			e := l.File(path.Join("national", kind.Folder, "new.md"))
			if e == nil || e.Fields.Text("title") != title || !e.Fields.Flag("draft") || e.Fields.Text("updated") != day.String() {
				t.Errorf("a %s is not what was asked for:\n%s", kind.Name, text)
				continue
			}
			for _, field := range KindOf(kind.Folder).table() {
				if !strings.Contains(text, field.Name+":") {
					t.Errorf("a %s says nothing of %q", kind.Name, field.Name)
				}
			}
			if got := showing(t, l, "loch/brae", View{Drafts: true}); !strings.Contains(got, kind.Folder+"/new "+title) {
				t.Errorf("a %s is not shown among the drafts:\n%s", kind.Name, got)
			}
			if got := showing(t, l, "loch/brae", View{}); strings.Contains(got, kind.Folder+"/new ") {
				t.Errorf("a %s is shown although it is a draft:\n%s", kind.Name, got)
			}
		}
	}
}

// TestUnwritten: what a sketch says for the writer must not reach readers.
func TestUnwritten(t *testing.T) {
	const file = national + "places/nook.md"
	text := string(begun("places", "Nook", func(string) string { return "" }))
	read(t, at(file, text))
	text = strings.Replace(text, "draft: true\n", "", 1)
	line := 1 + strings.Count(text[:strings.Index(text, "summary:")], "\n")
	last := strings.Count(text, "\n")
	read(t, at(file, text),
		fmt.Sprintf("%s:%d:10 error: \"summary\" still holds the example that `wellshelf new` wrote", file, line),
		fmt.Sprintf("%s:%d:1 error: the text still holds the example that `wellshelf new` wrote", file, last))
	read(t, at(national+"books/smile.md", "---\ntitle: Smile\nsummary: A book.\nupdated: 2026-11-01\nauthors: [A]\nisbn: [\"9780000000019\"]\nform: memoir\n---\n"),
		national+"books/smile.md:6:8 error: \"isbn\" still holds the example that `wellshelf new` wrote")
	read(t, at(national+"helplines/line.md", "---\ntitle: Line\nsummary: A line.\nupdated: 2026-11-01\nregion: UK\nchannels: [{type: phone, value: 000 000, checked: {on: 2026-11-01, by: Us, evidence: [A]}}]\n---\n"),
		national+"helplines/line.md:6:33 error: \"value\" still holds the example that `wellshelf new` wrote")
}

// TestDraftsHoldNothingBack: mistakes in what no site shows are warnings, unless drafts are shown or nothing of the
// file can be read.
func TestDraftsHoldNothingBack(t *testing.T) {
	const file = national + "topics/sleep.md"
	tree := files(t, at(file, topicText("Sleep", "See [it](none.md).", "draft: true", "related: [none]", "sensitive: perhaps")))
	for _, test := range []struct {
		reader *Reader
		want   string
	}{{&Reader{}, "warning"}, {&Reader{Drafts: true}, "error"}} {
		_, problems, err := test.reader.Read(t.Context(), tree)
		if err != nil {
			t.Fatal(err)
		}
		if len(problems) < 2 {
			t.Fatalf("%d problems are found", len(problems))
		}
		for _, p := range problems {
			if p.Severity.String() != test.want {
				t.Errorf("drafts shown: %v, got %s: %s", test.reader.Drafts, p.Severity, p.Text)
			}
		}
	}
	read(t, at(file, "---\ndraft: true\ntitle: a: b\n---\n"), file+":3:8 error: a colon and a space inside a value end the field's name too early")
}
