package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/golang-sql/civil"
	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/due"
)

// comingDays is how far ahead due looks when nobody says: a little longer than a group's meetings are apart.
const comingDays = 60

// dueFlags are the flags of due.
type dueFlags struct {
	by, format, group, issues string
	ahead                     []int
}

func dueCommand(t terminal) *cobra.Command {
	f, d := &flags{}, &dueFlags{}
	c := &cobra.Command{
		Use:   "due",
		Short: "List what groups have to look at soon",
		Long: "Due lists what falls due, group by group: texts that wait for a signature, sign-offs that end, numbers that nobody\n" +
			"has checked for long, safety texts whose translation is behind, consent that ends. Exit codes: 0, 2, 3.",
		Example: "  wellshelf due --by 2027-01-15\n  wellshelf due --format html > due.html\n  wellshelf due --ahead 60,30,7 --issues issues",
		Args:    given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("--format", d.format, "text", "json", "markdown", "html", "ics"); err != nil {
				return err
			}
			return f.with(func(options generator.Options) error {
				options.Program, options.Readings = program(), readings()
				read, err := (&generator.Builder{Options: options}).Read(c.Context())
				if err != nil {
					return machine(err)
				}
				by, err := d.until(read.View.Today)
				if err != nil {
					return err
				}
				items := due.Gather(due.Input{Library: read.Library, Sites: read.Sites, View: read.View, By: by})
				return d.tell(t, d.chosen(items, read.View.Today), read.View.Today, by)
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&d.by, "by", "", "list what falls due up to this `day` (default: 60 days from today)")
	c.Flags().StringVar(&d.format, "format", "text", "text, json, markdown, html or ics")
	c.Flags().StringVar(&d.group, "group", "", "only what this `group`, or this role, has to do")
	c.Flags().IntSliceVar(&d.ahead, "ahead", nil, "only what falls due exactly so many `days` from today; several with commas between")
	c.Flags().StringVar(&d.issues, "issues", "", "write an issue for each group into this `folder`: a title, an empty line, and the rest")
	return c
}

// until is the last day to look at.
func (d *dueFlags) until(today civil.Date) (civil.Date, error) {
	if d.by == "" {
		return today.AddDays(max(comingDays, slices.Max(append([]int{0}, d.ahead...)))), nil
	}
	by, err := civil.ParseDate(d.by)
	if err != nil || !by.IsValid() {
		return by, &usageError{fmt.Sprintf("--by is %q, which is not a day", d.by), "write a day like 2026-12-25"}
	}
	return by, nil
}

func (d *dueFlags) chosen(items []due.Item, today civil.Date) []due.Item {
	if len(d.ahead) > 0 {
		items = due.Ahead(items, today, d.ahead...)
	}
	return slices.DeleteFunc(items, func(item due.Item) bool {
		return d.group != "" && !strings.EqualFold(item.Group, d.group) && !strings.EqualFold(item.Role, d.group)
	})
}

func (d *dueFlags) tell(t terminal, items []due.Item, today, by civil.Date) error {
	if d.issues != "" {
		return d.open(t, due.Issues(items))
	}
	write := map[string]func(io.Writer) error{
		"text":     func(w io.Writer) error { return due.WriteText(w, items) },
		"json":     func(w io.Writer) error { return due.WriteJSON(w, items, today, by) },
		"markdown": func(w io.Writer) error { return due.WriteMarkdown(w, items, by) },
		"html":     func(w io.Writer) error { return due.WriteHTML(w, items, today, by) },
		"ics":      func(w io.Writer) error { return due.WriteCalendar(w, items, today) },
	}[d.format]
	if err := write(t.out); err != nil {
		return machineError{err}
	}
	fmt.Fprintf(t.err, "%s by %s\n", count(len(items), "thing")+" to look at", by)
	return nil
}

// open writes a file for each issue.
func (d *dueFlags) open(t terminal, issues []due.Issue) error {
	if err := os.MkdirAll(d.issues, 0o755); err != nil {
		return machineError{fmt.Errorf("%s cannot be made: %w", d.issues, cause(err))}
	}
	for i, issue := range issues {
		name := filepath.Join(d.issues, fmt.Sprintf("%02d.md", i+1))
		if err := os.WriteFile(name, []byte(issue.Title+"\n\n"+issue.Body), 0o644); err != nil {
			return machineError{fmt.Errorf("%s cannot be written: %w", name, cause(err))}
		}
		if _, err := fmt.Fprintln(t.out, filepath.ToSlash(name)); err != nil {
			return machineError{err}
		}
	}
	return nil
}
