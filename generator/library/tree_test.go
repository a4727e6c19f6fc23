package library

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
)

// Tests write small trees as one text: a line "== path" begins a file. Every tree starts from ground, a network with
// a crisis floor and an area of two schools, and states only what it adds or replaces.
const ground = `
== network.md
---
name: Network
languages: [en, gd, pl]
time_zone: Europe/London
crisis_floor: [helplines/line]
---
== national/helplines/line.md
---
title: Line
summary: Someone to talk to.
updated: 2026-11-01
region: UK
channels: [{type: phone, value: "000 111", checked: {on: 2026-11-01, by: Us, evidence: ["https://example.org/"]}}]
---
== areas/loch/area.md
---
name: Loch
---
== areas/loch/schools/glen/school.md
---
name: Glen
stages: [S1, S2]
---
== areas/loch/schools/brae/school.md
---
name: Brae
---
`

// files makes a file tree of the ground and more.
func files(t *testing.T, more string) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	for _, file := range strings.Split(ground+more, "\n== ")[1:] {
		name, text, _ := strings.Cut(file, "\n")
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

// topicText is a topic with a title, more fields, each on its own line, and a body.
func topicText(title, body string, more ...string) string {
	lines := append([]string{"title: " + title, "summary: About " + title, "updated: 2026-11-01", "short: [Short.]"}, more...)
	return "---\n" + strings.Join(lines, "\n") + "\n---\n" + body + "\n"
}

func at(file, text string) string { return "\n== " + file + "\n" + text }

// read reads a tree that has no mistakes but those wanted: each "file:line:column severity: text".
func read(t *testing.T, more string, want ...string) *Library {
	t.Helper()
	l, problems, err := (&Reader{}).Read(t.Context(), files(t, more))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, problems, want...)
	return l
}

