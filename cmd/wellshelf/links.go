package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/diag"
	"wellshelf/generator/linkcheck"
)

// outsideLinks is check --links: what leads out of the network, tested apart from everything else.
type outsideLinks struct {
	asked  bool
	ledger string
	since  int
	ports  []string
}

func (l *outsideLinks) register(c *cobra.Command) {
	c.Flags().BoolVar(&l.asked, "links", false, "test links to other sites instead, over the network")
	c.Flags().StringVar(&l.ledger, "ledger", "", "with --links: the `file` that remembers what was seen (default: links.json beside the content folder)")
	c.Flags().IntVar(&l.since, "since", 7, "with --links: leave out what was fine less than so many `days` ago; 0 tests all")
	c.Flags().StringArrayVar(&l.ports, "port", nil, "with --links: also test addresses with this `port`; can be repeated")
}

// check tests the links that are due and prints what is known of all. Nothing it finds is an error: what others take
// down holds no site back.
func (l *outsideLinks) check(ctx context.Context, t terminal, f *flags, options generator.Options, rules []string) error {
	if l.since < 0 {
		return &usageError{fmt.Sprintf("--since is %d", l.since), "0 is the least, and tests all"}
	}
	found, err := (&generator.Builder{Options: options}).Outside(ctx)
	if err != nil {
		return machine(err)
	}
	ledger, file, err := l.open(t.err, f)
	if err != nil {
		return machineError{err}
	}
	var uses []linkcheck.Use
	for _, link := range found.Places {
		uses = append(uses, linkcheck.Use(link))
	}
	bar := progress(t.err)
	checker := &linkcheck.Checker{Since: l.since, Ports: l.ports, Today: found.Today.String(), Partial: found.Gaps, Progress: bar.show}
	seen, stopped := checker.Check(ctx, uses, ledger)
	bar.clear()
	if !seen.Offline {
		if err := ledger.Save(file); err != nil {
			return machineError{errors.Join(stopped, err)}
		}
	}
	if stopped != nil {
		return machineError{fmt.Errorf("stopped after %s; what was seen is kept: %w", count(seen.Tested, "link"), stopped)}
	}
	if err := f.print(t.out, ofRules(f.chosen(checker.Problems(uses, ledger)), rules)); err != nil {
		return machineError{err}
	}
	tell(t.err, seen)
	return nil
}

// open reads the ledger.
func (l *outsideLinks) open(w io.Writer, f *flags) (ledger *linkcheck.Ledger, file string, err error) {
	file = l.ledger
	if file == "" {
		file = filepath.Join(filepath.Dir(filepath.Clean(f.content)), "links.json")
	}
	ledger, left, err := linkcheck.Open(file)
	if err != nil {
		return nil, file, fmt.Errorf("the ledger %s cannot be read: %w", file, cause(err))
	}
	if left > 0 {
		fmt.Fprintf(w, "%s of %s cannot be read; what stood there is tested anew\n", count(left, "line"), filepath.ToSlash(file))
	}
	return ledger, file, nil
}

// chosen leaves out what reaches none of the sites that were asked for.
func (f *flags) chosen(list []diag.Problem) []diag.Problem {
	if len(f.sites) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(p diag.Problem) bool {
		return !slices.ContainsFunc(f.sites, func(name string) bool {
			area, site, _ := strings.Cut(strings.Trim(name, "/"), "/")
			return p.Reach.Covers(area, site)
		})
	})
}

// ofRules are the problems of the rules that are asked for; all when none is.
func ofRules(list []diag.Problem, rules []string) []diag.Problem {
	return slices.DeleteFunc(list, func(p diag.Problem) bool { return len(rules) > 0 && !slices.Contains(rules, p.Rule) })
}

// tell is the line at the end.
func tell(w io.Writer, s linkcheck.Summary) {
	if s.Offline {
		fmt.Fprintf(w, "asked %s, and no site answered, so nothing was noted; is this computer online?\n", count(s.Tested, "link"))
		return
	}
	fmt.Fprintf(w, "tested %s of %s to other sites: %s dead", thousands(s.Tested), count(s.Addresses, "link"), thousands(s.Dead))
	for _, more := range []struct {
		n    int
		what string
	}{{s.Moved, "moved"}, {s.Refused, "not for everybody"}, {s.Failing, "failing so far"}, {s.Unsure, "without a clear answer"}, {s.Left, "left for another day"}} {
		if more.n > 0 {
			fmt.Fprintf(w, ", %s %s", thousands(more.n), more.what)
		}
	}
	fmt.Fprintln(w)
}
