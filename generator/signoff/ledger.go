// Package signoff answers one question: is this text covered on this day?
//
// A text is known only by its digest, so this package needs to know nothing of entries. A [Policy] says which roles
// must have approved a text and for how long an approval lasts; a [Ledger] holds the approvals that were given. The
// policy that asks for nothing covers everything: that is the state of a new network.
package signoff

import (
	"slices"

	"github.com/golang-sql/civil"
)

// Policy is what must be true of a text before readers see it. Its zero value asks for nothing.
type Policy struct {
	Roles []string // every one of these must have approved the text
	Days  int      // how long an approval lasts; 0 is for ever
}

// Record is one role's approval of one exact text.
type Record struct {
	Digest string
	Role   string
	On     civil.Date
}

// Ledger holds the approvals known to a build.
type Ledger struct {
	Records []Record
}

// Covered reports whether policy is satisfied for the text with this digest on the given day. An approval dated
// after the day does not count, nor does one that has run out.
func (l Ledger) Covered(policy Policy, digest string, day civil.Date) bool {
	for _, role := range policy.Roles {
		holds := func(r Record) bool {
			return r.Digest == digest && r.Role == role && !r.On.After(day) &&
				(policy.Days == 0 || !day.After(r.On.AddDays(policy.Days)))
		}
		if !slices.ContainsFunc(l.Records, holds) {
			return false
		}
	}
	return true
}
