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
	l.problems = append(l.problems, t.tokens.failing(t.pairs, t.pairs)...)
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
}

// failing returns a problem for every token that makes some of the pairs fail. It tells of the worst of them, and its
// hint is about all pairs at once: a colour that mends one and fails the next would send its reader round in circles.
func (t table) failing(pairs, all []pair) []diag.Problem {
	var faults []fault
	for _, p := range pairs {
		if f, failed := t.fault(p); failed {
			faults = append(faults, f)
		}
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return cmp.Compare(a.share, b.share) })
	var problems []diag.Problem
	told := map[string]bool{}
	for _, f := range faults {
		if property := f.token.property(); !told[property] {
			told[property] = true
			problems = append(problems, f.at.problem(f.text, t.cure(f.token, all)))
		}
	}
	return problems
}

// fault tells what a pair lacks, at the place that made it so: the token set nearer to the site than the pair was
// asked for, or else the pair.
func (t table) fault(p pair) (fault, bool) {
	first, decider, ok1 := t.resolve(p.first.value)
	second, other, ok2 := t.resolve(p.second.value)
	ratio := contrast(first, second)
	if !ok1 || !ok2 || ratio >= p.ratio {
		return fault{}, false
	}
	f := fault{token: decider, at: p.at, share: ratio / p.ratio}
	switch {
	case decider.depth < p.depth && decider.depth <= other.depth:
		f.at = decider.at
	case other.depth < p.depth:
		f.token, f.at = other, other.at
	}
	f.text = fmt.Sprintf("%s %s on %s %s has a contrast of %s, and needs %s", p.first.value, first, p.second.value, second,
		floored(ratio), strconv.FormatFloat(p.ratio, 'g', -1, 64))
	return f, true
}

// cure is the hint for a token: the nearest colour that passes beside every colour the token meets.
func (t table) cure(wrong token, pairs []pair) string {
	var moved colour
	var met []meeting
	for _, p := range pairs {
		first, a, ok1 := t.resolve(p.first.value)
		second, b, ok2 := t.resolve(p.second.value)
		own, facing := a.property() == wrong.property(), b.property() == wrong.property()
		switch {
		case !ok1 || !ok2 || p.ratio <= 1:
		case own && facing && p.first.value != p.second.value:
			return fmt.Sprintf("%s and %s are one colour: give one of them its own", p.first.value, p.second.value)
		case own:
			moved, met = first, append(met, meeting{second, p.ratio})
		case facing:
			moved, met = second, append(met, meeting{first, p.ratio})
		}
	}
	if c, ok := nearest(moved, met...); ok {
		return "the nearest colour that passes is " + c.String()
	}
	if len(met) == 1 {
		return "no lightness of this colour passes: change both"
	}
	return "no lightness of this colour passes beside all that it meets: change some of those, too"
}
