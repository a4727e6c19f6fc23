package theme

import (
	"bytes"
	"flag"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"
	"wellshelf/generator/diag"
)

var update = flag.Bool("update", false, "write what the tests see into testdata")

// plainTheme is the least that is a theme. Tests write what they are about over it.
const plainTheme = `
-- base/theme.md --
---
name: base
view: 1
tokens:
  palette: {ink: "#1b2a33", paper: "#fff", sea: "#00557f"}
  intent: {text: ink, surface: paper, brand: sea}
  size: {gap: 1rem}
pairs: [[text, surface]]
---
-- base/layouts/frame.html --
<!doctype html><html lang="en"><body>{{template "main" .}}</body></html>
-- base/layouts/page.html --
<h1>{{.Title}}</h1>
-- base/strings/en.yaml --
language: English
dir: ltr
months: [January, February, March, April, May, June, July, August, September, October, November, December]
weekdays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
date: "{weekday} {day} {month} {year}"
say:
  hello: Hello {name}
  results: {one: "{count} result", other: "{count} results"}
`

// themes reads "-- path --" lines, each followed by the text of a file; a later file of one path replaces an earlier.
func themes(texts ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, text := range texts {
		name := ""
		for line := range strings.Lines(text) {
			if path, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(path, " --") {
				name = strings.TrimSuffix(path, " --")
				fsys[name] = &fstest.MapFile{}
			} else if name != "" {
				fsys[name].Data = append(fsys[name].Data, line...)
			}
		}
	}
	return fsys
}

// load reads a theme that has no problems.
func load(t *testing.T, fsys fs.FS, name string) *Theme {
	t.Helper()
	theme, problems := Load(fsys, name)
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", printed(problems))
	}
	return theme
}

func printed(problems []diag.Problem) string {
	var b strings.Builder
	if err := diag.WriteText(&b, problems); err != nil {
		panic(err)
	}
	return b.String()
}

func render(t *testing.T, v *Voice, layout string, page any) string {
	t.Helper()
	var b bytes.Buffer
	if err := v.Layout(&b, layout, page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestProblems reads testdata/problems: each file is themes, and then what Load("base") says of them.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/problems/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			input, want, _ := strings.Cut(string(data), "== problems ==\n")
			theme, problems := Load(themes(plainTheme, input), "base")
			got := printed(problems)
			if theme == nil {
				got += "\nthere is no theme\n"
			}
			if *update {
				if err := os.WriteFile(file, []byte(input+"== problems ==\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			if len(problems) == 0 {
				t.Error("a case of problems has none")
			}
			for _, p := range problems {
				if p.Place.File == "" || p.Place.Line > 0 && p.Place.Column > len([]rune(p.Snippet))+1 {
					t.Errorf("the place %v is not in its line %q", p.Place, p.Snippet)
				}
				if strings.HasSuffix(p.Text, ".") || p.Text[0] >= 'A' && p.Text[0] <= 'Z' {
					t.Errorf("text %q begins with a capital or ends in a full stop", p.Text)
				}
			}
		})
	}
}

const childTheme = `
-- shine/theme.md --
---
name: shine
parent: base
view: 1
tokens:
  palette: {sea: "#7a1f5c"}
---
-- shine/layouts/page.html --
<h1 class="shine">{{.Title}} {{say "hello" "name" "you"}} {{say "results" "count" 2}}</h1>
-- shine/strings/en.yaml --
say:
  hello: Hiya {name}
`

func TestChildCoversParent(t *testing.T) {
	fsys := themes(plainTheme, childTheme)
	parent, child := load(t, fsys, "base"), load(t, fsys, "shine")
	page := map[string]any{"Title": "Sleep"}
	if got, want := render(t, parent.Voice("en"), "page", page), `<!doctype html><html lang="en"><body><h1>Sleep</h1>`; !strings.HasPrefix(got, want) {
		t.Errorf("the parent writes %s", got)
	}
	got := render(t, child.Voice("en"), "page", page)
	if want := `<html lang="en"><body><h1 class="shine">Sleep Hiya you 2 results</h1>`; !strings.Contains(got, want) {
		t.Errorf("the child writes %s, not %s", got, want)
	}
	look, problems := child.Look(nil)
	if len(problems) > 0 || look.Colour != "#7a1f5c" {
		t.Errorf("the child's colour is %s (%v)", look.Colour, problems)
	}
	if want := ":root{--brand:#7a1f5c;--size-gap:1rem;--surface:#ffffff;--text:#1b2a33}"; look.Inline != want {
		t.Errorf("tokens are %s, not %s", look.Inline, want)
	}
	if child.Voice("en").Weekday("tue") != "Tuesday" || child.LanguageName("en") != "English" || child.LanguageName("gd") != "gd" {
		t.Error("the child lost its parent's names")
	}
	if !child.HasLayout("page") || child.HasLayout("frame") || child.HasLayout("pag") {
		t.Error("layouts are not known by name")
	}
}

