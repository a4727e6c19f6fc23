package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wellshelf/generator/forge"
	"wellshelf/generator/library"
)

// workflowCommand is what a workflow runs of this program, up to where the shell takes over.
var workflowCommand = regexp.MustCompile(`(?m)^\s*(?:- |run: |- run: )(wellshelf [^>\n]*)`)

// TestWorkflowCommands runs every command of the program that the workflows of both hosts run, on a copy of the
// demonstration in a repository.
func TestWorkflowCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the demonstration twice")
	}
	work := t.TempDir()
	for _, folder := range []string{"content", "themes"} {
		if err := os.CopyFS(filepath.Join(work, folder), os.DirFS(filepath.Join("../..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(work)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, line := range []string{"init -q -b main", "add content", "-c user.name=K -c user.email=k@wells.example commit -qm texts"} {
		if out, err := exec.Command("git", strings.Fields(line)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %s", line, out)
		}
	}
	ran := map[string]bool{}
	for _, host := range forge.Hosts {
		for _, f := range (&forge.Network{Library: new(library.Library), Content: "content"}).Files(host) {
			for _, found := range workflowCommand.FindAllSubmatch(f.Bytes, -1) {
				line := strings.NewReplacer(`"$BASE"`, "HEAD", `"$CI_MERGE_REQUEST_DIFF_BASE_SHA"`, "HEAD").Replace(strings.TrimSpace(string(found[1])))
				if ran[line] {
					continue
				}
				ran[line] = true
				var said bytes.Buffer
				if code := run(t.Context(), words(strings.TrimPrefix(line, "wellshelf ")), terminal{&said, &said}); code != done {
					t.Errorf("%s: exit code %d\n%s", line, code, said.String())
				}
			}
		}
	}
	if len(ran) < 6 {
		t.Errorf("only %d commands were found in the workflows", len(ran))
	}
}
