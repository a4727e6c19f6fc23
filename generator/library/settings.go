package library

import (
	"bytes"
	"fmt"
	"path"
	"slices"

	"wellshelf/generator/diag"
)

// Settings are what a network, an area or a site says about itself, after the nearest has won field by field.
// Lists replace; tokens are won one by one; hide, crisis_floor and sign_off add up downward.
type Settings struct {
	Fields
	Files  map[string]string // the file each field came from; tokens by "tokens.NAME"
	About  *Version          // what the files say below their fields: the nearest first
	source map[string][]byte // by file, for snippets
}

// Site is one school or library of a council area: what is built.
type Site struct {
	Area     string
	Slug     string
	Library  bool   // a public library rather than a school
	File     string // its settings file
	Settings Settings
	AreaName string // the area's own name
	Network  string // the network's name
	levels   []level
}

// level is one settings file as stated, for what has to be asked level by level.
type level struct {
	scope  Scope
	fields Fields
	file   string
	source []byte
	words  *Entry // what the file says below its fields; nil when it says nothing
}

// Level is one settings file as stated, and the scope that it is about.
type Level struct {
	Scope  Scope
	File   string
	Fields Fields
}

// Levels are all settings files of areas and sites that are built, and the network's, from the widest scope to the
// narrowest.
func (l *Library) Levels() []Level {
	var all []Level
	for _, one := range l.levels() {
		all = append(all, Level{one.scope, one.file, one.fields})
	}
	slices.SortStableFunc(all, func(a, b Level) int { return a.Scope.Level() - b.Scope.Level() })
	return all
}

// Name is area/site, the site's name everywhere outside its own pages.
func (s *Site) Name() string { return s.Area + "/" + s.Slug }

// Scope is the site's own shelf.
func (s *Site) Scope() Scope { return Scope{s.Area, s.Slug} }

// Reach is this site alone.
func (s *Site) Reach() diag.Reach { return s.Scope().Reach() }

// Problem is a problem that reaches this site alone, at the setting of that name.
func (s *Site) Problem(severity diag.Severity, setting, text, hint string) diag.Problem {
	p := diag.Problem{Severity: severity, Reach: s.Reach(), Place: diag.Place{File: s.File}, Text: text, Hint: hint}
	if v := s.Settings.Get(setting); v != nil {
		file := s.Settings.Files[setting]
		p.Place = diag.Place{File: file, Line: v.Line, Column: v.Col, Length: v.Len}
		p.Snippet = diag.Line(s.Settings.source[file], v.Line)
	}
	return p
}

// Logo is the path of the logo below the content folder, or "".
func (s *Settings) Logo() string {
	name := s.Text("logo")
	if name == "" {
		return ""
	}
	return path.Join(path.Dir(s.Files["logo"]), name)
}

// Line returns a line of a settings file, as a snippet.
func (s *Settings) Line(file string, n int) string { return diag.Line(s.source[file], n) }

var adding = []string{"hide", "crisis_floor", "sign_off"}

// merge lays the levels over one another, network first.
func merge(levels []level) Settings {
	merged := Settings{About: &Version{}, Files: map[string]string{}, source: map[string][]byte{}}
	for _, l := range levels {
		merged.source[l.file] = l.source
		if l.words != nil {
			merged.About.Bodies = append([]*Entry{l.words}, merged.About.Bodies...)
		}
		if l.fields.Get("name") != nil { // whoever has another name is not called by the short one of those above
			merged.Fields = slices.DeleteFunc(merged.Fields, func(v Value) bool { return v.Field.Name == "short_name" })
		}
		for _, v := range l.fields {
			merged.lay(v, l.file)
		}
	}
	return merged
}

func (s *Settings) lay(v Value, file string) {
	name := v.Field.Name
	above := s.Get(name)
	switch {
	case name == "tokens":
		for _, token := range v.Group {
			s.Files["tokens."+token.Field.Name] = file
		}
		if above != nil {
			v.Group = overlay(above.Group, v.Group)
		}
	case above != nil && slices.Contains(adding, name):
		v.List = append(slices.Clone(above.List), v.List...)
	}
	s.Files[name] = file
	s.Fields = overlay(s.Fields, Fields{v})
}

// overlay returns base with the fields of top replacing those of the same name, and the others of top after them.
func overlay(base, top Fields) Fields {
	merged := slices.Clone(base)
	for _, v := range top {
		if at := slices.IndexFunc(merged, func(b Value) bool { return b.Field.Name == v.Field.Name }); at >= 0 {
			merged[at] = v
		} else {
			merged = append(merged, v)
		}
	}
	return merged
}

// only says which settings belong to which levels; what is not named here may stand on any.
var only = map[string][]string{
	"time_zone": {"network"}, "gss": {"area"}, "stages": {"school"}, "draft": {"school", "library"},
	"people": {"area", "school", "library"},
}

// readSettings decodes one settings file.
func (f settingsFile) readSettings() (level, []diag.Problem) {
	s, ok := newSource(f.file, f.scope.Reach(), f.raw)
	if !ok {
		return level{scope: f.scope, file: f.file}, s.problems
	}
	fields := s.decode(settingsFields)
	for i := range fields {
		v := &fields[i]
		if levels := only[v.Field.Name]; levels != nil && !slices.Contains(levels, f.level) {
			s.wrong(v, fmt.Sprintf("%q does not belong in %s", v.Field.Name, path.Base(f.file)), "it belongs in "+listed(settingsNames(levels)))
		}
		if v.Field.Name == "holidays" {
			for holiday := range fields.Groups("holidays") {
				inOrder(holiday, "from", "until", s.wrongWith)
			}
		}
	}
	if fields != nil && fields.Get("name") == nil && !states(string(s.front), "name", settingsFields) {
		s.at(1, 1, 3, fmt.Sprintf("%s needs \"name\"", path.Base(f.file)), "the name of the network, the area, the school or the library")
	}
	one := level{scope: f.scope, fields: fields, file: f.file, source: s.text}
	if len(bytes.TrimSpace(s.body)) == 0 {
		return one, s.problems
	}
	below, problems := readPassage(s.passage(f.level + "-"))
	one.words = &Entry{Scope: f.scope, File: f.file, words: below, source: s.text}
	return one, append(s.problems, problems...)
}

func settingsNames(levels []string) []string {
	names := make([]string, len(levels))
	for i, l := range levels {
		names[i] = l + ".md"
	}
	return names
}
