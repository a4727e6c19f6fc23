package library

import (
	"strings"
	"testing"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
)

const (
	national = "national/"
	area     = "areas/loch/"
	glen     = "areas/loch/schools/glen/"
	brae     = "areas/loch/schools/brae/"
)

// showing writes what a site shows beside the ground's helpline: a line for each version, "topics/sleep [primary.gd] Title | body | ...".
func showing(t *testing.T, l *Library, site string, view View, want ...string) string {
	t.Helper()
	if view.Today == (civil.Date{}) {
		view.Today = day
	}
	shelf, problems := l.Shelf(l.Site(site), view)
	expect(t, problems, want...)
	var b strings.Builder
	for _, item := range shelf.Items {
		if item.ID == (ID{"helplines", "line"}) && len(item.Versions) == 1 {
			continue // the ground's
		}
		if shelf.Get(item.ID) != item {
			t.Errorf("%s is listed and cannot be found by name", item.ID)
		}
		for _, v := range item.Versions {
			b.WriteString(item.ID.String())
			if v.Form != (Form{}) {
				b.WriteString(" [" + strings.Trim(v.Variant+"."+v.Language, ".") + "]")
			}
			b.WriteString(" " + v.Fields.Text("title"))
			for _, e := range v.Bodies {
				b.WriteString(" | " + strings.TrimSpace(string(e.below())))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestShelf(t *testing.T) {
	plain := at(national+"topics/sleep.md", topicText("Sleep", "Above."))
	settings := func(file, more string) string {
		names := map[string]string{"network.md": "Network\nlanguages: [en, gd, pl]", area + "area.md": "Loch", glen + "school.md": "Glen\nstages: [S1, S2]"}
		return at(file, "---\nname: "+names[file]+"\n"+more+"\n---\n")
	}
	for _, test := range []struct{ name, more, glen, brae string }{
		{"a national entry is on every shelf", plain, "topics/sleep Sleep | Above.", "topics/sleep Sleep | Above."},
		{"a site's own entry is on its shelf alone", at(glen+"topics/sleep.md", topicText("Sleep", "Mine.")), "topics/sleep Sleep | Mine.", ""},
		{"a stated field replaces, the body is inherited", plain + at(glen+"topics/sleep.md", "---\ntitle: Rest\n---\n"), "topics/sleep Rest | Above.", "topics/sleep Sleep | Above."},
		{"a body replaces, the fields are inherited", plain + at(glen+"topics/sleep.md", "---\nupdated: 2026-11-02\n---\nMine.\n"), "topics/sleep Sleep | Mine.", "topics/sleep Sleep | Above."},
		{"a body is added", plain + at(glen+"topics/sleep.md", "---\ntext: append\n---\nMine.\n"), "topics/sleep Sleep | Above. | Mine.", "topics/sleep Sleep | Above."},
		{"the area between the two has its say", plain + at(area+"topics/sleep.md", "---\ntitle: Area\n---\nBetween.\n") + at(glen+"topics/sleep.md", "---\ntext: append\n---\nMine.\n"), "topics/sleep Area | Between. | Mine.", "topics/sleep Area | Between."},
		{"added twice, then replaced", plain + at(area+"topics/sleep.md", "---\ntext: append\n---\nBetween.\n") + at(glen+"topics/sleep.md", "---\ntitle: Rest\n---\nMine.\n"), "topics/sleep Rest | Mine.", "topics/sleep Sleep | Above. | Between."},
		{"another kind's entry of that name is another entry", plain + at(glen+"glossary/sleep.md", "---\ntitle: Word\nsummary: Meaning.\nupdated: 2026-11-01\n---\n"), "glossary/sleep Word\ntopics/sleep Sleep | Above.", "topics/sleep Sleep | Above."},
		{"a draft is set aside", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "draft: true")), "", ""},
		{"a drafted adaptation leaves what is above", plain + at(glen+"topics/sleep.md", "---\ntitle: Rest\ndraft: true\n---\nMine.\n"), "topics/sleep Sleep | Above.", "topics/sleep Sleep | Above."},
		{"what adapts a draft waits with it", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "draft: true")) + at(glen+"topics/sleep.md", "---\nsummary: Mine.\n---\n"), "", ""},
		{"what states all itself does not wait for the draft it adapts", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "draft: true")) + at(glen+"topics/sleep.md", topicText("Rest", "Mine.")), "topics/sleep Rest | Mine.", ""},
		{"what is added to a draft waits with it", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "draft: true")) + at(glen+"topics/sleep.md", topicText("Rest", "Mine.", "text: append")), "", ""},
		{"a site hides", plain + settings(glen+"school.md", "hide: [topics/sleep]"), "", "topics/sleep Sleep | Above."},
		{"an area hides for all its sites", plain + settings(area+"area.md", "hide: [topics/sleep]"), "", ""},
		{"a site cannot bring back what its area hides", plain + settings(area+"area.md", "hide: [topics/sleep]") + at(glen+"topics/sleep.md", "---\ntitle: Rest\n---\nMine.\n"), "", ""},
		{"other stages", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "stages: [P1, P2]")), "", "topics/sleep Sleep | Above."},
		{"some of the stages", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "stages: [S2, S3]")), "topics/sleep Sleep | Above.", "topics/sleep Sleep | Above."},
		{"a site states its own stages for an entry", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "stages: [P1]")) + at(glen+"topics/sleep.md", "---\nstages: [S1]\n---\n"), "topics/sleep Sleep | Above.", "topics/sleep Sleep | Above."},
		{"ages filter nothing", at(national+"resources/nap.md", "---\ntitle: Nap\nsummary: Nap.\nupdated: 2026-11-01\nformat: do\nstages: [S1]\n---\nText.\n"), "resources/nap Nap | Text.", "resources/nap Nap | Text."},
		{"variants and translations inherit fields and no body", plain + at(national+"topics/sleep.primary.md", "---\ntitle: Bedtime\nsummary: Small.\nupdated: 2026-11-01\nshort: [S.]\n---\nSmall.\n") + at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")) + at(national+"topics/sleep.primary.gd.md", topicText("Beag", "Beag.")),
			"topics/sleep Sleep | Above.\ntopics/sleep [gd] Cadal | Teacs.\ntopics/sleep [primary] Bedtime | Small.\ntopics/sleep [primary.gd] Beag | Beag.",
			"topics/sleep Sleep | Above.\ntopics/sleep [gd] Cadal | Teacs.\ntopics/sleep [primary] Bedtime | Small.\ntopics/sleep [primary.gd] Beag | Beag."},
		{"a site adapts a translation", plain + at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")) + at(glen+"topics/sleep.gd.md", "---\ntext: append\n---\nAn seo.\n"), "topics/sleep Sleep | Above.\ntopics/sleep [gd] Cadal | Teacs. | An seo.", "topics/sleep Sleep | Above.\ntopics/sleep [gd] Cadal | Teacs."},
		{"a site adds a variant", plain + at(glen+"topics/sleep.easy.md", topicText("Easy", "Easy.")), "topics/sleep Sleep | Above.\ntopics/sleep [easy] Easy | Easy.", "topics/sleep Sleep | Above."},
		{"a translation of a draft waits with it", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "draft: true")) + at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")), "", ""},
		{"a page for staff", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "audience: staff")), "", ""},
		{"what adapts a page for staff stays for staff", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "audience: staff")) + at(glen+"topics/sleep.md", "---\ntitle: Rest\n---\nMine.\n"), "", ""},
		{"a translation of a page for staff stays for staff", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "audience: staff")) + at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")), "", ""},
		{"a site opens a page for staff to all", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "audience: staff")) + at(glen+"topics/sleep.md", "---\naudience: families\n---\n"), "topics/sleep Sleep | Above.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := read(t, test.more)
			if got := showing(t, l, "loch/glen", View{}); strings.TrimSpace(got) != test.glen {
				t.Errorf("glen shows\n%swant\n%s", got, test.glen)
			}
			if got := showing(t, l, "loch/brae", View{}); strings.TrimSpace(got) != test.brae {
				t.Errorf("brae shows\n%swant\n%s", got, test.brae)
			}
		})
	}
}

