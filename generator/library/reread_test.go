package library

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wellshelf/generator/diag"
)

// TestRereadEqualsRead: after any change, reading again what changed gives the library and the problems that reading
// everything gives.
func TestRereadEqualsRead(t *testing.T) {
	seeds, steps := []uint64{1, 2, 3}, 60
	if testing.Short() {
		seeds, steps = seeds[:1], 20
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { rereadLaw(t, seed, steps) })
	}
}

func rereadLaw(t *testing.T, seed uint64, steps int) {
	w := newWorld(t, seed)
	again, anew := &Reader{Jobs: 2}, &Reader{Jobs: 1}
	before, _, err := again.Read(t.Context(), w.tree)
	if err != nil {
		t.Fatal(err)
	}
	quick := 0
	for step := range steps {
		said, changed := w.change()
		got, problems, err := again.Reread(t.Context(), w.tree, changed)
		if err != nil {
			t.Fatal(err)
		}
		if step%20 == 0 {
			anew = &Reader{Jobs: 1}
		}
		want, wanted, err := anew.Read(t.Context(), w.tree)
		if err != nil {
			t.Fatal(err)
		}
		what := fmt.Sprintf("seed %d, step %d, %s: %q", seed, step, said, changed)
		sameProblems(t, what, problems, wanted)
		sameLibrary(t, what, got, want)
		if t.Failed() {
			return
		}
		if got != before && len(got.Sites) > 0 && got.Sites[0] == before.Sites[0] {
			quick++
		}
		before = got
	}
	if quick < steps/2 {
		t.Errorf("only %d of %d changes were read without reading all", quick, steps)
	}
}

// TestRereadOfOneChange: the changes that a reader could most easily take for less than they are.
func TestRereadOfOneChange(t *testing.T) {
	sleep, picture := topicText("Sleep", "Text."), topicText("Panic", "![A bed](bed.png) and [sleep](sleep.md).")
	words := "---\nname: Glen\n---\n![A hall](/content/national/topics/bed.png)\n"
	for _, test := range []struct{ name, before, after string }{
		{"a new entry", "", at(national+"topics/sleep.md", sleep)},
		{"the entry a link leads to", at(national+"topics/panic.md", picture), at(national+"topics/sleep.md", sleep)},
		{"the picture a body shows", at(national+"topics/panic.md", picture), at(national+"topics/bed.png", "x")},
		{"another picture of the same name", at(national+"topics/panic.md", picture) + at(national+"topics/bed.png", "x"), at(national+"topics/bed.png", "y")},
		{"the picture settings show", at(glen+"school.md", words) + at(national+"topics/sleep.md", sleep), at(national+"topics/bed.png", "x")},
		{"another picture that settings show", at(glen+"school.md", words) + at(national+"topics/sleep.md", sleep) + at(national+"topics/bed.png", "x"), at(national+"topics/bed.png", "y")},
		{"a logo", at(glen+"school.md", "---\nname: Glen\nlogo: topics/logo.png\n---\n") + at(glen+"topics/sleep.md", sleep), at(glen+"topics/logo.png", "x")},
		{"the text that is adapted", at(national+"topics/sleep.md", sleep) + at(glen+"topics/sleep.md", "---\nadapts: "+strings.Repeat("0a", 32)+"\ntitle: Ours\n---\n"), at(national+"topics/sleep.md", topicText("Sleep", "Other text."))},
		{"the text that is translated", at(national+"topics/sleep.gd.md", sleep), at(national+"topics/sleep.md", sleep)},
		{"what is referred to", at(national+"topics/panic.md", topicText("Panic", "Text.", "related: [sleep]")), at(national+"topics/sleep.md", sleep)},
		{"what a site hides", at(glen+"school.md", "---\nname: Glen\nhide: [topics/sleep]\n---\n"), at(national+"topics/sleep.md", sleep)},
		{"a site's name", at(glen+"topics/sleep.md", sleep), at(glen+"school.md", "---\nname: Glenn\n---\n")},
		{"the network's languages", at(national+"topics/sleep.md", sleep) + at(national+"topics/sleep.fr.md", sleep), at("network.md", "---\nname: Network\nlanguages: [en, fr]\n---\n")},
		{"a document", at(national+"topics/sleep.md", sleep), at(national+"topics/sleep.docx", "x")},
		{"an entry in a folder that means nothing", at(national+"topisc/.hidden", "x"), at(national+"topisc/sleep.md", sleep)},
		{"an entry in a folder below", at(national+"topics/sleep.md", sleep), at(national+"topics/more/panic.md", sleep)},
		{"an area that cannot be one", "", at("areas/Loch Ness/topics/sleep.md", sleep)},
		{"the first entry of a school without settings", "", at("areas/loch/schools/ben/topics/sleep.md", sleep)},
		{"broken front matter", at(national+"topics/sleep.md", sleep) + at(national+"topics/panic.md", picture), at(national+"topics/sleep.md", "---\n[\n---\n")},
		{"no fields", at(national+"topics/sleep.md", sleep), at(national+"topics/sleep.md", "---\n{}\n---\n")},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, after := files(t, test.before), files(t, test.before+test.after)
			var changed []string
			for file := range after {
				if before[file] == nil || string(before[file].Data) != string(after[file].Data) {
					changed = append(changed, file)
				}
			}
			rereadBetween(t, before, after, changed)
			rereadBetween(t, after, before, changed)
		})
	}
}

