package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/output"
)

func buildCommand(t terminal) *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "build",
		Short: "Build every site",
		Long: "Build writes every site to the output folder and touches only files that changed. A mistake holds back\n" +
			"the sites it reaches: they keep their last good version. Exit codes: 0, 1, 2, 3.",
		Args: given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return f.with(func(options generator.Options) error { return f.build(c.Context(), t, options) })
		},
	}
	f.building(c)
	c.Flags().StringVar(&f.links, "links", "web", "how pages link: web, or folder for sticks and shares")
	c.Flags().StringVar(&f.out, "out", "", "the `folder` to write to (default: public, or public-staff for the staff profile)")
	c.Flags().BoolVar(&f.allOrNothing, "all-or-nothing", false, "build no site when one is held back")
	return c
}

func (f *flags) build(ctx context.Context, t terminal, options generator.Options) error {
	if f.out == "" {
		f.out = map[bool]string{false: "public", true: "public-staff"}[options.Staff]
	}
	folder, err := output.OpenFolder(f.out, output.FolderOptions{State: state(), Purpose: f.profile})
	if err != nil {
		return machineError{err}
	}
	defer folder.Close()
	bar := progress(t.err)
	options.Sink, options.Progress = folder, bar.show
	options.Program, options.Readings = program(), readings()
	report, err := (&generator.Builder{Options: options}).Build(ctx)
	bar.clear()
	if report != nil {
		to := t.err
		if f.format != "text" {
			to = t.out
		}
		if err := f.print(to, report.Problems); err != nil {
			return machineError{err}
		}
		summary(t.err, "built", report)
		if f.allOrNothing && len(report.Held) > 0 {
			fmt.Fprintln(t.err, "no site was built, because of --all-or-nothing")
		}
	}
	if err != nil {
		return machine(err)
	}
	return verdict(report)
}

func verdict(r *generator.Report) error {
	if r.OK() {
		return nil
	}
	return errProblems
}
