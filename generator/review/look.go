package review

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/check"
	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// look finds what is worth knowing about a change beside its words: whose signature it needs, whose it loses, and facts.
func (c *comparison) look(made *Change, id library.ID, before, after *library.Version, f library.Form) {
	if after == nil {
		if site := c.is.Library.Site(made.Sites[0]); site != nil && made.What == Hidden {
			made.Why = c.is.Library.WhyNot(site, id, c.is.View)
		}
	}
	for _, file := range c.files(before, after, f) {
		e, old := c.is.Library.File(file), c.was.Library.File(file)
		made.File = file
		if e == nil {
			made.Floor = made.Floor || c.was.Library.OnFloor(old)
			continue
		}
		made.Floor = made.Floor || c.is.Library.OnFloor(e)
		c.signatures(made, e, old)
		c.facts(made, e, old)
	}
	if made.Facts.OnlyDate {
		made.Why = "Only the day was moved. Not a word changed."
	}
}

// files are the changed files that a version is made from, the topmost first.
func (c *comparison) files(before, after *library.Version, f library.Form) []string {
	var files []string
	for _, v := range []*library.Version{before, after} {
		if v == nil {
			continue
		}
		for _, e := range v.Layers {
			differs := len(c.Changed) == 0 || slices.Contains(c.Changed, e.File)
			if differs && e.Form == f && !slices.Contains(files, e.File) {
				files = append(files, e.File)
			}
		}
	}
	return files
}

// signatures finds who has to sign a text, and who signed the one before.
func (c *comparison) signatures(made *Change, e, old *library.Entry) {
	shown := c.is.Library.Record(e, c.is.View.Today)
	for _, role := range shown.Missing {
		made.Waits = append(made.Waits, Waits{Role: role, Group: lastGroup(shown.Records, role), Code: signoff.Code(e.Digest), File: e.File})
	}
	if old == nil || old.Digest == e.Digest || len(shown.Missing) == 0 {
		return
	}
	for _, r := range c.was.Library.Record(old, c.was.View.Today).Approvals {
		if r.Digest == old.Digest && !slices.Contains(made.Lost, r.Group) {
			made.Lost = append(made.Lost, r.Group)
		}
	}
}

func lastGroup(records []signoff.Record, role string) string {
	for _, r := range slices.Backward(records) {
		if r.Role == role {
			return r.Group
		}
	}
	return ""
}

// facts compares what two texts of a file hold beside words. old is nil for a new file.
func (c *comparison) facts(made *Change, e, old *library.Entry) {
	facts := &made.Facts
	facts.AgeAfter = cmp.Or(check.ReadingAge(c.is.Library, e), facts.AgeAfter)
	if old == nil {
		facts.NewLinks = append(facts.NewLinks, links(e)...)
		facts.NewNumbers = append(facts.NewNumbers, numbers(e)...)
		for _, p := range e.Pictures() {
			facts.Pictures = append(facts.Pictures, "added "+path.Base(p))
		}
		return
	}
	facts.AgeBefore = cmp.Or(check.ReadingAge(c.was.Library, old), facts.AgeBefore)
	facts.OnlyDate = e.OnlyDayDiffers(old)
	facts.NewLinks = append(facts.NewLinks, without(links(e), links(old))...)
	facts.NewNumbers = append(facts.NewNumbers, without(numbers(e), numbers(old))...)
	facts.Pictures = append(facts.Pictures, c.pictures(e, old)...)
}

func (c *comparison) pictures(e, old *library.Entry) (said []string) {
	for _, p := range e.Pictures() {
		now, _ := c.is.Library.Asset(p)
		then, there := c.was.Library.Asset(p)
		switch {
		case !slices.Contains(old.Pictures(), p):
			said = append(said, "added "+path.Base(p))
		case there && now != then:
			said = append(said, "changed "+path.Base(p))
		}
	}
	for _, p := range without(old.Pictures(), e.Pictures()) {
		said = append(said, "removed "+path.Base(p))
	}
	return said
}

// without are the texts of a list that another has not.
func without(list, other []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(other, s) })
}

// links are the addresses of other sites that an entry leads to.
func links(e *library.Entry) []string {
	var list []string
	if body := e.Body(); body != nil {
		for _, link := range body.Outside {
			list = append(list, link.URL)
		}
	}
	e.Fields.Scalars(func(v *library.Value) {
		if strings.HasPrefix(v.Text, "https://") || strings.HasPrefix(v.Text, "http://") {
			list = append(list, v.Text)
		}
	})
	slices.Sort(list)
	return slices.Compact(list)
}

// number is what may be dialled or texted: three digits or more, with spaces between.
var number = regexp.MustCompile(`\+?[0-9](?:[ -]?[0-9]){2,}`)

// numbers are those that stand in an entry's words or are its channels. Days and times are none.
func numbers(e *library.Entry) []string {
	var list []string
	e.Fields.Scalars(func(v *library.Value) {
		switch v.Field.Type {
		case library.Text, library.Prose, library.Phone:
			if !strings.Contains(v.Text, "://") {
				list = append(list, number.FindAllString(v.Text, -1)...)
			}
		}
	})
	if body := e.Body(); body != nil {
		_, text := e.Written()
		list = append(list, number.FindAllString(string(text), -1)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