// TestRereadOfARename: the tree has as many files as before.
func TestRereadOfARename(t *testing.T) {
	panics := at(national+"topics/panic.md", topicText("Panic", "![two](beds.png) and [sleep](sleep.md)."))
	for _, names := range [][]string{{national + "topics/hall.png", national + "topics/bed.png"}, {national + "topics/slep.md", national + "topics/sleep.md"}} {
		before, after := files(t, panics+at(names[0], topicText("Sleep", "Text."))), files(t, panics+at(names[1], topicText("Sleep", "Text.")))
		rereadBetween(t, before, after, names)
		rereadBetween(t, after, before, names)
	}
}

func rereadBetween(t *testing.T, before, after fstest.MapFS, changed []string) {
	t.Helper()
	reader := &Reader{}
	if _, _, err := reader.Read(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	got, problems, err := reader.Reread(t.Context(), after, changed)
	if err != nil {
		t.Fatal(err)
	}
	want, wanted, err := (&Reader{}).Read(t.Context(), after)
	if err != nil {
		t.Fatal(err)
	}
	sameProblems(t, fmt.Sprint(changed), problems, wanted)
	sameLibrary(t, fmt.Sprint(changed), got, want)
}

func sameProblems(t *testing.T, what string, got, want []diag.Problem) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: problems\n%v\nwant\n%v", what, got, want)
	}
}

// sameLibrary compares everything two libraries know.
func sameLibrary(t *testing.T, what string, got, want *Library) {
	t.Helper()
	compare := func(part string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s is\n%v\nwant\n%v", what, part, got, want)
		}
	}
	if len(got.Entries) != len(want.Entries) || len(got.Sites) != len(want.Sites) {
		t.Errorf("%s: %d entries, %d sites, want %d, %d", what, len(got.Entries), len(got.Sites), len(want.Entries), len(want.Sites))
		return
	}
	for i, e := range want.Entries {
		sameEntry(t, what, got.Entries[i], e)
	}
	for i, s := range want.Sites {
		compare("site "+s.Name(), got.Sites[i].Digest(), s.Digest())
		compare("site "+s.Name(), got.Sites[i].Settings.Fields, s.Settings.Fields)
	}
	compare("languages", got.Languages, want.Languages)
	compare("zone", got.Zone, want.Zone)
	compare("settings files", got.settings, want.settings)
	compare("assets", got.assets, want.assets)
	compare("names", got.names, want.names)
	compare("files that cannot be read", got.gaps, want.gaps)
	compare("shelves", shelved(got), shelved(want))
}

func sameEntry(t *testing.T, what string, got, want *Entry) {
	t.Helper()
	type parts struct {
		ID     ID
		Form   Form
		Scope  Scope
		Kind   *Kind
		File   string
		Fields Fields
		Bare   bool
		Digest string
		asks   []ask
		source string
		below  string
		sum    [32]byte
	}
	of := func(e *Entry) parts {
		return parts{e.ID, e.Form, e.Scope, e.Kind, e.File, e.Fields, e.Bare, e.Digest, e.words.asks, string(e.source), string(e.below()), e.sum}
	}
	if g, w := of(got), of(want); !reflect.DeepEqual(g, w) {
		t.Errorf("%s: entry\n%+v\nwant\n%+v", what, g, w)
	}
	if !reflect.DeepEqual(got.Body(), want.Body()) {
		t.Errorf("%s: body of %s\n%+v\nwant\n%+v", what, want.File, got.Body(), want.Body())
	}
}

func shelved(l *Library) map[Scope]map[ID][]string {
	all := map[Scope]map[ID][]string{}
	for scope, shelf := range l.shelves {
		all[scope] = map[ID][]string{}
		for id, entries := range shelf {
			for _, e := range entries {
				if l.File(e.File) != e {
					panic("on the shelf lies another " + e.File)
				}
				all[scope][id] = append(all[scope][id], e.File)
			}
		}
	}
	return all
}

// world is a copy of the demonstration in memory, to which random things happen.
type world struct {
	rand     *rand.Rand
	tree     fstest.MapFS
	original map[string][]byte
}

