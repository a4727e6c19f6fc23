package generator

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/output"
	"wellshelf/generator/site"
	"wellshelf/generator/treetest"
)

// world is everything a build is made of, to be changed by an edit.
type world struct {
	content, themes fstest.MapFS
	options         Options
}

// edit is one change of one kind of thing. Each is made to the world the edits before it left behind.
type edit struct {
	name  string
	make  func(t *testing.T, w *world)
	holds string // a site that an error now keeps as it was; then it is not compared
	still bool   // no byte of any site changes
	maybe bool   // whether one does is not this test's to say
}

// edits change each kind of thing in turn, in the small network.
var edits = []edit{
	{name: "a body", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "national/topics/sleep.md", "Put the phone away.", "Put the phone away at nine.")
	}},
	{name: "a title", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "national/topics/worry.md", "title: Worry", "title: Worries")
	}},
	{name: "a slug", make: func(t *testing.T, w *world) {
		w.content["national/books/night-owl.md"] = w.content["national/books/owl.md"]
		delete(w.content, "national/books/owl.md")
	}},
	{name: "an address", make: func(t *testing.T, w *world) {
		stateIn(t, w.content, "national/topics/worry.md", "address: worries\naliases: [topics/worry]")
	}},
	{name: "an adapted field", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/topics/worry.md", "Worry in Fife.", "Worrying in Fife.")
	}},
	{name: "a heading that others link to", holds: "fife/beath fife/cowdenbeath moray/elgin", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "national/topics/sleep.md", "## Tonight", "## This evening")
	}},
	{name: "the link to it", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "national/topics/worry.md", "sleep.md#tonight", "sleep.md#this-evening")
	}},
	{name: "an appended body", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/schools/beath/topics/sleep.md", "quiet at lunch", "quiet at break")
	}},
	{name: "a picture", make: func(t *testing.T, w *world) {
		w.content["national/topics/moon.png"] = &fstest.MapFile{Data: square(60), Mode: 0o644}
	}},
	{name: "a logo", make: func(t *testing.T, w *world) {
		w.content["areas/fife/schools/beath/badge.png"] = &fstest.MapFile{Data: square(120), Mode: 0o644}
	}},
	{name: "a helpline's number", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "national/helplines/listening.md", "0131 496 0000", "0131 496 0111")
	}},
	{name: "a translation", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "national/topics/sleep.gd.md", "Cuir am fòn", "Cuiribh am fòn")
	}},
	{name: "a translation added", make: func(t *testing.T, w *world) {
		w.content["national/topics/worry.gd.md"] = pageFile("---", "title: Dragh", "summary: Smuaintean.", "updated: 2026-11-01", "short: [Thèid e seachad.]", "---", "", "Faic cadal.")
	}},
	{name: "a variant added", make: func(t *testing.T, w *world) {
		w.content["national/topics/sleep.easy.md"] = pageFile("---", "title: Sleep, easy", "summary: Sleep.", "updated: 2026-11-01", "short: [Rest.]", "---", "", "Rest is good.")
	}},
	{name: "a setting of a site", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/schools/beath/school.md", "name: Beath High School", "name: Beath High")
	}},
	{name: "a setting of an area", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/area.md", "name: Fife", "name: Kingdom of Fife")
	}},
	{name: "a setting of the network", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "network.md", "name: Small network", "name: A small network\nstrapline: Small and good")
	}},
	{name: "a language of the network that no site shows", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/libraries/cowdenbeath/library.md", "name: Cowdenbeath Library", "name: Cowdenbeath Library\nlanguages: [en]")
		replaceIn(t, w.content, "network.md", "[en, gd]", "[en, gd, pl]")
	}},
	{name: "the words of a settings file", maybe: true, make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/schools/beath/school.md", "About Beath.", "All about Beath.")
	}},
	{name: "the time zone", maybe: true, make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "network.md", "Europe/London", "Asia/Tokyo")
	}},
	{name: "a token", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/moray/area.md", "theme: shine", "theme: shine\ntokens:\n  ray: \"#a87b00\"")
	}},
	{name: "hide", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/schools/beath/school.md", "logo: badge.png", "logo: badge.png\nhide: [books/night-owl]")
	}},
	{name: "a draft", make: func(t *testing.T, w *world) {
		stateIn(t, w.content, "areas/fife/libraries/cowdenbeath/books/crane.md", "draft: true")
	}},
	{name: "an alert", make: func(t *testing.T, w *world) {
		w.content["areas/fife/alerts/closed.md"] = pageFile("---", "title: Closed today", "summary: The library is closed.", "updated: 2026-11-20", "level: urgent", "from: 2026-11-20", "until: 2026-11-24", "---", "", "Come back soon.")
	}},
	{name: "stages", make: func(t *testing.T, w *world) {
		stateIn(t, w.content, "national/events/evening.md", "stages: [P6]")
	}},
	{name: "the theme of an area", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/area.md", "name: ", "theme: shine\nname: ")
	}},
	{name: "a template", make: func(t *testing.T, w *world) {
		replaceIn(t, w.themes, "base/layouts/topic.html", `<section class="ws-short"`, `<section lang="en" class="ws-short"`)
	}},
	{name: "a template of a part", make: func(t *testing.T, w *world) {
		replaceIn(t, w.themes, "base/parts/footer/footer.html", "<footer", `<footer id="foot"`)
	}},
	{name: "a string", make: func(t *testing.T, w *world) {
		w.themes["base/strings/en.yaml"] = changedLine(t, w.themes["base/strings/en.yaml"], "  help.title:", `  help.title: "Help, now"`)
	}},
	{name: "a style sheet", make: func(t *testing.T, w *world) {
		was := w.themes["base/parts/card/card.css"]
		w.themes["base/parts/card/card.css"] = &fstest.MapFile{Data: append(slices.Clone(was.Data), "\n.ws-card { padding: 3px; }\n"...), Mode: 0o644}
	}},
	{name: "a child's cover of a template", make: func(t *testing.T, w *world) {
		was := w.themes["base/layouts/book.html"]
		w.themes["shine/layouts/book.html"] = &fstest.MapFile{Data: append(slices.Clone(was.Data), "<p>A book of ours.</p>\n"...), Mode: 0o644}
	}},
	{name: "a mistake in one site", holds: "fife/beath", make: func(t *testing.T, w *world) {
		w.content["areas/fife/schools/beath/topics/broken.md"] = pageFile("---", "title: Broken", "---", "", "No end.")
	}},
	{name: "its repair", still: true, make: func(t *testing.T, w *world) { delete(w.content, "areas/fife/schools/beath/topics/broken.md") }},
	{name: "the next day", still: true, make: func(t *testing.T, w *world) { w.options.Today = w.options.Today.AddDays(1) }},
	{name: "a day after the event and the alert", make: func(t *testing.T, w *world) { w.options.Today = w.options.Today.AddDays(3) }},
	{name: "the link style", make: func(t *testing.T, w *world) { w.options.Links = site.Folder }},
	{name: "drafts shown", make: func(t *testing.T, w *world) { w.options.Drafts = true }},
	{name: "the staff profile", make: func(t *testing.T, w *world) { w.options.Staff = true }},
	{name: "the pupils' again", make: func(t *testing.T, w *world) { w.options.Staff, w.options.Drafts = false, false }},
	{name: "another program", still: true, make: func(t *testing.T, w *world) { w.options.Program = "second" }},
	{name: "a new site", make: func(t *testing.T, w *world) {
		w.content["areas/moray/libraries/forres/library.md"] = pageFile("---", "name: Forres Library", "---")
	}},
	{name: "the draft of a site", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/moray/libraries/forres/library.md", "name:", "draft: true\nname:")
	}},
	{name: "the end of a draft", make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/moray/libraries/forres/library.md", "draft: true\n", "")
	}},
	{name: "the end of an entry", make: func(t *testing.T, w *world) { delete(w.content, "national/books/night-owl.md") }, holds: "fife/beath"},
	{name: "what named it", still: true, make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/schools/beath/school.md", "\nhide: [books/night-owl]", "")
	}},
	{name: "a policy for books", maybe: true, make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/libraries/cowdenbeath/books/crane.md", "draft: true\n", "")
		stateIn(t, w.content, "network.md", "sign_off: [{kinds: [book], roles: [library], months: 12}]")
	}},
	{name: "a signature", make: func(t *testing.T, w *world) {
		h := &history{t: t, tree: w.content, day: w.options.Today, written: map[string]string{}, signed: map[string]map[string]civil.Date{}}
		h.sign("areas/fife/libraries/cowdenbeath/books/crane.md", "library")
	}},
	{name: "words that wait for one", still: true, make: func(t *testing.T, w *world) {
		replaceIn(t, w.content, "areas/fife/libraries/cowdenbeath/books/crane.md", "It flies.", "It flies far.")
	}},
	{name: "a day on which that is over", make: func(t *testing.T, w *world) { w.options.Today = w.options.Today.AddDays(500) }},
	{name: "the end of a site", make: func(t *testing.T, w *world) { delete(w.content, "areas/moray/schools/elgin/school.md") }},
	{name: "nothing", still: true, make: func(*testing.T, *world) {}},
}

