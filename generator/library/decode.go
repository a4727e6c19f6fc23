package library

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The bounds of front matter. They are far beyond any real entry and keep brackets or hyphens by the thousand from
// exhausting the parser, whose work grows with the square of some inputs.
const (
	deepestNesting = 24
	largestFront   = 64 << 10
	longestFront   = 4000
)

// decode reads the front matter of s by a table of fields. Decoding works on the syntax tree and never on Go
// values: a decoder would read the phone number 01312345670 as the octal 187288504, drop the + of +441312345, turn
// 2026-02-30 into no date at all, ignore a second document, and stop at the first mistake.
func (s *source) decode(table []Field) Fields {
	if len(s.front) > largestFront || bytes.Count(s.front, []byte("\n")) > longestFront {
		s.at(1, 1, 3, "the front matter is longer than 64 kB or 4000 lines", "fields are short; put long texts below them")
		return nil
	}
	s.lines = bytes.Split(s.front, []byte("\n"))
	tokens := lexer.Tokenize(string(s.front))
	if s.nestedTooDeeply(tokens) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		s.syntax(err, table)
		return nil
	}
	if len(file.Docs) > 1 {
		s.at(s.frontLine+secondDocument(file), 1, 0, "a second block of fields begins here", "an entry has one; move its fields into the first")
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		s.at(1, 1, 3, "the front matter holds no fields", "write at least title, summary and updated")
		return nil
	}
	body := file.Docs[0].Body
	mapping, ok := body.(*ast.MappingNode)
	if !ok {
		if _, words := body.(*ast.StringNode); !words || !s.withoutColon(1, table) {
			s.node(body, "this is not a field", "write a field's name, a colon, a space and its value")
		}
		return nil
	}
	return s.fields(mapping, table, "")
}

// secondDocument is the line on which YAML sees another document begin; its parser gives an empty one no place.
func secondDocument(file *ast.File) int {
	second := file.Docs[1]
	switch {
	case second.Body != nil:
		return second.Body.GetToken().Position.Line
	case second.Start != nil:
		return second.Start.Position.Line
	}
	return 1
}

// nestedTooDeeply counts open brackets, and the hyphens that open list within list on one line, before the parser
// follows them down. Brackets inside a text are no tokens and do not count.
func (s *source) nestedTooDeeply(tokens token.Tokens) bool {
	brackets, hyphens, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			hyphens, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets = max(0, brackets-1)
		case token.SequenceEntryType, token.MappingKeyType:
			hyphens++
		}
		if max(brackets, hyphens) > deepestNesting {
			s.at(s.frontLine+line, t.Position.Column, 1, "this is nested too deeply", "no field needs more than a few levels")
			return true
		}
	}
	return false
}

// node adds an error at a node of the tree.
func (s *source) node(n ast.Node, text, hint string) {
	line, column, length := s.span(n)
	s.at(line, column, length, text, hint)
}

// span is where a node is written: for a mapping or list its first token, for a scalar its whole spelling.
func (s *source) span(n ast.Node) (line, column, length int) {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		n = m.Values[0].Key
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	t := n.GetToken()
	spelling, more, _ := strings.Cut(strings.TrimSpace(t.Origin), "\n")
	line = s.frontLine + t.Position.Line
	if above := t.Position.Line - 2 - strings.Count(more, "\n"); more != "" && above >= 0 && !s.holds(line, spelling) && s.holds(s.frontLine+1+above, spelling) {
		line = s.frontLine + 1 + above // the scanner puts a text with a hyphen on its last line there, not on its first
	}
	column, length = s.stands(line, t.Position.Column, spelling)
	return line, column, length
}

func (s *source) holds(line int, spelling string) bool {
	return bytes.Contains(s.lines[line-s.frontLine-1], []byte(spelling))
}

