package signing

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/signoff"
)

// Columns are those of a table of decisions. Entry, decision, role, group and by must be there; the others may be left
// out, and their order is free.
var Columns = []string{"entry", "code", "decision", "role", "group", "by", "recorded_by", "on", "evidence", "note"}

// required are the columns without which no row says anything.
var required = []string{"entry", "decision", "role", "group", "by"}

// answers are the words of a decision that people write.
var answers = map[string]signoff.Decision{
	"yes": signoff.Approve, "y": signoff.Approve, "approve": signoff.Approve, "approved": signoff.Approve,
	"no": signoff.Changes, "n": signoff.Changes, "change": signoff.Changes, "changes": signoff.Changes,
	"withdraw": signoff.Withdraw, "take away": signoff.Withdraw,
}

// ReadDecisions reads a table of decisions as a spreadsheet saves it: CSV with commas, semicolons or tabs. Rows without a
// decision are left out: nobody decided. The error is a [*Refusal] that names the line.
func ReadDecisions(text []byte) ([]Decision, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator(text), -1, true
	head, err := r.Read()
	if err != nil {
		return nil, &Refusal{"the table is empty or cannot be read", "its first line names the columns: " + strings.Join(Columns, ",")}
	}
	for i, name := range head {
		head[i] = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
		if head[i] != "" && !slices.Contains(Columns, head[i]) {
			return nil, &Refusal{fmt.Sprintf("the table has an unknown column %q", name), diag.DidYouMean(head[i], Columns, "the columns are "+strings.Join(Columns, ", "))}
		}
	}
	for _, name := range required {
		if !slices.Contains(head, name) {
			return nil, &Refusal{fmt.Sprintf("the table has no column %q", name), "its first line names the columns: " + strings.Join(Columns, ",")}
		}
	}
	var decisions []Decision
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return decisions, nil
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return nil, &Refusal{fmt.Sprintf("line %d of the table cannot be read", line), "look for a quotation mark that is not closed"}
		}
		one, decided, err := decision(head, row)
		if err != nil {
			refused := err.(*Refusal)
			return nil, &Refusal{fmt.Sprintf("line %d of the table: %s", line, refused.Text), refused.Hint}
		}
		if decided {
			decisions = append(decisions, one)
		}
	}
}

// separator is what most likely stands between the columns.
func separator(text []byte) rune {
	head, _, _ := bytes.Cut(text, []byte("\n"))
	for _, mark := range []rune{';', '\t'} {
		if bytes.ContainsRune(head, mark) {
			return mark
		}
	}
	return ','
}

func decision(head, row []string) (one Decision, decided bool, err error) {
	cell := func(name string) string {
		if at := slices.Index(head, name); at >= 0 && at < len(row) {
			return strings.TrimSpace(row[at])
		}
		return ""
	}
	said := strings.ToLower(cell("decision"))
	if said == "" {
		return one, false, nil
	}
	word, known := answers[said]
	if !known {
		return one, false, &Refusal{fmt.Sprintf("the decision is %q", cell("decision")), "write yes, no or withdraw, or leave it empty where nobody decided"}
	}
	one = Decision{Entry: cell("entry"), Code: cell("code"), Record: signoff.Record{
		Role: cell("role"), Group: cell("group"), By: cell("by"), RecordedBy: cell("recorded_by"), Decision: word, Evidence: cell("evidence"), Note: cell("note"),
	}}
	if on := cell("on"); on != "" {
		day, err := civil.ParseDate(on)
		if err != nil || !day.IsValid() {
			return one, false, &Refusal{fmt.Sprintf("the day is %q", on), "write a day like 2026-12-25"}
		}
		one.Record.On = day
	}
	return one, true, nil
}
