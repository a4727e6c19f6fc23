package signoff

import (
	"slices"

	"github.com/golang-sql/civil"
)

// State is how an entry stands on a day.
type State uint8

const (
	Free      State = iota // nothing is asked of it
	Signed                 // a text is covered
	Grace                  // the cover of the text has run out, and it may stay for a while
	Lapsed                 // the time of grace is over
	Waiting                // no text was ever fully signed
	Withdrawn              // somebody took it back
)

// Shows reports whether readers see a text of the entry.
func (s State) Shows() bool { return s == Free || s == Signed || s == Grace }

func (s State) String() string {
	return [...]string{"free", "signed", "in grace", "lapsed", "waiting", "withdrawn"}[s]
}

// Case is what is judged: an entry as it lies in the tree, and what is on record about it.
type Case struct {
	Policy   Policy                     // for the text in the tree
	Others   func(digest string) Policy // for every other text, which its own policy decides; nil is the same for all
	Records  []Record
	Current  string                    // the digest of the text in the tree
	Upper    string                    // the digest of the text above that readers see; "" when there is none
	Replaces bool                      // the text in the tree replaces that one
	Facts    func(base, d string) bool // whether two kept texts differ in contact facts alone; asked of corrections
}

// Standing is how an entry stands, and which of its texts.
type Standing struct {
	State     State
	Digest    string     // the text that stands; where none does, the one that stood last; "" when there never was one
	Approvals []Record   // what Digest stands on: the last of each role
	Until     civil.Date // the last day of its cover; no day when that has no end
	End       civil.Date // the last day of grace
	Confirm   civil.Date // the day by which a second role must confirm a correction; no day when none is awaited
	Missing   []string   // the roles that the text in the tree still lacks
}

// Judge says how an entry stands on a day. Records of later days do not count. A text of which nothing is asked, while
// something was asked of the one that was signed last, is held to that: taking a page out of a topic makes nobody's
// signature needless.
func Judge(c Case, day civil.Date) Standing {
	records := counting(c.Records, day)
	if len(c.Policy.Roles) == 0 {
		signed := c.best(before(c.Records, day), day)
		if now := c.best(records, day); now != nil {
			signed = now
		}
		if signed == nil {
			return c.free(records)
		}
		c.Policy = signed.policy
	}
	standing := Standing{Missing: c.missing(records, day)}
	best := c.best(records, day)
	switch {
	case best != nil:
		standing.State = best.policy.state(best.until, day)
	case lastWithdrawal(records) >= 0:
		standing.State, best = Withdrawn, c.best(before(c.Records, day), day)
	default:
		standing.State = Waiting
	}
	if best == nil {
		return standing
	}
	if best.digest != c.Current && len(standing.Missing) == 0 {
		standing.Missing = c.Policy.Roles // what was corrected since must be signed anew
	}
	standing.Digest, standing.Approvals, standing.Until, standing.Confirm = best.digest, best.approvals, best.until, best.confirm
	if best.until.IsValid() {
		standing.End = best.until.AddDays(best.policy.Grace)
	}
	return standing
}

// free is how an entry stands of which nothing is asked: only a withdrawal that nobody has taken back counts.
func (c Case) free(records []Record) Standing {
	if n := len(records); n > 0 && records[n-1].Decision == Withdraw {
		return Standing{State: Withdrawn, Digest: c.Current}
	}
	return Standing{State: Free, Digest: c.Current}
}

// policy is what is asked of a text.
func (c Case) policy(digest string) Policy {
	if digest == c.Current || c.Others == nil {
		return c.Policy
	}
	return c.Others(digest)
}

func (p Policy) state(until, day civil.Date) State {
	switch {
	case !until.IsValid() || !day.After(until):
		return Signed
	case !day.After(until.AddDays(p.Grace)):
		return Grace
	}
	return Lapsed
}

// counting are the records up to a day in the order in which they were given, from the last withdrawal on. That ends
// what was given before it; on one day, the order in the file decides.
func counting(records []Record, day civil.Date) []Record {
	all := unvoided(records, day)
	return all[max(lastWithdrawal(all), 0):]
}

// before are the records that the last withdrawal ended.
func before(records []Record, day civil.Date) []Record {
	all := unvoided(records, day)
	return all[:max(lastWithdrawal(all), 0)]
}

// lastWithdrawal is where it stands; -1 without one.
func lastWithdrawal(records []Record) int {
	for i, r := range slices.Backward(records) {
		if r.Decision == Withdraw {
			return i
		}
	}
	return -1
}

// unvoided are the records up to a day in the order in which they were given, whatever was withdrawn.
func unvoided(records []Record, day civil.Date) []Record {
	var all []Record
	for _, r := range records {
		if !r.On.After(day) {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b Record) int { return a.On.DaysSince(b.On) })
	return all
}

// cover is a text that every role has approved.
type cover struct {
	digest    string
	policy    Policy
	approvals []Record
	until     civil.Date
	confirm   civil.Date
	last      int    // which of the records completed it
	corrects  string // the text whose facts it puts right; "" for none
}

