package library

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Nearly all front matter is written in a small part of YAML: names in small letters, each with a word, a text on one
// line, a list of such in brackets or after hyphens, or fields of its own indented by spaces. A shortcut reads just that
// part into the tree that YAML's parser would make of it, in a fraction of its time, and takes nothing else: whatever it
// does not know for certain is left to the parser, which alone finds mistakes of syntax. A test holds the two together.
type shortcut struct {
	lines []string
	at    int // the line to be read next
}

// shortcutTo reads front matter; nil when it takes the parser.
func shortcutTo(front string) *ast.MappingNode {
	s := &shortcut{lines: strings.Split(strings.TrimSuffix(front, "\n"), "\n")}
	n, ok := s.block(0, 0).(*ast.MappingNode)
	if !ok || s.at < len(s.lines) {
		return nil
	}
	return n
}

// indent is how far the next line is indented; -1 when there is none, or a blank one.
func (s *shortcut) indent() int {
	if s.at == len(s.lines) {
		return -1
	}
	line := s.lines[s.at]
	words := strings.TrimLeft(line, " ")
	if words == "" {
		return -1
	}
	return len(line) - len(words)
}

// block reads the lines from the next one on that are indented as far: fields, or items of a list. It is nil when it
// cannot.
func (s *shortcut) block(indent, depth int) ast.Node {
	if depth > deepestNesting/4 || s.indent() != indent {
		return nil
	}
	if strings.HasPrefix(s.lines[s.at][indent:], "- ") {
		return s.items(indent, depth)
	}
	return s.fields(indent, depth)
}

// items reads the items of a list.
func (s *shortcut) items(indent, depth int) ast.Node {
	list := &ast.SequenceNode{Start: s.token(token.SequenceEntryType, "-", indent)}
	for s.indent() == indent && strings.HasPrefix(s.lines[s.at][indent:], "- ") {
		line, from := s.lines[s.at], indent+len("- ")
		var item ast.Node
		if _, _, field := fieldName(line[from:]); field {
			item = s.fields(from, depth+1)
		} else if item = s.scalar(line, from, len(line), false); item != nil {
			s.at++
		}
		if item == nil || s.indent() > indent {
			return nil
		}
		list.Values = append(list.Values, item)
	}
	return list
}

// fields reads fields. The first may stand behind a hyphen.
func (s *shortcut) fields(indent, depth int) ast.Node {
	if depth > deepestNesting/4 {
		return nil
	}
	mapping := &ast.MappingNode{}
	for first := true; first || s.indent() == indent; first = false {
		line := s.lines[s.at]
		name, rest, ok := fieldName(line[indent:])
		if !ok || hasField(mapping, name) {
			return nil
		}
		pair := &ast.MappingValueNode{Key: &ast.StringNode{Token: s.token(token.StringType, name, indent), Value: name}}
		if rest == "" {
			s.at++
			next := s.indent()
			if next <= indent {
				return nil
			}
			pair.Value = s.block(next, depth+1)
		} else {
			from := len(line) - len(rest)
			pair.Value = s.value(line, from)
			s.at++
		}
		if pair.Value == nil || s.indent() > indent {
			return nil
		}
		mapping.Values = append(mapping.Values, pair)
	}
	return mapping
}

// fieldName splits a line into a field's name and what follows the colon and one space.
func fieldName(text string) (name, rest string, ok bool) {
	name, rest, ok = strings.Cut(text, ":")
	if !ok || name == "" || name[0] < 'a' || name[0] > 'z' || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_0123456789") != "" || token.New(name, name, nil).Type != token.StringType {
		return "", "", false
	}
	rest, spaced := strings.CutPrefix(rest, " ")
	return name, rest, spaced == (rest != "") && !strings.HasPrefix(rest, " ")
}

