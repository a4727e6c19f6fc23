package main

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"wellshelf/generator"
)

// TestPrompterStops: Ctrl-C ends the questions while one waits for its answer.
func TestPrompterStops(t *testing.T) {
	in, person := io.Pipe() // nobody answers
	defer person.Close()
	stopped := make(chan struct{})
	close(stopped)
	_, err := newPrompter(in, io.Discard, stopped).Ask(generator.Prompt{Name: "title", About: "The name."})
	var ended *usageError
	if !errors.As(err, &ended) {
		t.Errorf("got %v, want the questions to end", err)
	}
}

// TestPrompterAgain: after a slip, what was probably meant is named, and a long list of choices is not shown again.
func TestPrompterAgain(t *testing.T) {
	var out bytes.Buffer
	sites := []string{"a", "b", "c", "d", "e", "f", "g", "h", "midlothian/beeslack"}
	q := generator.Prompt{Name: "for", About: "Who is it for?", Choices: sites}
	p := newPrompter(strings.NewReader("beeslack\na\n"), &out, nil)
	for range 2 {
		if _, err := p.Ask(q); err != nil {
			t.Fatal(err)
		}
		p.Refuse("this is none of the choices", "write one of the words, or its number")
	}
	if want := `did you mean "midlothian/beeslack"?`; strings.Count(out.String(), want) != 1 {
		t.Errorf("it does not say once %q:\n%s", want, out.String())
	}
	if shown := strings.Count(out.String(), "1 a"); shown != 1 {
		t.Errorf("the choices are shown %d times, want once:\n%s", shown, out.String())
	}
}
