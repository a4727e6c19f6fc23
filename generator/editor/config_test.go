package editor

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"wellshelf/generator"
	"wellshelf/generator/library"
)

// demonstration is the project's own content.
func demonstration(t *testing.T) *library.Library {
	t.Helper()
	lib, _, err := (&library.Reader{Jobs: 2, Drafts: true}).Read(context.Background(), os.DirFS("../../content"))
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// lists reads a configuration back: collections by name, and in each the fields by name.
func lists(t *testing.T, raw []byte) map[string]map[string]any {
	t.Helper()
	var config map[string]any
	if err := yaml.Unmarshal(raw, &config); err != nil {
		t.Fatalf("%v\n%.400s", err, raw)
	}
	all := map[string]map[string]any{}
	for _, one := range config["collections"].([]any) {
		c := one.(map[string]any)
		all[c["name"].(string)] = c
	}
	return all
}

func TestEveryFieldOfEveryKindHasAForm(t *testing.T) {
	s := openEditor(t, library.Scope{})
	all := lists(t, s.config("", s.name))
	for _, kind := range library.Kinds() {
		c := all[kind.Folder]
		if c == nil {
			t.Fatalf("%s have no list", kind.Folder)
		}
		var names []string
		for _, field := range c["fields"].([]any) {
			f := field.(map[string]any)
			names = append(names, f["name"].(string))
			if f["widget"] == nil || f["label"] == "" {
				t.Errorf("%s.%v has no widget or label: %v", kind.Name, f["name"], f)
			}
			if hint, _ := f["hint"].(string); strings.Contains(hint, "in quotes") || strings.HasPrefix(hint, "true ") {
				t.Errorf("%s.%v tells how to spell it in a file: %q", kind.Name, f["name"], hint)
			}
		}
		for _, field := range append(kind.Common(), kind.Fields...) {
			if !strings.Contains(" "+strings.Join(names, " ")+" ", " "+field.Name+" ") {
				t.Errorf("%s has no form for %q", kind.Name, field.Name)
			}
		}
	}
	if gd := all["topics.gd"]; gd == nil || gd["label"] != "Topics: Scottish Gaelic" || gd["extension"] != "gd.md" || gd["folder"] != "content/national/topics" {
		t.Errorf("translations have the list %v", gd)
	}
	if settings := all["settings"]; settings == nil || settings["files"].([]any)[0].(map[string]any)["file"] != "content/network.md" {
		t.Errorf("settings have the list %v", settings)
	}
}

func TestARoleHasItsOwnListsAlone(t *testing.T) {
	for _, c := range []struct {
		scope        library.Scope
		first, other string
	}{
		{library.Scope{Area: "midlothian"}, "midlothian.topics", "content/national"},
		{library.Scope{Area: "midlothian", Site: "beeslack"}, "midlothian.beeslack.topics", "beeslack-secret"},
	} {
		s := openEditor(t, c.scope)
		raw := s.config("", s.name)
		if lists(t, raw)[c.first] == nil {
			t.Errorf("%s has no list %s", c.scope, c.first)
		}
		if strings.Contains(string(raw), "folder: "+c.other) || strings.Contains(string(raw), c.other+"/topics") {
			t.Errorf("%s is offered %s", c.scope, c.other)
		}
	}
	dir := openEditor(t, library.Scope{}).dir
	if _, err := New(t.Context(), Options{Content: dir + "/content", Scope: library.Scope{Area: "nowhere"}, Build: generator.Options{Themes: os.DirFS("../../themes")}}, "http://127.0.0.1:1", "http://127.0.0.1:2"); err == nil {
		t.Error("an area that is not there has an editor")
	}
}

func TestWayToAFileAndBack(t *testing.T) {
	s := openEditor(t, library.Scope{})
	for file, key := range map[Path]string{
		"national/topics/sleep.md": "topics/sleep", "national/topics/sleep.gd.md": "topics.gd/sleep", "national/topics/sleep.easy.gd.md": "topics.easy.gd/sleep",
		"areas/midlothian/schools/beeslack/topics/exams.md": "midlothian.beeslack.topics/exams", "areas/midlothian/area.md": "midlothian.settings/area",
		"areas/midlothian/schools/beeslack/school.md": "midlothian.beeslack.settings/school", "network.md": "settings/network",
	} {
		at, found := s.routeOf(file)
		if !found || at.key() != key {
			t.Errorf("%s is at %q", file, at.key())
		}
		if back, found := s.file(at); !found || back != file {
			t.Errorf("%s leads back to %q", key, back)
		}
	}
	for _, file := range []Path{"national/topics/sleep.xx.md", "national/nothing/sleep.md", "national/topics/deep/sleep.md", "areas/nowhere/topics/sleep.md", "signoffs/x.md"} {
		if at, found := s.routeOf(file); found {
			t.Errorf("%s is at %q", file, at.key())
		}
	}
}

func TestOnlyTheProgramAsPublishedIsServed(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenDecap(dir+"/content", ""); err == nil || !strings.Contains(err.Error(), "run `npm ci --prefix editor` once") {
		t.Errorf("a missing program: %v", err)
	}
	deskWrite(t, dir, "editor/node_modules/decap-cms/dist/decap-cms.js", "alert(1)")
	if _, err := OpenDecap(dir+"/content", ""); err == nil || !strings.Contains(err.Error(), "nothing else is served") {
		t.Errorf("another program: %v", err)
	}
}