// square is a grey PNG.
func square(shade uint8) []byte {
	m := image.NewGray(image.Rect(0, 0, 8, 8))
	for at := range m.Pix {
		m.Pix[at] = shade
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// changedLine replaces the line that begins with these words.
func changedLine(t *testing.T, file *fstest.MapFile, begins, now string) *fstest.MapFile {
	t.Helper()
	lines := strings.Split(string(file.Data), "\n")
	at := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, begins) })
	if at < 0 {
		t.Fatalf("no line begins with %q", begins)
	}
	lines[at] = now
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n")), Mode: 0o644}
}

// warmer keeps an output folder through many builds.
type warmer struct {
	name       string
	dir, state string
	builder    *Builder
	fresh      bool // a new Builder each time, with the state that the last left on disk
	edits      int  // how many edits to follow; 0 is all
}

func (w *warmer) build(t *testing.T, o Options) *Report {
	t.Helper()
	folder := mustOpen(t, w.dir, output.FolderOptions{State: w.state})
	defer folder.Close()
	if w.fresh || w.builder == nil {
		w.builder = &Builder{}
	}
	o.Sink, o.Pictures = folder, drawn
	w.builder.Options = o
	report, err := w.builder.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// After any edit a warm build equals a cold one: the same bytes, and the same problems. It does so in one process that
// goes on, in a new one each time, and in a new one that remembers nothing.
func TestWarmEqualsCold(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil), options: Options{Today: realDay, Jobs: 2, Program: "first"}}
	warm := []*warmer{
		{name: "builder kept", dir: treetest.Dir(t), state: treetest.Dir(t)},
		{name: "new builder", dir: treetest.Dir(t), state: treetest.Dir(t), fresh: true},
		{name: "state lost", dir: treetest.Dir(t), fresh: true, edits: 12},
	}
	if testing.Short() { // under the race detector; all of them run without
		editInTurn(t, w, edits[:4], warm[:1])
		return
	}
	editInTurn(t, w, edits, warm)
}

