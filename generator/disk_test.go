package generator

import (
	"testing"

	"wellshelf/generator/output"
)

func mustOpen(t testing.TB, dir string, opt output.FolderOptions) *output.Folder {
	t.Helper()
	f, err := output.OpenFolder(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
