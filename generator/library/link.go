package library

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/markdown"
)

// links finds the links, pictures and documents of a body that lead to a file that exists nowhere. Whether a site
// shows what a link leads to is for each site to ask.
func (l *Library) links(e *Entry) (problems []diag.Problem) {
	problems = l.pictured(e)
	if e.words == nil || !slices.ContainsFunc(e.words.asks, func(a ask) bool { return l.lacks(e, a) }) {
		return problems
	}
	for _, segment := range e.Body().Segments {
		slot := segment.Slot
		if slot == nil {
			continue
		}
		if !l.lacks(e, ask{slot.Kind, slot.Target}) {
			continue
		}
		if file := e.Beside(slot.Target); slot.Kind == markdown.EntryLink && l.unread(file) {
			l.holdBack(e.File, file)
			continue
		}
		var hint string
		if slot.Kind == markdown.EntryLink {
			hint = l.nearFile(slot.Target, e.Beside(slot.Target))
		} else {
			hint = diag.DidYouMean(path.Base(slot.Target), l.assetsBeside(e), "put it beside this entry")
		}
		problems = append(problems, diag.Problem{
			Reach: e.Scope.Reach(), Place: slot.Place, Snippet: slot.Snippet, Text: fmt.Sprintf("there is no file %q", slot.Target), Hint: hint,
		})
	}
	return problems
}

// lacks reports whether a body asks for a file that does not exist.
func (l *Library) lacks(e *Entry, a ask) bool {
	if a.kind == markdown.EntryLink {
		return l.File(e.Beside(a.target)) == nil
	}
	_, found := l.assets[e.Beside(a.target)]
	return !found && asksForFile(a.kind)
}

// pictured finds that the picture above the words of an entry is no file.
func (l *Library) pictured(e *Entry) []diag.Problem {
	file := e.Fields.Group("picture").Get("file")
	if file == nil {
		return nil
	}
	if _, found := l.assets[e.Beside(file.Text)]; found {
		return nil
	}
	hint := diag.DidYouMean(path.Base(file.Text), l.assetsBeside(e), "put it beside this entry")
	return []diag.Problem{e.Problem(diag.Error, file, fmt.Sprintf("there is no file %q", file.Text), hint)}
}

// nearFile suggests the file a link most likely means: one of that name on the shelf above all, or of a similar name.
func (l *Library) nearFile(target, file string) string {
	name, folder := path.Base(target), path.Base(path.Dir(file))
	if national := l.File("national/" + folder + "/" + name); national != nil {
		return fmt.Sprintf("did you mean \"/content/%s\"?", national.File)
	}
	if near := diag.Nearest(strings.TrimSuffix(name, ".md"), l.slugs(folder)); near != "" {
		return fmt.Sprintf("did you mean \"%s.md\"?", near)
	}
	return "link to a file that exists, relative to this one"
}
