package site

import (
	"strings"

	"wellshelf/generator/library"
)

// Links says how pages of a site link to each other.
type Links uint8

const (
	// Web links lead to folders ("../sleep/"), which web servers answer with the index page in them.
	Web Links = iota
	// Folder links name that page ("../sleep/index.html"), for sticks and shares, where browsers open no folders.
	Folder
)

// Addresses of pages end in a slash and begin at the top of the site, which is "". The addresses of files name them.
const (
	helpAddress          = "help/"
	indexAddress         = "a-z/"
	searchAddress        = "search/"
	aboutAddress         = "about/"
	privacyAddress       = "privacy/"
	accessibilityAddress = "accessibility/"
	feedAddress          = "feed.xml"
)

// to writes a link from a page to an address of the same site. It is the only place where links are written. root
// leads from the page to the top of the site.
func (s *Site) to(root, address string) string {
	if s.options.Links == Folder && (address == "" || strings.HasSuffix(address, "/")) {
		address += "index.html"
	}
	if root == "./" && address != "" {
		return address
	}
	return root + address
}

// pageEnd is what to writes after an address that ends in a slash.
func (s *Site) pageEnd() string { return strings.TrimPrefix(s.to("../", ""), "../") }

// rootOf leads from an address to the top of the site: "./" from the start page, "../../" from "topics/sleep/".
func rootOf(address string) string {
	if depth := strings.Count(address, "/"); depth > 0 {
		return strings.Repeat("../", depth)
	}
	return "./"
}

// File is where the page of an address is written.
func File(address string) string {
	if strings.HasSuffix(address, ".html") {
		return address
	}
	return address + "index.html"
}

// in prefixes an address with a language's folder; the source language has none.
func (s *Site) in(language, address string) string {
	if language == "" {
		return address
	}
	return language + "/" + address
}

// own is the last part of an item's address: what `address` says, the neutral name of a discreet entry, or the slug.
func own(item *library.Item) string {
	fields := item.Versions[0].Fields
	if address := fields.Text("address"); address != "" {
		return address
	}
	if item.Discreet() {
		if neutral := library.Slugify(fields.Text("outside")); neutral != "" {
			return neutral
		}
	}
	return item.Slug
}

// variantAddress is the part of a variant's address below its entry's.
func variantAddress(variant string) string {
	if variant == "" {
		return "plain/"
	}
	return variant + "/"
}

// Address is where an item's page is on every site that shows it, in the source language.
func Address(item *library.Item) string { return item.Folder + "/" + own(item) + "/" }

// Address is where this site shows an entry, and whether it does.
func (s *Site) Address(id library.ID) (string, bool) {
	if item := s.places[id]; item != nil {
		return item.address, true
	}
	return "", false
}
