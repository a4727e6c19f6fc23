package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"wellshelf/generator/check"
	"wellshelf/generator/diag"
	"wellshelf/generator/output"
	"wellshelf/generator/site"
)

// lively is a network to be looked at, of these options.
func lively(t testing.TB, o Options) *Live {
	t.Helper()
	if !o.Today.IsValid() {
		o.Today = realDay
	}
	o.Pictures = drawn
	live, err := (&Builder{Options: o}).Live(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return live
}

// unkept reports whether a file would have devices keep what changes a moment later: a build writes it, and nobody is
// shown it who looks at a network.
func unkept(file string) bool { return file == "sw.js" || path.Base(file) == "keep.json" }

// sameAsBuilt fails the test unless all files of a site are those that a build wrote.
func sameAsBuilt(t *testing.T, live *Live, name string, built map[string][]byte) {
	t.Helper()
	if len(built) == 0 {
		t.Fatalf("%s was not built", name)
	}
	for _, file := range sorted(built) {
		got, err := live.File(context.Background(), name, file)
		var none *NoPageError
		switch {
		case unkept(file):
			if !errors.As(err, &none) {
				t.Errorf("%s/%s: a device would keep it: %v", name, file, err)
			}
		case err != nil:
			t.Errorf("%s/%s: %v", name, file, err)
		case !bytes.Equal(got.Bytes, built[file]):
			t.Errorf("%s/%s is not what a build writes", name, file)
		case got.Page != (path.Ext(file) == ".html"), got.Page && site.File(got.Address) != file:
			t.Errorf("%s/%s is said to be the page %q", name, file, got.Address)
		}
	}
}

func TestLiveFilesAreWhatABuildWrites(t *testing.T) {
	n := realNetwork(t, "web")
	live := lively(t, Options{Content: realContent, Themes: realThemes, Jobs: 2})
	for _, name := range []string{"midlothian/beeslack", "midlothian/penicuik-library", "north-ayrshire/kilwinning"} {
		sameAsBuilt(t, live, name, n.Files(name))
	}
	if err := live.Settled(context.Background()); err != nil {
		t.Fatal(err)
	}
	if found := slices.DeleteFunc(live.Problems(), func(p diag.Problem) bool { return p.Severity != diag.Error || p.Rule != "" }); len(found) > 0 {
		t.Errorf("%s", texts(found))
	}
}

func TestLiveFilesForFoldersAreWhatABuildWrites(t *testing.T) {
	o := Options{Content: smallTree(), Themes: realThemes, Links: site.Folder}
	n, live := mustMemory(t, o), lively(t, o)
	for _, name := range n.names() {
		sameAsBuilt(t, live, name, n.Files(name))
	}
}

// desk is a content folder and a themes folder on disk, as somebody works in them.
type desk struct {
	dir string
	world
}

func newDesk(t *testing.T, content, themes fstest.MapFS) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir(), world: world{content: fstest.MapFS{}, themes: fstest.MapFS{}}}
	d.save(t, content, themes)
	return d
}

func (d *desk) options() Options {
	return Options{Content: os.DirFS(filepath.Join(d.dir, "content")), Themes: os.DirFS(filepath.Join(d.dir, "themes")), Today: realDay, Jobs: 2}
}

// save writes what differs from what was saved before, and returns the files that do.
func (d *desk) save(t *testing.T, content, themes fstest.MapFS) (changed []string) {
	t.Helper()
	for folder, trees := range map[string][2]fstest.MapFS{"content": {d.content, content}, "themes": {d.themes, themes}} {
		names := maps.Clone(trees[0])
		maps.Copy(names, trees[1])
		for _, name := range sorted(names) {
			was, is := trees[0][name], trees[1][name]
			file := filepath.Join(d.dir, folder, filepath.FromSlash(name))
			var err error
			switch {
			case was != nil && is != nil && bytes.Equal(was.Data, is.Data):
				continue
			case is == nil:
				err = os.Remove(file)
			default:
				err = errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, is.Data, 0o644))
			}
			if err != nil {
				t.Fatal(err)
			}
			changed = append(changed, folder+"/"+name)
		}
	}
	d.content, d.themes = maps.Clone(content), maps.Clone(themes)
	return changed
}

