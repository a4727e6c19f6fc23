package theme

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// childBytes is what a child theme may add to its parent's style on the way to a phone.
const childBytes = 500

// TestHarbourIsTokensAndParts keeps the one theme that shows what tokens reach from growing into a copy of base.
func TestHarbourIsTokensAndParts(t *testing.T) {
	all := os.DirFS("../../themes")
	parts := map[string]bool{}
	err := fs.WalkDir(all, "harbour", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		within := strings.TrimPrefix(name, "harbour/")
		switch steps := strings.Split(within, "/"); {
		case within == "theme.md", steps[0] == "strings":
			return nil
		case steps[0] != "parts" || len(steps) != 3:
			t.Errorf("%s: harbour may hold its tokens, strings and parts only", name)
			return nil
		default:
			parts[steps[1]] = true
		}
		if !slices.Contains([]string{".css", ".svg", ".md"}, path.Ext(within)) {
			t.Errorf("%s: a part of harbour is a style, its drawings and a note", name)
		}
		if _, err := fs.Stat(all, "base/"+within); err == nil {
			t.Errorf("%s covers a file of base, which harbour must not need", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) > 2 {
		t.Errorf("harbour has %d parts, and two must do", len(parts))
	}
}

// A child theme is a look of its own, and costs a phone little more than its parent.
func TestChildThemesAreLooksOfTheirOwn(t *testing.T) {
	all := os.DirFS("../../themes")
	base := load(t, all, "base")
	for _, name := range []string{"shine", "harbour"} {
		child := load(t, all, name)
		if added := sent(t, child) - sent(t, base); added > childBytes {
			t.Errorf("the style of %s is %d bytes more than that of base, and %d are allowed", name, added, childBytes)
		}
		were := base.tokens.schemes(base.dark)
		for i, scheme := range child.tokens.schemes(child.dark) {
			for _, intent := range []string{"surface", "head", "text", "link", "brand"} {
				if scheme.paint(intent) == were[i].paint(intent) {
					t.Errorf("%s has the %s of base%s", name, intent, scheme.said)
				}
			}
		}
	}
}

// sent is the size of a theme's style, in bytes, as it travels.
func sent(t *testing.T, theme *Theme) int {
	t.Helper()
	look, problems := theme.Look(nil)
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", printed(problems))
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(file(look, look.Style))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
