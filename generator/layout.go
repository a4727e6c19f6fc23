package generator

import (
	"fmt"
	"io/fs"
	"regexp"
	"strconv"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// LayoutError means that the theme of a site cannot show a page: a template asks for what its view does not have.
type LayoutError struct {
	Site, Address string
	Err           error
}

func (e *LayoutError) Error() string {
	return fmt.Sprintf("the theme of %s cannot show its page %q: %v", e.Site, e.Address, e.Err)
}

func (e *LayoutError) Unwrap() error { return e.Err }

// failing is how html/template tells where it failed; columns count from 0.
var failing = regexp.MustCompile(`template: (themes/[^:]+):(\d+):(\d+): executing "[^"]*" at <(.*?)>: (.*)`)

// broken notes that a site's theme cannot show one of its pages: the site keeps its last version.
func (r *Report) broken(s *library.Site, themes fs.FS, err *LayoutError) {
	r.hold(s, err.problem(s, themes))
}

// problem is the mistake in the theme of a site, at its place in the folder of themes when that is known.
func (e *LayoutError) problem(s *library.Site, themes fs.FS) diag.Problem {
	p := diag.Problem{
		Reach: s.Reach(), Place: diag.Place{File: "themes/" + themeOf(s)}, Text: e.Error(),
		Hint: "a template shows what its view has; go doc -all ./generator/site lists that",
	}
	if said := failing.FindStringSubmatch(e.Error()); said != nil {
		line, _ := strconv.Atoi(said[2])
		column, _ := strconv.Atoi(said[3])
		p.Place = diag.Place{File: said[1], Line: line, Column: column + 1, Length: len([]rune(said[4]))}
		p.Text = "a page cannot be shown: " + said[5]
		if text, err := fs.ReadFile(themes, said[1][len("themes/"):]); err == nil {
			p.Snippet = diag.Line(text, line)
		}
	}
	return p
}
