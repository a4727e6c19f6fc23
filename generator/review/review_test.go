package review

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator"
	"wellshelf/generator/signing"
	"wellshelf/generator/signoff"
)

var update = flag.Bool("update", false, "write the review pack anew")

var day = civil.Date{Year: 2026, Month: 11, Day: 23}

var themes = os.DirFS("../../themes")

var codes = regexp.MustCompile(`code [0-9a-f]{4}-[0-9a-f]{4}`)

func file(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n"), Mode: 0o644}
}

// network is a small network with a policy, in which everything is signed.
func network(t *testing.T) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{
		"network.md": file("---", "name: Wells", "languages: [en, gd]", "crisis_floor: [topics/panic, helplines/night-line]",
			"sign_off: [{kinds: [topic, helpline], roles: [library, health], months: 12}, {kinds: [topic], crisis: true, roles: [young-people], months: 12}]", "---"),
		"areas/kyle/area.md":                     file("---", "name: Kyle", "---"),
		"areas/kyle/schools/ayr/school.md":       file("---", "name: Ayr", "people: [{role: Librarian, helps_with: Anything}]", "---"),
		"areas/kyle/libraries/troon/library.md":  file("---", "name: Troon", "people: [{role: Librarian, helps_with: Anything}]", "---"),
		"areas/moray/area.md":                    file("---", "name: Moray", "---"),
		"areas/moray/schools/elgin/school.md":    file("---", "name: Elgin", "people: [{role: Librarian, helps_with: Anything}]", "---"),
		"areas/moray/schools/elgin/pages/bus.md": file("---", "title: The late bus", "summary: How to get home.", "updated: 2026-10-01", "---", "", "It leaves at five."),
		"national/helplines/night-line.md": file("---", "title: Night Line", "summary: An invented helpline that answers at night.", "updated: 2026-10-01", "topics: [panic]", "region: Scotland",
			"channels:", "  - type: phone", `    value: "000 111"`, "    always: true", "    checked: {on: 2026-10-01, by: Library group, evidence: [https://example.org/night-line]}", "---", "", "Somebody answers."),
		"national/topics/panic.md":    file("---", "title: Panic", "summary: When you are very scared.", "short: [It will stop.]", "updated: 2026-10-01", "---", "", "It feels bad. It will stop. Breathe out slowly."),
		"national/topics/panic.gd.md": file("---", "title: Clisgeadh", "summary: Nuair a tha thu fo eagal.", "short: [Stadaidh e.]", "updated: 2026-10-01", "---", "", "Stadaidh e."),
		"national/topics/sleep.md":    file("---", "title: Sleep", "summary: When nights are hard.", "short: [Rest.]", "updated: 2026-10-01", "---", "", "## Tonight", "", "Charge your phone outside the bedroom. Read something kind.", "", "## Who to tell", "", "Tell someone at school."),
		"national/topics/worry.md":    file("---", "title: Worry", "summary: When thoughts go round.", "short: [It passes.]", "updated: 2026-10-01", "---", "", "Write it down."),
	}
	sign(t, tree, day)
	return tree
}

// sign lets every role sign every text that somebody is asked to sign.
func sign(t *testing.T, tree fstest.MapFS, on civil.Date) {
	t.Helper()
	read, err := (&generator.Builder{Options: generator.Options{Content: tree, Themes: themes, Today: on}}).Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []signing.Decision
	for _, e := range read.Library.Entries {
		for _, role := range read.Library.Record(e, on).Missing {
			one := signing.Decision{Entry: e.File, Record: signoff.Record{Role: role, Group: "Wells " + role + " group", By: "KM"}}
			if signoff.Unnamed(role) {
				one.Record.By, one.Record.RecordedBy = "5", "KM"
			}
			all = append(all, one)
		}
	}
	result, err := (&signing.Desk{Library: read.Library, Content: tree, Today: on}).Sign(all...)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		tree[f.Path] = &fstest.MapFile{Data: f.Bytes, Mode: 0o644}
	}
}

func copied(tree fstest.MapFS) fstest.MapFS {
	other := fstest.MapFS{}
	for name, f := range tree {
		other[name] = &fstest.MapFile{Data: slices.Clone(f.Data), Mode: f.Mode}
	}
	return other
}

