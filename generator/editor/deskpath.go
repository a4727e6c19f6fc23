package editor

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Path is a file below the content folder that a desk may read and write. [ParsePath] makes it.
type Path string

// PathError means that a desk does not touch such a file, or not with these bytes.
type PathError struct{ Path, Reason string }

func (e *PathError) Error() string { return fmt.Sprintf("%q: %s", e.Path, e.Reason) }

const (
	longestPath = 400
	longestPart = 120
)

// shortAlias is how old Windows disks call a file besides its name: GIT~1 is .git there.
var shortAlias = regexp.MustCompile(`^[^.]{1,8}~[0-9]+(\.[^.]*)?$`)

// ParsePath accepts a path relative to the content folder that is one file, and the same file, on every disk: with
// slashes, clean, in plain letters, its ending among those that content has. It refuses whatever could be Git's, the
// system's or hidden. The error is a *[PathError].
func ParsePath(s string) (Path, error) {
	if reason := badPath(s); reason != "" {
		return "", &PathError{s, reason}
	}
	if _, known := endings[ending(s)]; !known {
		return "", &PathError{s, "content is .md files, pictures (.png .jpg .jpeg .webp .gif) and .pdf files"}
	}
	return Path(s), nil
}

// ParseFolder accepts a folder by the same rules. "" and "." are the content folder, returned as ".".
func ParseFolder(s string) (string, error) {
	if s == "" || s == "." {
		return ".", nil
	}
	s = strings.TrimSuffix(s, "/")
	if reason := badPath(s); reason != "" {
		return "", &PathError{s, reason}
	}
	return s, nil
}

func ending(s string) string { return strings.ToLower(path.Ext(s)) }

func badPath(s string) string {
	switch {
	case s == "":
		return "it is empty"
	case len(s) > longestPath:
		return fmt.Sprintf("it is longer than %d letters", longestPath)
	case strings.Contains(s, `\`):
		return `folders are divided by /, not by \`
	}
	for _, r := range s {
		if r < ' ' || r > '~' {
			return fmt.Sprintf("it contains %q; use plain letters, digits and hyphens", r)
		}
		if strings.ContainsRune(`:<>"|?*`, r) {
			return fmt.Sprintf("it contains %c, which not every disk takes", r)
		}
	}
	if !fs.ValidPath(s) || s == "." {
		return "it is not a plain path within the content folder"
	}
	for part := range strings.SplitSeq(s, "/") {
		if reason := badPart(part); reason != "" {
			return reason
		}
	}
	return ""
}

func badPart(part string) string {
	switch {
	case len(part) > longestPart:
		return fmt.Sprintf("%q is longer than %d letters", part, longestPart)
	case part[0] == '.':
		return "names that begin with a dot are hidden, and not content"
	case part[0] == '-':
		return "no name begins with a hyphen"
	case strings.Trim(part, " .") != part:
		return fmt.Sprintf("%q begins or ends in a dot or a space", part)
	case shortAlias.MatchString(part):
		return fmt.Sprintf("on some disks %q is another name of a hidden file", part)
	case isDevice(part):
		return fmt.Sprintf("Windows takes %q for a device", part)
	}
	return ""
}

var devices = []string{"con", "prn", "aux", "nul", "conin$", "conout$"}

// isDevice reports whether Windows takes a name for a device, whatever its ending.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToLower(strings.TrimRight(base, " "))
	if slices.Contains(devices, base) {
		return true
	}
	return len(base) == 4 && (base[:3] == "com" || base[:3] == "lpt") && base[3] >= '0' && base[3] <= '9'
}
