package review

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wellshelf/generator"
	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Input is two states of a project: content and themes as they were, and as they are to be.
type Input struct {
	Options    generator.Options // day, sites and how much to do at once; its folders are set by Compare
	Base, Head fs.FS             // the content of either
	Themes     fs.FS             // those of the head, for both
	Changed    []string          // files below the content folder that differ
	From, To   State
}

// Compare finds what a change means for readers. The error is for what cannot be read.
func Compare(ctx context.Context, in Input) (*Pack, error) {
	in.Options.Themes = in.Themes
	b := &generator.Builder{Options: in.Options}
	was, is, err := b.ReadPair(ctx, in.Base, in.Head, in.Changed)
	if err != nil {
		return nil, err
	}
	c := &comparison{Input: in, was: was, is: is, grouped: map[string]*Change{}}
	for _, name := range c.siteNames() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.site(name)
	}
	pack := &Pack{Version: 1, Base: in.From, Head: in.To, Today: is.View.Today, Changes: c.changes}
	c.complete(pack)
	if err := c.render(ctx, pack); err != nil {
		return nil, err
	}
	pack.Totals = totals(pack.Changes)
	return pack, nil
}

// comparison is a comparison on its way.
type comparison struct {
	Input
	was, is *generator.Reading
	grouped map[string]*Change // by what is changed, so that many sites make one change
	changes []*Change
}

// siteNames are the sites of either state that were asked for, in order.
func (c *comparison) siteNames() []string {
	var names []string
	for _, s := range slices.Concat(c.was.Sites, c.is.Sites) {
		asked := len(c.Options.Sites) == 0 || slices.Contains(c.Options.Sites, s.Name())
		if asked && !s.Settings.Flag("draft") && !slices.Contains(names, s.Name()) {
			names = append(names, s.Name())
		}
	}
	slices.Sort(names)
	return names
}

// ids are the entries that the change may concern on a site: those whose files differ, or all when settings do.
func (c *comparison) ids(was, is *library.Site) []library.ID {
	var ids []library.ID
	add := func(id library.ID) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	everything := was == nil || is == nil
	for _, file := range c.Changed {
		if base := path.Base(file); base == "network.md" || base == "area.md" || base == "school.md" || base == "library.md" {
			everything = everything || c.concerns(file, was, is)
			continue
		}
		if id, ok := idOf(file); ok {
			add(id)
		}
	}
	if !everything && len(c.Changed) > 0 {
		return ids
	}
	seen := map[library.ID]bool{}
	ids = nil
	for _, lib := range []*library.Library{c.was.Library, c.is.Library} {
		for _, e := range lib.Entries {
			if !seen[e.ID] {
				seen[e.ID] = true
				ids = append(ids, e.ID)
			}
		}
	}
	return ids
}

// concerns reports whether a settings file has a say on a site.
func (c *comparison) concerns(file string, sites ...*library.Site) bool {
	return slices.ContainsFunc(sites, func(s *library.Site) bool {
		return s != nil && (file == "network.md" || file == s.File || file == "areas/"+s.Area+"/area.md")
	})
}

// idOf is the entry that a file is about: its own, a record of its sign-offs, or a text kept with those.
func idOf(file string) (library.ID, bool) {
	rest, signed := strings.CutPrefix(file, "signoffs/")
	parts := strings.Split(rest, "/")
	for i, folder := range parts[:len(parts)-1] {
		if library.KindOf(folder) != nil {
			slug, _, _ := strings.Cut(parts[i+1], ".")
			return library.ID{Folder: folder, Slug: slug}, true
		}
	}
	return library.ID{}, signed && false
}

// site finds what changes on one site.
func (c *comparison) site(name string) {
	was, is := c.was.Library.Site(name), c.is.Library.Site(name)
	waiting := c.is.View
	waiting.Waiting = true
	written := c.was.View
	written.Waiting = true
	for _, id := range c.ids(was, is) {
		before, now, after := item(c.was.Library, was, id, c.was.View), item(c.is.Library, is, id, c.is.View), item(c.is.Library, is, id, waiting)
		earlier := item(c.was.Library, was, id, written)
		plain := 0 // how many changes there were before the plain text's
		for _, f := range forms(before, now, after) {
			v := [4]*library.Version{form(before, f), form(now, f), form(after, f), form(earlier, f)}
			if f != (library.Form{}) && plain > 0 && follows(v) {
				continue // what is said of the plain text says enough
			}
			if c.version(name, id, f, v) && f == (library.Form{}) {
				plain++
			}
		}
	}
}

