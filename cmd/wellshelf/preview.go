package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/preview"
)

func previewCommand(t terminal) *cobra.Command {
	f := &flags{}
	o := preview.Options{}
	c := &cobra.Command{
		Use:   "preview",
		Short: "Show every site in the browser while you write",
		Long: "Preview shows every site at the addresses it will have, drafts included, and says in each page what is\n" +
			"wrong with it. When a file is saved, open pages show it by themselves. Nothing is written. Ctrl-C ends it.\n" +
			"Exit codes: 0, 2, 3.",
		Args: given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return f.with(func(options generator.Options) error { return f.preview(c.Context(), t, options, o) })
		},
	}
	f.reading(c)
	drafts := c.Flags().Lookup("drafts")
	f.drafts, drafts.DefValue, drafts.Usage = true, "true", "show drafts; --drafts=false shows what readers see"
	c.Flags().StringVar(&o.Addr, "addr", "127.0.0.1:4321", "the `address` to serve at; port 0 picks a free one")
	c.Flags().StringArrayVar(&o.Hosts, "host", nil, "another `name` by which browsers may call the preview; can be repeated")
	return c
}

func (f *flags) preview(ctx context.Context, t terminal, options generator.Options, o preview.Options) error {
	options.Program, options.Readings = program(), readings()
	o.Build = options
	if os.Getenv("SOURCE_DATE_EPOCH") == "" {
		o.Clock = time.Now
	}
	live, err := (&generator.Builder{Options: options}).Live(ctx)
	if err != nil {
		return machine(err)
	}
	o.Folders = []preview.Folder{{Name: "content", Path: f.content}, {Name: "themes", Path: f.themes}}
	o.Say = func(text string) { fmt.Fprintln(t.err, text) }
	o.Ready = func(address string) {
		fmt.Fprintln(t.out, address)
		o.Say("open this address in a browser; pages show what you save by themselves; Ctrl-C ends the preview")
	}
	err = preview.Serve(ctx, live, o)
	var wrong *preview.AddressError
	var taken *preview.TakenError
	switch {
	case errors.As(err, &wrong):
		return &usageError{fmt.Sprintf("--addr is %q, which is no address", wrong.Addr), wrong.Hint()}
	case errors.As(err, &taken):
		return &usageError{taken.Error(), taken.Hint()}
	}
	return machine(err)
}
