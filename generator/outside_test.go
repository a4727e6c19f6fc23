package generator

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"wellshelf/generator/diag"
)

// Every address is found where it is written, once, and in order; the site's own address is none.
func TestOutsideLinksAreWhereTheyAreWritten(t *testing.T) {
	b := &Builder{Options: Options{Content: os.DirFS("../content"), Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}}
	found, err := b.Outside(context.Background())
	if err != nil || found.Today.String() != "2026-11-23" || found.Gaps {
		t.Fatal(found.Today, found.Gaps, err)
	}
	links := found.Places
	if len(links) < 50 {
		t.Errorf("only %d links in the demonstration", len(links))
	}
	body, field := 0, 0
	for i, link := range links {
		if !strings.Contains(link.Snippet, strings.TrimSuffix(link.Address, "/")) {
			t.Errorf("%s is not in %s:%d: %s", link.Address, link.Place.File, link.Place.Line, link.Snippet)
		}
		if i > 0 && diag.ComparePlaces(links[i-1].Place, link.Place) >= 0 {
			t.Errorf("%v comes after %v", link.Place, links[i-1].Place)
		}
		if strings.HasPrefix(link.Snippet, "address:") {
			t.Errorf("%s is a site of ours", link.Address)
		}
		if strings.Contains(link.Snippet, "](") || strings.Contains(link.Snippet, "<http") {
			body++
		} else {
			field++
		}
	}
	if body == 0 || field == 0 {
		t.Errorf("%d links in text, %d in fields", body, field)
	}
}

func TestOutsideLinksOfNoSite(t *testing.T) {
	b := &Builder{Options: Options{Content: os.DirFS("../content"), Sites: []string{"midlothian/nowhere"}, Now: time.Now()}}
	if _, err := b.Outside(context.Background()); !IsUsage(err) {
		t.Errorf("got %v", err)
	}
}

func TestReachOfSettings(t *testing.T) {
	for file, want := range map[string]string{
		"network.md": "every site", "areas/midlothian/area.md": "every site of midlothian", "areas/midlothian/schools/beeslack/school.md": "midlothian/beeslack",
		"areas/midlothian/libraries/penicuik/library.md": "midlothian/penicuik",
	} {
		if got := reachOf(file).String(); got != want {
			t.Errorf("%s reaches %s, want %s", file, got, want)
		}
	}
}
