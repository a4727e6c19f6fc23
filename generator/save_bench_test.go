package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wellshelf/bench/corpus"
	"wellshelf/generator/output"
)

// BenchmarkSave is what stands between a save and the fresh page in the preview of 10,000 entries: the file is read
// again, the site laid out, the page made. BenchmarkSave/settled waits until all that is wrong is known as well.
//
//	go test ./generator -run '^$' -bench Save -benchtime 40x -cpuprofile cpu.prof
func BenchmarkSave(b *testing.B) {
	dir := tree(b, 10_000)
	live, err := builder(dir, output.Nothing{}).Live(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(dir, filepath.FromSlash(corpus.Edited))
	original, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	page := strings.TrimSuffix(strings.TrimPrefix(corpus.Edited, "national/"), ".md") + "/index.html"
	n := 0
	save := func(b *testing.B) {
		n++
		mark := fmt.Sprintf("bodymark%dx", n)
		if err := os.WriteFile(name, fmt.Appendf(original, "\n\nThis is new: %s.\n", mark), 0o644); err != nil {
			b.Fatal(err)
		}
		if err := live.Refresh(b.Context(), "content/"+corpus.Edited); err != nil {
			b.Fatal(err)
		}
		file, err := live.File(b.Context(), corpus.SiteName(0), page)
		if err != nil || !strings.Contains(string(file.Bytes), mark) {
			b.Fatalf("the page does not show the change: %v", err)
		}
	}
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			save(b)
		}
	})
	b.Run("settled", func(b *testing.B) {
		for b.Loop() {
			save(b)
			if err := live.Settled(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
