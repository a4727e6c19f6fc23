package theme

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// manifest is the front matter of a theme.md.
type manifest struct {
	whole      spot
	parent     text
	tokens     []token
	pairs      []pair
	standalone []text
	alone      bool // standalone is stated, if empty
}

// pair is two colours that meet, and the contrast they need.
type pair struct {
	first, second text
	ratio         float64
	at            spot
	depth         int // how far up the chain of parents it is asked for
}

// manifest reads theme.md; nil means that it cannot be used.
func (l *loader) manifest(name string, src *source) *manifest {
	d := document{l, src}
	front, ok := frontMatter(src.bytes)
	if !ok {
		l.refuse(src.whole().problem("the file does not begin with front matter", "begin with a line ---, then name and view, then another line ---"))
		return nil
	}
	m := &manifest{whole: src.whole()}
	before := len(l.problems)
	viewed := false
	for _, f := range d.parse(front) {
		switch f.key.value {
		case "name":
			if t, ok := d.text(f.value); ok && t.value != name {
				l.report(t.at.problem(fmt.Sprintf("the theme is named %q, and its folder %q", t.value, name), "give both one name"))
			}
		case "parent":
			m.parent, _ = d.text(f.value)
		case "view":
			viewed = true
			d.view(f.value)
		case "tokens":
			m.tokens = d.tokens(f.value)
		case "pairs":
			m.pairs = d.pairs(f.value)
		case "standalone":
			m.standalone, m.alone = d.texts(f.value), true
		default:
			d.unknown(f.key, "name", "parent", "view", "tokens", "pairs", "standalone")
		}
	}
	if !viewed && len(l.problems) == before {
		l.refuse(src.whole().problem("the theme does not say which view it was written for", fmt.Sprintf("add the line view: %d", View)))
	}
	if !viewed {
		return nil
	}
	return m
}

// frontMatter returns the lines from the opening fence to before the closing one, so that lines keep their numbers.
func frontMatter(data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(data, []byte("---\n")) && !bytes.HasPrefix(data, []byte("---\r\n")) {
		return nil, false
	}
	for start := 4; start < len(data); {
		line, _, _ := bytes.Cut(data[start:], []byte("\n"))
		if string(bytes.TrimRight(line, " \r")) == "---" {
			return data[:start], true
		}
		start += len(line) + 1
	}
	return nil, false
}

func (d document) view(node ast.Node) {
	t, ok := d.text(node)
	if ok && t.value != strconv.Itoa(View) {
		d.refuse(t.at.problem(fmt.Sprintf("the theme was written for view %s, and pages are view %d", t.value, View),
			fmt.Sprintf("bring the templates to view %d, then state it", View)))
	}
}

func (d document) tokens(node ast.Node) []token {
	var tokens []token
	for _, group := range d.fields(node) {
		if !slices.Contains(groups, group.key.value) {
			d.unknown(group.key, groups...)
			continue
		}
		for _, f := range d.fields(group.value) {
			value, ok := d.text(f.value)
			if !ok {
				continue
			}
			if !slug.MatchString(f.key.value) {
				d.report(f.key.at.problem(fmt.Sprintf("%q is not a token's name", f.key.value), "use small letters, digits and single hyphens"))
				continue
			}
			tokens = append(tokens, token{group: group.key.value, name: f.key.value, value: value.value, at: value.at})
		}
	}
	return tokens
}

func (d document) pairs(node ast.Node) []pair {
	var pairs []pair
	for _, n := range d.nodes(node) {
		parts := d.texts(n)
		if len(parts) != 2 && len(parts) != 3 {
			d.report(d.at(n).problem("a pair is two colours, and perhaps the contrast they need", "write [text, surface] or [border, surface, 3]"))
			continue
		}
		p := pair{first: parts[0], second: parts[1], ratio: 4.5, at: parts[0].at}
		if len(parts) == 3 {
			ratio, err := strconv.ParseFloat(parts[2].value, 64)
			if err != nil || !(ratio >= 1 && ratio <= 21) {
				d.report(parts[2].at.problem(fmt.Sprintf("%q is not a contrast", parts[2].value), "a contrast is a number from 1 to 21"))
				continue
			}
			p.ratio = ratio
		}
		pairs = append(pairs, p)
	}
	return pairs
}
