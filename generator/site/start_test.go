package site

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// line is a helpline with a number that is open as hours says, for ages.
func line(title, hours, ages string) string {
	return entry(title, "region: UK\nages: "+ages+"\nchannels: [{type: phone, value: \"0131 496 0001\", "+hours+", checked: {on: 2026-10-01, by: Us, evidence: [a letter]}}]")
}

const (
	always  = "always: true"
	evening = "hours: [{days: [mon, wed], opens: \"18:00\", closes: \"02:00\"}]"
	anyAge  = "{from: 1}"
)

// crisis is an entry of a crisis group with these lines.
func crisis(group, lines string) string {
	return entry("Crisis", "group: "+group+"\nphrases: [\"xylophones are burning\"]\nfirst_action: Stop & breathe.\nhelplines: ["+lines+"]\ngo: [topics/worry]")
}

// readStart is a start as a browser reads it.
type readStart struct {
	Languages, Help []string
	End             string
	Need, Panels    string
	Worker          string
	Words           map[string]string
	Lines           []startLine
	Talk            []int
	Groups          []*startGroup
}

// startOf is what the pages of a language begin with.
func startOf(t *testing.T, s *Site, language string) *readStart {
	t.Helper()
	got := &readStart{}
	read(t, s.scripts[language], "wsStart", got)
	at := slices.IndexFunc(s.asked, func(file Extra) bool { return file.Path == got.Panels })
	if at < 0 {
		t.Fatalf("the start of %q asks for %q, which is not there", language, got.Panels)
	}
	read(t, s.asked[at], "wsPanels", &got.Groups)
	return got
}

// read reads what the first line of a script leaves in a variable.
func read(t *testing.T, file Extra, variable string, into any) {
	t.Helper()
	line, _, _ := strings.Cut(string(file.Bytes), "\n")
	text, found := strings.CutPrefix(line, "self."+variable+"=")
	text, ended := strings.CutSuffix(text, ";")
	if err := json.Unmarshal([]byte(text), into); !found || !ended || err != nil {
		t.Fatalf("%s is %q: %v", file.Path, line, err)
	}
}

func (g *startGroup) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&g.First, &g.Lines, &g.Go, &g.Lang})
}

func (l *startLine) UnmarshalJSON(text []byte) error {
	var hours json.RawMessage
	var barred int
	if err := json.Unmarshal(text, &[]any{&l.Name, &l.Address, &l.Ways, &l.Ages, &hours, &barred, &l.Lang}); err != nil {
		return err
	}
	l.Barred, l.Always = barred == 1, string(hours) == "1"
	if strings.HasPrefix(string(hours), "[") {
		return json.Unmarshal(hours, &l.Hours)
	}
	return nil
}

func (h *openHours) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&h.days, &h.opens, &h.closes})
}

func names(s *readStart, numbers []int) string {
	var list []string
	for _, number := range numbers {
		list = append(list, s.Lines[number].Name)
	}
	return strings.Join(list, ", ")
}

// Without a clock the order of lines must be right at any hour: who is open always and for every reader comes first.
func TestLinesAreInAnOrderThatIsRightWithoutAClock(t *testing.T) {
	files := map[string]string{
		"network.md":                     "name: Wells\nlanguages: [en, gd]\ncrisis_floor: [helplines/danger, helplines/evening, helplines/day-and-night, helplines/grown-up]",
		"national/helplines/danger.md":   line("Danger", evening, "{from: 16}"),
		"national/helplines/evening.md":  line("Evening", evening, anyAge),
		"national/helplines/grown-up.md": line("Grown-up", always, "{from: 16}"), "national/helplines/day-and-night.md": line("Day and night", always, anyAge),
		"national/crisis/danger.md":  crisis("life-in-danger", "danger, grown-up, evening, day-and-night"),
		"national/crisis/suicide.md": crisis("suicide", "grown-up, evening, day-and-night"),
	}
	s := sound(t, files)
	got := startOf(t, s, "")
	if order := names(got, got.Groups[0].Lines); order != "Danger, Day and night, Evening, Grown-up" {
		t.Errorf("where life is in danger the lines are %s", order)
	}
	if order := names(got, got.Groups[1].Lines); order != "Day and night, Evening, Grown-up" {
		t.Errorf("for another group the lines are %s", order)
	}
	if order := names(got, got.Talk); order != "Day and night, Evening" {
		t.Errorf("where nothing is found the lines are %s", order)
	}
	for _, group := range got.Groups[2:] {
		if group != nil {
			t.Errorf("a group without an entry says %q", group.First)
		}
	}
	if !slices.Equal(got.Groups[1].Go[0], []string{"Worry", "topics/worry/"}) {
		t.Errorf("it leads to %q", got.Groups[1].Go)
	}
}

