package library

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// note is the comments of one field or item: those above it, the one beside its value, and those below it that stand
// as far in as it does.
type note struct {
	head   []string
	beside string
	foot   []string
}

// notes are the comments of front matter by the field they belong to: people[0].role. Those at the end belong to "".
type notes map[string]*note

func (n notes) of(at string) note {
	if found := n[at]; found != nil {
		return *found
	}
	return note{}
}

func (n notes) at(at string) *note {
	if n[at] == nil {
		n[at] = &note{}
	}
	return n[at]
}

// comment is one comment as written, with its number sign. Line counts from the first of the front matter, column from
// one; own is whether it has its line to itself.
type comment struct {
	text         string
	line, column int
	own          bool
}

// commentary lists the comments of the front matter. It returns false when the scanner's place of one is not where it
// stands.
func (s *source) commentary() ([]comment, bool) {
	var list []comment
	lines := bytes.Split(s.front, []byte("\n"))
	for _, t := range lexer.Tokenize(string(s.front)) {
		if t.Type != token.CommentType {
			continue
		}
		at := t.Position.Line - 1
		if at < 0 || at >= len(lines) {
			return nil, false
		}
		line, text := strings.TrimRight(string(lines[at]), " \t"), strings.TrimRight("#"+t.Value, " \t")
		before, ends := strings.CutSuffix(line, text)
		if !ends {
			return nil, false
		}
		blank := strings.TrimLeft(before, " ")
		list = append(list, comment{text: text, line: at + 1, column: 1 + len(before) - len(blank), own: blank == ""})
	}
	return list, true
}

// spot is where a field or an item begins.
type spot struct {
	at           string
	line, column int
	leaf         bool // it has a single value on one line
}

// notes gathers the comments of the front matter. It returns false when one cannot be placed.
func (s *source) notes(fields Fields) (notes, bool) {
	comments, found := s.commentary()
	if !found || len(comments) == 0 {
		return nil, found
	}
	file, err := parser.Parse(lexer.Tokenize(string(s.front)), 0, parser.AllowDuplicateMapKey())
	if err != nil || len(file.Docs) == 0 {
		return nil, false
	}
	mapping, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return nil, false
	}
	spots := fieldSpots(nil, mapping, "", fields)
	slices.SortStableFunc(spots, func(a, b spot) int { return a.line - b.line })
	n := notes{}
	for _, c := range comments {
		if c.own {
			n.ownLine(c, spots)
		} else {
			n.beside(c, spots)
		}
	}
	return n, true
}

func item(within string, i int) string { return fmt.Sprintf("%s[%d]", within, i) }

// fieldSpots lists where the fields of a mapping, and everything in them, begin.
func fieldSpots(spots []spot, mapping *ast.MappingNode, within string, fields Fields) []spot {
	for _, pair := range mapping.Values {
		key := pair.Key.GetToken()
		at, v := join(within, key.Value), fields.Get(key.Value)
		if v == nil {
			continue
		}
		spots = append(spots, spot{at, key.Position.Line, key.Position.Column, !v.Field.Many && onOneLine(v)})
		switch n := pair.Value.(type) {
		case *ast.MappingNode:
			spots = fieldSpots(spots, n, at, v.Group)
		case *ast.SequenceNode:
			spots = itemSpots(spots, n, at, v.List)
		}
	}
	return spots
}

func itemSpots(spots []spot, list *ast.SequenceNode, within string, items []Value) []spot {
	for i, n := range list.Values[:min(len(items), len(list.Values))] {
		t := n.GetToken()
		if !list.IsFlowStyle && i < len(list.Entries) && list.Entries[i].Start != nil {
			t = list.Entries[i].Start
		}
		at := item(within, i)
		spots = append(spots, spot{at, t.Position.Line, t.Position.Column, onOneLine(&items[i])})
		if mapping, ok := n.(*ast.MappingNode); ok {
			spots = fieldSpots(spots, mapping, at, items[i].Group)
		}
	}
	return spots
}

// onOneLine reports whether a value is written on the line of its name, where a comment can stand beside it.
func onOneLine(v *Value) bool {
	return v.Field.Type != Group && !(strings.Contains(v.Text, "\n") && blockSafe(v.Text))
}

// ownLine places a comment above what begins below it, unless that stands further out: then it belongs to the end of
// what stands as far in as the comment.
func (n notes) ownLine(c comment, spots []spot) {
	below := slices.IndexFunc(spots, func(s spot) bool { return s.line > c.line })
	if below >= 0 && c.column <= spots[below].column {
		n.at(spots[below].at).head = append(n.at(spots[below].at).head, c.text)
		return
	}
	before, outer := spots, 1
	if below >= 0 {
		before, outer = spots[:below], spots[below].column
	}
	for _, s := range slices.Backward(before) {
		if s.column <= outer {
			break
		}
		if s.column <= c.column {
			n.at(s.at).foot = append(n.at(s.at).foot, c.text)
			return
		}
	}
	if below >= 0 {
		n.at(spots[below].at).head = append(n.at(spots[below].at).head, c.text)
		return
	}
	n.at("").foot = append(n.at("").foot, c.text)
}

// beside places a comment that follows something on its line: beside that value when there is one and it is alone
// there, else above the line.
func (n notes) beside(c comment, spots []spot) {
	var here, leaves []spot
	for _, s := range spots {
		if s.line == c.line {
			here = append(here, s)
			if s.leaf {
				leaves = append(leaves, s)
			}
		}
	}
	above := slices.IndexFunc(spots, func(s spot) bool { return s.line > c.line })
	switch {
	case len(leaves) == 1 && n.of(leaves[0].at).beside == "":
		n.at(leaves[0].at).beside = c.text
		return
	case len(leaves) == 0 && len(here) > 0:
		here = here[len(here)-1:]
	case len(here) == 0 && above > 0:
		here = spots[above-1 : above]
	case len(here) == 0 && above < 0 && len(spots) > 0:
		here = spots[len(spots)-1:]
	}
	at := ""
	if len(here) > 0 {
		at = here[0].at
	}
	n.at(at).head = append(n.at(at).head, c.text)
}
