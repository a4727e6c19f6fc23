package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/report"
)

func reportCommand(t terminal) *cobra.Command {
	f := &flags{}
	var format, logs string
	c := &cobra.Command{
		Use:   "report",
		Short: "Draw the picture of the whole for a board",
		Long: "Report counts what there is on which topic, for whom and where, what is missing, how fresh it is, who has checked\n" +
			"it, what young people asked for and what they said. Nothing is counted on the sites; --logs adds what a web\n" +
			"server's log says of whole sites and kinds, without anybody's address. Exit codes: 0, 2, 3.",
		Example: "  wellshelf report --format csv\n  wellshelf report --logs access.log",
		Args:    given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("--format", format, "html", "csv", "json"); err != nil {
				return err
			}
			return f.with(func(options generator.Options) error {
				options.Program, options.Readings = program(), readings()
				read, err := (&generator.Builder{Options: options}).Read(c.Context())
				if err != nil {
					return machine(err)
				}
				made := report.Gather(report.Input{Library: read.Library, Sites: read.Sites, View: read.View})
				if err := visits(made, logs, read); err != nil {
					return err
				}
				text, err := map[string]func() ([]byte, error){"html": made.HTML, "csv": made.CSV, "json": made.JSON}[format]()
				if err == nil {
					_, err = t.out.Write(text)
				}
				return machine(err)
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&format, "format", "html", "html, csv or json")
	c.Flags().StringVar(&logs, "logs", "", "a web server's `log`, in the common or combined format")
	return c
}

// visits adds what a log says.
func visits(made *report.Report, logs string, read *generator.Reading) error {
	if logs == "" {
		return nil
	}
	file, err := os.Open(logs)
	if err != nil {
		return machineError{fmt.Errorf("%s cannot be read: %w", logs, cause(err))}
	}
	defer file.Close()
	if err := made.Visits(file, read.Sites, read.Library.Languages); err != nil {
		return machineError{fmt.Errorf("%s cannot be read: %w", logs, err)}
	}
	return nil
}
