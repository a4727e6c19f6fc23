package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"wellshelf/generator"
)

// Exit codes.
const (
	done     = 0
	problems = 1
	usage    = 2
	failed   = 3
)

// terminal is where words go: out for what was asked for, err for narration.
type terminal struct{ out, err io.Writer }

// errProblems ends a command with exit code 1: the problems have been printed already.
var errProblems = errors.New("there are problems in the content")

// machineError is an error of the machine, not of the caller.
type machineError struct{ error }

func (e machineError) Unwrap() error { return e.error }

// run runs one command and returns its exit code.
func run(ctx context.Context, args []string, t terminal) int {
	root := command(t)
	root.SetArgs(args)
	root.SetOut(t.out)
	root.SetErr(t.err)
	err := root.ExecuteContext(ctx)
	var machine machineError
	switch {
	case err == nil:
		return done
	case errors.Is(err, errProblems):
		return problems
	case errors.As(err, &machine):
		fmt.Fprintf(t.err, "wellshelf: %v\n", plain(machine.error))
		return failed
	}
	fmt.Fprintf(t.err, "wellshelf: %v\n", err)
	if advice := hint(err); advice != "" {
		fmt.Fprintf(t.err, "  hint: %s\n", advice)
	}
	return usage
}

// plain says of a failed write to standard output what a person would.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Path == os.Stdout.Name() {
		return fmt.Errorf("standard output cannot be written: %w", p.Err)
	}
	return err
}

// machine marks errors that are not the caller's.
func machine(err error) error {
	if err == nil || generator.IsUsage(err) {
		return err
	}
	return machineError{err}
}

// command is the whole command line.
func command(t terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "wellshelf",
		Short: "Wellbeing sites for schools and libraries, from one tree of Markdown",
		Long: "Wellshelf builds one closed, static site for every school and library of a network.\n\n" +
			"Exit codes: 0 done, 1 problems in the content, 2 the command was not understood, 3 the machine failed.",
		SilenceUsage: true, SilenceErrors: true, DisableFlagsInUseLine: true,
		Args: noVerb,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(badFlag)
	root.AddCommand(buildCommand(t), checkCommand(t), newCommand(t), fmtCommand(t), schemaCommand(t), previewCommand(t), editCommand(t), explainCommand(t), pageCommand(t), searchCommand(t), signCommand(t), correctCommand(t), withdrawCommand(t), dueCommand(t), reviewCommand(t), reportCommand(t), hostCommand(t))
	return root
}
