package check

import (
	"regexp"
	"strings"
	"unicode"
)

// A short code can be an amount as well: 85258 people. It is one where it counts something and nothing in its sentence
// is about calling, texting or a helpline. Longer numbers, which begin with 0, are no amounts.

// longestCode is the most digits of a short code: 116 123.
const longestCode = 6

// calling are words of a sentence in which a number is dialled.
var calling = regexp.MustCompile(`(?i)\b(?:text|texts|texting|txt|call|calls|calling|phone|phones|phoning|ring|dial|tel|telephone|message|messages|messaging|sms|whatsapp|numbers?|` +
	`helplines?|hotline|lines?|contact|send|chat|talk|listen|listens|listener|volunteers?|urgent|crisis|free)\b`)

// nextWord is the word that follows a number, when nothing but a blank stands between.
var nextWord = regexp.MustCompile(`^[*_]{0,3}[ \x{a0}]([a-z]+)\b`)

// unnouns are words that follow a number and are not what it counts.
var unnouns = strings.Fields("a about all an and any anytime are around as at because before but by can costs day do during every for free from has have here if in is it its " +
	"never night no not now of on or so that the then there they this to today tonight tomorrow until was we were when where whenever which while who will with without works you your")

// countsNext reports whether the word behind a place is what a number before it counts.
func countsNext(rest []byte) bool {
	m := nextWord.FindSubmatch(rest)
	if m == nil {
		return false
	}
	for _, word := range unnouns {
		if word == string(m[1]) {
			return false
		}
	}
	return true
}

// counts reports whether a number found in a passage is an amount.
func (c *knowledge) counts(p *passage, h hit) bool {
	if len(h.number) > longestCode || !countsNext(p.words[h.to:]) {
		return false
	}
	around := sentenceAround(p.words, h.stretch)
	if calling.Match(p.words[around.from:around.to]) {
		return false
	}
	named := false
	c.names.find(p.words[around.from:around.to], tokens(nil, p.words[around.from:around.to]), func(*line) bool { return true }, func(stretch, *line) { named = true })
	return !named
}

// sentenceAround is the sentence, or item of a list, in which a stretch stands.
func sentenceAround(words []byte, at stretch) stretch {
	ends := func(i int) bool {
		switch words[i] {
		case '.', '!', '?':
			return i+1 >= len(words) || isBlank(words[i+1])
		case '\n':
			return i+1 < len(words) && (words[i+1] == '\n' || words[i+1] == '-' || words[i+1] == '*')
		}
		return false
	}
	s := at
	for s.from > 0 && !ends(s.from-1) {
		s.from--
	}
	for s.to < len(words) && !ends(s.to) {
		s.to++
	}
	return s
}

// texting and theWord are what stands before a word that is to be sent by text message, and leaving what stands before
// where something comes from.
var (
	texting = regexp.MustCompile(`(?i)\b(?:text|txt|texting)\s+(?:the\s+word\s+)?["'“‘*_]{0,3}$`)
	theWord = regexp.MustCompile(`(?i)\bthe\s+word\s+["'“‘*_]{0,3}$`)
	leaving = regexp.MustCompile(`(?i)\bfrom\s+["'“‘*_]{0,3}$`)
)

// asksToSend reports whether "WORD to 12345" asks to send a text message: behind "text", or where the word is of capitals
// alone or is called one, does not come from somewhere, and goes to no 12345 homes.
func (p *passage) asksToSend(at stretch, keyword string) bool {
	before := p.words[max(0, at.from-longestLead):at.from]
	if texting.Match(before) {
		return true
	}
	small := strings.IndexFunc(keyword, unicode.IsLower) >= 0
	return (!small || theWord.Match(before)) && !leaving.Match(before) && !countsNext(p.words[at.to:])
}
