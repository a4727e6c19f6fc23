package generator

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/output"
	"wellshelf/generator/site"
)

// The tests of whole networks build the repository's own content with its own themes, on one day.
var (
	realDay     = civil.Date{Year: 2026, Month: 11, Day: 23}
	realContent = os.DirFS("../content")
	realThemes  = os.DirFS("../themes")
)

// siteCount is how many sites the demonstration has.
const siteCount = 11

// network is a whole network built into memory.
type network struct {
	*output.Memory
	report *Report
	lib    *library.Library
	view   library.View
}

// builtOnce are the real builds that several tests look at and none changes.
var builtOnce = map[string]func() (*network, error){
	"web":    sync.OnceValues(func() (*network, error) { return buildReal(Options{Links: site.Web}) }),
	"folder": sync.OnceValues(func() (*network, error) { return buildReal(Options{Links: site.Folder}) }),
	"staff":  sync.OnceValues(func() (*network, error) { return buildReal(Options{Staff: true}) }),
}

func buildReal(o Options) (*network, error) {
	o.Content, o.Themes, o.Today, o.Jobs = realContent, realThemes, realDay, 2
	return buildMemory(o)
}

// drawn keeps the pictures that builds of these tests show: to draw them anew for each would take longer than all else.
var drawn string

func TestMain(m *testing.M) {
	var err error
	if drawn, err = os.MkdirTemp("", "wellshelf-drawn-"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(drawn)
	os.Exit(code)
}

func buildMemory(o Options) (*network, error) {
	n := &network{Memory: new(output.Memory)}
	o.Sink, o.Pictures = n.Memory, drawn
	b := &Builder{Options: o}
	var err error
	if n.report, err = b.Build(context.Background()); err != nil {
		return nil, err
	}
	if n.lib, _, err = b.reader.Read(context.Background(), o.Content); err != nil {
		return nil, err
	}
	n.view = b.view(n.lib)
	return n, nil
}

// realNetwork is the whole demonstration; it fails the test unless every site of it was built.
func realNetwork(t testing.TB, which string) *network {
	t.Helper()
	n, err := builtOnce[which]()
	if err != nil {
		t.Fatal(err)
	}
	if len(n.report.Held) > 0 || len(n.report.Sites) != siteCount {
		t.Fatalf("%d sites were built, %d wanted; held back: %s\n%s", len(n.report.Sites), siteCount, n.report.Held, texts(errorsOf(n.report)))
	}
	return n
}

// long keeps a test that builds the whole demonstration anew from the race detector, under which tests are short and that
// takes ten times as long. `make test` runs it without.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it is long")
	}
}

// mustMemory builds what is given into memory.
func mustMemory(t testing.TB, o Options) *network {
	t.Helper()
	if !o.Today.IsValid() {
		o.Today = realDay
	}
	n, err := buildMemory(o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// names are the sites that were built.
func (n *network) names() []string {
	var names []string
	for _, s := range n.report.Sites {
		names = append(names, s.Name)
	}
	return names
}

func errorsOf(r *Report) []diag.Problem {
	return slices.DeleteFunc(slices.Clone(r.Problems), func(p diag.Problem) bool { return p.Severity != diag.Error })
}

// texts are problems as a test's failure shows them, one a line.
func texts(problems []diag.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s:%d: %s (%s)\n", p.Place.File, p.Place.Line, p.Text, p.Reach)
	}
	return b.String()
}

// hasProblem reports whether some problem at the file contains the words.
func hasProblem(problems []diag.Problem, file, words string) bool {
	return slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Place.File == file && strings.Contains(p.Text, words) })
}

// copyTree is a copy of a tree in memory, of which a test may change single files. only, when given, says which
// files to take.
func copyTree(t testing.TB, from fs.FS, only func(file string) bool) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || (only != nil && !only(file)) {
			return err
		}
		content, err := fs.ReadFile(from, file)
		tree[file] = &fstest.MapFile{Data: content, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// replaceIn changes one file of a tree. What is replaced must be there, or the test would prove nothing.
func replaceIn(t testing.TB, tree fstest.MapFS, file, old, now string) {
	t.Helper()
	was, found := tree[file]
	if !found || !strings.Contains(string(was.Data), old) {
		t.Fatalf("%s does not contain %q", file, old)
	}
	tree[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(was.Data), old, now, 1)), Mode: 0o644}
}

// stateIn sets a field of an entry, in place of the one it may state.
func stateIn(t testing.TB, tree fstest.MapFS, file, field string) {
	t.Helper()
	was, found := tree[file]
	if !found || !strings.HasPrefix(string(was.Data), "---\n") {
		t.Fatalf("%s has no fields", file)
	}
	tree[file] = &fstest.MapFile{Data: []byte("---\n" + field + "\n" + strings.TrimPrefix(string(was.Data), "---\n")), Mode: 0o644}
}

// page makes a file of a made-up tree.
func pageFile(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n"), Mode: 0o644}
}

