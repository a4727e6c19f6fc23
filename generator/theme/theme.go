// Package theme turns a folder of templates, styles, scripts and strings into pages that speak a language.
//
// # For theme authors
//
// A theme is a folder of the themes folder:
//
//	theme.md                     front matter (below), then notes for designers
//	layouts/frame.html           the document; it says {{template "main" .}} where the page goes
//	layouts/<layout>.html        one kind of page; the whole file is "main"
//	parts/<part>/<part>.html     a piece, used as {{template "<part>" .}}, with its .css, .js and .md
//	parts/<part>/worker.js       a script for the service worker, which no page runs
//	strings/<lang>.yaml          the words of one language; en is the source of the others
//	assets/                      pictures, copied under a name that holds their content's hash
//
// The front matter of theme.md:
//
//	name: shine                  the folder's name
//	parent: base                 covered file by file; strings and tokens are merged key by key
//	view: 1                      the version of the view model the templates were written for
//	tokens:
//	  palette: {ink: "#1b2a33"}  colours, as #rgb or #rrggbb; in styles var(--palette-ink)
//	  intent: {text: ink}        what a colour is for: a palette colour or its own; in styles var(--text)
//	  dark: {text: paper}        the same on dark screens, for intents that differ there; a site cannot set it
//	  size: {gap: 1rem}          any other group passes through; in styles var(--size-gap)
//	pairs: [[text, surface], [border, surface, 3]]   contrast asked for, light and dark, 4.5 where none is stated
//	standalone: [page, crisis]   parts whose style the self-contained 404 page carries
//
// The styles of all parts become one file, after the tokens; so do the scripts, whose modules are bundled into one
// classic script. A custom property that no token, style or script declares is an error. A colour that a style spells
// out, or takes from the palette, is a warning: only rules for print (black, white and greys) and for forced colours
// (the system's names) have colours of their own.
//
// Templates are html/template with the functions of [Voice]: say, date, clock, weekday, month, number, tel, sms,
// mailto, asset, dict, list and add. None reads a file, the environment, the network or a clock. A template defines
// no other templates: each piece is a part. What a part is given with dict must hold every name the part uses.
//
// A string is a text, or one text for each plural form of its language:
//
//	language: Gàidhlig           the language's own name
//	dir: ltr                     or rtl
//	checked: false               nobody who speaks the language has checked it yet
//	months: [twelve names]
//	weekdays: [seven names, Monday first]
//	date: "{day} {month} {year}" {weekday} is known too
//	clock: "{hour}:{minute}"
//	say:
//	  help.now: Cuideachadh
//	  results: {one: "{count} result", other: "{count} results"}
//
// # For callers
//
// [Load] reads a theme once; [Theme.Look] gives a site's style in its own colours and the theme's scripts, which the
// caller writes where it likes; [Theme.Voice] gives the templates speaking one language. A theme reads nothing but its
// own folder and those of its parents, never through a link.
package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"text/template/parse"

	"wellshelf/generator/diag"
)

// View is the version of the view model that templates are given; theme.md states the one it was written for.
const View = 1

// sourceLanguage is the language all strings are written in first, and fall back to.
const sourceLanguage = "en"

// Theme is a theme laid over its parents, ready for use by any number of goroutines.
type Theme struct {
	name    string
	digest  string
	chain   []*folder              // the theme itself first, then its parent, and so on
	files   map[string]*source     // path within a theme -> the file that covers all others of that path
	tokens  table                  // merged, the nearest theme's first
	dark    table                  // what stands in for intents on dark screens
	pairs   []pair                 // of the whole chain
	words   map[string]*wording    // by language
	trees   map[string]*parse.Tree // templates by the name they are called by
	layouts []string
	parts   []string
	assets  map[string]string // path below assets/ -> path from the site's root
	bundle  bundle
}

// Load reads the theme called name, and its parents, from the folder of themes. It returns every problem it finds, in
// order of place; the theme is nil only when it cannot be used: a file of it cannot be read, its chain of parents is
// broken, or a template, style or script does not parse. Problems name files as themes/<theme>/<path>.
func Load(fsys fs.FS, name string) (*Theme, []diag.Problem) {
	l := &loader{fsys: fsys}
	t := &Theme{name: name, chain: l.chain(name)}
	if l.unusable {
		return nil, diag.Sort(l.problems)
	}
	t.files = covered(t.chain)
	t.digest = digest(t.chain, t.files)
	l.mergeTokens(t)
	l.mergeWords(t)
	l.addAssets(t)
	l.bundleParts(t)
	l.parseTemplates(t)
	if l.unusable {
		return nil, diag.Sort(l.problems)
	}
	return t, diag.Sort(l.problems)
}

// loader collects what is wrong while a theme is read.
type loader struct {
	fsys     fs.FS
	problems []diag.Problem
	unusable bool // what follows would stand on something that is not there
}

func (l *loader) report(p diag.Problem) { l.problems = append(l.problems, p) }

// refuse reports a problem without whose repair there is no theme.
func (l *loader) refuse(p diag.Problem) {
	l.report(p)
	l.unusable = true
}

// covered is the one resolver of child over parent: for every path, the file of the nearest theme.
func covered(chain []*folder) map[string]*source {
	files := map[string]*source{}
	for _, f := range slices.Backward(chain) {
		maps.Copy(files, f.files)
	}
	return files
}

// digest covers what can change a page: the files that are not covered by others, and those that are merged instead.
func digest(chain []*folder, files map[string]*source) string {
	h := sha256.New()
	add := func(s *source) { fmt.Fprintf(h, "%s %d\n%s\n", s.path, len(s.bytes), s.bytes) }
	for _, f := range chain {
		fmt.Fprintf(h, "theme %s\n", f.name)
		for _, path := range slices.Sorted(maps.Keys(f.files)) {
			if roleOf(path).merged() || files[path] == f.files[path] {
				add(f.files[path])
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Digest is the SHA-256, in hex, of all files that count, parents' included: equal digests make equal pages of equal
// views.
func (t *Theme) Digest() string { return t.digest }

// Name is the name the theme was loaded by.
func (t *Theme) Name() string { return t.name }

// HasLayout reports whether the theme, or a parent, has layouts/<name>.html. The frame is not a layout.
func (t *Theme) HasLayout(name string) bool {
	_, found := slices.BinarySearch(t.layouts, name)
	return found
}

// LanguageName is a language's own name for itself, as its strings state it, or the tag where they do not.
func (t *Theme) LanguageName(lang string) string {
	if w := t.words[lang]; w != nil && w.language != "" {
		return w.language
	}
	return lang
}

// Asset is the path, from the site's root, of the picture at assets/<name> in the theme: "assets/crest-1a2b3c4d5e.svg".
func (t *Theme) Asset(name string) (path string, found bool) {
	path, found = t.assets[name]
	return path, found
}
