package generator

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Suggestion is what somebody without an account would like to see on the sites, as they wrote it into the form.
type Suggestion struct {
	About, Page, Sentence, Words, Know, Look string
}

// suggestionQuestion is one question, how many lines the form leaves for its answer, and where that goes.
type suggestionQuestion struct {
	ask    string
	lines  int
	answer func(s *Suggestion) *string
}

// suggestionQuestions are the questions of the form. Who types or pastes an answered form keeps them: they tell which
// answer is which.
var suggestionQuestions = []suggestionQuestion{
	{"What is it about?", 1, func(s *Suggestion) *string { return &s.About }},
	{"Which page does it change? Leave it empty for a new one.", 1, func(s *Suggestion) *string { return &s.Page }},
	{"In one or two sentences, for whom is it, and why?", 2, func(s *Suggestion) *string { return &s.Sentence }},
	{"The words, as you would say them:", 8, func(s *Suggestion) *string { return &s.Words }},
	{"How do you know? A web page, a leaflet, what you have seen.", 2, func(s *Suggestion) *string { return &s.Know }},
	{"Who should look at it with us? A group or a role, no name.", 1, func(s *Suggestion) *string { return &s.Look }},
}

// SuggestionForm is the form, to be printed or sent by email.
func SuggestionForm() string {
	var b strings.Builder
	b.WriteString("A PAGE I WOULD LIKE TO SEE, OR CHANGE\n\nYou do not have to answer everything, and nothing is wrong. No names, please: not yours, and nobody else's.\n" +
		"Give it to your librarian, or send it to the address on the site. You will see what became of it under \"You said, we did\".\n")
	for _, q := range suggestionQuestions {
		b.WriteString("\n" + q.ask + strings.Repeat("\n> ", q.lines) + "\n")
	}
	return b.String()
}

// personal is what would say who wrote a suggestion.
var personal = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.]*\w|\b0[0-9 ]{9,12}\b`)

// ReadSuggestion reads an answered form. Marks of quoting before its lines do not matter, nor does what stands before the
// first question.
func ReadSuggestion(text string) (*Suggestion, error) {
	s, into := &Suggestion{}, (*string)(nil)
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		line = strings.TrimRight(strings.TrimLeft(strings.TrimRight(line, "\n"), "> \t"), " \t")
		if at := slices.IndexFunc(suggestionQuestions, func(q suggestionQuestion) bool {
			return strings.HasPrefix(strings.ToLower(line), strings.ToLower(q.ask))
		}); at >= 0 {
			q := suggestionQuestions[at]
			into = q.answer(s)
			line = strings.TrimSpace(line[len(q.ask):])
		}
		if into != nil {
			*into += line + "\n"
		}
	}
	for _, q := range suggestionQuestions {
		*q.answer(s) = strings.TrimSpace(*q.answer(s))
	}
	if s.About == "" {
		return nil, &SketchError{Text: "this is no answered form: nothing stands below \"What is it about?\"", Hint: "wellshelf new --form prints the form"}
	}
	return s, nil
}

// Sketch is the draft that a suggestion begins: an entry of a kind, with its words as they are, and the rest as comments
// for whoever makes a page of it. Warning says that it seems to hold something personal; it is "" else.
func (s *Suggestion) Sketch(kind, in string) (sketch Sketch, warning string) {
	sketch = Sketch{Kind: kind, Title: shortest(oneLine(s.About), 90), In: in, Placed: true, Given: map[string][]string{}, Words: s.Words}
	if s.Sentence != "" {
		sketch.Given["summary"] = []string{shortest(oneLine(s.Sentence), 220)}
	}
	for _, one := range []struct{ what, said string }{{"It changes: ", s.Page}, {"How they know: ", s.Know}, {"To look at it with us: ", s.Look}} {
		if one.said != "" {
			sketch.Notes = append(sketch.Notes, one.what+oneLine(one.said))
		}
	}
	if found := personal.FindString(s.About + "\n" + s.Sentence + "\n" + s.Words + "\n" + s.Know + "\n" + s.Look); found != "" {
		warning = fmt.Sprintf("it holds %q, which may say who somebody is; take that out before anyone else sees the draft", found)
	}
	return sketch, warning
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// shortest cuts a text between words, to at most so many characters.
func shortest(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most-1])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return cut + "…"
}
