package generator

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Formatted is a file of the content folder in the one style of its front matter; see [library.Format].
type Formatted struct {
	File     string // below the content folder
	Bytes    []byte
	Changed  bool           // Bytes differ from what the file holds
	Problems []diag.Problem // why it was left as it is
}

// Format formats the entries and settings of a content folder, or those of the files and folders named, in the order
// of their paths. It writes nothing. The error is for what cannot be read.
func Format(content fs.FS, names ...string) ([]Formatted, error) {
	if len(names) == 0 {
		names = []string{"."}
	}
	var files []string
	for _, name := range names {
		err := fs.WalkDir(content, path.Clean(name), func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && file != "." && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case d.Type().IsRegular() && library.Formats(file):
				files = append(files, file)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("the content folder cannot be read: %w", err)
		}
	}
	slices.Sort(files)
	var all []Formatted
	for _, file := range slices.Compact(files) {
		raw, err := fs.ReadFile(content, file)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w", file, err)
		}
		formatted, problems := library.Format(file, raw)
		all = append(all, Formatted{file, formatted, string(formatted) != string(raw), inContent(problems)})
	}
	return all, nil
}
