package library

import (
	"slices"
	"strings"
	"testing"
)

func TestSettingsMerge(t *testing.T) {
	l := read(t, at("network.md", "---\nname: Network\nstrapline: Above\ntheme: base\nlanguages: [en, gd, pl]\ntokens: {accent: red, gap: 1em}\npin: [topics/a, topics/b]\nhide: [topics/a]\ncrisis_floor: [topics/b]\n---\nAbout the network.\n")+
		at(area+"area.md", "---\nname: Loch\ntheme: shine\ntokens: {accent: blue}\nhide: [topics/c]\n---\n")+
		at(glen+"school.md", "---\nname: Glen\ntokens: {radius: 4px}\npin: [topics/c]\nhide: [topics/d]\ncrisis_floor: [topics/e]\n---\nAbout us.\n")+
		at(national+"topics/a.md", topicText("A", "A."))+at(national+"topics/b.md", topicText("B", "B."))+at(national+"topics/c.md", topicText("C", "C."))+
		at(national+"topics/d.md", topicText("D", "D."))+at(national+"topics/e.md", topicText("E", "E.")))
	explained := func(site string) string {
		var rows []string
		for _, row := range l.Site(site).ExplainSettings() {
			rows = append(rows, row.Name+" = "+row.Value+" from "+row.File)
		}
		slices.Sort(rows)
		return strings.Join(rows, "\n")
	}
	want := strings.Join([]string{
		"crisis_floor = topics/b, topics/e from " + glen + "school.md",
		"hide = topics/a, topics/c, topics/d from " + glen + "school.md",
		"languages = en, gd, pl from network.md",
		"name = Glen from " + glen + "school.md",
		"pin = topics/c from " + glen + "school.md",
		"strapline = Above from network.md",
		"theme = shine from " + area + "area.md",
		"tokens.accent = blue from " + area + "area.md",
		"tokens.gap = 1em from network.md",
		"tokens.radius = 4px from " + glen + "school.md",
	}, "\n")
	if got := explained("loch/glen"); got != want {
		t.Errorf("glen:\n%s\nwant\n%s", got, want)
	}
	want = strings.Join([]string{
		"crisis_floor = topics/b from network.md",
		"hide = topics/a, topics/c from " + area + "area.md",
		"languages = en, gd, pl from network.md",
		"name = Brae from " + brae + "school.md",
		"pin = topics/a, topics/b from network.md",
		"strapline = Above from network.md",
		"theme = shine from " + area + "area.md",
		"tokens.accent = blue from " + area + "area.md",
		"tokens.gap = 1em from network.md",
	}, "\n")
	if got := explained("loch/brae"); got != want {
		t.Errorf("brae, which must not see what glen says:\n%s\nwant\n%s", got, want)
	}
	for site, want := range map[string]string{"loch/glen": "About us.", "loch/brae": "About the network."} {
		if got := strings.TrimSpace(l.Site(site).Settings.About.Bodies[0].Body().Words); got != want {
			t.Errorf("%s says of itself %q, want %q", site, got, want)
		}
	}
	if l.Site("loch/none") != nil {
		t.Error("a site that nobody named is found")
	}
}

func TestSettingsMistakes(t *testing.T) {
	for _, test := range []struct{ name, file, fields, want string }{
		{"an unknown field", "network.md", "name: Net\nnmae: M", `network.md:3:1 error: unknown field "nmae"`},
		{"no name", "network.md", "theme: base", `network.md:1:1 error: network.md needs "name"`},
		{"a time zone below the network", glen + "school.md", "name: Glen\ntime_zone: Europe/London", glen + `school.md:3:12 error: "time_zone" does not belong in school.md`},
		{"an unknown time zone", "network.md", "name: Net\ntime_zone: Europe/Edinburgh", `network.md:3:12 error: unknown time zone "Europe/Edinburgh"`},
		{"a machine's own time zone", "network.md", "name: Net\ntime_zone: Local", `network.md:3:12 error: unknown time zone "Local"`},
		{"stages of an area", area + "area.md", "name: Loch\nstages: [S1]", area + `area.md:3:9 error: "stages" does not belong in area.md`},
		{"a council's code of a school", glen + "school.md", "name: Glen\ngss: S12000019", glen + `school.md:3:6 error: "gss" does not belong in school.md`},
		{"an area as a draft", area + "area.md", "name: Loch\ndraft: true", area + `area.md:3:8 error: "draft" does not belong in area.md`},
		{"people of the network", "network.md", "name: Net\npeople: [{role: Nurse, helps_with: Sleep}]", `network.md:3:9 error: "people" does not belong in network.md`},
		{"a language the network lacks", glen + "school.md", "name: Glen\nlanguages: [en, fr]", glen + `school.md:3:12 error: "fr" is not a language of the network`},
		{"the source language is not first", glen + "school.md", "name: Glen\nlanguages: [gd, en]", glen + `school.md:3:12 error: the source language "en" comes first`},
		{"a holiday that ends before it starts", area + "area.md", "name: Loch\nholidays: [{name: May, from: 2027-05-02, until: 2027-05-01}]", area + `area.md:3:49 error: this ends before it starts`},
		{"a theme outside", glen + "school.md", "name: Glen\ntheme: ../themes/base", glen + `school.md:3:8 error: "../themes/base" is not a name for addresses`},
		{"a missing name in a group", area + "area.md", "name: Loch\nebooks: {url: https://example.org/}", area + `area.md:3:9 error: "ebooks" needs "name"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.file == "network.md" {
				test.fields += "\nlanguages: [en, gd, pl]\ncrisis_floor: [helplines/line]"
			}
			read(t, at(test.file, "---\n"+test.fields+"\n---\n"), test.want)
		})
	}
}

func TestFolderOf(t *testing.T) {
	l := read(t, at("areas/loch/libraries/town/library.md", "---\nname: Town Library\n---\n"))
	for in, want := range map[string]string{"": "national", "loch": "areas/loch", "loch/glen": "areas/loch/schools/glen", "loch/town": "areas/loch/libraries/town", "loch/glne": "", "lohc": "", "../x": ""} {
		if got, hint := l.Folder(in); got != want || (got == "") != (hint != "") {
			t.Errorf("%q: got %q with the hint %q, want %q", in, got, hint, want)
		}
	}
	if _, hint := l.Folder("loch/glne"); hint != `did you mean "loch/glen"?` {
		t.Errorf("hint %q", hint)
	}
	if !l.Site("loch/town").Library || l.Site("loch/glen").Library {
		t.Error("a public library is not told from a school")
	}
}
