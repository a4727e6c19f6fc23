package site

import (
	"strconv"

	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// Seal is who looked at the whole text of a page, and when: near the end of the content, and for the whole page only
// (NHS service manual, "Know that a page is up to date").
type Seal struct {
	On      string // the day to which all of them had looked, 2026-11-20
	By      []SealBy
	Next    string // the day by which somebody looks again; "" when that is open
	Overdue bool   // that day is over
}

// SealBy is one group. Count is how many people it was, where people are counted and not named; else 0.
type SealBy struct {
	Role, Group string
	Count       int
}

// seal is who stands for a version; nil where nothing is asked.
func (p *page) seal(version *library.Version) *Seal {
	found := p.site.shelf.Seal(version)
	if found == nil {
		return nil
	}
	seal := &Seal{On: found.On.String(), Overdue: found.Overdue}
	if found.Next.IsValid() {
		seal.Next = found.Next.String()
	}
	for _, r := range found.By {
		by := SealBy{Role: r.Role, Group: r.Group}
		if signoff.Unnamed(r.Role) {
			by.Count, _ = strconv.Atoi(r.By) // a count, or it would not be on record
		}
		seal.By = append(seal.By, by)
	}
	return seal
}
