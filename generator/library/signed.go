package library

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/signoff"
)

// signoffs is the folder of sign-offs. In it, an entry's records lie under the path of the entry's own file, ending in
// .yaml instead of .md, and the texts that were signed in a folder of that name: see [KeptFile].
const signoffs = "signoffs"

// RecordFile is where the sign-offs of an entry's file are on record.
func RecordFile(file string) string {
	return signoffs + "/" + strings.TrimSuffix(file, ".md") + ".yaml"
}

// KeptFile is where the text with that digest of an entry's file is kept.
func KeptFile(file, digest string) string {
	return signoffs + "/" + strings.TrimSuffix(file, ".md") + "/" + digest[:16] + ".md"
}

// Shown is how an entry's file stands on a day.
type Shown struct {
	signoff.Standing
	Policy   signoff.Policy   // what is asked of the text in the tree
	Records  []signoff.Record // all that is on record, also under a former name
	Upper    string           // the digest of the text above that readers see; "" when there is none
	Replaces bool             // the text in the tree replaces that one
	Text     *Entry           // the text that readers see, or that they saw last; nil when there never was one

	mark     string         // stands for what pages say of it
	problems []diag.Problem // why that text cannot be had
}

// signedTexts is what is on record about the entries of a library, and which text of each readers see.
type signedTexts struct {
	library *Library
	fsys    fs.FS
	records map[string][]signoff.Record // by the entry's file
	rows    map[Scope][]signRow         // what the settings of each scope ask for, with those above

	mu   sync.RWMutex
	days map[civil.Date]map[string]*Shown
	kept *keptTexts
}

// signs takes in the records, and finds what is wrong with them.
func (l *Library) signs(fsys fs.FS, files []recordFile, kept *keptTexts) (problems []diag.Problem) {
	s := &signedTexts{library: l, fsys: fsys, records: map[string][]signoff.Record{}, rows: l.signRows(), days: map[civil.Date]map[string]*Shown{}, kept: kept}
	asked := false
	for _, rows := range s.rows {
		asked = asked || len(rows) > 0
	}
	for _, f := range files {
		records, flaws := signoff.ReadRecords(f.raw)
		for _, flaw := range flaws {
			snippet := diag.Line(f.raw, flaw.Line)
			problems = append(problems, diag.Problem{
				Reach: f.scope.Reach(), Place: diag.Place{File: f.file, Line: flaw.Line, Column: 1, Length: len([]rune(snippet))},
				Snippet: snippet, Text: flaw.Text, Hint: flaw.Hint,
			})
		}
		if len(flaws) == 0 {
			s.records[f.entry] = records
		}
	}
	if asked || len(files) > 0 {
		l.signed = s
	}
	return problems
}

// again is what is on record for a library in which only entries changed.
func (s *signedTexts) again(l *Library) *signedTexts {
	if s == nil {
		return nil
	}
	return &signedTexts{library: l, fsys: s.fsys, records: s.records, rows: s.rows, days: map[civil.Date]map[string]*Shown{}, kept: s.kept}
}

// Shown is how an entry's file stands on a day; nil when nothing is asked of any entry and nothing on record.
func (l *Library) Shown(e *Entry, day civil.Date) *Shown {
	if l.signed == nil {
		return nil
	}
	return l.signed.on(e, day)
}