func TestALineIsBarredWhenItLeavesOutAnAgeOfTheSite(t *testing.T) {
	for _, c := range []struct {
		stages, ages string
		barred       bool
	}{
		{"stages: [P1, P7]", "{from: 5}", false}, {"stages: [P1]", "{from: 6}", true}, {"stages: [P1]", "{to: 5}", true}, {"stages: [P1]", "{to: 6}", false},
		{"stages: [S1, S6]", "{from: 11}", false}, {"stages: [S1, S6]", "{from: 12}", true}, {"stages: [S1, S6]", "{to: 18}", false}, {"stages: [S1, S6]", "{to: 17}", true},
		{"stages: [S4]", "{from: 14, to: 16}", false}, {"stages: [S4]", "{from: 16}", true},
		{"", "{from: 11, to: 18}", false}, {"", "{from: 13}", true}, {"", "{to: 17}", true},
	} {
		s := sound(t, map[string]string{
			"areas/fife/schools/beath/school.md": "name: Beath\n" + c.stages,
			"national/helplines/line.md":         line("Line", always, c.ages),
			"national/crisis/suicide.md":         crisis("suicide", "line"),
		})
		got := startOf(t, s, "")
		if barred := got.Lines[got.Groups[1].Lines[0]].Barred; barred != c.barred {
			t.Errorf("for %q a line for the ages %s is barred: %v", c.stages, c.ages, barred)
		}
	}
}

// A line says when it is open only where that is certain.
func TestHoursOfALine(t *testing.T) {
	for hours, want := range map[string]string{
		always:  "true []",
		evening: "false [[5 1080 1560]]",
		"hours: [{days: [sun], opens: \"00:00\", closes: \"24:00\"}]":                      "false [[64 0 1440]]",
		"hours: [{days: [sun], opens: \"09:00\", closes: \"17:00\", note: not at Easter}]": "false []",
		"hours: [{days: [sun], opens: \"09:00\", closes: \"17:00\"}], hours_note: Mostly":  "false []",
		"hours_note: Ask": "false []",
	} {
		s := sound(t, map[string]string{"national/helplines/line.md": line("Line", hours, anyAge), "national/crisis/suicide.md": crisis("suicide", "line")})
		got := startOf(t, s, "").Lines[0]
		rows := [][]any{}
		for _, row := range got.Hours {
			rows = append(rows, []any{row.days, row.opens, row.closes})
		}
		if said := fmt.Sprint(got.Always, rows); said != want {
			t.Errorf("%s becomes %s, wanted %s", hours, said, want)
		}
	}
}

func TestWaysOfALine(t *testing.T) {
	checked := ", checked: {on: 2026-10-01, by: Us, evidence: [a letter]}}"
	s := sound(t, map[string]string{
		"national/helplines/line.md": entry("Line", "region: UK\nages: {to: 18}\nchannels: [{type: web, value: \"https://line.example\""+checked+
			", {type: chat, value: \"http://line.example\""+checked+", {type: email, value: us@line.example"+checked+
			", {type: phone, value: \"112\", silent: Press 5., what_happens: Wait., ages: {from: 16}"+checked+", {type: text, value: \"85258\", keyword: HI"+checked+"]"),
		"national/crisis/suicide.md": crisis("suicide", "line"),
	})
	got := startOf(t, s, "").Lines[0]
	want := [][]string{{"phone", "112", "", "Press 5. Wait.", "aged 16 and over"}, {"text", "85258", "HI"}}
	if !slices.EqualFunc(got.Ways, want, slices.Equal) {
		t.Errorf("the ways are %q", got.Ways)
	}
	if got.Ages != "aged 18 and under" || got.Address != "helplines/line/" {
		t.Errorf("the line is %+v", got)
	}
}

