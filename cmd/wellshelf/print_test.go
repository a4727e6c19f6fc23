package main

import (
	"strings"
	"testing"
)

func TestCountsAreReadable(t *testing.T) {
	for _, c := range []struct {
		n    int
		want string
	}{{0, "0 pages"}, {1, "1 page"}, {999, "999 pages"}, {1000, "1,000 pages"}, {12345678, "12,345,678 pages"}} {
		if got := count(c.n, "page"); got != c.want {
			t.Errorf("count(%d) is %q, want %q", c.n, got, c.want)
		}
	}
}

func TestLongValuesKeepTheTableOnTheScreen(t *testing.T) {
	long := strings.Repeat("é", 61)
	if got, want := short(long), strings.Repeat("é", 59)+"…"; got != want {
		t.Errorf("short(%q) is %q, want %q", long, got, want)
	}
	if fits := long[:len("é")*60]; short(fits) != fits {
		t.Errorf("%q fits and is cut to %q", fits, short(fits))
	}
}

// Problems name files as a person would find them from where the program was started.
func TestFilesAreNamedWhereTheyLie(t *testing.T) {
	f := &flags{content: "a/words", themes: "looks", out: "/srv/sites"}
	for name, want := range map[string]string{
		"content/national/topics/sleep.md": "a/words/national/topics/sleep.md",
		"themes/base/theme.md":             "looks/base/theme.md",
		"public/midlothian/index.html":     "/srv/sites/midlothian/index.html",
		"elsewhere/x.md":                   "elsewhere/x.md",
	} {
		if got := f.local(name); got != want {
			t.Errorf("%s is said to be at %s, want %s", name, got, want)
		}
	}
}
