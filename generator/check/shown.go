package check

import (
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// noSites finds entries that no site shows, and says why one of the sites that could show them does not.
func noSites(in Input) (problems []diag.Problem) {
	shown := map[*library.Entry]bool{}
	for _, shelf := range in.Shelves {
		for _, item := range shelf.Items {
			for _, v := range item.Versions {
				for _, e := range v.Layers {
					shown[e] = true
				}
			}
		}
	}
	marked := map[shelfMark]*library.Entry(nil)
	for _, e := range in.Library.Entries {
		if shown[e] || e.Fields.Flag("draft") || e.Fields.Get("title") == nil {
			continue // of a text without a title it is told that it has none
		}
		if marked == nil {
			marked = marks(in.Library.Entries)
		}
		if forStaff(e, marked) && !in.View.Staff {
			continue
		}
		reason := ""
		for _, shelf := range in.Shelves {
			if site := shelf.Site; aboveOrBelow(e.Scope, site.Scope()) && reason == "" {
				reason = in.Library.WhyNot(site, e.ID, in.View)
				if shelf.Get(e.ID) != nil {
					reason = "another file takes its place, or it has no text of its own"
				}
			}
		}
		if reason == "" {
			continue // nobody could: that is told of its folder
		}
		p := e.Problem(diag.Warning, nil, "no site shows this", reason)
		p.Rule = noSite
		problems = append(problems, p)
	}
	return problems
}

// forStaff reports whether an entry, or what it belongs to, is for staff.
func forStaff(e *library.Entry, marked map[shelfMark]*library.Entry) bool {
	for _, scope := range []library.Scope{e.Scope, {Area: e.Scope.Area}, {}} {
		for _, form := range []library.Form{e.Form, {}} {
			if other := marked[shelfMark{e.ID, form, scope}]; other != nil && other.Fields.Get("audience") != nil {
				return other.Fields.Text("audience") == "staff"
			}
		}
	}
	return false
}

// listed are the kinds that menus, start pages and the page for help list. Whatever is of another kind needs something that leads to it.
var listed = []string{"topic", "book", "booklist", "event", "place", "story", "resource", "alert", "need", "helpline"}

// unreached finds pages to which no topic, text, field or setting of any site leads.
func unreached(in Input, links map[string][]string) (problems []diag.Problem) {
	led := leads(in, links)
	told := map[library.ID]bool{}
	for _, shelf := range in.Shelves {
		for _, item := range shelf.Items {
			v := item.Versions[0]
			f := v.Fields
			if item.Kind.NoPage || led[item.ID] || told[item.ID] || slices.Contains(listed, item.Kind.Name) ||
				f.Text("audience") == "staff" || f.Flag("menu") || len(f.Texts("topics")) > 0 || everySites[item.ID] {
				continue
			}
			told[item.ID] = true
			e := v.Layers[0]
			p := e.Problem(diag.Warning, nil, fmt.Sprintf("nothing leads to this but the list of all %s", item.Folder), "give it topics, or link to it where a reader would want it")
			p.Rule = unreachable
			problems = append(problems, p)
		}
	}
	return problems
}

// everySites are entries whose words stand on pages that every site has, with links at the foot of all.
var everySites = map[library.ID]bool{{Folder: "pages", Slug: "about"}: true, {Folder: "pages", Slug: "privacy"}: true, {Folder: "pages", Slug: "accessibility"}: true}

// leads are the entries that some shown entry or setting names.
func leads(in Input, links map[string][]string) map[library.ID]bool {
	led, seen := map[library.ID]bool{}, map[*library.Version]bool{}
	follow := func(v *library.Value) {
		if v.Field.Type == library.Ref {
			led[v.Target()] = true
		}
	}
	for _, shelf := range in.Shelves {
		settings := shelf.Site.Settings
		settings.Scalars(follow)
		for _, words := range settings.About.Bodies {
			for _, file := range linksOf(words) {
				led[idOf(file)] = true
			}
		}
		for _, item := range shelf.Items {
			for _, v := range item.Versions {
				if seen[v] {
					continue
				}
				seen[v] = true
				v.Fields.Scalars(follow)
				for _, e := range v.Bodies {
					for _, file := range links[e.File] {
						if id := idOf(file); id != item.ID {
							led[id] = true
						}
					}
				}
			}
		}
	}
	return led
}

// linksOf are the files that a body links to.
func linksOf(e *library.Entry) []string {
	_, body := e.Written()
	return resolved(e, newProse(body))
}

// resolved are the entries' files that links lead to, by path below the content folder.
func resolved(e *library.Entry, p *prose) (files []string) {
	for _, l := range p.links {
		target, _, _ := strings.Cut(l.target, "#")
		if strings.HasSuffix(target, ".md") {
			files = append(files, e.Beside(target))
		}
	}
	return files
}

// idOf is the entry to which a file belongs.
func idOf(file string) library.ID {
	parts := strings.Split(file, "/")
	if len(parts) < 2 {
		return library.ID{}
	}
	slug, _, _ := strings.Cut(parts[len(parts)-1], ".")
	return library.ID{Folder: parts[len(parts)-2], Slug: slug}
}

// reachOf is whom a file of the tree concerns, by where it lies.
func reachOf(file string) diag.Reach {
	parts := strings.Split(file, "/")
	switch {
	case len(parts) > 4 && parts[0] == "areas" && (parts[2] == "schools" || parts[2] == "libraries"):
		return diag.Reach{Area: parts[1], Site: parts[3]}
	case len(parts) > 2 && parts[0] == "areas":
		return diag.Reach{Area: parts[1]}
	}
	return diag.Reach{}
}