// value reads what follows a field's name on its line.
func (s *shortcut) value(line string, from int) ast.Node {
	start, behind := line[from:from+1], runes(line[:from])
	switch last := line[len(line)-1]; {
	case start == "[" && last == ']':
		list := &ast.SequenceNode{Start: s.token(token.SequenceStartType, start, behind), IsFlowStyle: true}
		return s.within(line, from+1, list, func(at int) (next int) {
			next = at + itemLength(line[at:])
			item := s.scalar(line, at, next, true)
			list.Values = append(list.Values, item)
			return unless(item == nil, next)
		})
	case start == "{" && last == '}':
		group := &ast.MappingNode{Start: s.token(token.MappingStartType, start, behind), IsFlowStyle: true}
		return s.within(line, from+1, group, func(at int) (next int) {
			name, rest, ok := fieldName(line[at:])
			if !ok || rest == "" || hasField(group, name) {
				return -1
			}
			next = len(line) - len(rest) + itemLength(rest)
			item := s.scalar(line, len(line)-len(rest), next, true)
			key := &ast.StringNode{Token: s.token(token.StringType, name, runes(line[:at])), Value: name}
			group.Values = append(group.Values, &ast.MappingValueNode{Key: key, Value: item, IsFlowStyle: true})
			return unless(item == nil, next)
		})
	}
	return s.scalar(line, from, len(line), false)
}

// within reads items with a comma and one space between them up to the bracket that ends a line. Read returns where an
// item ends, or -1. The node is what holds them; nil when it cannot be read.
func (s *shortcut) within(line string, from int, node ast.Node, read func(at int) int) ast.Node {
	for at := from; at < len(line); {
		end := read(at)
		switch {
		case end == len(line)-1:
			return node
		case end < 0 || !strings.HasPrefix(line[end:], ", "):
			return nil
		}
		at = end + len(", ")
	}
	return nil
}

func unless(wrong bool, n int) int {
	if wrong {
		return -1
	}
	return n
}

func hasField(mapping *ast.MappingNode, name string) bool {
	return slices.ContainsFunc(mapping.Values, func(pair *ast.MappingValueNode) bool { return pair.Key.(*ast.StringNode).Value == name })
}

// itemLength is how far the first item within brackets goes.
func itemLength(text string) int {
	if text[0] == '"' || text[0] == '\'' {
		return strings.IndexByte(text[1:], text[0]) + 2
	}
	return strings.IndexAny(text, ",]}")
}

// scalar reads a word, a number or a text that stands on a line; nil when its spelling could mean something else.
func (s *shortcut) scalar(line string, from, to int, bracketed bool) ast.Node {
	text := line[from:to]
	if text == "" || !visible(text) {
		return nil
	}
	t := s.token(token.StringType, text, runes(line[:from]))
	if quote := text[0]; quote == '"' || quote == '\'' {
		inner := text[1:max(1, len(text)-1)]
		if inner == "" || text[len(text)-1] != quote || strings.IndexByte(inner, quote) >= 0 || strings.IndexByte(inner, '\\') >= 0 {
			return nil
		}
		t.Type, t.Value = token.DoubleQuoteType, inner
		if quote == '\'' {
			t.Type = token.SingleQuoteType
		}
		return &ast.StringNode{Token: t, Value: inner}
	}
	if !unquoted(text, bracketed) {
		return nil
	}
	switch t.Type = token.New(text, text, nil).Type; t.Type {
	case token.StringType:
		return &ast.StringNode{Token: t, Value: text}
	case token.IntegerType, token.OctetIntegerType:
		return &ast.IntegerNode{Token: t}
	case token.FloatType:
		return &ast.FloatNode{Token: t}
	case token.BoolType:
		return &ast.BoolNode{Token: t}
	}
	return nil
}

// visible reports whether a text holds only characters that are seen, and spaces.
func visible(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// unquoted reports whether a text without quotes can be nothing but that text.
func unquoted(text string, bracketed bool) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) || strings.HasSuffix(text, " ") {
		return false
	}
	for i, r := range text {
		switch {
		case r >= utf8.RuneSelf, unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune(" -_./'()!?;+&%=", r):
		case bracketed:
			return false
		case r == ',':
		case r == ':' && i+1 < len(text) && (text[i+1] == '/' || unicode.IsDigit(rune(text[i+1]))):
		default:
			return false
		}
	}
	return true
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// token is a token of the next line, behind so many characters.
func (s *shortcut) token(is token.Type, spelled string, behind int) *token.Token {
	return &token.Token{Type: is, Value: spelled, Origin: spelled, Position: &token.Position{Line: s.at + 1, Column: behind + 1}}
}
