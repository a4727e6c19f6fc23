package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"wellshelf/generator/search"
)

// amount is how many files there are, and how many bytes in them.
type amount struct{ files, bytes int }

func (a amount) String() string {
	return fmt.Sprintf("%d files, %.2f MB", a.files, float64(a.bytes)/1e6)
}

// amountOf counts the files below a folder that count.
func amountOf(folder string, counts func(name string) bool) (a amount) {
	_ = fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error { // a folder that is not there has none
		if err == nil && !d.IsDir() && counts(name) {
			if info, err := d.Info(); err == nil {
				a.files, a.bytes = a.files+1, a.bytes+int(info.Size())
			}
		}
		return nil
	})
	return a
}

// optional are files of Pagefind's bundle that a site without its interface could leave out.
var optional = regexp.MustCompile(`^pagefind-(.*ui|highlight)\.|^wasm\.unknown`)

// printFiles prints what indexes take on disk.
func printFiles(w io.Writer, subjects []*subject) {
	fmt.Fprintln(w, "\nOn disk (budget: 0.5 MB for 1,000 entries):")
	fmt.Fprintln(w, "\n| site | packed form | script form | Pagefind without its interface |")
	fmt.Fprintln(w, "|---|---|---|---|")
	for _, s := range subjects {
		folder := filepath.Join(s.Root, s.Site, search.Folder)
		packed := amountOf(folder, func(name string) bool { return strings.HasSuffix(name, ".bin") })
		scripts := amountOf(folder, func(name string) bool { return strings.HasSuffix(name, ".js") })
		theirs := amountOf(filepath.Join(s.Bundle, "pagefind"), func(name string) bool { return !optional.MatchString(name) })
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", s.Name, packed, scripts, theirs)
	}
}

// printClient prints what the client takes on the wire.
func printClient(w io.Writer, subjects []*subject) error {
	fmt.Fprintln(w, "\nThe client, bytes after gzip. Every page loads the script, which begins with what it knows; who searches loads the phrases and panels as well:")
	fmt.Fprintln(w, "\n| site | script | of which start data | phrases | panels |")
	fmt.Fprintln(w, "|---|---|---|---|---|")
	for _, s := range subjects {
		folder := filepath.Join(s.Root, s.Site)
		home, err := os.ReadFile(filepath.Join(folder, "index.html"))
		if err != nil {
			return err
		}
		script, err := asset(folder, home, "script")
		if err != nil {
			return err
		}
		phrases, err := asset(folder, script, "need")
		if err != nil {
			return err
		}
		panels, err := asset(folder, script, "panels")
		if err != nil {
			return err
		}
		start, _, _ := bytes.Cut(script, []byte("\n"))
		fmt.Fprintf(w, "| %s | %d | %d | %d | %d |\n", s.Name, zipped(script), zipped(start), zipped(phrases), zipped(panels))
	}
	return nil
}

// asset is a script that a page or another script names.
func asset(folder string, text []byte, name string) ([]byte, error) {
	found := regexp.MustCompile(`\bassets/` + name + `-[0-9a-f]+\.js`).Find(text)
	if found == nil {
		return nil, fmt.Errorf("the start page loads no %s", name)
	}
	return os.ReadFile(filepath.Join(folder, string(found)))
}

func zipped(text []byte) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(text) // into memory
	_ = z.Close()
	return b.Len()
}
