package site

import (
	"regexp"
	"slices"
	"strings"
)

// Extra is a file of a site that is no page: feed, robots.txt, sitemap, style and scripts, pictures shown.
type Extra struct {
	Path  string
	Bytes []byte
}

// Maker makes files of a site that are no pages, and hands on each. It makes them when it is called, so that they need
// not all be in memory; makers may be called from several goroutines at once. The error is one of put, or of a picture
// or document that cannot be read any more.
type Maker func(put func(Extra) error) error

// Extras are the makers of the site's files beside its pages. No two make the same file.
func (s *Site) Extras() []Maker {
	var makers []Maker
	for _, family := range s.families() {
		makers = append(makers, family.all()...)
	}
	return makers
}

// Extra makes one of the files beside the pages and hardly more than that one. Found is false when the site has none at
// that path. Errors are those of a [Maker].
func (s *Site) Extra(path string) (content []byte, found bool, err error) {
	for _, family := range s.families() {
		if !family.has(path) {
			continue
		}
		for _, maker := range family.one(path) {
			err := maker(func(file Extra) error {
				if file.Path == path {
					content, found = file.Bytes, true
				}
				return nil
			})
			if err != nil || found {
				return content, found, err
			}
		}
	}
	return nil, false, nil
}

// family are files of one sort: the makers of all of them, and those of one that may have the path.
type family struct {
	has func(path string) bool
	all func() []Maker
	one func(path string) []Maker
}

// pictured are the paths of pictures in their sizes, and of documents.
var pictured = regexp.MustCompile(`^assets/[0-9a-f]+(-[0-9]+)?\.[a-z]+$`)

// families are those of every site.
func (s *Site) families() []family {
	below := func(folder string) func(string) bool {
		return func(path string) bool { return strings.HasPrefix(path, folder) }
	}
	return []family{
		s.ready(),
		{
			has: func(path string) bool { return path == manifestAddress || strings.HasPrefix(path, "assets/icon-") },
			all: func() []Maker { return []Maker{s.homeScreen()} },
			one: func(string) []Maker { return []Maker{s.homeScreen()} },
		},
		{has: below("assets/card-"), all: func() []Maker { return s.socialCards("") }, one: s.socialCards},
		{has: below("assets/code-"), all: func() []Maker { return s.codes("") }, one: s.codes},
		{has: pictured.MatchString, all: s.assets, one: s.assetsAt},
		{has: below(embedFolder), all: func() []Maker { return s.records("") }, one: s.records},
	}
}

// ready are the files that take little to make.
func (s *Site) ready() family {
	files := map[string]func() ([]byte, error){}
	var order []string
	add := func(path string, make func() ([]byte, error)) {
		files[path] = make
		order = append(order, path)
	}
	done := func(path string, content []byte) { add(path, func() ([]byte, error) { return content, nil }) }
	for _, file := range s.look.Files {
		done(file.Path, file.Bytes)
	}
	for _, language := range s.spoken {
		if script, found := s.scripts[language]; found {
			done(script.Path, script.Bytes)
		}
	}
	for _, file := range s.asked {
		done(file.Path, file.Bytes)
	}
	add(feedAddress, s.feed)
	done("robots.txt", s.robots())
	if base := s.address(); base != "" {
		add("sitemap.xml", func() ([]byte, error) { return s.sitemap(base) })
	}
	if s.options.Links == Web {
		add(headersAddress, func() ([]byte, error) { return s.headers(), nil })
	}
	maker := func(path string) Maker {
		return func(put func(Extra) error) error {
			content, err := files[path]()
			if err != nil {
				return err
			}
			return put(Extra{Path: path, Bytes: content})
		}
	}
	return family{
		has: func(path string) bool { return files[path] != nil },
		all: func() []Maker {
			var makers []Maker
			for _, path := range order {
				makers = append(makers, maker(path))
			}
			return makers
		},
		one: func(path string) []Maker { return []Maker{maker(path)} },
	}
}

// assetsAt are the makers of the picture or document at a path. Pages that show a picture had it drawn, so those that
// were are looked through before any other is drawn.
func (s *Site) assetsAt(path string) []Maker {
	seen := s.pieces.seen.get("", s.seen)
	for _, drawn := range []func(file string) *drawing{s.drawn, s.drawing} {
		for _, file := range seen {
			if _, found := s.library.Asset(file); !found {
				continue
			}
			if isDocument(file) {
				if s.assetAddress(file) == path {
					return []Maker{s.document(file)}
				}
			} else if d := drawn(file); d != nil && d.has(path) {
				return []Maker{s.renditions(file, map[string]bool{path: true})}
			}
		}
		if logo := s.shelf.Site.Settings.Logo(); logo != "" {
			if d := drawn(logo); d != nil && d.plain[0].address == path {
				return []Maker{s.renditions(logo, map[string]bool{path: true})}
			}
		}
	}
	return nil
}

// has reports whether one of a picture's renditions is at a path.
func (d *drawing) has(path string) bool {
	at := func(r rendition) bool { return r.address == path }
	return slices.ContainsFunc(d.plain, at) || slices.ContainsFunc(d.modern, at)
}
