package output

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"wellshelf/generator/treetest"
)

type death struct{}

// dieBefore returns a hook that ends the run before the n-th operation.
func dieBefore(n int) func(op, path string) error {
	return func(op, path string) error {
		if n--; n < 0 {
			panic(death{})
		}
		return nil
	}
}

// buildOrDie runs one build as a process of its own would, and reports whether it lived to the end. What a dead process
// would leave stays: only its lock goes, which the system takes away.
func buildOrDie(t *testing.T, dir string, opt FolderOptions, hook func(op, path string) error, do func(*Folder) error) (lived bool) {
	t.Helper()
	var f *Folder
	defer func() {
		if f != nil {
			f.Close() // closes files, and touches none
		}
		if r := recover(); r != nil && r != any(death{}) {
			panic(r)
		}
	}()
	f, err := openFolder(dir, opt, hook)
	if err == nil {
		err = do(f)
	}
	if err != nil {
		t.Fatal(err)
	}
	return true
}

func startedSite(t *testing.T, opt FolderOptions) (dir string) {
	t.Helper()
	dir = treetest.Dir(t)
	f := mustOpen(t, dir, opt)
	mustBuild(t, f, "fife/beath", versionOne)
	f.Close()
	treetest.Write(t, dir, "fife/beath/gone/mine.txt", "foreign")
	return dir
}

func withForeign(tree map[string]string) map[string]string {
	tree["fife/beath/gone"], tree["fife/beath/gone/mine.txt"] = "folder", "foreign"
	return tree
}

func TestT22KillAtEveryStep(t *testing.T) {
	older, newer := withForeign(cleanTree(t, "fife/beath", versionOne)), withForeign(cleanTree(t, "fife/beath", versionTwo))
	second := func(f *Folder) error {
		_, err := build(f, "fife/beath", versionTwo)
		return err
	}
	seen := map[bool]int{}
	for _, opt := range []FolderOptions{{}, {State: treetest.Dir(t)}} {
		for n := 0; ; n++ {
			dir := startedSite(t, opt)
			if buildOrDie(t, dir, opt, dieBefore(n), second) {
				break
			}
			// The next runs die as well, each a step later, until one comes through.
			for m := 0; !buildOrDie(t, dir, opt, dieBefore(m), func(*Folder) error { return nil }); m++ {
			}
			tree := treetest.Read(t, dir)
			isNew := maps.Equal(tree, newer)
			seen[isNew]++
			if !isNew && !maps.Equal(tree, older) {
				t.Fatalf("killed before operation %d, the site is neither old nor new:%s", n, treetest.Difference(tree, newer))
			}
			buildOrDie(t, dir, opt, nil, second)
			if tree := treetest.Read(t, dir); !maps.Equal(tree, newer) {
				t.Fatalf("killed before operation %d and built again:%s", n, treetest.Difference(tree, newer))
			}
			if left, _ := os.ReadDir(filepath.Join(dir, workFolder)); len(left) != 1 {
				t.Fatalf("killed before operation %d: the work folder has %v", n, left)
			}
		}
	}
	if seen[true] < 10 || seen[false] < 10 {
		t.Errorf("old after %d kills, new after %d: the test does not reach both sides of the commit point", seen[false], seen[true])
	}
}

func TestKillWhileRetiring(t *testing.T) {
	for n := 0; ; n++ {
		dir := startedSite(t, FolderOptions{})
		before := treetest.Read(t, dir)
		retire := func(f *Folder) error { _, err := f.Retire(nil); return err }
		if buildOrDie(t, dir, FolderOptions{}, dieBefore(n), retire) {
			break
		}
		mustOpen(t, dir, FolderOptions{}).Close()
		if tree := treetest.Read(t, dir); !maps.Equal(tree, before) && len(tree) != 4 {
			t.Fatalf("killed before operation %d, half a site is left:%s", n, treetest.Difference(tree, before))
		}
		buildOrDie(t, dir, FolderOptions{}, nil, retire)
		want := map[string]string{"fife": "folder", "fife/beath": "folder"}
		if tree := treetest.Read(t, dir); !maps.Equal(tree, withForeign(want)) {
			t.Fatalf("killed before operation %d and retired again:%s", n, treetest.Difference(tree, want))
		}
	}
}

// A fault of the disk, at whichever operation, leaves the old site, or one that the next run finishes and says so.
func TestEveryFaultLeavesTheSite(t *testing.T) {
	older, newer := withForeign(cleanTree(t, "fife/beath", versionOne)), withForeign(cleanTree(t, "fife/beath", versionTwo))
	for _, fault := range []error{syscall.ENOSPC, syscall.EACCES} {
		for n := 0; ; n++ {
			dir := startedSite(t, FolderOptions{})
			left, failedOp, failedPath := n, "", ""
			f, err := openFolder(dir, FolderOptions{}, func(op, path string) error {
				if left--; left == -1 {
					failedOp, failedPath = op, path
					return fault
				}
				return nil
			})
			if err == nil {
				_, err = build(f, "fife/beath", versionTwo)
				f.Close()
			}
			if failedOp == "" {
				break
			}
			tree := treetest.Read(t, dir)
			switch {
			case err == nil:
				if !maps.Equal(tree, newer) {
					t.Errorf("%s %s failed unnoticed:%s", failedOp, failedPath, treetest.Difference(tree, newer))
				}
			case !errors.Is(err, fault) || !strings.Contains(err.Error(), dir) || strings.Contains(err.Error(), "\n"):
				t.Errorf("%s %s: %v: want one sentence that names the folder and the fault", failedOp, failedPath, err)
			case strings.Contains(err.Error(), "the next build finishes"):
				needsRoom := failedOp == "create" || failedOp == "mkdir" && failedPath != "fife/beath/page"
				if needsRoom && fault == syscall.ENOSPC {
					t.Errorf("no room for %s %s after the commit point", failedOp, failedPath)
				}
				mustOpen(t, dir, FolderOptions{}).Close()
				if tree := treetest.Read(t, dir); !maps.Equal(tree, newer) {
					t.Errorf("%s %s, then opened again:%s", failedOp, failedPath, treetest.Difference(tree, newer))
				}
			case !maps.Equal(tree, older):
				t.Errorf("%s %s changed the site:%s", failedOp, failedPath, treetest.Difference(tree, older))
			}
		}
	}
}

