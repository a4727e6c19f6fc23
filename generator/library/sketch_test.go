package library

import (
	"path"
	"strings"
	"testing"
)

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
			text := string(Sketch(KindOf(kind.Folder), title, day, pick))
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