// stands is the column and length of a spelling that the scanner says to stand at column. Its columns drift after a
// tab inside quotes and at names that end in <<; then the line itself tells.
func (s *source) stands(line, column int, spelling string) (int, int) {
	text := s.lines[line-s.frontLine-1]
	length := utf8.RuneCountInString(spelling)
	rest := text
	for range column - 1 {
		_, size := utf8.DecodeRune(rest)
		rest = rest[size:]
	}
	switch at := bytes.Index(text, []byte(spelling)); {
	case strings.HasPrefix(spelling, `"`) && bytes.HasPrefix(rest, []byte(`"`)):
		return column, quotedLength(rest)
	case spelling == "": // a place of its own, which may lie behind the line's end
	case bytes.HasPrefix(rest, []byte(spelling)):
		return column, length
	case at >= 0:
		return 1 + utf8.RuneCount(text[:at]), length
	}
	whole := utf8.RuneCount(text)
	column = min(column, whole+1)
	return column, min(length, whole+1-column)
}

// quotedLength is the length of a text in double quotes up to its closing quote, or else to the end of the line. The
// scanner keeps no escapes in its spelling.
func quotedLength(text []byte) int {
	escaped := false
	for i, c := range text[1:] {
		if c == '"' && !escaped {
			return utf8.RuneCount(text[:i+2])
		}
		escaped = c == '\\' && !escaped
	}
	return utf8.RuneCount(text)
}

// fields reads a mapping by the table. within names the field it belongs to, for messages; "" at the top.
func (s *source) fields(mapping *ast.MappingNode, table []Field, within string) Fields {
	seen := map[string]int{}
	var out Fields
	for _, pair := range mapping.Values {
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			s.node(pair.Key, "this is not a field's name", "write the name in plain letters, a colon, a space and the value")
			continue
		}
		if line, twice := seen[key.Value]; twice {
			s.node(key, fmt.Sprintf("%q is stated twice", key.Value), fmt.Sprintf("it is first stated on line %d; keep one of the two", line))
			continue
		}
		seen[key.Value] = s.frontLine + key.GetToken().Position.Line
		field := s.lookUp(key, table, within)
		if field == nil {
			continue
		}
		if value, ok := s.value(pair.Value, key, field); ok {
			out = append(out, value)
		}
	}
	order := func(v Value) int {
		return slices.IndexFunc(table, func(f Field) bool { return f.Name == v.Field.Name })
	}
	slices.SortStableFunc(out, func(a, b Value) int { return order(a) - order(b) })
	s.require(mapping, out, table, within)
	return out
}

// require reports missing fields of a group inside an entry. The required fields of the entry itself depend on
// whether it adapts another, which is known only when all have been read.
func (s *source) require(mapping *ast.MappingNode, out Fields, table []Field, within string) {
	if within == "" {
		return
	}
	for i := range table {
		if table[i].Required && out.Get(table[i].Name) == nil && !stated(mapping, table[i].Name, table) {
			s.node(mapping, fmt.Sprintf("%q needs %q", within, table[i].Name), uncapitalised(table[i].About))
		}
	}
}

func stated(mapping *ast.MappingNode, name string, table []Field) bool {
	return slices.ContainsFunc(mapping.Values, func(pair *ast.MappingValueNode) bool {
		return meant(pair.Key.GetToken().Value, name, table)
	})
}

// value reads what follows a field's name.
func (s *source) value(n ast.Node, key ast.Node, field *Field) (Value, bool) {
	if s.unusable(n, field) {
		return Value{}, false
	}
	if _, empty := n.(*ast.NullNode); empty {
		s.empty(key, field)
		return Value{}, false
	}
	if field.Many {
		return s.list(n, field)
	}
	return s.single(n, field)
}

// unusable refuses what YAML offers and entries do without: anchors and aliases (a few lines of them can expand to
// gigabytes), tags and merge keys.
func (s *source) unusable(n ast.Node, field *Field) bool {
	var what string
	switch n.(type) {
	case *ast.AnchorNode:
		what = "anchors (&)"
	case *ast.AliasNode:
		what = "aliases (*)"
	case *ast.TagNode:
		what = "tags (!)"
	default:
		return false
	}
	s.node(n, what+" are not used in entries", fmt.Sprintf("write the value of %q out, in quotes if it begins with that sign", field.Name))
	return true
}

