package generator

import (
	"context"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Reading is the library as it is on a day, for whoever asks about its entries rather than its pages.
type Reading struct {
	Library  *library.Library
	View     library.View
	Sites    []*library.Site // those that a build would make
	Problems []diag.Problem  // found by reading
}

// Read reads the library and lays out nothing.
func (b *Builder) Read(ctx context.Context) (*Reading, error) {
	b.begin()
	lib, problems, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, err
	}
	sites, err := b.choose(lib)
	if err != nil {
		return nil, err
	}
	b.reader.Save()
	return &Reading{Library: lib, View: b.view(lib), Sites: sites, Problems: inContent(problems)}, nil
}
