package generator

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/golang-sql/civil"
	"golang.org/x/sync/errgroup"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/site"
	"wellshelf/generator/theme"
)

// plan is one site on its way to being written.
type plan struct {
	site  *library.Site
	shelf *library.Shelf
	laid  *site.Site     // nil when its theme cannot be used
	key   string         // stands for everything the site is made of
	found []diag.Problem // on the way here
}

// problems are the mistakes that were found on the way here, and those that its pages would have.
func (p *plan) problems() []diag.Problem {
	all := slices.Clone(p.found)
	if p.laid != nil {
		all = append(all, p.laid.Problems()...)
	}
	return inContent(all)
}

// UnknownSiteError means that a site was asked for which the content does not have.
type UnknownSiteError struct{ Name, Hint string }

func (e *UnknownSiteError) Error() string { return fmt.Sprintf("there is no site %q", e.Name) }

// DraftSiteError means that a site was asked for which is a draft, in a build without drafts.
type DraftSiteError struct{ Name string }

func (e *DraftSiteError) Error() string { return e.Name + " is a draft; --drafts builds it" }

// choose returns the sites to build: all but drafts, or those asked for.
func (b *Builder) choose(lib *library.Library) ([]*library.Site, error) {
	var sites []*library.Site
	if len(b.Options.Sites) == 0 {
		for _, s := range lib.Sites {
			if !s.Settings.Flag("draft") || b.Options.Drafts {
				sites = append(sites, s)
			}
		}
		return sites, nil
	}
	for _, name := range b.Options.Sites {
		s, err := FindSite(lib, name)
		if err != nil {
			return nil, err
		}
		if s.Settings.Flag("draft") && !b.Options.Drafts {
			return nil, &DraftSiteError{s.Name()}
		}
		if !slices.Contains(sites, s) {
			sites = append(sites, s)
		}
	}
	return sites, nil
}

// FindSite returns the site of that name. The error is an [*UnknownSiteError].
func FindSite(lib *library.Library, name string) (*library.Site, error) {
	name = strings.Trim(name, "/")
	if s := lib.Site(name); s != nil {
		return s, nil
	}
	var names []string
	for _, s := range lib.Sites {
		names = append(names, s.Name())
	}
	return nil, &UnknownSiteError{Name: name, Hint: diag.DidYouMean(name, names, "sites are named area/site, as their folders are: "+strings.Join(names, ", "))}
}

// lay lays out the sites, in parallel.
func (b *Builder) lay(ctx context.Context, lib *library.Library, sites []*library.Site, themes *Themes) ([]*plan, []diag.Problem, error) {
	plans := make([]*plan, len(sites))
	found := make([][]diag.Problem, len(sites))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(b.Options.Jobs, 1))
	for i, s := range sites {
		group.Go(func() error {
			plans[i] = b.layOne(lib, s, b.view(lib), themes)
			plans[i].key = b.key(lib, plans[i], themes)
			found[i] = plans[i].problems()
			return ctx.Err()
		})
	}
	err := group.Wait() // before the problems are gathered: an argument would be evaluated too early
	return plans, slices.Concat(found...), err
}

// layOne lays out one site. Of its pages nothing is checked yet.
func (b *Builder) layOne(lib *library.Library, s *library.Site, view library.View, themes *Themes) *plan {
	shelf, problems := lib.Shelf(s, view)
	p := &plan{site: s, shelf: shelf, found: problems}
	used := themes.of(s)
	if used.theme == nil {
		return p
	}
	look, found := used.theme.Look(tokens(s))
	p.found = append(p.found, found...)
	in := site.Input{
		Shelf: shelf, Library: lib, Theme: used.theme, Look: look, Voices: used.voices(site.Languages(lib, s)),
		Phrases: b.analyst.Phrases(shelf.Of("crisis")), Pictures: b.pictures,
	}
	p.laid = site.Lay(in, site.Options{Links: b.Options.Links, View: view})
	return p
}

// inContent says of problems that their files lie in the content folder, which the packages below do not know.
func inContent(problems []diag.Problem) []diag.Problem {
	for i := range problems {
		problems[i].Place.File = "content/" + problems[i].Place.File
	}
	return problems
}

// view is from where this build looks at the library.
func (b *Builder) view(lib *library.Library) library.View {
	today := b.Options.Today
	if !today.IsValid() {
		today = civil.DateOf(b.Options.Now.In(lib.Zone))
	}
	return library.View{Today: today, Drafts: b.Options.Drafts, Staff: b.Options.Staff}
}

// key stands for everything a site's bytes depend on. Equal keys mean equal bytes; "" equals none.
func (b *Builder) key(lib *library.Library, p *plan, themes *Themes) string {
	shelf, t := p.shelf, themes.of(p.site).theme
	if b.Options.Program == "" || t == nil {
		return ""
	}
	h := sha256.New()
	view, logo := b.view(lib), shelf.Site.Settings.Logo()
	picture, _ := lib.Asset(logo)
	fmt.Fprintf(h, "%s\n%s\n%v %v %v\n%s\n%s\n%q %x\n", b.Options.Program, view.Today, view.Drafts, view.Staff, b.Options.Links, t.Digest(), shelf.Digest(), logo, picture)
	for _, s := range lib.Sites { // case studies name other areas
		fmt.Fprintf(h, "%q %q\n", s.Area, s.AreaName)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// tokens are the values a site's settings give to tokens of its theme.
func tokens(s *library.Site) []theme.Token {
	var list []theme.Token
	for _, v := range s.Settings.Group("tokens") {
		file := s.Settings.Files["tokens."+v.Field.Name]
		list = append(list, theme.Token{
			Name: v.Field.Name, Value: v.Text, Reach: s.Reach(), Snippet: s.Settings.Line(file, v.Line),
			Place: diag.Place{File: file, Line: v.Line, Column: v.Col, Length: v.Len},
		})
	}
	return list
}
