package check

import (
	"fmt"
	"path"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// unusedPictures finds pictures and documents that no entry and no setting shows.
func unusedPictures(l *library.Library) (problems []diag.Problem) {
	used := map[string]bool{}
	for _, e := range l.Entries {
		for _, file := range e.Pictures() {
			used[file] = true
		}
	}
	for _, site := range l.Sites {
		used[site.Settings.Logo()] = true
		for _, words := range site.Settings.About.Bodies {
			for _, file := range words.Within() {
				used[file] = true
			}
		}
	}
	for _, file := range l.Assets() {
		if !used[file] {
			problems = append(problems, diag.Problem{
				Rule: unusedPicture, Severity: diag.Warning, Reach: reachOf(file), Place: diag.Place{File: file},
				Text: fmt.Sprintf("no entry shows %s", path.Base(file)), Hint: "show it in the entry beside it, or delete it",
			})
		}
	}
	return problems
}

// unusedWords finds words of the glossary that no text uses.
func unusedWords(c *knowledge, used map[int]bool) (problems []diag.Problem) {
	for number, e := range c.hardOf {
		if used[number] || e.Fields.Flag("draft") {
			continue
		}
		title := e.Fields.Get("title")
		p := e.Problem(diag.Warning, title, fmt.Sprintf("no text uses %q", e.Fields.Text("title")), "add the forms that texts use under also, or delete the entry")
		p.Rule = unusedWord
		problems = append(problems, p)
	}
	return problems
}
