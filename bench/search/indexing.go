package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"wellshelf/bench/corpus"
	"wellshelf/generator/search"
)

// spent is what indexing cost a process, without reading the content.
type spent struct {
	CPU    []float64 `json:"cpu"`    // seconds: of each site, and of the first once more after an edit
	Before float64   `json:"before"` // MiB of memory before indexing: the content
	Peak   float64   `json:"peak"`   // and at the most
}

// indexing measures, in a process of its own, what it costs to index sites one after another, as a build does, and
// the first of them again after one entry was edited. It prints what was spent.
func indexing(ctx context.Context, o options) error {
	from := builder(o, o.measure)
	names := strings.Fields(o.sites)
	var shelves []search.Shelf
	for i := range len(names) + 1 {
		if i == len(names) {
			if err := corpus.Edit(o.measure, corpus.Edited); err != nil {
				return err
			}
		}
		s, _, err := from.Searched(ctx, names[i%len(names)])
		if err != nil {
			return err
		}
		shelves = append(shelves, s)
	}
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil { // the most so far was for reading
		return err
	}
	runtime.GOMAXPROCS(1) // a core that is idle would collect for the sake of it; a build has other work for it
	var analyst search.Analyst
	out := spent{Before: memory("VmRSS")}
	for _, s := range shelves {
		runtime.GC()
		before := seconds()
		index, err := analyst.Index(s)
		if err != nil {
			return err
		}
		for range index.Files(search.Web) { // each is made when its turn comes
		}
		out.CPU = append(out.CPU, seconds()-before)
	}
	out.Peak = memory("VmHWM")
	return json.NewEncoder(os.Stdout).Encode(out)
}

// seconds are those of all cores that this process used until now.
func seconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// memory is a figure that Linux keeps of this process, in MiB; 0 elsewhere.
func memory(name string) float64 {
	text, err := os.ReadFile("/proc/self/status")
	_, rest, found := strings.Cut(string(text), name+":")
	var kib int
	if _, scanned := fmt.Sscan(rest, &kib); err != nil || !found || scanned != nil {
		return 0
	}
	return float64(kib) / 1024
}

// printIndexing prints what indexing costs.
func printIndexing(w io.Writer, o options, dir string, subjects []*subject) error {
	fmt.Fprintln(w, "\nIndexing, CPU seconds without reading the content (Pagefind: its whole run), and memory\n(budget for 10,000: 3 CPU s and 300 MB; after an edit a tenth):")
	fmt.Fprintln(w, "\n| site | index and files, CPU s | one entry edited, CPU s | share | peak MiB (of which content) | whole build, CPU s | its peak MiB | Pagefind CPU s | its peak MiB |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|")
	for _, s := range subjects {
		if s.entries == 0 {
			continue
		}
		m, err := measured(o, s.content, s.Site)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %.2f | %.2f | 1/%.0f | %.0f (%.0f) | %.2f | %.0f | %.2f | %.0f |\n", s.Name, m.CPU[0], m.CPU[1], m.CPU[0]/m.CPU[1],
			m.Peak, m.Before, s.built.cpu, s.built.peak, s.pagefind.cpu, s.pagefind.peak)
	}
	plan := corpus.Plan{Sites: 6, National: 950, Own: 50}
	content := filepath.Join(dir, "network")
	if err := mixed(o, content, plan); err != nil {
		return err
	}
	var names []string
	for i := range plan.Sites {
		names = append(names, corpus.SiteName(i))
	}
	m, err := measured(o, content, names...)
	if err != nil {
		return err
	}
	sum := 0.0
	for _, cpu := range m.CPU[1:plan.Sites] {
		sum += cpu
	}
	fmt.Fprintf(w, "\nSites of 1,000 entries, 950 of them shared: the first %.0f ms CPU, each further one %.0f ms (mean of %d; budget: 40 ms).\n",
		1000*m.CPU[0], 1000*sum/float64(plan.Sites-1), plan.Sites-1)
	return nil
}

// measured runs this program again to measure sites of a content folder, which has one entry edited afterwards.
func measured(o options, content string, sites ...string) (m spent, err error) {
	program, err := os.Executable()
	if err != nil {
		return m, err
	}
	err = decoded(exec.Command(program, "-project", o.project, "-measure", content, "-sites", strings.Join(sites, " ")), &m)
	return m, err
}
