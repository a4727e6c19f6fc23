package library

import (
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// stray finds folders whose entries no site would ever show, and would say nothing of: those of a school or library
// without settings, and those of an area without sites.
func (l *Library) stray() (problems []diag.Problem) {
	areas := l.areas()
	told := map[Scope]bool{}
	for _, e := range l.Entries {
		if told[e.Scope] {
			continue
		}
		told[e.Scope] = true
		p := diag.Problem{Reach: e.Scope.Reach(), Place: diag.Place{File: path.Dir(path.Dir(e.File))}}
		switch {
		case e.Scope.Level() == 2 && l.Site(e.Scope.String()) == nil:
			settings := "school.md"
			if strings.HasPrefix(e.File, "areas/"+e.Scope.Area+"/libraries/") {
				settings = "library.md"
			}
			p.Text, p.Hint = "this folder has entries and no "+settings, "create it with at least a name"
		case e.Scope.Level() == 1 && !slices.Contains(areas, e.Scope.Area):
			p.Severity, p.Text, p.Hint = diag.Warning, "this area has entries and no sites to show them", "add the settings of a school or a library, such as schools/beeslack/school.md"
		default:
			continue
		}
		problems = append(problems, p)
	}
	return problems
}
