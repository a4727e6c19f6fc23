package editor

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Two browsers at one desk, and two desks: the second save over the same text is refused, and both texts are kept.
func TestTheSecondSaveIsRefusedAndKept(t *testing.T) {
	dir, first := gitDesk(t)
	second := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "autumn sleep pages", Author: Author{Name: "Cy"}})
	from := read(t, second, sleepPage).ID
	edit(t, first, "topics/sleep", sleepPage, "first\n")
	for _, d := range []*Desk{first, second} {
		_, err := d.Save(t.Context(), Save{Entry: "topics/sleep", Changes: []Change{{Path: sleepPage, Bytes: []byte("second\n"), From: from}}})
		conflict := new(*ConflictError)
		if !errors.As(err, conflict) {
			t.Fatalf("it was saved: %v", err)
		}
		e := *conflict
		if e.From != from || e.Current != IDOf([]byte("first\n")) || e.Refused != IDOf([]byte("second\n")) || e.By != "Bo" {
			t.Errorf("the conflict is %+v", e)
		}
		for _, words := range []string{string(e.From[:8]), string(e.Current[:8]), string(e.Refused[:8]), e.Kept, "changed by Bo at"} {
			if !strings.Contains(err.Error(), words) {
				t.Errorf("%q lacks %q", err, words)
			}
		}
		if text, err := d.RefusedText(e.Kept); err != nil || string(text) != "second\n" {
			t.Errorf("kept is %q, %v", text, err)
		}
		if got := deskGit(t, dir, "show", e.Kept+":content/national/topics/sleep.md"); got != "second" {
			t.Errorf("git shows %q", got)
		}
		if f := read(t, d, sleepPage); string(f.Bytes) != "first\n" {
			t.Errorf("in place is %q", f.Bytes)
		}
	}
	if refused, err := second.Refused(); err != nil || len(refused) != 2 || refused[1].By != "Cy" || refused[1].Path != sleepPage {
		t.Errorf("refused are %+v, %v", refused, err)
	}
	if _, err := first.RefusedText("refs/heads/main"); !errors.As(err, new(*NameError)) {
		t.Errorf("a branch was read as a refused text: %v", err)
	}
	saved := edit(t, second, "topics/sleep", sleepPage, "first\n")
	if len(saved.Files) != 1 {
		t.Errorf("the same text again: %+v", saved)
	}
}

// Nothing of a save is made when one of its files is refused.
func TestASaveIsWholeOrNothing(t *testing.T) {
	_, d := gitDesk(t)
	_, err := d.Save(t.Context(), Save{Entry: "both", Changes: []Change{
		{Path: sleepPage, Bytes: []byte("new\n"), From: read(t, d, sleepPage).ID}, {Path: worryPage, Bytes: []byte("new\n"), From: "0000"},
	}})
	if !errors.As(err, new(*ConflictError)) {
		t.Fatal(err)
	}
	if f := read(t, d, sleepPage); string(f.Bytes) != "sleep 1\n" {
		t.Errorf("half was saved: %q", f.Bytes)
	}
	if _, err := d.Entry("both"); !errors.As(err, new(*NoEntryError)) {
		t.Errorf("there is an entry: %v", err)
	}
}

