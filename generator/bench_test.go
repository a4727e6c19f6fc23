package generator_test

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"wellshelf/bench/corpus"
	"wellshelf/generator"
	"wellshelf/generator/library"
	"wellshelf/generator/output"
	"wellshelf/generator/site"
)

// tree writes a corpus of one site with n entries.
func tree(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, corpus.Shared(n)); err != nil {
		b.Fatal(err)
	}
	return dir
}

func builder(dir string, sink output.Sink) *generator.Builder {
	return &generator.Builder{Options: generator.Options{
		Content: os.DirFS(dir), Themes: os.DirFS("../themes"), Sink: sink, Jobs: 2, Today: corpus.Today(),
	}}
}

// BenchmarkBuild is what a profile is best taken of:
//
//	go test ./generator -run '^$' -bench Build/10000 -benchtime 1x -cpuprofile cpu.prof
func BenchmarkBuild(b *testing.B) {
	for _, entries := range []int{1000, 10_000} {
		b.Run(strconv.Itoa(entries), func(b *testing.B) {
			dir := tree(b, entries)
			for b.Loop() {
				report, err := builder(dir, output.Nothing{}).Build(b.Context())
				if err != nil || !report.OK() {
					b.Fatal(report, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*entries), "µs/entry")
		})
	}
}

// BenchmarkRead reads a thousand entries: front matter, fields, Markdown.
func BenchmarkRead(b *testing.B) {
	dir := tree(b, 1000)
	for b.Loop() {
		if _, _, err := (&library.Reader{Jobs: 1}).Read(b.Context(), os.DirFS(dir)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkShelf lays a shelf of a thousand entries anew.
func BenchmarkShelf(b *testing.B) {
	tree := os.DirFS(tree(b, 1000))
	for b.Loop() {
		b.StopTimer()
		lib, _, err := (&library.Reader{Jobs: 2}).Read(b.Context(), tree)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if shelf, _ := lib.Shelf(lib.Sites[0], library.View{Today: corpus.Today()}); len(shelf.Items) != 1000 {
			b.Fatalf("the shelf has %d items, want 1000", len(shelf.Items))
		}
	}
}

// BenchmarkRender renders pages of one kind after another.
func BenchmarkRender(b *testing.B) {
	laid, _, err := builder(tree(b, 1000), output.Nothing{}).Site(b.Context(), corpus.SiteName(0))
	if err != nil {
		b.Fatal(err)
	}
	pages := map[string]site.Outline{}
	for _, outline := range laid.Outlines() {
		pages[outline.Layout] = outline
	}
	for _, layout := range []string{"home", "help", "index", "list", "topic", "resource", "service", "book", "place"} {
		b.Run(layout, func(b *testing.B) {
			outline, found := pages[layout]
			if !found {
				b.Fatalf("the site has no page with the layout %s", layout)
			}
			for b.Loop() {
				if err := laid.Write(io.Discard, outline); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFolderBuild builds a thousand entries into a folder, new every time.
func BenchmarkFolderBuild(b *testing.B) {
	dir, out := tree(b, 1000), b.TempDir()
	n := 0
	for b.Loop() {
		n++
		folder, err := output.OpenFolder(filepath.Join(out, string(rune('a'+n%26)), "public"), output.FolderOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := builder(dir, folder).Build(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := folder.Close(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := os.RemoveAll(out); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
