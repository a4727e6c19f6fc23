package site

import (
	"slices"

	"wellshelf/generator/library"
)

// Sources are the files that the main part of a page is made from, the topmost layer first: those of its entry, or of
// the entry whose words a page shows that every site has. Lists and other pages have none.
func (s *Site) Sources(o Outline) []*library.Entry {
	version := s.sourceOf(o)
	if version == nil {
		return nil
	}
	return version.Layers
}

func (s *Site) sourceOf(o Outline) *library.Version {
	if o.item != nil && o.target == "" {
		return o.text()
	}
	for id, address := range fixedPages {
		if item := s.places[id]; item != nil && s.in(o.language, address) == o.Address {
			return s.suited(item.Item, o.language)
		}
	}
	return nil
}

// AddressOf is where the entry of a file is on this site, in the file's own language and variant, and whether the site
// has a page for it.
func (s *Site) AddressOf(entry *library.Entry) (string, bool) {
	item := s.places[entry.ID]
	if item == nil {
		return "", false
	}
	version := item.Version(entry.Form)
	if version == nil || !slices.Contains(version.Layers, entry) || !slices.Contains(s.spoken, version.Language) {
		return "", false
	}
	address, _ := s.versionAddress(item, version)
	return address, true
}

// Languages are the tags of a site's languages, the source language first.
func Languages(lib *library.Library, of *library.Site) []string {
	tags := []string{lib.Languages[0]}
	for _, tag := range of.Settings.Texts("languages") {
		if tag != lib.Languages[0] && slices.Contains(lib.Languages, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// AddressOfForm is where the site shows an item's text of that form.
func (s *Site) AddressOfForm(id library.ID, form library.Form) (string, bool) {
	item := s.places[id]
	if item == nil {
		return "", false
	}
	version := item.Version(form)
	if version == nil || !slices.Contains(s.spoken, version.Language) {
		return "", false
	}
	address, _ := s.versionAddress(item, version)
	return address, true
}