func TestViews(t *testing.T) {
	l := read(t, at(national+"topics/sleep.md", topicText("Sleep", "Above.", "draft: true"))+
		at(national+"topics/staff.md", topicText("Staff", "Above.", "audience: staff"))+at(glen+"topics/staff.md", "---\ntext: append\n---\nMine.\n"))
	for _, test := range []struct {
		name string
		view View
		want string
	}{
		{"readers", View{}, ""},
		{"a writer", View{Drafts: true}, "topics/sleep Sleep | Above.\n"},
		{"staff", View{Staff: true}, "topics/staff Staff | Above. | Mine.\n"},
	} {
		if got := showing(t, l, "loch/glen", test.view); got != test.want {
			t.Errorf("%s see\n%swant\n%s", test.name, got, test.want)
		}
	}
}

func TestConsentEnds(t *testing.T) {
	l := read(t, at(national+"stories/cap.md", "---\ntitle: Cap\nsummary: Cap.\nupdated: 2026-11-01\nanonymised: true\nconsent: {ref: R1, held_by: Librarian, until: 2026-12-01}\n---\nText.\n"))
	for today, want := range map[int]string{1: "stories/cap Cap | Text.\n", 2: ""} {
		if got := showing(t, l, "loch/glen", View{Today: civil.Date{Year: 2026, Month: 12, Day: today}}); got != want {
			t.Errorf("on the %dth: %q, want %q", today, got, want)
		}
	}
}

