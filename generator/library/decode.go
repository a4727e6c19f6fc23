package library

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"wellshelf/generator/diag"
)

// deepestNesting is far beyond any real entry and keeps brackets by the thousand from exhausting the parser.
const deepestNesting = 24

// decode reads the front matter of s by a table of fields. Decoding works on the syntax tree and never on Go
// values: a decoder would read the phone number 01312345670 as the octal 187288504, drop the + of +441312345, turn
// 2026-02-30 into no date at all, ignore a second document, and stop at the first mistake.
func (s *source) decode(table []Field) Fields {
	if s.nestedTooDeeply() {
		return nil
	}
	file, err := parser.ParseBytes(s.front, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		s.syntax(err)
		return nil
	}
	if len(file.Docs) > 1 {
		line := s.frontLine + file.Docs[1].GetToken().Position.Line
		s.at(line, 1, 0, "a second block of fields begins here", "an entry has one; move its fields into the first")
		return nil
	}
	body := file.Docs[0].Body
	if body == nil {
		s.at(1, 1, 3, "the front matter holds no fields", "write at least title, summary and updated")
		return nil
	}
	mapping, ok := body.(*ast.MappingNode)
	if !ok {
		s.node(body, "this is not a field", "write a field's name, a colon, a space and its value")
		return nil
	}
	return s.fields(mapping, table, "")
}

// nestedTooDeeply looks at brackets alone, so that it can run before the parser does.
func (s *source) nestedTooDeeply() bool {
	depth := 0
	for i, c := range s.front {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '\n':
			if bytes.HasPrefix(s.front[i+1:], []byte(strings.Repeat(" ", 8*deepestNesting))) {
				depth = deepestNesting + 1
			}
		}
		if depth > deepestNesting {
			line := s.frontLine + 1 + bytes.Count(s.front[:i], []byte("\n"))
			s.at(line, 1, 0, "this is nested too deeply", "no field needs more than a few levels")
			return true
		}
	}
	return false
}

// syntax turns the parser's one error into a problem in our words, with its place.
func (s *source) syntax(err error) {
	var detailed yaml.Error
	if !errors.As(err, &detailed) || detailed.GetToken() == nil {
		s.at(1, 1, 3, "the front matter cannot be read: "+err.Error(), "")
		return
	}
	at, said := detailed.GetToken().Position, detailed.GetMessage()
	text, hint := said, "compare it with another entry of the same kind"
	switch {
	case strings.Contains(said, "found character '\t'"):
		text, hint = "this line is indented with a tab", "use two spaces"
	case strings.Contains(said, "mapping value is not allowed"):
		text, hint = "a colon and a space inside a value end the field's name too early", "put the whole value in double quotes"
	case strings.Contains(said, "could not find end character"):
		text, hint = "this quoted text has no closing quote", "add the closing quote"
	case strings.Contains(said, "must be specified"):
		text, hint = "this list is not closed", "add the closing bracket, and commas between the items"
	case strings.Contains(said, "reserved character"):
		text, hint = "a value cannot begin with this character", "put the value in double quotes"
	}
	s.at(s.frontLine+at.Line, at.Column, 1, text, hint)
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
	spelling, _, _ := strings.Cut(strings.TrimSpace(t.Origin), "\n")
	return s.frontLine + t.Position.Line, t.Position.Column, utf8.RuneCountInString(spelling)
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

func (s *source) lookUp(key *ast.StringNode, table []Field, within string) *Field {
	for i := range table {
		if table[i].Name == key.Value {
			return &table[i]
		}
	}
	names := make([]string, len(table))
	for i, f := range table {
		names[i] = f.Name
	}
	text := fmt.Sprintf("unknown field %q", key.Value)
	if within != "" {
		text += fmt.Sprintf(" in %q", within)
	}
	s.node(key, text, diag.DidYouMean(key.Value, names, "the fields here are "+listed(names)))
	return nil
}

// require reports missing fields of a group inside an entry. The required fields of the entry itself depend on
// whether it adapts another, which is known only when all have been read.
func (s *source) require(mapping *ast.MappingNode, out Fields, table []Field, within string) {
	if within == "" {
		return
	}
	for i := range table {
		if table[i].Required && out.Get(table[i].Name) == nil && !stated(mapping, table[i].Name) {
			s.node(mapping, fmt.Sprintf("%q needs %q", within, table[i].Name), uncapitalised(table[i].About))
		}
	}
}

func stated(mapping *ast.MappingNode, name string) bool {
	return slices.ContainsFunc(mapping.Values, func(pair *ast.MappingValueNode) bool {
		return pair.Key.GetToken().Value == name
	})
}

// value reads what follows a field's name.
func (s *source) value(n ast.Node, key ast.Node, field *Field) (Value, bool) {
	if s.unusable(n, field) {
		return Value{}, false
	}
	if _, empty := n.(*ast.NullNode); empty {
		s.node(key, fmt.Sprintf("%q has no value", field.Name), "write one, or remove the line")
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
	item := *field
	item.Many, item.Max = false, 0
	for _, entry := range sequence.Values {
		if s.unusable(entry, field) {
			continue
		}
		if one, ok := s.single(entry, &item); ok {
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
		if field.Type <= Prose && n.Token.Type == token.StringType {
			s.bent(n, field, n.Value)
		}
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		spelling := strings.TrimSpace(n.GetToken().Value)
		if field.Type != Flag && field.Type != Number {
			s.bent(n, field, spelling)
		}
		return spelling, true
	case *ast.MappingNode, *ast.MappingValueNode:
		s.node(n, fmt.Sprintf("%q is a single value, not fields", field.Name), "if the text has a colon and a space in it, put it in double quotes")
	case *ast.SequenceNode:
		s.node(n, fmt.Sprintf("%q is a single value, not a list", field.Name), "keep one")
	default:
		s.node(n, fmt.Sprintf("the value of %q cannot be read", field.Name), "write it in double quotes")
	}
	return "", false
}

// bent warns of a text that other programs, editors among them, would read as something else and write back
// changed: a number without its leading zero, a day as a count, no as false. Wellshelf itself keeps the spelling.
func (s *source) bent(n ast.Node, field *Field, spelling string) {
	if !bends(n, spelling) {
		return
	}
	line, column, length := s.span(n)
	s.warn(line, column, length, fmt.Sprintf("%s without quotes is not a text to every program", spelling), fmt.Sprintf("write %s: %q", field.Name, spelling))
}

func bends(n ast.Node, spelling string) bool {
	if _, ok := n.(*ast.StringNode); !ok {
		return true
	}
	switch strings.ToLower(spelling) {
	case "no", "yes", "on", "off", "y", "n":
		return true
	}
	return sexagesimal(spelling)
}

// sexagesimal reports whether YAML 1.1 reads a text such as 9:00 as a count of minutes.
func sexagesimal(s string) bool {
	hours, minutes, found := strings.Cut(s, ":")
	return found && digits(hours) && len(minutes) == 2 && digits(minutes)
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

// uncapitalised turns a sentence of the handbook into a hint: no capital, no full stop.
func uncapitalised(sentence string) string {
	r, size := utf8.DecodeRuneInString(sentence)
	return strings.ToLower(string(r)) + strings.TrimSuffix(sentence[size:], ".")
}
