package linkcheck

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

func texts(problems []diag.Problem) (list []string) {
	for _, p := range problems {
		list = append(list, p.Text)
	}
	return list
}

// An address is dead after three failures on three days, and not a day before.
func TestDeadOnlyAfterDays(t *testing.T) {
	n := newNetwork(t)
	n.site("site.example", ok)
	n.site("gone.example", status(404))
	ledger := &Ledger{}
	addresses := []string{"http://gone.example/a", "http://site.example/"}
	for day := range 3 {
		for again := range 4 {
			s, problems := n.run(ledger, addresses...)
			tested := map[bool]int{true: 0, false: 1}[again > 0]
			if day == 0 && again == 0 {
				tested = 2
			}
			if s.Tested != tested {
				t.Errorf("day %d, run %d: %+v", day, again, s)
			}
			if day < 2 && (len(problems) > 0 || s.Failing != 1 || s.Dead != 0) {
				t.Errorf("day %d, run %d: %v, %+v", day, again, problems, s)
			}
			if day == 2 && (len(problems) != 1 || problems[0].Rule != deadLink || s.Dead != 1 || s.Failing != 0) {
				t.Errorf("day %d, run %d: %v, %+v", day, again, problems, s)
			}
		}
		n.later(1)
	}
	_, problems := n.run(ledger, addresses...)
	want := diag.Problem{Severity: diag.Warning, Rule: deadLink, Place: diag.Place{File: "content/a.md", Line: 1},
		Text: `"http://gone.example/a" answers 404 not found, and has failed since 2026-11-23`, Hint: "find out where the page is now, or take the link out"}
	if len(problems) != 1 || problems[0] != want {
		t.Errorf("got %v, want %v", problems, want)
	}
	n.sites["gone.example"] = ok // it is back
	n.later(1)
	if s, problems := n.run(ledger, addresses...); len(problems) > 0 || s.Dead+s.Failing > 0 {
		t.Errorf("%v, %+v", problems, s)
	}
}

// Many failures on one day prove no more than one.
func TestOneBadDay(t *testing.T) {
	n := newNetwork(t)
	n.site("gone.example", status(404))
	ledger := &Ledger{}
	for range 10 {
		c := n.checker() // Since 0 tests all
		if _, err := c.Check(context.Background(), uses("http://gone.example/"), ledger); err != nil {
			t.Fatal(err)
		}
	}
	if r, _ := ledger.Of("http://gone.example/"); r.Failures != 10 || r.Dead() {
		t.Errorf("%+v", r)
	}
}

// What proves nothing neither counts as a failure nor wipes out those before it.
func TestDoubtBetweenFailures(t *testing.T) {
	n := newNetwork(t)
	ledger := &Ledger{}
	for _, code := range []int{404, 403, 404, 500, 404} {
		n.site("gone.example", status(code))
		n.later(8)
		n.run(ledger, "http://gone.example/")
	}
	if r, _ := ledger.Of("http://gone.example/"); !r.Dead() || r.Failures != 3 {
		t.Errorf("%+v", r)
	}
	for range 20 {
		n.site("door.example", status(403))
		n.later(8)
		if _, problems := n.run(ledger, "http://door.example/"); len(problems) > 0 {
			t.Fatal(problems)
		}
	}
}

