package signoff

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/golang-sql/civil"
)

// Refusal means that a record may not be added.
type Refusal struct{ Text, Hint string }

func (r *Refusal) Error() string { return r.Text }

// renewal is how many days before it runs out an approval may be given anew: as early as the first reminder comes.
const renewal = 60

var (
	initials = regexp.MustCompile(`^(?:\p{L}\.?){1,4}$`)
	people   = regexp.MustCompile(`^[1-9][0-9]{0,3}$`)
)

// longestNote is how many bytes group, evidence and note may have each: a record is one line.
const longestNote = 600

// Check says why a record may not be added to others on a day; nil when it may. Names of people are refused: initials
// say enough to those who were there, and in some roles even they say too much.
func (r Record) Check(policy Policy, others []Record, today civil.Date) error {
	switch {
	case !slices.Contains(Roles, r.Role):
		return &Refusal{fmt.Sprintf("there is no role %q", r.Role), "the roles are " + strings.Join(Roles, ", ")}
	case Unnamed(r.Role) && !people.MatchString(r.By):
		return &Refusal{fmt.Sprintf("for %s, --by is how many people looked at it, and it is %q", r.Role, r.By), "write a number such as 6; their names and initials belong in no record"}
	case !Unnamed(r.Role) && !initials.MatchString(r.By):
		return &Refusal{fmt.Sprintf("--by is %q, which is not a person's initials", r.By), "write one to four letters, such as KM; names belong in no record"}
	case r.RecordedBy != "" && !initials.MatchString(r.RecordedBy):
		return &Refusal{fmt.Sprintf("--recorded-by is %q, which is not a person's initials", r.RecordedBy), "write one to four letters, such as KM"}
	case Unnamed(r.Role) && r.RecordedBy == "":
		return &Refusal{fmt.Sprintf("for %s, somebody else writes down what they said", r.Role), "add --recorded-by with that person's initials"}
	case strings.TrimSpace(r.Group) == "":
		return &Refusal{"a sign-off needs the name of a group", "add --group, such as \"Midlothian steering group\"; readers see it"}
	case len(r.Group) > longestNote || len(r.Evidence) > longestNote || len(r.Note) > longestNote:
		return &Refusal{"group, evidence or note is too long for a record", fmt.Sprintf("write at most %d characters", longestNote)}
	case strings.ContainsAny(r.Group+r.Evidence+r.Note, "\n\r\x00"):
		return &Refusal{"group, evidence or note holds a line end", "a record is one line"}
	case r.On.After(today):
		return &Refusal{fmt.Sprintf("%s is still to come", r.On), "write the day on which they decided"}
	case r.Decision == Correct && r.Evidence == "":
		return &Refusal{"a correction needs evidence", "add --evidence with the page that shows the right number"}
	case r.Decision == Approve:
		return r.again(policy, others, today)
	}
	return nil
}

// again refuses an approval by a role that has given it already and whose approval still holds.
func (r Record) again(policy Policy, others []Record, today civil.Date) error {
	at := counting(others, today)
	for _, other := range slices.Backward(at) {
		if other.Digest != r.Digest || other.Role != r.Role || other.Decision != Approve || other.Over != r.Over {
			continue
		}
		until := policy.until(other.On)
		if until.IsValid() && !today.Before(until.AddDays(-renewal)) {
			return nil
		}
		held := "for good"
		if until.IsValid() {
			held = "until " + until.String()
		}
		return &Refusal{fmt.Sprintf("%s signed this text on %s, and that holds %s", r.Role, other.On, held), fmt.Sprintf("it can be signed again from %d days before it runs out", renewal)}
	}
	return nil
}
