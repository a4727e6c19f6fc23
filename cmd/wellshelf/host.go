package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/forge"
)

func hostCommand(t terminal) *cobra.Command {
	f := &flags{}
	var out string
	c := &cobra.Command{
		Use:   "host github|gitlab",
		Short: "Write what a Git host needs: who is asked, and what runs",
		Long: "Host writes code owners, made from the settings and the sign-off policy, and a workflow that checks proposals, makes\n" +
			"review packs and previews, builds the sites, and opens an issue for each group 60, 30 and 7 days before something\n" +
			"falls due. Files that it did not make are left alone. Exit codes: 0, 1, 2, 3.",
		Example: "  wellshelf host github",
		Args:    given(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("the host", args[0], forge.Hosts...); err != nil {
				return err
			}
			return f.with(func(options generator.Options) error {
				read, err := (&generator.Builder{Options: options}).Read(c.Context())
				if err != nil {
					return machine(err)
				}
				n := &forge.Network{Library: read.Library, View: read.View, Content: filepath.ToSlash(filepath.Clean(f.content))}
				if err := f.print(t.out, n.Problems()); err != nil {
					return machineError{err}
				}
				return hosted(t, out, n.Files(args[0]))
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&out, "out", ".", "the top `folder` of the repository")
	return c
}

// hosted writes files in place of those that were made before, and leaves others.
func hosted(t terminal, out string, files []forge.File) error {
	root, err := os.OpenRoot(out)
	if err != nil {
		return machineError{fmt.Errorf("%s cannot be opened: %w", out, cause(err))}
	}
	defer root.Close()
	left := false
	for _, file := range files {
		text, err := root.ReadFile(file.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return machineError{fmt.Errorf("%s cannot be read: %w", file.Path, cause(err))}
		}
		if err == nil && !forge.Made(text) {
			fmt.Fprintf(t.err, "%s was not made by this command and is left as it is; remove it to have it made\n", file.Path)
			left = true
			continue
		}
		if err := whole(root, filepath.ToSlash(file.Path), file.Bytes); err != nil {
			return machineError{fmt.Errorf("%s cannot be written: %w", file.Path, cause(err))}
		}
		if _, err := fmt.Fprintln(t.out, file.Path); err != nil {
			return machineError{err}
		}
	}
	if left {
		return errProblems
	}
	return nil
}
