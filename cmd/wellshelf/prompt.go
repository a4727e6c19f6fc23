package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"wellshelf/generator"
	"wellshelf/generator/diag"
)

// prompter asks the person at the terminal.
type prompter struct {
	in      *bufio.Reader
	out     io.Writer
	stopped <-chan struct{} // closed by Ctrl-C, which the program hears in place of the terminal
	choices []string        // of the last question
	answer  string          // to the last question
	refused bool            // that answer cannot be
}

func newPrompter(in io.Reader, out io.Writer, stopped <-chan struct{}) *prompter {
	return &prompter{in: bufio.NewReader(in), out: out, stopped: stopped}
}

// many is the longest list of choices that is shown again after a slip.
const many = 8

// Ask writes a question and reads a line.
func (p *prompter) Ask(q generator.Prompt) (string, error) {
	if q.Before != "" {
		fmt.Fprintf(p.out, "\n%s\n", spoken(q.Before))
	}
	label := strings.ReplaceAll(q.Name, "_", " ")
	fmt.Fprintf(p.out, "\n%s: %s\n", strings.ToUpper(label[:1])+label[1:], spoken(q.About))
	again := p.refused && slices.Equal(p.choices, q.Choices)
	p.choices, p.refused = q.Choices, false
	switch {
	case decides(q):
	case again && len(q.Choices) > many:
	case q.Meanings != nil:
		for i, choice := range q.Choices {
			fmt.Fprintf(p.out, "  %2d %-13s %s\n", i+1, choice, q.Meanings[i])
		}
	default:
		fmt.Fprint(p.out, columns(q.Choices))
	}
	if how := manner(q); how != "" {
		fmt.Fprintf(p.out, "  (%s)\n", how)
	}
	fmt.Fprint(p.out, "> ")
	line, err := p.line()
	if err != nil && line == "" {
		fmt.Fprintln(p.out)
		return "", &usageError{"the questions ended before the last answer", "nothing was written; begin again, or give what you know as flags: see wellshelf new --help"}
	}
	p.answer = strings.TrimSpace(line)
	return strings.TrimRight(line, "\r\n"), nil
}

// line reads a line, or ends with io.EOF when the person ends the questions. The reading goes on then, and ends with the
// program: nothing wakes a read of a terminal.
func (p *prompter) line() (string, error) {
	type read struct {
		line string
		err  error
	}
	done := make(chan read, 1)
	go func() {
		line, err := p.in.ReadString('\n')
		done <- read{line, err}
	}()
	select {
	case r := <-done:
		return r.line, r.err
	case <-p.stopped:
		return "", io.EOF
	}
}

// decides reports a question that is answered with yes or no.
func decides(q generator.Prompt) bool { return len(q.Choices) == 2 && q.Choices[0] == "yes" }

// manner says how a question may be answered.
func manner(q generator.Prompt) string {
	var how []string
	switch {
	case q.Several && len(q.Choices) > 0:
		how = append(how, "words or numbers, with commas between")
	case q.Several:
		how = append(how, "with commas between")
	case q.Lines:
		how = append(how, "one at a time")
	case decides(q):
		how = append(how, "yes or no")
	case len(q.Choices) > 0:
		how = append(how, "a word or its number")
	}
	switch {
	case q.More:
		how = append(how, "Enter alone goes on")
	case decides(q) && strings.HasSuffix(q.About, "?"):
		how = append(how, "Enter alone means no")
	case q.Optional:
		how = append(how, "Enter alone leaves it out")
	}
	return strings.Join(how, "; ")
}

// Refuse says what is wrong with an answer.
func (p *prompter) Refuse(text, hint string) {
	p.refused = true
	fmt.Fprintf(p.out, "  %s\n", text)
	if near := nearest(p.answer, p.choices); near != "" {
		hint = near
	}
	if hint != "" {
		fmt.Fprintf(p.out, "  hint: %s\n", spoken(hint))
	}
}

// nearest names the choice that was probably meant, or "". A site may be said without its area.
func nearest(answer string, choices []string) string {
	if slices.Contains(choices, answer) {
		return ""
	}
	for _, choice := range choices {
		if _, site, within := strings.Cut(choice, "/"); within && site == answer {
			return fmt.Sprintf("did you mean %q?", choice)
		}
	}
	return diag.DidYouMean(answer, choices, "")
}

// spoken leaves out what matters only in a file: the program puts the quotes itself.
func spoken(words string) string {
	return strings.NewReplacer(", in quotes", "", ", and put it in quotes", "", " in quotes", "").Replace(words)
}

// columns lays out numbered words in lines of at most eighty characters.
func columns(words []string) string {
	widest := 0
	for _, word := range words {
		widest = max(widest, utf8.RuneCountInString(word))
	}
	var b strings.Builder
	across := max(1, 76/(widest+5))
	for i, word := range words {
		line := fmt.Sprintf("  %2d %s", i+1, word)
		if last := i == len(words)-1 || (i+1)%across == 0; last {
			b.WriteString(line + "\n")
		} else {
			b.WriteString(line + strings.Repeat(" ", widest-utf8.RuneCountInString(word)))
		}
	}
	return b.String()
}
