package site

import (
	"slices"
)

// workerAddress is the service worker, at the top of the site so that its scope is the whole site.
const workerAddress = "sw.js"

// Keeping says what a device may keep of a site. Paths are those of files, from the top of the site.
type Keeping struct {
	Path   string     // of the service worker
	Script string     // the service worker's, which wants its data in self.wsKeep before it
	Always []string   // what every device keeps, with the assets these name
	Lists  []KeptList // what a reader may choose to keep, one for each language
}

// KeptList is what a reader of one language may keep, with the assets that its pages name.
type KeptList struct {
	Path    string   // of the list itself
	Pages   []string // in order
	Indexes []string // folders of search indexes
}

// Keeping is nil for a site that no service worker can serve: opened from a folder, or with a theme that has none.
func (s *Site) Keeping() *Keeping {
	if s.options.Links != Web || s.look.Worker == "" {
		return nil
	}
	k := &Keeping{Path: workerAddress, Script: s.look.Worker}
	for _, language := range s.languages() {
		k.Always = append(k.Always, File(s.in(language, helpAddress)), File(s.in(language, offlineAddress)))
		list := KeptList{Path: s.in(language, keptList), Indexes: []string{searchAddress + s.tag("") + "/"}}
		if language != "" {
			list.Indexes = append(list.Indexes, searchAddress+s.tag(language)+"/")
		}
		for _, o := range s.outlines {
			if o.language == language && o.kept() {
				list.Pages = append(list.Pages, File(o.Address))
			}
		}
		k.Lists = append(k.Lists, list)
	}
	k.Always = append(k.Always, File(awayAddress))
	return k
}

// keptLayouts are the pages a reader keeps: help, what it leads to, and the ways there.
var keptLayouts = []string{"home", "feelings", "help", "topic", "helpline", "index", "search", "keep"}

func (o Outline) kept() bool {
	return slices.Contains(keptLayouts, o.Layout) || o.Layout == "list" && (o.folder == "topics" || o.folder == "helplines")
}