// Tested within a week is not due, unless it failed.
func TestDue(t *testing.T) {
	ledger := &Ledger{records: map[string]Record{
		"fresh": {Checked: "2026-11-17", State: Fine}, "week": {Checked: "2026-11-16", State: Fine}, "old": {Checked: "2026-01-01", State: Unsure}, "doubt": {Checked: "2026-11-20", State: Unsure},
		"failed": {Checked: "2026-11-22", State: Failed}, "failed today": {Checked: "2026-11-23", State: Failed}, "future": {Checked: "2027-01-01", State: Fine},
	}}
	all := []string{"doubt", "failed", "failed today", "fresh", "future", "new", "old", "week"}
	if got, want := ledger.due(all, "2026-11-23", 7), []string{"failed", "future", "new", "old", "week"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := ledger.due(all, "2026-11-23", 0); !slices.Equal(got, all) {
		t.Errorf("got %v", got)
	}
}

// A machine that is cut off takes nothing for dead; three addresses that were fine are asked before that is believed.
func TestOffline(t *testing.T) {
	n := newNetwork(t)
	n.site("fine.example", ok)
	n.site("gone.example", ok)
	ledger := &Ledger{}
	addresses := []string{"http://fine.example/1", "http://fine.example/2", "http://fine.example/3", "http://fine.example/4", "http://gone.example/"}
	n.run(ledger, addresses...)
	before := printedLedger(ledger)
	n.names = map[string][]string{}
	n.later(30)
	if s, problems := n.run(ledger, addresses...); !s.Offline || len(problems) > 0 || printedLedger(ledger) != before {
		t.Errorf("%+v, %v, %s", s, problems, printedLedger(ledger))
	}
	n.site("fine.example", ok)
	for range 3 { // only the one that failed is due, and others bear witness
		n.later(1)
		n.run(ledger, addresses...)
	}
	if s, problems := n.run(ledger, addresses...); s.Dead != 1 || s.Offline || !slices.Equal(texts(problems), []string{`"http://gone.example/" names a site that nobody knows: gone.example, and has failed since 2026-12-24`}) {
		t.Errorf("%+v, %v", s, problems)
	}
}

func printedLedger(l *Ledger) string {
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		return err.Error()
	}
	return b.String()
}

func TestMoved(t *testing.T) {
	for _, test := range []struct{ from, to, text, hint string }{
		{"http://a.example/x", "http://b.example/y", `"http://a.example/x" has moved for good`, "write http://b.example/y"},
		{"http://a.example/x#part", "http://b.example/y", `"http://a.example/x#part" has moved for good`, "write http://b.example/y#part"},
		{"http://a.example/x", "http://a.example/x/", "", ""},
		{"http://A.example/x", "http://a.example/x", "", ""},
		{"http://a.example", "http://b.example", `"http://a.example" has moved for good`, "write http://b.example"},
		{"http://a.example/x", "http://a.example/", `"http://a.example/x" leads to the front page of a site now`, "look whether what it was about is still there"},
		{"https://a.example/x", "http://a.example/x2", "", ""},
		{"http://a.example/x", "http://b.example/" + strings.Repeat("y", 400), "", ""},
		{"http://a.example/x", "", "", ""},
	} {
		ledger := &Ledger{records: map[string]Record{page(test.from): {Checked: "2026-11-23", State: Fine, Moved: test.to}}}
		_, text, hint := (&Checker{}).verdict(test.from, ledger)
		if text != test.text || hint != test.hint {
			t.Errorf("%s to %s: %q, %q", test.from, test.to, text, hint)
		}
	}
}

// A signpost with a password in it is passed on without.
func TestMovedWithPassword(t *testing.T) {
	n := newNetwork(t)
	n.site("site.example", redirect(301, "http://me:secret@new.example/page#part"))
	n.site("new.example", ok)
	if r := n.visit("http://site.example/page"); r.Moved != "http://new.example/page" {
		t.Errorf("%+v", r)
	}
}

// Every place that uses an address is told, parts of a page are tested as one, and what nobody uses is forgotten.
func TestUses(t *testing.T) {
	n := newNetwork(t)
	n.site("moved.example", redirect(301, "http://new.example/page"))
	n.site("new.example", ok)
	ledger := &Ledger{records: map[string]Record{"http://old.example/": {Checked: "2026-11-01", State: Fine}}}
	s, problems := n.run(ledger, "http://moved.example/page#a", "http://moved.example/page#b", "http://moved.example/page", "not an address")
	if s.Addresses != 2 || s.Tested != 1 || s.Moved != 1 || s.Refused != 1 || len(problems) != 4 {
		t.Errorf("%+v, %q", s, texts(problems))
	}
	if got := n.requests("moved.example"); len(got) != 1 {
		t.Error(got)
	}
	if want := "{\n\"http://moved.example/page\": {\"checked\":\"2026-11-23\",\"state\":\"fine\",\"moved\":\"http://new.example/page\"}\n}\n"; printedLedger(ledger) != want {
		t.Errorf("got %s", printedLedger(ledger))
	}
}

