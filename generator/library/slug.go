package library

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slugify makes a name for addresses out of words: accents are dropped, everything else that is not a letter a to z
// or a digit becomes a single hyphen. It returns "" when nothing remains.
func Slugify(words string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFKD.String(strings.ToLower(words)) {
		switch {
		case (r >= 'a' && r <= 'z') || (r >= '0' && r <= '9'):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			hyphen = true
		}
	}
	slug := b.String()
	if isDevice(slug) {
		slug += "-page"
	}
	if len(slug) > longestSlug {
		slug = strings.TrimRight(slug[:longestSlug], "-")
	}
	return slug
}

// isSlug reports whether s can be a name in addresses, and so the name of a folder on every disk.
func isSlug(s string) bool {
	return slugPattern.MatchString(s) && len(s) <= longestSlug && !isDevice(s)
}

// isDevice reports whether Windows takes a folder of that name for a device ("Naming Files, Paths, and Namespaces").
func isDevice(slug string) bool {
	switch slug {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(slug) == 4 && (slug[:3] == "com" || slug[:3] == "lpt") && slug[3] >= '0' && slug[3] <= '9'
}
