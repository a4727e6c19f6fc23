package generator

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/search"
	"wellshelf/generator/site"
)

// liveSite is one site of a state.
type liveSite struct {
	present *present
	site    *library.Site
	lay     func() *plan
	indexes func() (map[string][]byte, error) // of its search, by path

	mu     sync.Mutex
	found  []diag.Problem          // when it was last looked through
	broken map[string]diag.Problem // pages that its theme cannot show, by address
}

// ThemeError means that no page of a site can be made, because its theme cannot be used. What is wrong with the theme
// is among the problems.
type ThemeError struct{ Site, Theme string }

func (e *ThemeError) Error() string {
	return fmt.Sprintf("the theme %q of %s cannot be used", e.Theme, e.Site)
}

func newLiveSite(p *present, s *library.Site) *liveSite {
	one := &liveSite{present: p, site: s, broken: map[string]diag.Problem{}}
	one.lay = sync.OnceValue(func() *plan { return p.builder.layOne(p.lib, s, p.builder.view(p.lib), p.themes) })
	one.indexes = sync.OnceValues(one.makeIndexes)
	return one
}

// look looks the site through for what is wrong with it, and returns its shelf.
func (s *liveSite) look() *library.Shelf {
	laid := s.lay()
	found := append(s.present.themes.problems(s.site), laid.problems()...)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found = found
	return laid.shelf
}

// known is what is known to be wrong with the site so far.
func (s *liveSite) known() []diag.Problem {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.AppendSeq(slices.Clone(s.found), maps.Values(s.broken))
}

// file makes a file of the site.
func (s *liveSite) file(path string) (LiveFile, error) {
	p := s.lay()
	if p.laid == nil {
		return LiveFile{}, &ThemeError{s.site.Name(), themeOf(s.site)}
	}
	if outline, found := p.laid.Find(addressOf(path)); found && site.File(outline.Address) == path {
		return s.page(p, outline)
	}
	content, found, err := s.extra(p, path)
	switch {
	case err != nil:
		return LiveFile{}, err
	case found:
		return LiveFile{Bytes: content}, nil
	}
	return LiveFile{}, &NoPageError{Site: s.site.Name(), Page: path}
}

// addressOf is the address of the page that is written to a path.
func addressOf(path string) string {
	if path == "index.html" || strings.HasSuffix(path, "/index.html") {
		return strings.TrimSuffix(path, "index.html")
	}
	return path
}

// page makes a page. One that its theme cannot show is a problem from now on.
func (s *liveSite) page(p *plan, outline site.Outline) (LiveFile, error) {
	var b bytes.Buffer
	if err := p.laid.Write(&b, outline); err != nil {
		broken := &LayoutError{s.site.Name(), outline.Address, err}
		s.mu.Lock()
		s.broken[outline.Address] = broken.problem(s.site, s.present.builder.Options.Themes)
		s.mu.Unlock()
		return LiveFile{}, broken
	}
	file := LiveFile{Bytes: b.Bytes(), Page: true, Address: outline.Address, Draft: s.site.Settings.Flag("draft")}
	for _, entry := range p.laid.Sources(outline) {
		file.Files = append(file.Files, "content/"+entry.File)
		file.Draft = file.Draft || entry.Fields.Flag("draft")
	}
	return file, nil
}

// extra is a file that is no page.
func (s *liveSite) extra(p *plan, path string) (content []byte, found bool, err error) {
	if strings.HasPrefix(path, search.Folder) {
		files, err := s.indexes()
		content, found := files[path]
		return content, found, err
	}
	return p.laid.Extra(path)
}

// makeIndexes makes the files of the site's search, all at once: what one of them says depends on every entry.
func (s *liveSite) makeIndexes() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := s.present.builder.eachIndexFile(context.Background(), s.lay(), func(file search.File) error {
		files[file.Path] = file.Bytes
		return nil
	})
	return files, err
}

// near is the path of a page that was most likely meant by one that is not there, or "".
func (s *liveSite) near(path string) string {
	laid := s.lay().laid
	if laid == nil {
		return ""
	}
	var known []string
	for _, outline := range laid.Outlines() {
		known = append(known, outline.Address)
	}
	return diag.Nearest(addressOf(path), known)
}
