package repository

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A text written again long after it was set aside is as new to Git's clearing up as one never written before.
func TestATextWrittenAgainIsNewAgain(t *testing.T) {
	for _, packed := range []bool{false, true} {
		dir, r := example(t)
		text := []byte("long ago\n")
		h := must[Hash](t)(r.AddBlob(text))
		file := filepath.Join(dir, ".git", "objects", string(h[:2]), string(h[2:]))
		if packed {
			git(t, dir, "update-ref", "refs/tags/kept", string(h))
			git(t, dir, "gc", "-q", "--prune=now")
			git(t, dir, "update-ref", "-d", "refs/tags/kept")
		} else if err := os.Chtimes(file, time.Time{}, time.Now().Add(-300*24*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if again := must[Hash](t)(r.AddBlob(text)); again != h {
			t.Errorf("it is %s, was %s", again, h)
		}
		if packed {
			git(t, dir, "repack", "-adq")
		}
		git(t, dir, "prune", "--expire=2.weeks.ago")
		if got := git(t, dir, "cat-file", "blob", string(h)); got != "long ago" && got != string(text) {
			t.Errorf("git has %q", got)
		}
	}
}
