package theme

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"wellshelf/generator/diag"
)

// mergePairs gathers the chain's pairs, nearest first, one to each two colours, and checks the contrast of each.
func (l *loader) mergePairs(t *Theme) {
	for depth, f := range t.chain {
		for _, p := range f.manifest.pairs {
			p.depth = depth
			same := func(q pair) bool { return q.first.value == p.first.value && q.second.value == p.second.value }
			if !slices.ContainsFunc(t.pairs, same) && l.known(t, p.first) && l.known(t, p.second) {
				t.pairs = append(t.pairs, p)
			}
		}
	}
	every := func(_, _ token) bool { return true }
	l.problems = append(l.problems, t.tokens.schemes(t.dark).failing(t.pairs, every)...)
}

func (l *loader) known(t *Theme, name text) bool {
	_, ok := t.tokens.find(name.value)
	if !ok {
		l.report(name.at.problem(fmt.Sprintf("there is no colour %q among the tokens", name.value), diag.DidYouMean(name.value, t.tokens.names("palette", "intent"), "add it to palette or intent")))
	}
	return ok
}

// fault is a pair without the contrast it needs.
type fault struct {
	token token   // the one to change
	at    spot    // where
	text  string  // what is wrong
	share float64 // of the contrast that is needed: the smaller, the worse
	dark  bool    // it shows on dark screens alone
}

// failing returns a problem for every token that makes some of the pairs fail, of those that concern the caller. It
// tells of the worst of them, and its hint is about all pairs in all schemes at once: a colour that mends one and fails
// the next would send its reader round in circles.
func (s schemes) failing(pairs []pair, concern func(a, b token) bool) []diag.Problem {
	var faults []fault
	for i, scheme := range s {
		for _, p := range pairs {
			if i > 0 && s.alike(p) {
				continue // its fault is told already
			}
			if f, failed := scheme.fault(p, concern); failed {
				f.dark = i > 0
				faults = append(faults, f)
			}
		}
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return cmp.Compare(a.share, b.share) })
	var problems []diag.Problem
	var told []token
	for _, f := range faults {
		if !slices.ContainsFunc(told, f.token.same) {
			told = append(told, f.token)
			problems = append(problems, f.at.problem(f.text, s.hint(f, pairs)))
		}
	}
	return problems
}

// alike reports whether the same tokens decide a pair in the light and in the dark.
func (s schemes) alike(p pair) bool {
	_, first, _ := s[0].resolve(p.first.value)
	_, second, _ := s[0].resolve(p.second.value)
	_, darkFirst, _ := s[1].resolve(p.first.value)
	_, darkSecond, _ := s[1].resolve(p.second.value)
	return first.same(darkFirst) && second.same(darkSecond)
}

// fault tells what a pair lacks, at the place that made it so: the token set nearer to the site than the pair was
// asked for, or else the pair.
func (s scheme) fault(p pair, concern func(a, b token) bool) (fault, bool) {
	first, decider, ok1 := s.resolve(p.first.value)
	second, other, ok2 := s.resolve(p.second.value)
	ratio := contrast(first, second)
	if !ok1 || !ok2 || ratio >= p.ratio || !concern(decider, other) {
		return fault{}, false
	}
	f := fault{token: decider, at: p.at, share: ratio / p.ratio}
	switch {
	case decider.depth < p.depth && decider.depth <= other.depth:
		f.at = decider.at
	case other.depth < p.depth:
		f.token, f.at = other, other.at
	}
	f.text = fmt.Sprintf("%s %s on %s %s has a contrast of %s%s, and needs %s", p.first.value, first, p.second.value, second,
		floored(ratio), s.said, strconv.FormatFloat(p.ratio, 'g', -1, 64))
	return f, true
}

// hint tells how to mend a fault. A colour for both schemes comes first; a theme, unlike a site, can also set another
// for the dark.
func (s schemes) hint(f fault, pairs []pair) string {
	cure, moved := s.cure(f.token, pairs)
	if moved || !f.dark || f.token.group != "intent" || f.token.depth < 0 {
		return cure
	}
	if cure, moved = s[1:].cure(f.token, pairs); moved {
		return "set it under dark as well: " + cure
	}
	return cure
}

// cure is the nearest colour that passes beside every colour a token meets, by day and in the dark, or why no moved
// one does.
func (s schemes) cure(wrong token, pairs []pair) (hint string, found bool) {
	var moved colour
	var met []meeting
	for _, scheme := range s {
		for _, p := range pairs {
			first, a, ok1 := scheme.resolve(p.first.value)
			second, b, ok2 := scheme.resolve(p.second.value)
			own, facing := a.same(wrong), b.same(wrong)
			switch {
			case !ok1 || !ok2 || p.ratio <= 1:
			case own && facing && p.first.value != p.second.value:
				return fmt.Sprintf("%s and %s are one colour%s: give one of them its own", p.first.value, p.second.value, scheme.said), false
			case own:
				moved, met = first, append(met, meeting{second, p.ratio})
			case facing:
				moved, met = second, append(met, meeting{first, p.ratio})
			}
		}
	}
	met = distinct(met)
	if c, ok := nearest(moved, met...); ok {
		return "the nearest colour that passes is " + c.String(), true
	}
	if len(met) == 1 {
		return "no lightness of this colour passes: change both", false
	}
	return "no lightness of this colour passes beside all that it meets: change some of those, too", false
}

// distinct leaves out what is met twice: most colours stand in both schemes.
func distinct(met []meeting) []meeting {
	var once []meeting
	for _, m := range met {
		if !slices.Contains(once, m) {
			once = append(once, m)
		}
	}
	return once
}
