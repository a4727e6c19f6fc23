// Run measures a built wellshelf on made-up content and prints a table in Markdown: `make bench` calls it.
//
// Each tree is built three times over: from nothing, again with nothing changed, and again with one national entry
// edited; then it is checked in the same way. Everything lies on a memory file system, where disks do not blur the
// figures. Absolute times belong to the machine; compare the columns that are ratios, and CPU seconds taken in one run.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"wellshelf/bench/corpus"
)

// trees are what is measured.
var trees = []struct {
	name string
	plan corpus.Plan
}{
	{"1 site of 1,000", corpus.Shared(1000)},
	{"1 site of 10,000", corpus.Shared(10_000)},
	{"30 sites of 1,000, 950 shared", corpus.Network()},
}

func main() {
	program := flag.String("program", "wellshelf", "the `program` to measure")
	themes := flag.String("themes", "themes", "the `folder` of themes")
	scratch := flag.String("scratch", "/dev/shm", "a `folder` on a memory file system")
	times := flag.Int("times", 3, "how often; the table shows medians")
	flag.Parse()
	if err := run(*program, *themes, *scratch, *times); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(program, themes, scratch string, times int) error {
	if times < 1 {
		return errors.New("-times must be at least 1")
	}
	program, err := filepath.Abs(program)
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d cores, medians of %d, output on %s.\n\n", runtime.Version(), runtime.NumCPU(), times, scratch)
	fmt.Println("| tree | what | CPU s | wall s | peak MiB | wall / `cp -r` | CPU / from nothing |")
	fmt.Println("|---|---|---|---|---|---|---|")
	for _, tree := range trees {
		dir, err := os.MkdirTemp(scratch, "wellshelf-bench-")
		if err != nil {
			return err
		}
		err = measure(builder{program: program, themes: themes, dir: dir}, tree.name, tree.plan, times)
		if err := errors.Join(err, os.RemoveAll(dir)); err != nil {
			return err
		}
	}
	return nil
}

// A step of a round is one run of the program.
type step struct {
	name   string
	fresh  bool // nothing is left of earlier runs
	edited bool // a national entry has changed since the last
}

// steps are taken with each verb, in order.
var steps = []step{
	{name: "from nothing", fresh: true},
	{name: "again, nothing changed"},
	{name: "again, one national entry edited", edited: true},
}

// measure prints the rows of one tree.
func measure(b builder, name string, plan corpus.Plan, times int) error {
	if err := corpus.Write(b.content(), plan); err != nil {
		return err
	}
	edited := filepath.Join(b.content(), filepath.FromSlash(corpus.Edited))
	original, err := os.ReadFile(edited)
	if err != nil {
		return err
	}
	costs := map[string][][]cost{"build": {}, "check": {}} // rounds, each with a cost for each step
	var copies []cost
	for range times {
		for _, verb := range []string{"check", "build"} {
			if err := os.WriteFile(edited, original, 0o644); err != nil {
				return err
			}
			round, err := b.round(verb)
			if err != nil {
				return err
			}
			costs[verb] = append(costs[verb], round)
		}
		one, err := b.copy()
		if err != nil {
			return err
		}
		copies = append(copies, one)
	}
	files, bytes, err := count(b.out())
	if err != nil {
		return err
	}
	name = fmt.Sprintf("%s (%d files, %.1f MB)", name, files, float64(bytes)/1e6)
	for _, verb := range []string{"build", "check"} {
		printRows(name+" | "+verb, costs[verb], median(copies))
	}
	return nil
}

// printRows prints a row for each step.
func printRows(name string, rounds [][]cost, copied cost) {
	var whole cost
	for i, s := range steps {
		var all []cost
		for _, round := range rounds {
			all = append(all, round[i])
		}
		c := median(all)
		if s.fresh {
			whole = c
		}
		fmt.Printf("| %s, %s | %.2f | %.2f | %.0f | %.1f | 1/%.1f |\n", name, s.name, c.cpu, c.wall, c.peak, c.wall/copied.wall, whole.cpu/c.cpu)
	}
}

// median is the middle of each figure by itself.
func median(costs []cost) cost {
	middle := func(figure func(cost) float64) float64 {
		var all []float64
		for _, c := range costs {
			all = append(all, figure(c))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return cost{
		cpu:  middle(func(c cost) float64 { return c.cpu }),
		wall: middle(func(c cost) float64 { return c.wall }),
		peak: middle(func(c cost) float64 { return c.peak }),
	}
}

// builder runs the program on one tree.
type builder struct{ program, themes, dir string }

func (b builder) content() string { return filepath.Join(b.dir, "content") }
func (b builder) out() string     { return filepath.Join(b.dir, "public") }
func (b builder) cache() string   { return filepath.Join(b.dir, "cache") }

// round takes every step with one verb.
func (b builder) round(verb string) ([]cost, error) {
	var round []cost
	for _, s := range steps {
		if s.fresh {
			if err := errors.Join(os.RemoveAll(b.out()), os.RemoveAll(b.cache())); err != nil {
				return nil, err
			}
		}
		if s.edited {
			if err := corpus.Edit(b.content(), corpus.Edited); err != nil {
				return nil, err
			}
		}
		one, err := b.run(verb)
		if err != nil {
			return nil, err
		}
		round = append(round, one)
	}
	return round, nil
}

func (b builder) run(verb string) (cost, error) {
	c := exec.Command(b.program, verb, "--content", b.content(), "--themes", b.themes, "--today", corpus.Day)
	if verb == "build" {
		c.Args = append(c.Args, "--out", b.out())
	}
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+b.cache())
	return spend(c)
}

// copy copies what was built, which is the least that writing it can cost.
func (b builder) copy() (cost, error) {
	copied := filepath.Join(b.dir, "copy")
	one, err := spend(exec.Command("cp", "-r", b.out(), copied))
	return one, errors.Join(err, os.RemoveAll(copied))
}

// count adds up the finished files: not the program's own folder beside the sites.
func count(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") {
				return filepath.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+info.Size()
		return nil
	})
	return files, bytes, err
}
