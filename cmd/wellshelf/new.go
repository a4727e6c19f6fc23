package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/spf13/cobra"

	"wellshelf/generator"
)

func newCommand(t terminal) *cobra.Command {
	f := &flags{}
	var in string
	c := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Begin an entry",
		Long: "New writes a draft of an entry, with every field of its kind and what each is for, and says where it is.\n" +
			"It never overwrites a file. Exit codes: 0, 2, 3.",
		Example: "  wellshelf new topic \"Sleep\"\n  wellshelf new place \"Garden room\" --in midlothian/beeslack",
		Args:    given(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return f.with(func(options generator.Options) error {
				file, text, err := (&generator.Builder{Options: options}).Sketch(c.Context(), generator.Sketch{Kind: args[0], Title: args[1], In: in})
				if err != nil {
					return machine(err)
				}
				return f.create(t, file, text)
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&in, "in", "", "the `area` or area/site it belongs to (default: every site)")
	return c
}

func (f *flags) create(t terminal, file string, text []byte) error {
	root, err := folder("content", f.content)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return machineError{fmt.Errorf("%s cannot be made: %w", f.local("content/"+path.Dir(file)), cause(err))}
	}
	out, err := root.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &usageError{f.local("content/"+file) + " exists already", "give the new entry another title"}
	}
	if err != nil {
		return machineError{fmt.Errorf("%s cannot be written: %w", f.local("content/"+file), cause(err))}
	}
	if _, err := out.Write(text); err != nil {
		return machineError{errors.Join(fmt.Errorf("%s cannot be written: %w", f.local("content/"+file), cause(err)), out.Close())}
	}
	if err := out.Close(); err != nil {
		return machineError{fmt.Errorf("%s cannot be written: %w", f.local("content/"+file), cause(err))}
	}
	_, err = fmt.Fprintln(t.out, f.local("content/"+file))
	return machine(err)
}
