package repository

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// git runs Git itself, which is what this package is held to.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := tryGit(dir, args...)
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func tryGit(dir string, args ...string) (string, error) {
	c := exec.Command("git", args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.org",
		"GIT_AUTHOR_DATE=2026-11-01T10:00:00Z", "GIT_COMMITTER_DATE=2026-11-01T10:00:00Z")
	out, err := c.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// example is a repository with two commits on main.
func example(t *testing.T) (string, *Repository) {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	write(t, dir, "content/national/topics/sleep.md", "sleep 1\n")
	write(t, dir, "content/national/topics/worry.md", "worry 1\n")
	write(t, dir, "README.md", "read me\n")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "first")
	write(t, dir, "content/national/topics/sleep.md", "sleep 2\n")
	git(t, dir, "commit", "-qam", "second")
	return dir, open(t, dir)
}

func open(t *testing.T, dir string) *Repository {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func lock(t *testing.T, r *Repository) *Writer {
	t.Helper()
	w, err := r.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestTreeIsAFileSystem(t *testing.T) {
	_, r := example(t)
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	tree := must[*Tree](t)(r.Tree(tip))
	if err := fstest.TestFS(tree, "README.md", "content/national/topics/sleep.md", "content/national/topics/worry.md"); err != nil {
		t.Error(err)
	}
	if text := must[[]byte](t)(tree.ReadFile("content/national/topics/sleep.md")); string(text) != "sleep 2\n" {
		t.Errorf("read %q", text)
	}
}

// Objects are found in packs, also when Git packs them after the repository was opened, and in those borrowed.
func TestPackedObjectsAndRefs(t *testing.T) {
	dir, r := example(t)
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	must[*Commit](t)(r.Commit(tip))
	git(t, dir, "gc", "-q", "--prune=now")
	long := "refs/heads/" + strings.Repeat("a-long-name/", 15) + "of-a-branch-that-a-program-made"
	git(t, dir, "update-ref", long, string(tip))
	git(t, dir, "pack-refs", "--all")
	if heads := must[[]Ref](t)(r.Refs("refs/heads/")); slices.ContainsFunc(heads, func(one Ref) bool { return one.Name == long }) || len(heads) == 0 {
		t.Errorf("the branches are %v: names that are none here are left out", heads)
	}
	if got := must[Hash](t)(r.Ref("refs/heads/main")); got != tip {
		t.Errorf("packed, main is at %s, want %s", got, tip)
	}
	for _, from := range []*Repository{r, open(t, dir)} {
		tree := must[*Tree](t)(from.Tree(tip))
		if text := must[[]byte](t)(tree.ReadFile("README.md")); string(text) != "read me\n" {
			t.Errorf("read %q", text)
		}
	}
	shared := filepath.Join(t.TempDir(), "shared")
	git(t, dir, "clone", "-q", "--shared", dir, shared)
	must[*Commit](t)(open(t, shared).Commit(tip))
}

func TestCommitChangesOnlyWhatItNames(t *testing.T) {
	dir, r := example(t)
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	base := must[*Commit](t)(r.Commit(tip))
	changes := map[string]Change{
		"content/national/topics/sleep.md":                 {must[Hash](t)(r.AddBlob([]byte("sleep 3\n")))},
		"content/national/topics/worry.md":                 {},
		"content/areas/midlothian/schools/beeslack/new.md": {must[Hash](t)(r.AddBlob(nil))},
	}
	tree := must[Hash](t)(r.WithChanges(base.Tree, changes))
	when := time.Date(2026, 11, 23, 20, 0, 0, 0, time.FixedZone("", 3600))
	next := must[Hash](t)(r.AddCommit(tree, []Hash{tip}, Signature{"Bo <x>\n", "bo@example.org", when}, "third\r\n\r\nPath: a\n"))
	if err := lock(t, r).Move("refs/heads/side", "", next); err != nil {
		t.Fatal(err)
	}
	got := git(t, dir, "diff", "--name-status", "main", "side")
	want := "A\tcontent/areas/midlothian/schools/beeslack/new.md\nM\tcontent/national/topics/sleep.md\nD\tcontent/national/topics/worry.md"
	if got != want {
		t.Errorf("git sees\n%s\nwant\n%s", got, want)
	}
	if got := git(t, dir, "log", "-1", "--format=%an|%ae|%ai|%B", "side"); got != "Bo x|bo@example.org|2026-11-23 20:00:00 +0100|third\n\nPath: a" {
		t.Errorf("git reads %q", got)
	}
	if got := must[*Commit](t)(r.Commit(next)).Trailers()["Path"]; got != "a" {
		t.Errorf("the trailer reads %q", got)
	}
	git(t, dir, "fsck", "--strict", "--no-dangling")
	if got := git(t, dir, "status", "--porcelain"); got != "" {
		t.Errorf("the working tree looks changed: %s", got)
	}
	differ := must[[]string](t)(r.Differ(tip, next, "content"))
	if strings.Join(differ, " ") != "areas/midlothian/schools/beeslack/new.md national/topics/sleep.md national/topics/worry.md" {
		t.Errorf("Differ: %v", differ)
	}
}

// A folder sorts as if its name ended in a slash, and an emptied folder goes.
func TestTreesAreGits(t *testing.T) {
	dir, r := example(t)
	x := must[Hash](t)(r.AddBlob([]byte("x")))
	tree := must[Hash](t)(r.WithChanges("", map[string]Change{"a/b": {x}, "a.b": {x}, "a-b": {x}, "a0": {x}}))
	if got := git(t, dir, "ls-tree", "-r", "--name-only", string(tree)); got != "a-b\na.b\na/b\na0" {
		t.Errorf("git lists %q", got)
	}
	without := must[Hash](t)(r.WithChanges(tree, map[string]Change{"a/b": {}}))
	if got := git(t, dir, "ls-tree", "--name-only", string(without)); got != "a-b\na.b\na0" {
		t.Errorf("git lists %q", got)
	}
	if empty := must[Hash](t)(r.WithChanges("", nil)); empty != emptyTree {
		t.Errorf("nothing is %s", empty)
	}
	for _, name := range []string{".git/hooks/x", "a/.GIT/x", "a/.git./x", "git~1/x", "../x", "/x", "a//b", `a\b`, "a:b", ""} {
		if _, err := r.WithChanges("", map[string]Change{name: {x}}); !errors.As(err, new(*PathError)) {
			t.Errorf("%q was accepted: %v", name, err)
		}
	}
	if _, err := r.WithChanges(tree, map[string]Change{"a": {x}}); !errors.As(err, new(*PathError)) {
		t.Errorf("a folder became a file: %v", err)
	}
	if _, err := r.WithChanges(tree, map[string]Change{"a.b/c": {x}}); !errors.As(err, new(*PathError)) {
		t.Errorf("a file became a folder: %v", err)
	}
}

func TestSymbolicLinksAreNotFollowed(t *testing.T) {
	dir, r := example(t)
	if err := os.Symlink("README.md", filepath.Join(dir, "link.md")); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "link")
	c := must[*Commit](t)(r.Commit(must[Hash](t)(r.Ref("refs/heads/main"))))
	tree := must[*Tree](t)(r.Tree(c.Hash))
	if _, err := tree.ReadFile("link.md"); err == nil {
		t.Error("a link was read")
	}
	if h := must[Hash](t)(tree.Hash("link.md")); h != "" {
		t.Errorf("a link has the text %s", h)
	}
	if _, err := r.WithChanges(c.Tree, map[string]Change{"link.md": {HashOf(nil)}}); !errors.As(err, new(*PathError)) {
		t.Errorf("a link was replaced: %v", err)
	}
}

func TestLinkedWorkingTrees(t *testing.T) {
	dir, r := example(t)
	other := filepath.Join(t.TempDir(), "other")
	git(t, dir, "worktree", "add", "-q", "-b", "side", other)
	linked := open(t, filepath.Join(other, "content"))
	real := must[string](t)(filepath.EvalSymlinks(other))
	if linked.Top() != real || linked.Dir() != r.Dir() {
		t.Errorf("opened %s with %s", linked.Top(), linked.Dir())
	}
	if branch := must[string](t)(linked.Head()); branch != "side" {
		t.Errorf("it is on %q", branch)
	}
	for _, from := range []*Repository{r, linked} {
		if at := must[string](t)(from.CheckedOut("side")); at != real {
			t.Errorf("side is checked out in %q, want %q", at, real)
		}
		if at := must[string](t)(from.CheckedOut("main")); at != r.Top() {
			t.Errorf("main is checked out in %q, want %q", at, r.Top())
		}
		if at := must[string](t)(from.CheckedOut("none")); at != "" {
			t.Errorf("none is checked out in %q", at)
		}
	}
	git(t, dir, "checkout", "-q", "--detach")
	if branch := must[string](t)(r.Head()); branch != "" {
		t.Errorf("detached, it is on %q", branch)
	}
}

func TestWhatCannotBeEditedIsNamed(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNone) {
		t.Errorf("no repository: %v", err)
	}
	bare := t.TempDir()
	git(t, bare, "init", "-q", "--bare")
	sha256 := t.TempDir()
	git(t, sha256, "init", "-q", "--object-format=sha256")
	reftable := t.TempDir()
	git(t, reftable, "init", "-q")
	git(t, reftable, "config", "core.repositoryFormatVersion", "1")
	git(t, reftable, "config", "extensions.refStorage", "reftable")
	torn := t.TempDir()
	write(t, torn, ".git", "gitdir: nowhere\n")
	for dir, words := range map[string]string{bare: "it is bare", sha256: "SHA-256", reftable: "reftable", torn: "which is no repository"} {
		_, err := Open(dir)
		if !errors.As(err, new(*UnusableError)) || !strings.Contains(err.Error(), words) {
			t.Errorf("want %q, got %v", words, err)
		}
	}
}