// TestNamesThatBeginAlike has names that sort differently with and without what follows them in a path.
func TestNamesThatBeginAlike(t *testing.T) {
	theme := load(t, themes(plainTheme, `
-- base/layouts/event.html --
one
-- base/layouts/event-list.html --
two {{template "card" .}} {{template "card-row" .}}
-- base/parts/card/card.html --
card
-- base/parts/card-row/card-row.html --
row
-- base/parts/card/card.css --
.card{order:1}
-- base/parts/card-row/card-row.css --
.card-row{order:2}
`), "base")
	for _, name := range []string{"event", "event-list", "page"} {
		if !theme.HasLayout(name) {
			t.Errorf("there is no layout %s", name)
		}
	}
	if !theme.HasPart("card") || theme.HasPart("main page") || theme.Name() != "base" {
		t.Error("parts are not known by name")
	}
	look, _ := theme.Look(nil)
	if style := file(look, look.Style); !strings.HasSuffix(style, "}.card{order:1}.card-row{order:2}") {
		t.Errorf("parts are not in order: %s", style)
	}
}

func TestDigestCoversWhatCounts(t *testing.T) {
	digest := func(more string) string { return load(t, themes(plainTheme, childTheme, more), "shine").Digest() }
	was := digest("")
	if len(was) != 64 || was != digest("") {
		t.Fatal("the digest is not stable")
	}
	for name, c := range map[string]struct {
		files   string
		changes bool
	}{
		"a layout":                 {"-- shine/layouts/page.html --\nx", true},
		"a parent's frame":         {"-- base/layouts/frame.html --\n{{template \"main\" .}}", true},
		"a parent's strings":       {"-- base/strings/en.yaml --\nsay: {hello: \"Hi {name}\", results: {other: \"{count}\"}}", true},
		"a style":                  {"-- base/parts/page/page.css --\np{order:1}", true},
		"a layout that is covered": {"-- base/layouts/page.html --\nnever seen", false},
		"notes":                    {"-- base/parts/page/page.md --\nnotes", false},
		"a theme of no concern":    {"-- other/theme.md --\n---\n", false},
	} {
		if got := digest(c.files) != was; got != c.changes {
			t.Errorf("%s: the digest changes: %v", name, got)
		}
	}
}