// sameLive fails the test unless one network shows what the other does: the same sites, files and problems.
func sameLive(t *testing.T, got, want *Live, only ...string) {
	t.Helper()
	ctx := context.Background()
	if !slices.EqualFunc(got.Sites(), want.Sites(), func(a, b LiveSite) bool {
		return slices.Equal(a.Languages, b.Languages) && a.Name == b.Name && a.Title == b.Title && a.AreaName == b.AreaName && a.Draft == b.Draft
	}) {
		t.Fatalf("the sites are %+v, not %+v", got.Sites(), want.Sites())
	}
	for _, s := range want.Sites() {
		if len(only) > 0 && !slices.Contains(only, s.Name) {
			continue
		}
		for _, file := range filesOf(t, want, s.Name) {
			a, errA := got.File(ctx, s.Name, file)
			b, errB := want.File(ctx, s.Name, file)
			if (errA == nil) != (errB == nil) || errA != nil && errA.Error() != errB.Error() {
				t.Errorf("%s/%s: %v, not %v", s.Name, file, errA, errB)
			} else if !bytes.Equal(a.Bytes, b.Bytes) || !slices.Equal(a.Files, b.Files) || a.Draft != b.Draft {
				t.Errorf("%s/%s is not what a fresh look shows", s.Name, file)
			}
		}
	}
	if err := errors.Join(got.Settled(ctx), want.Settled(ctx)); err != nil {
		t.Fatal(err)
	}
	if a, b := got.Problems(), want.Problems(); !slices.Equal(a, b) {
		t.Errorf("the problems are\n%s\nnot\n%s", texts(a), texts(b))
	}
}

// filesOf are the paths of all files of a site but those of its search.
func filesOf(t *testing.T, live *Live, name string) (files []string) {
	t.Helper()
	one, err := live.now.Load().site(name)
	if err != nil {
		t.Fatal(err)
	}
	laid := one.lay().laid
	if laid == nil {
		return []string{"index.html"}
	}
	for _, outline := range laid.Outlines() {
		files = append(files, site.File(outline.Address))
	}
	for _, make := range laid.Extras() {
		if err := make(func(file site.Extra) error { files = append(files, file.Path); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// After any edit, a network that was told of it shows what one does that is looked at for the first time.
func TestRefreshedEqualsFresh(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil)}
	d := newDesk(t, w.content, w.themes)
	live := lively(t, d.options())
	todo := edits
	if testing.Short() {
		todo = edits[:6]
	}
	for _, e := range todo {
		t.Run(e.name, func(t *testing.T) {
			e.make(t, w)
			before := live.Version()
			changed := d.save(t, w.content, w.themes)
			if len(changed) == 0 {
				return // it changes options
			}
			if err := live.Refresh(context.Background(), changed...); err != nil {
				t.Fatal(err)
			}
			if live.Version() == before {
				t.Errorf("the version is still %s", before)
			}
			sameLive(t, live, lively(t, d.options()))
		})
	}
}

// A preview and a check say the same, also of a file that cannot be read.
func TestLiveSaysWhatACheckSays(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil)}
	w.content["national/pages/lost.md"] = &fstest.MapFile{Mode: 0o644, Data: []byte("---\ntitle: Lost\nsummary: Nothing leads here.\nupdated: never\n---\n\nWords.\n")}
	d := newDesk(t, w.content, w.themes)
	live := lively(t, d.options())
	if err := live.Settled(context.Background()); err != nil {
		t.Fatal(err)
	}
	o := d.options()
	o.Sink, o.Pictures = output.Nothing{}, drawn
	report, err := (&Builder{Options: o}).Check(context.Background(), check.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := texts(live.Problems()), texts(report.Problems); a != b {
		t.Errorf("the problems are\n%s\nnot\n%s", a, b)
	}
}

func TestRefreshWithoutAHintSeesEverything(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil)}
	d := newDesk(t, w.content, w.themes)
	live := lively(t, d.options())
	replaceIn(t, w.content, "national/topics/worry.md", "title: Worry", "title: Worries")
	w.themes["base/strings/en.yaml"] = changedLine(t, w.themes["base/strings/en.yaml"], "  help.title:", `  help.title: "Help, now"`)
	d.save(t, w.content, w.themes)
	if err := live.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	sameLive(t, live, lively(t, d.options()))
}

