package main

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
)

// seen is what a browser saw of one engine on one subject.
type seen struct {
	Subject   string    `json:"subject"`
	Engine    string    `json:"engine"`
	Questions []fetched `json:"questions"`
	Misspelt  []fetched `json:"misspelt"`
	Whole     []float64 `json:"whole"`   // milliseconds from asking to ten results shown, nothing fetched
	Finding   []float64 `json:"finding"` // milliseconds of finding alone
}

// fetched is what a first question cost a new reader: bytes on the wire, heads of answers included.
type fetched struct {
	Results  int `json:"results"`
	Requests int `json:"requests"`
	Chain    int `json:"chain"` // requests most after one another
	Bytes    int `json:"bytes"`
	Bodies   int `json:"bodies"` // of those, what is not heads
	Script   int `json:"script"`
	Need     int `json:"need"`
	Panels   int `json:"panels"`
	Root     int `json:"root"`
	Shards   int `json:"shards"`
	Parts    int `json:"parts"`
}

// browse has a browser ask all questions.
func browse(o options, subjects []*subject) (all []seen, err error) {
	c := exec.Command("node", "browse.mjs")
	c.Dir = filepath.Join(o.project, "bench", "search")
	c.Stdin = bytes.NewReader(encoded(map[string]any{"engine": filepath.Join(o.project, "themes/base/parts/search"), "subjects": subjects}))
	return all, decoded(c, &all)
}

// budgets for what the first ten results may take, in bytes.
var budgets = map[string]string{"1000 entries": "20000", "10000 entries": "55000"}

// printFetched prints what is fetched up to the first ten results.
func printFetched(w io.Writer, all []seen) {
	fmt.Fprintln(w, "\nFetched by a new reader up to the first ten results, on the wire with heads; p50 / p95:")
	fmt.Fprintln(w, "\n| site | engine | questions | bytes | of these bodies | budget | requests | after one another | script, phrases, panels, root, shards, parts (p50) | with results |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|")
	for _, s := range all {
		printQuestions(w, s, fmt.Sprint(len(s.Questions)), s.Questions)
		printQuestions(w, s, fmt.Sprintf("%d misspelt", len(s.Misspelt)), s.Misspelt)
	}
}

func printQuestions(w io.Writer, s seen, name string, list []fetched) {
	of := func(figure func(fetched) int) []int {
		figures := make([]int, len(list))
		for i, f := range list {
			figures[i] = figure(f)
		}
		return figures
	}
	both := func(figure func(fetched) int) string {
		return fmt.Sprintf("%d / %d", percentile(of(figure), 50), percentile(of(figure), 95))
	}
	fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s |", s.Subject, s.Engine, name, both(func(f fetched) int { return f.Bytes }),
		both(func(f fetched) int { return f.Bodies }), budgets[s.Subject])
	fmt.Fprintf(w, " %s | %s |", both(func(f fetched) int { return f.Requests }), both(func(f fetched) int { return f.Chain }))
	for _, figure := range shares {
		if middle := percentile(of(figure), 50); middle > 0 {
			fmt.Fprintf(w, " %d", middle)
		}
	}
	found := 0
	for _, f := range list {
		found += min(f.Results, 1)
	}
	fmt.Fprintf(w, " | %d |\n", found)
}

// shares are what our bytes are for.
var shares = []func(fetched) int{
	func(f fetched) int { return f.Script }, func(f fetched) int { return f.Need }, func(f fetched) int { return f.Panels }, func(f fetched) int { return f.Root },
	func(f fetched) int { return f.Shards }, func(f fetched) int { return f.Parts },
}

// printWarm prints how long questions take when nothing is fetched any more.
func printWarm(w io.Writer, all []seen) {
	fmt.Fprintln(w, "\nMilliseconds of a question when all it needs is there; p50 / p95 (budget: p95 of 5 ms):")
	fmt.Fprintln(w, "\n| site | engine | ten results ready | finding alone |")
	fmt.Fprintln(w, "|---|---|---|---|")
	for _, s := range all {
		fmt.Fprintf(w, "| %s | %s | %.1f / %.1f | %.1f / %.1f |\n", s.Subject, s.Engine,
			percentile(s.Whole, 50), percentile(s.Whole, 95), percentile(s.Finding, 50), percentile(s.Finding, 95))
	}
}

// percentile is the figure that p of a hundred do not exceed.
func percentile[T int | float64](figures []T, p int) T {
	sorted := slices.Sorted(slices.Values(figures))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, (len(sorted)*p+99)/100-1)]
}
