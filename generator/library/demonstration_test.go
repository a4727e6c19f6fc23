package library

import (
	"os"
	"path"
	"slices"
	"testing"

	"wellshelf/generator/diag"
)

// unstated are the fields that the demonstration cannot state, with the reason.
var unstated = map[string]string{
	"settings.catalogue.template":       "the systems of the real catalogues are all known",
	"settings.draft":                    "a drafted site would not be built",
	"helpline.channels.needs_credit":    "no evidence confirms it of any helpline, and what is not confirmed is left out",
	"helpline.channels.who_may_be_told": "no evidence confirms it of any helpline, and what is not confirmed is left out",
}

// demonstration reads content/ and its problems.
func demonstration(t *testing.T) (*Library, []diag.Problem) {
	t.Helper()
	l, problems, err := (&Reader{Jobs: 2}).Read(t.Context(), os.DirFS(path.Join("..", "..", "content")))
	if err != nil {
		t.Fatal(err)
	}
	for _, site := range l.Sites {
		_, found := l.Shelf(site, View{Today: day})
		problems = append(problems, found...)
	}
	return l, diag.Sort(problems)
}

func TestDemonstrationReads(t *testing.T) {
	l, problems := demonstration(t)
	for _, p := range problems {
		t.Error(p)
	}
	if len(l.Sites) != 11 || len(l.Entries) < 150 {
		t.Errorf("%d sites and %d entries, want eleven and at least 150", len(l.Sites), len(l.Entries))
	}
}

// TestDemonstrationStatesEverything: every kind, every field of every kind and every setting is shown once in use.
func TestDemonstrationStatesEverything(t *testing.T) {
	l, _ := demonstration(t)
	stated := map[string]bool{}
	for _, e := range l.Entries {
		stated[e.Kind.Name] = true
		gatherNames(stated, e.Kind.Name, e.Fields)
	}
	for _, level := range l.levels() {
		gatherNames(stated, "settings", level.fields)
	}
	var want []string
	for _, kind := range Kinds() {
		want = append(want, kind.Name)
		want = append(want, names(kind.Name, kind.Fields)...)
	}
	want = append(want, names("settings", settingsFields)...)
	for _, field := range common {
		if !slices.ContainsFunc(Kinds(), func(k Kind) bool { return stated[k.Name+"."+field.Name] }) {
			t.Errorf("no entry states %s", field.Name)
		}
	}
	for _, name := range want {
		if reason, excused := unstated[name]; stated[name] == excused {
			t.Errorf("%s: stated is %v, and the reason why it cannot be is %q", name, stated[name], reason)
		}
	}
	for name := range unstated {
		if !slices.Contains(want, name) {
			t.Errorf("%s is excused, and there is no such field", name)
		}
	}
}

// gatherNames notes the full name of each stated field: kind.field.field.
func gatherNames(into map[string]bool, within string, fields Fields) {
	for _, v := range fields {
		name := within + "." + v.Field.Name
		into[name] = true
		gatherNames(into, name, v.Group)
		for _, item := range v.List {
			gatherNames(into, name, item.Group)
		}
	}
}

func names(within string, table []Field) []string {
	var list []string
	for _, field := range table {
		name := within + "." + field.Name
		list = append(list, name)
		list = append(list, names(name, field.Fields)...)
	}
	return list
}

// TestDemonstrationWrittenBack: every file of the demonstration survives being written back.
func TestDemonstrationWrittenBack(t *testing.T) {
	l, _ := demonstration(t)
	for _, e := range l.Entries {
		again, problems := readFields(t, string(Encode(e.Fields)), e.Kind.table())
		if len(problems) > 0 || bare(again) != bare(e.Fields) {
			t.Errorf("%s, written back, reads differently: %v", e.File, problems)
		}
	}
	for _, level := range l.levels() {
		again, problems := readFields(t, string(Encode(level.fields)), settingsFields)
		if len(problems) > 0 || bare(again) != bare(level.fields) {
			t.Errorf("%s, written back, reads differently: %v", level.file, problems)
		}
	}
}
