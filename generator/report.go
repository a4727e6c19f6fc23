package generator

import (
	"slices"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/output"
)

// Report says what a build did.
type Report struct {
	Today    civil.Date
	Next     civil.Date // the next day on which a build would differ although nobody edits anything; may be none
	Chosen   int        // how many sites were to be built
	Sites    []SiteReport
	Held     []string // sites that an error reaches: they keep their last version
	Retired  []string // sites that the content no longer has, and that were taken down
	Problems []diag.Problem
}

// SiteReport says what became of one site.
type SiteReport struct {
	Name    string
	Pages   int
	Current bool // nothing it is made of had changed
	Outcome output.Outcome
}

// OK reports whether every site was built.
func (r *Report) OK() bool {
	errors, _ := diag.Count(r.Problems)
	return errors == 0
}

// report begins a report with what is known before writing.
func (b *Builder) report(lib *library.Library, plans []*plan, problems []diag.Problem) *Report {
	r := &Report{Today: b.view(lib).Today, Chosen: len(plans), Problems: b.concerning(lib, problems)}
	for _, p := range plans {
		if p.laid == nil || diag.Holds(r.Problems, p.site.Area, p.site.Slug) {
			r.Held = append(r.Held, p.site.Name())
		}
		if p.laid == nil {
			continue
		}
		for _, day := range p.laid.Turns() {
			if !r.Next.IsValid() || day.Before(r.Next) {
				r.Next = day
			}
		}
	}
	return r
}

// concerning leaves out what reaches none of the sites that were asked for: a build for one school must not fail for
// another's mistake.
func (b *Builder) concerning(lib *library.Library, problems []diag.Problem) []diag.Problem {
	if len(b.Options.Sites) == 0 {
		return problems
	}
	sites, _ := b.choose(lib) // chosen before without an error
	return slices.DeleteFunc(problems, func(p diag.Problem) bool {
		return !slices.ContainsFunc(sites, func(s *library.Site) bool { return p.Reach.Covers(s.Area, s.Slug) })
	})
}

// add takes one more problem.
func (r *Report) add(problems ...diag.Problem) {
	r.Problems = diag.Sort(append(r.Problems, problems...))
}

// hold notes why a site keeps its last version after all.
func (r *Report) hold(s *library.Site, problems ...diag.Problem) {
	r.Held = append(r.Held, s.Name())
	slices.Sort(r.Held)
	r.add(problems...)
}

// block notes that files of others are in a site's way.
func (r *Report) block(s *library.Site, blocked *output.BlockedError) {
	var problems []diag.Problem
	for _, path := range blocked.Paths {
		problems = append(problems, diag.Problem{
			Reach: s.Reach(), Place: diag.Place{File: "public/" + s.Name() + "/" + path},
			Text: "this file in the output folder was not written by wellshelf, or was changed since",
			Hint: "move it away, and build again",
		})
	}
	r.hold(s, problems...)
}

// Totals adds up what was done for all sites.
func (r *Report) Totals() (pages int, outcome output.Outcome) {
	for _, s := range r.Sites {
		pages += s.Pages
		outcome.Written += s.Outcome.Written
		outcome.Unchanged += s.Outcome.Unchanged
		outcome.Removed += s.Outcome.Removed
		outcome.Bytes += s.Outcome.Bytes
	}
	return pages, outcome
}
