package generator

import (
	"cmp"
	"io/fs"
	"slices"
	"sync"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/theme"
)

// Themes are the themes that sites use, each loaded once, when the first of them asks. They may be used from many
// goroutines.
type Themes struct {
	folder fs.FS
	mu     sync.Mutex
	loaded map[string]func() *dress // by name
}

// dress is a theme with its voices.
type dress struct {
	theme  *theme.Theme // nil for one that cannot be used
	found  []diag.Problem
	mu     sync.Mutex
	speaks map[string]*theme.Voice // by language
}

// defaultTheme is used where no setting names one.
const defaultTheme = "base"

func themeOf(s *library.Site) string { return cmp.Or(s.Settings.Text("theme"), defaultTheme) }

func newThemes(folder fs.FS) *Themes {
	return &Themes{folder: folder, loaded: map[string]func() *dress{}}
}

// named is the theme of that name.
func (t *Themes) named(name string) *dress {
	t.mu.Lock()
	load, known := t.loaded[name]
	if !known {
		load = sync.OnceValue(func() *dress {
			d := &dress{speaks: map[string]*theme.Voice{}}
			d.theme, d.found = theme.Load(t.folder, name)
			return d
		})
		t.loaded[name] = load
	}
	t.mu.Unlock()
	return load()
}

// of is the theme that a site uses.
func (t *Themes) of(s *library.Site) *dress { return t.named(themeOf(s)) }

// problems are the mistakes in the theme of a site. They reach that site.
func (t *Themes) problems(s *library.Site) []diag.Problem {
	list := slices.Clone(t.of(s).found)
	for i, p := range list {
		if p.Place.File == "themes/"+themeOf(s) { // there is no such folder: the mistake is in the setting
			list[i] = s.Problem(p.Severity, "theme", p.Text, p.Hint)
			list[i].Place.File = "content/" + list[i].Place.File
		}
		list[i].Reach = s.Reach()
	}
	return list
}

// voices are the theme's, by language; none of a theme that cannot be used. A voice is made for the first site that
// speaks its language.
func (d *dress) voices(languages []string) map[string]*theme.Voice {
	if d.theme == nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	list := map[string]*theme.Voice{}
	for _, language := range languages {
		if d.speaks[language] == nil {
			d.speaks[language] = d.theme.Voice(language)
		}
		list[language] = d.speaks[language]
	}
	return list
}

// unchecked are those of the languages in which a theme of one of the sites has words that no speaker has checked.
func (t *Themes) unchecked(sites []*library.Site, languages []string) []string {
	found := map[string]bool{}
	for _, s := range sites {
		for language, voice := range t.of(s).voices(languages) {
			found[language] = found[language] || !voice.Checked()
		}
	}
	return slices.DeleteFunc(slices.Clone(languages), func(language string) bool { return !found[language] })
}

// load loads every theme that one of the sites uses. A mistake in a theme reaches the sites that use it.
func (b *Builder) load(sites []*library.Site) (*Themes, []diag.Problem) {
	t := newThemes(b.Options.Themes)
	var problems []diag.Problem
	for _, s := range sites {
		problems = append(problems, t.problems(s)...)
	}
	return t, problems
}
