package theme

import (
	"maps"
	"slices"
	"strings"
)

// scheme is the tokens as one kind of screen shows them.
type scheme struct {
	table
	said string // what a message adds to a contrast: "" or " in dark colours"
}

// schemes are the light one and, where the theme has dark colours, the dark one.
type schemes []scheme

// schemes lays the dark colours over the tokens. An intent without a dark colour is the same in both.
func (t table) schemes(dark table) schemes {
	all := schemes{{table: t}}
	if len(dark) > 0 {
		night := maps.Clone(t)
		maps.Copy(night, dark)
		all = append(all, scheme{night, " in dark colours"})
	}
	return all
}

// night is the last scheme's colour of a token as #rrggbb, or "" where there is no dark scheme.
func (s schemes) night(name string) string {
	if len(s) == 1 {
		return ""
	}
	return s[1].paint(name)
}

// root writes the tokens a style needs as custom properties: the light, then what is otherwise on dark screens. Paper is
// never dark.
func (s schemes) root(style string) string {
	light := s[0].table
	root := ":root{" + light.declared(light.needed(style)) + "}"
	if len(s) == 1 {
		return root
	}
	var changed []string
	for _, property := range slices.Sorted(maps.Keys(light)) {
		if s[1].value(property) != light.value(property) {
			changed = append(changed, property)
		}
	}
	if len(changed) == 0 {
		return root
	}
	return root + "@media screen and (prefers-color-scheme:dark){:root{" + s[1].declared(changed) + "}}"
}

// needed lists the properties of a style. Colours of the palette reach it by their intents, so without being named they
// would only make every page heavier.
func (t table) needed(style string) []string {
	var properties []string
	for _, property := range slices.Sorted(maps.Keys(t)) {
		names := func(token token) bool { return strings.Contains(token.value, property) }
		if t[property].group != "palette" || strings.Contains(style, property) || slices.ContainsFunc(slices.Collect(maps.Values(t)), names) {
			properties = append(properties, property)
		}
	}
	return properties
}

// declared writes properties as declarations.
func (t table) declared(properties []string) string {
	var declarations []string
	for _, property := range properties {
		declarations = append(declarations, property+":"+t.value(property))
	}
	return strings.Join(declarations, ";")
}

// value is what a property is worth in styles: of a colour #rrggbb, of all else what was written.
func (t table) value(property string) string {
	token := t[property]
	if token.colourful() {
		if paint := t.paint(token.name); paint != "" {
			return paint
		}
	}
	return token.value
}

// paint is a colour token as #rrggbb, or "" when there is no such colour.
func (t table) paint(name string) string {
	c, _, ok := t.resolve(name)
	if !ok {
		return ""
	}
	return c.String()
}
