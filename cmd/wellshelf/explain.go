package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"wellshelf/generator"
)

func explainCommand(t terminal) *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "explain SITE [ENTRY]",
		Short: "Tell which file won each setting or field",
		Long: "Explain tells where each setting of a site came from, or, with an entry such as topics/sleep, which file\n" +
			"won each of its fields there. Exit codes: 0, 2, 3.",
		Args: given(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return f.with(func(options generator.Options) error {
				found, err := (&generator.Builder{Options: options}).Explain(c.Context(), args[0], strings.Join(args[1:], ""))
				if err != nil {
					return machine(err)
				}
				return machine(f.explain(t.out, found))
			})
		},
	}
	f.reading(c)
	return c
}

func (f *flags) explain(w io.Writer, all []generator.Explanation) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, e := range all {
		if i > 0 {
			fmt.Fprintln(table)
		}
		fmt.Fprintf(table, "%s\n", e.Title)
		for _, file := range e.Files {
			fmt.Fprintf(table, "  %s\t%s\t%s\n", file.Name, f.local("content/"+file.File), file.Value)
		}
		for _, row := range e.Rows {
			fmt.Fprintf(table, "  %s\t%s\t%s\n", row.Name, short(row.Value), f.local("content/"+row.File))
		}
	}
	return table.Flush()
}

// short keeps a table's columns on the screen.
func short(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
