package library

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"
)

const (
	misplaced = "this does not belong here"
	realign   = "check that the lines of one level are indented alike, and put values with quotes or colons in them in double quotes"
)

// complaints are what the YAML parser says, by a part of its message, and what a librarian can do with. The first
// that fits counts.
var complaints = []struct{ said, text, hint string }{
	{"found character '\t'", "this line is indented with a tab", "use two spaces"},
	{"tab character", "there is a tab where spaces belong", "use spaces"},
	{"where an indentation space is expected", "there is a tab where spaces belong", "use spaces"},
	{"mapping value is not allowed", "a colon and a space inside a value end the field's name too early", "put the whole value in double quotes"},
	{"could not find end character", "this quoted text has no closing quote", "add the closing quote"},
	{"',' or ']' must be specified", "this list is not closed", "add the closing bracket, and commas between the items"},
	{"sequence end token", "this list is not closed", "add the closing bracket, and commas between the items"},
	{"',' or '}' must be specified", "this brace is not closed", "add the closing brace, and commas between the fields"},
	{"flow mapping end token", "this brace is not closed", "add the closing brace, and commas between the fields"},
	{"could not find '['", "there is a closing bracket without an opening one", "remove it, or put the whole value in double quotes"},
	{"could not find '{'", "there is a closing brace without an opening one", "remove it, or put the whole value in double quotes"},
	{"found ','", "there is a comma without an item", "remove it"},
	{"reserved character", "a value cannot begin with this character", "put the value in double quotes"},
	{"directive", "a value cannot begin with this character", "put the value in double quotes"},
	{"escape", "this backslash does not stand for any character", "write two backslashes for one, or use single quotes"},
	{"UTF-16", "this backslash does not stand for any character", "write two backslashes for one, or use single quotes"},
	{"UTF-32", "this backslash does not stand for any character", "write two backslashes for one, or use single quotes"},
	{"unexpected key name", "there is no field's name before this colon", "write the name in plain letters, a colon, a space and the value"},
	{"value is not allowed", misplaced, realign},
	{"key", "this is not a field's name", "write the name in plain letters, a colon, a space and the value"},
	{"anchor", "anchors (&) are not used in entries", "write the value out, in quotes if it begins with that sign"},
	{"alias", "aliases (*) are not used in entries", "write the value out, in quotes if it begins with that sign"},
	{"tag", "tags (!) are not used in entries", "write the value out, in quotes if it begins with that sign"},
	{"", misplaced, realign},
}

// syntax turns the parser's one error into a problem in our words, with its place. The table says what is a field's name.
func (s *source) syntax(err error, table []Field) {
	var detailed yaml.Error
	if !errors.As(err, &detailed) || detailed.GetToken() == nil {
		s.at(1, 1, 3, "the front matter cannot be read: "+err.Error(), "compare it with another entry of the same kind")
		return
	}
	at, said := detailed.GetToken(), detailed.GetMessage()
	if s.tooFarIn(at, said) || s.withoutColon(at.Position.Line, table) {
		return
	}
	for _, complaint := range complaints {
		if strings.Contains(said, complaint.said) {
			if strings.HasSuffix(complaint.text, "is not closed") {
				at = opening(at)
			}
			line := s.frontLine + at.Position.Line
			column, _ := s.stands(line, at.Position.Column, "")
			s.at(line, column, 1, complaint.text, complaint.hint)
			return
		}
	}
}

// withoutColon finds a line that begins with a field's name and has no colon and space behind it.
func (s *source) withoutColon(line int, table []Field) bool {
	if line > len(s.lines) {
		return false
	}
	text := s.lines[line-1]
	start := len(text) - len(bytes.TrimLeft(text, " -"))
	name := string(text[start:])
	if end := strings.IndexFunc(name, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) }); end >= 0 {
		name = name[:end]
	}
	if bytes.Contains(text, []byte(": ")) || bytes.HasSuffix(text, []byte(":")) || !named(name, table) {
		return false
	}
	s.at(s.frontLine+line, start+1, len(name), fmt.Sprintf("there is no colon and space after %q", name), "write the name, a colon, a space and the value")
	return true
}

// named reports whether a table, or one of its groups, has a field of that name.
func named(name string, table []Field) bool {
	return slices.ContainsFunc(table, func(f Field) bool { return f.Name == name || named(name, f.Fields) })
}

// tooFarIn finds the commonest slip in indentation: a field deeper than the one above it, which YAML joins to the
// value above and then takes its colon amiss.
func (s *source) tooFarIn(at *token.Token, said string) bool {
	below := strings.Count(strings.TrimSpace(at.Origin), "\n")
	if at.Type != token.StringType || below == 0 || !strings.Contains(said, "mapping value is not allowed") {
		return false
	}
	line := at.Position.Line + below
	if line > len(s.lines) {
		return false
	}
	text := s.lines[line-1]
	column := 1 + len(text) - len(bytes.TrimLeft(text, " "))
	s.at(s.frontLine+line, column, 1, "this line is indented further than the field above it", "begin fields of one level in the same column")
	return true
}

// opening is the bracket or brace that is still open at a token, or else the token itself.
func opening(at *token.Token) *token.Token {
	depth := 0
	for t := at.Prev; t != nil; t = t.Prev {
		switch t.Type {
		case token.SequenceEndType, token.MappingEndType:
			depth++
		case token.SequenceStartType, token.MappingStartType:
			if depth == 0 {
				return t
			}
			depth--
		}
	}
	return at
}
