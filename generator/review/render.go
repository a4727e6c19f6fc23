package review

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wellshelf/generator"
	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// render reads the pages of every change as readers of one of its sites see them, before and after. A site is laid out
// once for either state, and the one that shows most of the changes is asked first.
func (c *comparison) render(ctx context.Context, pack *Pack) error {
	after := c.is.View
	after.Waiting = true
	for _, name := range c.busiest(pack.Changes) {
		var mine []*Change
		for _, one := range pack.Changes {
			if one.before.blocks == nil && one.after.blocks == nil && slices.Contains(one.Sites, name) {
				mine = append(mine, one)
			}
		}
		if len(mine) == 0 || ctx.Err() != nil {
			continue
		}
		was, err := c.lay(c.Base, c.was, c.was.View, name)
		if err != nil {
			return err
		}
		is, err := c.lay(c.Head, c.is, after, name)
		if err != nil {
			return err
		}
		for _, one := range mine {
			one.before, one.after = pageOf(was, one.Entry), pageOf(is, one.Entry)
			one.Address = one.after.address
			if one.before.address != "" && is != nil {
				if _, found := is.Find(one.before.address); !found {
					one.Gone = one.before.address
				}
			}
		}
	}
	return ctx.Err()
}

// busiest are the sites, that of most changes first.
func (c *comparison) busiest(changes []*Change) []string {
	count := map[string]int{}
	var names []string
	for _, one := range changes {
		for _, name := range one.Sites {
			if count[name] == 0 {
				names = append(names, name)
			}
			count[name]++
		}
	}
	slices.Sort(names)
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	return names
}

// lay lays out a site of a state; nil where the state has none of that name.
func (c *comparison) lay(content fs.FS, of *generator.Reading, view library.View, name string) (*site.Site, error) {
	s := of.Library.Site(name)
	if s == nil {
		return nil, nil
	}
	options := c.Options
	options.Content = content
	return (&generator.Builder{Options: options}).Lay(of.Library, view, s)
}

// pageOf is what readers of a site see of an entry, without what stands on every page.
func pageOf(laid *site.Site, entry string) page {
	if laid == nil {
		return page{}
	}
	folder, name := path.Split(entry)
	parts := strings.Split(name, ".")
	id := library.ID{Folder: strings.TrimSuffix(folder, "/"), Slug: parts[0]}
	var f library.Form
	for _, part := range parts[1:] {
		if slices.Contains(library.Variants, part) {
			f.Variant = part
		} else {
			f.Language = part
		}
	}
	address, found := laid.AddressOfForm(id, f)
	if !found {
		return page{}
	}
	outline, found := laid.Find(address)
	if !found {
		return page{}
	}
	text, err := laid.Render(outline)
	if err != nil {
		return page{address: address, blocks: []block{{text: "This page cannot be shown: " + err.Error()}}}
	}
	return page{address, blocksOf(text)}
}
