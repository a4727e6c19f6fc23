package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/check"
	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// count is what is known of a library before tables are made of it.
type count struct {
	Input
	shown   map[library.ID]int              // on how many sites
	adapted map[library.ID]int              // how many sites change it
	hidden  map[library.ID]int              // how many sites hide it
	topic   map[string]map[string]int       // topic to kind to how many entries some site shows
	local   map[string]map[string]int       // topic to area to how many entries of its own
	plain   map[library.ID]*library.Version // of the first site that shows it
	areas   []string
}

func newCount(in Input) *count {
	c := &count{Input: in, shown: map[library.ID]int{}, adapted: map[library.ID]int{}, hidden: map[library.ID]int{}, topic: map[string]map[string]int{},
		local: map[string]map[string]int{}, plain: map[library.ID]*library.Version{}}
	for _, site := range in.Sites {
		if !slices.Contains(c.areas, site.Area) {
			c.areas = append(c.areas, site.Area)
		}
		shelf, _ := in.Library.Shelf(site, in.View)
		for _, item := range shelf.Items {
			c.item(item)
		}
		for _, v := range site.Settings.Items("hide") {
			c.hidden[v.Target()]++
		}
	}
	c.belonging()
	return c
}

func (c *count) item(item *library.Item) {
	version := item.Versions[0]
	c.shown[item.ID]++
	if version.Adapted() {
		c.adapted[item.ID]++
	}
	if c.plain[item.ID] == nil {
		c.plain[item.ID] = version
	}
}

// belonging sorts what is shown by topic, and by area what only that has.
func (c *count) belonging() {
	for id, version := range c.plain {
		for _, topic := range version.Fields.Texts("topics") {
			add(c.topic, topic, library.KindOf(id.Folder).Name)
		}
	}
	for _, e := range c.Library.Entries {
		if e.Scope.Area == "" || e.Form != (library.Form{}) || c.shown[e.ID] == 0 {
			continue
		}
		for _, topic := range e.Fields.Texts("topics") {
			add(c.local, topic, e.Scope.Area)
		}
	}
}

func add(m map[string]map[string]int, a, b string) {
	if m[a] == nil {
		m[a] = map[string]int{}
	}
	m[a][b]++
}

func (c *count) whole() Table {
	schools, words := 0, 0
	for _, s := range c.Sites {
		if !s.Library {
			schools++
		}
	}
	for _, e := range c.Library.Entries {
		if e.Form != (library.Form{}) {
			words++
		}
	}
	return Table{Key: "whole", Title: "In all", About: "What this network is made of.", Columns: []string{"What", "How many"}, Rows: [][]any{
		{"Council areas", len(c.areas)}, {"Schools", schools}, {"Libraries", len(c.Sites) - schools}, {"Entries that some site shows", len(c.shown)},
		{"Translations and variants", words},
	}}
}

func (c *count) kinds() Table {
	t := Table{Key: "kinds", Title: "By kind", About: "Entries that at least one site shows.", Columns: []string{"Kind", "Entries", "Of areas and sites"}, Bars: 2}
	all, own := map[string]int{}, map[string]int{}
	for id, version := range c.plain {
		all[library.KindOf(id.Folder).Name]++
		if version.Layers[0].Scope.Level() > 0 {
			own[library.KindOf(id.Folder).Name]++
		}
	}
	for _, kind := range library.Kinds() {
		if !kind.NoPage && all[kind.Name] > 0 {
			t.Rows = append(t.Rows, []any{kind.Name, all[kind.Name], own[kind.Name]})
		}
	}
	return t
}

// coverage are the kinds of a topic that are counted together.
var coverage = []struct {
	name  string
	kinds []string
}{
	{"To talk to", []string{"helpline", "service", "organisation"}}, {"To read, watch, do", []string{"resource", "story", "page"}}, {"Books", []string{"book", "booklist"}},
	{"Places and events", []string{"place", "event", "trail"}}, {"Lessons", []string{"lesson"}},
}

// topicsShown are the topics that some site shows, in order.
func (c *count) topicsShown() []string {
	var list []string
	for id := range c.shown {
		if id.Folder == "topics" {
			list = append(list, id.Slug)
		}
	}
	slices.Sort(list)
	return list
}

