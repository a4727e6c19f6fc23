package theme

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// groups are the kinds of token; all but the first three are passed through to the styles.
var groups = []string{"palette", "intent", "dark", "size", "font", "radius", "space", "weight", "line", "shadow", "time"}

// token is one named value of a look.
type token struct {
	group, name, value string
	at                 spot
	depth              int // how far up the chain of parents it is set; -1 for a site's own
}

func (t token) colourful() bool { return t.group == "palette" || t.purposeful() }

// purposeful reports whether the token says what a colour is for: by day, or in the dark.
func (t token) purposeful() bool { return t.group == "intent" || t.group == "dark" }

// same reports whether two tokens are one line of a theme, or a site's own over it.
func (t token) same(other token) bool { return t.group == other.group && t.name == other.name }

// property is the token's name in styles. Intents go without their group: they are what styles are written with. A dark
// colour has its intent's name.
func (t token) property() string {
	if t.purposeful() {
		return "--" + t.name
	}
	return "--" + t.group + "-" + t.name
}

// table is the tokens of a look by property.
type table map[string]token

// mergeTokens merges the chain's tokens key by key, and checks them and the pairs they must make.
func (l *loader) mergeTokens(t *Theme) {
	t.tokens, t.dark = table{}, table{}
	for depth, f := range slices.Backward(t.chain) {
		for _, token := range f.manifest.tokens {
			token.depth = depth
			if problem := token.check(); problem != nil {
				l.report(*problem)
				continue
			}
			if token.group == "dark" {
				t.dark[token.property()] = token
				continue
			}
			if other, taken := t.tokens[token.property()]; taken && other.group != token.group {
				l.report(token.at.problem(fmt.Sprintf("%s %q and %s %q are both %s in styles", other.group, other.name, token.group, token.name, token.property()), "rename one"))
				continue
			}
			t.tokens[token.property()] = token
		}
	}
	for _, property := range slices.Sorted(maps.Keys(t.tokens)) {
		l.problems = append(l.problems, t.tokens.unclear(t.tokens[property])...)
	}
	for _, property := range slices.Sorted(maps.Keys(t.dark)) {
		l.mergeDark(t, t.dark[property])
	}
	l.mergePairs(t)
}

// mergeDark checks a dark colour, and leaves out one of no intent.
func (l *loader) mergeDark(t *Theme, token token) {
	if light, ok := t.tokens[token.property()]; !ok || light.group != "intent" {
		l.report(token.at.problem(fmt.Sprintf("%q has a dark colour, and is no intent", token.name), diag.DidYouMean(token.name, t.tokens.names("intent"), "add it to intent: a dark colour stands in for one of those")))
		delete(t.dark, token.property())
		return
	}
	l.problems = append(l.problems, t.tokens.unclear(token)...)
}

// plain is what a passed-through value may consist of, so that it can neither end its declaration nor fetch anything.
var (
	plain    = regexp.MustCompile(`^[A-Za-z0-9 .,%#()+*/'"_-]+$`)
	function = regexp.MustCompile(`([A-Za-z0-9_-]*)\(`)
	pure     = []string{"", "calc", "clamp", "min", "max", "rgb", "rgba", "hsl", "hsla", "var", "cubic-bezier", "steps"}
)

// check is about a value by itself.
func (t token) check() *diag.Problem {
	problem := t.at.problem
	var p diag.Problem
	switch {
	case t.group == "palette":
		if _, ok := parseColour(t.value); ok {
			return nil
		}
		p = problem(fmt.Sprintf("%q is not a colour", t.value), "write a colour as #rgb or #rrggbb, in quotes")
	case t.purposeful():
		if _, ok := parseColour(t.value); ok || slug.MatchString(t.value) {
			return nil
		}
		p = problem(fmt.Sprintf("%q is not a colour", t.value), "name a palette colour, or write a colour as #rgb or #rrggbb, in quotes")
	case !safe(t.value):
		p = problem(fmt.Sprintf("%q cannot stand in a style", t.value), "use words, numbers, units and calc() or clamp(), and close every quote and bracket")
	default:
		return nil
	}
	return &p
}

func safe(value string) bool {
	if !plain.MatchString(value) || strings.Contains(value, "/*") || strings.Contains(value, "*/") {
		return false
	}
	for _, m := range function.FindAllStringSubmatch(value, -1) {
		if !slices.Contains(pure, strings.ToLower(m[1])) {
			return false
		}
	}
	open, quote := 0, rune(0)
	for _, r := range value {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(':
			open++
		case r == ')':
			open--
		}
		if open < 0 {
			return false
		}
	}
	return open == 0 && quote == 0
}

// unclear is about a token among the others.
func (t table) unclear(token token) []diag.Problem {
	var problems []diag.Problem
	if other, ok := t["--palette-"+token.name]; ok && token.group == "intent" {
		problems = append(problems, token.at.problem(fmt.Sprintf("%q is both an intent and a palette colour", other.name), "rename one, so that a site's own value has one meaning"))
	}
	if token.purposeful() {
		if !strings.HasPrefix(token.value, "#") {
			if _, ok := t["--palette-"+token.value]; !ok {
				problems = append(problems, token.at.problem(fmt.Sprintf("there is no palette colour %q", token.value), diag.DidYouMean(token.value, t.names("palette"), "add it to the palette, or write a colour as #rrggbb")))
			}
		}
	}
	return problems
}

// names lists the tokens of some groups, sorted.
func (t table) names(groups ...string) []string {
	var names []string
	for _, token := range t {
		if slices.Contains(groups, token.group) {
			names = append(names, token.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// find returns the colour token a person means by a name: names are not shared between intents and palette.
func (t table) find(name string) (token, bool) {
	if found, ok := t["--"+name]; ok && found.purposeful() {
		return found, true
	}
	found, ok := t["--palette-"+name]
	return found, ok
}

// resolve returns a token's colour and the token that decides it: of an intent and the palette colour it names, the
// one set nearest to the site.
func (t table) resolve(name string) (c colour, decider token, ok bool) {
	decider, ok = t.find(name)
	if !ok {
		return colour{}, token{}, false
	}
	value := decider.value
	if decider.purposeful() && !strings.HasPrefix(value, "#") {
		under, found := t["--palette-"+value]
		if !found {
			return colour{}, token{}, false
		}
		value = under.value
		if under.depth < decider.depth {
			decider = under
		}
	}
	c, ok = parseColour(value)
	return c, decider, ok
}
