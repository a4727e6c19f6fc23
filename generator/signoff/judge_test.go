package signoff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/golang-sql/civil"
)

func day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// digest is a made-up digest that begins with a word's letters.
func digest(word string) string {
	if word == "" {
		return ""
	}
	return fmt.Sprintf("%x%s", word, strings.Repeat("0", 64))[:64]
}

// records reads a story, a record on each line: day, role, decision, text, and what it stands over or corrects.
func records(story string) []Record {
	var list []Record
	for line := range strings.Lines(story) {
		words := append(strings.Fields(line), "", "", "", "", "")
		if words[0] == "" {
			continue
		}
		r := Record{On: day(words[0]), Role: words[1], Decision: Decision(words[2]), Digest: digest(words[3]), Group: "Group", By: "KM"}
		if r.Decision == Correct {
			r.Base = digest(words[4])
		} else {
			r.Over = digest(words[4])
		}
		list = append(list, r)
	}
	return list
}

func TestJudge(t *testing.T) {
	both := Policy{Roles: []string{"library", "health"}, Months: 6, Grace: 90, Correction: 14}
	signed := "2026-01-10 library approve old\n2026-02-01 health approve old\n"
	for _, test := range []struct {
		name   string
		policy Policy
		story  string
		on     string
		want   string // state, text, until, confirm, missing
	}{
		{"nothing is asked", Policy{}, "", "2026-03-01", "free new"},
		{"nothing is asked, and it was withdrawn", Policy{}, "2026-02-01 library withdraw new", "2026-03-01", "withdrawn new"},
		{"nothing is asked, and it was signed again", Policy{}, "2026-02-01 library withdraw new\n2026-02-02 library approve new", "2026-03-01", "free new"},
		{"nobody signed", both, "", "2026-03-01", "waiting missing library,health"},
		{"one role signed", both, "2026-02-01 health approve new", "2026-03-01", "waiting missing library"},
		{"both signed", both, "2026-01-10 library approve new\n2026-02-01 health approve new", "2026-02-01", "signed new until 2026-07-10"},
		{"the second signs tomorrow", both, "2026-01-10 library approve new\n2026-02-01 health approve new", "2026-01-31", "waiting missing health"},
		{"on the last day", both, "2026-01-10 library approve new\n2026-02-01 health approve new", "2026-07-10", "signed new until 2026-07-10"},
		{"overdue", both, "2026-01-10 library approve new\n2026-02-01 health approve new", "2026-07-11", "in grace new until 2026-07-10 missing library"},
		{"on the last day of grace", both, "2026-01-10 library approve new\n2026-02-01 health approve new", "2026-10-08", "in grace new until 2026-07-10 missing library,health"},
		{"after grace", both, "2026-01-10 library approve new\n2026-02-01 health approve new", "2026-10-09", "lapsed new until 2026-07-10 missing library,health"},
		{"renewed by one", both, "2026-01-10 library approve new\n2026-02-01 health approve new\n2026-06-01 library approve new", "2026-07-11", "signed new until 2026-08-01"},
		{"a newer text waits", both, signed + "2026-03-01 library approve new", "2026-03-02", "signed old until 2026-07-10 missing health"},
		{"a newer text was signed", both, signed + "2026-03-01 library approve new\n2026-03-02 health approve new", "2026-03-02", "signed new until 2026-09-01"},
		{"the role asks for changes after all", both, signed + "2026-03-01 library approve new\n2026-03-02 health approve new\n2026-03-03 health changes new", "2026-03-04", "signed old until 2026-07-10 missing health"},
		{"reverted to a text that was signed before another", both, "2026-01-10 library approve new\n2026-01-10 health approve new\n2026-03-01 library approve other\n2026-03-01 health approve other", "2026-03-02", "signed new until 2026-07-10"},
		{"reverted to a text whose time is over", both, "2025-01-10 library approve new\n2025-01-10 health approve new\n2026-03-01 library approve other\n2026-03-01 health approve other", "2026-03-02", "signed other until 2026-09-01 missing library,health"},
		{"withdrawn", both, signed + "2026-03-01 library withdraw old", "2026-03-01", "withdrawn old until 2026-07-10 missing library,health"},
		{"the day before it is withdrawn", both, signed + "2026-03-01 library withdraw old", "2026-02-28", "signed old until 2026-07-10 missing library,health"},
		{"withdrawn before the last signature", both, "2026-01-10 library approve new\n2026-01-11 health withdraw new\n2026-01-12 health approve new", "2026-01-12", "withdrawn missing library"},
		{"withdrawn and signed again", both, signed + "2026-03-01 library withdraw old\n2026-03-01 library approve new\n2026-03-05 health approve new", "2026-03-05", "signed new until 2026-09-01"},
		{"a withdrawal that a merge put first", both, "2026-03-01 library withdraw old\n" + signed, "2026-03-01", "withdrawn old until 2026-07-10 missing library,health"},
		{"corrected by one", both, signed + "2026-03-01 library correct new old", "2026-03-01", "signed new until 2026-07-10 confirm 2026-03-15 missing health"},
		{"corrected and confirmed", both, signed + "2026-03-01 library correct new old\n2026-03-04 health approve new", "2026-03-05", "signed new until 2026-07-10"},
		{"corrected by one, long ago", both, signed + "2026-03-01 library correct new old", "2026-07-01", "signed new until 2026-07-10 confirm 2026-03-15 missing health"},
		{"corrected twice", both, signed + "2026-03-01 library correct other old\n2026-03-05 library correct new other", "2026-03-06", "signed new until 2026-07-10 confirm 2026-03-19 missing health"},
		{"corrected what nobody signed", both, "2026-03-01 library correct new old", "2026-03-01", "waiting missing library,health"},
		{"corrections that name each other", both, signed + "2026-03-01 library correct new other\n2026-03-01 library correct other new", "2026-03-01", "signed old until 2026-07-10 missing library,health"},
		{"a correction that changes more than facts", both, signed + "2026-03-01 library correct more old", "2026-03-01", "signed old until 2026-07-10 missing library,health"},
		{"for ever", Policy{Roles: []string{"library"}}, "2001-01-10 library approve new", "2036-01-01", "signed new"},
		{"the 31st of a month of 30 days", Policy{Roles: []string{"library"}, Months: 1}, "2026-01-31 library approve new", "2026-02-28", "signed new until 2026-02-28"},
	} {
		c := Case{Policy: test.policy, Records: records(test.story), Current: digest("new"), Facts: func(_, d string) bool { return d != digest("more") }}
		if got := told(Judge(c, day(test.on))); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestJudgeByEachTextsPolicy(t *testing.T) {
	one, two := Policy{Roles: []string{"library"}, Grace: 90}, Policy{Roles: []string{"library", "health"}, Grace: 90}
	signed := "2026-01-01 library approve old\n2026-01-02 health approve old\n"
	for _, test := range []struct {
		name     string
		now, old Policy
		story    string
		want     string
	}{
		{"more is asked of the new text", two, one, "2026-01-01 library approve old", "signed old missing library,health"},
		{"nothing is asked of the new text", Policy{}, two, signed, "signed old missing library,health"},
		{"nothing is asked of the new text, which is signed as the old one was", Policy{}, two, signed + "2026-02-01 library approve new\n2026-02-01 health approve new", "signed new"},
		{"nothing is asked of the new text, and the old one was withdrawn", Policy{}, two, signed + "2026-02-01 library withdraw old", "withdrawn old missing library,health"},
		{"nothing was ever asked", Policy{}, Policy{}, signed, "free new"},
		{"corrected, and put back without a signature", two, two, "2026-01-01 library approve new\n2026-01-02 health approve new\n2026-02-01 health correct old new", "signed old confirm 2026-02-01 missing library,health"},
	} {
		c := Case{Policy: test.now, Others: func(string) Policy { return test.old }, Records: records(test.story), Current: digest("new"), Facts: func(_, _ string) bool { return true }}
		if got := told(Judge(c, day("2026-03-01"))); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func told(s Standing) string {
	words := []string{s.State.String()}
	for _, word := range []string{"new", "old", "other", "more"} {
		if s.Digest == digest(word) {
			words = append(words, word)
		}
	}
	if s.Until.IsValid() {
		words = append(words, "until "+s.Until.String())
	}
	if s.Confirm.IsValid() {
		words = append(words, "confirm "+s.Confirm.String())
	}
	if s.Missing != nil {
		words = append(words, "missing "+strings.Join(s.Missing, ","))
	}
	return strings.Join(words, " ")
}

func TestJudgeOver(t *testing.T) {
	policy := Policy{Roles: []string{"library"}, Grace: 90}
	for _, test := range []struct {
		name     string
		story    string
		upper    string
		replaces bool
		want     string
	}{
		{"over the text above", "2026-01-01 library approve new above", "above", true, "signed new"},
		{"the text above is another now", "2026-01-01 library approve new above", "changed", true, "waiting missing library"},
		{"signed without saying over what", "2026-01-01 library approve new", "above", true, "waiting missing library"},
		{"it adds, and the text above is another now", "2026-01-01 library approve new", "changed", false, "signed new"},
		{"there was nothing above, and now there is", "2026-01-01 library approve new", "above", true, "waiting missing library"},
		{"the older text was over this one", "2026-01-01 library approve old above\n2026-02-01 library approve new changed", "above", true, "signed old missing library"},
	} {
		c := Case{Policy: policy, Records: records(test.story), Current: digest("new"), Upper: digest(test.upper), Replaces: test.replaces}
		if got := told(Judge(c, day("2026-03-01"))); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestTighten(t *testing.T) {
	network := Policy{Roles: []string{"library", "health"}, Months: 36, Grace: 90, Correction: 14}
	area := Policy{Roles: []string{"young-people", "library"}, Months: 12, Grace: 30, Correction: 20, Others: true}
	want := fmt.Sprint(Policy{Roles: []string{"library", "health", "young-people"}, Months: 12, Grace: 30, Correction: 14, Others: true})
	for _, got := range []Policy{network.Tighten(area), area.Tighten(network)} {
		if fmt.Sprint(got) != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}
	if got := fmt.Sprint(Policy{}.Tighten(area).Tighten(Policy{Roles: []string{"library"}, Grace: 90, Correction: 20})); !strings.HasSuffix(got, "12 30 20 true}") {
		t.Errorf("policies without an end loosen: %s", got)
	}
}

func TestRecords(t *testing.T) {
	r := Record{Role: "health", Group: "An “example” <group>: 1 & 2", By: "KM", On: day("2026-11-23"), Decision: Approve, Digest: digest("a"), Note: "- {\"role\": \"library\"}"}
	text := slices.Concat(r.Line(), r.Line(), []byte("\r\n# words\n"), records("2026-01-01 library withdraw b")[0].Line())
	got, flaws := ReadRecords(text)
	if len(flaws) > 0 || len(got) != 2 || got[0] != r || got[1].Decision != Withdraw {
		t.Errorf("got %v, %v", got, flaws)
	}
	good := string(r.Line())
	for _, test := range []struct{ text, want string }{
		{"<<<<<<< HEAD\n" + good + "=======\n>>>>>>> theirs\n", "1 a merge left a conflict here"},
		{"role: health\n", "1 this is no record of a sign-off: it does not begin with a hyphen and a space"},
		{"- role: health\n", "1 this is no record of a sign-off: it cannot be read"},
		{good + strings.Replace(good, "health", "doctor", 1), `2 this is no record of a sign-off: "doctor" is not a role`},
		{strings.Replace(good, "approve", "maybe", 1), `1 this is no record of a sign-off: "maybe" is not a decision`},
		{strings.Replace(good, digest("a"), "abc", 1), "1 this is no record of a sign-off: its digest is not one"},
		{strings.Replace(good, "2026-11-23", "2026-02-30", 1), "1 this is no record of a sign-off: it cannot be read"},
		{strings.Replace(good, `"by"`, `"name":"Kirsty","by"`, 1), `1 this is no record of a sign-off: "name" is not a part of it`},
		{strings.Replace(good, `"KM"`, `5`, 1), `1 this is no record of a sign-off: "by" is no text`},
		{strings.TrimSpace(good) + " {}\n", "1 this is no record of a sign-off: something follows it on the line"},
		{strings.Replace(good, "approve", "correct", 1), "1 this is no record of a sign-off: it corrects nothing"},
	} {
		_, flaws := ReadRecords([]byte(test.text))
		var said []string
		for _, f := range flaws {
			said = append(said, fmt.Sprint(f.Line, " ", f.Text))
		}
		if got := strings.Join(said, "; "); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func FuzzReadRecords(f *testing.F) {
	f.Add("- {\"role\":\"health\"}\n")
	f.Add(string(records("2026-01-01 library withdraw b")[0].Line()))
	f.Fuzz(func(t *testing.T, text string) {
		read, flaws := ReadRecords([]byte(text))
		if len(flaws) > 0 {
			return
		}
		var again []byte
		for _, r := range read {
			again = append(again, r.Line()...)
		}
		if second, flaws := ReadRecords(again); len(flaws) > 0 || !slices.Equal(read, second) {
			t.Errorf("read %v, then %v, %v", read, second, flaws)
		}
	})
}

func TestCheck(t *testing.T) {
	policy := Policy{Roles: []string{"library", "health"}, Months: 6}
	good := Record{Role: "health", Group: "A group", By: "KM", On: day("2026-11-23"), Decision: Approve, Digest: digest("a")}
	before := good
	before.On = day("2026-11-01")
	due := good
	due.On = day("2026-07-01")
	for _, test := range []struct {
		name   string
		change func(r *Record)
		others []Record
		want   string
	}{
		{"good", func(*Record) {}, nil, ""},
		{"another text", func(r *Record) { r.Digest = digest("b") }, []Record{before}, ""},
		{"due soon", func(*Record) {}, []Record{due}, ""},
		{"after a withdrawal", func(*Record) {}, append([]Record{before}, records("2026-11-02 library withdraw a")...), ""},
		{"unknown role", func(r *Record) { r.Role = "doctor" }, nil, `there is no role "doctor"`},
		{"a name", func(r *Record) { r.By = "Kirsty Muir" }, nil, `--by is "Kirsty Muir", which is not a person's initials`},
		{"a young person's initials", func(r *Record) { r.Role, r.RecordedBy = "young-people", "KM" }, nil, `for young-people, --by is how many people looked at it, and it is "KM"`},
		{"a name of lived experience", func(r *Record) { r.Role, r.By = "lived-experience", "Ali" }, nil, `for lived-experience, --by is how many people looked at it, and it is "Ali"`},
		{"young people alone", func(r *Record) { r.Role, r.By = "young-people", "6" }, nil, "for young-people, somebody else writes down what they said"},
		{"young people", func(r *Record) { r.Role, r.By, r.RecordedBy = "young-people", "6", "K.M." }, nil, ""},
		{"no group", func(r *Record) { r.Group = " " }, nil, "a sign-off needs the name of a group"},
		{"a future day", func(r *Record) { r.On = day("2026-11-24") }, nil, "2026-11-24 is still to come"},
		{"twice", func(*Record) {}, []Record{before}, "health signed this text on 2026-11-01, and that holds until 2027-05-01"},
		{"two lines", func(r *Record) { r.Note = "a\nb" }, nil, "group, evidence or note holds a line end"},
		{"too long", func(r *Record) { r.Note = strings.Repeat("a", 601) }, nil, "group, evidence or note is too long for a record"},
		{"a correction without evidence", func(r *Record) { r.Decision = Correct }, nil, "a correction needs evidence"},
	} {
		r := good
		test.change(&r)
		got := ""
		if err := r.Check(policy, test.others, day("2026-11-23")); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}