func (s *source) list(n ast.Node, field *Field) (Value, bool) {
	sequence, ok := n.(*ast.SequenceNode)
	if !ok {
		s.node(n, fmt.Sprintf("%q is a list", field.Name), "write the items in square brackets, or each on its own line after a hyphen")
		return Value{}, false
	}
	line, column, length := s.span(n)
	value := Value{Field: field, Line: line, Col: column, Len: length, List: []Value{}}
	item := field.item()
	for _, entry := range sequence.Values {
		if s.unusable(entry, field) {
			continue
		}
		if _, empty := entry.(*ast.NullNode); empty {
			s.node(entry, fmt.Sprintf("an item of %q has no value", field.Name), "write one, or remove the item")
			continue
		}
		if one, ok := s.single(entry, item); ok {
			value.List = append(value.List, one)
		}
	}
	if field.Max > 0 && len(value.List) > field.Max {
		s.node(n, fmt.Sprintf("%q has %d items, and %d is the most", field.Name, len(value.List), field.Max), "keep the ones that matter most")
	}
	if len(sequence.Values) == 0 {
		s.node(n, fmt.Sprintf("%q is an empty list", field.Name), "add an item, or remove the line")
		return Value{}, false
	}
	return value, len(value.List) > 0
}

func (s *source) single(n ast.Node, field *Field) (Value, bool) {
	line, column, length := s.span(n)
	value := Value{Field: field, Line: line, Col: column, Len: length}
	if field.Type == Group {
		mapping, ok := n.(*ast.MappingNode)
		if !ok {
			s.node(n, fmt.Sprintf("%q holds fields of its own", field.Name), "write each on its own line below it, indented by two spaces")
			return Value{}, false
		}
		if len(mapping.Values) == 0 {
			s.node(n, fmt.Sprintf("%q holds no fields", field.Name), "write at least one, or remove the line")
			return Value{}, false
		}
		if field.Fields == nil {
			value.Group = s.free(mapping)
		} else {
			value.Group = s.fields(mapping, field.Fields, field.Name)
		}
		return value, true
	}
	spelling, ok := s.spelling(n, field)
	if !ok {
		return Value{}, false
	}
	if value.Text, ok = s.scalar(n, field, spelling); !ok {
		return Value{}, false
	}
	s.bent(n, field, spelling)
	s.cutOff(n, field)
	return value, true
}

// free reads a group whose names are not known here, such as the tokens of a theme.
func (s *source) free(mapping *ast.MappingNode) Fields {
	table := make([]Field, 0, len(mapping.Values))
	for _, pair := range mapping.Values {
		table = append(table, Field{Name: pair.Key.GetToken().Value, Type: Text})
	}
	return s.fields(mapping, table, "tokens")
}

// spelling is a scalar as the source spells it.
func (s *source) spelling(n ast.Node, field *Field) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(n.GetToken().Value), true
	case *ast.MappingNode, *ast.MappingValueNode:
		s.node(n, fmt.Sprintf("%q is a single value, not fields", field.Name), "if the text has a colon and a space in it, put it in double quotes")
	case *ast.SequenceNode:
		s.node(n, fmt.Sprintf("%q is a single value, not a list", field.Name), "keep one item, and leave out the brackets")
	default:
		s.node(n, fmt.Sprintf("the value of %q cannot be read", field.Name), "write it in double quotes")
	}
	return "", false
}

// bent warns of a text that other programs, editors among them, would read as something else and write back
// changed: a number without its leading zero, a day as a count, no as false. Wellshelf itself keeps the spelling.
func (s *source) bent(n ast.Node, field *Field, spelling string) {
	if !bends(n, field, spelling) {
		return
	}
	line, column, length := s.span(n)
	s.warn(line, column, length, fmt.Sprintf("some programs do not read %s as text without quotes", spelling), fmt.Sprintf("write %s: %q", field.Name, spelling))
}

func bends(n ast.Node, field *Field, spelling string) bool {
	switch n := n.(type) {
	case *ast.StringNode:
		words := field.Type <= Prose || field.Type == Clock
		return words && n.Token.Type == token.StringType && resolves(spelling)
	case *ast.LiteralNode:
		return false
	}
	return field.Type != Flag && field.Type != Number
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// listed writes names for a message: a, b and c.
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// either writes words for a message: a, b or c.
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// uncapitalised turns a sentence of the handbook into a hint: no capital, no full stop.
func uncapitalised(sentence string) string {
	r, size := utf8.DecodeRuneInString(sentence)
	return strings.ToLower(string(r)) + strings.TrimSuffix(sentence[size:], ".")
}