// Many desks save different entries at once: every save is there.
func TestManyDesksAtOnce(t *testing.T) {
	dir, d := gitDesk(t)
	const desks, each = 3, 4
	var wait sync.WaitGroup
	for i := range desks {
		other := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
		wait.Go(func() {
			for n := range each {
				p := Path(fmt.Sprintf("national/topics/p%d-%d.md", i, n))
				_, err := other.Save(t.Context(), Save{Entry: string(p), Status: PendingReview, Changes: []Change{{Path: p, Bytes: []byte(p)}}})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if entries, err := d.Entries(); err != nil || len(entries) != desks*each {
		t.Errorf("%d entries, %v", len(entries), err)
	}
	changed, err := d.Refresh()
	if err != nil || len(changed) != desks*each {
		t.Errorf("told were %v, %v", changed, err)
	}
	if got := strings.Count(deskGit(t, dir, "diff", "--name-only", "main..autumn-sleep-pages"), ".md"); got != desks*each {
		t.Errorf("%d files in review", got)
	}
	if got := deskGit(t, dir, "rev-list", "--count", "main..autumn-sleep-pages"); got != "1" {
		t.Errorf("%s commits in review", got)
	}
}

func TestBaseMoved(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "ours\n")
	edit(t, d, "topics/worry", worryPage, "worry 2\n")
	move(t, d, "topics/sleep", PendingReview)
	move(t, d, "topics/worry", PendingReview)
	deskWrite(t, dir, "content/national/topics/sleep.md", "theirs\n")
	deskWrite(t, dir, "README.md", "read me 2\n")
	deskGit(t, dir, "commit", "-qam", "second")
	changed, err := d.Refresh()
	if err != nil {
		t.Fatal(err)
	}
	e, err := d.Entry("topics/sleep")
	if err != nil || e.Status != Draft || len(e.Conflicts) != 1 {
		t.Fatalf("the entry is %+v, %v (told: %v)", e, err, changed)
	}
	c := e.Conflicts[0]
	if c.Path != sleepPage || c.Ours != IDOf([]byte("ours\n")) || c.Theirs != IDOf([]byte("theirs\n")) {
		t.Errorf("the conflict is %+v", c)
	}
	for side, want := range map[string]string{"ours": "ours", "theirs": "theirs", "base": "sleep 1"} {
		if got := deskGit(t, dir, "show", c.Kept+":"+side+"/content/national/topics/sleep.md"); got != want {
			t.Errorf("%s is %q", side, got)
		}
	}
	if text, err := d.Theirs(c); err != nil || string(text) != "theirs\n" {
		t.Errorf("theirs is %q, %v", text, err)
	}
	if f := read(t, d, sleepPage); string(f.Bytes) != "ours\n" {
		t.Errorf("the desk shows %q", f.Bytes)
	}
	if got := deskGit(t, dir, "diff", "--name-only", "main..autumn-sleep-pages"); got != "content/national/topics/worry.md" {
		t.Errorf("in review are %q", got)
	}
	if err := d.SetStatus(t.Context(), "topics/sleep", PendingReview); !errors.As(err, new(*CollisionError)) || !strings.Contains(err.Error(), c.Kept) {
		t.Errorf("sent with a conflict: %v", err)
	}
	edit(t, d, "topics/sleep", sleepPage, "ours 2\n")
	if e, err = d.Entry("topics/sleep"); err != nil || len(e.Conflicts) != 1 {
		t.Errorf("a save settled it by guess: %+v, %v", e, err)
	}
	if err := d.Resolve(t.Context(), "topics/sleep", sleepPage, []byte("both\n"), c.Ours); !errors.As(err, new(*ConflictError)) {
		t.Errorf("settled from an old text: %v", err)
	}
	if err := d.Resolve(t.Context(), "topics/sleep", sleepPage, []byte("both\n"), IDOf([]byte("ours 2\n"))); err != nil {
		t.Fatal(err)
	}
	move(t, d, "topics/sleep", PendingReview)
	if got := deskGit(t, dir, "log", "--format=%s", "--name-only", "main..autumn-sleep-pages"); got != "Autumn sleep pages\n\ncontent/national/topics/sleep.md\ncontent/national/topics/worry.md" {
		t.Errorf("in review is %q", got)
	}
	if got := deskGit(t, dir, "merge-base", "main", "refs/wellshelf/drafts/autumn-sleep-pages"); got != deskGit(t, dir, "rev-parse", "main") {
		t.Error("the drafts do not lie over the new main")
	}
	deskGit(t, dir, "fsck", "--strict", "--no-dangling")
}

// A text on the disk that nobody committed is shown, kept when a draft goes over it, and stays as it is.
func TestUncommittedTextsAreKept(t *testing.T) {
	dir, d := gitDesk(t)
	deskWrite(t, dir, "content/national/topics/sleep.md", "by hand\n")
	if f := read(t, d, sleepPage); string(f.Bytes) != "by hand\n" {
		t.Errorf("the desk shows %q", f.Bytes)
	}
	saved := edit(t, d, "topics/sleep", sleepPage, "by hand, and by desk\n")
	if len(saved.Notices) != 1 || !strings.Contains(saved.Notices[0], "never committed") {
		t.Errorf("notices: %v", saved.Notices)
	}
	if saved = edit(t, d, "topics/sleep", sleepPage, "by desk\n"); len(saved.Notices) != 0 {
		t.Errorf("told again: %v", saved.Notices)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "content/national/topics/sleep.md")); err != nil || string(text) != "by hand\n" {
		t.Errorf("on the disk is %q, %v", text, err)
	}
	if got := deskGit(t, dir, "log", "-p", "--format=%s", "main..refs/wellshelf/drafts/autumn-sleep-pages"); !strings.Contains(got, "As found on the disk, never committed") || !strings.Contains(got, "-sleep 1\n+by hand") {
		t.Errorf("the drafts' history is\n%s", got)
	}
	// A save that says again what main says must not bring the disk's text back.
	edit(t, d, "topics/sleep", sleepPage, "sleep 1\n")
	if f := read(t, d, sleepPage); string(f.Bytes) != "sleep 1\n" {
		t.Errorf("the desk shows %q", f.Bytes)
	}
}

// A checkout on Windows adds line ends that nobody typed.
func TestLineEndsOfACheckoutAreNoChange(t *testing.T) {
	dir, d := gitDesk(t)
	deskWrite(t, dir, "content/national/topics/sleep.md", "sleep 1\r\n")
	if s, err := d.State(sleepPage); err != nil || s.Unsaved || s.Live.IsZero() {
		t.Errorf("the state is %+v, %v", s, err)
	}
	saved := edit(t, d, "topics/sleep", sleepPage, "sleep 2\r\nand more\r\n")
	if len(saved.Notices) != 0 || string(saved.Files[0].Bytes) != "sleep 2\nand more\n" {
		t.Errorf("saved was %q, %v", saved.Files[0].Bytes, saved.Notices)
	}
	move(t, d, "topics/sleep", PendingReview)
	if got := deskGit(t, dir, "diff", "--numstat", "main..autumn-sleep-pages"); got != "2\t1\tcontent/national/topics/sleep.md" {
		t.Errorf("reviewers see %q", got)
	}
}
