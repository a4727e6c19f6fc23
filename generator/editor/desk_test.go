package editor

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func deskGit(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.org",
		"GIT_AUTHOR_DATE=2026-11-01T10:00:00Z", "GIT_COMMITTER_DATE=2026-11-01T10:00:00Z")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func deskWrite(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const (
	sleepPage = Path("national/topics/sleep.md")
	worryPage = Path("national/topics/worry.md")
)

// deskFolder is a content folder in a Git repository.
func deskFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	deskGit(t, dir, "init", "-q", "-b", "main")
	for name, text := range map[string]string{
		"content/national/topics/sleep.md": "sleep 1\n", "content/national/topics/worry.md": "worry 1\n", "README.md": "read me\n",
		"content/areas/midlothian/area.md":                                     "area\n",
		"content/areas/midlothian/schools/beeslack/topics/exams.md":            "exams 1\n",
		"content/areas/midlothian/schools/beeslack-secret/topics/exams.md":     "secret\n",
		"content/areas/midlothian/libraries/penicuik-library/pages/welcome.md": "welcome\n",
	} {
		deskWrite(t, dir, name, text)
	}
	deskGit(t, dir, "add", ".")
	deskGit(t, dir, "commit", "-qm", "first")
	return dir
}

// deskClock goes on a minute each time it is asked.
func deskClock() func() time.Time {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	return func() time.Time {
		at = at.Add(time.Minute)
		return at
	}
}

