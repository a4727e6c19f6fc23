// Run measures a built wellshelf on made-up content and prints a table in Markdown: `make bench` calls it.
//
// Each tree is built three times over: from nothing, again with nothing changed, and again with one national entry
// edited. Everything lies on a memory file system, where disks do not blur the figures. Absolute times belong to the
// machine; compare the columns that are ratios, and CPU seconds taken in one run.
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
	fmt.Println("| tree | build | CPU s | wall s | peak MiB | files | output MB | wall / `cp -r` | CPU / full build |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
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

// The three builds of a round, in order.
var rounds = []string{"from nothing", "again, nothing changed", "again, one national entry edited"}

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
	costs := make([][]cost, len(rounds))
	var copies []cost
	for range times {
		if err := errors.Join(os.WriteFile(edited, original, 0o644), os.RemoveAll(b.out()), os.RemoveAll(b.cache())); err != nil {
			return err
		}
		for i := range rounds {
			if i == len(rounds)-1 {
				if err := corpus.Edit(b.content(), corpus.Edited); err != nil {
					return err
				}
			}
			one, err := b.build()
			if err != nil {
				return err
			}
			costs[i] = append(costs[i], one)
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
	full, copied := median(costs[0]), median(copies)
	for i, round := range rounds {
		c := median(costs[i])
		share := "1"
		if i > 0 {
			share = fmt.Sprintf("1/%.0f", full.cpu/c.cpu)
		}
		fmt.Printf("| %s | %s | %.2f | %.2f | %.0f | %d | %.1f | %.1f | %s |\n",
			name, round, c.cpu, c.wall, c.peak, files, float64(bytes)/1e6, c.wall/copied.wall, share)
	}
	return nil
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

func (b builder) build() (cost, error) {
	c := exec.Command(b.program, "build", "--content", b.content(), "--themes", b.themes, "--out", b.out(), "--today", corpus.Day)
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
