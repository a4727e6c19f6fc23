package generator

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// change is what somebody may do to one file of the content.
type change func(r *rand.Rand, tree fstest.MapFS, file string)

func text(tree fstest.MapFS, file string) string { return string(tree[file].Data) }

func put(tree fstest.MapFS, file, text string) {
	tree[file] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
}

// changes are those that random edits choose from. Most leave the content sound, and some do not.
var changes = map[string]change{
	"words": func(r *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, text(tree, file)+fmt.Sprintf("\n\nWords number %d.\n", r.IntN(1000)))
	},
	"a title": func(r *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, strings.Replace(text(tree, file), "title: ", fmt.Sprintf("title: %c ", 'A'+r.IntN(26)), 1))
	},
	"a topic": func(_ *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, strings.Replace(text(tree, file), "topics:\n", "topics:\n  - exams\n", 1))
	},
	"a heading": func(_ *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, strings.Replace(text(tree, file), "\n## ", "\n## Also ", 1))
	},
	"a draft": func(_ *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, strings.Replace(text(tree, file), "---\n", "---\ndraft: true\n", 1))
	},
	"an address": func(r *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, strings.Replace(text(tree, file), "---\n", fmt.Sprintf("---\naddress: place-%d\n", r.IntN(1000)), 1))
	},
	"no more fields": func(_ *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, file, strings.TrimPrefix(text(tree, file), "---\n"))
	},
	"no file": func(_ *rand.Rand, tree fstest.MapFS, file string) { delete(tree, file) },
	"a rename": func(r *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, path.Join(path.Dir(file), fmt.Sprintf("renamed-%d.md", r.IntN(1000))), text(tree, file))
		delete(tree, file)
	},
	"a copy": func(r *rand.Rand, tree fstest.MapFS, file string) {
		put(tree, path.Join(path.Dir(file), fmt.Sprintf("copy-%d.md", r.IntN(1000))), text(tree, file))
	},
	"a school's own": func(_ *rand.Rand, tree fstest.MapFS, file string) {
		if rest, national := strings.CutPrefix(file, "national/"); national {
			put(tree, "areas/midlothian/schools/beeslack/"+rest, "---\nupdated: 2026-11-20\nbody: append\n---\n\nAt our school, too.\n")
		}
	},
}

// entryFiles are the files of a tree that hold entries, in order.
func entryFiles(tree fstest.MapFS) []string {
	return slices.DeleteFunc(sorted(tree), func(file string) bool {
		return path.Ext(file) != ".md" || !strings.Contains(strings.TrimPrefix(file, "areas/"), "/") || slices.Contains([]string{"area.md", "school.md", "library.md"}, path.Base(file))
	})
}

// Whatever is done to the real content, one thing after another, a network that is told of it shows what one does that
// is looked at for the first time.
func TestRefreshedEqualsFreshAfterRandomEdits(t *testing.T) {
	long(t)
	const steps, seed = 10, 20261123
	r := rand.New(rand.NewPCG(seed, 1))
	content, themes := copyTree(t, realContent, nil), copyTree(t, realThemes, nil)
	d := newDesk(t, content, themes)
	live := lively(t, d.options())
	kinds := slices.Sorted(maps.Keys(changes))
	for step := range steps {
		var done []string
		for range 1 + r.IntN(3) {
			files := entryFiles(content)
			what, file := kinds[r.IntN(len(kinds))], files[r.IntN(len(files))]
			changes[what](r, content, file)
			done = append(done, what+" of "+file)
		}
		if err := live.Refresh(context.Background(), d.save(t, content, themes)...); err != nil {
			t.Fatal(err)
		}
		sameLive(t, live, lively(t, d.options()), "midlothian/beeslack")
		if t.Failed() {
			t.Fatalf("step %d: %s", step, done)
		}
	}
}
