package editor

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killedDesk names the content folder in which this test binary, started by TestKilledWhileSaving, saves until killed.
const killedDesk = "WELLSHELF_TEST_KILLED_DESK"

// TestSavesUntilKilled is the process that TestKilledWhileSaving kills. Alone it has nothing to do.
func TestSavesUntilKilled(t *testing.T) {
	content := os.Getenv(killedDesk)
	if content == "" {
		return
	}
	d, err := OpenDesk(DeskOptions{Content: content, ChangeSet: "Autumn sleep pages", Author: Author{Name: "Bo"}})
	if err != nil {
		fmt.Println("failed", err)
		return
	}
	for {
		if err := saveNext(d, func(n int) { fmt.Println("saved", n) }); err != nil {
			fmt.Println("failed", err)
			return
		}
	}
}

// saveNext saves both pages with the next number, then sends them or takes them back, or renames the change-set.
func saveNext(d *Desk, saved func(int)) error {
	ctx := context.Background()
	s := Save{Entry: "both", Status: PendingReview}
	next := 0
	for _, p := range []Path{sleepPage, worryPage} {
		f, err := d.File(p)
		if err != nil {
			return err
		}
		next = numbered(f) + 1
		s.Changes = append(s.Changes, Change{Path: p, Bytes: fmt.Appendf(nil, "number %d\n", next), From: f.ID})
	}
	if _, err := d.Save(ctx, s); err != nil {
		return err
	}
	saved(next)
	if !d.HasGit() {
		return nil
	}
	status := PendingReview
	if next%3 == 0 {
		status = Draft
	}
	if err := d.SetStatus(ctx, "both", status); err != nil {
		return err
	}
	if next%5 == 0 {
		_, err := d.Rename(ctx, fmt.Sprintf("Autumn sleep pages %d", next))
		if err == nil {
			_, err = d.Rename(ctx, "Autumn sleep pages")
		}
		return err
	}
	return nil
}

func numbered(f File) int {
	n, _ := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(string(f.Bytes), "number ")))
	return n
}

// killOnce lets a process save, kills it after a while without warning, and returns the last number it had saved.
func killOnce(t *testing.T, content string, after time.Duration) int {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestSavesUntilKilled$")
	child.Env = append(os.Environ(), killedDesk+"="+content)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		if word == "failed" {
			t.Errorf("the process that saves: %s", rest)
		}
		n, err := strconv.Atoi(rest)
		if err != nil || word != "saved" {
			continue
		}
		if last == 0 { // it is at work now
			time.AfterFunc(after, func() { child.Process.Kill() })
		}
		last = n
	}
	child.Wait()
	if last == 0 {
		t.Error("the process saved nothing")
	}
	return last
}

// A process is killed in the middle of saving, again and again. Every time refs are the old or the new, what was
// saved is there, nothing stays locked, and the next one goes on.
func TestKilledWhileSaving(t *testing.T) {
	dir := deskFolder(t)
	content := filepath.Join(dir, "content")
	before := footprint(t, dir)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 32 {
		saved := killOnce(t, content, time.Duration(random.IntN(60000))*time.Microsecond)
		d, err := OpenDesk(DeskOptions{Content: content, ChangeSet: "Autumn sleep pages"})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if d.ChangeSet().Entries == 0 {
			d = openRenamed(t, d, content)
		}
		for _, p := range []Path{sleepPage, worryPage} {
			if n := numbered(read(t, d, p)); n != saved && n != saved+1 {
				t.Errorf("round %d: %s says %d, saved was %d", round, p, n, saved)
			}
		}
		if sleep, worry := numbered(read(t, d, sleepPage)), numbered(read(t, d, worryPage)); sleep != worry {
			t.Errorf("round %d: half a save is there: %d and %d", round, sleep, worry)
		}
		if err := saveNext(d, func(int) {}); err != nil {
			t.Errorf("round %d: the next save: %v", round, err)
		}
		if _, err := d.Rename(t.Context(), "Autumn sleep pages"); err != nil {
			t.Errorf("round %d: the next renaming: %v", round, err)
		}
		d.Close()
		if got := locksIn(t, dir); len(got) > 0 {
			t.Errorf("round %d: left locked: %v", round, got)
		}
		deskGit(t, dir, "for-each-ref")
		if round%8 == 7 {
			deskGit(t, dir, "fsck", "--strict", "--no-dangling")
		}
		if got := deskGit(t, dir, "for-each-ref", "--format=%(refname)", "refs/wellshelf/desk"); got != "refs/wellshelf/desk/autumn-sleep-pages" {
			t.Errorf("round %d: desks are %s", round, got)
		}
	}
	if footprint(t, dir) != before {
		t.Error("something else changed")
	}
}

// openRenamed opens the change-set under the name it had when the process died.
func openRenamed(t *testing.T, d *Desk, content string) *Desk {
	t.Helper()
	sets, err := d.ChangeSets()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		if s.Entries == 0 {
			continue
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if d, err = OpenDesk(DeskOptions{Content: content, ChangeSet: s.Name}); err != nil {
			t.Fatal(err)
		}
		return d
	}
	t.Fatal("no change-set holds anything")
	return nil
}

func locksIn(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(filepath.Join(dir, ".git"), func(file string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".lock") || strings.Contains(file, "pending/") {
			found = append(found, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestKilledWhileSavingWithoutGit(t *testing.T) {
	dir, d := plainDesk(t)
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 8 {
		saved := killOnce(t, filepath.Join(dir, "content"), time.Duration(random.IntN(20000))*time.Microsecond)
		for _, p := range []Path{sleepPage, worryPage} {
			if n := numbered(read(t, d, p)); n != saved && n != saved+1 {
				t.Errorf("round %d: %s says %d, saved was %d", round, p, n, saved)
			}
		}
		if paths, err := d.List("", 9); err != nil || len(paths) != 2 {
			t.Errorf("round %d: listed are %v, %v", round, paths, err)
		}
		// Two files are two renames: a kill may come between them. Each is whole, and the next save makes them equal.
		f := read(t, d, worryPage)
		if _, err := d.Save(t.Context(), Save{Entry: "x", Changes: []Change{{Path: sleepPage, Bytes: f.Bytes, From: read(t, d, sleepPage).ID}}}); err != nil {
			t.Fatal(err)
		}
	}
}
