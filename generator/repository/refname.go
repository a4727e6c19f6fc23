package repository

import (
	"fmt"
	"strings"
)

// NameError means that a ref cannot have this name.
type NameError struct{ Name, Reason string }

func (e *NameError) Error() string {
	return fmt.Sprintf("a branch cannot be named %q: %s", e.Name, e.Reason)
}

// CheckName holds a full name of a ref ("refs/heads/main") to the rules of git check-ref-format, and to one more: no
// part begins with a hyphen, so that no name is ever taken for an option. The error is a *[NameError].
func CheckName(name string) error {
	if reason := badName(name); reason != "" {
		return &NameError{name, reason}
	}
	return nil
}

func badName(name string) string {
	rest, found := strings.CutPrefix(name, "refs/")
	if !found || !strings.Contains(rest, "/") {
		return "a full name begins with refs/heads/ or the like"
	}
	for _, r := range name {
		if r <= ' ' || r == 0x7f || strings.ContainsRune(`~^:?*[\`, r) {
			return fmt.Sprintf("it contains %q", r)
		}
	}
	switch {
	case strings.Contains(name, ".."):
		return "it contains two dots in a row"
	case strings.Contains(name, "@{"):
		return "it contains @{"
	case strings.HasSuffix(name, "."):
		return "it ends in a dot"
	case len(name) > 200:
		return "it is too long"
	}
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case part == "":
			return "it has an empty part"
		case strings.HasPrefix(part, "."):
			return "a part begins with a dot"
		case strings.HasPrefix(part, "-"):
			return "a part begins with a hyphen"
		case strings.HasSuffix(strings.ToLower(part), ".lock"):
			return "a part ends in .lock, which git keeps for itself"
		}
	}
	return ""
}
