package main

import (
	"context"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/output"
)

func checkCommand(t terminal) *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong, and write nothing",
		Long:  "Check builds every site into nothing and prints every problem it meets. Exit codes: 0, 1, 2, 3.",
		Args:  given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return f.with(func(options generator.Options) error { return f.check(c.Context(), t, options) })
		},
	}
	f.building(c)
	return c
}

func (f *flags) check(ctx context.Context, t terminal, options generator.Options) error {
	bar := progress(t.err)
	options.Sink, options.Progress = output.Nothing{}, bar.show
	report, err := (&generator.Builder{Options: options}).Build(ctx)
	bar.clear()
	if err != nil {
		return machine(err)
	}
	if err := f.print(t.out, report.Problems); err != nil {
		return machineError{err}
	}
	summary(t.err, "checked", report)
	return verdict(report)
}
