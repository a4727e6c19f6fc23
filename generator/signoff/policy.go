package signoff

import (
	"slices"
	"time"

	"github.com/golang-sql/civil"
)

// Roles are those who can sign, in the order in which they are named to readers.
var Roles = []string{"library", "health", "education", "third-sector", "young-people", "lived-experience"}

// Unnamed reports whether who signs in a role is a count and never a name: nobody's health or age may be read out of a
// public record.
func Unnamed(role string) bool { return role == "young-people" || role == "lived-experience" }

// What holds where a policy does not say otherwise, in days.
const (
	DefaultGrace      = 90
	DefaultCorrection = 14
)

// Policy is what must be true of a text before readers see it. Its zero value asks for nothing.
type Policy struct {
	Roles      []string // every one of these must have approved the text; in the order of [Roles]
	Months     int      // how long an approval lasts; 0 is for ever
	Grace      int      // days for which an overdue text stays
	Correction int      // days in which a second role must confirm a correction
	Others     bool     // nobody may sign what they wrote
}

// Tighten asks for what either policy asks for: more roles, and the shorter time. It never asks for less than p.
func (p Policy) Tighten(q Policy) Policy {
	both := Policy{Months: shorter(p.Months, q.Months), Grace: q.Grace, Correction: q.Correction, Others: p.Others || q.Others}
	if len(p.Roles) > 0 {
		both.Grace, both.Correction = min(p.Grace, q.Grace), min(p.Correction, q.Correction)
	}
	for _, role := range Roles {
		if slices.Contains(p.Roles, role) || slices.Contains(q.Roles, role) {
			both.Roles = append(both.Roles, role)
		}
	}
	return both
}

func shorter(a, b int) int {
	if a == 0 || b == 0 {
		return a + b
	}
	return min(a, b)
}

// until is the last day on which an approval of that day holds; no day when it holds for ever.
func (p Policy) until(on civil.Date) civil.Date {
	if p.Months == 0 {
		return civil.Date{}
	}
	return AddMonths(on, p.Months)
}

// AddMonths is the same day some months later, or the last of that month where it is shorter.
func AddMonths(on civil.Date, months int) civil.Date {
	months += int(on.Month) - 1
	later := civil.Date{Year: on.Year + months/12, Month: time.Month(months%12 + 1), Day: on.Day}
	for !later.IsValid() {
		later.Day--
	}
	return later
}

// earlier is the first of two days, where no day is for ever.
func earlier(a, b civil.Date) civil.Date {
	switch {
	case !a.IsValid():
		return b
	case !b.IsValid() || a.Before(b):
		return a
	}
	return b
}
