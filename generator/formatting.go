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
// of their paths. It writes nothing, and follows no symbolic link: one is a problem of its own, as it is when the tree
// is read. The error is for what cannot be read.
func Format(content fs.FS, names ...string) ([]Formatted, error) {
	if len(names) == 0 {
		names = []string{"."}
	}
	var files, links []string
	for _, name := range names {
		if link := linkOn(content, path.Clean(name)); link != "" {
			links = append(links, link)
			continue
		}
		err := fs.WalkDir(content, path.Clean(name), func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && file != "." && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			case d.Type()&fs.ModeSymlink != 0 && (library.Formats(file) || path.Ext(file) == ""):
				links = append(links, file)
			case d.Type().IsRegular() && library.Formats(file):
				files = append(files, file)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("the content folder cannot be read: %w", err)
		}
	}
	var all []Formatted
	slices.Sort(links)
	for _, file := range slices.Compact(links) {
		all = append(all, Formatted{File: file, Problems: []diag.Problem{{Place: diag.Place{File: "content/" + file},
			Text: "this is a symbolic link", Hint: "put the file itself here; links could lead out of the content folder"}}})
	}
	slices.Sort(files)
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

// linkOn is the first symbolic link on the way to a path, or "".
func linkOn(content fs.FS, name string) string {
	for end := range len(name) + 1 {
		if end < len(name) && name[end] != '/' {
			continue
		}
		if info, err := fs.Lstat(content, name[:end]); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return name[:end]
		}
	}
	return ""
}
