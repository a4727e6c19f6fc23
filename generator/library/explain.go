package library

import (
	"fmt"
	"slices"
	"strings"
)

// Row is one line of an explanation: a name, what it is, and the file that said so.
type Row struct{ Name, Value, File string }

// ExplainSettings tells where each of a site's settings came from.
func (s *Site) ExplainSettings() []Row {
	var rows []Row
	for _, v := range s.Settings.Fields {
		if v.Field.Name == "tokens" {
			for _, token := range v.Group {
				rows = append(rows, Row{"tokens." + token.Field.Name, token.Text, s.Settings.Files["tokens."+token.Field.Name]})
			}
			continue
		}
		rows = append(rows, Row{v.Field.Name, v.Brief(), s.Settings.Files[v.Field.Name]})
	}
	return rows
}

// Brief is a value in one line.
func (v *Value) Brief() string {
	switch {
	case v.List != nil && v.Field.Type != Group:
		texts := make([]string, len(v.List))
		for i := range v.List {
			texts[i] = v.List[i].Text
		}
		return strings.Join(texts, ", ")
	case v.List != nil:
		if len(v.List) == 1 {
			return "1 item"
		}
		return fmt.Sprintf("%d items", len(v.List))
	case v.Field.Type == Group:
		texts := make([]string, len(v.Group))
		for i := range v.Group {
			texts[i] = v.Group[i].Field.Name + " " + v.Group[i].Brief()
		}
		return strings.Join(texts, ", ")
	}
	return strings.ReplaceAll(v.Text, "\n", " ")
}

// ExplainText tells which file won each field of a text, and whose words are its body.
func (t *Version) ExplainText() []Row {
	var rows []Row
	for i := range t.Fields {
		rows = append(rows, Row{t.Fields[i].Field.Name, t.Fields[i].Brief(), t.Origin[i].File})
	}
	for i, e := range t.Bodies {
		said := "the text"
		if i > 0 {
			said = "added below"
		}
		rows = append(rows, Row{"body", said, e.File})
	}
	return rows
}

// WhyNot tells why a site does not show an entry that some file describes; "" when no file does.
func (l *Library) WhyNot(site *Site, id ID, view View) string {
	files := slices.Concat(l.shelves[Scope{}][id], l.shelves[Scope{Area: site.Area}][id], l.shelves[site.Scope()][id])
	if len(files) == 0 {
		return ""
	}
	for _, level := range site.levels {
		for _, item := range level.fields.Get("hide").items() {
			if item.Target() == id {
				return "it is hidden by " + level.file
			}
		}
	}
	var ready []*Entry
	for _, e := range files {
		if shown, _ := l.showing(e, view, false); shown != nil {
			ready = append(ready, shown)
		}
	}
	item := l.plain.item(ready)
	if item == nil {
		plain := slices.IndexFunc(files, func(e *Entry) bool { return e.Form == (Form{}) })
		return l.whyUnready(files[max(plain, 0)], view)
	}
	if stages := site.Settings.Texts("stages"); !item.Versions[0].fits(stages) {
		return fmt.Sprintf("it is for %s, and the site has %s", strings.Join(item.Versions[0].Fields.Texts("stages"), ", "), strings.Join(stages, ", "))
	}
	if item.Versions[0].Fields.Text("audience") == "staff" && !view.Staff {
		return "it is for staff, and this is the profile for young people"
	}
	if until := item.Versions[0].Fields.Group("consent").Date("until"); until.IsValid() && view.Today.After(until) {
		return "the consent for it has ended"
	}
	return "the text it adapts is a draft or waits for sign-off: " + files[0].File
}
