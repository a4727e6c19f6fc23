package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the program says now into the stories")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wellshelf": main})
}

// pinned is noon of 23 November 2026: every story happens on that day unless it says otherwise.
const pinned = "1795435200"

// TestStories runs testdata/*.txtar: each tells, with commands a librarian could type, what the program says and does
// about one subject. A story starts in a folder of its own, with the repository's themes unless it brings some, and
// with an empty cache.
func TestStories(t *testing.T) {
	themes, err := filepath.Abs("../../themes")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: false,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, ".home"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			env.Setenv("SOURCE_DATE_EPOCH", pinned)
			own := filepath.Join(env.WorkDir, "themes")
			if _, err := os.Stat(own); err == nil {
				return nil
			}
			return os.CopyFS(own, os.DirFS(themes))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "pages": pages, "holds": holds, "same": same, "unescape": unescape, "fill": fill, "edit": edit,
		},
	})
}
