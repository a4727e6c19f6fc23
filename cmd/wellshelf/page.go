package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/site"
)

func pageCommand(t terminal) *cobra.Command {
	f := &flags{}
	c := &cobra.Command{
		Use:   "page SITE ADDRESS",
		Short: "Print one page, or what its layout sees",
		Long: "Page prints one page of a site as it would be written; with --json it prints the view model that the\n" +
			"theme's layout is given. Exit codes: 0, 2, 3.",
		Args: given(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return f.with(func(options generator.Options) error { return f.page(c.Context(), t, options, args[0], args[1]) })
		},
	}
	f.reading(c)
	c.Flags().StringVar(&f.links, "links", "web", "how pages link: web, or folder for sticks and shares")
	c.Flags().BoolVar(&f.view, "json", false, "print the view model")
	return c
}

// page prints the page of an address, or its view, after what is wrong with its site.
func (f *flags) page(ctx context.Context, t terminal, options generator.Options, name, address string) error {
	laid, problems, err := (&generator.Builder{Options: options}).Site(ctx, name)
	if err := f.print(t.err, problems); err != nil {
		return machineError{err}
	}
	if err != nil {
		return machine(err)
	}
	outline, err := generator.Find(laid, name, address)
	if err != nil {
		return err
	}
	if f.view {
		return printView(t, laid, outline)
	}
	page, err := laid.Render(outline)
	if err != nil {
		return machineError{&generator.LayoutError{Site: name, Address: outline.Address, Err: err}}
	}
	_, err = t.out.Write(page)
	return machine(err)
}

// printView prints what the layout of a page is given.
func printView(t terminal, laid *site.Site, outline site.Outline) error {
	model, err := laid.View(outline)
	if err != nil {
		return machineError{&generator.LayoutError{Site: laid.Name(), Address: outline.Address, Err: err}}
	}
	text, err := json.MarshalIndent(model, "", "  ")
	if err != nil {
		return machineError{err}
	}
	_, err = fmt.Fprintf(t.out, "%s\n", text)
	return machine(err)
}
