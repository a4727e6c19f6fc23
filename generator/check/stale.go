package check

import (
	"fmt"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// StaleTranslations finds translations that are older than their source as some site shows it. Where a lower scope
// changed the source, only that scope's readers are behind.
func StaleTranslations(shelves []*library.Shelf) (problems []diag.Problem) {
	seen := map[*library.Version]bool{}
	for _, shelf := range shelves {
		for _, item := range shelf.Items {
			if len(item.Versions) == 1 {
				continue
			}
			for _, v := range item.Versions {
				source := item.Version(library.Form{Variant: v.Variant})
				if v.Language == "" || source == nil || seen[v] {
					continue
				}
				seen[v] = true
				if p, told := staleProblem(v, source); told {
					problems = append(problems, p)
				}
			}
		}
	}
	return problems
}

func staleProblem(v, source *library.Version) (diag.Problem, bool) {
	own, origin := stated(v, "updated")
	since := source.Fields.Text("updated")
	if own == nil || origin.Language != v.Language || own.Text >= since {
		return diag.Problem{}, false
	}
	_, changed := stated(source, "updated")
	p := origin.Problem(diag.Warning, own, fmt.Sprintf("this translation is of %s, and its source was changed on %s", own.Text, since),
		"compare it with content/"+changed.File+", then write the day here")
	p.Rule = staleTranslation
	if changed.Scope.Level() > origin.Scope.Level() {
		p.Reach = changed.Scope.Reach()
	}
	return p, true
}

// stated is a field of a version and the file that states it; nil when none does.
func stated(v *library.Version, name string) (*library.Value, *library.Entry) {
	for i := range v.Fields {
		if v.Fields[i].Field.Name == name {
			return &v.Fields[i], v.Origin[i]
		}
	}
	return nil, nil
}

// uncheckedLanguages tells, once for each language whose words no speaker has checked, how many safety texts it holds.
func uncheckedLanguages(l *library.Library, unchecked []string) (problems []diag.Problem) {
	languages := l.Network.Get("languages")
	floor := map[library.ID]bool{}
	for _, site := range l.Sites {
		if list := site.Settings.Get("crisis_floor"); list != nil {
			for i := range list.List {
				floor[list.List[i].Target()] = true
			}
		}
	}
	for _, tag := range unchecked {
		texts, first := 0, ""
		for _, e := range l.Entries {
			if e.Language == tag && floor[e.ID] {
				if texts++; first == "" {
					first = e.File
				}
			}
		}
		if texts == 0 || languages == nil {
			continue
		}
		p := diag.Problem{
			Rule: uncheckedWords, Severity: diag.Warning,
			Text: fmt.Sprintf("no speaker has checked the words in %q, and %s in it", tag, counted(texts, "safety text is", "safety texts are")),
			Hint: "ask a speaker to check them, beginning with content/" + first + "; until then, pages show the checked text as well",
		}
		file := l.Network.Files["languages"]
		p.Place.File = file
		for i := range languages.List {
			if v := &languages.List[i]; v.Text == tag {
				p.Place, p.Snippet = diag.Place{File: file, Line: v.Line, Column: v.Col, Length: v.Len}, l.Network.Line(file, v.Line)
			}
		}
		problems = append(problems, p)
	}
	return problems
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