// follows reports whether a translation or variant changes only with the plain text: in what it inherits, or by going
// where that goes.
func follows(v [4]*library.Version) bool {
	before, after := v[0], v[2]
	if before == nil || after == nil {
		return after == nil
	}
	return slices.EqualFunc(before.Layers, after.Layers, func(a, b *library.Entry) bool { return a.Digest == b.Digest })
}

func item(l *library.Library, s *library.Site, id library.ID, view library.View) *library.Item {
	if s == nil {
		return nil
	}
	return l.Item(s, id, view)
}

// forms are the languages and variants of any of the items, the plain text first.
func forms(items ...*library.Item) []library.Form {
	var list []library.Form
	for _, i := range items {
		if i == nil {
			continue
		}
		for _, v := range i.Versions {
			if !slices.Contains(list, v.Form) {
				list = append(list, v.Form)
			}
		}
	}
	return list
}

// version takes in one text of a site: what readers see before, what they see at once, what they will see when all is
// signed, and what was written before whether it was signed or not. It reports whether they differ.
func (c *comparison) version(site string, id library.ID, f library.Form, v [4]*library.Version) bool {
	before, now, after, earlier := v[0], v[1], v[2], v[3]
	atOnce := mark(before) != mark(now)
	if !atOnce && (mark(after) == mark(earlier) || mark(after) == mark(before)) {
		return false // what else waits was there before this change
	}
	if mark(now) == mark(after) || mark(after) == mark(earlier) {
		after = now
	}
	key := id.String() + "\x00" + f.Language + "\x00" + f.Variant + "\x00" + mark(before) + "\x00" + mark(now) + "\x00" + mark(after)
	if known := c.grouped[key]; known != nil {
		known.Sites = append(known.Sites, site)
		return true
	}
	made := &Change{Entry: named(id, f), Kind: library.KindOf(id.Folder).Name, Sites: []string{site}, AtOnce: mark(now) == mark(after)}
	made.What = c.what(id, before, after)
	last := after
	if last == nil {
		last = before
	}
	made.Title = last.Fields.Text("title")
	c.look(made, id, before, after, f)
	c.grouped[key] = made
	c.changes = append(c.changes, made)
	return true
}

func mark(v *library.Version) string {
	if v == nil {
		return ""
	}
	return v.Digest
}

func named(id library.ID, f library.Form) string {
	name := id.String()
	for _, part := range []string{f.Variant, f.Language} {
		if part != "" {
			name += "." + part
		}
	}
	return name
}

// what names the change.
func (c *comparison) what(id library.ID, before, after *library.Version) string {
	there := func(l *library.Library) bool {
		return slices.ContainsFunc(l.Entries, func(e *library.Entry) bool { return e.ID == id })
	}
	switch {
	case before != nil && after != nil:
		return Changed
	case before == nil && there(c.was.Library):
		return Shown
	case before == nil:
		return Added
	case there(c.is.Library):
		return Hidden
	}
	return Removed
}

// complete sorts the changes and adds what concerns no page.
func (c *comparison) complete(pack *Pack) {
	all := len(c.siteNames())
	order := []string{Removed, Hidden, Changed, Added, Shown}
	for _, one := range pack.Changes {
		one.All = len(one.Sites) == all
	}
	slices.SortStableFunc(pack.Changes, func(a, b *Change) int {
		if a.Floor != b.Floor {
			if a.Floor {
				return -1
			}
			return 1
		}
		if o := slices.Index(order, a.What) - slices.Index(order, b.What); o != 0 {
			return o
		}
		return strings.Compare(a.Entry+"\x00"+a.Sites[0], b.Entry+"\x00"+b.Sites[0])
	})
	for _, file := range c.Changed {
		if c.is.Library.File(file) == nil && c.was.Library.File(file) == nil {
			pack.Others = append(pack.Others, file)
		}
	}
	for _, p := range c.is.Problems {
		if p.Severity == diag.Error && !slices.ContainsFunc(c.was.Problems, func(o diag.Problem) bool { return o.Text == p.Text && o.Place.File == p.Place.File }) {
			pack.Mistake = append(pack.Mistake, p.Place.File+": "+p.Text)
		}
	}
}

// totals counts pages by kind.
func totals(changes []*Change) []Total {
	var list []Total
	for _, kind := range library.Kinds() {
		total, sites := Total{Kind: kind.Name}, map[string]bool{}
		for _, one := range changes {
			if one.Kind != kind.Name {
				continue
			}
			*map[string]*int{Added: &total.Added, Changed: &total.Changed, Removed: &total.Removed, Hidden: &total.Hidden, Shown: &total.Shown}[one.What]++
			for _, site := range one.Sites {
				sites[site] = true
			}
		}
		if total.Sites = len(sites); total.Sites > 0 {
			list = append(list, total)
		}
	}
	return list
}
