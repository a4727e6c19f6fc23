package library

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"wellshelf/generator/diag"
)

// lookUp finds a field's row of the table, or reports that there is none. A field of another kind of entry is named
// with that kind.
func (s *source) lookUp(key *ast.StringNode, table []Field, within string) *Field {
	for i := range table {
		if table[i].Name == key.Value {
			return &table[i]
		}
	}
	names := namesOf(table)
	text := fmt.Sprintf("unknown field %q", key.Value)
	if within != "" {
		text += fmt.Sprintf(" in %q", within)
	}
	fields := "the fields here are " + listed(names)
	hint := diag.DidYouMean(key.Value, names, fields)
	if others := haveField(key.Value); within == "" && slices.Contains(names, "summary") && (len(others) == 1 || len(others) == 2) {
		hint = fmt.Sprintf("%s is a field of %s; %s", key.Value, listed(others), fields)
	}
	s.node(key, text, hint)
	return nil
}

// haveField names the kinds' folders that have a field of that name of their own.
func haveField(name string) (folders []string) {
	for _, kind := range Kinds() {
		if slices.Contains(namesOf(kind.Fields), name) {
			folders = append(folders, kind.Folder)
		}
	}
	return folders
}

func namesOf(table []Field) []string {
	names := make([]string, len(table))
	for i, f := range table {
		names[i] = f.Name
	}
	return names
}

// meant reports whether a name that was written is a field's own, or an unknown one that is nearest to it: in both
// cases all that is wrong with the field has been said, and it is not missing.
func meant(written, field string, table []Field) bool {
	names := namesOf(table)
	return written == field || !slices.Contains(names, written) && diag.Nearest(written, names) == field
}

var fieldPattern = regexp.MustCompile(`(?m)^["']?([^\s#"':-][^\n"':]*)["']?[ \t]*:`)

// states reports whether front matter has a field at its top, with whatever value and rightly spelled or not.
func states(front string, field string, table []Field) bool {
	return slices.ContainsFunc(fieldPattern.FindAllStringSubmatch(front, -1), func(found []string) bool {
		return meant(strings.TrimSpace(found[1]), field, table)
	})
}
