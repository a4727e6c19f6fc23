package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"wellshelf/generator/search"
)

// court judges rankings by files of questions.
type court struct {
	rankings  []ranking
	documents []search.Document
	files     []questions
}

type questions struct {
	file string
	rows []row
}

// topical are the questions that topics answer, in all files.
func (c *court) topical() []string {
	var list []string
	for _, q := range c.files {
		for _, r := range q.rows {
			if len(r.Topics) > 0 {
				list = append(list, r.Question)
			}
		}
	}
	return list
}

// judged is how a ranking did on some rows.
type judged struct{ plain, all verdict }

// try asks a ranking all rows that fit. Rows that no document answers are not counted.
func (c *court) try(r ranking, rows []row, fits func(row) bool) (j judged, err error) {
	for _, row := range rows {
		if len(row.Topics) == 0 || !fits(row) {
			continue
		}
		numbers, err := r.answer(row.Question)
		if err != nil {
			return j, err
		}
		o, counts := judge(row.grades(c.documents), numbers)
		if !counts {
			continue
		}
		j.all.add(o)
		if !row.Crisis {
			j.plain.add(o)
		}
	}
	return j, nil
}

// topics prints how well each ranking finds what is asked for.
func (c *court) topics(w io.Writer) error {
	fmt.Fprintln(w, "\n| questions | ranking | without crisis rows: n | nDCG@10 | success@1 | success@3 | all: n | nDCG@10 | success@1 | success@3 |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|")
	for _, q := range c.files {
		for _, r := range c.rankings {
			j, err := c.try(r, q.rows, func(row) bool { return true })
			if err != nil {
				return err
			}
			if j.all.n > 0 {
				fmt.Fprintf(w, "| %s | %s | %s | %s |\n", filepath.Base(q.file), r.name, j.plain, j.all)
			}
		}
	}
	return nil
}

// types prints nDCG@10 for each type of question, a column for each ranking.
func (c *court) types(w io.Writer) error {
	fmt.Fprint(w, "\n| nDCG@10 | n |")
	for _, r := range c.rankings {
		fmt.Fprintf(w, " %s |", r.name)
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("---|", len(c.rankings)+1))
	for _, q := range c.files {
		for _, kind := range typesOf(q.rows) {
			line := ""
			n := 0
			for _, r := range c.rankings {
				j, err := c.try(r, q.rows, func(r row) bool { return r.Type == kind && !r.Crisis })
				if err != nil {
					return err
				}
				n = j.plain.n
				line += fmt.Sprintf(" %.3f |", share(j.plain.ndcg, n))
			}
			fmt.Fprintf(w, "| %s, %s | %d |%s\n", filepath.Base(q.file), kind, n, line)
		}
	}
	return nil
}

func (v verdict) String() string {
	return fmt.Sprintf("%d | %.3f | %.3f | %.3f", v.n, share(v.ndcg, v.n), share(float64(v.first), v.n), share(float64(v.third), v.n))
}

// typesOf are the types of the rows that topics answer, in order.
func typesOf(rows []row) []string {
	var types []string
	for _, r := range rows {
		if len(r.Topics) > 0 {
			types = append(types, r.Type)
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}

// help prints how often words of someone who needs help now bring help first, and how often others do.
func (c *court) help(w io.Writer, v search.Vocabulary) error {
	need, err := search.OpenNeed(search.Pack(v))
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "\n| rows | crisis | help shown | its group | near misses and others | help shown |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|")
	files := append(slices.Clone(c.files), questions{"near misses in content", nearRows(v)})
	for _, q := range files {
		var crisis, shown, right, calm, wrong int
		for _, r := range q.rows {
			group, found := need.Group(r.Question)
			switch {
			case r.Crisis:
				crisis++
				shown += count(found)
				right += count(found && group == cmp.Or(r.Group, group))
			default:
				calm++
				wrong += count(found)
			}
		}
		fmt.Fprintf(w, "| %s | %d | %d (%.1f %%) | %d | %d | %d (%.1f %%) |\n", filepath.Base(q.file), crisis,
			shown, 100*share(float64(shown), crisis), right, calm, wrong, 100*share(float64(wrong), calm))
	}
	return nil
}

// nearRows are the near misses that content itself lists.
func nearRows(v search.Vocabulary) []row {
	var rows []row
	for _, text := range v.Near {
		rows = append(rows, row{Question: text, Near: true})
	}
	return rows
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// misses lists what our own ranking does not answer among the first three.
func (c *court) misses(w io.Writer) error {
	for _, q := range c.files {
		for _, r := range q.rows {
			numbers, err := c.rankings[0].answer(r.Question)
			if err != nil {
				return err
			}
			if o, counts := judge(r.grades(c.documents), numbers); !counts || o.third {
				continue
			}
			fmt.Fprintf(w, "%-10s %q wants %v\n", r.Type, r.Question, r.Topics)
			for _, number := range numbers[:min(4, len(numbers))] {
				fmt.Fprintf(w, "    %s\n", c.documents[number].Address)
			}
		}
	}
	return nil
}