func openDesk(t *testing.T, o DeskOptions) *Desk {
	t.Helper()
	if o.Now == nil {
		o.Now = deskClock()
	}
	if o.Author.Name == "" {
		o.Author = Author{"Bo", "bo@example.org"}
	}
	d, err := OpenDesk(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func gitDesk(t *testing.T) (string, *Desk) {
	t.Helper()
	dir := deskFolder(t)
	return dir, openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
}

func read(t *testing.T, d *Desk, p Path) File {
	t.Helper()
	f, err := d.File(p)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// edit saves a text over the one that is there.
func edit(t *testing.T, d *Desk, entry string, p Path, text string) Saved {
	t.Helper()
	saved, err := d.Save(t.Context(), Save{Entry: entry, Label: "Page " + entry, Changes: []Change{{Path: p, Bytes: []byte(text), From: read(t, d, p).ID}}})
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func move(t *testing.T, d *Desk, entry string, s Status) {
	t.Helper()
	if err := d.SetStatus(t.Context(), entry, s); err != nil {
		t.Fatal(err)
	}
}

// footprint is everything a desk must leave alone: HEAD, the index byte for byte, the files, what Git thinks of them.
func footprint(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, name := range []string{"HEAD", "index", "config"} {
		text, err := os.ReadFile(filepath.Join(dir, ".git", name))
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d.Name() == ".git" {
				return fs.SkipDir
			}
			return err
		}
		text, err := os.ReadFile(file)
		b.WriteString(file + "\n" + string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"refs/heads/main"} {
		b.WriteString(deskGit(t, dir, "rev-parse", ref))
	}
	hooks, _ := os.ReadDir(filepath.Join(dir, ".git", "hooks"))
	for _, h := range hooks {
		b.WriteString(h.Name() + "\n")
	}
	return b.String()
}

// Two edits in one change-set become one commit of exactly two files, and nothing else changes.
func TestTwoEditsAreReviewedAsOneCommit(t *testing.T) {
	dir, d := gitDesk(t)
	deskWrite(t, dir, "README.md", "not mine, not committed\n")
	deskWrite(t, dir, "content/national/topics/new.md", "not mine either\n")
	before := footprint(t, dir)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	edit(t, d, "topics/sleep", sleepPage, "sleep 3\n")
	edit(t, d, "topics/worry", worryPage, "worry 2\n")
	if got := deskGit(t, dir, "branch", "--list", "autumn*"); got != "" {
		t.Errorf("a branch before anything is in review: %s", got)
	}
	move(t, d, "topics/sleep", PendingReview)
	if got := deskGit(t, dir, "diff", "--name-only", "main..autumn-sleep-pages"); got != "content/national/topics/sleep.md" {
		t.Errorf("in review are %q", got)
	}
	move(t, d, "topics/worry", PendingReview)
	got := deskGit(t, dir, "log", "--format=%an %s", "--name-status", "main..autumn-sleep-pages")
	if want := "Bo Autumn sleep pages\n\nM\tcontent/national/topics/sleep.md\nM\tcontent/national/topics/worry.md"; got != want {
		t.Errorf("reviewers see\n%s\nwant\n%s", got, want)
	}
	if got := deskGit(t, dir, "show", "autumn-sleep-pages:content/national/topics/sleep.md"); got != "sleep 3" {
		t.Errorf("in review is %q", got)
	}
	if got := deskGit(t, dir, "log", "--format=%s", "main..refs/wellshelf/drafts/autumn-sleep-pages"); got != "Save Page topics/worry\nSave Page topics/sleep\nSave Page topics/sleep" {
		t.Errorf("the history of drafts is %q", got)
	}
	move(t, d, "topics/sleep", Draft)
	if got := deskGit(t, dir, "diff", "--name-only", "main..autumn-sleep-pages"); got != "content/national/topics/worry.md" {
		t.Errorf("after one was taken back, in review are %q", got)
	}
	move(t, d, "topics/worry", Draft)
	if got := deskGit(t, dir, "branch", "--list", "autumn*"); got != "" {
		t.Errorf("a branch with nothing in review: %s", got)
	}
	if footprint(t, dir) != before {
		t.Error("something else changed")
	}
	deskGit(t, dir, "fsck", "--strict", "--no-dangling")
}

func TestEntriesSayWhatTheyHold(t *testing.T) {
	_, d := gitDesk(t)
	png := []byte(endings[".png"] + "rest")
	from := read(t, d, sleepPage).ID
	_, err := d.Save(t.Context(), Save{Entry: "topics/sleep", Label: "Sleep", Status: PendingReview, Changes: []Change{
		{Path: sleepPage, Moved: "national/topics/rest.md", Bytes: []byte("rest\n"), From: from},
		{Path: "national/topics/moon.png", Bytes: png, From: AnyID},
		{Path: worryPage, Delete: true, From: read(t, d, worryPage).ID},
	}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := d.Entry("topics/sleep")
	if err != nil {
		t.Fatal(err)
	}
	want := []EntryFile{
		{"national/topics/moon.png", "national/topics/moon.png", "added", IDOf(png), true},
		{"national/topics/rest.md", sleepPage, "renamed", IDOf([]byte("rest\n")), false},
		{worryPage, worryPage, "deleted", "", false},
	}
	if !slices.Equal(e.Files, want) || e.Label != "Sleep" || e.Status != PendingReview || e.ChangeSet != "autumn-sleep-pages" || e.By != "Bo" {
		t.Errorf("the entry is %+v", e)
	}
	paths, err := d.List("national", 9)
	if want := []Path{"national/topics/moon.png", "national/topics/rest.md"}; err != nil || !slices.Equal(paths, want) {
		t.Errorf("listed are %v, %v", paths, err)
	}
	if f, err := d.Draft("topics/sleep", "national/topics/rest.md"); err != nil || string(f.Bytes) != "rest\n" {
		t.Errorf("the draft is %q, %v", f.Bytes, err)
	}
	if err := d.Discard(t.Context(), "topics/sleep"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Entry("topics/sleep"); !errors.As(err, new(*NoEntryError)) {
		t.Errorf("after it was set aside: %v", err)
	}
	if got := read(t, d, sleepPage); string(got.Bytes) != "sleep 1\n" {
		t.Errorf("after it was set aside, the page says %q", got.Bytes)
	}
}

func TestStateLine(t *testing.T) {
	dir, d := gitDesk(t)
	commit := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	state := func() State {
		t.Helper()
		s, err := d.State(sleepPage)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := state(); !s.Live.Equal(commit) || !s.Saved.IsZero() {
		t.Errorf("at first: %+v", s)
	}
	deskWrite(t, dir, "content/national/topics/sleep.md", "by hand\n")
	if s := state(); !s.Unsaved || !s.Live.IsZero() || !s.LiveOlder.Equal(commit) {
		t.Errorf("changed on the disk: %+v", s)
	}
	edit(t, d, "topics/sleep", sleepPage, "by hand, and here\n")
	if s := state(); s.Unsaved || s.Saved.IsZero() {
		t.Errorf("saved over a text on the disk: %+v", s)
	}
	deskWrite(t, dir, "content/national/topics/sleep.md", "by hand again\n")
	if s := state(); !s.Unsaved {
		t.Errorf("changed on the disk since: %+v", s)
	}
	deskWrite(t, dir, "content/national/topics/sleep.md", "sleep 1\n")
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	if s := state(); s.Saved.IsZero() || !s.Sent.IsZero() || !s.Live.IsZero() || !s.LiveOlder.Equal(commit) || s.Unsaved {
		t.Errorf("saved: %+v", s)
	}
	move(t, d, "topics/sleep", PendingReview)
	sent := state()
	if sent.Sent.IsZero() || sent.Saved.IsZero() || !sent.Live.IsZero() || sent.Pushed {
		t.Errorf("sent: %+v", sent)
	}
	deskGit(t, dir, "update-ref", "refs/remotes/origin/autumn-sleep-pages", "autumn-sleep-pages")
	if s := state(); !s.Pushed {
		t.Errorf("pushed: %+v", s)
	}
	edit(t, d, "topics/worry", worryPage, "worry 2\n")
	move(t, d, "topics/worry", PendingReview)
	if s := state(); !s.Sent.Equal(sent.Sent) || s.Pushed { // the branch has grown since
		t.Errorf("sent is now %v, for the same text was %v", s.Sent, sent.Sent)
	}
	deskGit(t, dir, "merge", "-q", "--no-edit", "autumn-sleep-pages")
	if _, err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	if s := state(); s.Live.IsZero() || !s.Saved.IsZero() || !s.Sent.IsZero() {
		t.Errorf("merged: %+v", s)
	}
	if entries, err := d.Entries(); err != nil || len(entries) != 0 {
		t.Errorf("what is live is still being edited: %v, %v", entries, err)
	}
}

// What docs/reviewing.md says of handing on drafts and notes, with another repository between two people.
func TestDraftsAndNotesTravel(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	move(t, d, "topics/sleep", PendingReview)
	if _, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: "Is this kind?"}); err != nil {
		t.Fatal(err)
	}
	host, others := t.TempDir(), t.TempDir()
	deskGit(t, host, "init", "-q", "--bare", "-b", "main")
	deskGit(t, dir, "remote", "add", "origin", host)
	deskGit(t, dir, "push", "-q", "origin", "main", "autumn-sleep-pages")
	if s, err := d.State(sleepPage); err != nil || !s.Pushed {
		t.Errorf("pushed: %+v, %v", s, err)
	}
	deskGit(t, dir, "push", "-q", "origin", "refs/wellshelf/*:refs/wellshelf/*")
	deskGit(t, others, "clone", "-q", host, ".")
	deskGit(t, others, "fetch", "-q", "origin", "refs/wellshelf/*:refs/wellshelf/*")
	if said := deskGit(t, others, "log", "--first-parent", "refs/wellshelf/desk/autumn-sleep-pages"); !strings.Contains(said, "Is this kind?") {
		t.Errorf("the log says\n%s", said)
	}
	other := openDesk(t, DeskOptions{Content: filepath.Join(others, "content"), ChangeSet: "Autumn sleep pages"})
	if notes, err := other.Notes("topics/sleep"); err != nil || len(notes) != 1 || notes[0].Content != "Is this kind?" {
		t.Errorf("the others read %v, %v", notes, err)
	}
	if f := read(t, other, sleepPage); string(f.Bytes) != "sleep 2\n" {
		t.Errorf("the others' forms hold %q", f.Bytes)
	}
}

func TestPublishing(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	edit(t, d, "topics/worry", worryPage, "worry 2\n")
	refused := new(*PublishError)
	if err := d.Publish(t.Context(), "topics/sleep"); !errors.As(err, refused) || (*refused).Reason != "it is not marked as ready yet" {
		t.Errorf("a draft: %v", err)
	}
	move(t, d, "topics/sleep", PendingPublish)
	move(t, d, "topics/worry", PendingPublish)
	if err := d.Publish(t.Context(), "topics/sleep"); !errors.As(err, refused) || !strings.Contains(err.Error(), "merge the branch autumn-sleep-pages") {
		t.Errorf("main is checked out: %v", err)
	}
	deskGit(t, dir, "checkout", "-qb", "elsewhere")
	d = openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages", Branch: "main"})
	before := deskGit(t, dir, "status", "--porcelain") + deskGit(t, dir, "rev-parse", "HEAD")
	if err := d.Publish(t.Context(), "topics/sleep"); err != nil {
		t.Fatal(err)
	}
	if got := deskGit(t, dir, "log", "--format=%s", "--name-only", "elsewhere..main"); got != "Page topics/sleep\n\ncontent/national/topics/sleep.md" {
		t.Errorf("published was %q", got)
	}
	if got := deskGit(t, dir, "diff", "--name-only", "main..autumn-sleep-pages"); got != "content/national/topics/worry.md" {
		t.Errorf("still in review are %q", got)
	}
	reviewed := deskGit(t, dir, "rev-parse", "autumn-sleep-pages")
	if err := d.Publish(t.Context(), "topics/worry"); err != nil {
		t.Fatal(err)
	}
	if got := deskGit(t, dir, "rev-parse", "main"); got != reviewed {
		t.Errorf("the last one was not moved forward to: %s, want %s", got, reviewed)
	}
	if got := deskGit(t, dir, "status", "--porcelain") + deskGit(t, dir, "rev-parse", "HEAD"); got != before {
		t.Errorf("the working tree: %s", got)
	}
	if f := read(t, d, sleepPage); string(f.Bytes) != "sleep 2\n" {
		t.Errorf("the desk shows %q", f.Bytes)
	}
	deskGit(t, dir, "fsck", "--strict", "--no-dangling")
}

func TestTheDeskSaysWhatItCannotOpen(t *testing.T) {
	dir := t.TempDir()
	deskGit(t, dir, "init", "-q", "-b", "main")
	deskWrite(t, dir, "content/network.md", "x\n")
	_, err := OpenDesk(DeskOptions{Content: filepath.Join(dir, "content")})
	if want := "the branch main has no commit yet; commit the content folder once, then edit it here"; err == nil || err.Error() != want {
		t.Errorf("without a commit: %v", err)
	}
	dir = deskFolder(t)
	deskGit(t, dir, "checkout", "-q", "--detach")
	if _, err := OpenDesk(DeskOptions{Content: filepath.Join(dir, "content")}); err == nil || !strings.Contains(err.Error(), "on no branch") {
		t.Errorf("on no branch: %v", err)
	}
}

// A desk's ref that was written by someone else is input like any other.
func TestAHostileLedgerIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"path":   `{"slug":"autumn-sleep-pages","base":"BASE","files":{"../../.git/hooks/x.md":{"ours":"BASE"}},"entries":{}}`,
		"object": `{"slug":"autumn-sleep-pages","base":"../../x","files":{},"entries":{}}`,
		"slug":   `{"slug":"main","base":"BASE","files":{},"entries":{}}`,
		"former": `{"slug":"autumn-sleep-pages","base":"BASE","was":{"slug":"../heads/main"},"files":{},"entries":{}}`,
		"entry":  `{"slug":"autumn-sleep-pages","base":"BASE","files":{},"entries":{"a":{"status":"draft","paths":["b.md"]}}}`,
		"none":   `{"slug":"autumn-sleep-pages","base":"BASE","files":{"b.md":null},"entries":{}}`,
		"words":  `hello`,
	} {
		dir := deskFolder(t)
		scratch := t.TempDir()
		deskWrite(t, scratch, "desk.json", strings.ReplaceAll(text, "BASE", deskGit(t, dir, "rev-parse", "main")))
		blob := deskGit(t, dir, "hash-object", "-w", filepath.Join(scratch, "desk.json"))
		deskGit(t, dir, "update-index", "--add", "--cacheinfo", "100644,"+blob+",desk.json")
		tree := deskGit(t, dir, "write-tree")
		deskGit(t, dir, "update-ref", "refs/wellshelf/desk/autumn-sleep-pages", deskGit(t, dir, "commit-tree", tree, "-m", "x"))
		_, err := OpenDesk(DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
		if err == nil || !strings.Contains(err.Error(), "cannot be read (git show refs/wellshelf/desk/autumn-sleep-pages:desk.json)") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
