package library

import (
	"testing"

	"wellshelf/generator/diag"
)

// TestLinksThatLeadNowhere: each is reported once, however many sites show it, and holds back those its file reaches.
func TestLinksThatLeadNowhere(t *testing.T) {
	sleep := at(national+"topics/sleep.md", topicText("Sleep", "Text."))
	everyone, loch, glenAlone := diag.Reach{}, diag.Reach{Area: "loch"}, diag.Reach{Area: "loch", Site: "glen"}
	for _, test := range []struct {
		name, file, body, more string
		reach                  diag.Reach
		want, hint             string
	}{
		{"an entry misspelled", national, "See [sleep](slepe.md).", sleep, everyone, `topics/a.md:7:13 error: there is no file "slepe.md"`, `did you mean "sleep.md"?`},
		{"an entry nobody wrote", area, "See [gone](../books/gone.md).", "", loch, `topics/a.md:7:12 error: there is no file "../books/gone.md"`, "link to a file that exists, relative to this one"},
		{"an entry above, written as if it lay here", glen, "See [sleep](sleep.md).", sleep, glenAlone, `topics/a.md:7:13 error: there is no file "sleep.md"`, `did you mean "/content/national/topics/sleep.md"?`},
		{"a way out of the content folder", national, "See [up](../../../secret.md).", "", everyone, `topics/a.md:7:10 error: there is no file "../../../secret.md"`, "link to a file that exists, relative to this one"},
		{"a picture misspelled", national, "![A bed](bad.png)", at(national+"topics/bed.png", "x"), everyone, `topics/a.md:7:10 error: there is no file "bad.png"`, `did you mean "bed.png"?`},
		{"a document that lies elsewhere", glen, "[Plan](plan.pdf)", at(national+"topics/plan.pdf", "x"), glenAlone, `topics/a.md:7:8 error: there is no file "plan.pdf"`, "put it beside this entry"},
		{"what exists", national, "[Sleep](sleep.md), ![A bed](bed.png), [top](/content/national/topics/sleep.md)", sleep + at(national+"topics/bed.png", "x"), everyone, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems, err := (&Reader{}).Read(t.Context(), files(t, test.more+at(test.file+"topics/a.md", topicText("A", test.body))))
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" {
				expect(t, problems)
				return
			}
			expect(t, problems, test.file+test.want)
			if p := problems[0]; p.Hint != test.hint || p.Reach != test.reach || p.Snippet != test.body {
				t.Errorf("hint %q, reach %v, snippet %q", p.Hint, p.Reach, p.Snippet)
			}
		})
	}
	read(t, at(glen+"school.md", "---\nname: Glen\n---\nSee [sleep](sleep.md).\n"), glen+`school.md:4:13 error: there is no file "sleep.md"`)
}
