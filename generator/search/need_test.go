package search

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

// said by the demonstration's crisis entries, in all languages.
func demonstrationVocabulary(t testing.TB) Vocabulary {
	t.Helper()
	l, _, err := new(library.Reader).Read(t.Context(), os.DirFS(filepath.Join("..", "..", "content")))
	if err != nil {
		t.Fatal(err)
	}
	shelf, _ := l.Shelf(l.Sites[0], library.View{Today: civil.Date{Year: 2026, Month: 11, Day: 23}})
	v := Gather(shelf.Items)
	if len(v.Phrases) < 300 || len(v.Near) < 120 {
		t.Fatalf("the demonstration has only %d phrases and %d near misses", len(v.Phrases), len(v.Near))
	}
	return v
}

func needOf(t testing.TB, v Vocabulary) *Need {
	t.Helper()
	n, err := OpenNeed(Pack(v))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// typed are the lines of a file of texts as people type them.
func typed(t testing.TB, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "need", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// TestNeedOfPeople: of those who need help nearly all are seen, of the others none.
func TestNeedOfPeople(t *testing.T) {
	n := needOf(t, demonstrationVocabulary(t))
	crisis := typed(t, "crisis.txt")
	seen, understood := 0, 0
	for _, line := range crisis {
		want, text, _ := strings.Cut(line, "\t")
		group, found := n.Group(text)
		if !slices.Contains(Groups, want) {
			t.Errorf("%q is of no group", line)
		}
		if found {
			seen++
		} else {
			t.Logf("not seen: %s", line)
		}
		if group == want {
			understood++
		}
	}
	if len(crisis) < 150 || seen*100 < len(crisis)*97 || understood*100 < len(crisis)*92 {
		t.Errorf("of %d people in need %d are seen and %d are shown the help of their own group", len(crisis), seen, understood)
	}
	benign := typed(t, "benign.txt")
	for _, text := range benign {
		if group, found := n.Group(text); found {
			t.Errorf("%q counts as %s", text, group)
		}
	}
	if len(benign) < 200 {
		t.Errorf("only %d harmless texts", len(benign))
	}
	t.Logf("seen %d of %d, own group %d; %d harmless texts", seen, len(crisis), understood, len(benign))
}

// TestNeedOfPhrases: every phrase as it is written gives its own group, or one that counts more; every near miss none.
func TestNeedOfPhrases(t *testing.T) {
	v := demonstrationVocabulary(t)
	n := needOf(t, v)
	for _, phrase := range slices.Concat(v.Phrases, v.Alone) {
		if group, found := n.Group(phrase.Text); !found || slices.Index(Groups, group) > phrase.Group {
			t.Errorf("%q of %s gives %q", phrase.Text, Groups[phrase.Group], group)
		}
	}
	for _, text := range v.Near {
		if group, found := n.Group(text); found {
			t.Errorf("the near miss %q counts as %s", text, group)
		}
	}
}

// TestNeedOfSlips: one slip of the hand in a long word hides almost no phrase.
func TestNeedOfSlips(t *testing.T) {
	v := demonstrationVocabulary(t)
	n := needOf(t, v)
	tried, hidden := 0, 0
	for _, phrase := range v.Phrases {
		words := Words(phrase.Text)
		for i, word := range words {
			if len(word) < 6 || !isTried(word) || word[2] == word[3] {
				continue
			}
			slipped := slices.Clone(words)
			slipped[i] = word[:2] + word[3:4] + word[2:3] + word[4:]
			tried++
			if _, found := n.Group(strings.Join(slipped, " ")); !found {
				hidden++
				t.Logf("hidden: %s", strings.Join(slipped, " "))
			}
		}
	}
	if tried < 100 || hidden*100 > tried*3 {
		t.Errorf("of %d slips %d hide a phrase", tried, hidden)
	}
}

// ownWords are words of the demonstration's pages that ask for help by themselves.
var ownWords = strings.Fields("abuse abused abusing abusive blackmail blackmailed blackmailing cut cuts cutting drugged evicted fgm groomed grooming " +
	"emergency homeless kms neglect neglected nudes overdose overdosed rape raped relapse relapsed selfharm sextorted sextortion sh suicidal suicide suicides unconscious " +
	"unalive stabbed deepfake sucide sexting abuser groped molested slit")

// TestNeedOfWords: the words of the site's own pages, each by itself, are not taken for others.
func TestNeedOfWords(t *testing.T) {
	n := needOf(t, demonstrationVocabulary(t))
	files, _ := filepath.Glob(filepath.Join("..", "..", "content", "national", "*", "*.md"))
	words := map[string]bool{}
	for _, file := range files {
		if strings.Contains(filepath.ToSlash(file), "/crisis/") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range Words(string(text)) {
			words[word] = true
		}
	}
	if len(words) < 3000 {
		t.Fatalf("only %d words", len(words))
	}
	for word := range words {
		if group, found := n.Group(word); found && !slices.Contains(ownWords, word) {
			t.Errorf("%q by itself counts as %s: name it under near misses if it is harmless", word, group)
		}
	}
}

// TestVocabulary: what entries say about words is as it must be, over all entries and languages.
func TestVocabulary(t *testing.T) {
	v := demonstrationVocabulary(t)
	place := map[string]string{}
	put := func(text, where string) {
		words := Words(text)
		if len(words) != 1 {
			t.Errorf("%q, which counts as one word, is %q", text, words)
			return
		}
		if before, is := place[words[0]]; is && before != where {
			t.Errorf("%q is in %s and in %s", text, before, where)
		}
		place[words[0]] = where
	}
	for _, class := range v.Alike {
		for _, text := range class {
			put(text, strings.Join(class, " "))
		}
	}
	for _, text := range v.Passing {
		put(text, "what is passed over")
	}
	n := v.need()
	for _, phrase := range slices.Concat(v.Phrases, v.Alone) {
		if len(n.reduced(Words(phrase.Text))) == 0 {
			t.Errorf("%q says nothing", phrase.Text)
		}
	}
	kind := library.KindOf("crisis")
	at := slices.IndexFunc(kind.Fields, func(f library.Field) bool { return f.Name == "group" })
	if !slices.Equal(kind.Fields[at].Words, Groups) {
		t.Errorf("entries know the groups %q, packs %q", kind.Fields[at].Words, Groups)
	}
}

// TestPack: a pack depends on what is said, not on the order, and nobody reads in it.
func TestPack(t *testing.T) {
	v := demonstrationVocabulary(t)
	pack := Pack(v)
	t.Logf("the pack has %d bytes; its six parts have %v", len(pack), lengths(strings.Split(pack, " ")))
	random := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		shuffle(random, v.Phrases)
		shuffle(random, v.Alone)
		shuffle(random, v.Near)
		shuffle(random, v.Alike)
		shuffle(random, v.Passing)
		for _, class := range v.Alike {
			shuffle(random, class)
		}
		v.Phrases = append(v.Phrases, v.Phrases[0])
		if Pack(v) != pack {
			t.Fatal("the order of phrases changes the pack")
		}
	}
	lower := strings.ToLower(pack)
	for _, phrase := range slices.Concat(v.Phrases, v.Alone) {
		for _, word := range append(Words(phrase.Text), phrase.Text) {
			if len(word) >= shortestTry && strings.Contains(lower, word) {
				t.Errorf("%q can be read in the pack", word)
			}
		}
	}
}

func shuffle[T any](random *rand.Rand, list []T) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func lengths(parts []string) (lengths []int) {
	for _, part := range parts {
		lengths = append(lengths, len(part))
	}
	return lengths
}

func TestNeedRules(t *testing.T) {
	v := Vocabulary{
		Phrases: []Phrase{{1, "storm in the harbour"}, {3, "my boat sinks"}, {0, "boat sinks fast"}, {5, "sinks"}, {6, "sinks"}, {2, "the"}, {4, "harbour lost"}},
		Alone:   []Phrase{{2, "drifting"}},
		Near:    []string{"sinks and taps", "drifting off", "sits"},
		Alike:   [][]string{{"boat", "ship", "dinghy"}, {"lost", "gone", "two words"}, {"gone", "away"}, {"single"}},
		Passing: []string{"the", "really", "my", "not one"},
	}
	n := needOf(t, v)
	for _, test := range []struct{ text, group string }{
		{"a storm in harbour", "suicide"},
		{"STORM, in the (really) harbour!", "suicide"},
		{"storm harbour in", ""},
		{"ship sinks", "hurt-by-someone"},
		{"my ship really sinks fast", "life-in-danger"},
		{"sinks", "leaving-home"},
		{"sinks and taps", ""},
		{"sinks and the taps", ""},
		{"ship sinks and taps", "hurt-by-someone"},
		{"taps and sinks", "leaving-home"},
		{"sinks and taps sinks", "leaving-home"},
		{"dingy sinks", "hurt-by-someone"},
		{"hrabour lost", "online-sexual-threat"},
		{"hraobur lost", ""},
		{"harbour gone", ""}, // gone stays with away, which comes before lost
		{"the", ""},
		{"drifting", "self-harm"},
		{"really drifting!", "self-harm"},
		{"we were drifting", ""},
		{"ships sinks", "leaving-home"},
		{strings.Repeat("strange ", 20) + "sttorm in harbour", ""},
		{strings.Repeat("strange ", 19) + "sttorm in harbour", "suicide"},
		{strings.Repeat("a", longestNeed-6) + " sinks", "leaving-home"},
		{strings.Repeat("a", longestNeed-5) + " sinks", ""},
	} {
		if group, _ := n.Group(test.text); group != test.group {
			t.Errorf("%.60q is of group %q, want %q", test.text, group, test.group)
		}
	}
}

func TestOpenNeedRefuses(t *testing.T) {
	pack := Pack(Vocabulary{Phrases: []Phrase{{1, "storm in the harbour"}}, Alike: [][]string{{"boat", "ship"}}, Passing: []string{"the"}})
	if _, err := OpenNeed(pack); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(pack, " ")
	for _, damaged := range []string{"", " ", pack + " ", parts[0], strings.Join(parts[1:], " "), "\"" + pack, "é" + pack, pack[:len(pack)-1] + "\x00", "!!" + pack[1:],
		parts[0] + " ' ! ! ! !", parts[0] + " ~~~~~~~~~~~~~! ! ! ! !"} {
		if _, err := OpenNeed(damaged); err == nil {
			t.Errorf("%q is taken", damaged)
		}
	}
	if n, err := OpenNeed(Pack(Vocabulary{})); err != nil {
		t.Error(err)
	} else if _, found := n.Group("any words"); found {
		t.Error("an empty pack finds something")
	}
}

// need.json is for the browser's side: a pack of the demonstration, and what it gives for many texts. It need not be the
// newest: both sides must only read it alike.
func TestNeedFixture(t *testing.T) {
	type row struct {
		Text  string `json:"text"`
		Group int    `json:"group"`
	}
	var fixture struct {
		Pack string `json:"pack"`
		Rows []row  `json:"rows"`
	}
	const file = "testdata/need.json"
	if *update {
		fixture.Pack = Pack(demonstrationVocabulary(t))
		for _, text := range fixtureTexts(t) {
			fixture.Rows = append(fixture.Rows, row{Text: text})
		}
	} else {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &fixture); err != nil {
			t.Fatal(err)
		}
	}
	n, err := OpenNeed(fixture.Pack)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range fixture.Rows {
		group, _ := n.Group(r.Text)
		number := slices.Index(Groups, group)
		if fixture.Rows[i].Group = number; !*update && number != r.Group {
			t.Errorf("%s, row %d: %.60q is %d, want %d", file, i+1, r.Text, number, r.Group)
		}
	}
	if len(fixture.Rows) < 200 {
		t.Errorf("%s has only %d rows", file, len(fixture.Rows))
	}
	if *update {
		text := "{\"pack\":" + string(encoded(fixture.Pack)) + ",\n\"rows\":[\n"
		for i, r := range fixture.Rows {
			text += map[bool]string{true: ",\n"}[i > 0] + string(encoded(r))
		}
		if err := os.WriteFile(file, []byte(text+"\n]}\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fixtureTexts are texts of all sorts, some with slips, some odd.
func fixtureTexts(t *testing.T) []string {
	var texts []string
	for i, line := range typed(t, "crisis.txt") {
		_, text, _ := strings.Cut(line, "\t")
		switch i % 4 {
		case 0:
			texts = append(texts, text)
		case 2:
			if middle := len(text) / 2; text[middle] < 0x80 && text[middle+1] < 0x80 {
				texts = append(texts, text[:middle]+text[middle+1:middle+2]+text[middle:middle+1]+text[middle+2:])
			}
		}
	}
	for i, text := range typed(t, "benign.txt") {
		if i%6 == 0 {
			texts = append(texts, text)
		}
	}
	return append(texts, "", " ", "\x00", "i want\x00to die", "😀", "i 😭 want to 😭 die", "I  WANT\tTO\nDIE!!!", "i want to díe", "i wan’t to die",
		"ｉ ｗａｎｔ ｔｏ ｄｉｅ", "𝐢 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞", "sui\u00adcide", "su\u200bicide", "أريد أن أموت", "أُرِيدُ أن أموت", "хочу померти", "chcę umrzeć", "chce umrzec", "tha mi ag iarraidh bàsachadh",
		"suicide squad makes me want to die", "die want to i", strings.Repeat("a", 10000), strings.Repeat("a ", 5000), strings.Repeat("word ", 999)+"i want to die",
		strings.Repeat("word ", 1100)+"i want to die", strings.Repeat("suicde ", 30), strings.Repeat("unknwon ", 20)+"suicde", strings.Repeat("unknwon ", 19)+"suicde", strings.Repeat("😀", 2499)+" kys", strings.Repeat("😀", 2498)+" kys", "=1 =2 ^ $", "kms", "40 kms to perth", "💀 im dead 💀")
}

func FuzzNeed(f *testing.F) {
	n := needOf(f, demonstrationVocabulary(f))
	for _, text := range []string{"", "i want to die", "suicide squad", "my dad hits me", "\x00\xff", "ﬁght ½ İ ẞ ǅ", "أريد أن أموت", strings.Repeat("suicde ", 40)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		group, found := n.Group(text)
		if again, _ := n.Group(text); again != group || found != slices.Contains(Groups, group) {
			t.Errorf("%q is of group %q, then of %q; found is %v", text, group, again, found)
		}
	})
}
