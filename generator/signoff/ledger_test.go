package signoff

import (
	"testing"

	"github.com/golang-sql/civil"
)

func day(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCovered(t *testing.T) {
	ledger := Ledger{Records: []Record{
		{Digest: "a", Role: "library", On: day(t, "2026-01-10")},
		{Digest: "a", Role: "health", On: day(t, "2026-02-01")},
		{Digest: "b", Role: "library", On: day(t, "2026-01-10")},
	}}
	both := Policy{Roles: []string{"library", "health"}, Days: 30}
	for _, test := range []struct {
		name   string
		policy Policy
		digest string
		on     string
		want   bool
	}{
		{"a policy that asks for nothing covers an unknown text", Policy{}, "never seen", "2026-01-01", true},
		{"both roles approved", both, "a", "2026-02-05", true},
		{"on the day of the later approval", both, "a", "2026-02-01", true},
		{"before the later approval", both, "a", "2026-01-31", false},
		{"on the last day of the earlier approval", both, "a", "2026-02-09", true},
		{"after the earlier approval has run out", both, "a", "2026-02-10", false},
		{"one role is missing", both, "b", "2026-02-05", false},
		{"another text", both, "c", "2026-02-05", false},
		{"approvals without an end", Policy{Roles: []string{"library"}}, "a", "2036-01-01", true},
	} {
		if got := ledger.Covered(test.policy, test.digest, day(t, test.on)); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}
