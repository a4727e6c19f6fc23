package library

import (
	"cmp"
	"slices"

	"wellshelf/generator/signoff"
)

// signRow is one row of sign_off: of whom it asks what.
type signRow struct {
	kinds  []string
	topics []string
	floor  map[ID]bool // nil unless the row is about the crisis floor
	policy signoff.Policy
}

// signRows are the rows that hold in each scope: its own and those above. A policy holds where it is written and below.
func (l *Library) signRows() map[Scope][]signRow {
	rows := map[Scope][]signRow{}
	for _, site := range l.Sites {
		var above []signRow
		floor := map[ID]bool{}
		for i, scope := range []Scope{{}, {Area: site.Area}, site.Scope()} {
			if i >= len(site.levels) {
				break
			}
			for _, item := range site.levels[i].fields.Get("crisis_floor").items() {
				floor[item.Target()] = true
			}
			for row := range site.levels[i].fields.Groups("sign_off") {
				above = append(above, newSignRow(row, floor))
			}
			rows[scope] = slices.Clone(above)
		}
	}
	if len(l.Sites) == 0 {
		for row := range l.Network.Groups("sign_off") {
			rows[Scope{}] = append(rows[Scope{}], newSignRow(row, map[ID]bool{}))
		}
	}
	return rows
}

func newSignRow(f Fields, floor map[ID]bool) signRow {
	row := signRow{kinds: f.Texts("kinds"), topics: f.Texts("topics"), policy: signoff.Policy{
		Roles: f.Texts("roles"), Months: f.Number("months"), Others: f.Flag("others"),
		Grace: signoff.DefaultGrace, Correction: cmp.Or(f.Number("confirm"), signoff.DefaultCorrection),
	}}
	if f.Get("grace") != nil {
		row.policy.Grace = f.Number("grace")
	}
	if f.Flag("crisis") {
		row.floor = floor
	}
	return row
}

// policy is what is asked of a text: of every row that fits it the most.
func (s *signedTexts) policy(e *Entry) signoff.Policy {
	var policy signoff.Policy
	if e.mapped() {
		return policy // it has no words of its own
	}
	rows := s.rows[e.Scope]
	if rows == nil { // an area without sites
		rows = s.rows[Scope{}]
	}
	var topics []string
	for i, row := range rows {
		if i == 0 {
			topics = s.library.topicsOf(e)
		}
		if row.fits(e, topics) {
			policy = policy.Tighten(row.policy)
		}
	}
	return policy
}

func (r *signRow) fits(e *Entry, topics []string) bool {
	return (len(r.kinds) == 0 || slices.Contains(r.kinds, e.Kind.Name)) &&
		(len(r.topics) == 0 || slices.ContainsFunc(topics, func(t string) bool { return slices.Contains(r.topics, t) })) &&
		(r.floor == nil || r.floor[e.ID])
}

// topicsOf are the topics that an entry belongs to, by its own words and by those of the entries it inherits from.
func (l *Library) topicsOf(e *Entry) []string {
	topics := e.Fields.Texts("topics")
	for _, from := range []*Entry{l.upper(e), l.plainFor(e)} {
		if from != nil && from != e {
			topics = append(slices.Clip(topics), from.Fields.Texts("topics")...)
		}
	}
	if e.Kind.Name == "topic" {
		topics = append(slices.Clip(topics), e.Slug)
	}
	return topics
}
