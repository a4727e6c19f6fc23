package generator

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"github.com/golang-sql/civil"

	"wellshelf/generator/check"
	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Check makes the pages of the sites for nobody and asks the rules of package check as well. The files beside the pages
// it leaves out: pictures were looked at when the sites were laid out, and indexes, cards and codes are made of what the
// pages showed already. Problems of rules never hold a site back; like all others they are in the report. A site of which
// an earlier check found that it is well, and that nothing has changed of, is not made again; that is remembered in
// o.Keep.
func (b *Builder) Check(ctx context.Context, o check.Options) (*Report, error) {
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
	well := openWell(o.Keep)
	in, rest := b.asked(lib, sites, themes, well, problems)
	plans, found, err := b.lay(ctx, lib, rest, themes)
	if err != nil {
		return nil, err
	}
	report := b.report(lib, plans, diag.Sort(append(problems, found...)))
	if err := b.write(ctx, plans, report, b.pages); err != nil {
		return report, err
	}
	b.store.Tidy(b.Options.Now)
	well.note(plans, found, report)
	well.recall(report)
	said, err := new(check.Checker).Check(ctx, in, o)
	if err != nil {
		return report, err
	}
	report.add(b.concerning(lib, withoutEchoes(inContent(said), report.Problems))...)
	report.Problems = onlyRules(report.Problems, o.Rules)
	well.close(o.Keep)
	b.reader.Save()
	return report, nil
}

// Readings ranks the entries by how hard they are to read, hardest first.
func (b *Builder) Readings(ctx context.Context) ([]check.Reading, error) {
	b.begin()
	lib, _, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, err
	}
	readings := check.Readings(lib)
	for i := range readings {
		readings[i].File = "content/" + readings[i].File
	}
	return readings, nil
}

// asked is what the rules look at, and the sites of which nothing is known yet, or of which something is wrong.
func (b *Builder) asked(lib *library.Library, sites []*library.Site, themes *Themes, well *wellSites, wrong []diag.Problem) (check.Input, []*library.Site) {
	in := check.Input{Library: lib, View: b.view(lib), Jobs: b.Options.Jobs, Whole: len(b.Options.Sites) == 0, Unchecked: themes.unchecked(sites, lib.Languages[1:])}
	var rest []*library.Site
	for _, s := range sites {
		shelf, problems := lib.Shelf(s, in.View)
		in.Shelves = append(in.Shelves, shelf)
		if len(problems) > 0 || diag.Holds(wrong, s.Area, s.Slug) || !well.knows(s, b.key(lib, &plan{site: s, shelf: shelf}, themes)) {
			rest = append(rest, s)
		}
	}
	return in, rest
}

// withoutEchoes leaves out what rules say of whole files in which something is wrong: that no site shows such a file needs
// no other reason.
func withoutEchoes(said, wrong []diag.Problem) []diag.Problem {
	broken := map[string]bool{}
	for _, p := range wrong {
		if p.Severity == diag.Error {
			broken[p.Place.File] = true
		}
	}
	return slices.DeleteFunc(said, func(p diag.Problem) bool { return p.Place.Line == 0 && broken[p.Place.File] })
}

// onlyRules leaves the problems of the rules that were asked for, and errors that hold sites back whatever was asked.
func onlyRules(problems []diag.Problem, rules []string) []diag.Problem {
	if len(rules) == 0 {
		return problems
	}
	return slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Rule == "" && p.Severity == diag.Warning })
}

// wellSites remembers which sites were well, by their keys: what is made of the same things is well again.
type wellSites struct {
	Sites map[string]wellSite // by key
	today []wellSite          // of this check
	names []string
	keys  map[string]string // of this check, by site
	news  bool
}

// wellSite is what a report says of a site.
type wellSite struct {
	Pages int
	Next  civil.Date // on which it changes by itself; may be none
}

// wellName is the file, with the version of its form.
const wellName = "well-1.json"

// mostWell is how many sites are remembered before those that were not seen are forgotten.
const mostWell = 1000

// openWell reads what is remembered in a folder. What cannot be read is not remembered.
func openWell(folder string) *wellSites {
	w := &wellSites{keys: map[string]string{}}
	if folder != "" {
		if text, err := os.ReadFile(filepath.Join(folder, wellName)); err == nil {
			_ = json.Unmarshal(text, w)
		}
	}
	if w.Sites == nil {
		w.Sites = map[string]wellSite{}
	}
	return w
}

// knows reports whether the site was well when it had that key, and takes note of both.
func (w *wellSites) knows(s *library.Site, key string) bool {
	w.keys[s.Name()] = key
	known, well := w.Sites[key]
	if key == "" || !well {
		return false
	}
	w.today, w.names = append(w.today, known), append(w.names, s.Name())
	return true
}

// note remembers the sites that were made and have no problem at all.
func (w *wellSites) note(plans []*plan, found []diag.Problem, report *Report) {
	for _, p := range plans {
		key, name := w.keys[p.site.Name()], p.site.Name()
		reaches := func(problem diag.Problem) bool { return problem.Reach.Covers(p.site.Area, p.site.Slug) }
		if key == "" || p.laid == nil || slices.ContainsFunc(found, reaches) || slices.Contains(report.Held, name) {
			continue
		}
		one := wellSite{Pages: len(p.laid.Outlines())}
		if turns := p.laid.Turns(); len(turns) > 0 {
			one.Next = turns[0]
		}
		w.Sites[key], w.news = one, true
	}
}

// recall adds the sites that were not made to the report.
func (w *wellSites) recall(r *Report) {
	r.Chosen += len(w.names)
	for i, one := range w.today {
		r.Sites = append(r.Sites, SiteReport{Name: w.names[i], Pages: one.Pages, Current: true})
		if one.Next.IsValid() && (!r.Next.IsValid() || one.Next.Before(r.Next)) {
			r.Next = one.Next
		}
	}
}

// close writes what is remembered, whole or not at all. A folder that cannot be written to is no reason to fail.
func (w *wellSites) close(folder string) {
	if folder == "" || !w.news || os.MkdirAll(folder, 0o755) != nil {
		return
	}
	if len(w.Sites) > mostWell {
		seen := map[string]wellSite{}
		for _, key := range w.keys {
			if one, well := w.Sites[key]; well {
				seen[key] = one
			}
		}
		w.Sites = seen
	}
	text, err := json.Marshal(w)
	if err != nil {
		panic("wellshelf: internal error: sites that are well: " + err.Error())
	}
	file, err := os.CreateTemp(folder, wellName+"-*")
	if err != nil {
		return
	}
	_, wrote := file.Write(text)
	if file.Close() != nil || wrote != nil || os.Rename(file.Name(), filepath.Join(folder, wellName)) != nil {
		_ = os.Remove(file.Name())
	}
}
