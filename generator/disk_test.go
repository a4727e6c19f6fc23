package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/output"
)

func quickDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "wellshelf")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func mustOpen(t testing.TB, dir string, opt output.FolderOptions) *output.Folder {
	t.Helper()
	f, err := output.OpenFolder(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// difference lists where two trees differ.
func difference(got, want map[string]string) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(got)) {
		if w, is := want[path]; !is {
			fmt.Fprintf(&b, "\n  %s is there: %q", path, got[path])
		} else if w != got[path] {
			fmt.Fprintf(&b, "\n  %s is %q, not %q", path, got[path], w)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if _, is := got[path]; !is {
			fmt.Fprintf(&b, "\n  %s is missing", path)
		}
	}
	return b.String()
}

// diskTree is what lies in an output folder, without the working folder.
func diskTree(t testing.TB, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		path, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		switch {
		case e.IsDir() && e.Name() == ".wellshelf":
			return filepath.SkipDir
		case e.IsDir():
			tree[path] = "folder"
		case e.Type()&fs.ModeSymlink != 0:
			tree[path], err = os.Readlink(name)
		default:
			var content []byte
			content, err = os.ReadFile(name)
			tree[path] = string(content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func writeForeign(t testing.TB, dir, path, content string) {
	t.Helper()
	name := filepath.Join(dir, path)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
		t.Fatal(err)
	}
}
