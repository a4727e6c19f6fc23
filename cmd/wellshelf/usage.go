package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"wellshelf/generator"
	"wellshelf/generator/diag"
)

// usageError is a command that was not understood: what is wrong, and what to do about it.
type usageError struct{ text, hint string }

func (e *usageError) Error() string { return e.text }

// see is the hint where nothing better is known.
func see(c *cobra.Command) string { return "see " + c.CommandPath() + " --help" }

// given checks how many words a verb is given beside its flags.
func given(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if least <= len(args) && len(args) <= most {
			return nil
		}
		if most == 0 {
			return &usageError{fmt.Sprintf("%s takes no words beside its flags, and was given %q", c.CommandPath(), args[0]), see(c)}
		}
		hint := see(c)
		if len(args) > most {
			hint = "put words that belong together in quotes; " + hint
		}
		return &usageError{fmt.Sprintf("the command is written %s %s, and was given %s", c.Root().Name(), c.Use, count(len(args), "word")), hint}
	}
}

// noVerb refuses what stands where a verb should.
func noVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, verb := range c.Commands() {
		if verb.IsAvailableCommand() {
			verbs = append(verbs, verb.Name())
		}
	}
	return &usageError{fmt.Sprintf("there is no command %q", args[0]), diag.DidYouMean(args[0], verbs, "the commands are "+strings.Join(verbs, ", "))}
}

// badFlag says of a flag what is wrong with it, in our words.
func badFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		name := "--" + unknown.GetSpecifiedName()
		return &usageError{fmt.Sprintf("%s has no flag %s", c.CommandPath(), name), diag.DidYouMean(name, names, see(c))}
	case errors.As(err, &missing):
		return &usageError{fmt.Sprintf("--%s needs a value", missing.GetSpecifiedName()), see(c)}
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "int":
		return &usageError{fmt.Sprintf("--%s is %q, and must be a whole number", invalid.GetFlag().Name, invalid.GetValue()), see(c)}
	}
	return &usageError{err.Error(), see(c)}
}

// oneOf checks a flag that takes one of a few words.
func oneOf(flag, value string, words ...string) error {
	for _, word := range words {
		if value == word {
			return nil
		}
	}
	return &usageError{fmt.Sprintf("%s is %q", flag, value), diag.DidYouMean(value, words, "it can be "+join(words))}
}

func join(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// hint is what to do about an error of the caller.
func hint(err error) string {
	var mistake *usageError
	if errors.As(err, &mistake) {
		return mistake.hint
	}
	var site *generator.UnknownSiteError
	if errors.As(err, &site) {
		return site.Hint
	}
	var page *generator.NoPageError
	if errors.As(err, &page) {
		return page.Hint()
	}
	var sketch *generator.SketchError
	if errors.As(err, &sketch) {
		return sketch.Hint
	}
	var language *generator.NoLanguageError
	if errors.As(err, &language) {
		return language.Hint
	}
	return "see wellshelf --help"
}
