package search

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "write what comes out into the fixtures, after which the browser's tests must be run")

// fixture checks a file of rows that hold what goes in and what must come out: work fills in the latter. The same rows
// are run by the browser's side (e2e/engine.test.mjs), which is how the two agree.
func fixture[Row any](t *testing.T, name string, work func(*Row)) {
	t.Helper()
	file := "testdata/" + name + ".json"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for i := range rows {
		wanted := rows[i]
		if work(&rows[i]); !*update && !reflect.DeepEqual(rows[i], wanted) {
			t.Errorf("%s, row %d:\n got %+v\nwant %+v", file, i+1, rows[i], wanted)
		}
	}
	if len(rows) < 10 {
		t.Errorf("%s has only %d rows", file, len(rows))
	}
	if *update {
		writeRows(t, file, rows)
	}
}

// writeRows writes rows as JSON, each on a line of its own.
func writeRows[Row any](t *testing.T, file string, rows []Row) {
	t.Helper()
	var b bytes.Buffer
	for i, row := range rows {
		b.WriteString(map[bool]string{true: "[\n", false: ",\n"}[i == 0])
		b.Write(encoded(row))
	}
	b.WriteString("\n]\n")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWords(t *testing.T) {
	type row struct {
		Text  string   `json:"text"`
		Words []string `json:"words"`
	}
	fixture(t, "words", func(r *row) {
		if r.Words = Words(r.Text); r.Words == nil {
			r.Words = []string{}
		}
	})
}

func TestSound(t *testing.T) {
	type row struct {
		Word  string `json:"word"`
		Sound string `json:"sound"`
		Back  string `json:"back"`
	}
	fixture(t, "sound", func(r *row) { r.Sound, r.Back = sound(r.Word), reversed(sound(r.Word)) })
}

func TestDistance(t *testing.T) {
	type row struct {
		A        string `json:"a"`
		B        string `json:"b"`
		Distance int    `json:"distance"`
		Most     int    `json:"most"`
		Related  bool   `json:"related"`
	}
	fixture(t, "distance", func(r *row) { r.Distance, r.Most, r.Related = distance(r.A, r.B, 100), most(r.A), related(r.A, r.B) })
}

func TestName(t *testing.T) {
	type row struct {
		Text string `json:"text"`
		Name string `json:"name"`
	}
	fixture(t, "name", func(r *row) { r.Name = nameOf(r.Text) })
}

func TestNumber(t *testing.T) {
	type row struct {
		Number int    `json:"number"`
		Text   string `json:"text"`
	}
	fixture(t, "number", func(r *row) {
		r.Text = string(appendNumber(nil, r.Number))
		n := numbers{text: r.Text}
		if back := n.next(); back != r.Number || n.err != nil || n.more() {
			t.Errorf("%d is written %q, which reads %d", r.Number, r.Text, back)
		}
	})
}
