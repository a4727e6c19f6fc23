package editor

import (
	"fmt"
	"strings"

	"wellshelf/generator/library"
)

// ScopeError means that a file lies outside the folders of a desk's role.
type ScopeError struct {
	Path  Path
	Scope library.Scope
}

func (e *ScopeError) Error() string {
	of := "areas/" + e.Scope.Area
	if e.Scope.Site != "" {
		of = e.Scope.Area + "/" + e.Scope.Site
	}
	return fmt.Sprintf("%q lies outside %s, and the editor was started for that alone", e.Path, of)
}

// inScope reports whether a file lies in a scope's folders. Names of folders are compared whole, part by part: what
// merely begins like one is another.
func inScope(s library.Scope, file string) bool {
	if s == (library.Scope{}) {
		return true
	}
	parts := strings.Split(file, "/")
	switch {
	case len(parts) < 3 || parts[0] != "areas" || parts[1] != s.Area:
		return false
	case s.Site == "":
		return true
	}
	return len(parts) >= 5 && (parts[2] == "schools" || parts[2] == "libraries") && parts[3] == s.Site
}

// leadsToScope reports whether a folder lies in a scope or has it below.
func leadsToScope(s library.Scope, folder string) bool {
	if s == (library.Scope{}) || folder == "." {
		return true
	}
	ways := [][]string{{"areas", s.Area}}
	if s.Site != "" {
		ways = [][]string{{"areas", s.Area, "schools", s.Site}, {"areas", s.Area, "libraries", s.Site}}
	}
	parts := strings.Split(folder, "/")
	for _, way := range ways {
		n := min(len(way), len(parts))
		same := true
		for i := range n {
			same = same && way[i] == parts[i]
		}
		if same {
			return true
		}
	}
	return false
}
