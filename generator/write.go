package generator

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/output"
	"wellshelf/generator/site"
)

// keyed is a sink that remembers what each version was made of, so that an unchanged site need not be made again.
type keyed interface {
	Keyed(name, key string) (output.SiteSink, error)
	Current(name, key string) (output.Outcome, bool)
}

// pagesAtOnce is how many pages a worker takes at a time: enough that handing them out costs nothing.
const pagesAtOnce = 32

// filler puts files of a site: of a build all, of a check those that can show a mistake.
type filler func(ctx context.Context, p *plan, into output.SiteSink, steps *steps, workers int) error

// write writes the sites that no error reaches.
func (b *Builder) write(ctx context.Context, plans []*plan, report *Report, fill filler) error {
	if len(report.Held) > 0 && b.Options.AllOrNothing {
		return nil
	}
	steps := &steps{tell: b.Options.Progress}
	var ready []*plan
	for _, p := range plans {
		if !slices.Contains(report.Held, p.site.Name()) {
			ready = append(ready, p)
			steps.all.Add(int64(len(p.laid.Outlines())))
		}
	}
	results := make([]SiteReport, len(ready))
	blocked := make([]*output.BlockedError, len(ready))
	broken := make([]*LayoutError, len(ready))
	misnamed := make([]*output.PathError, len(ready))
	group, ctx := errgroup.WithContext(ctx)
	jobs := max(b.Options.Jobs, 1)
	group.SetLimit(min(jobs, max(len(ready), 1)))
	for i, p := range ready {
		group.Go(func() error {
			done, err := b.writeSite(ctx, p, fill, steps, max(1, jobs/max(len(ready), 1)))
			if errors.As(err, &blocked[i]) || errors.As(err, &broken[i]) || errors.As(err, &misnamed[i]) {
				return nil
			}
			results[i] = done
			return err
		})
	}
	err := group.Wait()
	for i, p := range ready {
		switch {
		case blocked[i] != nil:
			report.block(p.site, blocked[i])
		case broken[i] != nil:
			report.broken(p.site, b.Options.Themes, broken[i])
		case misnamed[i] != nil:
			report.hold(p.site, p.site.Problem(diag.Error, "", misnamed[i].Error(), "give the entry a shorter or plainer name"))
		case results[i].Name != "":
			report.Sites = append(report.Sites, results[i])
		}
	}
	return err
}

// writeSite writes one site, or finds that nothing it is made of has changed.
func (b *Builder) writeSite(ctx context.Context, p *plan, fill filler, steps *steps, workers int) (SiteReport, error) {
	name, start := p.site.Name(), SiteReport{Name: p.site.Name(), Pages: len(p.laid.Outlines())}
	sink := b.Options.Sink
	known, remembers := sink.(keyed)
	if remembers {
		if start.Outcome, start.Current = known.Current(name, p.key); start.Current {
			steps.add(start.Pages)
			return start, nil
		}
	}
	var into output.SiteSink
	var err error
	if remembers {
		into, err = known.Keyed(name, p.key)
	} else {
		into, err = sink.Site(name)
	}
	if err != nil {
		return SiteReport{}, err
	}
	if err := fill(ctx, p, into, steps, workers); err != nil {
		return SiteReport{}, errors.Join(err, into.Discard())
	}
	if start.Outcome, err = into.Commit(); err != nil {
		return SiteReport{}, err
	}
	return start, nil
}

// files puts everything a site consists of: the pages, what they show and load, the indexes, and last the lists of what
// a device may keep of all that.
func (b *Builder) files(ctx context.Context, p *plan, into output.SiteSink, steps *steps, workers int) error {
	into = noting(into, p.laid.Keeping())
	if err := b.pages(ctx, p, into, steps, workers); err != nil {
		return err
	}
	if err := extras(ctx, p.laid, into, workers); err != nil {
		return err
	}
	if err := b.index(ctx, p, into); err != nil {
		return err
	}
	return keep(into)
}

func (b *Builder) pages(ctx context.Context, p *plan, into output.SiteSink, steps *steps, workers int) error {
	laid := p.laid
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for chunk := range slices.Chunk(laid.Outlines(), pagesAtOnce) {
		group.Go(func() error {
			var page bytes.Buffer
			for _, outline := range chunk {
				if err := ctx.Err(); err != nil {
					return err
				}
				page.Reset()
				if err := laid.Write(&page, outline); err != nil {
					return &LayoutError{laid.Name(), outline.Address, err}
				}
				if err := into.Put(site.File(outline.Address), page.Bytes()); err != nil {
					return err
				}
			}
			steps.add(len(chunk))
			return nil
		})
	}
	return group.Wait()
}

// extras puts the files of a site that are no pages.
func extras(ctx context.Context, laid *site.Site, into output.SiteSink, workers int) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	put := func(file site.Extra) error { return into.Put(file.Path, file.Bytes) }
	for chunk := range slices.Chunk(laid.Extras(), pagesAtOnce) {
		group.Go(func() error {
			for _, made := range chunk {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := made(put); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// retirer is a sink that can take down sites which no longer exist.
type retirer interface {
	Retire(keep []string) ([]string, error)
}

// finish writes what lies beside the sites and takes down sites that the content no longer has, or has as drafts. A
// build of chosen sites leaves both alone. Nothing is taken down while there is a single error: a renamed folder or a
// broken settings file must never look like a school that left.
func (b *Builder) finish(lib *library.Library, sites []*library.Site, report *Report) error {
	if len(b.Options.Sites) > 0 || (len(report.Held) > 0 && b.Options.AllOrNothing) {
		return nil
	}
	into, err := b.Options.Sink.Site("")
	if err != nil {
		return err
	}
	if err := into.Put("index.html", overview(lib, sites, b.Options.Links)); err != nil {
		return errors.Join(err, into.Discard())
	}
	var blocked *output.BlockedError
	if _, err := into.Commit(); errors.As(err, &blocked) {
		report.add(diag.Problem{Severity: diag.Warning, Place: diag.Place{File: "public/index.html"}, Text: blocked.Error()})
	} else if err != nil {
		return err
	}
	if old, ok := b.Options.Sink.(retirer); ok && report.OK() {
		keep := []string{""}
		for _, s := range sites {
			keep = append(keep, s.Name())
		}
		report.Retired, err = old.Retire(keep)
	}
	return err
}

// steps counts pages for a progress bar.
type steps struct {
	done, all atomic.Int64
	tell      func(done, all int)
}

func (s *steps) add(n int) {
	if done := s.done.Add(int64(n)); s.tell != nil {
		s.tell(int(done), int(s.all.Load()))
	}
}
