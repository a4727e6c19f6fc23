package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/check"
	"wellshelf/generator/diag"
	"wellshelf/generator/linkcheck"
	"wellshelf/generator/output"
)

// asking is what check is asked beside the flags of all verbs.
type asking struct {
	strict  bool
	rules   []string
	reading bool
	explain string
	links   outsideLinks
}

func checkCommand(t terminal) *cobra.Command {
	f, a := &flags{}, &asking{}
	c := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong, and write nothing",
		Long: "Check makes every page and writes none, asks the rules about words and contacts, and prints every problem it\n" +
			"meets. What the rules find holds no site back. Exit codes: 0, 1, 2, 3.",
		Args: given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("explain") {
				return a.explained(t)
			}
			if err := a.known(); err != nil {
				return err
			}
			return f.with(func(options generator.Options) error { return a.run(c.Context(), t, f, options) })
		},
	}
	f.building(c)
	c.Flags().BoolVar(&a.strict, "strict", false, "make errors of facts that have not been checked for too long")
	c.Flags().StringArrayVar(&a.rules, "rule", nil, "only this `rule`, and errors; can be repeated")
	c.Flags().BoolVar(&a.reading, "reading", false, "list entries by how hard they are to read instead, hardest first")
	c.Flags().StringVar(&a.explain, "explain", "", "explain a `rule` instead; all prints every one")
	a.links.register(c)
	return c
}

// run does what is asked of the content.
func (a *asking) run(ctx context.Context, t terminal, f *flags, options generator.Options) error {
	switch {
	case a.links.asked:
		return a.links.check(ctx, t, f, options, a.rules)
	case a.reading:
		return a.readings(ctx, t, f, options)
	}
	return a.check(ctx, t, f, options)
}

func (a *asking) check(ctx context.Context, t terminal, f *flags, options generator.Options) error {
	bar := progress(t.err)
	options.Sink, options.Progress = output.Nothing{}, bar.show
	options.Program, options.Readings = program(), readings()
	o := check.Options{Rules: a.rules, Keep: findings(), Program: options.Program}
	if a.strict {
		o.Strictness = check.Strict
	}
	report, err := (&generator.Builder{Options: options}).Check(ctx, o)
	bar.clear()
	if err != nil {
		return machine(err)
	}
	if err := f.print(t.out, report.Problems); err != nil {
		return machineError{err}
	}
	summary(t.err, "checked", report)
	return verdict(report)
}

// findings is where this machine keeps what checks found; "" where it has no such place.
func findings() string {
	if state() == "" {
		return ""
	}
	return filepath.Join(state(), "check")
}

// known checks the names of the rules asked for.
func (a *asking) known() error {
	for _, name := range a.rules {
		switch {
		case !slices.Contains(ruleNames(everyRule()), name):
			return unknownRule("--rule", name)
		case a.links.asked && slices.Contains(ruleNames(check.Rules()), name):
			return &usageError{fmt.Sprintf("--rule is %q, and --links does not ask it", name), "leave out --links; with it, the rules are " + strings.Join(ruleNames(linkRules()), ", ")}
		case !a.links.asked && slices.Contains(ruleNames(linkRules()), name):
			return &usageError{fmt.Sprintf("--rule is %q, which is asked over the network", name), "add --links"}
		}
	}
	return nil
}

// everyRule is every rule with an explanation: those about the content, and those about links to other sites.
func everyRule() []check.Rule { return append(check.Rules(), linkRules()...) }

func linkRules() (rules []check.Rule) {
	for _, r := range linkcheck.Rules() {
		rules = append(rules, check.Rule{Name: r.Name, Asks: r.Short, Why: r.Help, Source: r.Source})
	}
	return rules
}

func unknownRule(flag, name string) error {
	names := ruleNames(everyRule())
	return &usageError{fmt.Sprintf("%s is %q, and there is no such rule", flag, name), diag.DidYouMean(name, names, "the rules are "+strings.Join(names, ", "))}
}

func ruleNames(rules []check.Rule) (names []string) {
	for _, r := range rules {
		names = append(names, r.Name)
	}
	return names
}

// explained prints one rule, or all.
func (a *asking) explained(t terminal) error {
	found := false
	for _, r := range everyRule() {
		if a.explain != "all" && a.explain != r.Name {
			continue
		}
		if found {
			fmt.Fprintln(t.out)
		}
		found = true
		fmt.Fprintf(t.out, "%s\n  asks: %s\n  why: %s\n", r.Name, r.Asks, r.Why)
		if r.Source != "" {
			fmt.Fprintf(t.out, "  source: %s\n", r.Source)
		}
	}
	if !found {
		return unknownRule("--explain", a.explain)
	}
	return nil
}
