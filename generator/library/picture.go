package library

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// picture is what an entry shows above its words. A file states it as a whole: another picture has another description.
var picture = Field{Name: "picture", Type: Group, About: "A picture above the words.", Fields: []Field{
	{Name: "file", Type: Text, Required: true, Max: 200, About: "The picture's file, which lies beside the entry: sleep.png."},
	{Name: "alt", Type: Text, Max: 250, About: "What the picture shows, for people who cannot see it."},
	{Name: "decorative", Type: Flag, About: "true when it shows nothing that matters; then it needs no description."},
	{Name: "credit", Type: Text, Max: 120, About: "Who made it, where that has to be said."},
}}

// pictureEndings are those of the pictures that pages can show.
var pictureEndings = []string{".png", ".jpg", ".jpeg", ".webp", ".gif"}

// described checks that a picture is one, and that people who cannot see it are told what it shows, or that it shows
// nothing that matters: only who chose it knows which of the two.
func (s *source) described(kind *Kind, f Fields) {
	shown := f.Get("picture")
	if shown == nil {
		return
	}
	if kind.NoPage {
		s.wrong(shown, fmt.Sprintf("a %s has no page to show a picture on", kind.Name), "remove these lines")
		return
	}
	if file := shown.Group.Get("file"); file != nil && !slices.Contains(pictureEndings, strings.ToLower(path.Ext(file.Text))) {
		s.wrong(file, fmt.Sprintf("%q is not a picture that can be shown", file.Text), "use a file that ends in .png, .jpg, .webp or .gif")
	}
	switch alt, decorative := shown.Group.Get("alt"), shown.Group.Flag("decorative"); {
	case alt == nil && !decorative:
		s.wrong(shown, "this picture has no description", "write alt: and what it shows, or decorative: true when that does not matter")
	case alt != nil && decorative:
		s.warn(alt.Line, alt.Col, alt.Len, "this picture only decorates, so nobody is told its description", "remove one of the two")
	}
}
