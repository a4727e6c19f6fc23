package site

import "testing"

func TestTheWayOut(t *testing.T) {
	s := sound(t, map[string]string{
		"areas/fife/schools/beath/school.md": "name: Beath\nlanguages: [en, gd]\npeople: [{role: Guide, helps_with: All}]\nleave: https://news.example/",
		"national/topics/abuse.md":           entry("Abuse", "outside: Being safe\nshort: [It is not your fault.]"),
		"national/topics/drink.md":           entry("Drink", "sensitive: true\nshort: [It passes.]\naliases: [old/drink]"),
		"national/topics/home.md":            entry("Home", "short: [It passes.]"),
		"national/helplines/other.md":        line("Other", always, anyAge),
		"national/stories/her.md":            entry("Her story", "topics: [home, abuse]\nteller: Her\nanonymised: true\nconsent: {ref: a1, held_by: Us, until: 2027-10-01}"),
		"national/stories/his.md":            entry("His story", "topics: [home]\nteller: Him\nanonymised: true\nconsent: {ref: a1, held_by: Us, until: 2027-10-01}"),
		"national/crisis/home.md":            crisis("leaving-home", "listening"),
	})
	for address, loud := range map[string]bool{
		"": false, "help/": true, "gd/help/": true, "feelings/": false, "topics/": false, "search/": false, "offline/": false, "keep/": false, "a-z/": false,
		"topics/being-safe/": true, "topics/drink/": true, "topics/home/": false, "topics/worry/": true, // a crisis leads to worry
		"helplines/listening/": true, "helplines/other/": false, "stories/her/": true, "stories/his/": false,
	} {
		if _, found := s.Find(address); !found {
			if address != "feelings/" {
				t.Errorf("there is no %q", address)
			}
			continue
		}
		leave := view(t, s, address).Aside.Leave
		if want := (Leave{Href: "https://news.example/", Away: s.to(rootOf(address), "away/"), Loud: loud}); leave != want {
			t.Errorf("the way out of %q is %+v", address, leave)
		}
	}
	for _, address := range []string{"404.html", "away/", "old/drink/"} {
		if leave := view(t, s, address).Aside.Leave; leave != (Leave{}) {
			t.Errorf("%q has a way out, %+v", address, leave)
		}
	}
	if leave := view(t, sound(t, nil), "").Aside.Leave; leave.Href != "https://www.bbc.co.uk/weather" {
		t.Errorf("without a setting leaving leads to %q", leave.Href)
	}
}
