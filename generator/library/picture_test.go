package library

import (
	"slices"
	"testing"

	"wellshelf/generator/diag"
)

// TestPicturesAreDescribed: whoever cannot see a picture is told what it shows, or that it shows nothing that matters.
func TestPicturesAreDescribed(t *testing.T) {
	const file = national + "topics/a.md"
	bed := at(national+"topics/bed.png", "x") + at(national+"topics/plan.pdf", "x")
	for _, test := range []struct{ name, picture, want string }{
		{"with a description", "{file: bed.png, alt: A bed by a window}", ""},
		{"with a credit", "{file: bed.png, alt: A bed by a window, credit: Drawn by S3}", ""},
		{"only decorating", "{file: bed.png, decorative: true}", ""},
		{"from the top", "{file: /content/national/topics/bed.png, alt: A bed}", ""},
		{"without a description", "{file: bed.png}", `topics/a.md:6:10 error: this picture has no description`},
		{"not decorating and without a description", "{file: bed.png, decorative: false}", `topics/a.md:6:10 error: this picture has no description`},
		{"an empty description", `{file: bed.png, alt: ""}`, `topics/a.md:6:31 error: "alt" is empty`},
		{"decorating and described", "{file: bed.png, decorative: true, alt: A bed}", `topics/a.md:6:49 warning: this picture only decorates, so nobody is told its description`},
		{"a misspelled file", "{file: bad.png, alt: A bed}", `topics/a.md:6:17 error: there is no file "bad.png"`},
		{"a way out of the content folder", "{file: ../../../bed.png, alt: A bed}", `topics/a.md:6:17 error: there is no file "../../../bed.png"`},
		{"a document", "{file: plan.pdf, alt: A plan}", `topics/a.md:6:17 error: "plan.pdf" is not a picture that can be shown`},
		{"no file", "{alt: A bed}", `topics/a.md:6:10 error: "picture" needs "file"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems, err := (&Reader{}).Read(t.Context(), files(t, bed+at(file, topicText("A", "Text.", "picture: "+test.picture))))
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" {
				expect(t, problems)
				return
			}
			told := slices.IndexFunc(problems, func(p diag.Problem) bool {
				return p.Place.String()+" "+p.Severity.String()+": "+p.Text == national+test.want
			})
			if told < 0 {
				t.Errorf("got %v, want among them %s", problems, test.want)
			}
		})
	}
	read(t, at(national+"glossary/gp.md", "---\ntitle: GP\nsummary: A doctor.\nupdated: 2026-11-01\npicture: {file: bed.png, alt: A bed}\n---\n")+at(national+"glossary/bed.png", "x"),
		national+`glossary/gp.md:5:10 error: a glossary has no page to show a picture on`)
}

// A picture above the words is part of what was agreed to: when it changes, so does the digest.
func TestPictureAboveCountsInTheDigest(t *testing.T) {
	const file = national + "topics/a.md"
	digest := func(picture string) string {
		text := topicText("A", "Text.", "picture: {file: bed.png, alt: A bed}")
		return read(t, at(file, text)+at(national+"topics/bed.png", picture)).File(file).Digest
	}
	first, again, other := digest("one"), digest("one"), digest("two")
	if first != again || first == other {
		t.Errorf("digests %s, %s and, of other bytes, %s", first, again, other)
	}
}