func expect(t *testing.T, problems []diag.Problem, want ...string) {
	t.Helper()
	var got []string
	for _, p := range diag.Sort(problems) {
		got = append(got, p.Place.String()+" "+p.Severity.String()+": "+p.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var day = civil.Date{Year: 2026, Month: 11, Day: 23}

func TestFolders(t *testing.T) {
	sleep := topicText("Sleep", "Text.")
	for _, test := range []struct{ name, more, want, hint string }{
		{"a kind misspelled", at("national/topic/sleep.md", sleep), `national/topic error: unknown folder "topic"`, `did you mean "topics"?`},
		{"a folder at the top", at("natoinal/topics/sleep.md", sleep), `natoinal error: unknown folder "natoinal"`, `did you mean "national"?`},
		{"schools misspelled", at("areas/loch/shcools/ben/school.md", "---\nname: Ben\n---\n"), `areas/loch/shcools error: unknown folder "shcools"`, `did you mean "schools"?`},
		{"a folder in a kind's folder", at("national/topics/more/sleep.md", sleep), "national/topics/more error: folders inside a kind's folder are not used", "move its files one folder up"},
		{"an area that cannot be an address", at("areas/Loch Ness/area.md", "---\nname: Ness\n---\n"), `areas/Loch Ness error: "Loch Ness" cannot be a name in addresses`, "write loch-ness"},
		{"a site that cannot be an address", at("areas/loch/schools/BEN/school.md", "---\nname: Ben\n---\n"), `areas/loch/schools/BEN error: "BEN" cannot be a name in addresses`, "write ben"},
		{"an entry outside a kind's folder", at("national/sleep.md", sleep), "national/sleep.md error: this file lies in no kind's folder", "put it into a folder such as topics or places"},
		{"another sort of file", at("national/topics/sleep.docx", "x"), "national/topics/sleep.docx error: sleep.docx is not used here", "entries end in .md; beside them lie PNG, JPEG, WebP, GIF and PDF files"},
		{"a text editor's ending", at("national/topics/nook.md.txt", sleep), "national/topics/nook.md.txt error: nook.md.txt is not used here", "rename it to nook.md"},
		{"an ending in capitals", at("national/topics/nook.MD", sleep), "national/topics/nook.MD error: nook.MD is not used here", "rename it to nook.md"},
		{"what systems and editors leave behind", at("national/Thumbs.db", "x") + at("national/topics/desktop.ini", "x") + at("national/topics/sleep.md~", "x") + at("areas/loch/sleep.md.bak", "x") + at("sleep.tmp", "x") + at("national/topics/sleep.md.swp", "x"), "", ""},
		{"an unknown folder with nothing in it", at("national/topcs/Thumbs.db", "x"), `national/topcs warning: unknown folder "topcs"`, `did you mean "topics"?`},
		{"a name in capitals", at("national/topics/Sleep.md", sleep), `national/topics/Sleep.md error: "Sleep" cannot be a name in addresses`, "write sleep"},
		{"a name with another form of a letter", at("national/topics/cafe\u0301.md", sleep), "national/topics/cafe\u0301.md error: \"cafe\u0301\" cannot be a name in addresses", "write cafe"},
		{"an unknown ending", at("national/topics/sleep.md", sleep) + at("national/topics/sleep.primay.md", sleep), `national/topics/sleep.primay.md error: "primay" is neither a variant nor a language of the network`, `did you mean "primary"?`},
		{"a language the network lacks", at("national/topics/sleep.md", sleep) + at("national/topics/sleep.fr.md", sleep), `national/topics/sleep.fr.md error: "fr" is neither a variant nor a language of the network`, "before .md may stand a variant, then a language: primary, easy, bsl, gd and pl"},
		{"the source language as ending", at("national/topics/sleep.en.md", sleep), `national/topics/sleep.en.md error: "en" is the source language and has no ending of its own`, "remove .en from the file's name"},
		{"language before variant", at("national/topics/sleep.md", sleep) + at("national/topics/sleep.gd.primary.md", sleep), `national/topics/sleep.gd.primary.md error: the endings ".gd.primary" stand in another order`, "before .md may stand a variant, then a language: primary, easy, bsl, gd and pl"},
		{"a site in a strange area", at("areas/moor/schools/ben/school.md", "---\nname: Ben\n---\n"), `areas/moor/schools/ben/school.md error: the area "moor" has no area.md`, "create areas/moor/area.md with at least a name"},
		{"two sites of one name", at("areas/loch/libraries/glen/library.md", "---\nname: Glen Library\n---\n"), "areas/loch/schools/glen/school.md error: loch/glen is also the name of areas/loch/libraries/glen/library.md", "give one of the two folders another name"},
		{"entries of a site without settings", at("areas/loch/schools/ben/topics/sleep.md", sleep), "areas/loch/schools/ben error: this folder has entries and no school.md", "create it with at least a name"},
		{"hidden files and folders", at(".git/HEAD", "x") + at("national/.DS_Store", "x") + at("README.md", "x") + at("signoffs/README.md", "x"), "", ""},
	} {
		_, problems, err := (&Reader{}).Read(t.Context(), files(t, test.more))
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		t.Run(test.name, func(t *testing.T) {
			expect(t, problems, want...)
			if len(problems) == 1 && problems[0].Hint != test.hint {
				t.Errorf("hint %q, want %q", problems[0].Hint, test.hint)
			}
		})
	}
}

// TestReachOfProblems: a mistake concerns the sites below the folder it lies in.
func TestReachOfProblems(t *testing.T) {
	broken := "no front matter"
	_, problems, err := (&Reader{}).Read(t.Context(), files(t, at("national/topics/a.md", broken)+at("areas/loch/topics/b.md", broken)+at("areas/loch/schools/glen/topics/c.md", broken)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range diag.Sort(problems) {
		got = append(got, p.Place.File+" "+p.Reach.String())
	}
	want := []string{"areas/loch/schools/glen/topics/c.md loch/glen", "areas/loch/topics/b.md every site of loch", "national/topics/a.md every site"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnreadable(t *testing.T) {
	if _, _, err := (&Reader{}).Read(t.Context(), os.DirFS(filepath.Join(t.TempDir(), "none"))); err == nil || !strings.HasPrefix(err.Error(), "the content folder cannot be read: ") {
		t.Errorf("a missing folder: %v", err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := (&Reader{}).Read(cancelled, files(t, "")); err == nil {
		t.Error("a reader told to stop goes on")
	}
	if _, problems, err := (&Reader{}).Read(t.Context(), fstest.MapFS{}); err != nil {
		t.Error(err)
	} else {
		expect(t, problems, "network.md error: there is no network.md")
	}
}

// TestLinksAndDevices reads a real folder with what only a disk can hold.
func TestLinksAndDevices(t *testing.T) {
	dir := t.TempDir()
	for name, file := range files(t, at("national/topics/sleep.md", topicText("Sleep", "Text."))) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte(topicText("Secret", "Text.")), 0o644); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"national/topics/out.md": secret, "national/topics/in.md": "sleep.md", "national/places": filepath.Dir(secret)} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := makePipe(filepath.Join(dir, "national", "topics", "pipe.md")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	l, problems, err := (&Reader{}).Read(t.Context(), root.FS())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, problems,
		"national/places error: this is a symbolic link",
		"national/topics/in.md error: this is a symbolic link",
		"national/topics/out.md error: this is a symbolic link",
		"national/topics/pipe.md error: this is not a plain file",
	)
	if len(l.Entries) != 2 {
		t.Errorf("%d entries are read, want only line.md and sleep.md", len(l.Entries))
	}
}

// shuffled is a file tree that lists folders in another order each time.
type shuffled struct{ fs.FS }

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(s.FS, name)
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, err
}

// TestOrder: neither the order of files nor the number of hands changes what is read.
func TestOrder(t *testing.T) {
	tree := files(t, at("national/topics/sleep.md", topicText("Sleep", "Text.", "related: [none]"))+
		at("national/topics/panic.md", topicText("Panic", "Text."))+at("national/topics/sleep.gd.md", topicText("Cadal", "Teacs."))+
		at("national/topics/sleep.primary.md", topicText("Sleep", "Small."))+at("areas/loch/topics/sleep.md", topicText("Sleep", "Here.", "topics: [nothing]"))+
		at("areas/loch/libraries/glen/library.md", "---\nname: Twice\n---\n"))
	told := func(jobs int, fsys fs.FS) string {
		l, problems, err := (&Reader{Jobs: jobs}).Read(t.Context(), fsys)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, e := range l.Entries {
			b.WriteString(e.File + " " + e.Digest + "\n")
		}
		for _, site := range l.Sites {
			shelf, found := l.Shelf(site, View{Today: day})
			b.WriteString(site.Name() + " " + site.File + " " + shelf.Digest() + "\n")
			problems = append(problems, found...)
		}
		for _, p := range diag.Sort(problems) {
			b.WriteString(p.String())
		}
		return b.String()
	}
	want := told(1, tree)
	for range 20 {
		if got := told(7, shuffled{tree}); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// TestReaderRemembers: a reader kept between reads parses only what has changed, and says the same of the rest.
func TestReaderRemembers(t *testing.T) {
	reader := &Reader{Jobs: 2}
	tree := files(t, at("national/topics/sleep.md", topicText("Sleep", "Text.", "sensitive: perhaps"))+at("national/topics/panic.md", topicText("Panic", "Text.")))
	first, problems, err := reader.Read(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`national/topics/sleep.md:6:12 error: "sensitive" is true or false, not "perhaps"`}
	expect(t, problems, want...)
	tree["national/topics/panic.md"] = &fstest.MapFile{Data: []byte(topicText("Panic", "Other text."))}
	second, problems, err := reader.Read(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, problems, want...)
	for _, test := range []struct {
		file string
		same bool
	}{{"national/topics/sleep.md", true}, {"national/topics/panic.md", false}} {
		// A body is parsed with its file, so the same body in memory means that the file was not read again.
		if same := first.File(test.file).Body() == second.File(test.file).Body(); same != test.same {
			t.Errorf("%s: kept is %v, want %v", test.file, same, test.same)
		}
		if same := first.File(test.file).Digest == second.File(test.file).Digest; same != test.same {
			t.Errorf("%s: the digest is the same: %v, want %v", test.file, same, test.same)
		}
	}
}