func TestAThemeThatBreaksHeals(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil)}
	d := newDesk(t, w.content, w.themes)
	live := lively(t, d.options())
	ctx := context.Background()
	look := func() ([]byte, error) {
		file, err := live.File(ctx, "fife/beath", "topics/sleep/index.html")
		return file.Bytes, err
	}
	good, err := look()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ template, says string }{
		{"{{end}}", "unexpected {{end}}"},
		{"<p>{{.Main.Nobody}}</p>", "a page cannot be shown"},
	} {
		whole := w.themes["base/layouts/topic.html"]
		w.themes["base/layouts/topic.html"] = &fstest.MapFile{Data: append(slices.Clone(whole.Data), c.template...), Mode: 0o644}
		if err := live.Refresh(ctx, d.save(t, w.content, w.themes)...); err != nil {
			t.Fatal(err)
		}
		_, err := look()
		var unusable *ThemeError
		var broken *LayoutError
		if !errors.As(err, &unusable) && !errors.As(err, &broken) {
			t.Errorf("%s: the page is shown, or not for the theme's sake: %v", c.template, err)
		}
		if err := live.Settled(ctx); err != nil {
			t.Fatal(err)
		}
		if !hasProblem(live.Problems(), "themes/base/layouts/topic.html", c.says) {
			t.Errorf("%s: nothing says so:\n%s", c.template, texts(live.Problems()))
		}
		w.themes["base/layouts/topic.html"] = whole
		if err := live.Refresh(ctx, d.save(t, w.content, w.themes)...); err != nil {
			t.Fatal(err)
		}
		if again, err := look(); err != nil || !bytes.Equal(again, good) {
			t.Errorf("%s: it has not healed: %v", c.template, err)
		}
	}
}

func TestLiveSaysWhereThingsAre(t *testing.T) {
	tree := smallTree()
	stateIn(t, tree, "national/books/owl.md", "draft: true")
	stateIn(t, tree, "areas/moray/schools/elgin/school.md", "languages: [en]")
	tree["national/pages/about.md"] = pageFile("---", "title: About", "summary: Who we are.", "updated: 2026-10-05", "---", "", "Words of all.")
	live := lively(t, Options{Content: tree, Themes: realThemes, Drafts: true})
	for _, c := range []struct{ file, site, address string }{
		{"content/national/topics/sleep.md", "fife/beath", "topics/sleep/"},
		{"national/topics/sleep.md", "moray/elgin", "topics/sleep/"},
		{"content/national/topics/sleep.gd.md", "fife/beath", "gd/topics/sleep/"},
		{"content/national/topics/sleep.gd.md", "moray/elgin", ""}, // which speaks no Gaelic
		{"content/areas/fife/schools/beath/topics/sleep.md", "fife/beath", "topics/sleep/"},
		{"content/areas/fife/schools/beath/topics/sleep.md", "fife/cowdenbeath", ""},
		{"content/national/topics/self-harm.md", "fife/beath", "topics/big-feelings/"},
		{"content/national/pages/about.md", "fife/beath", "about/"},
		{"content/national/pages/staff-room.md", "fife/beath", ""},
		{"content/national/topics/nobody.md", "fife/beath", ""},
	} {
		address, found := live.Address(c.site, c.file)
		if address != c.address || found != (c.address != "") {
			t.Errorf("%s on %s is at %q, not at %q", c.file, c.site, address, c.address)
		}
		if found {
			page, err := live.File(context.Background(), c.site, site.File(address))
			if err != nil || !slices.Contains(page.Files, "content/"+strings.TrimPrefix(c.file, "content/")) {
				t.Errorf("the page %s of %s does not name %s among %s: %v", address, c.site, c.file, page.Files, err)
			}
		}
	}
	for file, want := range map[string]string{
		"content/national/topics/sleep.md":                         "fife/beath fife/cowdenbeath moray/elgin",
		"content/areas/fife/topics/worry.md":                       "fife/beath fife/cowdenbeath",
		"content/areas/fife/libraries/cowdenbeath/books/crane.md":  "fife/cowdenbeath",
		"content/areas/fife/libraries/cowdenbeath/books/crane2.md": "",
	} {
		if got := strings.Join(live.Shows(file), " "); got != want {
			t.Errorf("%s is shown by %q, not %q", file, got, want)
		}
	}
	for address, draft := range map[string]bool{"books/owl/index.html": true, "topics/sleep/index.html": false, "books/index.html": false} {
		if page, err := live.File(context.Background(), "fife/beath", address); err != nil || page.Draft != draft {
			t.Errorf("%s: draft is %t: %v", address, page.Draft, err)
		}
	}
	if page, _ := live.File(context.Background(), "fife/beath", "topics/sleep/index.html"); !slices.Equal(page.Files, []string{
		"content/national/topics/sleep.md", "content/areas/fife/schools/beath/topics/sleep.md",
	}) {
		t.Errorf("the page is made from %s", page.Files)
	}
	if near := live.Near("fife/beath", "topics/slep/"); near != "topics/sleep/" {
		t.Errorf("near topics/slep/ is %q", near)
	}
}

