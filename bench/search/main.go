// Search measures the search of built sites beside Pagefind, over the same pages and in one run, and prints tables in
// Markdown: `make bench-search` calls it.
//
// Sites are made of the real national content and made-up entries beside it, and the real Beeslack. Absolute times
// belong to the machine; bytes do not.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// options are what the flags say.
type options struct {
	program   string // wellshelf
	project   string // the folder with content and themes
	scratch   string
	questions int
	sizes     string // of made-up sites, in entries
	measure   string // internal: measure indexing of this content, and nothing else
	sites     string // internal: of these sites
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "wellshelf", "the `program` to measure")
	flag.StringVar(&o.project, "project", ".", "the `folder` with content, themes and bench")
	flag.StringVar(&o.scratch, "scratch", "/dev/shm", "a `folder` on a memory file system")
	flag.IntVar(&o.questions, "questions", 60, "how many questions are asked of each site, and a third as many misspelt ones")
	flag.StringVar(&o.sizes, "sizes", "1000,10000", "how many `entries` the made-up sites have")
	flag.StringVar(&o.measure, "measure", "", "used by this program itself")
	flag.StringVar(&o.sites, "sites", "", "used by this program itself")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench-search:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if o.measure != "" {
		return indexing(context.Background(), o)
	}
	for _, folder := range []*string{&o.program, &o.project} {
		whole, err := filepath.Abs(*folder)
		if err != nil {
			return err
		}
		*folder = whole
	}
	dir, err := os.MkdirTemp(o.scratch, "wellshelf-bench-search-")
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d cores.\n", runtime.Version(), runtime.NumCPU())
	return errors.Join(compare(context.Background(), o, dir), os.RemoveAll(dir))
}

// compare makes the sites, asks their questions and prints the tables.
func compare(ctx context.Context, o options, dir string) error {
	subjects, err := all(o, dir)
	if err != nil {
		return err
	}
	for _, s := range subjects {
		if err := s.make(ctx, o); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	seen, err := browse(o, subjects)
	if err != nil {
		return err
	}
	printFetched(os.Stdout, seen)
	printWarm(os.Stdout, seen)
	printFiles(os.Stdout, subjects)
	if err := printClient(os.Stdout, subjects); err != nil {
		return err
	}
	return printIndexing(os.Stdout, o, dir, subjects)
}

// encoded is JSON for another program, which anything here can be written as.
func encoded(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return text
}
