package signing

import (
	"bytes"
	"fmt"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// Correction puts a number or address of a helpline right.
type Correction struct {
	Decision
	Was, Now string // the value as it is written, and as it should be; both empty when the file is right already
}

// Correct writes a correction down: live at once, with one role and evidence, and to be confirmed by a second role. Where
// the file still has the old value, that is changed, and the day and the evidence of its check with it. The errors are
// those of [Desk.Sign].
func (d *Desk) Correct(c Correction) (*Result, error) {
	e, err := d.find(c.Decision)
	if err != nil {
		return nil, err
	}
	if e.Kind.Name != "helpline" {
		return nil, &Refusal{fmt.Sprintf("%s is no helpline", nameOf(e)), "other texts wait for everyone who signs them; wellshelf withdraw takes one off the sites at once"}
	}
	base := d.Library.Record(e, d.Today)
	if base.Digest == "" {
		return nil, &Refusal{fmt.Sprintf("nobody has signed %s yet, so there is nothing to correct", nameOf(e)), "change it, and let everyone sign it: wellshelf sign " + c.Entry}
	}
	t := &turn{desk: d, added: map[string][]signoff.Record{}, files: map[string][]byte{}}
	if c.Was != "" || c.Now != "" {
		if e, err = t.change(e, c); err != nil {
			return nil, err
		}
	}
	return t.correct(e, base, c)
}

func (t *turn) correct(e *library.Entry, base *library.Shown, c Correction) (*Result, error) {
	r := c.Record
	r.Decision, r.Digest, r.Base = signoff.Correct, e.Digest, base.Digest
	if !r.On.IsValid() {
		r.On = t.desk.Today
	}
	switch refused, _ := r.Check(base.Policy, base.Records, t.desk.Today).(*signoff.Refusal); {
	case refused != nil:
		return nil, &Refusal{nameOf(e) + ": " + refused.Text, refused.Hint}
	case e.Digest == base.Digest:
		return nil, &Refusal{fmt.Sprintf("%s is as it was signed", nameOf(e)), "name what was wrong and what is right with --was and --now, or change the file first"}
	case base.Text == nil || !e.SameButFacts(base.Text):
		return nil, &Refusal{fmt.Sprintf("more of %s has changed than how to reach it", nameOf(e)), "correct one thing at a time: put its other words back, or let everyone sign it"}
	}
	if err := t.keep(e); err != nil {
		return nil, err
	}
	t.add(e, r)
	result := t.result()
	result.Said = []string{fmt.Sprintf("%s is corrected, and every site that shows it will have it with the next build. A second role is to confirm it by %s.", nameOf(e), r.On.AddDays(confirmDays(base.Policy)))}
	return result, nil
}

func confirmDays(p signoff.Policy) int {
	if p.Correction > 0 {
		return p.Correction
	}
	return signoff.DefaultCorrection
}

// change writes the new value into the file, with the day and the page it was checked against.
func (t *turn) change(e *library.Entry, c Correction) (*library.Entry, error) {
	raw, err := t.raw(e.File)
	if err != nil {
		return nil, err
	}
	lines := bytes.Split(raw, []byte("\n"))
	changed := 0
	for channel := range e.Fields.Groups("channels") {
		value := channel.Get("value")
		if value == nil || plainNumber(value.Text) != plainNumber(c.Was) {
			continue
		}
		changed++
		put(lines, value, c.Now)
		checked := channel.Group("checked")
		on := c.Record.On
		if !on.IsValid() {
			on = t.desk.Today
		}
		put(lines, checked.Get("on"), on.String())
		if evidence := checked.Get("evidence"); evidence != nil && len(evidence.List) > 0 && c.Record.Evidence != "" {
			put(lines, &evidence.List[0], c.Record.Evidence)
		}
	}
	if changed == 0 {
		return nil, &Refusal{fmt.Sprintf("%s has no number or address %q", nameOf(e), c.Was), "write it as the file has it: " + strings.Join(values(e), ", ")}
	}
	text := bytes.Join(lines, []byte("\n"))
	again, problems := t.desk.Library.WouldBe(e, text)
	if _, wrong := firstError(problems); again == nil || wrong != "" {
		return nil, &Refusal{fmt.Sprintf("%q cannot stand there: %s", c.Now, wrong), "write it as it should be read aloud"}
	}
	t.files[e.File] = text
	return again, nil
}

// put writes a text in the place of a value, on its line.
func put(lines [][]byte, at *library.Value, text string) {
	if at == nil || at.Line < 1 || at.Line > len(lines) {
		return
	}
	line := lines[at.Line-1]
	start := bytes.LastIndex(line, []byte(at.Text))
	if start < 0 {
		return
	}
	lines[at.Line-1] = bytes.Join([][]byte{line[:start], []byte(text), line[start+len(at.Text):]}, nil)
}

func plainNumber(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), " ", "") }

func values(e *library.Entry) []string {
	var list []string
	for channel := range e.Fields.Groups("channels") {
		list = append(list, channel.Text("value"))
	}
	return list
}

func firstError(problems []diag.Problem) (diag.Problem, string) {
	for _, p := range problems {
		if p.Severity == diag.Error {
			return p, p.Text
		}
	}
	return diag.Problem{}, ""
}