func editInTurn(t *testing.T, w *world, edits []edit, warm []*warmer) {
	w.options.Content, w.options.Themes = w.content, w.themes
	for _, o := range warm {
		o.build(t, w.options)
	}
	for at, e := range edits {
		t.Run(e.name, func(t *testing.T) {
			e.make(t, w)
			cold := &warmer{dir: treetest.Dir(t), state: treetest.Dir(t)}
			want := cold.build(t, w.options)
			if strings.Join(want.Held, " ") != e.holds {
				t.Errorf("held back: %s, wanted %q\n%s", want.Held, e.holds, texts(errorsOf(want)))
			}
			for _, o := range warm {
				if o.edits > 0 && at >= o.edits {
					continue
				}
				t.Run(o.name, func(t *testing.T) { compare(t, w, o, e, want, treetest.Read(t, cold.dir)) })
			}
		})
	}
	for _, o := range warm {
		if o.edits > 0 {
			o.build(t, w.options)
		}
		t.Run("nothing changed, "+o.name, func(t *testing.T) { nothingToDo(t, w, o) })
	}
}

// compare builds warm, and holds the result against what a cold build found and wrote.
func compare(t *testing.T, w *world, warm *warmer, e edit, want *Report, clean map[string]string) {
	before, times := treetest.Read(t, warm.dir), fileTimes(t, warm.dir)
	got := warm.build(t, w.options)
	after, now := treetest.Read(t, warm.dir), fileTimes(t, warm.dir)
	for file, content := range after {
		if was, had := times[file]; had && before[file] == content && !was.Equal(now[file]) {
			t.Errorf("%s has the same bytes and was written again", file)
		}
	}
	if same := maps.Equal(after, before); same != e.still && !e.maybe && e.holds == "" {
		t.Errorf("bytes the same: %v, wanted %v", same, e.still)
	}
	if !slices.Equal(got.Problems, want.Problems) {
		t.Errorf("warm it has the problems\n%s\ncold\n%s", texts(got.Problems), texts(want.Problems))
	}
	if !slices.Equal(got.Held, want.Held) || got.Next != want.Next {
		t.Errorf("warm: held %s, next %s; cold: held %s, next %s", got.Held, got.Next, want.Held, want.Next)
	}
	for _, held := range got.Held {
		if !maps.Equal(below(after, held), below(before, held)) {
			t.Errorf("%s is held back and changed all the same", held)
		}
		cutOut(after, held)
		cutOut(clean, held)
	}
	if !maps.Equal(after, clean) {
		t.Error(shortened(treetest.Difference(after, clean)))
	}
}

