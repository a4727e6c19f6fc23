package search

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"wellshelf/generator/library"
)

// bytesOf are the files of an index, by path.
func bytesOf(x *Index, form Form) map[string]string {
	files := map[string]string{}
	for f := range x.Files(form) {
		files[f.Path] = string(f.Bytes)
	}
	return files
}

// What else an analyst read before, who asks at the same time, and in what order documents come, must not show.
func TestIndexDependsOnItsShelfAlone(t *testing.T) {
	in := shelved(t, mill(t), "")
	want := bytesOf(made(t, in), Web)
	other := shelved(t, with(t, map[string]string{
		"national/topics/zebra.md":          "---\ntitle: Zebras being worried\nsummary: Anxieties of zebras, sleeplessly bullied.\nshort: [\"Zebras.\"]\nsynonyms: [zonkey, aardvarks]\nupdated: 2026-11-20\n---\nzebra worries\n",
		"national/topics/sleep.md":          "",
		"national/topics/sleep.gd.md":       "",
		"national/resources/sleep-diary.md": "", "national/resources/box-breathing.md": "",
	}), "")
	for round := range 20 {
		shuffled := in
		shuffled.Documents = slices.Clone(in.Documents)
		random := rand.New(rand.NewPCG(1, uint64(round)))
		random.Shuffle(len(in.Documents), func(i, j int) {
			shuffled.Documents[i], shuffled.Documents[j] = shuffled.Documents[j], shuffled.Documents[i]
		})
		a := &Analyst{}
		var both sync.WaitGroup
		both.Go(func() {
			if _, err := a.Index(other); err != nil {
				t.Error(err)
			}
		})
		x, err := a.Index(shuffled)
		both.Wait()
		if err != nil {
			t.Fatal(err)
		}
		if got := bytesOf(x, Web); !reflect.DeepEqual(got, want) {
			t.Fatalf("round %d: the index differs in %v", round, differing(got, want))
		}
	}
}

