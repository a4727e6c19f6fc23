package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/site"
)

func pageCommand(t terminal) *cobra.Command {
	f := &flags{}
	var view bool
	c := &cobra.Command{
		Use:   "page SITE ADDRESS",
		Short: "Print one page, or what its layout sees",
		Long: "Page prints one page of a site as it would be written; with --json it prints the view model that the\n" +
			"theme's layout is given. Exit codes: 0, 2, 3.",
		Args: given(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			options, err := f.options()
			if err != nil {
				return err
			}
			close, err := f.open(&options)
			if err != nil {
				return err
			}
			defer close()
			laid, problems, err := (&generator.Builder{Options: options}).Site(c.Context(), args[0])
			if err := f.print(t.err, problems); err != nil {
				return machineError{err}
			}
			if err != nil {
				return machine(err)
			}
			outline, err := generator.Find(laid, args[0], args[1])
			if err != nil {
				return err
			}
			if view {
				return printView(t, laid, outline)
			}
			page, err := laid.Render(outline)
			if err != nil {
				return machineError{&generator.LayoutError{Site: args[0], Address: outline.Address, Err: err}}
			}
			_, err = t.out.Write(page)
			return machine(err)
		},
	}
	f.reading(c)
	c.Flags().StringVar(&f.links, "links", "web", "how pages link: web, or folder for sticks and shares")
	c.Flags().BoolVar(&view, "json", false, "print the view model")
	return c
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