// nothingToDo builds again at once: not a file is written.
func nothingToDo(t *testing.T, w *world, warm *warmer) {
	t.Helper()
	again := warm.build(t, w.options)
	if _, done := again.Totals(); done.Written > 0 || done.Removed > 0 || len(again.Retired) > 0 {
		t.Errorf("a second build, with nothing changed, wrote %d files, removed %d and took down %s", done.Written, done.Removed, again.Retired)
	}
	for _, s := range again.Sites {
		if s.Current != (warm.state != "") {
			t.Errorf("%s was found current: %v", s.Name, s.Current)
		}
	}
}

// below are the files of one site.
func below(tree map[string]string, site string) map[string]string {
	files := map[string]string{}
	for file, content := range tree {
		if strings.HasPrefix(file, site+"/") {
			files[file] = content
		}
	}
	return files
}

// cutOut takes a site and the folders that lead to it alone from a tree.
func cutOut(tree map[string]string, site string) {
	for file := range below(tree, site) {
		delete(tree, file)
	}
	delete(tree, site)
	if area := path.Dir(site); len(below(tree, area)) == 0 {
		delete(tree, area)
	}
}

// fileTimes are the times of all files below a folder, but for those of the program's own work.
func fileTimes(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	times := map[string]time.Time{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := os.Lstat(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		times[filepath.ToSlash(rel)] = info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return times
}

// The whole demonstration obeys the same law.
func TestWarmEqualsColdOnTheDemonstration(t *testing.T) {
	long(t)
	w := &world{content: copyTree(t, realContent, nil), themes: copyTree(t, realThemes, nil), options: Options{Today: realDay, Jobs: 2, Program: "first", Drafts: true}}
	editInTurn(t, w, []edit{
		{name: "a national title", make: func(t *testing.T, w *world) {
			replaceIn(t, w.content, "national/topics/sleep.md", "title: ", "title: Good ")
		}},
		{name: "an entry of one site", make: func(t *testing.T, w *world) {
			replaceIn(t, w.content, "areas/midlothian/schools/lasswade/events/comic-club.md", "title: ", "title: Our ")
		}},
		{name: "what was signed, as readers see it", make: func(t *testing.T, w *world) { w.options.Drafts = false }},
		{name: "Christmas", make: func(t *testing.T, w *world) { w.options.Today.Month, w.options.Today.Day = 12, 25 }},
		{name: "the end of a story", make: func(t *testing.T, w *world) { delete(w.content, "national/stories/the-night-before-maths.md") }},
	}, []*warmer{{name: "builder kept", dir: treetest.Dir(t), state: treetest.Dir(t)}})
}

// A problem found warm is the same problem, down to its snippet.
func TestProblemsStayWhenNothingChanged(t *testing.T) {
	content := smallTree()
	content["areas/fife/schools/beath/topics/broken.md"] = pageFile("---", "title: Broken", "tilte: Twice", "---", "", "[gone](gone.md)")
	b := &Builder{Options: Options{Content: content, Themes: realThemes, Today: realDay, Sink: output.Nothing{}}}
	var found [2][]diag.Problem
	for i := range found {
		report, err := b.Build(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		found[i] = report.Problems
	}
	if len(found[0]) < 3 || !slices.Equal(found[0], found[1]) {
		t.Errorf("first:\n%s\nthen:\n%s", texts(found[0]), texts(found[1]))
	}
}
