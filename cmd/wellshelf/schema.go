package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

func schemaCommand(t terminal) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Describe the fields of a kind, for text editors",
		Long: "Schema is for those who set up text editors; writers do not need it.\n" +
			"It prints the JSON Schema (draft-07) of the fields of a kind of entry, such as topic, or of settings: network,\n" +
			"area, school or library. A kind's name with .part at its end is for files that state only what differs.\n" +
			"With --out it writes all schemas into a folder, and files.json, which says which files each is for.\n" +
			"Exit codes: 0, 2, 3.",
		Example: "  wellshelf schema topic\n  wellshelf schema --out .vscode/schemas",
		Args:    given(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 1 && out == "":
				return printSchema(t, args[0])
			case len(args) == 0 && out != "":
				return writeSchemas(t, out)
			}
			return &usageError{"schema takes a kind, or a folder with --out", "write wellshelf schema topic, or wellshelf schema --out .vscode/schemas"}
		},
	}
	c.Flags().StringVar(&out, "out", "", "the `folder` to write all schemas into")
	return c
}

func printSchema(t terminal, name string) error {
	var names []string
	for _, schema := range library.Schemas() {
		if schema.Name == name {
			_, err := t.out.Write(schema.JSON)
			return machine(err)
		}
		if !strings.HasSuffix(schema.Name, ".part") {
			names = append(names, schema.Name)
		}
	}
	return &usageError{fmt.Sprintf("there is no kind %q", name), diag.DidYouMean(name, names, "the kinds are "+strings.Join(names, ", "))}
}

// writeSchemas writes a file for each schema, and one that says which files each is for. It leaves other files alone.
func writeSchemas(t terminal, out string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return machineError{fmt.Errorf("%s cannot be made: %w", out, cause(err))}
	}
	root, err := os.OpenRoot(out)
	if err != nil {
		return machineError{fmt.Errorf("%s cannot be opened: %w", out, cause(err))}
	}
	defer root.Close()
	files := map[string][]string{}
	for _, schema := range library.Schemas() {
		name := schema.Name + ".json"
		files[name] = schema.Files
		err = errors.Join(err, root.WriteFile(name, schema.JSON, 0o644))
	}
	list, wrong := json.MarshalIndent(files, "", "  ")
	if err = errors.Join(err, wrong, root.WriteFile("files.json", append(list, '\n'), 0o644)); err != nil {
		return machineError{fmt.Errorf("%s cannot be written: %w", out, err)}
	}
	_, err = fmt.Fprintln(t.out, filepath.ToSlash(out))
	return machine(err)
}