func TestUnfinishedSiteIsLeftAlone(t *testing.T) {
	f, err := openFolder(startedSite(t, FolderOptions{}), FolderOptions{}, func(op, path string) error {
		if op == "rename" && path == "fife/beath/new/deep/x.html" {
			return syscall.EIO
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := build(f, "fife/beath", versionTwo); !errors.Is(err, syscall.EIO) {
		t.Fatal(err)
	}
	if _, err := f.Site("fife/beath"); err == nil || !strings.Contains(err.Error(), "not whole until the next build") {
		t.Error(err)
	}
}

// Between the kill and the next run someone edits a page and puts a file where one was to come: neither is lost.
func TestRollForwardSparesEdits(t *testing.T) {
	dir := startedSite(t, FolderOptions{})
	lived := buildOrDie(t, dir, FolderOptions{}, func(op, path string) error {
		if op == "rename" && path == "fife/beath/assets/new.css" {
			panic(death{})
		}
		return nil
	}, func(f *Folder) error { _, err := build(f, "fife/beath", versionTwo); return err })
	if lived {
		t.Fatal("the build did not reach its first move")
	}
	edits := map[string]string{"changed/index.html": "edited", "new/deep/x.html": "mine", "assets/old.css": "mine too"}
	for path, content := range edits {
		treetest.Write(t, dir, "fife/beath/"+path, content)
	}
	f := mustOpen(t, dir, FolderOptions{})
	defer f.Close()
	tree := treetest.Read(t, dir)
	for path, content := range edits {
		if tree["fife/beath/"+path] != content {
			t.Errorf("%s is %q, want the edit", path, tree["fife/beath/"+path])
		}
	}
	if tree["fife/beath/guide"] != versionTwo["guide"] {
		t.Error("the rest was not rolled forward")
	}
	_, err := build(f, "fife/beath", versionTwo)
	if blocked, ok := errors.AsType[*BlockedError](err); !ok || strings.Join(blocked.Paths, " ") != "changed/index.html new/deep/x.html" {
		t.Errorf("the next build: %v", err)
	}
}

func TestJournalThatIsNotOurs(t *testing.T) {
	for _, text := range []string{"", "x", string(seal(journalKind, nil)), string(seal(journalKind, []byte("fife/beath"))),
		string(journal{"fife/beath", []journalStep{{path: "../other/x", was: fileSum{1}}}}.encode()),
		string(journal{"fife/other", []journalStep{{path: "index.html", was: fileSum{1}}}}.encode())} {
		dir := startedSite(t, FolderOptions{})
		before := treetest.Read(t, dir)
		treetest.Write(t, dir, ".wellshelf/fife.beath/journal", text)
		treetest.Write(t, dir, ".wellshelf/notes.txt", "kept")
		mustOpen(t, dir, FolderOptions{}).Close()
		if after := treetest.Read(t, dir); !maps.Equal(before, after) {
			t.Errorf("journal %q was carried out:%s", text, treetest.Difference(after, before))
		}
	}
}

const killedDir = "WELLSHELF_TEST_KILLED_DIR"

func largeVersion(n int) map[string]string {
	files := map[string]string{}
	for i := range 120 {
		files[fmt.Sprintf("topics/t%d/index.html", i+20*n)] = fmt.Sprintf("version %d", n)
	}
	return files
}

// TestKilledBuilds kills a real process that builds two versions in turn, at random moments, for two seconds.
func TestKilledBuilds(t *testing.T) {
	if dir := os.Getenv(killedDir); dir != "" {
		buildForever(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("takes two seconds")
	}
	dir := treetest.Dir(t)
	versions := []map[string]string{cleanTree(t, "fife/beath", largeVersion(0)), cleanTree(t, "fife/beath", largeVersion(1))}
	kills, rolled := 0, 0
	for until := time.Now().Add(2 * time.Second); time.Now().Before(until); kills++ {
		killABuild(t, dir)
		if _, err := os.Stat(filepath.Join(dir, ".wellshelf/fife.beath/journal")); err == nil {
			rolled++
		}
		mustOpen(t, dir, FolderOptions{}).Close()
		if tree := treetest.Read(t, dir); !maps.Equal(tree, versions[0]) && !maps.Equal(tree, versions[1]) {
			t.Fatalf("after kill %d the site is neither version:%s", kills, treetest.Difference(tree, versions[0]))
		}
	}
	t.Logf("%d kills, %d of them between commit and end", kills, rolled)
}

func buildForever(t *testing.T, dir string) {
	f := mustOpen(t, dir, FolderOptions{})
	mustBuild(t, f, "fife/beath", largeVersion(0))
	fmt.Println("\nstarted")
	for n := 1; ; n++ {
		mustBuild(t, f, "fife/beath", largeVersion(n%2))
	}
}

func killABuild(t *testing.T, dir string) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledBuilds$")
	child.Env = append(os.Environ(), killedDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "started" {
	}
	time.Sleep(time.Duration(rand.IntN(30_000)) * time.Microsecond)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait() // reports the kill
}
