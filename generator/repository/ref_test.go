package repository

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// T18: names that break out, or are taken for options. Git itself is the judge, but for the hyphen.
func TestT18NamesOfRefs(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"refs/heads/--upload-pack=x", "refs/heads/../../config", "refs/heads/a..b", "refs/heads/x.lock", "refs/heads/x.LOCK", "refs/heads/a\x01b",
		"refs/heads/a\nb", "refs/heads/a b", "refs/heads/.a", "refs/heads/a.", "refs/heads/", "refs/heads//a", "refs/heads/a/", "refs/heads/a@{1}",
		"refs/heads/a~1", "refs/heads/a^", "refs/heads/a:b", "refs/heads/a?", "refs/heads/a*", "refs/heads/a[", `refs/heads/a\b`, "refs/heads/a\x7f",
		"refs/x", "HEAD", "main", "", "/refs/heads/a", "config", "refs/heads/x.lock/y",
	} {
		if err := CheckName(name); !errors.As(err, new(*NameError)) {
			t.Errorf("%q was accepted: %v", name, err)
		}
	}
	for _, name := range []string{"refs/heads/main", "refs/wellshelf/drafts/autumn-sleep-pages", "refs/heads/a/b", "refs/heads/@", "refs/heads/a@b", "refs/heads/über"} {
		if err := CheckName(name); err != nil {
			t.Error(err)
		}
		git(t, dir, "check-ref-format", name)
	}
}

func FuzzCheckName(f *testing.F) {
	f.Add("refs/heads/main")
	f.Add("refs/heads/a..b")
	f.Add("refs/heads/@{")
	f.Fuzz(func(t *testing.T, name string) {
		if CheckName(name) != nil || len(name) == 0 {
			return
		}
		if clean := filepath.ToSlash(filepath.Clean(name)); clean != name || !filepath.IsLocal(name) || strings.ContainsRune(name, 0) {
			t.Errorf("%q is no plain path below the repository's folder", name)
		}
	})
}

func TestMoveComparesAndSets(t *testing.T) {
	dir, r := example(t)
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	above := must[*Commit](t)(r.Commit(tip)).Parents[0]
	w := lock(t, r)
	steps := []struct {
		name      string
		old, next Hash
		fails     bool
	}{
		{"refs/heads/one", "", above, false},
		{"refs/heads/one", "", tip, true}, // is there
		{"refs/heads/one", tip, above, true},
		{"refs/heads/one", above, tip, false},
		{"refs/heads/one/two", "", tip, true}, // one is a file
		{"refs/heads/deep/er", "", tip, false},
		{"refs/heads/deep", "", tip, true}, // deep is a folder
		{"refs/heads/deep/er", tip, "", false},
		{"refs/heads/deep", "", tip, false}, // and no more
		{"refs/heads/none", tip, "", true},
	}
	for _, s := range steps {
		if err := w.Move(s.name, s.old, s.next); (err != nil) != s.fails {
			t.Errorf("moving %s from %q to %q: %v", s.name, s.old, s.next, err)
		}
	}
	git(t, dir, "pack-refs", "--all", "--prune")
	if err := w.Move("refs/heads/one", above, tip); !errors.As(err, new(*MovedError)) {
		t.Errorf("packed: %v", err)
	}
	if err := w.Move("refs/heads/one", tip, above); err != nil {
		t.Errorf("packed: %v", err)
	}
	git(t, dir, "tag", "-am", "annotated", "v1")
	git(t, dir, "pack-refs", "--all", "--prune")
	if err := w.Move("refs/heads/one", above, ""); err != nil {
		t.Errorf("packed: %v", err)
	}
	if got := git(t, dir, "for-each-ref", "--format=%(refname)"); got != "refs/heads/deep\nrefs/heads/main\nrefs/tags/v1" {
		t.Errorf("git sees %q", got)
	}
	var names []string
	for _, ref := range must[[]Ref](t)(r.Refs("refs/heads/")) {
		names = append(names, ref.Name)
	}
	if strings.Join(names, " ") != "refs/heads/deep refs/heads/main" {
		t.Errorf("Refs: %v", names)
	}
	git(t, dir, "fsck", "--no-dangling")
	if left, _ := os.ReadDir(r.pending()); len(left) > 0 {
		t.Errorf("left pending: %v", left)
	}
}

