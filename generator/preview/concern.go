package preview

import (
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// concerning are the problems that someone who looks at a page must know: those of the files it is made from, and of
// those that belong to its entry and cannot be read, wherever they lie above or below. Errors of the settings concern every
// page, and the start page has their warnings as well.
func (s *Server) concerning(site, address string, files []string) []diag.Problem {
	entries := []entryName{nameAt(address)}
	for _, file := range files {
		entries = append(entries, nameOf(file))
	}
	var found []diag.Problem
	for _, p := range s.Live().Problems() {
		file := p.Place.File
		if !covers(p.Reach, site) || !strings.HasPrefix(file, "content/") || !scopeCovers(file, site) {
			continue
		}
		named := nameOf(file)
		if slices.Contains(files, file) || named.slug != "" && slices.Contains(entries, named) || isSettings(file) && (address == "" || p.Severity == diag.Error) {
			found = append(found, p)
		}
	}
	return found
}

func covers(reach diag.Reach, site string) bool {
	area, name, _ := strings.Cut(site, "/")
	return reach.Covers(area, name)
}

func onlyErrors(problems []diag.Problem) []diag.Problem {
	return slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Severity != diag.Error })
}

// entryName is what the files of one entry have in common: topics/sleep.
type entryName struct{ folder, slug string }

// nameOf is the entry that a content file belongs to: content/national/topics/sleep.primary.gd.md is topics/sleep. A
// settings file belongs to none.
func nameOf(file string) entryName {
	if path.Ext(file) != ".md" || isSettings(file) {
		return entryName{}
	}
	slug, _, _ := strings.Cut(path.Base(file), ".")
	return entryName{path.Base(path.Dir(file)), slug}
}

// nameAt is the entry that most likely has its page at an address: gd/topics/sleep/primary/ is topics/sleep.
func nameAt(address string) entryName {
	parts := strings.Split(address, "/")
	for i := range parts[:len(parts)-1] {
		if library.KindOf(parts[i]) != nil {
			return entryName{parts[i], parts[i+1]}
		}
	}
	return entryName{}
}

// isSettings reports whether a content file has settings, by its name and place.
func isSettings(file string) bool {
	switch path.Base(file) {
	case "network.md":
		return file == "content/network.md"
	case "area.md":
		return strings.Count(file, "/") == 3
	case "school.md", "library.md":
		return strings.Count(file, "/") == 5
	}
	return false
}

// scopeCovers reports whether a content file lies where a site could be made from it.
func scopeCovers(file, site string) bool {
	parts := strings.Split(file, "/")
	area, name, _ := strings.Cut(site, "/")
	if len(parts) < 3 || parts[1] != "areas" {
		return true
	}
	if parts[2] != area {
		return false
	}
	return len(parts) < 5 || (parts[3] != "schools" && parts[3] != "libraries") || parts[4] == name
}
