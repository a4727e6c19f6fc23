// Package generator builds every site of a network from one tree of entries, and writes only what changed.
//
// [Builder.Build] is the whole story, told once: read the library, load the themes, lay out the sites, write those
// that no error reaches. A cold build, a warm build and a check are the same call; only what it is given differs: an
// earlier build's memory, a [output.Sink] that keeps nothing.
//
// The loop over sites is the only place where there is more than one.
package generator

import (
	"context"
	"io/fs"
	"time"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/output"
	"wellshelf/generator/picture"
	"wellshelf/generator/search"
	"wellshelf/generator/site"
)

// Options say what is built, from what and into what. Content, Themes and Sink are required; everything else may be
// left at its zero value.
type Options struct {
	Content fs.FS
	Themes  fs.FS
	Sink    output.Sink

	Today        civil.Date // the day the sites are built for; when it is not set, Now in the network's time zone
	Now          time.Time  // the clock, read once by the caller
	Sites        []string   // names of the sites to build; all when empty
	Drafts       bool       // show drafts
	Staff        bool       // build the staff profile
	Links        site.Links
	AllOrNothing bool   // build no site when one is held back
	Jobs         int    // how much is done at once; 0 is one thing at a time
	Program      string // identifies this program's bytes; "" builds every site anew
	Pictures     string // a folder that keeps the pictures made, so that each is made once; "" keeps them in memory
	Readings     string // a folder that keeps what was read of each file for the next run; "", or no Program, keeps nothing
	Progress     func(done, all int)
}

// Builder builds sites. Kept between builds, it reads only the files that changed.
type Builder struct {
	Options  Options
	reader   library.Reader
	analyst  search.Analyst
	store    picture.Store
	pictures *site.Pictures
}

// begin readies what the builder keeps between builds.
func (b *Builder) begin() {
	b.reader.Jobs, b.reader.Drafts = b.Options.Jobs, b.Options.Drafts
	b.reader.Keep, b.reader.Program = b.Options.Readings, b.Options.Program
	b.store.Folder = b.Options.Pictures
	b.pictures = site.NewPictures(b.Options.Content, &b.store)
}

// Build builds the sites once. Mistakes in content are in the report; the error is for a folder that cannot be read
// or written, and then names it. Sites that were not written keep their last version.
func (b *Builder) Build(ctx context.Context) (*Report, error) {
	b.begin()
	lib, problems, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, err
	}
	problems = inContent(problems)
	sites, err := b.choose(lib)
	if err != nil {
		return nil, err
	}
	themes, found := b.load(sites)
	problems = append(problems, found...)
	plans, found, err := b.lay(ctx, lib, sites, themes)
	if err != nil {
		return nil, err
	}
	problems = append(problems, found...)
	report := b.report(lib, plans, diag.Sort(problems))
	if err := b.write(ctx, plans, report, b.files); err != nil {
		return report, err
	}
	b.store.Tidy(b.Options.Now)
	b.reader.Save()
	return report, b.finish(lib, sites, report)
}