func TestAWebsiteIsShownWhereThereIsNothingElse(t *testing.T) {
	channel := "{type: web, value: \"https://line.example/\", checked: {on: 2026-10-01, by: Us, evidence: [a letter]}}"
	s := sound(t, map[string]string{
		"national/helplines/line.md": entry("Line", "region: UK\nchannels: ["+channel+"]"), "national/crisis/suicide.md": crisis("suicide", "line"),
	})
	if got := startOf(t, s, "").Lines[0].Ways; !slices.EqualFunc(got, [][]string{{"web", "https://line.example/"}}, slices.Equal) {
		t.Errorf("the ways are %q", got)
	}
}

// Beside whom to call, few pages are a help.
func TestFewPagesToRead(t *testing.T) {
	files := map[string]string{"national/crisis/suicide.md": strings.Replace(crisis("suicide", "listening"), "topics/worry", "topics/a, topics/b, topics/c, topics/d, topics/e", 1)}
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		files["national/topics/"+name+".md"] = entry(strings.ToUpper(name), "short: [Yes.]")
	}
	if read := startOf(t, sound(t, files), "").Groups[1].Go; len(read) != mostToRead || read[3][0] != "D" {
		t.Errorf("it leads to %q", read)
	}
}

// Whoever looks through the files of a site must not find a list of what people type in need.
func TestAStartHasNoPhrasesToRead(t *testing.T) {
	s := sound(t, map[string]string{"national/crisis/suicide.md": crisis("suicide", "listening")})
	for _, file := range append(slices.Collect(maps.Values(s.scripts)), s.asked...) {
		if strings.Contains(string(file.Bytes), "xylophone") {
			t.Errorf("%s is %s", file.Path, file.Bytes)
		}
	}
	for _, panels := range s.asked[1:] {
		if !strings.Contains(string(panels.Bytes), "Stop & breathe.") {
			t.Errorf("%s is %s", panels.Path, panels.Bytes)
		}
	}
}

func TestAStartSpeaksItsPagesLanguage(t *testing.T) {
	s := sound(t, map[string]string{
		"national/crisis/suicide.md":     crisis("suicide", "listening, other"),
		"national/helplines/other.md":    line("Other", always, anyAge),
		"national/helplines/other.gd.md": entry("Eile", "\nSeadh."),
		"national/topics/worry.gd.md":    entry("Dragh", "short: [Thèid.]\n\nSeadh."),
	})
	got := startOf(t, s, "gd")
	if !slices.Equal(got.Languages, []string{"gd", "en"}) || got.Help[1] != "gd/help/" || got.Words["all"] == startOf(t, s, "").Words["all"] {
		t.Errorf("it searches %s, leads to %s and says %q", got.Languages, got.Help, got.Words["all"])
	}
	group := got.Groups[1]
	if group.Lang != "en" || !slices.Equal(group.Go[0], []string{"Dragh", "gd/topics/worry/"}) {
		t.Errorf("the group is %+v", group)
	}
	first, second := got.Lines[group.Lines[0]], got.Lines[group.Lines[1]]
	if first.Lang != "en" || first.Address != "helplines/listening/" || second.Lang != "" || second.Name != "Eile" || second.Address != "gd/helplines/other/" {
		t.Errorf("the lines are %+v and %+v", first, second)
	}
}

// A site that is opened from a folder has whole addresses.
func TestAStartForAFolderNamesPages(t *testing.T) {
	s := sound(t, map[string]string{"national/crisis/suicide.md": crisis("suicide", "listening")})
	s.options.Links = Folder
	s.makeScripts("")
	got := startOf(t, s, "gd")
	if got.End != "index.html" || got.Help[1] != "gd/help/index.html" || got.Lines[0].Address != "helplines/listening/index.html" || got.Groups[1].Go[0][1] != "topics/worry/index.html" {
		t.Errorf("the start is %+v", got)
	}
}

// The phrases are data and nothing else, in a file that all languages share, and which only a search asks for.
func TestThePhrasesAreAFileOfTheirOwn(t *testing.T) {
	s := sound(t, nil)
	s.makeScripts(`a"b<c`)
	need := s.asked[0]
	if text := string(need.Bytes); text != `self.wsNeed="a\"b<c";`+"\n" {
		t.Errorf("they are %s", text)
	}
	for _, language := range s.languages() {
		if got := startOf(t, s, language); got.Need != need.Path {
			t.Errorf("the script of %q asks for %q", language, got.Need)
		}
	}
}

