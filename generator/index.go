package generator

import (
	"context"
	"fmt"
	"slices"

	"wellshelf/generator/library"
	"wellshelf/generator/output"
	"wellshelf/generator/search"
	"wellshelf/generator/site"
)

// index puts the files of a site's search indexes.
func (b *Builder) index(ctx context.Context, p *plan, into output.SiteSink) error {
	return b.eachIndexFile(ctx, p, func(file search.File) error { return into.Put(file.Path, file.Bytes) })
}

// eachIndexFile hands on the files of a site's search indexes, of which there is one for each of its languages.
func (b *Builder) eachIndexFile(ctx context.Context, p *plan, put func(search.File) error) error {
	form := search.Web
	if b.Options.Links == site.Folder {
		form = search.Stick
	}
	var source *search.Index
	for _, language := range p.laid.Languages() {
		if err := ctx.Err(); err != nil {
			return err
		}
		shelf := toSearch(p.laid, p.shelf, language)
		shelf.Source = source
		index, err := b.analyst.Index(shelf)
		if err != nil {
			return fmt.Errorf("the search of %s: %w", p.laid.Name(), err)
		}
		if source == nil {
			source = index
		}
		for file := range index.Files(form) {
			if err := put(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// toSearch is what a site has to search in one language.
func toSearch(laid *site.Site, shelf *library.Shelf, language string) search.Shelf {
	form := language // as versions name it
	if language == laid.Languages()[0] {
		form = ""
	}
	in := search.Shelf{Language: language, Stages: shelf.Site.Settings.Texts("stages"), Alike: alike(shelf, form)}
	if len(in.Stages) == 0 {
		in.Stages = library.Stages
	}
	in.First = first(shelf)
	for _, found := range laid.Findings(language) {
		d := search.Document{
			ID: found.ID, Version: found.Version, Address: found.Address, Kind: found.Kind, Title: found.Title, Summary: found.Summary,
			Years: found.Years, Stages: found.Stages, Format: search.Format(found.Format),
		}
		for _, topic := range found.Topics {
			d.Topics = append(d.Topics, search.Topic(topic))
		}
		in.Documents = append(in.Documents, d)
	}
	return in
}

// first are, for each group of needs, the entries its crisis entry leads to.
func first(shelf *library.Shelf) [][]library.ID {
	groups := make([][]library.ID, len(search.Groups))
	for _, item := range shelf.Of("crisis") {
		fields := item.Versions[0].Fields
		group, lead := slices.Index(search.Groups, fields.Text("group")), fields.Get("go")
		if group < 0 || lead == nil {
			continue
		}
		for i := range lead.List {
			groups[group] = append(groups[group], lead.List[i].Target())
		}
	}
	return groups
}

// alike are the groups of words that a site takes as meaning nearly the same, in one language ("" for the source).
func alike(shelf *library.Shelf, language string) [][]string {
	var groups [][]string
	for _, item := range shelf.Of("synonyms") {
		if version := item.Version(library.Form{Language: language}); version != nil {
			for group := range version.Fields.Groups("groups") {
				groups = append(groups, group.Texts("words"))
			}
		}
	}
	return groups
}