func TestLastChangeIsGitsOwn(t *testing.T) {
	dir, r := example(t)
	git(t, dir, "checkout", "-qb", "side")
	write(t, dir, "content/national/topics/worry.md", "worry 2\n")
	git(t, dir, "commit", "-qam", "on the side")
	git(t, dir, "checkout", "-q", "main")
	write(t, dir, "README.md", "read me again\n")
	git(t, dir, "commit", "-qam", "on main")
	git(t, dir, "merge", "-q", "--no-ff", "-m", "merged", "side")
	tip := must[Hash](t)(r.Ref("refs/heads/main"))
	for _, name := range []string{"README.md", "content/national/topics/worry.md", "content/national/topics/sleep.md"} {
		c := must[*Commit](t)(r.LastChange(tip, name))
		if want := git(t, dir, "log", "-1", "--format=%H", "--", name); string(c.Hash) != want {
			t.Errorf("%s was changed last by %s, git says %s", name, c.Hash, want)
		}
	}
	if c := must[*Commit](t)(r.LastChange(tip, "none.md")); c != nil {
		t.Errorf("a file that is not there was changed by %s", c.Hash)
	}
	shallow := filepath.Join(t.TempDir(), "shallow")
	git(t, dir, "clone", "-q", "--depth=1", "file://"+dir, shallow)
	if c := must[*Commit](t)(open(t, shallow).LastChange(tip, "README.md")); c != nil {
		t.Errorf("where the history ends nobody can know, but it says %s", c.Hash)
	}
}
