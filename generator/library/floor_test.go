package library

import (
	"testing"

	"wellshelf/generator/diag"
)

// line is a helpline's file: its title, more fields, and one way to reach it.
func line(title, kind, value string, more string) string {
	return "---\ntitle: " + title + "\nsummary: Someone to talk to.\nupdated: 2026-11-01\n" + more + "channels: [{type: " + kind + ", value: \"" + value +
		"\", checked: {on: 2026-11-01, by: Us, evidence: [\"https://example.org/\"]}}]\n---\nText.\n"
}

// TestFloorFacts: a lower level may say what a helpline of the floor is in other words, and state no other facts.
func TestFloorFacts(t *testing.T) {
	words := "---\ntitle: Small line\nsummary: S\nupdated: 2026-11-01\n---\nText.\n"
	cannot := func(file, name, scope string) string {
		return file + " error: helplines/line is part of the crisis floor, and its \"" + name + "\" cannot be changed for " + scope
	}
	for _, test := range []struct {
		name, more string
		small      bool // whether the site shows the variant or translation
		want       []string
	}{
		{"other words", at(glen+"helplines/line.primary.md", words), true, nil},
		{"another number", at(glen+"helplines/line.primary.md", line("Small line", "phone", "000 222", "")), false, []string{cannot(glen+"helplines/line.primary.md:5:11", "channels", "loch/glen")}},
		{"another number in a translation", at(area+"helplines/line.gd.md", line("Loidhne", "phone", "000 222", "")), false, []string{cannot(area+"helplines/line.gd.md:5:11", "channels", "loch")}},
		{"other ages and another region", at(glen+"helplines/line.primary.md", "---\ntitle: Small line\nsummary: S\nupdated: 2026-11-01\nages: {from: 90}\nregion: Fife\n---\nText.\n"), false,
			[]string{cannot(glen+"helplines/line.primary.md:5:7", "ages", "loch/glen"), cannot(glen+"helplines/line.primary.md:6:9", "region", "loch/glen")}},
		{"the level that put it there decides", at(national+"helplines/line.primary.md", line("Small line", "phone", "000 222", "")), true, nil},
		{"a helpline off the floor", at(national+"helplines/other.md", line("Other", "phone", "000 333", "region: UK\n")) + at(glen+"helplines/other.primary.md", line("Mine", "phone", "000 222", "")), false, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := read(t, test.more)
			shelf, problems := l.Shelf(l.Site("loch/glen"), View{Today: day})
			expect(t, problems, test.want...)
			item := shelf.Get(ID{"helplines", "line"})
			if number := item.Plain().Fields.Get("channels").List[0].Group.Text("value"); number != "000 111" {
				t.Errorf("the number shown is %s", number)
			}
			if small := len(item.Versions) > 1; small != test.small {
				t.Errorf("another form is shown: %v, want %v", small, test.small)
			}
		})
	}
}

// TestFloorHelps: a floor on which nobody can be called or texted is no floor.
func TestFloorHelps(t *testing.T) {
	network := func(floor string) string {
		return at("network.md", "---\nname: Network\nlanguages: [en, gd, pl]\n"+floor+"---\n")
	}
	web := at(national+"helplines/web.md", line("Web", "web", "https://example.org/", "region: UK\n"))
	text := at(national+"helplines/text.md", line("Text", "text", "000 222", "region: UK\n"))
	nobody := " error: nobody on the crisis floor can be called or texted from loch/glen"
	sleep := at(national+"topics/sleep.md", topicText("Sleep", "Above."))
	for _, test := range []struct{ name, more, want string }{
		{"a phone", "", ""},
		{"a number to text", text + network("crisis_floor: [helplines/text]\n"), ""},
		{"a page and a phone", web + network("crisis_floor: [helplines/web, helplines/line]\n"), ""},
		{"a web page alone", web + network("crisis_floor: [helplines/web]\n"), "network.md:4:15" + nobody},
		{"a topic alone", sleep + network("crisis_floor: [topics/sleep]\n"), "network.md:4:15" + nobody},
		{"a site's own floor helps it", sleep + network("crisis_floor: [topics/sleep]\n") + at(glen+"school.md", "---\nname: Glen\ncrisis_floor: [helplines/line]\n---\n"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := read(t, test.more)
			_, problems := l.Shelf(l.Site("loch/glen"), View{Today: day})
			if test.want == "" {
				expect(t, problems)
				return
			}
			expect(t, problems, test.want)
			if want := (diag.Reach{Area: "loch", Site: "glen"}); problems[0].Reach != want {
				t.Errorf("it reaches %v", problems[0].Reach)
			}
		})
	}
	none := "network.md warning: there is no crisis floor, so a site can be built without anyone to call"
	read(t, network(""), none)
	read(t, network("")+at(glen+"school.md", "---\nname: Glen\ncrisis_floor: [helplines/line]\n---\n"), none)
	read(t, network("")+at(area+"area.md", "---\nname: Loch\ncrisis_floor: [helplines/line]\n---\n"))
}
