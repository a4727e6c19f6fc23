package generator

import (
	"context"
	"fmt"
	"io/fs"

	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// ReadPair reads two states of the content: one, then the other by the files that differ, which are named by their paths
// below it. Entries that are the same in both are read once. Without names all is read again.
func (b *Builder) ReadPair(ctx context.Context, before, after fs.FS, changed []string) (was, is *Reading, err error) {
	b.begin()
	lib, problems, err := b.reader.Read(ctx, before)
	if err != nil {
		return nil, nil, err
	}
	was = &Reading{Library: lib, View: b.view(lib), Sites: lib.Sites, Problems: inContent(problems)}
	if lib, problems, err = b.reader.Reread(ctx, after, changed); err != nil {
		return nil, nil, err
	}
	b.reader.Save()
	return was, &Reading{Library: lib, View: b.view(lib), Sites: lib.Sites, Problems: inContent(problems)}, nil
}

// Lay lays out one site as a view of a library shows it. The builder's content is that of the library.
func (b *Builder) Lay(lib *library.Library, view library.View, s *library.Site) (*site.Site, error) {
	b.begin()
	p := b.layOne(lib, s, view, newThemes(b.Options.Themes))
	if p.laid == nil {
		return nil, fmt.Errorf("the theme of %s cannot be used", s.Name())
	}
	return p.laid, nil
}
