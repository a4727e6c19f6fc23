package editor

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A text that was marked as ready and is changed goes back into review.
func TestAChangedTextIsNotReady(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	move(t, d, "topics/sleep", PendingPublish)
	saved := edit(t, d, "topics/sleep", sleepPage, "sleep 3\n")
	if e, err := d.Entry("topics/sleep"); err != nil || e.Status != PendingReview || len(saved.Notices) != 1 {
		t.Errorf("it is %s, %v, %v", e.Status, saved.Notices, err)
	}
	if got := deskGit(t, dir, "show", "autumn-sleep-pages:content/national/topics/sleep.md"); got != "sleep 3" {
		t.Errorf("reviewers see %q", got)
	}
	saved = edit(t, d, "topics/sleep", sleepPage, "sleep 1\n")
	if _, err := d.Entry("topics/sleep"); !errors.As(err, new(*NoEntryError)) || len(saved.Notices) != 1 {
		t.Errorf("a text as on main is in review: %v, %v", saved.Notices, err)
	}
}

func TestBranchesOfOthersAreLeftAlone(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	move(t, d, "topics/sleep", PendingReview)
	deskGit(t, dir, "update-ref", "refs/heads/autumn-sleep-pages", "main")
	saved := edit(t, d, "topics/sleep", sleepPage, "sleep 3\n")
	if len(saved.Notices) != 1 || !strings.Contains(saved.Notices[0], "commits that were made elsewhere") {
		t.Errorf("notices: %v", saved.Notices)
	}
	if err := d.SetStatus(t.Context(), "topics/sleep", PendingPublish); !errors.As(err, new(*ReviewError)) {
		t.Errorf("the branch was written over: %v", err)
	}
	if got := deskGit(t, dir, "rev-parse", "autumn-sleep-pages"); got != deskGit(t, dir, "rev-parse", "main") {
		t.Errorf("the branch is at %s", got)
	}
	if _, err := d.Begin(t.Context(), "Main"); !errors.As(err, new(*NameError)) {
		t.Errorf("a change-set named as the base branch: %v", err)
	}
}

func TestChangeSetsHaveNames(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	move(t, d, "topics/sleep", PendingReview)
	if _, err := d.AddNote(t.Context(), "topics/sleep", Note{Content: "kind words"}); err != nil {
		t.Fatal(err)
	}
	set, err := d.Rename(t.Context(), "Winter: Sléep!")
	if err != nil || set.Slug != "winter-sleep" || set.Name != "Winter: Sléep!" || set.Entries != 1 || set.Sent.IsZero() {
		t.Errorf("renamed: %+v, %v", set, err)
	}
	if got := deskGit(t, dir, "for-each-ref", "--format=%(refname)"); got != "refs/heads/main\nrefs/heads/winter-sleep\nrefs/wellshelf/desk/winter-sleep\nrefs/wellshelf/drafts/winter-sleep" {
		t.Errorf("refs are\n%s", got)
	}
	if notes, err := d.Notes("topics/sleep"); err != nil || len(notes) != 1 {
		t.Errorf("notes: %v, %v", notes, err)
	}
	if set, err = d.Begin(t.Context(), "Spring"); err != nil || set.Entries != 0 || string(read(t, d, sleepPage).Bytes) != "sleep 1\n" {
		t.Errorf("begun: %+v, %v", set, err)
	}
	saved := edit(t, d, "topics/sleep", sleepPage, "spring\n")
	if want := "national/topics/sleep.md is being changed in the change-set Winter: Sléep! too, by Bo"; !slices.Equal(saved.Notices, []string{want}) {
		t.Errorf("notices: %v", saved.Notices)
	}
	if _, err = d.Rename(t.Context(), "winter sleep"); !errors.As(err, new(*NameError)) {
		t.Errorf("renamed to one there is: %v", err)
	}
	sets, err := d.ChangeSets()
	if err != nil || len(sets) != 2 || sets[0].Slug != "spring" || !sets[0].Current || sets[1].Current {
		t.Errorf("change-sets: %+v, %v", sets, err)
	}
	other := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content")})
	if set := other.ChangeSet(); set.Slug != "edits-of-23-november-2026" || set.Name != "Edits of 23 November 2026" {
		t.Errorf("by the day: %+v", set)
	}
	deskGit(t, dir, "fsck", "--strict", "--no-dangling")
}

// A change-set that another desk renames is followed.
func TestRenamesAreFollowed(t *testing.T) {
	dir, d := gitDesk(t)
	edit(t, d, "topics/sleep", sleepPage, "sleep 2\n")
	other := openDesk(t, DeskOptions{Content: filepath.Join(dir, "content"), ChangeSet: "Autumn sleep pages"})
	if _, err := d.Rename(t.Context(), "Winter"); err != nil {
		t.Fatal(err)
	}
	edit(t, other, "topics/sleep", sleepPage, string(read(t, other, sleepPage).Bytes)+"more\n")
	if set := other.ChangeSet(); set.Slug != "winter" || set.Entries != 1 {
		t.Errorf("the other desk is at %+v", set)
	}
}

// T18: what people type never becomes a ref's name as it is, nor an option.
func TestT18NamesNeverReachGit(t *testing.T) {
	dir, d := gitDesk(t)
	before := footprint(t, dir)
	for _, name := range []string{"--upload-pack=x", "../../config", "a..b", "x.lock", "a\x01b\nc", ".git/config", "con", "HEAD@{1}", "refs/heads/main", "éàü ~^:?*[\\"} {
		if _, err := d.Begin(t.Context(), name); err != nil && !errors.As(err, new(*NameError)) {
			t.Errorf("%q: %v", name, err)
		}
		for _, key := range []string{name, name + "/x"} {
			if checkKey(key) != nil {
				continue // control characters
			}
			edit(t, d, key, worryPage, "worry "+key+"\n")
			if _, err := d.AddNote(t.Context(), key, Note{Content: "a note"}); err != nil {
				t.Errorf("%q: %v", key, err)
			}
			if err := d.SetStatus(t.Context(), key, PendingReview); err != nil {
				t.Errorf("%q: %v", key, err)
			}
		}
	}
	for _, ref := range strings.Fields(deskGit(t, dir, "for-each-ref", "--format=%(refname)")) {
		deskGit(t, dir, "check-ref-format", ref)
		if strings.Trim(strings.NewReplacer("refs/heads/", "", "refs/wellshelf/desk/", "", "refs/wellshelf/drafts/", "").Replace(ref), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("a ref is named %q", ref)
		}
	}
	for _, name := range []string{"", "///", "...", strings.Repeat("a", 200)} {
		if _, err := d.Begin(t.Context(), name); !errors.As(err, new(*NameError)) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if footprint(t, dir) != before {
		t.Error("something else changed")
	}
	deskGit(t, dir, "fsck", "--strict", "--no-dangling")
}