// smallTree is a network of two areas with a school each and a library in one: little enough to be built a hundred
// times, and large enough to have something of every scope.
func smallTree() fstest.MapFS {
	return fstest.MapFS{
		"network.md": pageFile("---", "name: Small network", "theme: base", "languages: [en, gd]", "time_zone: Europe/London",
			"crisis_floor: [helplines/listening, topics/self-harm]", "---", "", "What this network is."),
		"national/helplines/listening.md": pageFile("---", "title: The Listening Line", "summary: Someone to talk to.", "updated: 2026-10-01", "region: UK",
			"channels:", "  - type: phone", `    value: "0131 496 0000"`, "    always: true", "    checked:", "      on: 2026-10-01", "      by: Librarians", "      evidence: [a letter]", "---"),
		"national/topics/self-harm.md": pageFile("---", "title: Hurting yourself", "outside: Big feelings", "summary: When it is too much.", "updated: 2026-10-02",
			"short: [You are not alone.]", "---", "", "Talk to [someone](../helplines/listening.md)."),
		"national/topics/sleep.md":    pageFile("---", "title: Sleep", "summary: Sleeping better.", "updated: 2026-10-03", "short: [Rest helps.]", "related: [worry]", "---", "", "## Tonight", "", "Put the phone away. ![A moon](moon.png)"),
		"national/topics/sleep.gd.md": pageFile("---", "title: Cadal", "summary: Cadal nas fheàrr.", "updated: 2026-10-03", "short: [Tha fois cuideachail.]", "---", "", "## A-nochd", "", "Cuir am fòn air falbh."),
		"national/topics/worry.md":    pageFile("---", "title: Worry", "summary: When thoughts go round.", "updated: 2026-10-04", "short: [It passes.]", "---", "", "See [sleep](sleep.md#tonight)."),
		"national/topics/moon.png":    &fstest.MapFile{Data: onePixel, Mode: 0o644},
		"national/books/owl.md":       pageFile("---", "title: The Owl", "summary: A book about night.", "updated: 2026-10-05", "authors: [A. Writer]", "form: fiction", `isbn: ["9780306406157"]`, "topics: [sleep]", "---", "", "An owl cannot sleep."),
		"national/events/evening.md": pageFile("---", "title: An evening", "summary: Come along.", "updated: 2026-10-05", "start: 2026-11-25 18:00", "end: 2026-11-25 19:00", "topics: [worry]", "---", "",
			"There is tea."),
		"national/pages/staff-room.md": pageFile("---", "title: Staff room", "summary: For staff.", "updated: 2026-10-05", "audience: staff", "---", "", "The word is quibblesnatch."),
		"areas/fife/area.md":           pageFile("---", "name: Fife", "---"),
		"areas/fife/topics/worry.md":   pageFile("---", "summary: Worry in Fife.", "updated: 2026-10-06", "---"),
		"areas/fife/schools/beath/school.md": pageFile("---", "name: Beath High School", "languages: [en, gd]", "stages: [S1, S2]", "address: https://beath.example/", "logo: badge.png",
			"people:", "  - role: Guidance teacher", "    helps_with: Anything", "---", "", "About Beath."),
		"areas/fife/schools/beath/badge.png":              &fstest.MapFile{Data: onePixel, Mode: 0o644},
		"areas/fife/schools/beath/topics/sleep.md":        pageFile("---", "updated: 2026-10-07", "text: append", "---", "", "The library is quiet at lunch."),
		"areas/fife/libraries/cowdenbeath/library.md":     pageFile("---", "name: Cowdenbeath Library", "---"),
		"areas/fife/libraries/cowdenbeath/books/crane.md": pageFile("---", "title: The Crane", "summary: A bird.", "updated: 2026-10-08", "authors: [B. Writer]", "form: fiction", `isbn: ["9780306406157"]`, "---", "", "It flies."),
		"areas/moray/area.md":                             pageFile("---", "name: Moray", "theme: shine", "---"),
		"areas/moray/schools/elgin/school.md":             pageFile("---", "name: Elgin Academy", "people:", "  - role: Librarian", "    helps_with: Books", "---"),
	}
}

// onePixel is a PNG picture.
var onePixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82")

// inAll is every file of every site of a network, by the path below the output folder.
func (n *network) inAll() map[string][]byte {
	all := map[string][]byte{}
	for _, name := range append(n.names(), "") {
		for file, content := range n.Files(name) {
			all[path.Join(name, file)] = content
		}
	}
	return all
}

// sorted are the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func TestTheSmallNetworkIsSound(t *testing.T) {
	n := mustMemory(t, Options{Content: smallTree(), Themes: realThemes})
	if len(n.report.Problems) > 0 {
		t.Errorf("it has problems:\n%s", texts(n.report.Problems))
	}
	if got, want := strings.Join(n.names(), " "), "fife/beath fife/cowdenbeath moray/elgin"; got != want {
		t.Errorf("it has the sites %s, not %s", got, want)
	}
}

func TestTheDemonstrationHasNoErrors(t *testing.T) {
	n := realNetwork(t, "web")
	if found := errorsOf(n.report); len(found) > 0 {
		t.Errorf("%s", texts(found))
	}
}