// TestT8 holds that a link in a theme is refused and never followed.
func TestT8(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.css")
	if err := os.WriteFile(secret, []byte(".canary{color:red}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"base/parts/card/card.css", "base/parts", "base/assets", "base/layouts/other.html", "base/parts/card/notes.md", "base"} {
		t.Run(link, func(t *testing.T) {
			root := t.TempDir()
			if link != "base" {
				if err := os.CopyFS(root, themes(plainTheme)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.MkdirAll(filepath.Join(root, filepath.Dir(link)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(secret, filepath.Join(root, link)); err != nil {
				t.Fatal(err)
			}
			theme, problems := Load(os.DirFS(root), "base")
			if theme != nil || len(problems) != 1 || problems[0].Place.File != "themes/"+link || problems[0].Hint != "put a copy in place of the link" {
				t.Errorf("the link is not refused: %s", printed(problems))
			}
		})
	}
}

func TestNamesOfThemesAreNotPaths(t *testing.T) {
	for _, name := range []string{"", ".", "..", "../base", "base/", "/base", "BASE", "bsae"} {
		theme, problems := Load(themes(plainTheme), name)
		if theme != nil || len(problems) != 1 {
			t.Errorf("%q is taken for a theme: %v", name, problems)
		}
	}
	_, problems := Load(themes(plainTheme), "bsae")
	if problems[0].Text != `there is no theme "bsae"` || problems[0].Hint != `did you mean "base"?` {
		t.Errorf("got %s", printed(problems))
	}
}

// TestWhatAThemeNeeds takes each needed file away, and gives what no theme should hold.
func TestWhatAThemeNeeds(t *testing.T) {
	without := func(name string) fstest.MapFS {
		fsys := themes(plainTheme)
		delete(fsys, name)
		return fsys
	}
	with := func(name string, file fstest.MapFile) fstest.MapFS {
		fsys := themes(plainTheme)
		fsys[name] = &file
		return fsys
	}
	for _, c := range []struct {
		fsys        fs.FS
		place, text string
		hint        string
		usable      bool
	}{
		{without("base/theme.md"), "themes/base", "the theme has no theme.md", "write one that states name and view", false},
		{without("base/layouts/frame.html"), "themes/base/theme.md", "the theme has no layouts/frame.html", "write one: it is the document around every page", false},
		{without("base/strings/en.yaml"), "themes/base/theme.md", "the theme has no strings/en.yaml", "write one: the strings of every other language fall back to it", true},
		{with("base/parts/x/x.css", fstest.MapFile{Data: make([]byte, largestFile+1)}), "themes/base/parts/x/x.css", "the file is 1024 KB large, and at most 1024 are read", "make it smaller", false},
		{with("base/parts/x/x.css", fstest.MapFile{Mode: fs.ModeNamedPipe}), "themes/base/parts/x/x.css", "a theme holds files and folders only, and this is neither", "take it out of the themes folder", false},
		{with("base/strings/gd.yaml", fstest.MapFile{Data: []byte("say: {hello: \xff}")}), "themes/base/strings/gd.yaml", "the file is not UTF-8 text", "save it as UTF-8", true},
	} {
		theme, problems := Load(c.fsys, "base")
		if len(problems) != 1 || problems[0].Place.File != c.place || problems[0].Text != c.text || problems[0].Hint != c.hint || (theme != nil) != c.usable {
			t.Errorf("%s: a theme %v, and %s", c.text, theme != nil, printed(problems))
		}
	}
	bare, _ := Load(without("base/strings/en.yaml"), "base")
	v, day := bare.Voice("en"), civil.Date{Year: 2026, Month: 1, Day: 2}
	if got := []string{v.Date(day), v.Month(3), v.Weekday("mon"), v.Time(civil.Time{Hour: 8}), v.Say("x")}; !slices.Equal(got, []string{"2026-01-02", "3", "mon", "08:00", "x"}) {
		t.Errorf("without strings it says %v", got)
	}
}

func TestPartsAndLanguages(t *testing.T) {
	theme := load(t, themes(plainTheme, `
-- base/parts/card/card.html --
<b>{{.title}}</b>
-- base/strings/gd.yaml --
language: Gàidhlig
checked: false
say: {hello: "Halò {name}"}
-- base/strings/ar.yaml --
language: العربية
dir: rtl
`), "base")
	html, err := theme.Voice("en").Part("card", map[string]any{"title": "a<b"})
	if err != nil || html != template.HTML("<b>a&lt;b</b>\n") {
		t.Errorf("the part is %q, %v", html, err)
	}
	if _, err := theme.Voice("en").Part("main page", nil); err == nil {
		t.Error("a layout is taken for a part")
	}
	if _, err := theme.Voice("en").Part("card", map[string]any{"titel": "x"}); err == nil || !strings.Contains(err.Error(), "themes/base/parts/card/card.html:1:") {
		t.Errorf("a missing value is not an error with its place: %v", err)
	}
	gd, ar := theme.Voice("gd"), theme.Voice("ar")
	if gd.Lang() != "gd" || gd.Dir() != "ltr" || gd.Checked() || ar.Dir() != "rtl" || !ar.Checked() {
		t.Error("languages do not say what they are")
	}
	if got := gd.Say("hello", "name", "a charaid"); got != "Halò a charaid" {
		t.Errorf("Gaelic says %q", got)
	}
	if got := gd.Say("results", "count", 1); got != "1 result" || !gd.Has("results") || gd.Has("nothing") {
		t.Errorf("the source's rules are not used for the source's words: %q", got)
	}
	if got := theme.Missing("gd"); !slices.Equal(got, []string{"results"}) {
		t.Errorf("missing in Gaelic: %v", got)
	}
	if got := theme.Missing("pl"); !slices.Equal(got, []string{"hello", "results"}) {
		t.Errorf("missing in Polish: %v", got)
	}
	if got := theme.Languages(); !slices.Equal(got, []string{"ar", "en", "gd"}) {
		t.Errorf("languages: %v", got)
	}
}

// FuzzLoad holds that no theme.md or strings file stops the program, and that every problem has its file.
func FuzzLoad(f *testing.F) {
	f.Add("---\nname: base\nview: 1\n---\n", "say: {a: b}\n", "{{say \"a\"}}")
	f.Add("---\nview: [1\n---\n", "say:\n  - a\n", "{{if}}")
	f.Add("---\ntokens: {palette: 3, intent: [a], size: {a: {b: c}}}\nview: 1\npairs: {a: b}\n---\n", "months: 3\nsay: {a: {one: x}}", "<a href=\"{{.")
	f.Add("---\nview: &a 1\n? [a]: b\n---\n", "%YAML 9\n", "{{define \"x\"}}{{end}}<script>{{template \"page\"}}")
	f.Fuzz(func(t *testing.T, md, strings, layout string) {
		fsys := themes(plainTheme)
		fsys["base/theme.md"].Data = []byte(md)
		fsys["base/strings/en.yaml"].Data = []byte(strings)
		fsys["base/layouts/page.html"].Data = []byte(layout)
		theme, problems := Load(fsys, "base")
		if theme == nil && len(problems) == 0 {
			t.Error("there is no theme, and nobody says why")
		}
		for _, p := range problems {
			if p.Place.File == "" || p.Text == "" {
				t.Errorf("a problem without place or text: %+v", p)
			}
		}
	})
}
