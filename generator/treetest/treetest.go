// Package treetest is for tests that look at whole folders on disk. The program itself does not use it.
package treetest

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
)

// WorkFolder is the program's own folder within an output folder, which is no part of what is published.
const WorkFolder = ".wellshelf"

// Dir is a folder on a memory file system where there is one: a test that commits hundreds of times would otherwise
// mostly wait for the disk.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "wellshelf")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// Read is all that lies below dir but the program's work folders: path to bytes, or "folder", or where a link leads.
func Read(t testing.TB, dir string) map[string]string {
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
		case e.IsDir() && e.Name() == WorkFolder:
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

// Difference lists where two trees differ, a line each; "" when they are equal.
func Difference(got, want map[string]string) string {
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

// Write puts a file below dir, as somebody else would.
func Write(t testing.TB, dir, path, content string) {
	t.Helper()
	name := filepath.Join(dir, path)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
		t.Fatal(err)
	}
}