func TestLiveKnowsWhatItHasNot(t *testing.T) {
	tree := smallTree()
	stateIn(t, tree, "areas/moray/schools/elgin/school.md", "draft: true")
	live := lively(t, Options{Content: tree, Themes: realThemes})
	var none *NoPageError
	var unknown *UnknownSiteError
	var draft *DraftSiteError
	for _, c := range []struct {
		site, file string
		is         any
	}{
		{"fife/beath", "topics/nobody/index.html", &none}, {"fife/beath", "../network.md", &none}, {"fife/beath", "assets/0000000000000000-640.webp", &none},
		{"fife/beath", "search/en/nothing.js", &none}, {"fife/beath", "", &none}, {"fife/nobody", "index.html", &unknown}, {"moray/elgin", "index.html", &draft},
	} {
		if _, err := live.File(context.Background(), c.site, c.file); !errors.As(err, c.is) {
			t.Errorf("%s of %s: %v", c.file, c.site, err)
		}
	}
}

// A folder that cannot be read for a moment costs nothing that was there.
func TestRefreshThatFailsKeepsWhatWasThere(t *testing.T) {
	d := newDesk(t, smallTree(), copyTree(t, realThemes, nil))
	live := lively(t, d.options())
	before := live.Version()
	away := filepath.Join(d.dir, "away")
	if err := os.Rename(filepath.Join(d.dir, "content"), away); err != nil {
		t.Fatal(err)
	}
	if err := live.Refresh(context.Background()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
	if _, err := live.File(context.Background(), "fife/beath", "index.html"); err != nil || live.Version() != before {
		t.Errorf("the page has gone: %v", err)
	}
	if err := os.Rename(away, filepath.Join(d.dir, "content")); err != nil {
		t.Fatal(err)
	}
	if err := live.Refresh(context.Background()); err != nil {
		t.Error(err)
	}
}

// Many look while somebody writes. The race detector watches.
func TestManyLookWhileSomebodyWrites(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil)}
	d := newDesk(t, w.content, w.themes)
	live := lively(t, d.options())
	ctx, stop := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	for _, name := range []string{"fife/beath", "fife/cowdenbeath", "moray/elgin"} {
		readers.Go(func() {
			for ctx.Err() == nil {
				for _, file := range []string{"index.html", "topics/sleep/index.html", "topics/worry/index.html", "events/index.html", "feed.xml"} {
					if _, err := live.File(context.Background(), name, file); err != nil {
						t.Errorf("%s/%s: %v", name, file, err)
						return
					}
				}
				live.Problems()
				live.Shows("content/national/topics/sleep.md")
			}
		})
	}
	for range 5 {
		replaceIn(t, w.content, "national/topics/sleep.md", "Put the phone away.", "Put the phone away. Put the phone away.")
		if err := live.Refresh(context.Background(), d.save(t, w.content, w.themes)...); err != nil {
			t.Error(err)
		}
	}
	stop()
	readers.Wait()
	if err := live.Settled(context.Background()); err != nil {
		t.Error(err)
	}
}