var written = &Ledger{records: map[string]Record{
	"https://b.example/?a&b=<c>": {Checked: "2026-11-23", State: Failed, Says: "answers 404 not found", Failures: 4, Days: []string{"2026-11-20", "2026-11-21", "2026-11-23"}},
	"https://a.example/":         {Checked: "2026-11-23", State: Fine},
	"https://c.example/é":        {Checked: "2026-11-22", State: Unsure, Says: "answers 403 forbidden"},
}}

const asWritten = `{
"https://a.example/": {"checked":"2026-11-23","state":"fine"},
"https://b.example/?a&b=<c>": {"checked":"2026-11-23","state":"failed","says":"answers 404 not found","failures":4,"days":["2026-11-20","2026-11-21","2026-11-23"]},
"https://c.example/é": {"checked":"2026-11-22","state":"unsure","says":"answers 403 forbidden"}
}
`

func TestLedgerIsSortedLines(t *testing.T) {
	if got := printedLedger(written); got != asWritten {
		t.Errorf("got %s", got)
	}
	var any map[string]Record
	for _, text := range []string{asWritten, printedLedger(&Ledger{})} {
		if err := json.Unmarshal([]byte(text), &any); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		back, left, err := ReadLedger(strings.NewReader(text))
		if err != nil || left != 0 || printedLedger(back) != text {
			t.Errorf("%v, %d left, %s", err, left, printedLedger(back))
		}
	}
	if back, _, _ := ReadLedger(strings.NewReader(asWritten)); !reflect.DeepEqual(back, written) {
		t.Errorf("%+v", back)
	}
}

// A broken ledger costs the lines that are broken; of two lines about one address the later day counts.
func TestBrokenLedgers(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		left  int
		known []string
	}{
		"empty":         {"", 0, nil},
		"no ledger":     {"\x00\x01binary\nwords\n", 2, nil},
		"cut short":     {asWritten[:len(asWritten)/2], 1, []string{"https://a.example/"}},
		"Windows":       {strings.ReplaceAll(asWritten, "\n", "\r\n"), 0, []string{"https://a.example/", "https://b.example/?a&b=<c>", "https://c.example/é"}},
		"another shape": {"[{\"address\": 1}]\n", 1, nil},
		"wrong days":    {"{\n\"https://a.example/\": {\"checked\":\"2026-13-45\",\"state\":\"fine\"}\n}", 1, nil},
		"wrong state":   {"{\n\"https://a.example/\": {\"checked\":\"2026-11-23\",\"state\":\"dead\"}\n}", 1, nil},
		"made up":       {"{\n\"https://a.example/\": {\"checked\":\"2026-11-23\",\"state\":\"failed\",\"failures\":1,\"days\":[\"2026-11-20\",\"2026-11-21\"]}\n}", 1, nil},
		"a merge": {"{\n<<<<<<< HEAD\n\"https://a.example/\": {\"checked\":\"2026-11-20\",\"state\":\"unsure\"},\n=======\n\"https://a.example/\": {\"checked\":\"2026-11-22\",\"state\":\"fine\"},\n>>>>>>> other\n}\n",
			3, []string{"https://a.example/"}},
		"a merge the other way": {"{\n\"https://a.example/\": {\"checked\":\"2026-11-22\",\"state\":\"fine\"},\n\"https://a.example/\": {\"checked\":\"2026-11-20\",\"state\":\"unsure\"}\n}\n", 0, []string{"https://a.example/"}},
	} {
		l, left, err := ReadLedger(strings.NewReader(test.text))
		if err != nil || left != test.left {
			t.Errorf("%s: %d left, %v", name, left, err)
		}
		var known []string
		for address := range l.records {
			known = append(known, address)
		}
		if slices.Sort(known); !slices.Equal(known, test.known) {
			t.Errorf("%s: %v", name, known)
		}
		if strings.HasPrefix(name, "a merge") && l.records["https://a.example/"].State != Fine {
			t.Error("the earlier of two lines counts")
		}
	}
}

