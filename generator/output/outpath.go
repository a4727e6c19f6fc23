package output

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// PathError means that a file or site cannot have this name. Sites are copied to sticks, school servers and phones, so
// a name must be one file, and the same file, everywhere:
//
//   - a path as [fs.ValidPath] has it, in Unicode's NFC form, at most 1,000 bytes, each part at most 120;
//   - only characters that can be seen, and spaces; none of \ : < > " | ? * (Windows, "Naming Files, Paths, and
//     Namespaces");
//   - no part that begins or ends in a dot or a space, and none that Windows takes for a device (con, nul, com1.txt);
//   - no two files of a site whose names differ only in case or Unicode form, and no file where another has a folder;
//   - manifest.json at the top is written by the program itself;
//   - beside the sites, at most one folder deep, because below that are the sites.
//
// This is the last safeguard before the disk. Mistakes in slugs and addresses are found earlier, with their place.
type PathError struct {
	Site, Path string
	Reason     string // completes "cannot have this name: "
}

func (e *PathError) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("a site cannot have the name %q: %s", e.Site, e.Reason)
	}
	return fmt.Sprintf("%s cannot have a file named %q: %s", describeSite(e.Site), e.Path, e.Reason)
}

// manifestName is the one file of a site that a caller cannot put.
const manifestName = "manifest.json"

// pathBook holds the names that one version of a site uses. It is safe for concurrent use.
type pathBook struct {
	site    string
	mu      sync.Mutex
	files   map[string]string // folded path -> path
	folders map[string]string // folded folder -> a path below it
}

func newPathBook(site string) *pathBook {
	return &pathBook{
		site:    site,
		files:   map[string]string{manifestName: manifestName},
		folders: map[string]string{},
	}
}

// claim adds a path, or returns a *PathError.
func (b *pathBook) claim(path string) error {
	if reason := badPath(b.site, path); reason != "" {
		return &PathError{b.site, path, reason}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	key := foldPath(path)
	if other, taken := b.files[key]; taken {
		return &PathError{b.site, path, clash(path, other)}
	}
	if other, taken := b.folders[key]; taken {
		return &PathError{b.site, path, fmt.Sprintf("%q needs a folder of that name", other)}
	}
	for folder := range foldersOf(key) {
		if other, taken := b.files[folder]; taken {
			return &PathError{b.site, path, fmt.Sprintf("%q is a file, and cannot be a folder as well", other)}
		}
	}
	b.files[key] = path
	for folder := range foldersOf(key) {
		if _, known := b.folders[folder]; known {
			break // and so are those above it
		}
		b.folders[folder] = path
	}
	return nil
}

func clash(path, other string) string {
	switch other {
	case manifestName:
		return "the program writes that file itself"
	case path:
		return "the site has it already"
	}
	return fmt.Sprintf("on many disks it is the same file as %q", other)
}

// foldersOf yields the folders that path lies in, the nearest first.
func foldersOf(path string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := len(path) - 1; i > 0; i-- {
			if path[i] == '/' && !yield(path[:i]) {
				return
			}
		}
	}
}

// foldPath maps all spellings of a name that some file system takes for one to one: Unicode's canonical caseless
// matching (The Unicode Standard, 3.13, D145).
func foldPath(path string) string {
	if isASCII(path) {
		return strings.ToLower(path)
	}
	return norm.NFD.String(cases.Fold().String(norm.NFD.String(path)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

const (
	longestPath = 1000
	longestPart = 120
)

// badPath says why a site cannot have this path, or nothing.
func badPath(site, path string) string {
	switch {
	case path == "":
		return "it is empty"
	case !fs.ValidPath(path) || path == ".":
		return "it must be a path within the site, such as topics/sleep/index.html"
	case len(path) > longestPath:
		return fmt.Sprintf("it is longer than %d bytes", longestPath)
	case !isASCII(path) && !norm.NFC.IsNormalString(path):
		return "it is not in Unicode's composed form (NFC)"
	}
	for part := range strings.SplitSeq(path, "/") {
		if reason := badPart(part); reason != "" {
			return reason
		}
	}
	if site == "" && strings.Count(path, "/") > 1 {
		return "beside the sites, files may be at most one folder deep"
	}
	return ""
}

func badPart(part string) string {
	if len(part) > longestPart {
		return fmt.Sprintf("%q is longer than %d bytes", part, longestPart)
	}
	for _, r := range part {
		if strings.ContainsRune(`\:<>"|?*`, r) {
			return fmt.Sprintf("it contains %c, which not every disk takes", r)
		}
		if !unicode.IsPrint(r) {
			return fmt.Sprintf("it contains the invisible character %U", r)
		}
	}
	if strings.Trim(part, " .") != part {
		return fmt.Sprintf("%q begins or ends in a dot or a space", part)
	}
	if isDevice(part) {
		return fmt.Sprintf("Windows takes %q for a device", part)
	}
	return ""
}

var devices = []string{"con", "prn", "aux", "nul", "conin$", "conout$"}

// isDevice reports whether Windows takes a file name for a device, whatever its ending.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToLower(strings.TrimRight(base, " "))
	if slices.Contains(devices, base) {
		return true
	}
	if len(base) < 4 || (base[:3] != "com" && base[:3] != "lpt") {
		return false
	}
	number := []rune(base[3:])
	return len(number) == 1 && strings.ContainsRune("0123456789¹²³", number[0])
}

// checkSite returns a *PathError when name is neither "" nor area/site. Both being slugs keeps names of stages apart
// and off the case rules above.
func checkSite(name string) error {
	if name == "" {
		return nil
	}
	area, site, found := strings.Cut(name, "/")
	if !found || !isSiteSlug(area) || !isSiteSlug(site) {
		return &PathError{Site: name, Reason: "it must be area/site, each of small letters, digits and single hyphens"}
	}
	return nil
}

func isSiteSlug(s string) bool {
	if s == "" || badPart(s) != "" {
		return false
	}
	for word := range strings.SplitSeq(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