// Nothing is kept of a site that is opened from a folder, or whose theme has no service worker.
func TestAStartNamesTheServiceWorkerWhereOneServes(t *testing.T) {
	s := sound(t, nil)
	look := *s.look
	s.look = &look
	for _, c := range []struct {
		links  Links
		worker string
		want   string
	}{{Web, "go();", "sw.js"}, {Folder, "go();", ""}, {Web, "", ""}} {
		s.options.Links, look.Worker = c.links, c.worker
		s.makeScripts("")
		if got := startOf(t, s, "").Worker; got != c.want {
			t.Errorf("with the worker %q and links %v it names %q", c.worker, c.links, got)
		}
	}
}

// An entry that comes or goes must not change every page.
func TestAStartDoesNotChangeWithOtherEntries(t *testing.T) {
	files := map[string]string{"national/crisis/suicide.md": crisis("suicide", "listening")}
	before := sound(t, files).scripts["gd"].Path
	files["national/topics/other.md"] = entry("Other", "short: [Yes.]")
	files["national/helplines/other.md"] = line("Other", always, anyAge)
	if after := sound(t, files).scripts["gd"].Path; after != before {
		t.Errorf("another topic turns %s into %s", before, after)
	}
	files["national/helplines/listening.md"] = line("Listening", evening, anyAge)
	if after := sound(t, files).scripts["gd"].Path; after == before {
		t.Error("other hours of a helpline change nothing")
	}
}

func TestAThemeWithoutAScriptHasNoStart(t *testing.T) {
	s := sound(t, nil)
	look := *s.look
	look.Code = ""
	s.look = &look
	s.makeScripts("")
	if len(s.scripts)+len(s.asked) > 0 || len(view(t, s, "").Head.Scripts) > 0 {
		t.Errorf("it has %d, and %d for searching", len(s.scripts), len(s.asked))
	}
}

// Every page has the box and the script behind it, but those that are left at once, or shown anywhere or on other sites.
func TestPagesHaveTheSearchBox(t *testing.T) {
	s := sound(t, map[string]string{"national/topics/worry.md": entry("Worry", "short: [It passes.]\naliases: [old/worry]")})
	for _, o := range s.Outlines() {
		page := bytesOf(t, s, o.Address)
		p := view(t, s, o.Address)
		bare := o.alone() || o.Layout == "moved" || o.Layout == "embed"
		if boxes := strings.Count(page, `<form class="ws-search" role="search"`); boxes != map[bool]int{true: 0, false: 1}[bare] {
			t.Errorf("%q has %d boxes", o.Address, boxes)
		}
		if bare {
			if len(p.Head.Scripts) > 0 {
				t.Errorf("%q loads %s", o.Address, p.Head.Scripts)
			}
			continue
		}
		if want := p.Root + s.scripts[o.language].Path; len(p.Head.Scripts) != 1 || strings.TrimPrefix(want, "./") != p.Head.Scripts[0] {
			t.Errorf("%q loads %s", o.Address, p.Head.Scripts)
		}
		if !strings.Contains(page, ` action="`+s.to(p.Root, s.in(o.language, helpAddress))+`"`) {
			t.Errorf("the box of %q leads elsewhere", o.Address)
		}
		if within, own := strings.Contains(page[:strings.Index(page, "</header>")], "ws-search"), o.Layout == "search"; within == own {
			t.Errorf("%q has the box in its header: %v", o.Address, within)
		}
	}
}

func TestTheSearchPageNeedsNoScript(t *testing.T) {
	s := sound(t, nil)
	main := view(t, s, "gd/search/").Main.(*Search)
	if len(main.Topics) != 1 || main.Topics[0].Href != "../../topics/worry/" || main.Index.Href != "../../gd/a-z/" {
		t.Errorf("it offers %+v and %+v", main.Topics, main.Index)
	}
	for _, address := range []string{"gd/", "gd/help/", "gd/a-z/"} {
		page := bytesOf(t, s, address)
		footer := page[strings.Index(page, "<footer"):]
		if n := strings.Count(page, `search/"`); !strings.Contains(footer, `search/"`) || n < 2 && address != "gd/" {
			t.Errorf("%s has %d links to the search page", address, n)
		}
	}
}
