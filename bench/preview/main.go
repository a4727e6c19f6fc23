// Preview measures `wellshelf preview` beside `hugo server` and prints a table in Markdown: `make bench-preview` calls it.
//
// Both serve the same made-up entries over HTTP: ours with everything its sites have, Hugo with a plain theme of a
// single page, lists and topics, which is less. A file is saved as editors save, and the page is asked for until it
// shows the change: what a librarian waits for, watching and all. Everything lies on a memory file system. Absolute
// times belong to the machine; compare the ratios.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"wellshelf/bench/corpus"
)

// options are what the flags say.
type options struct {
	program, themes, hugo, scratch string
	sizes                          string
	rounds                         int
	pause                          time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "wellshelf", "the `program` to measure")
	flag.StringVar(&o.themes, "themes", "themes", "the `folder` of themes")
	flag.StringVar(&o.hugo, "hugo", "hugo", "the `program` of Hugo; \"\" leaves it out")
	flag.StringVar(&o.scratch, "scratch", "/dev/shm", "a `folder` on a memory file system")
	flag.StringVar(&o.sizes, "sizes", "1000,10000", "how many `entries` there are")
	flag.IntVar(&o.rounds, "rounds", 20, "how often each change is saved")
	flag.DurationVar(&o.pause, "pause", time.Second, "how long nobody saves after a change was seen")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench-preview:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if o.rounds < 1 || o.rounds > mostRounds {
		return fmt.Errorf("-rounds is %d; it must be 1 to %d", o.rounds, mostRounds)
	}
	fmt.Printf("%s, %d cores, %d saves of each sort, %v between them.\n\n", runtime.Version(), runtime.NumCPU(), o.rounds, o.pause)
	fmt.Println("| entries | what | wellshelf preview | hugo server | ratio |")
	fmt.Println("|---|---|---|---|---|")
	for size := range strings.SplitSeq(o.sizes, ",") {
		entries, err := strconv.Atoi(size)
		if err != nil {
			return fmt.Errorf("-sizes has %q, which is no number", size)
		}
		dir, err := os.MkdirTemp(o.scratch, "wellshelf-bench-preview-")
		if err != nil {
			return err
		}
		err = measure(o, dir, entries)
		if err := errors.Join(err, os.RemoveAll(dir)); err != nil {
			return err
		}
	}
	return nil
}

// measure prints the rows of one size.
func measure(o options, dir string, entries int) error {
	content := filepath.Join(dir, "content")
	if err := corpus.Write(content, corpus.Shared(entries)); err != nil {
		return err
	}
	servers := []*server{ours(o, dir, content)}
	if o.hugo != "" {
		other, err := hugo(o, dir, content)
		if err != nil {
			return err
		}
		servers = append(servers, other)
	}
	var columns [][]figure
	for _, s := range servers {
		figures, err := s.figures(o)
		if err != nil {
			return fmt.Errorf("%s with %d entries: %w", s.name, entries, err)
		}
		columns = append(columns, figures)
	}
	for i, f := range columns[0] {
		row := fmt.Sprintf("| %d | %s | %s |", entries, f.what, f)
		if len(columns) > 1 {
			row += fmt.Sprintf(" %s | %.2f |", columns[1][i], f.value/columns[1][i].value)
		} else {
			row += " – | – |"
		}
		fmt.Println(row)
	}
	return nil
}

// figure is one thing measured.
type figure struct {
	what  string
	value float64
	unit  string
}

func (f figure) String() string { return strconv.FormatFloat(f.value, 'f', 0, 64) + " " + f.unit }

// figures starts a server twice, then saves changes of each sort.
func (s *server) figures(o options) ([]figure, error) {
	var list []figure
	for _, start := range []string{"cold", "warm"} {
		took, err := s.start()
		if err != nil {
			return nil, err
		}
		list = append(list, figure{"first page, " + start, milliseconds(took), "ms"})
		if start == "cold" {
			time.Sleep(s.settles)
			if err := s.stop(); err != nil {
				return nil, err
			}
		}
	}
	time.Sleep(s.settles)
	for _, one := range s.changes {
		times, err := s.save(one, o)
		if err != nil {
			return nil, errors.Join(err, s.stop())
		}
		list = append(list, figure{"save to page, " + one.what + ", p50", quantile(times, 0.5), "ms"}, figure{"save to page, " + one.what + ", p95", quantile(times, 0.95), "ms"})
	}
	peak, err := s.peak()
	return append(list, figure{"memory at the most", peak, "MiB"}), errors.Join(err, s.stop())
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// quantile is the value below which a share of all lies, by the nearest rank.
func quantile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}
