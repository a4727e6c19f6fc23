package repository

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Commit is a state of the whole tree, with those it came from.
type Commit struct {
	Hash    Hash
	Tree    Hash
	Parents []Hash
	Author  Signature
	Message string // ends in a newline
}

// Signature says who and when. The time has the precision of seconds.
type Signature struct {
	Name, Email string
	When        time.Time
}

// Commit reads a commit.
func (r *Repository) Commit(h Hash) (*Commit, error) {
	text, err := r.object(h, plumbing.CommitObject)
	if err != nil {
		return nil, err
	}
	c, err := decodeCommit(text)
	if err != nil {
		return nil, &MissingError{h, "commit", err}
	}
	c.Hash = h
	return c, nil
}

func decodeCommit(text []byte) (*Commit, error) {
	head, message, _ := bytes.Cut(text, []byte("\n\n"))
	c := &Commit{Message: string(message)}
	for line := range strings.SplitSeq(string(head), "\n") {
		key, value, _ := strings.Cut(line, " ")
		switch key {
		case "tree":
			c.Tree = Hash(value)
		case "parent":
			c.Parents = append(c.Parents, Hash(value))
		case "author":
			c.Author = decodeSignature(value)
		}
	}
	if !c.Tree.Valid() {
		return nil, errors.New("it names no tree")
	}
	return c, nil
}

// decodeSignature reads "Name <address> 1700000000 +0100". What is malformed stays zero: old histories have such.
func decodeSignature(text string) Signature {
	name, rest, _ := strings.Cut(text, "<")
	email, rest, _ := strings.Cut(rest, ">")
	s := Signature{Name: strings.TrimSpace(name), Email: email}
	seconds, zone, _ := strings.Cut(strings.TrimSpace(rest), " ")
	unix, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return s
	}
	s.When = time.Unix(unix, 0).UTC()
	if at, err := time.Parse("-0700", zone); err == nil {
		s.When = s.When.In(at.Location())
	}
	return s
}

// AddCommit writes a commit of a tree. Nothing names it yet. Author signs as committer too.
func (r *Repository) AddCommit(tree Hash, parents []Hash, author Signature, message string) (Hash, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "tree %s\n", tree)
	for _, p := range parents {
		fmt.Fprintf(&b, "parent %s\n", p)
	}
	signed := author.encode()
	fmt.Fprintf(&b, "author %s\ncommitter %s\n\n%s", signed, signed, cleanMessage(message))
	return r.add(plumbing.CommitObject, b.Bytes())
}

func (s Signature) encode() string {
	name, email := cleanName(s.Name), cleanName(s.Email)
	if name == "" {
		name = "unknown"
	}
	return fmt.Sprintf("%s <%s> %d %s", name, email, s.When.Unix(), s.When.Format("-0700"))
}

// cleanName keeps a name from ending its line or its part of it.
func cleanName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '<' || r == '>' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Trim(strings.Join(strings.Fields(s), " "), ".,:;'\"\\ ")
}

// cleanMessage drops what Git's own programs stumble over, and ends the text in a newline.
func cleanMessage(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) + "\n"
}

// Trailers are lines "Key: value" in the last paragraph of a message.
func (c *Commit) Trailers() map[string]string {
	paragraphs := strings.Split(strings.TrimSpace(c.Message), "\n\n")
	found := map[string]string{}
	for line := range strings.SplitSeq(paragraphs[len(paragraphs)-1], "\n") {
		if key, value, ok := strings.Cut(line, ": "); ok && !strings.Contains(key, " ") {
			found[key] = value
		}
	}
	return found
}
