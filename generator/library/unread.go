package library

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// An entry's file that cannot be read, or has a wrong name, is missed by all that names it, and the one slip that is to
// be mended would drown among what follows from it. So what is wrong only because such a file is not there is held back
// and counted, and the file's own problem says how many there are. Nothing is built that would have been held: whoever
// may name a file is within its reach.

// gap is a file of an entry of which nothing can be used.
type gap struct {
	scope Scope
	file  string
}

// gapsByName are those files, by the names that they have once they are right: topics/sleep.gd.md.
func (l *Library) gapsByName() map[string][]gap {
	var gaps map[string][]gap
	for _, file := range slices.Sorted(maps.Keys(l.found.files)) {
		if !l.unread(file) {
			continue
		}
		scope, _, rest := locate(file)
		slug, ending, _ := strings.Cut(rest[len(rest)-1], ".")
		if !isSlug(slug) {
			slug = Slugify(slug) // what it will be called
		}
		if gaps == nil {
			gaps = map[string][]gap{}
		}
		name := rest[0] + "/" + slug + "." + ending // the ending is at least md
		gaps[name] = append(gaps[name], gap{scope, file})
	}
	return gaps
}

// unread reports whether a file is one of an entry of which nothing can be used; its problems say why.
func (l *Library) unread(file string) bool {
	return l.found.files[file] != nil && l.File(file) == nil
}

// gap is an unread file of that name (topics/sleep.gd) that somebody in a scope would see; "" when there is none.
func (l *Library) gap(name string, from Scope) string {
	for _, one := range l.gaps[name+".md"] {
		if one.scope.above(from) {
			return one.file
		}
	}
	return ""
}

// holdBack counts one problem of a file that comes from an unread one.
func (l *Library) holdBack(file, cause string) {
	l.found.held[file] = append(l.found.held[file], cause)
}

// tellHeld says with the problems of the unread files, which are sorted, how many were held back.
func (l *Library) tellHeld(problems []diag.Problem) {
	count := map[string]int{}
	for _, causes := range l.found.held {
		for _, cause := range causes {
			count[cause]++
		}
	}
	for i := range problems {
		p := &problems[i]
		n := count[p.Place.File]
		if n == 0 || p.Severity != diag.Error {
			continue
		}
		more := fmt.Sprintf("%d more problems in other files come from this one and are not listed", n)
		if n == 1 {
			more = "1 more problem in another file comes from this one and is not listed"
		}
		p.Hint = strings.TrimPrefix(p.Hint+"; "+more, "; ")
		delete(count, p.Place.File)
	}
}

// Gaps reports whether some file cannot be read. What a library lacks then says nothing about what was written.
func (l *Library) Gaps() bool {
	return len(l.gaps) > 0 || l.Network.Fields == nil ||
		slices.ContainsFunc(l.Sites, func(s *Site) bool { return s.unread() })
}

// unread reports whether a settings file of the site or of its area cannot be read.
func (s *Site) unread() bool {
	return slices.ContainsFunc(s.levels, func(one level) bool { return one.file != "" && one.fields == nil })
}

var languageEnding = regexp.MustCompile(`^[a-z]{2,3}$`)

// guessLanguages are the languages that the names of files tell of, behind English. They stand in for those of a network
// whose settings cannot be read, so that not every translation has a wrong name.
func guessLanguages(files []entryFile) []string {
	seen := map[string]bool{}
	for _, f := range files {
		parts := strings.Split(f.name, ".")
		if ending := parts[len(parts)-1]; len(parts) > 1 && languageEnding.MatchString(ending) && ending != "en" && !slices.Contains(Variants, ending) {
			seen[ending] = true
		}
	}
	return append([]string{"en"}, slices.Sorted(maps.Keys(seen))...)
}
