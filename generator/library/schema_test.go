package library

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v2"
)

// compiled are the schemas by name, as an editor would use them.
func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	all := map[string]*jsonschema.Schema{}
	for _, schema := range Schemas() {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSON))
		if err != nil {
			t.Fatal(err)
		}
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource(schema.Name+".json", document); err != nil {
			t.Fatal(err)
		}
		if all[schema.Name], err = compiler.Compile(schema.Name + ".json"); err != nil {
			t.Fatalf("%s: %v", schema.Name, err)
		}
	}
	return all
}

// elsewhere is front matter as another program reads it.
func elsewhere(t *testing.T, front []byte) any {
	t.Helper()
	var tree any
	if err := yaml.Unmarshal(bytes.ReplaceAll(front, []byte("---\n"), nil), &tree); err != nil {
		t.Fatalf("%v\n%s", err, front)
	}
	return plainTree(tree)
}

func plainTree(v any) any {
	switch v := v.(type) {
	case map[any]any:
		tree := map[string]any{}
		for name, value := range v {
			if name == true {
				name = "on" // editors follow YAML 1.2, which has no such words
			}
			tree[fmt.Sprint(name)] = plainTree(value)
		}
		return tree
	case []any:
		for i := range v {
			v[i] = plainTree(v[i])
		}
	}
	return v
}

// schemaOf is the schema whose pattern fits an entry's file: the whole for what stands by itself.
func schemaOf(e *Entry) string {
	if e.Scope.Level() == 0 && e.Form == (Form{}) {
		return e.Kind.Name
	}
	return e.Kind.Name + ".part"
}

// TestSchemaDemonstration: every file of the demonstration is as its schema says.
func TestSchemaDemonstration(t *testing.T) {
	schemas := compiled(t)
	l, _ := demonstration(t)
	for _, e := range l.Entries {
		if err := schemas[schemaOf(e)].Validate(elsewhere(t, e.source)); err != nil {
			t.Errorf("%s: %v", e.File, err)
		}
	}
	for _, level := range l.levels() {
		name := strings.TrimSuffix(path.Base(level.file), ".md")
		if err := schemas[name].Validate(elsewhere(t, Encode(level.fields))); err != nil {
			t.Errorf("%s: %v", level.file, err)
		}
	}
}

// TestSchemaRefuses: what the reader calls an error, an editor underlines.
func TestSchemaRefuses(t *testing.T) {
	schemas := compiled(t)
	const whole = "title: Nook\nsummary: A place.\nupdated: 2026-11-01\ntype: room\n"
	for _, test := range []struct{ schema, front string }{
		{"place", "title: Nook\nsummary: A place.\ntype: room\n"},
		{"place", "title: Nook\nsummary: A place.\nupdated: 2026-11-01\n"},
		{"place", whole + "titel: a\n"}, {"place", strings.Replace(whole, "room", "rom", 1)}, {"place", strings.Replace(whole, "2026-11-01", "1 November", 1)},
		{"place", strings.Replace(whole, "2026-11-01", "2026-02-30", 1)}, {"place", whole + "topics: sleep\n"}, {"place", whole + "topics: []\n"}, {"place", whole + "topics: [Sleep]\n"},
		{"place", whole + "outdoor: perhaps\n"}, {"place", whole + "capacity: -1\n"}, {"place", whole + "capacity: 10001\n"}, {"place", whole + "phone: 1312345670\n"},
		{"place", whole + "phone: \"none\"\n"}, {"place", whole + "email: nobody\n"}, {"place", whole + "url: example.org\n"}, {"place", whole + "location: {city: a}\n"},
		{"place", whole + "hours: [{days: [monday], opens: \"09:00\", closes: \"10:00\"}]\n"}, {"place", whole + "hours: [{days: [mon], opens: \"9\", closes: \"10:00\"}]\n"},
		{"place", whole + "stages: [S7]\n"}, {"place", whole + "languages: [English]\n"}, {"place", whole + "discreet: true\n"}, {"place", strings.Replace(whole, "Nook", strings.Repeat("a", 91), 1)},
		{"place", strings.Replace(whole, "Nook", "\"a\\nb\"", 1)}, {"place", strings.Replace(whole, "Nook", "2026", 1)},
		{"place.part", "titel: a\n"}, {"place.part", "type: rom\n"}, {"need.part", "answers: [sleep]\n"}, {"need.part", "answers: [poems/sleep]\n"},
		{"network", "name: a\ngss: S12000019\n"}, {"school", "stages: [S1]\n"}, {"library", "name: a\nstages: [S1]\n"}, {"school", "name: a\naddress: https://example.org\n"},
		{"school", "name: a\ncatalogue: {name: a, system: other, base: \"https://a.example/\", template: \"https://a.example/\"}\n"},
	} {
		if err := schemas[test.schema].Validate(elsewhere(t, []byte(test.front))); err == nil {
			t.Errorf("%s takes\n%s", test.schema, test.front)
		}
	}
	for _, test := range []struct{ schema, front string }{
		{"place", whole}, {"place", whole + "discreet: true\noutside: a\n"}, {"place.part", "capacity: 3\n"}, {"place.part", "discreet: true\n"},
		{"school", "name: a\ntokens: {accent: \"#123456\"}\nstages: [P1]\n"}, {"area", "name: a\ngss: S12000019\n"},
	} {
		if err := schemas[test.schema].Validate(elsewhere(t, []byte(test.front))); err != nil {
			t.Errorf("%s refuses\n%s%v", test.schema, test.front, err)
		}
	}
}

// TestSchemaStatesEverything: each field of the table is described, and nothing else.
func TestSchemaStatesEverything(t *testing.T) {
	for _, schema := range Schemas() {
		for _, field := range KindOf("places").table() {
			if strings.HasPrefix(schema.Name, "place") && !bytes.Contains(schema.JSON, plainJSON(field.About)) {
				t.Errorf("%s says nothing of %q", schema.Name, field.Name)
			}
		}
		if len(schema.Files) == 0 || schema.About == "" || !bytes.HasSuffix(schema.JSON, []byte("\n}\n")) {
			t.Errorf("%s is not whole", schema.Name)
		}
	}
}
