package check

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// contacts finds numbers and words to send that are typed into a text; where the word is wrong, its number is not told of
// once more.
func contacts(c *knowledge, p *passage) []diag.Problem {
	problems, told := textCodes(c, p)
	return append(problems, contactNumbers(c, p, told)...)
}

// contactNumbers finds the numbers that are typed into a text: those of helplines, those that a helpline once had,
// those that are nearly a helpline's, and whatever else looks like a phone number.
func contactNumbers(c *knowledge, p *passage, but []stretch) (problems []diag.Problem) {
	for _, h := range numbersIn(p.words, c.ledger.knows) {
		if within(but, h.from) || c.counts(p, h) {
			continue
		}
		if problem, told := contactProblem(c, p, h); told {
			problems = append(problems, problem)
		}
	}
	return problems
}

func contactProblem(c *knowledge, p *passage, h hit) (diag.Problem, bool) {
	e := p.entry
	written := oneLine(p.words[h.from:h.to])
	if known := c.ledger.of(h.number, e); known != nil {
		return p.problem(contactNumber, diag.Error, h.stretch,
			fmt.Sprintf("the number of %s is typed into text", known.line.title), p.insteadOf(known.line)), true
	}
	if old := c.ledger.former[h.number]; old != nil {
		return p.problem(contactNumber, diag.Error, h.stretch, "this number is out of date: "+lowerFirst(old.why), p.sayInstead(old)), true
	}
	if slices.Contains(ownNumbers(e), h.number) {
		return diag.Problem{}, false
	}
	if near := c.ledger.near(h.number, e); near != nil {
		return p.problem(contactNumber, diag.Error, h.stretch,
			fmt.Sprintf("%s is nearly the number of %s, which is %s", written, near.line.title, near.value.Text), p.insteadOf(near.line)), true
	}
	if e.Kind == nil && p.prose == nil {
		return diag.Problem{}, false // settings have no field of its own for the number of somebody at the school
	}
	return p.problem(contactNumber, diag.Warning, h.stretch, fmt.Sprintf("%s looks like a phone number", written),
		"put it into a place or a service, where it has a field of its own, and link to that"), true
}

// insteadOf says what to do instead of typing a helpline's number.
func (p *passage) insteadOf(l *line) string {
	switch {
	case l.entry.ID == p.entry.ID:
		return "leave it out; the page shows it from the fields"
	case !visible(l.entry, p.entry):
		return fmt.Sprintf("leave it out; %s is in %s, and cannot be linked to from here", l.title, l.entry.File)
	case p.prose == nil:
		return "leave it out, and link to it in the text below the fields: " + linkTo(l.title, l.entry, p.entry)
	}
	return "link to it, and the page shows the number: " + linkTo(l.title, l.entry, p.entry)
}

// sayInstead is what a row of wording says to write, as a link when that is a helpline.
func (p *passage) sayInstead(row *avoided) string {
	if row.contact != nil && visible(row.contact.entry, p.entry) {
		return p.insteadOf(row.contact)
	}
	return "instead: " + row.say
}

// ownNumbers are the numbers that the entry's own fields hold.
func ownNumbers(e *library.Entry) (numbers []number) {
	e.Fields.Scalars(func(v *library.Value) {
		if v.Field.Type == library.Phone || v.Field.Name == "value" {
			numbers = append(numbers, numberOf(v.Text))
		}
	})
	return numbers
}

// sent finds a word and the number it is sent to: text SHOUT to 85258.
var sent = regexp.MustCompile(`(?:\b(?i:text|txt|texting|send|sending|word)\s+["'“‘*_]{0,3}([A-Za-z][A-Za-z0-9]{1,15})|\b([A-Z][A-Z0-9]{1,15}))["'”’*_]{0,3}\s+to\s+[*_]{0,2}(\d[\d ]{3,12}\d)\b`)

// textCodes finds words to send that are not, or no longer, those of the number beside them, and where they stand.
func textCodes(c *knowledge, p *passage) (problems []diag.Problem, told []stretch) {
	if !bytes.ContainsAny(p.words, "0123456789") || !bytes.Contains(p.words, []byte("to")) {
		return nil, nil
	}
	for _, m := range sent.FindAllSubmatchIndex(p.words, -1) {
		word := stretch{m[2], m[3]}
		if m[2] < 0 {
			word = stretch{m[4], m[5]}
		}
		at := stretch{word.from, m[7]}
		if problem, wrong := codeProblem(c, p, at, string(p.words[word.from:word.to]), numberOf(string(p.words[m[6]:m[7]]))); wrong {
			problems, told = append(problems, problem), append(told, at)
		}
	}
	return problems, told
}

func codeProblem(c *knowledge, p *passage, at stretch, keyword string, n number) (diag.Problem, bool) {
	if old := c.ledger.codes[strings.ToUpper(keyword)+" "+string(n)]; old != nil {
		return p.problem(textCode, diag.Error, at, "this is out of date: "+lowerFirst(old.why), p.sayInstead(old)), true
	}
	known := c.ledger.of(n, p.entry)
	switch {
	case !p.asksToSend(at, keyword):
	case known != nil && known.keyword() != "" && !strings.EqualFold(known.keyword(), keyword) && !slices.Contains(pronouns, strings.ToLower(keyword)):
		return p.problem(textCode, diag.Error, at,
			fmt.Sprintf("%q is not the word for %s: %s asks for %q", keyword, known.value.Text, known.line.title, known.keyword()), p.insteadOf(known.line)), true
	case known == nil && (len(n) == 5 || len(n) == 6):
		return p.problem(textCode, diag.Warning, at,
			fmt.Sprintf("%s looks like a word to send and its number", p.words[at.from:at.to]), "put it into a helpline, with the day on which it was checked, and link to that"), true
	}
	return diag.Problem{}, false
}

// pronouns stand where a word to send could, and are none.
var pronouns = []string{"it", "them", "us", "this", "that", "one", "message", "messages", "text", "back"}

// lowerFirst lets a sentence go on after a colon, without its full stop. Names keep their capital: whoever writes the
// reason begins it with another word.
func lowerFirst(s string) string {
	s = strings.TrimSuffix(s, ".")
	first, rest, _ := strings.Cut(s, " ")
	switch first {
	case "This", "The", "It", "A", "An", "That", "These", "They", "Since":
		return strings.ToLower(first) + " " + rest
	}
	return s
}