func differing(a, b map[string]string) (names []string) {
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// The law of warm builds: after an edit, an analyst that read all but the change makes what one makes that read nothing.
func TestWarmIndexEqualsCold(t *testing.T) {
	a := &Analyst{}
	if _, err := a.Index(shelved(t, mill(t), "")); err != nil {
		t.Fatal(err)
	}
	edits := []map[string]string{
		{"national/resources/worry-jar.md": ""},
		{"national/topics/grief.md": "---\ntitle: Grief\nsummary: Missing someone.\nshort: [\"It hurts.\"]\nupdated: 2026-11-22\n---\nA new word: widow.\n"},
		{"areas/burnside/schools/mill/topics/sleep.md": "---\ntitle: Sleeping at the mill\nupdated: 2026-11-22\ntext: append\n---\nAsk at the wheelhouse.\n"},
		{"national/synonyms/everyday.md": "---\ntitle: Words\nsummary: Words.\nupdated: 2026-11-22\ngroups:\n  - words: [jar, pot]\n---\n"},
	}
	for _, edit := range edits {
		in := shelved(t, with(t, edit), "")
		warm, err := a.Index(in)
		if err != nil {
			t.Fatal(err)
		}
		cold := made(t, in)
		if got, want := bytesOf(warm, Stick), bytesOf(cold, Stick); !reflect.DeepEqual(got, want) {
			t.Errorf("after %v the index differs in %v", slices.Collect(maps.Keys(edit)), differing(got, want))
		}
	}
}

// A site's own words are found, the words they replaced are not, and what is hidden is not.
func TestIndexIsOfWhatTheSiteShows(t *testing.T) {
	x := made(t, shelved(t, with(t, map[string]string{
		"areas/burnside/schools/mill/topics/sleep.md": "---\ntitle: Slumber\nupdated: 2026-11-22\ntext: append\n---\nAsk at the wheelhouse.\n",
		"areas/burnside/schools/mill/topics/grief.md": "---\ntitle: When someone dies\nupdated: 2026-11-22\n---\nThe chaplain keeps biscuits.\n",
		"areas/burnside/schools/mill/school.md":       "---\nname: Mill School\nstages: [S1, S2, S3, S4, S5, S6]\nhide: [resources/worry-jar]\n---\n",
	}), ""))
	for question, first := range map[string]string{"slumber": "Slumber", "wheelhouse": "Slumber", "daylight": "Slumber", "chaplain": "When someone dies"} {
		if got := titles(t, x, question); len(got) == 0 || got[0] != first {
			t.Errorf("%q finds %q, not %q first", question, got, first)
		}
	}
	for _, question := range []string{"angry", "jar lid"} {
		for _, title := range titles(t, x, question) {
			if title == "When someone dies" || title == "A worry jar" {
				t.Errorf("%q finds %q, whose words were replaced or hidden", question, title)
			}
		}
	}
}

// Both forms of an index hold the same payloads, and every payload says what it is called.
func TestBothFormsHoldTheSame(t *testing.T) {
	x := made(t, shelved(t, mill(t), ""))
	web, stick := bytesOf(x, Web), bytesOf(x, Stick)
	scripts := ""
	for path, script := range stick {
		if scripts += script; web[path] != script {
			t.Errorf("%s is not the same in both forms", path)
		}
	}
	packed := 0
	for path, content := range web {
		name, isPacked := strings.CutSuffix(strings.TrimPrefix(path, "search/en/"), ".bin")
		if !isPacked {
			continue
		}
		packed++
		stored := unpacked(t, content)
		if _, err := unsealed(name, stored); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if !strings.Contains(scripts, string(encoded(name))+":"+string(encoded(stored))) {
			t.Errorf("no script brings %s", path)
		}
	}
	if packed != len(x.payloads)+1 || packed < 10 {
		t.Errorf("there are %d packed files for %d payloads and the root", packed, len(x.payloads))
	}
}

func unpacked(t testing.TB, packed string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if !r.ModTime.IsZero() || r.Name != "" {
		t.Error("the packed file says when it was made, or its name")
	}
	return string(text)
}

// A shard that a reader opens holds each word once, in order, with all its documents.
func TestShardsHoldTheDictionary(t *testing.T) {
	in := shelved(t, mill(t), "")
	a := &Analyst{}
	c, err := a.compile(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []int{1, 100, 1000, 1 << 20} {
		seen := map[string]bool{}
		shards := c.front(target)
		for i, s := range shards {
			o, err := openShard(s.payload)
			if err != nil {
				t.Fatal(err)
			}
			for w, text := range o.words {
				if seen[text] {
					t.Errorf("%s is in two shards", text)
				}
				seen[text] = true
				if sound(text) < s.key || i+1 < len(shards) && sound(text) >= shards[i+1].key {
					t.Errorf("%s, which sounds like %q, is in the shard of %q", text, sound(text), s.key)
				}
				if got, want := o.list[o.terms[w]].postings, c.lists[c.termOf(text)]; !slices.Equal(got, want) {
					t.Errorf("%s has the documents %v, not %v", text, got, want)
				}
			}
		}
		for n, present := range c.present {
			if present && !seen[c.snapshot.words[n].text] {
				t.Errorf("%s is in no shard", c.snapshot.words[n].text)
			}
		}
	}
}

func (c *compiled) termOf(text string) int32 {
	at := slices.IndexFunc(c.snapshot.words, func(w word) bool { return w.text == text })
	return c.snapshot.words[at].term
}

// A payload is believed in its own place and build alone.
func TestSeals(t *testing.T) {
	stored := sealed("1a2b3c/7", "four\nlines")
	if payload, err := unsealed("1a2b3c/7", stored); err != nil || payload != "four\nlines" {
		t.Errorf("got %q, %v", payload, err)
	}
	for place, text := range map[string]string{
		"1a2b3c/8": stored, "1a2b3d/7": stored, "1a2b3c/7": stored[1:], "1a2b3c/07": stored, "": stored, "root": "", "1a2b3c/7 ": "\n",
	} {
		if payload, err := unsealed(place, text); err == nil {
			t.Errorf("at %q, %q is believed to be %q", place, text, payload)
		}
	}
}

// Terms of many documents are cut to the best of them, and stay in order.
func TestLongListsAreCut(t *testing.T) {
	var list []posting
	for i := range 3 * mostListed {
		list = append(list, posting{int32(i), uint8(1 + i%3)})
	}
	c := &compiled{lists: [][]posting{list}, snapshot: snapshot{words: []word{{text: "a", sound: "a"}}, forward: []int32{0}}, present: []bool{true}}
	o, err := openShard(c.front(100)[0].payload)
	if err != nil {
		t.Fatal(err)
	}
	got := o.list[0].postings
	if len(got) != mostListed || !slices.IsSortedFunc(got, func(a, b posting) int { return int(a.document - b.document) }) {
		t.Fatalf("%d documents are left, or out of order", len(got))
	}
	if slices.ContainsFunc(got, func(p posting) bool { return p.impact != 3 }) {
		t.Error("others than the best are left")
	}
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct{ language, typed, written string }{
		{"en", "worries", "worrying"}, {"en", "bullied", "bully"}, {"pl", "szkole", "szkoła"}, {"pl", "szkola", "szkołę"}, {"uk", "школу", "школа"}, {"gd", "sgoiltean", "sgoilteán"}, {"ar", "المدرسة", "مدرسة"}, {"gd", "sgìth", "sgith"}, {"uk", "їжа", "їжа"}, {"xx", "word", "WORD"},
	} {
		l, err := newLexicon(c.language)
		if err != nil {
			t.Fatal(err)
		}
		typed, written := l.of(c.typed), l.of(c.written)
		if len(typed) != 1 || len(written) != 1 || l.words[typed[0]].term != l.words[written[0]].term {
			t.Errorf("%s: %s does not find %s", c.language, c.typed, c.written)
		}
	}
	for language, stop := range map[string]string{"en": "the", "pl": "nie", "ar": "من"} {
		if l, _ := newLexicon(language); !l.stop[Words(stop)[0]] {
			t.Errorf("%s: %s is looked up", language, stop)
		}
	}
	l, _ := newLexicon("en")
	for _, kept := range []string{"down", "ill", "out", "well"} {
		if l.stop[kept] {
			t.Errorf("%s is passed over", kept)
		}
	}
}

// A translated site's languages have indexes of their own.
func TestTranslatedIndex(t *testing.T) {
	x := made(t, shelved(t, mill(t), "gd"))
	if got := titles(t, x, "cadal"); len(got) != 1 || got[0] != "Cadal" {
		t.Errorf("cadal finds %q", got)
	}
	for path := range bytesOf(x, Web) {
		if !strings.HasPrefix(path, "search/gd/") {
			t.Errorf("%s is not in the language's folder", path)
		}
	}
}

func TestEmptyShelf(t *testing.T) {
	x := made(t, Shelf{Language: "en"})
	if got := titles(t, x, "anything at all"); len(got) > 0 {
		t.Errorf("nothing has %q", got)
	}
	if len(bytesOf(x, Web)) < 4 {
		t.Error("an empty index must still be one")
	}
}

// What proxies and other builds make of files is refused, not believed.
func TestOpenRefuses(t *testing.T) {
	x := made(t, shelved(t, mill(t), ""))
	for what, change := range map[string]func(string) string{
		"cut":              func(s string) string { return s[:len(s)/2] },
		"altered":          func(s string) string { return strings.Replace(s, "a", "b", 1) },
		"missing":          func(string) string { return "" },
		"a page":           func(string) string { return "<!doctype html>\n<title>Blocked</title>" },
		"of another build": func(s string) string { return sealed("zzzzzz/0", s) },
	} {
		stored := func(name string) string {
			text, _ := x.Stored(name)
			return text
		}
		if _, err := Open(func(name string) (string, error) { return change(stored(name)), nil }); err == nil {
			t.Errorf("a root that is %s is believed", what)
		}
		o, err := Open(func(name string) (string, error) {
			if name != "root" {
				return change(stored(name)), nil
			}
			return stored(name), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if results, err := o.Answer("sleep", ""); err == nil {
			t.Errorf("a shard that is %s gives %v", what, results)
		}
	}
}

func FuzzOpenShard(f *testing.F) {
	for _, p := range made(f, shelved(f, mill(f), "")).payloads {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		o, err := openShard(payload)
		if err != nil {
			return
		}
		for _, term := range o.terms {
			if term < 0 || term >= len(o.list) {
				t.Fatalf("a word has the term %d of %d", term, len(o.list))
			}
		}
	})
}

// Words of words are the same words; so a word that was found can be typed.
func FuzzWords(f *testing.F) {
	for _, text := range []string{"I can't sleep", "Łódź", "أنا", "ﷺ", "😀", "a\x00b", "ΣΑΣ", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Words(text)
		if again := Words(strings.Join(once, " ")); !slices.Equal(once, again) {
			t.Errorf("%q is %q, which is %q", text, once, again)
		}
		for _, word := range once {
			if word == "" || units(word) > longestWord || bytes.ContainsAny([]byte(word), " <>&\"'\n") {
				t.Errorf("%q is a word of %q", word, text)
			}
		}
	})
}

// A translated site's index says which of its documents are which in the source language.
func TestTranslatedIndexNamesTheSame(t *testing.T) {
	source := made(t, shelved(t, mill(t), ""))
	in := shelved(t, mill(t), "gd")
	in.Source = source
	in.Documents = append(in.Documents, Document{ID: library.ID{Folder: "topics", Slug: "zzz"}, Version: in.Documents[0].Version, Title: "Eile"})
	x := made(t, in)
	o := opened1(t, x)
	if o.Of != source.build || len(o.Same) != 2 || o.Same[1] != -1 || source.Documents[o.Same[0]].Slug != x.Documents[0].Slug {
		t.Errorf("of %s: %v", o.Of, o.Same)
	}
	if plain := opened1(t, source); plain.Of != "" || plain.Same != nil {
		t.Error("the source language's index says it is another's")
	}
}
