package library

import (
	"fmt"
	"path"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/markdown"
)

// links finds the links, pictures and documents of a body that lead to a file that exists nowhere. Whether a site
// shows what a link leads to is for each site to ask.
func (l *Library) links(e *Entry) (problems []diag.Problem) {
	problems = l.pictured(e)
	if e.Body == nil {
		return problems
	}
	for _, segment := range e.Body.Segments {
		slot := segment.Slot
		if slot == nil {
			continue
		}
		file, hint := e.Beside(slot.Target), ""
		switch slot.Kind {
		case markdown.Picture, markdown.Attachment:
			if _, found := l.assets[file]; found {
				continue
			}
			hint = diag.DidYouMean(path.Base(slot.Target), l.assetsBeside(e), "put it beside this entry")
		case markdown.EntryLink:
			if l.File(file) != nil {
				continue
			}
			hint = l.nearFile(slot.Target, file)
		default:
			continue
		}
		problems = append(problems, diag.Problem{
			Reach: e.Scope.Reach(), Place: slot.Place, Snippet: slot.Snippet, Text: fmt.Sprintf("there is no file %q", slot.Target), Hint: hint,
		})
	}
	return problems
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