func newWorld(t *testing.T, seed uint64) *world {
	t.Helper()
	w := &world{rand: rand.New(rand.NewPCG(seed, 0)), tree: fstest.MapFS{}, original: map[string][]byte{}}
	content := os.DirFS(path.Join("..", "..", "content"))
	err := fs.WalkDir(content, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		w.original[file], err = fs.ReadFile(content, file)
		w.tree[file] = &fstest.MapFile{Data: w.original[file]}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// any is a random file that fits.
func (w *world) any(fits func(file string) bool) string {
	files := slices.DeleteFunc(slices.Sorted(maps.Keys(w.tree)), func(file string) bool { return !fits(file) })
	return files[w.rand.IntN(len(files))]
}

func (w *world) write(file, text string) []string {
	w.tree[file] = &fstest.MapFile{Data: []byte(text)}
	return []string{file}
}

func (w *world) remove(file string) []string {
	delete(w.tree, file)
	return []string{file}
}

func (w *world) text(file string) string { return string(w.tree[file].Data) }

func anEntry(file string) bool {
	return strings.HasSuffix(file, ".md") && KindOf(path.Base(path.Dir(file))) != nil
}

func aPicture(file string) bool { return slices.Contains(pictureEndings, path.Ext(file)) }

// change does one random thing, says what, and which files it changed.
func (w *world) change() (said string, changed []string) {
	entry := w.any(anEntry)
	folder := path.Dir(entry)
	edit := func(old, new string) []string { return w.write(entry, strings.Replace(w.text(entry), old, new, 1)) }
	switch n := w.rand.IntN(26); n {
	case 0, 1:
		return "more words", w.write(entry, w.text(entry)+"\nMore words, and [a link](sleep.md).\n")
	case 2:
		return "another title", edit("title: ", "title: Really ")
	case 3:
		return "a draft", edit("---\n", "---\ndraft: true\n")
	case 4:
		return "a misspelled field", edit("summary: ", "sumary: ")
	case 5:
		return "broken front matter", edit("---\n", "---\n[\n")
	case 6, 7, 8, 9:
		return "healed", w.heal()
	case 10:
		return "removed", w.remove(entry)
	case 11:
		return "a new entry", w.write(folder+fmt.Sprintf("/new-%d.md", w.rand.IntN(9)), w.text(entry))
	case 12:
		return "renamed", append(w.write(strings.TrimSuffix(entry, ".md")+"-2.md", w.text(entry)), w.remove(entry)...)
	case 13:
		return "a variant", w.write(strings.TrimSuffix(entry, ".md")+".easy.md", "---\ntitle: Easy\nsummary: Easy.\nupdated: 2026-11-01\n---\nEasy words.\n")
	case 14:
		return "adapted", w.write("areas/midlothian/schools/beeslack/topics/"+path.Base(w.any(func(f string) bool { return strings.HasPrefix(f, "national/topics/") && anEntry(f) })), "---\ntext: append\nadapts: "+strings.Repeat("0a", 32)+"\n---\nHere too.\n")
	case 15:
		return "refers to nothing", edit("---\n", "---\ntopics: [nothing, sleep]\n")
	case 16:
		return "a name that cannot be", w.write(folder+"/Not A Name.md", w.text(entry))
	case 17:
		return "a language nobody has", w.write(strings.TrimSuffix(entry, ".md")+".xx.md", w.text(entry))
	case 18:
		picture := w.any(aPicture)
		return "another picture", w.write(picture, w.text(picture)+"x")
	case 19:
		return "a picture removed", w.remove(w.any(aPicture))
	case 20:
		return "a picture more", append(w.write(folder+"/new.png", "x"), edit("\n---\n", "\n---\n![New](new.png)\n")...)
	case 21:
		settings := w.any(func(f string) bool {
			return slices.Contains([]string{"network.md", "area.md", "school.md"}, path.Base(f))
		})
		return "settings", w.write(settings, strings.Replace(w.text(settings), "---\n", "---\nhide: [topics/nothing]\n", 1))
	case 22:
		return "what nobody reads", slices.Concat(w.write(folder+"/.hidden.md", "x"), w.write(folder+"/a.md~", "x"), w.write(".git/index", "x"), w.write("signoffs/new.md", "x"))
	case 23:
		w.tree[folder+"/link.md"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("other.md")}
		return "a link", []string{folder + "/link.md"}
	case 24:
		return "what does not belong", w.write([]string{folder + "/notes.docx", "national/topisc/sleep.md", folder + "/in/sleep.md"}[w.rand.IntN(3)], w.text(entry))
	}
	return "nothing", []string{entry, folder + "/never-was.md", folder + "/4913"}
}

// heal makes some of the files what they were.
func (w *world) heal() (changed []string) {
	all := slices.Sorted(maps.Keys(w.tree))
	for file := range w.original {
		if w.tree[file] == nil {
			all = append(all, file)
		}
	}
	slices.Sort(all)
	for _, file := range all {
		text, was := w.original[file]
		is := w.tree[file]
		switch {
		case was && is != nil && string(is.Data) == string(text) || w.rand.IntN(3) > 0:
		case was:
			changed = append(changed, w.write(file, string(text))...)
		default:
			changed = append(changed, w.remove(file)...)
		}
	}
	return changed
}
