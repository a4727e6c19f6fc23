// Judge says how well questions are answered, by the judged questions in testdata: our ranking beside others, over the
// same documents. It prints tables in Markdown: `make judge` calls it.
//
//	go run ./bench/judge -site midlothian/beeslack bench/judge/testdata/queries.jsonl
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"wellshelf/bench/corpus"
	"wellshelf/generator"
)

// options are what the flags say.
type options struct {
	site      string
	built     string // the folder of the built site, for Pagefind; "" without
	script    string // what asks Pagefind
	types     bool
	misses    bool
	questions []string // files
}

func main() {
	var o options
	flag.StringVar(&o.site, "site", "midlothian/beeslack", "the `area/site` whose search is judged")
	flag.StringVar(&o.built, "built", "", "the `folder` of the built site: its pages are given to Pagefind, too")
	flag.StringVar(&o.script, "pagefind", "bench/search/answers.mjs", "the `script` that asks Pagefind")
	flag.BoolVar(&o.types, "types", false, "a table for each type of question, too")
	flag.BoolVar(&o.misses, "misses", false, "list the questions whose first three answers hold no best one")
	flag.Parse()
	o.questions = flag.Args()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	b := generator.Builder{Options: generator.Options{Content: os.DirFS("content"), Themes: os.DirFS("themes"), Today: corpus.Today(), Jobs: 2}}
	s, vocabulary, err := b.Searched(context.Background(), o.site)
	if err != nil {
		return err
	}
	c := court{}
	for _, file := range o.questions {
		rows, err := read(file)
		if err != nil {
			return err
		}
		c.files = append(c.files, questions{file, rows})
	}
	if c.rankings, c.documents, err = rankings(s, vocabulary); err != nil {
		return err
	}
	if o.built != "" {
		r, err := pagefind(o.script, o.built, c.documents, c.topical())
		if err != nil {
			return err
		}
		c.rankings = append(c.rankings, r)
	}
	fmt.Printf("%s: %d documents\n", o.site, len(c.documents))
	if err := c.topics(os.Stdout); err != nil {
		return err
	}
	if o.types {
		if err := c.types(os.Stdout); err != nil {
			return err
		}
	}
	if err := c.help(os.Stdout, vocabulary); err != nil {
		return err
	}
	if o.misses {
		return c.misses(os.Stdout)
	}
	return nil
}
