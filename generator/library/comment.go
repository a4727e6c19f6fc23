package library

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// YAML ends a value at a space and a number sign. People who write "#1" or a colour do not know; those who comment
// put a space behind the sign.

// cutOffWords is what is said of words that nobody meant as a comment.
const cutOffWords = "everything after # is left out"

// empty reports a field without a value, and says so when that is because a number sign hides it.
func (s *source) empty(key ast.Node, field *Field) {
	text, hint := fmt.Sprintf("%q has no value", field.Name), "write one, or remove the line"
	line := s.lines[key.GetToken().Position.Line-1]
	_, after, _ := bytes.Cut(line, []byte(":"))
	if hidden := strings.TrimSpace(string(after)); strings.HasPrefix(hidden, "#") {
		text += ", because # begins a comment"
		hint = fmt.Sprintf("put the value in double quotes: %s: %s", field.Name, quoted(hidden))
	}
	s.node(key, text, hint)
}

// cutOff warns of words that a number sign takes away from the end of a text without quotes.
func (s *source) cutOff(n ast.Node, field *Field) {
	if t := n.GetToken(); field.Type > Prose || t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType {
		return
	}
	if _, block := n.(*ast.LiteralNode); block {
		return
	}
	line, column, length := s.span(n)
	rest := s.lines[line-s.frontLine-1]
	for range column - 1 + length {
		_, size := utf8.DecodeRune(rest)
		rest = rest[size:]
	}
	words := bytes.TrimLeft(rest, " \t")
	if len(words) == len(rest) || len(words) < 2 || words[0] != '#' || bytes.ContainsAny(words[1:2], " \t#") {
		return
	}
	column += length + len(rest) - len(words)
	s.warn(line, column, utf8.RuneCount(bytes.TrimRight(words, " \t")), cutOffWords, "put the whole value in double quotes, or a space after # if this is a comment")
}
