package site

import (
	"context"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/picture"
	"wellshelf/generator/theme"
)

// onePixel is a PNG picture.
const onePixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"

// today is the day on which the sites of these tests are built, a Monday.
var today = civil.Date{Year: 2026, Month: 11, Day: 23}

// baseTheme is loaded once for all tests.
var baseTheme = sync.OnceValue(func() *theme.Theme {
	loaded, _ := theme.Load(os.DirFS("../../themes"), "base")
	return loaded
})

// school lays out the school fife/beath of a small network that has the languages en, gd and pl; the school shows en
// and gd. Files are added to it or replace its own; lines holds front matter and text.
func school(t *testing.T, files map[string]string) (*Site, []diag.Problem) {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range map[string]string{
		"network.md":                         "name: Wells\nlanguages: [en, gd, pl]\ncrisis_floor: [helplines/listening]",
		"areas/fife/area.md":                 "name: Fife",
		"areas/fife/schools/beath/school.md": "name: Beath\nlanguages: [en, gd]\naddress: https://beath.example/\npeople: [{role: Guide, helps_with: All}]",
		"national/helplines/listening.md":    entry("Listening Line", "region: UK\ntopics: [worry]\nchannels: [{type: phone, value: \"0131 496 0000\", always: true, checked: {on: 2026-10-01, by: Us, evidence: [a letter]}}]"),
		"national/topics/worry.md":           entry("Worry", "short: [It passes.]"),
	} {
		tree[name] = &fstest.MapFile{Data: []byte(file(text)), Mode: 0o644}
	}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(file(text)), Mode: 0o644}
	}
	reader := &library.Reader{}
	lib, problems, err := reader.Read(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	view := library.View{Today: today}
	shelf, found := lib.Shelf(lib.Site("fife/beath"), view)
	problems = append(problems, found...)
	look, found := baseTheme().Look(nil)
	problems = append(problems, found...)
	voices := map[string]*theme.Voice{}
	for _, language := range lib.Languages {
		voices[language] = baseTheme().Voice(language)
	}
	laid := Lay(Input{Shelf: shelf, Library: lib, Theme: baseTheme(), Look: look, Voices: voices, Pictures: NewPictures(tree, new(picture.Store))}, Options{View: view})
	return laid, append(problems, laid.Problems()...)
}

// sound is a school without any problem.
func sound(t *testing.T, files map[string]string) *Site {
	t.Helper()
	laid, problems := school(t, files)
	for _, p := range problems {
		t.Errorf("%s:%d: %s", p.Place.File, p.Place.Line, p.Text)
	}
	return laid
}

// file is a file as it lies on the disk: fields, and after "\n\n" the text.
func file(text string) string {
	if !strings.Contains(text, ": ") || strings.HasPrefix(text, "\x89PNG") || strings.HasPrefix(text, "GIF8") {
		return text
	}
	fields, body, _ := strings.Cut(text, "\n\n")
	return "---\n" + fields + "\n---\n" + body
}

// entry is a file with the fields that every entry has, and more.
func entry(title, more string) string {
	return "title: " + title + "\nsummary: About it.\nupdated: 2026-10-01\n" + more
}

// picturePath is where a picture of content is written.
var picturePath = regexp.MustCompile(`(?m)^assets/[0-9a-f]{16}-[0-9]+\.(png|jpg|webp)$`)

