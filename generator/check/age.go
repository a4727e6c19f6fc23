package check

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"

	"wellshelf/generator/diag"
)

// How people write ages who have not read the NHS service manual (inclusive content, age). A number alone says nothing:
// "under 10 minutes" and "pages 11-16" are not ages, so each form asks for a sign that people are meant.
var (
	underAge = regexp.MustCompile(`(?i)\b(under|over)[- ]?(\d{1,2})('?s\b| ?[- ]years?[- ]olds?\b| years of age\b| years old\b|)`)
	ageDash  = regexp.MustCompile(`(?i)\b(aged?s?:?\s+(?:from\s+)?)(\d{1,2})\s?[-–—‑−]\s?(\d{1,2})\b`)
	dashAge  = regexp.MustCompile(`(?i)\b(\d{1,2})\s?[-–—‑−]\s?(\d{1,2})([- ]years?[- ]olds?|\s?(?:yrs|y/?o)\b|s\b)`)
	agePlus  = regexp.MustCompile(`(?i)\b(?:aged?s?\s+)(\d{1,2})\s?\+`)
	plusAge  = regexp.MustCompile(`(?i)\b(\d{1,2})\s?\+\s+year(?:s)?[- ]olds?\b`)
)

// youngest and oldest bound the numbers that are taken for ages.
const youngest, oldest = 3, 30

// agesIn finds ages written with dashes, "under" and "over", in English texts.
func agesIn(c *knowledge, p *passage) (problems []diag.Problem) {
	if !c.english(p.entry) || !ours(p) || !bytes.ContainsAny(p.words, "0123456789") {
		return nil
	}
	say := func(at stretch, text, hint string) {
		if !p.quoted(at.from) {
			problems = append(problems, p.problem(ages, diag.Warning, at, text, "write "+strconv.Quote(hint)))
		}
	}
	for _, m := range underAge.FindAllSubmatchIndex(p.words, -1) {
		n, _ := strconv.Atoi(string(p.words[m[4]:m[5]]))
		if n < youngest || n > oldest || m[6] == m[7] && !ofPeople(p.words, m[0], m[1]) {
			continue
		}
		written, at := string(p.words[m[0]:m[1]]), stretch{m[0], m[1]}
		if p.words[m[2]]|0x20 == 'u' {
			say(at, fmt.Sprintf("%q leaves in doubt if %d is meant", written, n), fmt.Sprintf("aged %d and under", n-1))
		} else {
			say(at, fmt.Sprintf("%q leaves in doubt if %d is meant", written, n), fmt.Sprintf("aged %d and over", n))
		}
	}
	for _, m := range ageDash.FindAllSubmatchIndex(p.words, -1) {
		say(stretch{m[0], m[1]}, "screen readers stumble over a dash between ages", fmt.Sprintf("aged %s to %s", p.words[m[4]:m[5]], p.words[m[6]:m[7]]))
	}
	for _, m := range dashAge.FindAllSubmatchIndex(p.words, -1) {
		if !ageDash.Match(p.words[max(0, m[0]-12):m[5]]) && !ofOther(p.words, m) {
			say(stretch{m[0], m[1]}, "screen readers stumble over a dash between ages", fmt.Sprintf("aged %s to %s", p.words[m[2]:m[3]], p.words[m[4]:m[5]]))
		}
	}
	for _, form := range []*regexp.Regexp{agePlus, plusAge} {
		for _, m := range form.FindAllSubmatchIndex(p.words, -1) {
			say(stretch{m[0], m[1]}, "screen readers leave out a plus after an age", fmt.Sprintf("aged %s and over", p.words[m[2]:m[3]]))
		}
	}
	return problems
}

// A bare "under 16" is an age behind people, or alone as a question. Scores, prices and degrees are under 16 as well.
var (
	people = regexp.MustCompile(`(?i)\b(?:you|he|she|they|I|any(?:one|body)|every(?:one|body)|some(?:one|body)|nobody|who|those|people|person|child|children|kids?|pupils?|` +
		`students?|learners?|teenagers?|girls?|boys?|adults?|readers?|members?|visitors?|brothers?|sisters?|siblings?|friends?|daughters?|sons?)` +
		`(?:['’](?:re|m|s))?(?:\s+(?:are|is|am|was|were|must|need to|needs to|have to|has to|should|will|may|who|not|be|just|still|aged))*\s+$`)
	question = regexp.MustCompile(`(?:^|[.!?:]\s|\n|- )[*_]*$`)
)

// ofPeople reports whether "under 16", which stands in the words from one place to another, is an age.
func ofPeople(words []byte, from, to int) bool {
	if people.Match(words[max(0, from-longestLead):from]) {
		return endsThought(words, to)
	}
	return to < len(words) && words[to] == '?' && question.Match(words[max(0, from-longestLead):from])
}

// longestLead is how many bytes before a number are looked at.
const longestLead = 60

// seconds are words behind which 10-15s are seconds.
var seconds = regexp.MustCompile(`(?i)\b(?:hold|wait|breath|breathe|rest|press|pause|stay|stir|plank)\b[^.!?]*$`)

// ofOther reports whether two numbers with an s behind them are decades or seconds: the 80-90s, hold for 10-15s.
func ofOther(words []byte, m []int) bool {
	if ending := words[m[6]:m[7]]; len(bytes.TrimSpace(ending)) != 1 {
		return false
	}
	until, _ := strconv.Atoi(string(words[m[4]:m[5]]))
	return until > oldest || seconds.Match(words[max(0, m[0]-longestLead):m[0]])
}

// goesOnAbout are words after which "under 16" was about people: if you are under 16 and ...
var goesOnAbout = regexp.MustCompile(`^\s+(?:and|or|but|can|cannot|could|may|might|who|you|must|need|needs|will|would|should|is|are|was|were|have|has|had|to|with|in|at|on|for|from|` +
	`do|does|also|only|go|get|gets|come|comes|travel|travels|pay|pays|join|enter|swim|eat|play|stay|live|lives|use|find|feel|read)\b`)

// endsThought reports whether the words end where an age does: at a comma, a full stop, or before a verb.
func endsThought(words []byte, at int) bool {
	if at >= len(words) || words[at] == '\n' {
		return true
	}
	switch words[at] {
	case ',', ';', ':', '!', '?', ')':
		return true
	case '.':
		return at+1 >= len(words) || !isDigit(words[at+1])
	}
	return goesOnAbout.Match(words[at:])
}
