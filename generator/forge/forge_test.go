package forge

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"
	"github.com/rhysd/actionlint"

	"wellshelf/generator/library"
)

func network(t *testing.T, more ...string) *Network {
	t.Helper()
	tree := fstest.MapFS{}
	files := append([]string{
		"network.md", "name: Wells\ncrisis_floor: [topics/panic]\nsign_off:\n  - {kinds: [topic], roles: [library, health], months: 12}\n  - {kinds: [topic], crisis: true, roles: [young-people], months: 12}\n" +
			"owners:\n  - {at: [\"@wells/all\"]}\n  - {role: health, at: [\"@wells/health\"]}\n  - {role: young-people, at: [\"@wells/youth\"]}",
		"areas/kyle/area.md", "name: Kyle\nowners: [{at: [\"@wells/kyle\"]}]",
		"areas/kyle/schools/ayr/school.md", "name: Ayr\nowners: [{at: [\"@ann\"]}]",
		"areas/moray/area.md", "name: Moray",
		"areas/moray/schools/elgin/school.md", "name: Elgin",
		"national/topics/panic.md", "title: Panic\nsummary: Panic.\nupdated: 2026-10-01\nshort: [It stops.]",
		"national/topics/sleep.md", "title: Sleep\nsummary: Sleep.\nupdated: 2026-10-01\nshort: [Rest.]",
		"national/topics/worry.md", "title: Worry\nsummary: Worry.\nupdated: 2026-10-01\nshort: [Rest.]",
		"national/pages/bus.md", "title: Bus\nsummary: Bus.\nupdated: 2026-10-01",
	}, more...)
	for i := 0; i < len(files); i += 2 {
		tree[files[i]] = &fstest.MapFile{Data: []byte("---\n" + files[i+1] + "\n---\n\nWords.\n")}
	}
	l, _, err := new(library.Reader).Read(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	return &Network{Library: l, View: library.View{Today: civil.Date{Year: 2026, Month: 11, Day: 23}}, Content: "content"}
}

func TestOwners(t *testing.T) {
	_, rows, _ := strings.Cut(string(network(t).owners()), "again.\n")
	want := `* @wells/all @wells/health @wells/youth
/content/national/pages/ @wells/all
/content/signoffs/national/pages/ @wells/all
/content/national/topics/ @wells/all @wells/health
/content/signoffs/national/topics/ @wells/all @wells/health
/content/national/topics/panic.* @wells/all @wells/health @wells/youth
/content/signoffs/national/topics/panic.* @wells/all @wells/health @wells/youth
/content/areas/kyle/ @wells/kyle
/content/signoffs/areas/kyle/ @wells/kyle
/content/areas/kyle/schools/ayr/ @ann
/content/signoffs/areas/kyle/schools/ayr/ @ann
`
	if rows != want {
		t.Errorf("got\n%s\nwant\n%s", rows, want)
	}
}

func TestProblems(t *testing.T) {
	var said []string
	for _, p := range network(t).Problems() {
		said = append(said, p.Place.File+": "+p.Text)
	}
	if got, want := strings.Join(said, "\n"), "content/areas/kyle/schools/ayr/school.md: @ann alone is asked to look at changes here"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	said = nil
	for _, p := range network(t, "network.md", "name: Wells").Problems() {
		said = append(said, p.Place.File+": "+p.Text)
	}
	if got, want := strings.Join(said, "\n"), "content/areas/kyle/schools/ayr/school.md: @ann alone is asked to look at changes here\ncontent/areas/moray/area.md: nobody is asked to look at changes here\ncontent/network.md: nobody is asked to look at changes here"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The workflow is what GitHub's syntax allows, down to its expressions.
func TestGitHubWorkflow(t *testing.T) {
	n := network(t)
	n.Content = "some/content"
	for _, f := range n.Files("github") {
		if !Made(f.Bytes) {
			t.Errorf("%s does not say who made it", f.Path)
		}
		if !strings.HasSuffix(f.Path, ".yml") {
			continue
		}
		linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := linter.Lint(f.Path, f.Bytes, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range found {
			t.Errorf("%s:%d: %s", f.Path, problem.Line, problem.Message)
		}
		if !strings.Contains(string(f.Bytes), "wellshelf check --content some/content --format github") {
			t.Error("the workflow does not name the content folder")
		}
	}
	linter, _ := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if found, err := linter.Lint("a.yml", []byte("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: x\n"), nil); err != nil || len(found) == 0 {
		t.Errorf("a mistake is not found: %v, %v", found, err)
	}
}
