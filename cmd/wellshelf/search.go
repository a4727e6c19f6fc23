package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"wellshelf/generator"
)

// seeking are the flags of search beside those of all verbs that read.
type seeking struct {
	question generator.Question
	engine   string
	queries  string
	most     int
	json     bool
}

func searchCommand(t terminal) *cobra.Command {
	f, s := &flags{}, &seeking{}
	c := &cobra.Command{
		Use:   "search --site SITE QUERY",
		Short: "Answer a question as a site's search box would",
		Long: "Search answers from the index that a build would write, in the same order and with the same scores as a\n" +
			"browser, and says when help would be shown first. With --queries it answers a file of questions, a line of\n" +
			"JSON such as {\"q\": \"cannot sleep\"} for each, with a line of JSON for each. Exit codes: 0, 2, 3.",
		Args: func(c *cobra.Command, args []string) error {
			if s.queries != "" {
				return given(0, 0)(c, args)
			}
			return given(1, 1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			return f.with(func(options generator.Options) error {
				return f.search(c, t, s, options, strings.Join(args, ""))
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&s.question.Site, "site", "", "the `area/site` to search")
	c.Flags().StringVar(&s.question.Language, "language", "", "the language of the page with the box (default: the source language)")
	c.Flags().StringVar(&s.engine, "engine", "own", "own, or bleve: a Bleve index over the same words, to compare with")
	c.Flags().StringVar(&s.queries, "queries", "", "answer the questions of a `file`, a line of JSON for each; - is standard input")
	c.Flags().IntVar(&s.most, "most", 10, "the most results for a question; 0 is all")
	c.Flags().BoolVar(&s.json, "json", false, "print JSON")
	return c
}

func (f *flags) search(c *cobra.Command, t terminal, s *seeking, options generator.Options, question string) error {
	if s.question.Site == "" {
		return &usageError{"search needs to know which site", "name it: --site midlothian/beeslack"}
	}
	if err := oneOf("--engine", s.engine, "own", "bleve"); err != nil {
		return err
	}
	s.question.Bleve = s.engine == "bleve"
	finder, problems, err := (&generator.Builder{Options: options}).Finder(c.Context(), s.question)
	if printing := f.print(t.err, problems); printing != nil {
		return machineError{printing}
	}
	if err != nil {
		return machine(err)
	}
	if s.queries != "" {
		err = s.answerAll(finder, t.out)
	} else {
		err = s.answer(finder, t.out, question)
	}
	return machine(errors.Join(err, finder.Close()))
}

// ask answers a question with as many results as are wanted.
func (s *seeking) ask(finder *generator.Finder, question string) (generator.Answer, error) {
	answer, err := finder.Answer(question)
	if s.most > 0 && len(answer.Results) > s.most {
		answer.Results = answer.Results[:s.most]
	}
	return answer, err
}

func (s *seeking) answer(finder *generator.Finder, w io.Writer, question string) error {
	answer, err := s.ask(finder, question)
	if err != nil {
		return err
	}
	if s.json {
		return jsonLine(w, answer)
	}
	if answer.Crisis {
		fmt.Fprintf(w, "help comes first: %s\n", answer.Group)
	}
	if len(answer.Results) == 0 {
		_, err = fmt.Fprintln(w, "nothing found")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range answer.Results {
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\n", r.Score, r.Kind, r.Title, r.Address)
	}
	return table.Flush()
}

// asked is one line of a file of questions, and what it is answered with.
type asked struct {
	Question string `json:"q"`
	generator.Answer
}

// answerAll answers a file of questions.
func (s *seeking) answerAll(finder *generator.Finder, w io.Writer) error {
	file := os.Stdin
	if s.queries != "-" {
		opened, err := os.Open(s.queries)
		if err != nil {
			return fmt.Errorf("the questions in %s cannot be read: %w", s.queries, cause(err))
		}
		defer opened.Close()
		file = opened
	}
	out := bufio.NewWriter(w)
	defer out.Flush() // what was answered before a mistake is of use
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var row asked
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return fmt.Errorf("line %d of %s is not a question: write {\"q\": \"cannot sleep\"}: %w", n, s.queries, err)
		}
		var err error
		if row.Answer, err = s.ask(finder, row.Question); err != nil {
			return err
		}
		if err := jsonLine(out, row); err != nil {
			return err
		}
	}
	return errors.Join(lines.Err(), out.Flush())
}

// jsonLine prints a line of JSON. It is for programs and terminals, not for HTML.
func jsonLine(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
