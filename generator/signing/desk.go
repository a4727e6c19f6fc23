package signing

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// Desk is where decisions are written down.
type Desk struct {
	Library *library.Library
	Content fs.FS
	Today   civil.Date
	Author  func(file string) string // initials of who wrote the text of a content file; "" when that is not known; may be nil
}

// Decision is what a role decided about an entry's text as it lies in the tree.
type Decision struct {
	Entry  string // topics/sleep, topics/sleep.gd, or the path of its file
	In     string // the area or area/site it lies in; "" is national, or wherever there is one
	Code   string // of the text they looked at, see [signoff.Code]; "" takes the text as it is
	Record signoff.Record
}

// Result is what is to be written.
type Result struct {
	Files []File
	Said  []string // a sentence about each decision, in order
}

// File is one file, whole, below the content folder.
type File struct {
	Path  string
	Bytes []byte
}

// Refusal means that nothing is written.
type Refusal struct{ Text, Hint string }

func (r *Refusal) Error() string { return r.Text }

// Sign writes down decisions, all or none. The error is a [*Refusal], or of a file that cannot be read.
func (d *Desk) Sign(decisions ...Decision) (*Result, error) {
	t := &turn{desk: d, added: map[string][]signoff.Record{}, files: map[string][]byte{}, said: make([]string, len(decisions))}
	entries := make([]*library.Entry, len(decisions))
	for i, one := range decisions {
		e, err := d.find(one)
		if err != nil {
			return nil, err
		}
		entries[i] = e
	}
	for level := range 3 { // what is above first: what lies below may stand over what is signed now
		for i, one := range decisions {
			if entries[i].Scope.Level() != level {
				continue
			}
			said, err := t.sign(entries[i], one.Record)
			if err != nil {
				return nil, err
			}
			t.said[i] = said
		}
	}
	return t.result(), nil
}

// find is the entry that a decision names.
func (d *Desk) find(one Decision) (*library.Entry, error) {
	var found []*library.Entry
	name := strings.TrimSuffix(strings.TrimPrefix(strings.Trim(one.Entry, "/"), "content/"), ".md")
	folder := ""
	if one.In != "" {
		var hint string
		if folder, hint = d.Library.Folder(one.In); folder == "" {
			return nil, &Refusal{fmt.Sprintf("there is no area or site %q", one.In), hint}
		}
	}
	if e := d.Library.File(name + ".md"); e != nil && folder == "" {
		found = append(found, e)
	}
	for _, e := range d.Library.Entries {
		if len(found) > 0 && found[0].File == name+".md" {
			break
		}
		file := strings.TrimSuffix(e.File, ".md")
		if file == folder+"/"+name || folder == "" && strings.HasSuffix(file, "/"+name) && strings.Count(name, "/") == 1 {
			found = append(found, e)
		}
	}
	if national := slices.IndexFunc(found, func(e *library.Entry) bool { return e.Scope.Level() == 0 }); national >= 0 {
		found = found[national : national+1] // what every site shows is meant unless somebody says otherwise
	}
	switch {
	case len(found) == 0:
		return nil, &Refusal{fmt.Sprintf("there is no entry %q", one.Entry), d.near(name)}
	case len(found) > 1:
		var files []string
		for _, e := range found {
			files = append(files, e.File)
		}
		return nil, &Refusal{fmt.Sprintf("there are several entries %q", one.Entry), "name one by its file: " + strings.Join(files, ", ")}
	case one.Code != "" && !strings.EqualFold(one.Code, signoff.Code(found[0].Digest)):
		return nil, &Refusal{fmt.Sprintf("%s has changed since they looked at it: its code was %s and is %s", one.Entry, strings.ToLower(one.Code), signoff.Code(found[0].Digest)),
			"show them the text as it is now; nobody signs what they have not seen"}
	}
	return found[0], nil
}

func (d *Desk) near(name string) string {
	var known []string
	for _, e := range d.Library.Entries {
		known = append(known, e.Folder+"/"+strings.TrimSuffix(path.Base(e.File), ".md"))
	}
	return diag.DidYouMean(name, known, "name it as its folder and file, such as topics/sleep")
}

// turn is what is being written down.
type turn struct {
	desk  *Desk
	added map[string][]signoff.Record // by the entry's file
	order []string
	files map[string][]byte
	said  []string
}

func (t *turn) sign(e *library.Entry, r signoff.Record) (string, error) {
	d := t.desk
	if !r.On.IsValid() {
		r.On = d.Today
	}
	if r.Decision == "" {
		r.Decision = signoff.Approve
	}
	r.Digest = e.Digest
	shown := d.Library.Record(e, d.Today)
	if shown.Replaces {
		r.Over = t.upper(e)
	}
	others := append(slices.Clone(shown.Records), t.added[e.File]...)
	if err := r.Check(shown.Policy, others, d.Today); err != nil {
		refused := err.(*signoff.Refusal)
		return "", &Refusal{nameOf(e) + ": " + refused.Text, refused.Hint}
	}
	if err := t.own(e, r, shown.Policy); err != nil {
		return "", err
	}
	if r.Decision != signoff.Withdraw {
		if err := t.keep(e); err != nil {
			return "", err
		}
	}
	t.add(e, r)
	return t.tell(e, r), nil
}