func TestFloor(t *testing.T) {
	plain := at(national+"topics/sleep.md", topicText("Sleep", "Above.", "stages: [P1]"))
	floor := func(more string) string {
		return at("network.md", "---\nname: Network\nlanguages: [en, gd, pl]\ncrisis_floor: [topics/sleep, helplines/line]\n"+more+"---\n")
	}
	site := func(more string) string {
		return at(glen+"school.md", "---\nname: Glen\nstages: [S1, S2]\n"+more+"---\n")
	}
	always := "topics/sleep Sleep | Above.\n"
	for _, test := range []struct{ name, more, glen, problem string }{
		{"stages do not filter it", plain + floor(""), always, ""},
		{"a site cannot hide it", plain + floor("") + site("hide: [topics/sleep]\n"), always, glen + "school.md:4:8 error: topics/sleep is part of the crisis floor and cannot be hidden on loch/glen"},
		{"an area cannot hide it", plain + floor("") + at(area+"area.md", "---\nname: Loch\nhide:\n  - topics/sleep\n---\n"), always, area + "area.md:4:5 error: topics/sleep is part of the crisis floor and cannot be hidden on loch/glen"},
		{"the network cannot hide it either", plain + floor("hide: [topics/sleep]\n"), always, "network.md:5:8 error: topics/sleep is part of the crisis floor and cannot be hidden on loch/glen"},
		{"a site cannot change it", plain + floor("") + at(glen+"topics/sleep.md", "---\ntitle: Nothing\n---\nNothing.\n"), always, glen + "topics/sleep.md error: topics/sleep is part of the crisis floor and cannot be changed for loch/glen"},
		{"a site cannot make it a draft", plain + floor("") + at(glen+"topics/sleep.md", "---\ndraft: true\n---\n"), always, glen + "topics/sleep.md error: topics/sleep is part of the crisis floor and cannot be changed for loch/glen"},
		{"a site cannot make it for staff", plain + floor("") + at(glen+"topics/sleep.md", "---\naudience: staff\n---\n"), always, glen + "topics/sleep.md error: topics/sleep is part of the crisis floor and cannot be changed for loch/glen"},
		{"a site can give it a variant", plain + floor("") + at(glen+"topics/sleep.easy.md", topicText("Easy", "Easy.")), always + "topics/sleep [easy] Easy | Easy.\n", ""},
		{"a variant for staff is not for pupils", plain + floor("") + at(national+"topics/sleep.easy.md", topicText("Easy", "Easy.", "audience: staff")), always, ""},
		{"a variant of other stages is theirs", plain + floor("") + at(national+"topics/sleep.primary.md", topicText("Small", "Small.", "stages: [P1]")), always, ""},
		{"a variant is shown although the plain text is not for everyone", at(national+"topics/sleep.md", topicText("Sleep", "Above.", "audience: staff")) + floor("") + at(national+"topics/sleep.easy.md", topicText("Easy", "Easy.")), always + "topics/sleep [easy] Easy | Easy.\n", ""},
		{"a site cannot change its variant", plain + floor("") + at(national+"topics/sleep.easy.md", topicText("Easy", "Easy.")) + at(glen+"topics/sleep.easy.md", "---\naudience: staff\n---\nNothing.\n"), always + "topics/sleep [easy] Easy | Easy.\n", glen + "topics/sleep.easy.md error: topics/sleep.easy is part of the crisis floor and cannot be changed for loch/glen"},
		{"a site cannot change its translation", plain + floor("") + at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")) + at(glen+"topics/sleep.gd.md", "---\ntitle: Eile\n---\n"), always + "topics/sleep [gd] Cadal | Teacs.\n", glen + "topics/sleep.gd.md error: topics/sleep.gd is part of the crisis floor and cannot be changed for loch/glen"},
		{"a drafted variant waits all the same", plain + floor("") + at(glen+"topics/sleep.easy.md", topicText("Easy", "Easy.", "draft: true")), always, ""},
		{"a site adds to the floor", plain + site("crisis_floor: [topics/sleep]\n"), always, ""},
		{"a site on whose floor alone it is changes it", plain + site("crisis_floor: [topics/sleep]\n") + at(glen+"topics/sleep.md", "---\ntitle: Rest\n---\nMine.\n"), "topics/sleep Rest | Mine.\n", ""},
		{"a drafted change of it waits", plain + site("crisis_floor: [topics/sleep]\n") + at(glen+"topics/sleep.md", "---\ntitle: Rest\ndraft: true\n---\nMine.\n"), always, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := read(t, test.more)
			var want []string
			if test.problem != "" {
				want = []string{test.problem}
			}
			if got := showing(t, l, "loch/glen", View{}, want...); got != test.glen {
				t.Errorf("got\n%swant\n%s", got, test.glen)
			}
		})
	}
}

