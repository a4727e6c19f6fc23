package main

import (
	"context"
	"encoding/json"
	"fmt"

	"wellshelf/generator"
	"wellshelf/generator/check"
)

// hardest is how many entries are printed as text: as many as somebody may work through in an afternoon.
const hardest = 20

// readings prints how hard the entries are to read, hardest first. It is a list to work from and never a problem, so the
// exit code is 0 whatever it says.
func (a *asking) readings(ctx context.Context, t terminal, f *flags, options generator.Options) error {
	if f.format != "text" && f.format != "json" {
		return &usageError{fmt.Sprintf("--format is %q", f.format), "--reading prints text or json"}
	}
	list, err := (&generator.Builder{Options: options}).Readings(ctx)
	if err != nil {
		return machine(err)
	}
	for i := range list {
		list[i].File = f.local(list[i].File)
	}
	if f.format == "json" {
		if list == nil {
			list = []check.Reading{}
		}
		encoder := json.NewEncoder(t.out)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(list); err != nil {
			return machineError{err}
		}
		return nil
	}
	for _, r := range list[:min(len(list), hardest)] {
		if _, err := fmt.Fprint(t.out, readingText(r)); err != nil {
			return machineError{err}
		}
	}
	if len(list) > hardest {
		fmt.Fprintf(t.err, "these are the hardest %d; --format json lists all\n", hardest)
	}
	fmt.Fprintf(t.err, "%s of 100 words or more; the ages are estimates for putting them in order, and 9 to 11 is what to aim at\n", entries(len(list)))
	return nil
}

func readingText(r check.Reading) string {
	text := fmt.Sprintf("%s: reading age %.0f (%s)\n", r.File, r.Age, count(r.Words, "word"))
	for _, s := range r.Sentences {
		text += fmt.Sprintf("  line %d, %s: %s\n", s.Line, count(s.Words, "word"), s.Text)
	}
	for i, h := range r.Hard {
		text += map[bool]string{true: "  hard words: ", false: ", "}[i == 0] + h.Word
		if h.Times > 1 {
			text += fmt.Sprintf(" (%d times)", h.Times)
		}
		if i == len(r.Hard)-1 {
			text += "\n"
		}
	}
	return text + "\n"
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return thousands(n) + " entries"
}
