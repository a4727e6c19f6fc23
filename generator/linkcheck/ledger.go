package linkcheck

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// An address is dead when it failed so often, on so many days.
const (
	deadFailures = 3
	deadDays     = 3
)

// Record is what is known of one address. Days are written 2026-12-25.
type Record struct {
	Checked  string   `json:"checked"`            // the last day it was tested
	State    State    `json:"state"`              // as seen that day
	Says     string   `json:"says,omitempty"`     // what it answered, unless it was fine
	Failures int      `json:"failures,omitempty"` // in a row; answers that prove nothing neither count nor end the row
	Days     []string `json:"days,omitempty"`     // the first days of that row
	Moved    string   `json:"moved,omitempty"`    // where it leads for good
}

// Dead reports whether an address failed long enough.
func (r Record) Dead() bool { return r.Failures >= deadFailures && len(r.Days) >= deadDays }

// Ledger is what is known of addresses, by address without fragment. Its zero value knows nothing.
type Ledger struct {
	records map[string]Record
}

// Of returns what is known of an address.
func (l *Ledger) Of(address string) (r Record, known bool) {
	r, known = l.records[page(address)]
	return r, known
}

// keep leaves out every address but these, which are sorted.
func (l *Ledger) keep(addresses []string) {
	maps.DeleteFunc(l.records, func(address string, _ Record) bool {
		_, found := slices.BinarySearch(addresses, address)
		return !found
	})
}

// due are the addresses to test on a day: those never tested, those that failed on an earlier day, and those last
// tested since days ago or more. A day in the future is a clock that was wrong.
func (l *Ledger) due(addresses []string, day string, since int) []string {
	today, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic("wellshelf: internal error: a day that is none: " + day)
	}
	limit := today.AddDate(0, 0, -since).Format(time.DateOnly)
	var list []string
	for _, address := range addresses {
		r, known := l.records[address]
		if !known || since == 0 || r.Checked <= limit || r.Checked > day || r.State == Failed && r.Checked < day {
			list = append(list, address)
		}
	}
	return list
}

// mostWitnesses is how many addresses are asked whether this machine is online.
const mostWitnesses = 3

// witnesses are addresses that were fine when they were last tested, and are not among those seen.
func (l *Ledger) witnesses(seen map[string]answer) []string {
	var list []string
	for _, address := range slices.Sorted(maps.Keys(l.records)) {
		if _, asked := seen[address]; !asked && l.records[address].State == Fine && len(list) < mostWitnesses {
			list = append(list, address)
		}
	}
	return list
}

// note adds what was seen on a day.
func (l *Ledger) note(address, day string, a answer) {
	before := l.records[address]
	r := Record{Checked: day, State: a.state, Says: a.says, Moved: a.moved}
	if a.state != Fine {
		r.Failures, r.Days = before.Failures, before.Days
	}
	if a.state == Failed {
		r.Failures++
		if !slices.Contains(r.Days, day) && len(r.Days) < deadDays {
			r.Days = append(slices.Clone(r.Days), day)
			slices.Sort(r.Days)
		}
	}
	if l.records == nil {
		l.records = map[string]Record{}
	}
	l.records[address] = r
}

// Write prints the ledger: one line for each address, in order, so that a change of one is a change of one line.
func (l *Ledger) Write(w io.Writer) error {
	var b strings.Builder
	before := "{\n"
	for _, address := range slices.Sorted(maps.Keys(l.records)) {
		b.WriteString(before + inLine(address) + ": " + inLine(l.records[address]))
		before = ",\n"
	}
	if len(l.records) == 0 {
		b.WriteString("{")
	}
	_, err := io.WriteString(w, b.String()+"\n}\n")
	return err
}

// inLine is JSON with addresses as they are written: & stays &.
func inLine(v any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("wellshelf: internal error: a record that JSON cannot hold: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// longestLedger is beyond any ledger: a hundred thousand addresses take 15 MB.
const longestLedger = 64 << 20

// ReadLedger reads a ledger line by line, so that one bad line, such as the marks of a merge that is not finished,
// costs that line alone; left is how many were left out. Where two lines are about one address the later day counts.
func ReadLedger(r io.Reader) (l *Ledger, left int, err error) {
	text, err := io.ReadAll(io.LimitReader(r, longestLedger+1))
	if err != nil {
		return nil, 0, err
	}
	l = &Ledger{records: map[string]Record{}}
	if len(text) > longestLedger {
		return l, bytes.Count(text, []byte("\n")), nil
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(strings.TrimSpace(line), ",")
		if line == "" || line == "{" || line == "}" || line == "{}" {
			continue
		}
		var one map[string]Record
		decoder := json.NewDecoder(strings.NewReader("{" + line + "}"))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&one); err != nil || len(one) != 1 {
			left++
			continue
		}
		for address, record := range one {
			if !record.sound(address) {
				left++
			} else if known, twice := l.records[address]; !twice || known.Checked < record.Checked {
				l.records[address] = record
			}
		}
	}
	return l, left, nil
}

// sound reports whether a record could have been written here.
func (r Record) sound(address string) bool {
	if !slices.Contains([]State{Fine, Unsure, Failed}, r.State) || r.Failures < len(r.Days) || len(r.Days) > deadDays || page(address) != address {
		return false
	}
	for _, day := range append([]string{r.Checked}, r.Days...) {
		if t, err := time.Parse(time.DateOnly, day); err != nil || t.Format(time.DateOnly) != day {
			return false
		}
	}
	return slices.IsSortedFunc(r.Days, cmp.Compare[string])
}

// Open reads the ledger of a file. A file that is not there is an empty ledger.
func Open(file string) (l *Ledger, left int, err error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &Ledger{}, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	return ReadLedger(f)
}

// Save writes the ledger to a file, which is the old one or the new one at every moment.
func (l *Ledger) Save(file string) error {
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		return err
	}
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, b.Bytes()) {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.new")
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("the ledger %s cannot be written: %w", file, err), os.Remove(f.Name()))
	}
	return nil
}
