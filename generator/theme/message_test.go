package theme

import (
	"html/template"
	"strings"
	"testing"

	"github.com/golang-sql/civil"
	"golang.org/x/text/language"
)

// TestPluralForms says each count by its category, as CLDR's table of plural rules gives them.
func TestPluralForms(t *testing.T) {
	const all = "{zero: zero, one: one, two: two, few: few, many: many, other: other}"
	for lang, c := range map[string]struct{ forms, want string }{
		"en": {"{one: one, other: other}", "0 other, 1 one, 2 other, 11 other, 21 other"},
		"gd": {"{one: one, two: two, few: few, other: other}", "0 other, 1 one, 2 two, 3 few, 10 few, 11 one, 12 two, 13 few, 19 few, 20 other, 21 other"},
		"pl": {"{one: one, few: few, many: many, other: other}", "0 many, 1 one, 2 few, 4 few, 5 many, 12 many, 22 few, 100 many"},
		"uk": {"{one: one, few: few, many: many, other: other}", "1 one, 2 few, 5 many, 11 many, 21 one"},
		"ar": {all, "0 zero, 1 one, 2 two, 3 few, 10 few, 11 many, 99 many, 100 other, 102 other, 103 few"},
	} {
		fsys := themes(plainTheme, "-- base/strings/"+lang+".yaml --\nsay: {hello: x, results: "+c.forms+"}\n")
		v := load(t, fsys, "base").Voice(lang)
		for _, pair := range strings.Split(c.want, ", ") {
			number, want, _ := strings.Cut(pair, " ")
			n := 0
			for _, r := range number {
				n = n*10 + int(r-'0')
			}
			if got := v.Say("results", "count", n); got != want {
				t.Errorf("%s: %d is %s, not %s", lang, n, got, want)
			}
		}
	}
	if used := usedForms(language.Polish); len(used) != 4 {
		t.Errorf("Polish has %d forms", len(used))
	}
}

func TestSay(t *testing.T) {
	v := load(t, themes(plainTheme, "-- base/strings/gd.yaml --\nsay: {results: {one: aon, other: \"{count}\"}}\n"), "base").Voice("gd")
	for _, c := range []struct {
		want, key string
		args      []any
	}{
		{"Hello Ishbel", "hello", []any{"name", "Ishbel"}},
		{"Hello {name}", "hello", nil},
		{"Hello <b>", "hello", []any{"name", "<b>"}},
		{"aon", "results", []any{"count", uint8(1)}},
		{"many", "results", []any{"count", "many"}},
		{"no.such.key", "no.such.key", nil},
	} {
		if got := v.Say(c.key, c.args...); got != c.want {
			t.Errorf("%s %v: %q, not %q", c.key, c.args, got, c.want)
		}
	}
	defer func() {
		if r := recover(); r != "wellshelf: internal error: say hello: a name stands without its value" {
			t.Errorf("a broken call says %v", r)
		}
	}()
	v.Say("hello", "name")
}

func TestSentenceWithALink(t *testing.T) {
	theme := load(t, themes(plainTheme, `
-- base/layouts/page.html --
<p>{{say "tell" "who" .Who "link" .Link}}</p><p title="{{say "tell" "who" .Who "link" .Link}}"></p>
-- base/strings/en.yaml --
say: {tell: "{who} & you: {link} <now>"}
`), "base")
	got := render(t, theme.Voice("en"), "page", map[string]any{"Who": "<i>", "Link": template.HTML(`<a href="x">go</a>`)})
	if want := `<p>&lt;i&gt; &amp; you: <a href="x">go</a> &lt;now&gt;</p><p title="&lt;i&gt; &amp; you: go &lt;now&gt;"></p>`; !strings.Contains(got, want) {
		t.Errorf("got %s", got)
	}
}

func TestDatesAndTimes(t *testing.T) {
	theme := load(t, themes(plainTheme, `
-- base/strings/gd.yaml --
months: [Am Faoilleach, An Gearran, Am Màrt, An Giblean, An Cèitean, An t-Ògmhios, An t-Iuchar, An Lùnastal, An t-Sultain, An Dàmhair, An t-Samhain, An Dùbhlachd]
date: "{day} {month} {year}"
clock: "{hour}.{minute}"
`), "base")
	day, time := civil.Date{Year: 2026, Month: 11, Day: 3}, civil.Time{Hour: 9, Minute: 5}
	en, gd := theme.Voice("en"), theme.Voice("gd")
	for got, want := range map[string]string{
		en.Date(day): "Tuesday 3 November 2026", gd.Date(day): "3 An t-Samhain 2026", en.Date(civil.Date{}): "",
		en.Date(civil.Date{Year: 2026, Month: 2, Day: 30}): "2026-02-30",
		en.Time(time): "09:05", gd.Time(time): "09.05", gd.Weekday("sun"): "Sunday", gd.Weekday("sunday"): "sunday", en.Month(13): "13",
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// FuzzPhrase holds that a text that is read is the text that is said, when each place is filled with itself.
func FuzzPhrase(f *testing.F) {
	for _, s := range []string{"", "plain", "{a} and {b}", "{", "}", "{}", "{a b}", "{{a}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, problem := parsePhrase(s)
		if problem != "" {
			return
		}
		if got := p.fill(nil, func(s string) string { return s }, spell); got != s {
			t.Errorf("%q is said as %q", s, got)
		}
	})
}