func (c *count) topics() Table {
	t := Table{Key: "topics", Title: "By topic", About: "How many entries belong to each topic, and how many of them are an area's own.", Columns: []string{"Topic", "Sites"}, Bars: 0}
	for _, group := range coverage {
		t.Columns = append(t.Columns, group.name)
	}
	for _, area := range c.areas {
		t.Columns = append(t.Columns, c.Library.AreaName(area))
	}
	for _, topic := range c.topicsShown() {
		id := library.ID{Folder: "topics", Slug: topic}
		row := []any{c.plain[id].Fields.Text("title"), c.shown[id]}
		for _, group := range coverage {
			row = append(row, c.of(topic, group.kinds))
		}
		for _, area := range c.areas {
			row = append(row, c.local[topic][area])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (c *count) of(topic string, kinds []string) (n int) {
	for _, kind := range kinds {
		n += c.topic[topic][kind]
	}
	return n
}

func (c *count) gaps() Table {
	t := Table{Key: "gaps", Title: "Gaps", About: "Topics that lead to nothing of a sort. Not every topic needs everything; somebody should have decided.", Columns: []string{"Topic", "Missing"}}
	for _, topic := range c.topicsShown() {
		var missing []string
		for _, group := range coverage[:3] {
			if c.of(topic, group.kinds) == 0 {
				missing = append(missing, strings.ToLower(group.name[:1])+group.name[1:])
			}
		}
		for _, area := range c.areas {
			if c.local[topic][area] == 0 {
				missing = append(missing, "anything of "+c.Library.AreaName(area))
			}
		}
		if len(missing) > 0 {
			t.Rows = append(t.Rows, []any{c.plain[library.ID{Folder: "topics", Slug: topic}].Fields.Text("title"), strings.Join(missing, "; ")})
		}
	}
	return t
}

func (c *count) stages() Table {
	t := Table{Key: "stages", Title: "By school year", About: "Entries written for each year. Entries for everyone are not counted here.", Columns: []string{"Year", "Topics", "Everything"}, Bars: 3}
	for _, stage := range library.Stages {
		topics, all := 0, 0
		for id, version := range c.plain {
			if slices.Contains(version.Fields.Texts("stages"), stage) {
				all++
				if id.Folder == "topics" {
					topics++
				}
			}
		}
		t.Rows = append(t.Rows, []any{stage, topics, all})
	}
	return t
}

func (c *count) freshness() Table {
	t := Table{Key: "freshness", Title: "How fresh it is", About: "When the words of entries were last changed.", Columns: []string{"Last changed", "Entries"}, Bars: 2}
	limits := []struct {
		name   string
		months int
	}{{"In the last 6 months", 6}, {"6 to 12 months ago", 12}, {"1 to 2 years ago", 24}, {"2 to 3 years ago", 36}, {"Longer ago", 12000}}
	counts := make([]int, len(limits))
	for _, version := range c.plain {
		on := version.Fields.Date("updated")
		for i, limit := range limits {
			if on.IsValid() && !c.View.Today.After(signoff.AddMonths(on, limit.months)) {
				counts[i]++
				break
			}
		}
	}
	for i, limit := range limits {
		t.Rows = append(t.Rows, []any{limit.name, counts[i]})
	}
	return t
}

func (c *count) signatures() Table {
	t := Table{Key: "signatures", Title: "Who has signed", About: "How texts stand today, translations and variants each for itself.", Columns: []string{"Kind"}}
	states := []signoff.State{signoff.Signed, signoff.Grace, signoff.Lapsed, signoff.Waiting, signoff.Withdrawn, signoff.Free}
	for _, state := range states {
		t.Columns = append(t.Columns, state.String())
	}
	counts := map[string]map[string]int{}
	for _, e := range c.Library.Entries {
		if !e.Fields.Flag("draft") {
			add(counts, e.Kind.Name, c.Library.Record(e, c.View.Today).State.String())
		}
	}
	for _, kind := range library.Kinds() {
		if counts[kind.Name] == nil {
			continue
		}
		row := []any{kind.Name}
		for _, state := range states {
			row = append(row, counts[kind.Name][state.String()])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (c *count) numbers() Table {
	t := Table{Key: "numbers", Title: "Every number", About: "Each number and address of a helpline, when it was checked, by whom, and when it is due again.", Columns: []string{"Helpline", "Number or address", "Checked on", "By", "Due"}}
	for _, e := range c.Library.Entries {
		if e.Kind.Name != "helpline" || e.Form != (library.Form{}) || c.shown[e.ID] == 0 {
			continue
		}
		facts := check.Facts(e)
		i := 0
		for channel := range e.Fields.Groups("channels") {
			checked := channel.Group("checked")
			due := civil.Date{}
			if checked.Date("on").IsValid() && i < len(facts) {
				due = facts[i].Due
				i++
			}
			t.Rows = append(t.Rows, []any{e.Fields.Text("title"), channel.Text("value"), checked.Text("on"), checked.Text("by"), due.String()})
		}
	}
	return t
}

func (c *count) reading() Table {
	t := Table{Key: "reading", Title: "How hard it is to read", About: "An estimate by a formula, for texts of 100 words and more in English: good for finding where to begin, and for nothing else. NHS guidance aims at 9 to 11.", Columns: []string{"Reading age", "Entries", "Hardest"}, Bars: 2}
	names := []string{"Up to 9", "9 to 11", "11 to 12", "12 to 14", "14 and over"}
	limits := []float64{9, 11, 12, 14, 1000}
	counts, hardest := make([]int, len(limits)), make([]string, len(limits))
	for _, r := range check.Readings(c.Library) {
		for i, limit := range limits {
			if r.Age <= limit {
				if counts[i]++; hardest[i] == "" {
					hardest[i] = r.File
				}
				break
			}
		}
	}
	for i := range limits {
		t.Rows = append(t.Rows, []any{names[i], counts[i], hardest[i]})
	}
	return t
}

// mostReused is how many entries the table of reuse lists of those that nobody adapts or hides.
const mostReused = 40

func (c *count) reuse() Table {
	t := Table{Key: "reuse", Title: "Who uses what", About: "National entries that sites adapt or hide, those of most sites first.", Columns: []string{"Entry", "Shown on", "Adapted by", "Hidden by"}}
	var ids []library.ID
	for _, e := range c.Library.Entries {
		if e.Scope.Level() == 0 && e.Form == (library.Form{}) && c.adapted[e.ID]+c.hidden[e.ID] > 0 {
			ids = append(ids, e.ID)
		}
	}
	slices.SortStableFunc(ids, func(a, b library.ID) int {
		return cmp.Or(cmp.Compare(c.adapted[b]+c.hidden[b], c.adapted[a]+c.hidden[a]), strings.Compare(a.String(), b.String()))
	})
	for _, id := range ids[:min(len(ids), mostReused)] {
		t.Rows = append(t.Rows, []any{id.String(), c.shown[id], c.adapted[id], c.hidden[id]})
	}
	return t
}

func (c *count) surveys() Table {
	t := Table{Key: "surveys", Title: "What surveys said", About: "Answers that were counted on paper or elsewhere. Nothing is counted on the sites.", Columns: []string{"Survey", "Question", "Answer", "How many"}, Bars: 4}
	for _, e := range c.Library.Entries {
		if e.Kind.Name != "survey" || e.Form != (library.Form{}) || e.Fields.Flag("draft") {
			continue
		}
		for question := range e.Fields.Groups("questions") {
			for result := range question.Groups("results") {
				t.Rows = append(t.Rows, []any{e.Fields.Text("title"), question.Text("question"), result.Text("option"), result.Number("count")})
			}
		}
	}
	return t
}

func (c *count) needs() Table {
	t := Table{Key: "needs", Title: "What young people asked for", About: "And what became of it. What is open or planned comes first, longest asked first.", Columns: []string{"What", "Asked by", "Asked on", "Status", "Answers", "Where"}}
	order := []string{"open", "planned", "not-possible", "answered"}
	var needs []*library.Entry
	for _, e := range c.Library.Entries {
		if e.Kind.Name == "need" && e.Form == (library.Form{}) && !e.Fields.Flag("draft") {
			needs = append(needs, e)
		}
	}
	slices.SortStableFunc(needs, func(a, b *library.Entry) int {
		return cmp.Or(slices.Index(order, a.Fields.Text("status"))-slices.Index(order, b.Fields.Text("status")), strings.Compare(a.Fields.Text("asked_on"), b.Fields.Text("asked_on")))
	})
	for _, e := range needs {
		t.Rows = append(t.Rows, []any{e.Fields.Text("title"), e.Fields.Text("asked_by"), e.Fields.Text("asked_on"), e.Fields.Text("status"), len(e.Fields.Texts("answers")), e.Scope.String()})
	}
	return t
}
