package signoff

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/golang-sql/civil"
)

// Decision is what a record says of a text.
type Decision string

const (
	Approve  Decision = "approve"  // it may be read
	Changes  Decision = "changes"  // this role asks for changes, and takes back an approval of this text
	Correct  Decision = "correct"  // contact facts were put right; it may be read at once
	Withdraw Decision = "withdraw" // nobody may read it, or any text of this entry, until it is signed again
)

// Record is what one role decided about one exact text.
type Record struct {
	Role       string     `json:"role"`
	Group      string     `json:"group"`
	By         string     `json:"by"`                    // initials; for [Unnamed] roles how many people
	RecordedBy string     `json:"recorded_by,omitempty"` // initials of who wrote it down, when that was another
	On         civil.Date `json:"on"`
	Decision   Decision   `json:"decision"`
	Digest     string     `json:"digest"`
	Over       string     `json:"over,omitempty"`     // the digest of the text from above that this one replaces
	Base       string     `json:"base,omitempty"`     // for a correction: the signed text that it corrects
	Evidence   string     `json:"evidence,omitempty"` // what it was checked against
	Note       string     `json:"note,omitempty"`
}

// Code stands for a text on paper: eight signs of its digest, in two groups.
func Code(digest string) string { return digest[:4] + "-" + digest[4:8] }

// Flaw is a line of a file of records that cannot be read.
type Flaw struct {
	Line       int // from 1
	Text, Hint string
}

// A file of records is YAML, and every line of it is one record: "- " and an object in JSON. Records of one line can be
// joined line by line when two branches add to the same file (merge=union in .gitattributes), and never mix.
const bullet = "- "

// Line is a record as a line of its file, with its line end.
func (r Record) Line() []byte {
	var b bytes.Buffer
	b.WriteString(bullet)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		panic("wellshelf: internal error: a record: " + err.Error())
	}
	return b.Bytes()
}

// ReadRecords reads a file of records. Repeated lines, as a merge may leave them, count once. When there is a flaw, no
// record of the file should be relied upon: what is missing may be a withdrawal.
func ReadRecords(text []byte) (records []Record, flaws []Flaw) {
	number, open := 0, false
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))) {
		number++
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0 || line[0] == '#':
			continue
		case conflicted(line) && open:
			open = !bytes.HasPrefix(line, []byte(">>>>>>>"))
			continue
		case conflicted(line):
			open = true
			flaws = append(flaws, Flaw{number, "a merge left a conflict here", "keep the lines of both sides, and remove the lines of <, = and >; records are only ever added"})
			continue
		}
		record, err := readRecord(line)
		if err != nil {
			flaws = append(flaws, Flaw{number, "this is no record of a sign-off: " + err.Error(), "put the line back as `wellshelf sign` wrote it; records are only ever added, never edited"})
			continue
		}
		if !slices.Contains(records, record) {
			records = append(records, record)
		}
	}
	return records, flaws
}

// conflicted reports whether Git wrote the line when it could not merge.
func conflicted(line []byte) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return true
		}
	}
	return false
}

func readRecord(line []byte) (r Record, err error) {
	object, found := bytes.CutPrefix(line, []byte(bullet))
	if !found {
		return r, errors.New("it does not begin with a hyphen and a space")
	}
	d := json.NewDecoder(bytes.NewReader(object))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, plainly(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return r, errors.New("something follows it on the line")
	}
	return r, r.valid()
}

// plainly says of JSON that cannot be read what is wrong with it.
func plainly(err error) error {
	if name, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return fmt.Errorf("%s is not a part of it", name)
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		return fmt.Errorf("%q is no text", kind.Field)
	}
	return errors.New("it cannot be read")
}

// valid says what is wrong with a record that can be read.
func (r Record) valid() error {
	switch {
	case !slices.Contains(Roles, r.Role):
		return fmt.Errorf("%q is not a role", r.Role)
	case !slices.Contains([]Decision{Approve, Changes, Correct, Withdraw}, r.Decision):
		return fmt.Errorf("%q is not a decision", r.Decision)
	case !isDigest(r.Digest), r.Over != "" && !isDigest(r.Over), r.Base != "" && !isDigest(r.Base):
		return errors.New("its digest is not one")
	case !r.On.IsValid():
		return errors.New("it has no day")
	case r.Decision == Correct && r.Base == "":
		return errors.New("it corrects nothing")
	}
	return nil
}

func isDigest(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
