// Package corpus makes up content trees for measuring: as many entries as asked for, of real kinds and lengths, with
// links between them, and the same bytes on every machine.
//
// The words are mostly nonsense, because what costs a generator time is how much there is to read and how it is
// shaped, not what it says. Entries have about 480 words. A tree of 1,000 entries uses about 24,000 different ones
// and a tree of 10,000 about 43,000, as real collections of that size do.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/golang-sql/civil"
)

// Plan says how much there is of what.
type Plan struct {
	Sites    int // schools, five to an area
	National int // entries that every site shows
	Own      int // entries that one site alone shows, for each site
}

// Shared is one site of n entries.
func Shared(n int) Plan { return Plan{Sites: 1, National: n} }

// Network is thirty schools that share 950 entries and have 50 of their own each.
func Network() Plan { return Plan{Sites: 30, National: 950, Own: 50} }

// Day is the day to build a corpus for: no entry is newer, and no story's consent has run out.
const Day = "2026-11-23"

// Today is that day.
func Today() civil.Date { return civil.Date{Year: 2026, Month: 11, Day: 23} }

// Edited is a national entry that every corpus has, for measuring what it costs to change one.
const Edited = "national/resources/r-0003.md"

// perArea is how many schools an area has.
const perArea = 5

// seed makes every run the same.
const seed = 20261123

// writer makes one tree. Everything random comes from one source, in a fixed order.
type writer struct {
	root  string
	plan  Plan
	rand  *rand.Rand
	words *vocabulary
}

// Write makes the tree in dir, which must not hold one yet. The error is a folder that cannot be written to.
func Write(dir string, plan Plan) error {
	r := rand.New(rand.NewPCG(seed, uint64(plan.National)))
	w := &writer{root: dir, plan: plan, rand: r, words: newVocabulary(r, plan.National)}
	if err := w.settings(); err != nil {
		return err
	}
	if err := w.entries("national", "", plan.National); err != nil {
		return err
	}
	for i := range plan.Sites {
		if plan.Own == 0 {
			break
		}
		if err := w.entries(schoolFolder(i), fmt.Sprintf("own-%d-", i), plan.Own); err != nil {
			return err
		}
	}
	return nil
}

func schoolFolder(i int) string {
	return fmt.Sprintf("areas/area-%d/schools/school-%d", i/perArea, i)
}

// SiteName is the name of the i-th site.
func SiteName(i int) string { return fmt.Sprintf("area-%d/school-%d", i/perArea, i) }

// settings writes the network, its areas and its schools.
func (w *writer) settings() error {
	network := "---\nname: Bench network\nshort_name: Bench\ntheme: base\nlanguages: [en]\ntime_zone: Europe/London\n" +
		"demonstration: true\npublisher:\n  name: Bench\n  statement_on: 2026-11-20\ncrisis_floor:\n"
	for i := range helplines {
		network += fmt.Sprintf("  - helplines/%s\n", slug("helplines", "", i))
	}
	if err := w.file("network.md", network+"---\n"); err != nil {
		return err
	}
	for i := range w.plan.Sites {
		if i%perArea == 0 {
			text := fmt.Sprintf("---\nname: Area %d\n---\n", i/perArea)
			if err := w.file(fmt.Sprintf("areas/area-%d/area.md", i/perArea), text); err != nil {
				return err
			}
		}
		text := fmt.Sprintf("---\nname: School %d\nstages: [S1, S2, S3, S4, S5, S6]\naddress: https://school-%d.example/\npeople:\n"+
			"  - role: Guidance teacher\n    helps_with: Anything on your mind\n    when: At break\n"+
			"pin: [topics/%s, topics/%s]\n---\n", i, i, slug("topics", "", 0), slug("topics", "", 1))
		if err := w.file(schoolFolder(i)+"/school.md", text); err != nil {
			return err
		}
	}
	return nil
}

// entries writes n entries into a folder. Links and references lead to national entries, which all sites have.
func (w *writer) entries(folder, prefix string, n int) error {
	numbers := map[string]int{}
	for i := range n {
		kind := w.kind(i, prefix)
		number := numbers[kind]
		numbers[kind]++
		name := fmt.Sprintf("%s/%s/%s.md", folder, kind, slug(kind, prefix, number))
		if err := w.file(name, w.entry(kind, number)); err != nil {
			return err
		}
	}
	return nil
}

// file writes one file below the root, and the folders it lies in.
func (w *writer) file(name, text string) error {
	whole := filepath.Join(w.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(whole), 0o755); err != nil {
		return err
	}
	return os.WriteFile(whole, []byte(text), 0o644)
}

// Edit appends a sentence to a file of a tree, as a librarian would. Other than a second Write it changes one file.
func Edit(dir, name string) error {
	whole := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(whole)
	if err != nil {
		return err
	}
	return os.WriteFile(whole, []byte(strings.TrimRight(string(text), "\n")+"\n\nThis sentence is new.\n"), 0o644)
}
