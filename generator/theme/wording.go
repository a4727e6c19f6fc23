package theme

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"wellshelf/generator/diag"
)

// wording is a theme's strings in one language, merged over its parents.
type wording struct {
	tag              language.Tag
	language, dir    string
	unchecked        bool
	months, weekdays []string
	date, clock      phrase
	say              map[string]*message
}

// mergeWords reads the strings of every language, a parent's before its child's, and compares them with the source.
func (l *loader) mergeWords(t *Theme) {
	t.words = map[string]*wording{}
	for _, f := range slices.Backward(t.chain) {
		for _, name := range slices.Sorted(maps.Keys(f.files)) {
			if roleOf(name) == strs {
				l.readWords(t, f.files[name])
			}
		}
	}
	en := t.words[sourceLanguage]
	if en == nil {
		l.report(t.chain[0].manifest.whole.problem("the theme has no strings/en.yaml", "write one: the strings of every other language fall back to it"))
		t.words[sourceLanguage] = &wording{tag: language.English, say: map[string]*message{}}
		return
	}
	for _, lang := range slices.Sorted(maps.Keys(t.words)) {
		if lang != sourceLanguage {
			l.compare(t.words[lang], en)
		}
	}
}

func (l *loader) readWords(t *Theme, src *source) {
	lang := strings.TrimSuffix(path.Base(src.path), ".yaml")
	tag, err := language.Parse(lang)
	if err != nil || tag.String() != lang {
		l.report(src.whole().problem(fmt.Sprintf("%q is not a language tag", lang), "name the file for a language, as in gd.yaml or pt-BR.yaml"))
		return
	}
	w := t.words[lang]
	if w == nil {
		w = &wording{tag: tag, say: map[string]*message{}}
		t.words[lang] = w
	}
	d := document{l, src}
	for _, f := range d.parse(src.bytes) {
		d.word(w, f)
	}
}

// word reads one entry of a strings file into w.
func (d document) word(w *wording, f field) {
	switch f.key.value {
	case "language":
		if t, ok := d.text(f.value); ok {
			w.language = t.value
		}
	case "dir":
		w.dir = d.oneOf(f.value, w.dir, "ltr", "rtl")
	case "checked":
		if d.oneOf(f.value, "", "true", "false") == "false" {
			w.unchecked = true
		}
	case "months":
		w.months = d.counted(f.value, 12, w.months)
	case "weekdays":
		w.weekdays = d.counted(f.value, 7, w.weekdays)
	case "date":
		w.date = d.pattern(f.value, w.date, "day", "month", "weekday", "year")
	case "clock":
		w.clock = d.pattern(f.value, w.clock, "hour", "minute")
	case "say":
		for _, s := range d.fields(f.value) {
			if m := d.message(w.tag, s); m != nil {
				w.say[s.key.value] = m
			}
		}
	default:
		d.unknown(f.key, "language", "dir", "checked", "months", "weekdays", "date", "clock", "say")
	}
}

func (d document) oneOf(node ast.Node, otherwise string, words ...string) string {
	t, ok := d.text(node)
	if ok && !slices.Contains(words, t.value) {
		d.report(t.at.problem(fmt.Sprintf("%q is not known here", t.value), "write "+strings.Join(words, " or ")))
		ok = false
	}
	if !ok {
		return otherwise
	}
	return t.value
}

// counted returns a list of exactly n texts.
func (d document) counted(node ast.Node, n int, otherwise []string) []string {
	texts := d.texts(node)
	if len(texts) != n {
		d.report(d.at(node).problem(fmt.Sprintf("there are %d names here, and %d are needed", len(texts), n), "write twelve months, January first, or seven weekdays, Monday first"))
		return otherwise
	}
	var names []string
	for _, t := range texts {
		names = append(names, t.value)
	}
	return names
}

// phrase reads a text with placeholders.
func (d document) phrase(node ast.Node) (phrase, bool) {
	t, ok := d.text(node)
	if !ok {
		return nil, false
	}
	p, problem := parsePhrase(t.value)
	if problem != "" {
		d.report(t.at.problem(problem, "write a placeholder as {name}, in small letters"))
		return nil, false
	}
	return p, true
}

func (d document) pattern(node ast.Node, otherwise phrase, known ...string) phrase {
	p, ok := d.phrase(node)
	if !ok {
		return otherwise
	}
	for _, name := range p.places() {
		if !slices.Contains(known, name) {
			d.report(d.at(node).problem(fmt.Sprintf("unknown placeholder {%s}", name), diag.DidYouMean(name, known, "the placeholders are "+strings.Join(known, ", "))))
		}
	}
	return p
}

// message reads one string: a text, or a text for each plural form.
func (d document) message(tag language.Tag, f field) *message {
	m := &message{tag: tag, forms: map[plural.Form]phrase{}, at: f.key.at}
	switch f.value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
	default:
		p, ok := d.phrase(f.value)
		m.forms[plural.Other] = p
		if !ok {
			return nil
		}
		return m
	}
	m.count = true
	used := usedForms(tag)
	for _, form := range d.fields(f.value) {
		category, known := forms[form.key.value]
		if !known {
			d.unknown(form.key, "zero", "one", "two", "few", "many", "other")
			continue
		}
		if !used[category] {
			d.report(form.key.at.warning(fmt.Sprintf("%s has no plural form %q", tag, form.key.value), "take the line out: it is never said"))
		}
		if p, ok := d.phrase(form.value); ok {
			m.forms[category] = p
		}
	}
	if _, ok := m.forms[plural.Other]; !ok {
		d.report(f.key.at.problem(fmt.Sprintf("%q has no plural form \"other\"", f.key.value), "add it: it is said where no other form fits"))
		return nil
	}
	return m
}

// compare reports what a translation says that its source does not.
func (l *loader) compare(w, en *wording) {
	keys := slices.Sorted(maps.Keys(en.say))
	for _, key := range slices.Sorted(maps.Keys(w.say)) {
		m, from := w.say[key], en.say[key]
		if from == nil {
			l.report(m.at.warning(fmt.Sprintf("the source language has no string %q", key), diag.DidYouMean(key, keys, "add it to strings/en.yaml, or take it out")))
			continue
		}
		for _, name := range m.places() {
			if !slices.Contains(from.places(), name) {
				l.report(m.at.problem(fmt.Sprintf("%q uses the placeholder {%s}, which its source lacks", key, name),
					diag.DidYouMean(name, from.places(), placesHint(from.places()))))
			}
		}
	}
}

func placesHint(places []string) string {
	if len(places) == 0 {
		return "the source has no placeholders"
	}
	return "the placeholders are {" + strings.Join(places, "}, {") + "}"
}

// Missing lists the keys of the source language that lang has no text of its own for, sorted.
func (t *Theme) Missing(lang string) []string {
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(t.words[sourceLanguage].say)) {
		if w := t.words[lang]; w == nil || w.say[key] == nil {
			missing = append(missing, key)
		}
	}
	return missing
}

// Languages lists the languages the theme has strings in, sorted.
func (t *Theme) Languages() []string { return slices.Sorted(maps.Keys(t.words)) }
