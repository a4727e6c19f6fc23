package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/golang-sql/civil"
)

// Voice is a theme's templates speaking one language. It is safe for concurrent use.
//
// Templates call these functions; what is wrong in a call ends the page with an error:
//
//	say KEY [NAME VALUE]...     a string; where a value is HTML, so is the result, all else in it escaped
//	date D, month 1..12, weekday "mon".."sun", clock "18:00", number N
//	tel NUMBER, sms NUMBER [KEYWORD], mailto ADDRESS    addresses of links
//	asset NAME                  the path of assets/NAME from the site's root
//	dict [NAME VALUE]..., list [VALUE]..., add A B
type Voice struct {
	theme     *Theme
	lang      string
	own, en   *wording
	templates map[string]*template.Template // by the name they are called by; a layout's is its frame
}

// Voice returns the templates speaking lang. Strings and names that lang lacks are those of the source language. It
// copies every template, so callers keep it.
func (t *Theme) Voice(lang string) *Voice {
	v := &Voice{theme: t, lang: lang, own: t.words[lang], en: t.words[sourceLanguage], templates: map[string]*template.Template{}}
	if v.own == nil {
		v.own = &wording{}
	}
	set := template.New("").Option("missingkey=error").Funcs(v.functions())
	for name, tree := range t.trees {
		added, err := set.AddParseTree(name, tree.Copy())
		if err != nil {
			panic("wellshelf: internal error: " + err.Error())
		}
		v.templates[name] = added
	}
	return v
}

// Lang is the language tag the voice was asked for.
func (v *Voice) Lang() string { return v.lang }

// Dir is the direction the language is written in: "ltr" or "rtl".
func (v *Voice) Dir() string {
	if v.own.dir == "" {
		return "ltr"
	}
	return v.own.dir
}

// Checked reports whether a speaker has checked the strings: no file of them says checked: false.
func (v *Voice) Checked() bool { return !v.own.unchecked }

// Has reports whether Say knows the key, in the language or its source.
func (v *Voice) Has(key string) bool { return v.message(key) != nil }

func (v *Voice) message(key string) *message {
	if m := v.own.say[key]; m != nil {
		return m
	}
	return v.en.say[key]
}

// Say returns the string of a key. The args are names and values in turn, put in place of {name}; an integer called
// "count" chooses the plural form. A key the theme has no string for is returned as it is, and a place without a value
// stays as written, so that nothing is lost on the way to a reader.
func (v *Voice) Say(key string, args ...any) string {
	if mistake := checkPairs(args); mistake != "" {
		panic("wellshelf: internal error: say " + key + ": " + mistake)
	}
	if m := v.message(key); m != nil {
		return m.text(args)
	}
	return key
}

// Date writes a date by the language's pattern, as 2006-01-02 where there is none, and the zero date as "".
func (v *Voice) Date(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	pattern := v.own.date
	if pattern == nil {
		pattern = v.en.date
	}
	if pattern == nil || !d.IsValid() {
		return d.String()
	}
	var b strings.Builder
	for _, p := range pattern {
		switch p.name {
		case "day":
			b.WriteString(strconv.Itoa(d.Day))
		case "month":
			b.WriteString(v.Month(int(d.Month)))
		case "year":
			b.WriteString(strconv.Itoa(d.Year))
		case "weekday":
			b.WriteString(v.Weekday(weekdays[(int(d.In(utc).Weekday())+6)%7]))
		default:
			b.WriteString(p.literal)
		}
	}
	return b.String()
}

// Time writes a time of day by the language's pattern, to the minute and by the 24-hour clock.
func (v *Voice) Time(t civil.Time) string {
	pattern := v.own.clock
	if pattern == nil {
		pattern = v.en.clock
	}
	if pattern == nil {
		pattern = phrase{{name: "hour"}, {literal: ":"}, {name: "minute"}}
	}
	return pattern.fill([]any{"hour", fmt.Sprintf("%02d", t.Hour), "minute", fmt.Sprintf("%02d", t.Minute)}, func(s string) string { return s }, spell)
}

// Month is the name of a month counted from 1, or its number where the theme has no names.
func (v *Voice) Month(n int) string {
	for _, names := range [][]string{v.own.months, v.en.months} {
		if n >= 1 && n <= len(names) {
			return names[n-1]
		}
	}
	return strconv.Itoa(n)
}

// weekdays are days as content writes them.
var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// Weekday is the name of a day given as "mon" to "sun"; anything else is returned as it is.
func (v *Voice) Weekday(day string) string {
	for i, short := range weekdays {
		if short != day {
			continue
		}
		for _, names := range [][]string{v.own.weekdays, v.en.weekdays} {
			if len(names) == len(weekdays) {
				return names[i]
			}
		}
	}
	return day
}

// buffers are shared by all pages: most are of one size.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// keep returns a buffer for the next page, unless a rare long page made it large.
func keep(b *bytes.Buffer) {
	if b.Cap() <= 1<<20 {
		buffers.Put(b)
	}
}

// Layout writes a page: the frame, whose {{template "main" .}} is the layout's. Nothing is written when the template
// fails; the error then names the template's file and line.
func (v *Voice) Layout(w io.Writer, layout string, page any) error {
	if !v.theme.HasLayout(layout) {
		return fmt.Errorf("theme %s has no layout %q", v.theme.name, layout)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer keep(b)
	if err := v.execute(b, frameOf(layout), page); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// Part returns a part's HTML for a view.
func (v *Voice) Part(part string, view any) (template.HTML, error) {
	if v.templates[part] == nil || strings.Contains(part, " ") {
		return "", fmt.Errorf("theme %s has no part %q", v.theme.name, part)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer keep(b)
	if err := v.execute(b, part, view); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// HasPart reports whether the theme, or a parent, has the part.
func (t *Theme) HasPart(part string) bool { return t.trees[part] != nil && slug.MatchString(part) }

// largestPage stops a template that goes on without end.
const largestPage = 64 << 20

func (v *Voice) execute(b *bytes.Buffer, name string, view any) error {
	b.Reset()
	if err := v.templates[name].Execute(&bounded{b}, view); err != nil {
		return fmt.Errorf("theme %s: %w", v.theme.name, err)
	}
	return nil
}

// bounded is a buffer that takes no more than largestPage bytes.
type bounded struct{ *bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > largestPage {
		return 0, fmt.Errorf("the page has grown beyond %d MB", largestPage>>20)
	}
	return b.Buffer.Write(p)
}
