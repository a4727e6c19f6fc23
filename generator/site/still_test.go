package site

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Whoever left quickly may be watched: the page shown then could be any site's, and leads nowhere.
func TestTheAwayPageSaysNothing(t *testing.T) {
	s := sound(t, map[string]string{"areas/fife/schools/beath/school.md": "name: Beath\nshort_name: B\nstrapline: Here for you\nlanguages: [en, gd]\naddress: https://beath.example/\npeople: [{role: Guide, helps_with: All}]"})
	html := bytesOf(t, s, "away/")
	for _, word := range []string{"Beath", "Here for you", "Wells", "Fife", "beath.example", "stylesheet", "<script", "icon", "canonical", "manifest", "well", "help"} {
		if strings.Contains(html, word) {
			t.Errorf("the page holds %q", word)
		}
	}
	page := view(t, s, "away/")
	if page.Header != "" || page.Footer != "" || len(page.Crumbs)+len(page.Languages)+len(page.Notices) > 0 || !page.Head.NoIndex {
		t.Errorf("the page has more than words: %+v", page)
	}
	if found := slices.IndexFunc(s.Outlines(), func(o Outline) bool { return strings.HasSuffix(o.Address, "/away/") }); found >= 0 {
		t.Error("there is more than one such page")
	}
}

func TestStillPages(t *testing.T) {
	s := sound(t, nil)
	for at, top := range map[string]string{"": "../", "gd/": "../../gd/"} {
		offline := view(t, s, at+"offline/")
		if main := offline.Main.(*Offline); main.Help.Href != top+"help/" || main.Home.Href != top || !offline.Head.NoIndex {
			t.Errorf("%soffline/ leads to %+v", at, main)
		}
		if keep := view(t, s, at+"keep/").Main.(*Keep); keep.Help.Href != top+"help/" || keep.List != top+"keep/keep.json" {
			t.Errorf("%skeep/ is %+v", at, keep)
		}
		if !regexp.MustCompile(`href="(\.\./)*(gd/)?keep/"`).MatchString(string(view(t, s, at+"topics/").Footer)) {
			t.Errorf("the footer below %q does not lead to keep/", at)
		}
	}
	sitemap, err := s.sitemap("https://beath.example/")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"offline/", "keep/", "away/"} {
		if strings.Contains(string(sitemap), "/"+address) {
			t.Errorf("search engines are told of %s", address)
		}
	}
}
