package theme

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"wellshelf/generator/diag"
)

// document reads one YAML file, keeping the place of every value. Values are taken as they are spelled: to a decoder
// 0131 is a number and "no" may be a decision.
type document struct {
	*loader
	src *source
}

// text is a scalar with its place.
type text struct {
	value string
	at    spot
}

// field is a key with its value.
type field struct {
	key   text
	value ast.Node
}

// deepest bounds nesting: the parser's time grows with its square.
const deepest = 16

// parse returns the fields of the document's one mapping. yaml is the start of the file, or all of it.
func (d document) parse(yaml []byte) []field {
	if line := tooDeep(yaml); line > 0 {
		d.report(d.src.at(line, 0, 0).problem("the brackets and lists are nested too deeply to be read", "nest at most four levels"))
		return nil
	}
	if !utf8.Valid(yaml) {
		d.report(d.src.whole().problem("the file is not UTF-8 text", "save it as UTF-8"))
		return nil
	}
	file, err := parser.ParseBytes(yaml, 0)
	if err != nil {
		d.report(d.syntax(err))
		return nil
	}
	if len(file.Docs) > 1 {
		d.report(d.at(file.Docs[1].Body).problem("a second document begins here", "keep one document to a file"))
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil
	}
	return d.fields(file.Docs[0].Body)
}

func (d document) syntax(err error) diag.Problem {
	var located yaml.Error
	if !errors.As(err, &located) || located.GetToken() == nil {
		return d.src.whole().problem("the YAML cannot be read: "+err.Error(), "")
	}
	p := located.GetToken().Position
	return d.src.at(p.Line, p.Column, 1).problem("the YAML cannot be read: "+located.GetMessage(), "put text that holds : # { } [ ] or quotes in double quotes")
}

// tooDeep returns the first line nested beyond deepest, or 0.
func tooDeep(yaml []byte) int {
	flow := 0
	for i, line := range strings.Split(string(yaml), "\n") {
		flow = max(0, flow+strings.Count(line, "[")+strings.Count(line, "{")-strings.Count(line, "]")-strings.Count(line, "}"))
		deep := flow > deepest || strings.Count(line, "[")+strings.Count(line, "{") > 16*deepest
		run := len(line) - len(strings.TrimLeft(line, " -?:!&*|>\t"))
		if deep || run > 8*deepest {
			return i + 1
		}
	}
	return 0
}

// fields returns a mapping's entries in order; anything but a mapping is a problem, an empty value is empty.
func (d document) fields(node ast.Node) []field {
	var values []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case *ast.NullNode, *ast.CommentGroupNode:
		return nil
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		d.text(n)
		return nil
	default:
		d.report(d.at(node).problem("here stands one value, and names with values are needed", "write each as \"name: value\""))
		return nil
	}
	var fields []field
	for _, v := range values {
		if key, ok := d.text(v.Key); ok {
			fields = append(fields, field{key, v.Value})
		}
	}
	return fields
}

// text returns a scalar as spelled; anything else is a problem.
func (d document) text(node ast.Node) (text, bool) {
	at := d.at(node)
	switch n := node.(type) {
	case *ast.StringNode:
		return text{n.Value, at}, true
	case *ast.LiteralNode:
		return text{strings.TrimSpace(n.Value.Value), at}, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return text{n.GetToken().Value, at}, true
	case *ast.NullNode:
		d.report(at.problem("there is no text here", "write one, or take the line out"))
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		d.report(at.problem("anchors, aliases, tags and merge keys are not read", "write the value out"))
	default:
		d.report(at.problem("here stands a list or mapping, and one text is needed", ""))
	}
	return text{}, false
}

// nodes returns a list's entries; anything but a list is a problem.
func (d document) nodes(node ast.Node) []ast.Node {
	if n, ok := node.(*ast.SequenceNode); ok {
		return n.Values
	}
	d.report(d.at(node).problem("a list is needed here", "write [one, two]"))
	return nil
}

// texts returns a list of scalars.
func (d document) texts(node ast.Node) []text {
	var texts []text
	for _, n := range d.nodes(node) {
		if t, ok := d.text(n); ok {
			texts = append(texts, t)
		}
	}
	return texts
}

// unknown is the problem of a key that is none of those known.
func (d document) unknown(key text, known ...string) {
	d.report(key.at.problem(fmt.Sprintf("unknown key %q", key.value), diag.DidYouMean(key.value, known, "the keys are "+strings.Join(known, ", "))))
}

// at is the spot of a node; a mapping's is its first key's.
func (d document) at(node ast.Node) spot {
	switch n := node.(type) {
	case nil:
		return d.src.whole()
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return d.at(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return d.at(n.Key)
	}
	token := node.GetToken()
	length := utf8.RuneCountInString(strings.TrimSpace(token.Origin))
	if strings.Contains(strings.TrimSpace(token.Origin), "\n") {
		length = 1
	}
	at := d.src.at(token.Position.Line, token.Position.Column, max(length, 1))
	// The parser puts an empty value beyond the end of its line.
	at.place.Column = min(at.place.Column, utf8.RuneCountInString(at.snippet)+1)
	return at
}
