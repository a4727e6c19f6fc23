package generator

import (
	"context"
	"slices"
	"testing"

	"wellshelf/generator/check"
	"wellshelf/generator/diag"
	"wellshelf/generator/output"
)

// After any edit a check finds what a build finds, whether it remembers earlier checks or not; and what the rules say does
// not depend on that either.
func TestACheckFindsWhatABuildFinds(t *testing.T) {
	w := &world{content: smallTree(), themes: copyTree(t, realThemes, nil), options: Options{Today: realDay, Jobs: 2, Program: "first", Sink: output.Nothing{}, Pictures: drawn}}
	w.options.Content, w.options.Themes = w.content, w.themes
	kept := t.TempDir()
	checked := func(t *testing.T, keep string) *Report {
		report, err := (&Builder{Options: w.options}).Check(context.Background(), check.Options{Keep: keep, Program: w.options.Program})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	checked(t, kept)
	some := edits
	if testing.Short() { // the others take their time in make long
		some = edits[:8]
	}
	for _, e := range some {
		t.Run(e.name, func(t *testing.T) {
			e.make(t, w)
			want, err := (&Builder{Options: w.options}).Build(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			cold, warm := checked(t, t.TempDir()), checked(t, kept)
			built := slices.DeleteFunc(slices.Clone(cold.Problems), func(p diag.Problem) bool { return p.Rule != "" })
			if !slices.Equal(built, want.Problems) {
				t.Errorf("the check has the problems\n%s\nthe build\n%s", texts(built), texts(want.Problems))
			}
			if !slices.Equal(warm.Problems, cold.Problems) {
				t.Errorf("warm it has the problems\n%s\ncold\n%s", texts(warm.Problems), texts(cold.Problems))
			}
			for name, got := range map[string]*Report{"cold": cold, "warm": warm} {
				if !slices.Equal(got.Held, want.Held) || got.Next != want.Next || got.Chosen != want.Chosen {
					t.Errorf("%s: held %s, next %s, of %d; built: held %s, next %s, of %d", name, got.Held, got.Next, got.Chosen, want.Held, want.Next, want.Chosen)
				}
			}
		})
	}
}
