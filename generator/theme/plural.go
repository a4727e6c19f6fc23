package theme

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// forms are CLDR's plural categories by their names.
var forms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// formOf is the category of a whole number in a language.
func formOf(tag language.Tag, n int) plural.Form {
	if n < 0 {
		n = -n
	}
	return plural.Cardinal.MatchPlural(tag, n%10_000_000, 0, 0, 0, 0)
}

// usedForms are the categories CLDR has for a language. The rules are not listed anywhere we can import them from, but
// every one of them already differs below 201, at the first million or at one decimal.
func usedForms(tag language.Tag) map[plural.Form]bool {
	used := map[plural.Form]bool{plural.Other: true, formOf(tag, 1_000_000): true}
	for n := range 201 {
		used[formOf(tag, n)] = true
		for f := range 10 {
			w, t := 1, f
			if f == 0 {
				w, t = 0, 0
			}
			used[plural.Cardinal.MatchPlural(tag, n, 1, w, f, t)] = true
		}
	}
	return used
}
