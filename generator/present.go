package generator

import (
	"context"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"wellshelf/generator/check"
	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// present is one state of everything that a [Live] shows. What is made of it is made once, when it is asked for.
type present struct {
	builder *Builder
	number  int
	lib     *library.Library
	read    []diag.Problem // found by reading, below the content folder
	themes  *Themes
	sites   []*liveSite

	mu      sync.Mutex
	ruled   []diag.Problem     // what the rules say
	stop    context.CancelFunc // ends settle
	settled chan struct{}      // closed when all is known, or when a newer state is there
}

func newPresent(b *Builder, lib *library.Library, read []diag.Problem, themes *Themes, sites []*library.Site) *present {
	p := &present{builder: b, lib: lib, read: read, themes: themes, settled: make(chan struct{})}
	for _, s := range sites {
		p.sites = append(p.sites, newLiveSite(p, s))
	}
	return p
}

// follow makes p the state after another. What p does not know yet of its mistakes is what that one knew: a list that is
// empty for a moment after every edit would help nobody.
func (p *present) follow(before *present) {
	p.number = before.number + 1
	before.mu.Lock()
	p.ruled = before.ruled
	before.mu.Unlock()
	found := map[string][]diag.Problem{}
	for _, one := range before.sites {
		one.mu.Lock()
		found[one.site.Name()] = one.found
		one.mu.Unlock()
	}
	for _, one := range p.sites {
		one.found = found[one.site.Name()]
	}
}

func (p *present) version() string { return strconv.Itoa(p.number) }

// site is the site of that name. The error is that of a build of it.
func (p *present) site(name string) (*liveSite, error) {
	s, err := FindSite(p.lib, name)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(p.sites, func(one *liveSite) bool { return one.site == s })
	if at < 0 {
		return nil, &DraftSiteError{s.Name()}
	}
	return p.sites[at], nil
}

// list are the sites as others see them.
func (p *present) list() []LiveSite {
	list := make([]LiveSite, len(p.sites))
	for i, one := range p.sites {
		s := one.site
		list[i] = LiveSite{
			Name: s.Name(), Title: s.Settings.Text("name"), Area: s.Area, AreaName: p.lib.AreaName(s.Area), Library: s.Library,
			Draft: s.Settings.Flag("draft"), Languages: site.Languages(p.lib, s),
		}
	}
	return list
}

// known is all that is known to be wrong so far.
func (p *present) known() []diag.Problem {
	p.mu.Lock()
	wrong, ruled := slices.Clone(p.read), slices.Clone(p.ruled)
	p.mu.Unlock()
	for _, one := range p.sites {
		wrong = append(wrong, one.known()...)
	}
	return diag.Sort(append(wrong, withoutEchoes(ruled, wrong)...))
}

// settle finds out all that is wrong, until a newer state is there: site by site, then what the rules say. Rubbish is
// collected then, while nobody waits, and not in the middle of the next save: of ten thousand entries that takes twice as
// long as the page of one of them.
func (p *present) settle(ctx context.Context, asked *rules) {
	defer close(p.settled)
	in := check.Input{Library: p.lib, View: p.builder.view(p.lib), Whole: len(p.builder.Options.Sites) == 0, Jobs: 1}
	var sites []*library.Site
	for _, one := range p.sites {
		if ctx.Err() != nil {
			return
		}
		in.Shelves = append(in.Shelves, one.look())
		sites = append(sites, one.site)
	}
	in.Unchecked = p.themes.unchecked(sites, p.lib.Languages[1:])
	if ctx.Err() != nil {
		return
	}
	ruled, err := asked.ask(ctx, in)
	if err != nil {
		return
	}
	p.mu.Lock()
	p.ruled = ruled
	p.mu.Unlock()
	p.builder.reader.Save()
	if ctx.Err() == nil {
		runtime.GC()
	}
}

// rules asks the rules of one state after another.
type rules struct {
	mu      sync.Mutex
	checker check.Checker
	last    check.Input
	said    []diag.Problem
}

// ask returns what the rules say. What only a theme changed, they need not be asked again. The error is
// that of ctx.
func (r *rules) ask(ctx context.Context, in check.Input) ([]diag.Problem, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last.Library != in.Library || !slices.Equal(r.last.Unchecked, in.Unchecked) {
		said, err := r.checker.Check(ctx, in, check.Options{})
		if err != nil {
			return nil, err
		}
		r.said, r.last = inContent(said), in
	}
	return r.said, nil
}
