package generator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// NoPageError means that a site has no page at an address, or does not show an entry. Why and Near, the name of a page
// that it has, may be empty.
type NoPageError struct{ Site, Page, Why, Near string }

func (e *NoPageError) Error() string {
	text := fmt.Sprintf("%s has no page %q", e.Site, e.Page)
	if e.Why != "" {
		text += ": " + e.Why
	}
	return text
}

// Hint says what to do about it; it is empty where Why tells enough.
func (e *NoPageError) Hint() string {
	switch {
	case e.Near != "":
		return "did you mean \"" + e.Near + "\"?"
	case e.Why != "":
		return ""
	}
	return "name it as its folder and file, such as topics/sleep, or by its address"
}

// Site lays out one site without writing it, for whoever wants to look at its pages. The problems are all that reach
// it; when an error is among them, a build would keep the site's last version.
func (b *Builder) Site(ctx context.Context, name string) (*site.Site, []diag.Problem, error) {
	p, problems, err := b.planOf(ctx, name)
	if err != nil {
		return nil, problems, err
	}
	return p.laid, problems, nil
}

func (b *Builder) planOf(ctx context.Context, name string) (*plan, []diag.Problem, error) {
	lib, s, problems, err := b.open(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	themes, found := b.load([]*library.Site{s})
	problems = append(problems, found...)
	p := b.layOne(lib, s, b.view(lib), themes)
	problems = slices.DeleteFunc(append(problems, p.problems()...), func(p diag.Problem) bool { return !p.Reach.Covers(s.Area, s.Slug) })
	if p.laid == nil {
		return nil, diag.Sort(problems), fmt.Errorf("the theme of %s cannot be used", name)
	}
	return p, diag.Sort(problems), nil
}

func (b *Builder) open(ctx context.Context, name string) (*library.Library, *library.Site, []diag.Problem, error) {
	b.begin()
	lib, problems, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, nil, nil, err
	}
	s, err := FindSite(lib, name)
	return lib, s, inContent(problems), err
}

// Find returns the page of an address as a person may write it: with or without slashes around it, with index.html,
// or as an entry's folder/slug.
func Find(laid *site.Site, name, page string) (site.Outline, error) {
	address := strings.TrimSuffix(strings.TrimPrefix(page, "/"), "index.html")
	if address = strings.Trim(address, "/"); address != "" && !strings.HasSuffix(address, ".html") {
		address += "/"
	}
	if outline, found := laid.Find(address); found {
		return outline, nil
	}
	if address, found := laid.Address(library.ParseID(strings.Trim(address, "/"))); found {
		if outline, found := laid.Find(address); found {
			return outline, nil
		}
	}
	var known []string
	for _, outline := range laid.Outlines() {
		known = append(known, outline.Address)
	}
	return site.Outline{}, &NoPageError{Site: name, Page: page, Near: diag.Nearest(address, known)}
}

// Explanation tells how something came to be as it is.
type Explanation struct {
	Title string
	Files []library.Row // the files it was made of, with their digests
	Rows  []library.Row // each setting or field, and the file that won
}

// Explain tells where a site's settings came from, or, for an entry named folder/slug or by its file, which file won
// each of its fields on that site.
func (b *Builder) Explain(ctx context.Context, name, entry string) ([]Explanation, error) {
	lib, s, _, err := b.open(ctx, name)
	if err != nil {
		return nil, err
	}
	if entry == "" {
		return []Explanation{{Title: s.Name(), Rows: s.ExplainSettings()}}, nil
	}
	shelf, _ := lib.Shelf(s, b.view(lib))
	id := entryID(lib, shelf, entry)
	item := shelf.Get(id)
	if item == nil {
		missing := &NoPageError{Site: s.Name(), Page: entry, Why: lib.WhyNot(s, id, b.view(lib))}
		if missing.Why == "" {
			missing.Near = nearest(shelf, entry)
		}
		return nil, missing
	}
	var all []Explanation
	for _, version := range item.Versions {
		e := Explanation{Title: strings.TrimRight(fmt.Sprintf("%s %s %s", item.ID, version.Variant, version.Language), " "), Rows: version.ExplainText()}
		for _, file := range version.Layers {
			e.Files = append(e.Files, library.Row{Name: file.Scope.String(), Value: file.Digest, File: file.File})
		}
		all = append(all, e)
	}
	return all, nil
}

// nearest is the name of an entry on the shelf that was most likely meant, or "".
func nearest(shelf *library.Shelf, entry string) string {
	var known []string
	for _, item := range shelf.Items {
		known = append(known, item.ID.String())
	}
	return diag.Nearest(entry, known)
}

// entryID understands folder/slug, a file, and the address of a page whose entry has another slug.
func entryID(lib *library.Library, shelf *library.Shelf, entry string) library.ID {
	entry = strings.Trim(strings.TrimPrefix(entry, "content/"), "/")
	if file := lib.File(entry); file != nil {
		return file.ID
	}
	id := library.ParseID(entry)
	if shelf.Get(id) == nil {
		for _, item := range shelf.Items {
			if site.Address(item) == entry+"/" {
				return item.ID
			}
		}
	}
	return id
}

// IsUsage reports whether an error is the caller's: a site, a page or a kind that does not exist.
func IsUsage(err error) bool {
	var unknown *UnknownSiteError
	var none *NoPageError
	var sketch *SketchError
	var draft *DraftSiteError
	var language *NoLanguageError
	return errors.As(err, &language) || errors.As(err, &unknown) || errors.As(err, &none) || errors.As(err, &sketch) || errors.As(err, &draft)
}