// best is the text that stands: the one in the tree while it is covered, else the one that was fully signed last, and
// rather one whose grace is not over. It is nil when none was ever fully signed.
func (c Case) best(records []Record, day civil.Date) *cover {
	if now := c.cover(records, c.Current, nil); now != nil && now.corrects == "" && now.policy.state(now.until, day) != Lapsed && !c.corrected(records) {
		return now // as nearly always; no other text need be looked at
	}
	var covers []*cover
	for _, digest := range digests(records) {
		if one := c.cover(records, digest, nil); one != nil {
			covers = append(covers, one)
		}
	}
	var best *cover
	rank := func(v *cover) int {
		switch {
		case v.policy.state(v.until, day) == Lapsed:
			return 0
		case v.digest != c.Current:
			return 1
		}
		return 2
	}
	for _, one := range covers {
		wrong := func(other *cover) bool { return other.corrects == one.digest && other.last > one.last }
		if slices.ContainsFunc(covers, wrong) {
			continue // facts that were wrong do not come back by themselves
		}
		if best == nil || rank(one) > rank(best) || rank(one) == rank(best) && one.last > best.last {
			best = one
		}
	}
	return best
}

// corrected reports whether somebody put facts of the text in the tree right.
func (c Case) corrected(records []Record) bool {
	return slices.ContainsFunc(records, func(r Record) bool { return r.Decision == Correct && r.Base == c.Current })
}

// Approved is the last day on which a role's approval of a text holds, and whether it gave one; no day when it holds for
// ever.
func (p Policy) Approved(records []Record, digest, role string, day civil.Date) (until civil.Date, signed bool) {
	for _, r := range slices.Backward(counting(records, day)) {
		if r.Digest == digest && r.Role == role && (r.Decision == Approve || r.Decision == Changes) {
			return p.until(r.On), r.Decision == Approve
		}
	}
	return civil.Date{}, false
}

func digests(records []Record) []string {
	var list []string
	for _, r := range records {
		if !slices.Contains(list, r.Digest) {
			list = append(list, r.Digest)
		}
	}
	return list
}

// cover is what a text stands on; nil when a role is missing. within are the corrections that led here, so that records
// which name each other lead nowhere.
func (c Case) cover(records []Record, digest string, within []string) *cover {
	one := &cover{digest: digest, policy: c.policy(digest), last: -1}
	if len(one.policy.Roles) == 0 {
		return nil
	}
	for _, role := range one.policy.Roles {
		at := c.approval(records, digest, role)
		if at < 0 || records[at].Decision == Correct { // which looked at the facts alone
			return c.correction(records, digest, within)
		}
		one.approvals = append(one.approvals, records[at])
		one.until = earlier(one.until, one.policy.until(records[at].On))
		one.last = max(one.last, at)
	}
	return one
}

// approval is where a role's last word on a text stands, when that is an approval; else -1.
func (c Case) approval(records []Record, digest, role string) int {
	for i, r := range slices.Backward(records) {
		if r.Digest != digest || r.Role != role || r.Decision == Withdraw {
			continue
		}
		if r.Decision == Changes || r.Over != c.Upper && (r.Over != "" || c.Replaces) {
			return -1
		}
		return i
	}
	return -1
}

// correction is what a corrected text stands on: what the text stood on whose facts it puts right, and one role's
// word. A second role is to confirm it within days; while nobody does, the right number stays, and the work list says so.
func (c Case) correction(records []Record, digest string, within []string) *cover {
	if slices.Contains(within, digest) {
		return nil
	}
	for i, r := range slices.Backward(records) {
		if r.Digest != digest || r.Decision != Correct || c.approval(records, digest, r.Role) < 0 {
			continue
		}
		base := c.cover(records, r.Base, append(within, digest))
		if base == nil || c.Facts == nil || !c.Facts(r.Base, digest) {
			continue
		}
		one := &cover{digest: digest, policy: c.policy(digest), approvals: append(slices.Clone(base.approvals), r), until: base.until, last: i, corrects: r.Base}
		for _, role := range Roles {
			if at := c.approval(records, digest, role); role != r.Role && at >= 0 {
				one.approvals, one.last = append(one.approvals, records[at]), max(i, at)
				return one
			}
		}
		if len(one.policy.Roles) > 1 {
			one.confirm = r.On.AddDays(one.policy.Correction)
		}
		return one
	}
	return nil
}

// missing are the roles that have not approved the text in the tree, or whose approval has run out.
func (c Case) missing(records []Record, day civil.Date) []string {
	one := c.cover(records, c.Current, nil)
	holds := one != nil && c.Policy.state(one.until, day) == Signed
	if holds && !one.confirm.IsValid() {
		return nil
	}
	var list []string
	for _, role := range c.Policy.Roles {
		at := c.approval(records, c.Current, role)
		if at < 0 || records[at].Decision == Correct && !holds || c.Policy.state(c.Policy.until(records[at].On), day) != Signed {
			list = append(list, role)
		}
	}
	return list
}