// A symbolic ref is read through and not written over.
func TestSymbolicRefsStay(t *testing.T) {
	dir, r := example(t)
	git(t, dir, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	if got := must[Hash](t)(r.Ref("refs/heads/alias")); got != tip {
		t.Errorf("alias is at %q", got)
	}
	if err := lock(t, r).Move("refs/heads/alias", tip, HashOf(nil)); !errors.As(err, new(*NameError)) {
		t.Errorf("alias moved: %v", err)
	}
}

func TestMoveWaitsForGitsLock(t *testing.T) {
	_, r := example(t)
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	w := lock(t, r)
	held := r.refFile("refs/heads/x") + ".lock"
	if err := os.WriteFile(held, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	err := w.Move("refs/heads/x", "", tip)
	if !errors.As(err, new(*LockedError)) || err.Error() != "another program is changing refs/heads/x just now; try again" {
		t.Errorf("a fresh lock: %v", err)
	}
	long := time.Now().Add(-10 * time.Minute)
	if err := os.Chtimes(held, long, long); err != nil {
		t.Fatal(err)
	}
	err = w.Move("refs/heads/x", "", tip)
	if want := "refs/heads/x has been locked for 10 minutes by a program that was stopped before it was done; if no git program is running, remove the file " + held; err == nil || err.Error() != want {
		t.Errorf("an old lock: %v\nwant %s", err, want)
	}
	if _, err := os.Stat(held); err != nil {
		t.Errorf("the lock of another program is gone: %v", err)
	}
}

// What a Writer that was killed between lock and rename leaves is known as ours and removed; another's lock stays.
func TestLocksOfKilledWritersAreTidied(t *testing.T) {
	_, r := example(t)
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	w := lock(t, r)
	ours, theirs := "refs/heads/ours", "refs/heads/theirs"
	prepared := must[string](t)(w.prepare(ours, tip))
	if err := w.acquire(ours, prepared, r.refFile(ours)+".lock"); err != nil {
		t.Fatal(err)
	}
	must[string](t)(w.prepare(theirs, tip))
	if err := os.WriteFile(r.refFile(theirs)+".lock", []byte(tip+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	packed := must[string](t)(writeSynced(r.pending(), packedName+"~*", nil, 0o644))
	if err := os.Link(packed, r.packedFile()+".lock"); err != nil {
		t.Fatal(err)
	}
	hostile := filepath.Join(r.pending(), url.PathEscape("refs/heads/../../../x")+"~1")
	if err := os.WriteFile(hostile, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	w.Close()
	lock(t, r)
	for file, stays := range map[string]bool{
		r.refFile(ours) + ".lock": false, r.refFile(theirs) + ".lock": true, r.packedFile() + ".lock": false, prepared: false, hostile: false,
	} {
		if _, err := os.Lstat(file); (err == nil) != stays {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// Many writers, each adding one commit to what it found: none is lost.
func TestNoMoveIsLost(t *testing.T) {
	dir, r := example(t)
	const writers, each = 4, 6
	var wait sync.WaitGroup
	for range writers {
		wait.Go(func() {
			for range each {
				if err := addOne(t.Context(), dir); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	_ = r
	if got := git(t, dir, "rev-list", "--count", "main..refs/wellshelf/count/x"); got != "24" {
		t.Errorf("%s of %d commits are there", got, writers*each)
	}
}

func addOne(ctx context.Context, dir string) error {
	r, err := Open(dir)
	if err != nil {
		return err
	}
	w, err := r.Lock(ctx)
	if err != nil {
		return err
	}
	defer w.Close()
	const name = "refs/wellshelf/count/x"
	at, err := r.Ref(name)
	if err != nil {
		return err
	}
	from := at
	if from == "" {
		if from, err = r.Ref("refs/heads/main"); err != nil {
			return err
		}
	}
	c, err := r.Commit(from)
	if err != nil {
		return err
	}
	next, err := r.AddCommit(c.Tree, []Hash{from}, Signature{"Ada", "ada@example.org", time.Unix(1, 0)}, "one more")
	if err != nil {
		return err
	}
	return w.Move(name, at, next)
}