// on judges an entry once for each day, when it is first asked for.
func (s *signedTexts) on(e *Entry, day civil.Date) *Shown {
	s.mu.RLock()
	known := s.days[day][e.File]
	s.mu.RUnlock()
	if known != nil {
		return known
	}
	if written := s.library.File(e.File); written != nil {
		e = written // asked of a kept text, the answer is about the file
	}
	made := s.judge(e, day, "", nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.days[day] == nil {
		s.days[day] = map[string]*Shown{}
	}
	s.days[day][e.File] = made
	return made
}

// judge says how a file stands, over the text above that readers see or another one, and with more on record than there
// is.
func (s *signedTexts) judge(e *Entry, day civil.Date, over string, more []signoff.Record) *Shown {
	records := append(slices.Clip(s.recordsOf(e)), more...)
	shown := &Shown{Policy: s.policy(e), Records: records}
	if upper := s.library.upper(e); upper != nil {
		shown.Upper, shown.Replaces = over, !e.Bare && !e.Appends()
		if over == "" {
			shown.Upper = s.on(upper, day).Digest
		}
	}
	if len(records) == 0 && len(shown.Policy.Roles) == 0 {
		shown.Digest, shown.Text = e.Digest, e // as in a network that asks for nothing
		return shown
	}
	c := signoff.Case{
		Policy: shown.Policy, Records: records, Current: e.Digest, Upper: shown.Upper, Replaces: shown.Replaces,
		Others: func(digest string) signoff.Policy { return s.policyOf(e, digest) },
		Facts:  func(base, digest string) bool { return s.factsAlone(e, base, digest) },
	}
	shown.Standing = signoff.Judge(c, day)
	shown.Text, shown.problems = s.text(e, shown.Digest)
	shown.mark = fmt.Sprint(shown.State, shown.Until, shown.Approvals)
	return shown
}

// recordsOf is what is on record about an entry, also under the name it had before it was renamed.
func (s *signedTexts) recordsOf(e *Entry) []signoff.Record {
	own := s.records[e.File]
	old := s.library.formerFile(e)
	if old == "" || s.records[old] == nil {
		return own
	}
	then := s.library.digestAs(e, e.Fields.Text("formerly"))
	all := slices.Clone(s.records[old])
	for i := range all {
		for _, digest := range []*string{&all[i].Digest, &all[i].Base} {
			if *digest == then {
				*digest = e.Digest
			}
		}
	}
	return append(all, own...)
}

// formerFile is the file that an entry lay in before it was renamed; "" when it was not, or when a file lies there now.
func (l *Library) formerFile(e *Entry) string {
	old := e.Fields.Text("formerly")
	if old == "" || old == e.Slug {
		return ""
	}
	folder, name := e.File[:strings.LastIndexByte(e.File, '/')+1], e.File[strings.LastIndexByte(e.File, '/')+1:]
	file := folder + old + strings.TrimPrefix(name, e.Slug)
	if l.File(file) != nil || l.unread(file) {
		return ""
	}
	return file
}

// text is the text of an entry with a digest: the one in the tree, or a kept one.
func (s *signedTexts) text(e *Entry, digest string) (*Entry, []diag.Problem) {
	switch digest {
	case "":
		return nil, nil
	case e.Digest:
		return e, nil
	}
	kept, why := s.keptText(e, digest)
	if kept != nil {
		return kept, nil
	}
	return nil, []diag.Problem{e.Problem(diag.Error, nil, fmt.Sprintf("readers see an older, signed text of this, and %s", why),
		"restore "+KeptFile(e.File, digest)+" from Git, or sign the text as it is now")}
}

// policyOf is what is asked of another text of the same entry.
func (s *signedTexts) policyOf(e *Entry, digest string) signoff.Policy {
	kept, _ := s.keptText(e, digest)
	if kept == nil {
		return s.policy(e) // its text is not there, and will be missed when it is to be shown
	}
	return s.policy(kept)
}

// factsAlone reports whether two texts of a helpline differ in what a correction may change, and in nothing else.
func (s *signedTexts) factsAlone(e *Entry, base, digest string) bool {
	if e.Kind.Name != "helpline" {
		return false
	}
	before, _ := s.text(e, base)
	after, _ := s.text(e, digest)
	return before != nil && after != nil && before.SameButFacts(after)
}

// correctable are the fields of a helpline that a correction may change.
var correctable = []string{"channels", "updated"}

// withoutFacts stands for all of an entry that a correction leaves as it was.
func (e *Entry) withoutFacts() string {
	rest := *e
	rest.Fields = slices.DeleteFunc(slices.Clone(e.Fields), func(v Value) bool { return slices.Contains(correctable, v.Field.Name) })
	return string(rest.canonical("").Sum(nil))
}

// showing is the text of a file that a view shows: nil when it is set aside. What is not ready is set aside before
// layering, so that an adaptation that waits never blocks the text above it. Of the crisis floor, at least a stub stays;
// one that nobody ever signed is an error, and a site keeps its last version rather than lose it.
func (l *Library) showing(e *Entry, view View, floor bool) (*Entry, []diag.Problem) {
	if e.Fields.Flag("draft") && !view.Drafts && !floor {
		return nil, nil
	}
	shown := l.Shown(e, view.Today)
	switch {
	case shown == nil || view.Drafts || view.Waiting && shown.State != signoff.Withdrawn:
		return e, nil
	case shown.problems != nil:
		return shown.Text, shown.problems
	case shown.State.Shows():
		return shown.Text, nil
	case !floor:
		return nil, nil
	case shown.Text != nil:
		return shown.Text.stubbed(), nil
	}
	return e, []diag.Problem{e.Problem(diag.Error, nil, fmt.Sprintf("%s is part of the crisis floor, and nobody has signed it", e.name()),
		"let "+strings.Join(shown.Missing, ", ")+" look at it, and write down that they did: wellshelf sign "+e.name())}
}

// whyUnready says why a file is set aside.
func (l *Library) whyUnready(e *Entry, view View) string {
	shown := l.Shown(e, view.Today)
	switch {
	case e.Fields.Flag("draft") && !view.Drafts:
		return "it is a draft: " + e.File
	case shown == nil || shown.State.Shows():
		return "it is set aside: " + e.File
	case shown.State == signoff.Withdrawn:
		return "it was withdrawn: " + e.File
	case shown.State == signoff.Lapsed:
		return fmt.Sprintf("its sign-off ended on %s, and its time of grace on %s: %s", shown.Until, shown.End, e.File)
	}
	return "it waits for sign-off by " + strings.Join(shown.Missing, ", ") + ": " + e.File
}

// Record is how an entry's file stands on a day, also in a network that asks for nothing.
func (l *Library) Record(e *Entry, day civil.Date) *Shown {
	if l.signed != nil && l.File(e.File) == e {
		return l.signed.on(e, day)
	}
	return l.Judge(e, day, nil, "")
}

// Judge is how an entry's file would stand with more on record, and over another text from above; "" is the one that
// readers see now.
func (l *Library) Judge(e *Entry, day civil.Date, more []signoff.Record, upper string) *Shown {
	s := l.signed
	if s == nil {
		s = &signedTexts{library: l, days: map[civil.Date]map[string]*Shown{}, kept: newKeptTexts()}
	}
	return s.judge(e, day, upper, more)
}

// WouldBe is the entry that a file would hold with other bytes, and what would be wrong with it; nil when nothing of it
// could be used.
func (l *Library) WouldBe(e *Entry, raw []byte) (*Entry, []diag.Problem) {
	f := entryFile{file: e.File, scope: e.Scope, kind: e.Kind, name: strings.TrimSuffix(path.Base(e.File), ".md"), raw: raw}
	return l.entry(f, remembered{reading: readEntry(f)})
}

// SameButFacts reports whether two texts of a helpline differ in how to reach it, and in nothing else.
func (e *Entry) SameButFacts(other *Entry) bool { return e.withoutFacts() == other.withoutFacts() }

// Upper is the nearest entry of the same name and form on a shelf above, or nil.
func (l *Library) Upper(e *Entry) *Entry { return l.upper(e) }

// OnFloor reports whether an entry is on the crisis floor of its own scope or one above.
func (l *Library) OnFloor(e *Entry) bool {
	for _, site := range l.Sites {
		if e.Scope.above(site.Scope()) && site.floor().level(e.ID) <= e.Scope.Level() {
			return true
		}
	}
	return false
}

// OnlyDayDiffers reports whether an entry is another one with its day moved, and every word the same.
func (e *Entry) OnlyDayDiffers(other *Entry) bool {
	bare := func(e *Entry) string {
		rest := *e
		rest.Fields = slices.DeleteFunc(slices.Clone(e.Fields), func(v Value) bool { return v.Field.Name == "updated" })
		return string(rest.canonical("").Sum(nil))
	}
	return e.Digest != other.Digest && bare(e) == bare(other)
}