func TestAdapts(t *testing.T) {
	plain := at(national+"topics/sleep.md", topicText("Sleep", "Above."))
	digest := read(t, plain).File(national + "topics/sleep.md").Digest
	adapt := func(digest string) string { return at(glen+"topics/sleep.md", "---\nadapts: "+digest+"\n---\nMine.\n") }
	read(t, plain+adapt(digest))
	other := strings.Repeat("0a", 32)
	l, problems, err := (&Reader{}).Read(t.Context(), files(t, plain+adapt(other)))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, problems, glen+"topics/sleep.md:2:9 warning: national/topics/sleep.md has changed since this was adapted from it")
	if want := "read it again, then write its digest here: " + digest; problems[0].Hint != want {
		t.Errorf("hint %q, want %q", problems[0].Hint, want)
	}
	if got := showing(t, l, "loch/glen", View{}); got != "topics/sleep Sleep | Mine.\n" {
		t.Errorf("a warning holds nothing back, and glen shows %q", got)
	}
	read(t, at(glen+"topics/sleep.md", strings.Replace(topicText("Sleep", "Mine."), "---\n", "---\nadapts: "+other+"\n", 1)), glen+"topics/sleep.md:2:9 error: there is no topics/sleep above that this could adapt")
	read(t, at(glen+"topics/sleep.md", topicText("Sleep", "Mine.", "text: append")), glen+"topics/sleep.md:6:7 error: there is no topics/sleep above whose text this could be added to")
	read(t, plain+at(glen+"topics/sleep.easy.md", "---\ntitle: Easy\ntext: append\n---\nMine.\n"), glen+"topics/sleep.easy.md:3:7 error: there is no topics/sleep.easy above whose text this could be added to")
	read(t, plain+at(glen+"topics/sleep.gd.md", topicText("Cadal", "Teacs.", "adapts: "+other)), glen+"topics/sleep.gd.md:6:9 error: there is no topics/sleep.gd above that this could adapt")
	read(t, at(glen+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")), glen+"topics/sleep.gd.md error: there is no sleep.md that this could belong to")
}

func TestRequired(t *testing.T) {
	read(t, at(national+"topics/sleep.md", "---\ntitle: Sleep\nshort: [S.]\n---\nText.\n"),
		national+`topics/sleep.md:1:1 error: a topic needs "summary"`, national+`topics/sleep.md:1:1 error: a topic needs "updated"`)
	read(t, at(national+"topics/sleep.md", "---\ntitle: Sleep\nsummary: S\nshort: [S.]\nupdated: soon\n---\nText.\n"),
		national+`topics/sleep.md:5:10 error: "updated" is a day, not "soon"`)
	read(t, at(national+"events/fair.md", "---\ntitle: Fair\nsummary: S\nupdated: 2026-11-01\n---\nText.\n"), national+`events/fair.md:1:1 error: an event needs "start"`)
	read(t, at(national+"topics/abuse.md", topicText("Abuse", "Text.")), national+`topics/abuse.md:1:1 error: a discreet entry needs "outside"`)
	l := read(t, at(national+"topics/abuse.md", topicText("Abuse", "Text.", "outside: Being safe"))+
		at(national+"topics/lgbtq.md", topicText("LGBTQ", "Text.", "discreet: false"))+at(national+"topics/sleep.md", topicText("Sleep", "Text.", "discreet: true", "outside: Nights")))
	shelf, _ := l.Shelf(l.Site("loch/glen"), View{Today: day})
	for slug, want := range map[string]bool{"abuse": true, "lgbtq": false, "sleep": true} {
		if got := shelf.Get(ID{"topics", slug}).Discreet(); got != want {
			t.Errorf("%s is discreet: %v, want %v", slug, got, want)
		}
	}
}

func TestShared(t *testing.T) {
	l := read(t, at(national+"topics/sleep.md", topicText("Sleep", "Above."))+at(national+"topics/panic.md", topicText("Panic", "Above."))+at(glen+"topics/panic.md", "---\ntitle: Mine\n---\n"))
	a, _ := l.Shelf(l.Site("loch/glen"), View{Today: day})
	b, _ := l.Shelf(l.Site("loch/brae"), View{Today: day})
	if a.Get(ID{"topics", "sleep"}) != b.Get(ID{"topics", "sleep"}) {
		t.Error("two sites that show the same files do not share the item")
	}
	mine := a.Get(ID{"topics", "panic"}).Plain()
	if mine == b.Get(ID{"topics", "panic"}).Plain() || !mine.Adapted() || mine.Scope() != (Scope{"loch", "glen"}) {
		t.Errorf("the adapted entry: adapted %v, of %v", mine.Adapted(), mine.Scope())
	}
	if got := len(a.Of("topics")); got != 2 {
		t.Errorf("%d topics, want 2", got)
	}
	if got := len(a.Of("places")); got != 0 {
		t.Errorf("%d places, want none", got)
	}
}

func TestExplain(t *testing.T) {
	l := read(t, at(national+"topics/sleep.md", topicText("Sleep", "Above."))+at(area+"topics/sleep.md", "---\ntitle: Area\n---\n")+at(glen+"topics/sleep.md", "---\ntext: append\nupdated: 2026-11-02\n---\nMine.\n"))
	shelf, _ := l.Shelf(l.Site("loch/glen"), View{Today: day})
	var got []string
	for _, row := range shelf.Get(ID{"topics", "sleep"}).Plain().ExplainText() {
		got = append(got, row.Name+" = "+row.Value+" from "+row.File)
	}
	want := "title = Area from " + area + "topics/sleep.md\nsummary = About Sleep from " + national + "topics/sleep.md\nupdated = 2026-11-02 from " + glen +
		"topics/sleep.md\nshort = Short. from " + national + "topics/sleep.md\nbody = the text from " + national + "topics/sleep.md\nbody = added below from " + glen + "topics/sleep.md"
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func TestWhyNot(t *testing.T) {
	for _, test := range []struct{ name, more, want string }{
		{"no file", "", ""},
		{"hidden by the site", at(national+"topics/sleep.md", topicText("Sleep", "A.")) + at(glen+"school.md", "---\nname: Glen\nhide: [topics/sleep]\n---\n"), "it is hidden by " + glen + "school.md"},
		{"hidden by the area", at(national+"topics/sleep.md", topicText("Sleep", "A.")) + at(area+"area.md", "---\nname: Loch\nhide: [topics/sleep]\n---\n"), "it is hidden by " + area + "area.md"},
		{"a draft", at(national+"topics/sleep.md", topicText("Sleep", "A.", "draft: true")), "it is a draft: national/topics/sleep.md"},
		{"what adapts a draft", at(national+"topics/sleep.md", topicText("Sleep", "A.", "draft: true")) + at(glen+"topics/sleep.md", "---\ntitle: Rest\n---\nMine.\n"), "the text it adapts is a draft or waits for sign-off: national/topics/sleep.md"},
		{"stages", at(national+"topics/sleep.md", topicText("Sleep", "A.", "stages: [P1, P2]")), "it is for P1, P2, and the site has S1, S2"},
		{"staff", at(national+"topics/sleep.md", topicText("Sleep", "A.", "audience: staff")), "it is for staff, and this is the profile for young people"},
		{"another site's", at(brae+"topics/sleep.md", topicText("Sleep", "A.")), ""},
	} {
		l := read(t, test.more)
		if got := l.WhyNot(l.Site("loch/glen"), ID{"topics", "sleep"}, View{Today: day}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	l := read(t, at(national+"stories/cap.md", "---\ntitle: Cap\nsummary: Cap.\nupdated: 2026-11-01\nanonymised: true\nconsent: {ref: R1, held_by: Librarian, until: 2026-11-01}\n---\nText.\n"))
	if got, want := l.WhyNot(l.Site("loch/glen"), ID{"stories", "cap"}, View{Today: day}), "the consent for it has ended"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReferences(t *testing.T) {
	sleep := at(national+"topics/sleep.md", topicText("Sleep", "A."))
	for _, test := range []struct{ name, more, want, hint string }{
		{"a topic misspelled", sleep + at(national+"topics/a.md", topicText("A", "A.", "topics: [slepe]")), national + `topics/a.md:6:10 error: unknown topic "slepe"`, `did you mean "sleep"?`},
		{"a topic nobody wrote", sleep + at(national+"topics/a.md", topicText("A", "A.", "related:", "  - housing")), national + `topics/a.md:7:5 error: unknown topic "housing"`, "create topics/housing.md first"},
		{"an entry of any kind", sleep + at(national+"needs/a.md", "---\ntitle: A\nsummary: A\nupdated: 2026-11-01\nasked_by: Us\nasked_on: 2026-11-01\nstatus: open\nanswers: [topics/sleap]\n---\n"), national + `needs/a.md:8:11 error: unknown entry "topics/sleap"`, `did you mean "topics/sleep"?`},
		{"an entry of another site", at(glen+"topics/mine.md", topicText("Mine", "A.")) + at(brae+"topics/a.md", topicText("A", "A.", "topics: [mine]")), brae + "topics/a.md:6:10 error: topics/mine belongs to loch/glen and cannot be seen from here", "refer to entries of the same folder or of folders above"},
		{"an entry below", at(glen+"topics/mine.md", topicText("Mine", "A.")) + at(national+"topics/a.md", topicText("A", "A.", "topics: [mine]")), national + "topics/a.md:6:10 error: topics/mine belongs to loch/glen and cannot be seen from here", "refer to entries of the same folder or of folders above"},
		{"an entry above", sleep + at(glen+"topics/a.md", topicText("A", "A.", "topics: [sleep]")), "", ""},
		{"an area", at(national+"case-studies/a.md", "---\ntitle: A\nsummary: A\nupdated: 2026-11-01\narea: lohc\n---\nText.\n"), national + `case-studies/a.md:5:7 error: unknown area "lohc"`, `did you mean "loch"?`},
		{"what is hidden", sleep + at(glen+"school.md", "---\nname: Glen\nhide: [topics/slepe]\n---\n"), glen + `school.md:3:8 error: unknown entry "topics/slepe"`, `did you mean "topics/sleep"?`},
		{"a logo", at(glen+"school.md", "---\nname: Glen\nlogo: logo.png\n---\n"), glen + `school.md:3:7 error: there is no picture "logo.png" beside this file`, "put a PNG or JPEG file there"},
		{"a logo that lies there", at(glen+"school.md", "---\nname: Glen\nlogo: logo.png\n---\n") + at(glen+"logo.png", "x"), "", ""},
	} {
		_, problems, err := (&Reader{}).Read(t.Context(), files(t, test.more))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(test.name, func(t *testing.T) {
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			expect(t, problems, want...)
			if len(problems) == 1 && problems[0].Hint != test.hint {
				t.Errorf("hint %q, want %q", problems[0].Hint, test.hint)
			}
			for _, p := range problems {
				if p.Place.Line > 0 && p.Snippet != diag.Line(files(t, test.more)[p.Place.File].Data, p.Place.Line) {
					t.Errorf("the snippet is %q", p.Snippet)
				}
			}
		})
	}
}

// TestAdditionsShareNoAnchor: what an area and a site add can stand on one page, below the text from above.
func TestAdditionsShareNoAnchor(t *testing.T) {
	l := read(t, at(national+"topics/sleep.md", topicText("Sleep", "## Here"))+at(area+"topics/sleep.md", "---\ntext: append\n---\n## Here\n")+at(glen+"topics/sleep.md", "---\ntext: append\n---\n## Here\n"))
	shelf, _ := l.Shelf(l.Site("loch/glen"), View{Today: day})
	var ids []string
	for _, e := range shelf.Get(ID{"topics", "sleep"}).Plain().Bodies {
		ids = append(ids, e.Body().Headings[0].ID)
	}
	if got := strings.Join(ids, " "); got != "here area-here local-here" {
		t.Errorf("the headings are %s", got)
	}
}

// TestTranslatedVariantInherits: from its variant what that says, from the plain text the rest.
func TestTranslatedVariantInherits(t *testing.T) {
	l := read(t, at(national+"topics/sleep.md", topicText("Sleep", "Above.", "stages: [S1]", "synonyms: [tired]"))+
		at(national+"topics/sleep.primary.md", topicText("Bedtime", "Small.", "stages: [S1, S2]"))+at(national+"topics/sleep.primary.gd.md", topicText("Beag", "Beag."))+
		at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")))
	shelf, _ := l.Shelf(l.Site("loch/glen"), View{Today: day})
	item := shelf.Get(ID{"topics", "sleep"})
	for form, want := range map[Form]string{{"gd", "primary"}: "Beag, S1 S2, tired", {"gd", ""}: "Cadal, S1, tired"} {
		f := item.Version(form).Fields
		if got := f.Text("title") + ", " + strings.Join(f.Texts("stages"), " ") + ", " + strings.Join(f.Texts("synonyms"), " "); got != want {
			t.Errorf("%v says %s, want %s", form, got, want)
		}
	}
}

// TestLayersDisagree: a file that changes one field is checked against what it leaves as it is above.
func TestLayersDisagree(t *testing.T) {
	notice := func(more string) string { return "---\n" + more + "\n---\nText.\n" }
	alert := at(national+"alerts/flood.md", notice("title: Flood\nsummary: S\nupdated: 2026-11-01\nlevel: info\nfrom: 2026-11-20\nuntil: 2026-11-30"))
	event := at(national+"events/fair.md", notice("title: Fair\nsummary: S\nupdated: 2026-11-01\nstart: 2026-12-01 10:00\nend: 2026-12-01 12:00"))
	for _, test := range []struct{ name, more, read, shown string }{
		{"a longer notice", alert + at(glen+"alerts/flood.md", notice("until: 2027-02-01")), "", glen + "alerts/flood.md:2:8 error: this notice runs for 74 days, and 30 is the most"},
		{"a later notice", alert + at(area+"alerts/flood.md", notice("from: 2026-12-01")), "", area + "alerts/flood.md:2:7 error: this ends before it starts"},
		{"a later event", event + at(glen+"events/fair.md", notice("title: Our fair\nstart: 2026-12-02 10:00")), "", glen + "events/fair.md:3:8 error: this ends before it starts"},
		{"a translation", event + at(national+"events/fair.gd.md", notice("title: Faidhir\nsummary: S\nupdated: 2026-11-01\nend: 2026-12-01 09:00")), "", national + "events/fair.gd.md:5:6 error: this ends before it starts"},
		{"both in one file", alert + at(glen+"alerts/flood.md", notice("from: 2026-12-02\nuntil: 2026-12-01")), glen + "alerts/flood.md:3:8 error: this ends before it starts", ""},
		{"all in order", alert + event + at(glen+"alerts/flood.md", notice("until: 2026-12-05")) + at(glen+"events/fair.md", notice("end: 2026-12-01 13:00")), "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var read, shown []string
			if test.read != "" {
				read = []string{test.read}
			}
			if test.shown != "" {
				shown = []string{test.shown}
			}
			l, problems, err := (&Reader{}).Read(t.Context(), files(t, test.more))
			if err != nil {
				t.Fatal(err)
			}
			expect(t, problems, read...)
			_, problems = l.Shelf(l.Site("loch/glen"), View{Today: day})
			expect(t, problems, shown...)
		})
	}
}
