package theme

import (
	"fmt"
	"html"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// message is one string of one language.
type message struct {
	tag   language.Tag // whose plural rules choose the form
	forms map[plural.Form]phrase
	count bool // there is a form for each count, and the value "count" chooses
	at    spot
}

// phrase is a text cut at its placeholders.
type phrase []piece

// piece is literal text, or, where name is set, a placeholder.
type piece struct{ literal, name string }

// parsePhrase cuts a text at its {placeholders}; the problem is empty when there is none.
func parsePhrase(s string) (p phrase, problem string) {
	for {
		before, rest, found := strings.Cut(s, "{")
		if strings.Contains(before, "}") {
			return nil, "a } stands here without its {"
		}
		if before != "" {
			p = append(p, piece{literal: before})
		}
		if !found {
			return p, ""
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, "a { stands here without its }"
		}
		if !slug.MatchString(name) {
			return nil, fmt.Sprintf("{%s} is not a placeholder", name)
		}
		p = append(p, piece{name: name})
		s = after
	}
}

// places are the names a phrase has values put into, sorted.
func (p phrase) places() []string {
	var names []string
	for _, piece := range p {
		if piece.name != "" {
			names = append(names, piece.name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// places are the values a message asks for, in any of its forms, sorted.
func (m *message) places() []string {
	var names []string
	if m.count {
		names = append(names, "count")
	}
	for _, p := range m.forms {
		names = append(names, p.places()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// phrase returns the form that the values call for.
func (m *message) phrase(args []any) phrase {
	if m.count {
		if n, ok := whole(value(args, "count")); ok {
			if p, ok := m.forms[formOf(m.tag, n)]; ok {
				return p
			}
		}
	}
	return m.forms[plural.Other]
}

// text fills in plain values.
func (m *message) text(args []any) string {
	p := m.phrase(args)
	if len(p) == 1 && p[0].name == "" {
		return p[0].literal
	}
	return p.fill(args, func(s string) string { return s }, spell)
}

// html fills in values of which some are HTML: all else is escaped, so that a sentence can hold a link.
func (m *message) html(args []any) template.HTML {
	return template.HTML(m.phrase(args).fill(args, html.EscapeString, func(v any) string {
		if h, ok := v.(template.HTML); ok {
			return string(h)
		}
		return html.EscapeString(spell(v))
	}))
}

func (p phrase) fill(args []any, literal func(string) string, spell func(any) string) string {
	var b strings.Builder
	for _, piece := range p {
		switch v := value(args, piece.name); {
		case piece.name == "":
			b.WriteString(literal(piece.literal))
		case v == nil:
			b.WriteString("{" + piece.name + "}")
		default:
			b.WriteString(spell(v))
		}
	}
	return b.String()
}

// value finds a name among name, value pairs.
func value(args []any, name string) any {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return nil
}

func spell(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	}
	return fmt.Sprint(v)
}

// whole returns the value of any integer type.
func whole(v any) (int, bool) {
	switch r := reflect.ValueOf(v); {
	case !r.IsValid():
		return 0, false
	case r.CanInt():
		return int(r.Int()), true
	case r.CanUint():
		return int(r.Uint()), true
	}
	return 0, false
}

// checkPairs is the mistake in the name, value pairs of a call, or "".
func checkPairs(args []any) string {
	if len(args)%2 != 0 {
		return "a name stands without its value"
	}
	for i := 0; i < len(args); i += 2 {
		if _, ok := args[i].(string); !ok {
			return fmt.Sprintf("%v stands where a name is needed", args[i])
		}
	}
	return ""
}
