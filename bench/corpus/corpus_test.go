package corpus_test

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"wellshelf/bench/corpus"
	"wellshelf/generator"
	"wellshelf/generator/output"
)

// A figure can be compared with last month's only while the content is the same.
func TestTheSamePlanMakesTheSameBytes(t *testing.T) {
	if first, second := sum(t, corpus.Plan{Sites: 2, National: 400, Own: 5}), sum(t, corpus.Plan{Sites: 2, National: 400, Own: 5}); first != second {
		t.Errorf("two trees of one plan differ")
	}
}

func sum(t *testing.T, plan corpus.Plan) (all [sha256.Size]byte) {
	t.Helper()
	h := sha256.New()
	walk(t, write(t, plan), func(file string, text []byte) {
		h.Write([]byte(file))
		h.Write(text)
	})
	return [sha256.Size]byte(h.Sum(nil))
}

func write(t *testing.T, plan corpus.Plan) string {
	t.Helper()
	dir := t.TempDir()
	if err := corpus.Write(dir, plan); err != nil {
		t.Fatal(err)
	}
	return dir
}

func walk(t *testing.T, dir string, visit func(file string, text []byte)) {
	t.Helper()
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, file)
		visit(file, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The peers' figures were taken on entries of about 480 words, and 24,000 different words to a thousand of them.
func TestATreeIsLikeTheOnePeersWereMeasuredOn(t *testing.T) {
	different := map[string]bool{}
	entries, words := 0, 0
	word := regexp.MustCompile(`[a-z]+`)
	walk(t, write(t, corpus.Shared(1000)), func(file string, text []byte) {
		if !strings.HasPrefix(file, "national/") {
			return
		}
		entries++
		for _, found := range word.FindAllString(strings.ToLower(string(text)), -1) {
			words++
			different[found] = true
		}
	})
	if entries != 1000 {
		t.Errorf("the tree has %d entries, want 1000", entries)
	}
	if each := words / entries; each < 450 || each > 560 {
		t.Errorf("an entry has %d words, want about 480 and its front matter", each)
	}
	if n := len(different); n < 23_000 || n > 26_000 {
		t.Errorf("the tree has %d different words, want about 24,000", n)
	}
}

// A build that stops at a mistake would be measured as a fast one.
func TestATreeHasNoMistakes(t *testing.T) {
	b := generator.Builder{Options: generator.Options{
		Content: os.DirFS(write(t, corpus.Plan{Sites: 2, National: 500, Own: 20})), Themes: os.DirFS("../../themes"),
		Sink: output.Nothing{}, Jobs: 2, Today: corpus.Today(),
	}}
	report, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		t.Errorf("%s:%d: %s", p.Place.File, p.Place.Line, p.Text)
	}
	if len(report.Sites) != 2 || report.Sites[0].Pages < 520 {
		t.Errorf("built %+v, want two sites of more than 520 pages", report.Sites)
	}
}
