package library

import (
	"slices"

	"github.com/golang-sql/civil"

	"wellshelf/generator/signoff"
)

// Seal is who stands for a text that readers see.
type Seal struct {
	By      []signoff.Record // the last of each role and group, in the order of roles
	On      civil.Date       // the day to which the whole text is checked: that of the oldest of these
	Next    civil.Date       // the last day on which somebody looks at it again; no day when that is open
	Overdue bool             // that day is over
}

// Seal is who stands for a version as the shelf shows it; nil where nothing is asked of it, or where it shows more than
// was signed.
func (s *Shelf) Seal(v *Version) *Seal {
	seal := &Seal{}
	for _, e := range v.Layers {
		shown := s.standing(e)
		if shown == nil || len(shown.Approvals) == 0 {
			continue
		}
		if shown.Digest != e.Digest {
			return nil // a stub, or a preview of what waits
		}
		for _, r := range shown.Approvals {
			seal.add(r)
		}
		if shown.Until.IsValid() && (!seal.Next.IsValid() || shown.Until.Before(seal.Next)) {
			seal.Next = shown.Until
		}
		seal.Overdue = seal.Overdue || shown.State == signoff.Grace
	}
	if len(seal.By) == 0 {
		return nil
	}
	slices.SortStableFunc(seal.By, func(a, b signoff.Record) int {
		return slices.Index(signoff.Roles, a.Role) - slices.Index(signoff.Roles, b.Role)
	})
	return seal
}

func (s *Seal) add(r signoff.Record) {
	if !s.On.IsValid() || r.On.Before(s.On) && r.Decision == signoff.Approve {
		s.On = r.On
	}
	same := func(other signoff.Record) bool { return other.Role == r.Role && other.Group == r.Group }
	if at := slices.IndexFunc(s.By, same); at >= 0 {
		if s.By[at].On.Before(r.On) {
			s.By[at] = r
		}
		return
	}
	s.By = append(s.By, r)
}

// standing is how a file that the shelf shows stands.
func (s *Shelf) standing(e *Entry) *Shown {
	if s.library == nil {
		return nil
	}
	return s.library.Shown(e, s.today)
}

// Turns are the days after the shelf's own on which some text of it becomes overdue or may not be read any more.
func (s *Shelf) Turns() []civil.Date {
	var days []civil.Date
	if s.library == nil || s.library.signed == nil {
		return nil
	}
	for _, item := range s.Items {
		for _, v := range item.Versions {
			for _, e := range v.Layers {
				shown := s.standing(e)
				for _, day := range []civil.Date{shown.Until, shown.End} {
					if day.IsValid() && !day.Before(s.today) {
						days = append(days, day.AddDays(1))
					}
				}
			}
		}
	}
	return days
}