// extras are the files of a site beside its pages, by path.
func extras(t *testing.T, s *Site) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, made := range s.Extras() {
		err := made(func(file Extra) error {
			if _, twice := files[file.Path]; twice {
				t.Errorf("%s is made twice", file.Path)
			}
			files[file.Path] = string(file.Bytes)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// view is what the layout of an address is given.
func view(t *testing.T, s *Site, address string) *Page {
	t.Helper()
	outline, found := s.Find(address)
	if !found {
		t.Fatalf("there is no page %q", address)
	}
	p, err := s.View(outline)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// bytesOf is the page of an address.
func bytesOf(t *testing.T, s *Site, address string) string {
	t.Helper()
	outline, found := s.Find(address)
	if !found {
		t.Fatalf("there is no page %q", address)
	}
	out, err := s.Render(outline)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestALinkToAHeadingOfAppendedTextLandsOnIt(t *testing.T) {
	files := map[string]string{
		"areas/fife/schools/beath/topics/worry.md": "updated: 2026-10-02\ntext: append\n\n## At Beath\n\nCome to the library.",
		"areas/fife/schools/beath/topics/other.md": entry("Other", "short: [It is.]\n\nSee [here](/content/national/topics/worry.md#at-beath)."),
	}
	s := sound(t, files)
	link := regexp.MustCompile(`href="\.\./\.\./topics/worry/#([^"]+)"`).FindStringSubmatch(bytesOf(t, s, "topics/other/"))
	if link == nil {
		t.Fatal("the page does not link to the heading")
	}
	if target := bytesOf(t, s, "topics/worry/"); !strings.Contains(target, ` id="`+link[1]+`"`) {
		t.Errorf("the link leads to #%s, which the page does not have", link[1])
	}

	files["areas/fife/schools/beath/topics/other.md"] = entry("Other", "short: [It is.]\n\nSee [here](/content/national/topics/worry.md#at-beth).")
	_, problems := school(t, files)
	if len(problems) != 1 || problems[0].Hint != `did you mean "at-beath"?` {
		t.Errorf("a heading misspelt gives %+v", problems)
	}
}

// The easy words of a floor topic stand above a text in a language that awaits a check, notices above everything: the
// same headings in all of them are still one id each, and every link lands.
func TestNoIDStandsTwice(t *testing.T) {
	words := "\n\n## Now\n\nRead [on](#now).\n\nA word.[^a]\n\n[^a]: A note."
	s := sound(t, map[string]string{
		"network.md":                         "name: Wells\nlanguages: [en, pl]\ncrisis_floor: [helplines/listening, topics/worry]" + words,
		"areas/fife/area.md":                 "name: Fife" + words,
		"areas/fife/schools/beath/school.md": "name: Beath\nlanguages: [en, pl]\npeople: [{role: Guide, helps_with: All}]",
		"national/pages/about.md":            entry("About", words[1:]),
		"national/topics/worry.md":           entry("Worry", "short: [It passes.]"+words),
		"national/topics/worry.pl.md":        entry("Troska", "short: [Mija.]"+words),
		"national/alerts/snow.md":            entry("Snow", "level: info\nfrom: 2026-11-20\nuntil: 2026-11-30"+words),
		"national/alerts/ice.md":             entry("Ice", "level: info\nfrom: 2026-11-20\nuntil: 2026-11-30"+words),
	})
	id, href := regexp.MustCompile(` id="([^"]*)"`), regexp.MustCompile(` href="#([^"]*)"`)
	for _, outline := range s.Outlines() {
		html, seen := bytesOf(t, s, outline.Address), map[string]bool{}
		for _, found := range id.FindAllStringSubmatch(html, -1) {
			if seen[found[1]] {
				t.Errorf("%q has the id %q twice", outline.Address, found[1])
			}
			seen[found[1]] = true
		}
		for _, found := range href.FindAllStringSubmatch(html, -1) {
			if !seen[found[1]] {
				t.Errorf("%q links to #%s, which it does not have", outline.Address, found[1])
			}
		}
	}
}

// The school shows English and Gaelic. What is for pupils in Polish alone is not for its readers.
func TestAnEntryNobodyHereCanReadIsNotShown(t *testing.T) {
	s := sound(t, map[string]string{
		"national/topics/polish.md":        entry("Staff only", "audience: staff\nshort: [No.]\n\nNo."),
		"national/topics/polish.pl.md":     entry("Po polsku", "audience: young-people\nshort: [Tak.]\n\nTak."),
		"national/topics/gaelic.md":        entry("Staff too", "audience: staff\nshort: [No.]\n\nNo."),
		"national/topics/gaelic.gd.md":     entry("Sa Ghàidhlig", "audience: young-people\nshort: [Seadh.]\n\nSeadh."),
		"national/topics/easy.md":          entry("Not for pupils", "audience: staff\nshort: [No.]\n\nNo."),
		"national/topics/easy.easy.md":     entry("Easy words", "audience: young-people\nshort: [Yes.]\n\nEasy."),
		"national/topics/translated.md":    entry("Translated", "short: [Yes.]\n\nYes."),
		"national/topics/translated.pl.md": entry("Przetłumaczone", "short: [Tak.]\naliases: [old/polish]\n\n![A moon](moon.png)"),
		"national/topics/moon.png":         onePixel,
	})
	for address, want := range map[string]bool{
		"topics/polish/": false, "gd/topics/polish/": false,
		"topics/gaelic/": false, "gd/topics/gaelic/": true,
		"topics/easy/": true, "topics/easy/easy/": false,
		"topics/translated/": true, "old/polish/": false,
	} {
		if _, found := s.Find(address); found != want {
			t.Errorf("the site has %s: %v, wanted: %v", address, found, want)
		}
	}
	list := view(t, s, "").Main.(*Home).Topics
	want := []Link{{Text: "Easy words", Href: "topics/easy/"}, {Text: "Sa Ghàidhlig", Href: "gd/topics/gaelic/", Lang: "gd"},
		{Text: "Translated", Href: "topics/translated/"}, {Text: "Worry", Href: "topics/worry/"}}
	if !slices.Equal(list, want) {
		t.Errorf("the start page lists %+v", list)
	}
	for path := range extras(t, s) {
		if picturePath.MatchString(path) {
			t.Errorf("%s is written, which only the Polish text shows", path)
		}
	}
}

// A picture that the settings' own words show is written: about shows it.
func TestThePictureOfASettingsFileIsWritten(t *testing.T) {
	s := sound(t, map[string]string{"network.md": "name: Wells\nlanguages: [en, gd]\ncrisis_floor: [helplines/listening]\n\n![A well](well.png)", "well.png": onePixel})
	if written := strings.Join(slices.Sorted(maps.Keys(extras(t, s))), "\n"); !picturePath.MatchString(written) {
		t.Errorf("the picture is not among\n%s", written)
	}
}

func TestAPanicIsAnErrorOfItsPage(t *testing.T) {
	s := sound(t, nil)
	err := s.Write(io.Discard, Outline{Address: "topics/worry/", Layout: "nonsense"})
	if err == nil || err.Error() != `page "topics/worry/": wellshelf: internal error: no view for the layout nonsense` {
		t.Errorf("a page that cannot be made gives: %v", err)
	}
	err = s.Write(io.Discard, Outline{Address: "topics/worry/", Layout: "topic", item: &placed{}})
	if err == nil || !strings.HasPrefix(err.Error(), `page "topics/worry/": wellshelf: internal error: runtime error: `) {
		t.Errorf("a page of nothing gives: %v", err)
	}
}
