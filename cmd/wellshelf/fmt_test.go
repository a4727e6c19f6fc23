package main

import (
	"os"
	"path/filepath"
	"testing"

	"wellshelf/generator"
)

// What somebody saves while other files are formatted is not lost.
func TestFormattingKeepsWhatWasSavedMeanwhile(t *testing.T) {
	dir := t.TempDir()
	name := "national/topics/sleep.md"
	file := filepath.Join(dir, filepath.FromSlash(name))
	save := func(text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	save("---\nsummary: Rest.\ntitle: Sleep\n---\nOld.\n")
	read, err := generator.Format(root.FS())
	if err != nil || len(read) != 1 || !read[0].Changed {
		t.Fatalf("got %v, %v", read, err)
	}
	save("---\nsummary: Rest.\ntitle: Sleep\n---\nNew.\n")
	if err := replace(root, read[0]); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if want := "---\ntitle: Sleep\nsummary: Rest.\n---\nNew.\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}