// What nobody uses any more leaves the ledger, but not while a file that cannot be read may still use it: its history
// of failures would begin anew.
func TestUnusedAddressesLeave(t *testing.T) {
	n := newNetwork(t)
	n.site("site.example", ok)
	n.site("gone.example", status(404))
	ledger := &Ledger{}
	n.run(ledger, "http://gone.example/a", "http://site.example/")
	partial := n.checker()
	partial.Partial = true
	if _, err := partial.Check(context.Background(), uses("http://site.example/"), ledger); err != nil {
		t.Fatal(err)
	}
	if r, known := ledger.Of("http://gone.example/a"); !known || r.Failures != 1 {
		t.Errorf("with a file that cannot be read: %+v, %v", r, known)
	}
	n.run(ledger, "http://site.example/")
	if r, known := ledger.Of("http://gone.example/a"); known {
		t.Errorf("it is still known: %+v", r)
	}
}

// The file is the old ledger or the new one, and is left alone where nothing changed.
func TestSave(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "links.json")
	if l, left, err := Open(file); err != nil || left != 0 || printedLedger(l) != "{\n}\n" {
		t.Errorf("%v, %d, %v", l, left, err)
	}
	for range 2 {
		if err := written.Save(file); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(file); err != nil || string(text) != asWritten {
			t.Errorf("%v, %s", err, text)
		}
	}
	back, _, err := Open(file)
	if err != nil || !reflect.DeepEqual(back, written) {
		t.Errorf("%v, %+v", err, back)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files", len(entries))
	}
	before, _ := os.Stat(file)
	if err := written.Save(file); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.Stat(file); !os.SameFile(before, after) {
		t.Error("a ledger that did not change was written again")
	}
	if err := written.Save(filepath.Join(dir, "missing", "links.json")); err == nil {
		t.Error("a folder that is not there can be written to")
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := written.Save(filepath.Join(dir, "folder")); err == nil {
		t.Error("a folder can be written over")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("%d files: a failed save left something behind", len(entries))
	}
}

// FuzzLedger: any bytes are read without harm, and what was read is written so that it reads the same.
func FuzzLedger(f *testing.F) {
	f.Add(asWritten)
	f.Add("{\n\"a\": {\"checked\":\"2026-11-23\",\"state\":\"fine\"},,\n\"\\u0000\": {}\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, _, err := ReadLedger(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		back, left, err := ReadLedger(strings.NewReader(printedLedger(l)))
		if err != nil || left != 0 || printedLedger(back) != printedLedger(l) {
			t.Errorf("%v, %d left: %s and %s", err, left, printedLedger(l), printedLedger(back))
		}
	})
}

// FuzzAddress: whatever is written, what may be asked for is https or http to a host that is no private address.
func FuzzAddress(f *testing.F) {
	for _, host := range inside {
		f.Add("http://" + host + "/")
	}
	f.Add("https://me:secret@a.example:80/c#d")
	f.Add("http://a.example\\@127.0.0.1/")
	f.Fuzz(func(t *testing.T, text string) {
		u, err := readAddress(text, nil)
		if err != nil {
			if _, ok := err.(*refusal); !ok {
				t.Errorf("%T", err)
			}
			return
		}
		if u.User != nil || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Error(u)
		}
		again, err := readAddress(u.String(), nil)
		if err != nil || again.Host != u.Host {
			t.Errorf("%q is %v, and then %v, %v", text, u, again, err)
		}
	})
}