// upper is the text above that a signature stands over: the one that readers will see when this is written down, or the
// one in the tree where none was ever signed.
func (t *turn) upper(e *library.Entry) string {
	above := t.desk.Library.Upper(e)
	if above == nil {
		return ""
	}
	return cmp.Or(t.desk.Library.Judge(above, t.desk.Today, t.added[above.File], "").Digest, above.Digest)
}

// own refuses a signature by whoever wrote the text, where the policy asks for others.
func (t *turn) own(e *library.Entry, r signoff.Record, policy signoff.Policy) error {
	if !policy.Others || r.Decision != signoff.Approve || t.desk.Author == nil || signoff.Unnamed(r.Role) {
		return nil
	}
	author := t.desk.Author(e.File)
	plain := func(s string) string { return strings.ToUpper(strings.ReplaceAll(s, ".", "")) }
	if author == "" || plain(author) != plain(r.By) {
		return nil
	}
	return &Refusal{fmt.Sprintf("%s: %s wrote this text, by Git's account, and the policy asks somebody else to sign it", nameOf(e), r.By), "ask another person of that role"}
}

func (t *turn) add(e *library.Entry, r signoff.Record) {
	if len(t.added[e.File]) == 0 {
		t.order = append(t.order, e.File)
	}
	t.added[e.File] = append(t.added[e.File], r)
}

// keep keeps the text that is signed, with copies of what it shows.
func (t *turn) keep(e *library.Entry) error {
	kept := library.KeptFile(e.File, e.Digest)
	if _, err := fs.Stat(t.desk.Content, kept); err == nil {
		return nil // it was signed before by another role
	}
	raw, err := t.raw(e.File)
	if err != nil {
		return err
	}
	t.files[kept] = raw
	for i, shown := range e.Pictures() {
		copied, err := fs.ReadFile(t.desk.Content, shown)
		if err != nil {
			return fmt.Errorf("%s cannot be read: %w", shown, err)
		}
		t.files[library.CopyFile(kept, i, shown)] = copied
	}
	return nil
}

// raw are the bytes of a content file, as they will be.
func (t *turn) raw(file string) ([]byte, error) {
	if changed, found := t.files[file]; found {
		return changed, nil
	}
	raw, err := fs.ReadFile(t.desk.Content, file)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", file, err)
	}
	return raw, nil
}

func (t *turn) result() *Result {
	for _, file := range t.order {
		name := library.RecordFile(file)
		text, err := fs.ReadFile(t.desk.Content, name)
		if err != nil {
			text = nil // the first on record
		}
		if n := len(text); n > 0 && text[n-1] != '\n' {
			text = append(text, '\n')
		}
		for _, r := range t.added[file] {
			text = append(text, r.Line()...)
		}
		t.files[name] = text
	}
	result := &Result{Said: t.said}
	for name, text := range t.files {
		result.Files = append(result.Files, File{name, text})
	}
	slices.SortFunc(result.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return result
}

// tell says what a decision means, and what is still to be done.
func (t *turn) tell(e *library.Entry, r signoff.Record) string {
	switch r.Decision {
	case signoff.Withdraw:
		if t.desk.Library.OnFloor(e) {
			return fmt.Sprintf("%s is withdrawn. It is part of the crisis floor: its page stays, with ways to get help and nothing else.", nameOf(e))
		}
		return fmt.Sprintf("%s is withdrawn. No site shows it until it is signed again.", nameOf(e))
	case signoff.Changes:
		return fmt.Sprintf("%s: %s asks for changes.", nameOf(e), r.Role)
	}
	shown := t.desk.Library.Judge(e, t.desk.Today, t.added[e.File], t.upper(e))
	switch {
	case len(shown.Missing) > 0:
		return fmt.Sprintf("%s: %s has signed. %s still to look at it.", nameOf(e), r.Role, have(shown.Missing))
	case shown.Until.IsValid():
		return fmt.Sprintf("%s: %s has signed. All have, and readers see it until %s.", nameOf(e), r.Role, shown.Until)
	}
	return fmt.Sprintf("%s: %s has signed. Nobody else is asked to.", nameOf(e), r.Role)
}

func have(roles []string) string {
	if len(roles) == 1 {
		return roles[0] + " has"
	}
	return strings.Join(roles[:len(roles)-1], ", ") + " and " + roles[len(roles)-1] + " have"
}

// nameOf is an entry as people name it.
func nameOf(e *library.Entry) string {
	name := e.Folder + "/" + strings.TrimSuffix(path.Base(e.File), ".md")
	if e.Scope.Level() > 0 {
		name += " of " + e.Scope.String()
	}
	return name
}
