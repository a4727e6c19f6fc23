package generator

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wellshelf/generator/output"
	"wellshelf/generator/site"
	"wellshelf/generator/treetest"
)

// shuffled is a file system that lists its folders in another order at every start.
type shuffled struct {
	fs.FS
	order *rand.Rand
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	s.order.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries, err
}

// Environment that tells this test binary to build and do nothing else.
const (
	buildInto = "WELLSHELF_TEST_BUILD_INTO"
	buildJobs = "WELLSHELF_TEST_JOBS"
	buildSeed = "WELLSHELF_TEST_SEED"
)

// TestBuildInto is what the other processes of TestReproducible run. By itself it builds once, in no other
// surroundings than its own.
func TestBuildInto(t *testing.T) {
	dir, jobs, seed := os.Getenv(buildInto), 1, uint64(0)
	if dir == "" {
		dir = treetest.Dir(t)
	} else if _, err := fmt.Sscan(os.Getenv(buildJobs)+" "+os.Getenv(buildSeed), &jobs, &seed); err != nil {
		t.Fatal(err)
	}
	folder := mustOpen(t, dir, output.FolderOptions{})
	defer folder.Close()
	order := rand.New(rand.NewPCG(seed, seed))
	b := &Builder{Options: Options{
		Content: shuffled{realContent, order}, Themes: shuffled{realThemes, order}, Sink: folder, Today: realDay, Jobs: jobs, Links: site.Web,
	}}
	report, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, p := range report.Problems {
		fmt.Fprintf(&said, "%+v\n", p)
	}
	for _, s := range report.Sites {
		fmt.Fprintf(&said, "%+v\n", s)
	}
	fmt.Fprintf(&said, "%s %s\nzone %s\n", report.Today, report.Next, time.Local)
	if err := os.WriteFile(filepath.Join(dir, "report.txt"), []byte(said.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Two processes in different places, with different numbers of jobs, time zones, locales and orders of files, write
// the same bytes and find the same problems.
func TestReproducible(t *testing.T) {
	long(t)
	first := buildElsewhere(t, "1", "1", "TZ=Pacific/Kiritimati", "LC_ALL=C", "LANG=C", "HOME=/nonexistent/a")
	second := buildElsewhere(t, "7", "2", "TZ=America/St_Johns", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "HOME=/nonexistent/b")
	if len(first) < siteCount*20 {
		t.Fatalf("only %d files were written", len(first))
	}
	if first["report.txt"] == second["report.txt"] {
		t.Error("both builds saw the same time zone, so nothing was proved")
	}
	first["report.txt"], _, _ = strings.Cut(first["report.txt"], "\nzone ")
	second["report.txt"], _, _ = strings.Cut(second["report.txt"], "\nzone ")
	if !maps.Equal(first, second) {
		t.Error(shortened(treetest.Difference(second, first)))
	}
}

// buildElsewhere builds in a process of its own and returns the tree it wrote.
func buildElsewhere(t *testing.T, jobs, seed string, environment ...string) map[string]string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(treetest.Dir(t), strings.Repeat("x", len(jobs+seed)*int(seed[0]-'0')), "public")
	c := exec.Command(program, "-test.run=^TestBuildInto$")
	c.Env = append(append(os.Environ(), environment...), buildInto+"="+dir, buildJobs+"="+jobs, buildSeed+"="+seed)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return treetest.Read(t, dir)
}

// shortened keeps a difference of a thousand files readable.
func shortened(text string) string {
	if len(text) > 4000 {
		return text[:4000] + " ..."
	}
	return text
}

// A listing in another order must really arrive, or the orders above would prove nothing.
func TestShuffledListsInAnotherOrder(t *testing.T) {
	content := shuffled{realContent, rand.New(rand.NewPCG(1, 1))}
	entries, err := fs.ReadDir(content, "national/topics")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if len(names) < 40 || fmt.Sprint(names) == fmt.Sprint(sortedNames(t)) {
		t.Errorf("the files came in order: %s", names)
	}
}

func sortedNames(t *testing.T) []string {
	entries, err := fs.ReadDir(realContent, "national/topics")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