func replace(t *testing.T, tree fstest.MapFS, name, old, now string) {
	t.Helper()
	text := string(tree[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	tree[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, now, 1)), Mode: 0o644}
}

// differing are the files that two trees do not share.
func differing(a, b fstest.MapFS) []string {
	var names []string
	for name := range a {
		if b[name] == nil || string(b[name].Data) != string(a[name].Data) {
			names = append(names, name)
		}
	}
	for name := range b {
		if a[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func compare(t *testing.T, base, head fstest.MapFS) *Pack {
	t.Helper()
	pack, err := Compare(t.Context(), Input{
		Options: generator.Options{Today: day, Jobs: 1}, Base: base, Head: head, Themes: themes, Changed: differing(base, head),
		From: State{"main", "0a0a0a0a"}, To: State{"better-words", "1b1b1b1b"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// TestCompare: for each kind of change, what a group is told.
func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(t *testing.T, tree fstest.MapFS)
		want   string
	}{
		{"nothing", func(*testing.T, fstest.MapFS) {}, "No page of any site changes."},
		{"a word", func(t *testing.T, tree fstest.MapFS) {
			replace(t, tree, "national/topics/sleep.md", "something kind", "a book")
		}, `changed  topics/sleep, Sleep
  on all 3 sites. When Wells library group (library) and Wells health group (health) have signed. Until then readers see what they see now.
  - The words before were signed by Wells library group, Wells health group. That does not hold for these.
  to sign: Wells library group (library), code CODE
  to sign: Wells health group (health), code CODE`},
		{"a word, and everyone signs", func(t *testing.T, tree fstest.MapFS) {
			replace(t, tree, "national/topics/sleep.md", "something kind", "a book")
			sign(t, tree, day)
		}, `changed  topics/sleep, Sleep
  on all 3 sites. At once.`},
		{"the day alone", func(t *testing.T, tree fstest.MapFS) {
			replace(t, tree, "national/topics/worry.md", "2026-10-01", "2026-11-22")
		}, `changed  topics/worry, Worry
  on all 3 sites. When Wells library group (library) and Wells health group (health) have signed. Until then readers see what they see now.
  - Only the day was moved. Not a word changed.
  - The words before were signed by Wells library group, Wells health group. That does not hold for these.
  to sign: Wells library group (library), code CODE
  to sign: Wells health group (health), code CODE`},
		{"a page of one school", func(t *testing.T, tree fstest.MapFS) {
			replace(t, tree, "areas/moray/schools/elgin/pages/bus.md", "at five", "at six, from https://example.org/stop. Ring 000 333")
		}, `changed  pages/bus, The late bus
  on moray/elgin. At once.
  - A number that is new: 000 333. Who has checked it, and where?
  - A link that is new: https://example.org/stop`},
		{"hidden by a school", func(t *testing.T, tree fstest.MapFS) {
			replace(t, tree, "areas/moray/schools/elgin/school.md", "name: Elgin", "name: Elgin\nhide: [topics/worry]")
		}, `hidden  topics/worry, Worry
  on moray/elgin. At once.
  - It is hidden by areas/moray/schools/elgin/school.md.
  - The address topics/worry/ leads nowhere any more. Somebody may have it written down: list it under aliases of the page that should be found there.`},
		{"removed", func(_ *testing.T, tree fstest.MapFS) { delete(tree, "areas/moray/schools/elgin/pages/bus.md") }, `removed  pages/bus, The late bus
  on moray/elgin. At once.
  - The address pages/bus/ leads nowhere any more. Somebody may have it written down: list it under aliases of the page that should be found there.`},
		{"an adaptation of an area", func(_ *testing.T, tree fstest.MapFS) {
			tree["areas/kyle/topics/worry.md"] = file("---", "updated: 2026-11-20", "---", "", "Write it down in Kyle.")
		}, `changed  topics/worry, Worry
  on kyle/ayr, kyle/troon. When library and health have signed. Until then readers see what they see now.
  to sign: library, code CODE
  to sign: health, code CODE`},
		{"a new page that asks for nobody", func(_ *testing.T, tree fstest.MapFS) {
			tree["areas/kyle/pages/new.md"] = file("---", "title: New", "summary: New.", "updated: 2026-11-20", "---", "", "Hello.")
		}, `added  pages/new, New
  on kyle/ayr, kyle/troon. At once.`},
		{"a mistake", func(t *testing.T, tree fstest.MapFS) {
			replace(t, tree, "areas/moray/schools/elgin/pages/bus.md", "summary:", "topics: [slep]\nsummary:")
		}, `changed  pages/bus, The late bus
  on moray/elgin. At once.
mistake that is new  content/areas/moray/schools/elgin/pages/bus.md: unknown topic "slep"`},
		{"withdrawn", func(t *testing.T, tree fstest.MapFS) {
			read, err := (&generator.Builder{Options: generator.Options{Content: tree, Themes: themes, Today: day}}).Read(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			result, err := (&signing.Desk{Library: read.Library, Content: tree, Today: day}).Sign(signing.Decision{Entry: "topics/worry", Record: signoff.Record{Role: "library", Group: "G", By: "KM", Decision: signoff.Withdraw}})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range result.Files {
				tree[f.Path] = &fstest.MapFile{Data: f.Bytes, Mode: 0o644}
			}
		}, `hidden  topics/worry, Worry
  on all 3 sites. At once.
  - It was withdrawn: national/topics/worry.md.
  - The address topics/worry/ leads nowhere any more. Somebody may have it written down: list it under aliases of the page that should be found there.`},
		{"renamed, with the older address and name", func(_ *testing.T, tree fstest.MapFS) {
			tree["national/topics/worries.md"] = file("---", "title: Worry", "summary: When thoughts go round.", "short: [It passes.]", "updated: 2026-10-01", "formerly: worry", "---", "", "Write it down.")
			delete(tree, "national/topics/worry.md")
		}, `removed  topics/worry, Worry
  on all 3 sites. At once.
  - The address topics/worry/ leads nowhere any more. Somebody may have it written down: list it under aliases of the page that should be found there.
added  topics/worries, Worry
  on all 3 sites. At once.`},
	} {
		t.Run(test.name, func(t *testing.T) {
			base := network(t)
			head := copied(base)
			test.change(t, head)
			got := strings.TrimSpace(codes.ReplaceAllString(string(compare(t, base, head).Text()), "code CODE"))
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// A proposal that was made before and still waits is not told of again.
func TestCompareLeavesOutWhatWaitedBefore(t *testing.T) {
	base := network(t)
	replace(t, base, "national/topics/worry.md", "Write it down.", "Say it aloud.")
	head := copied(base)
	replace(t, head, "national/topics/sleep.md", "something kind", "a book")
	pack := compare(t, base, head)
	if len(pack.Changes) != 1 || pack.Changes[0].Entry != "topics/sleep" {
		t.Errorf("got\n%s", pack.Text())
	}
}

// TestPack holds a whole review pack to what it was. e2e looks at the same files in a browser.
func TestPack(t *testing.T) {
	base := network(t)
	head := copied(base)
	replace(t, head, "national/topics/sleep.md", "Charge your phone outside the bedroom.", "Charge your telephone in the kitchen & sleep <well>.")
	replace(t, head, "national/topics/panic.md", "It feels bad. It will stop.", "Panic is a strong feeling. It will stop.")
	replace(t, head, "national/helplines/night-line.md", "000 111", "000 222")
	replace(t, head, "areas/kyle/schools/ayr/school.md", "name: Ayr", "name: Ayr\nhide: [topics/worry]")
	head["areas/moray/schools/elgin/pages/bus.md"] = nil
	delete(head, "areas/moray/schools/elgin/pages/bus.md")
	head["areas/kyle/pages/new.md"] = file("---", "title: New here", "summary: When you are new.", "updated: 2026-11-20", "---", "", "Being new is hard.")
	files, err := compare(t, base, head).Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Join("testdata", "pack", f.Name)
		if *update {
			if err := os.WriteFile(name, f.Bytes, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != string(f.Bytes) {
			t.Errorf("%s is not what it was; look at it, and write it anew with -update", name)
		}
	}
}

// The table that comes with a pack can be filled in and signed from, until the words change.
func TestPackIsSigned(t *testing.T) {
	base := network(t)
	head := copied(base)
	replace(t, head, "national/topics/sleep.md", "something kind", "a book")
	files, err := compare(t, base, head).Files()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(files, func(f File) bool { return f.Name == "decisions.csv" })
	filled := strings.NewReplacer(",,library,Wells library group,,", ",yes,library,Wells library group,KM,", ",,health,Wells health group,,", ",yes,health,Wells health group,AO,").Replace(string(files[at].Bytes))
	decisions, err := signing.ReadDecisions([]byte(filled))
	if err != nil || len(decisions) != 2 {
		t.Fatalf("%d decisions, %v\n%s", len(decisions), err, filled)
	}
	desk := func() *signing.Desk {
		read, err := (&generator.Builder{Options: generator.Options{Content: head, Themes: themes, Today: day}}).Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return &signing.Desk{Library: read.Library, Content: head, Today: day}
	}
	if _, err := desk().Sign(decisions...); err != nil {
		t.Error(err)
	}
	replace(t, head, "national/topics/sleep.md", "a book", "two books")
	if _, err := desk().Sign(decisions...); err == nil || !strings.Contains(err.Error(), "has changed since they looked at it") {
		t.Errorf("a changed text was signed by its old code: %v", err)
	}
}

// A change of many long pages is still one comment of a pull request.
func TestMarkdownFitsAComment(t *testing.T) {
	base := network(t)
	head := copied(base)
	for i := range 400 {
		slug := "long-" + strings.Repeat("x", i%20) + string(rune('a'+i%26)) + string(rune('a'+i/26%26))
		head["areas/kyle/pages/"+slug+".md"] = file("---", "title: Long | @everyone <b> "+slug, "summary: Long.", "updated: 2026-11-20", "---", "", strings.Repeat("Many words stand here. ", 60))
	}
	text := string(compare(t, base, head).Markdown())
	if len(text) > 65536 || !strings.Contains(text, "more, which are in the review pack") || !strings.Contains(text, "more pages are in the review pack") {
		t.Errorf("%d bytes, ending in %q", len(text), text[len(text)-200:])
	}
	if strings.Contains(text, "@everyone") || strings.Contains(text, "<b>") {
		t.Error("words of an entry became a mention or a mark")
	}
}

func TestPairs(t *testing.T) {
	page := func(texts ...string) []block {
		var all []block
		for _, s := range texts {
			all = append(all, block{text: s})
		}
		return all
	}
	for _, test := range []struct {
		name          string
		before, after []block
		want          string
	}{
		{"nothing", nil, nil, ""},
		{"the same", page("a b"), page("a b"), "= a b"},
		{"a word", page("one two three four"), page("one two five four"), "one two [-three-] four / one two {+five+} four"},
		{"a paragraph comes", page("a b c d"), page("a b c d", "new words"), "= a b c d\n/ {+new words+}"},
		{"a paragraph goes", page("gone words", "a b c d"), page("a b c d"), "[-gone words-] /\n= a b c d"},
		{"all is another", page("one two three"), page("four five six"), "[-one two three-] /\n/ {+four five six+}"},
		{"two become one", page("keep this here", "and this there"), page("keep this here too"), "keep this here / keep this here {+too+}\n[-and this there-] /"},
	} {
		var lines []string
		for _, p := range pairs(test.before, test.after) {
			side := func(runs []run) string {
				var words []string
				for _, r := range runs {
					switch {
					case r.before && r.after:
						words = append(words, r.text)
					case r.before:
						words = append(words, "[-"+r.text+"-]")
					default:
						words = append(words, "{+"+r.text+"+}")
					}
				}
				return strings.Join(words, " ")
			}
			if p.same {
				lines = append(lines, "= "+side(p.before))
			} else {
				lines = append(lines, strings.TrimSpace(side(p.before)+" / "+side(p.after)))
			}
		}
		if got := strings.Join(lines, "\n"); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}
