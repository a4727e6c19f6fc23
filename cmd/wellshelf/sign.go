package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/golang-sql/civil"
	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/repository"
	"wellshelf/generator/signing"
	"wellshelf/generator/signoff"
)

// signature are the flags that say who decided what.
type signature struct {
	in, role, group, by, recordedBy, on, evidence, note, code string
}

func (s *signature) register(c *cobra.Command) {
	c.Flags().StringVar(&s.in, "in", "", "the `area` or area/site whose entry it is (default: the national one)")
	c.Flags().StringVar(&s.role, "role", "", "in which `role`: "+join(signoff.Roles))
	c.Flags().StringVar(&s.group, "group", "", "the `group` they decided for; readers see it")
	c.Flags().StringVar(&s.by, "by", "", "their `initials`; for young people and lived experience, how many people looked at it")
	c.Flags().StringVar(&s.recordedBy, "recorded-by", "", "the `initials` of who writes it down for them")
	c.Flags().StringVar(&s.on, "on", "", "the `day` on which they decided (default: today)")
	c.Flags().StringVar(&s.evidence, "evidence", "", "what it was checked against, such as a web `page`")
	c.Flags().StringVar(&s.note, "note", "", "anything to remember")
}

// decision is what the flags say about an entry.
func (s *signature) decision(entry string, what signoff.Decision) (signing.Decision, error) {
	d := signing.Decision{Entry: entry, In: s.in, Code: s.code, Record: signoff.Record{
		Role: s.role, Group: s.group, By: s.by, RecordedBy: s.recordedBy, Decision: what, Evidence: s.evidence, Note: s.note,
	}}
	if s.role == "" || s.by == "" || s.group == "" {
		return d, &usageError{"a decision needs a role, a group and who decided", "add --role, --group and --by, such as --role library --group \"Midlothian libraries\" --by KM"}
	}
	if s.on != "" {
		day, err := civil.ParseDate(s.on)
		if err != nil || !day.IsValid() {
			return d, &usageError{fmt.Sprintf("--on is %q, which is not a day", s.on), "write a day like 2026-12-25"}
		}
		d.Record.On = day
	}
	return d, nil
}

func signCommand(t terminal) *cobra.Command {
	f, s := &flags{}, &signature{}
	var from string
	var changes bool
	c := &cobra.Command{
		Use:   "sign [ENTRY]",
		Short: "Write down who approved a text",
		Long: "Sign puts on record that a role approved an entry's text as it lies in the content folder, and keeps that\n" +
			"text. With --from it takes a whole meeting's decisions from a table, all or none. Records are only ever added.\n" +
			"Exit codes: 0, 2, 3.",
		Example: "  wellshelf sign topics/sleep --role health --group \"Midlothian school nurses\" --by KM\n" +
			"  wellshelf sign topics/sleep.gd --role young-people --group \"Beeslack wellbeing group\" --by 6 --recorded-by KM\n" +
			"  wellshelf sign --from decisions.csv",
		Args: given(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if (from == "") == (len(args) == 0) {
				return &usageError{"name an entry, or a table of decisions with --from", "such as wellshelf sign topics/sleep --role library --group \"Our group\" --by KM"}
			}
			decisions, err := s.decisions(args, from, changes)
			if err != nil {
				return err
			}
			return f.atDesk(c.Context(), t, func(d *signing.Desk) (*signing.Result, error) { return d.Sign(decisions...) })
		},
	}
	f.reading(c)
	s.register(c)
	c.Flags().StringVar(&s.code, "code", "", "the `code` of the text they looked at, as in a review pack; another text is refused")
	c.Flags().StringVar(&from, "from", "", "a `table` (CSV) of decisions, with the columns "+strings.Join(signing.Columns, ", "))
	c.Flags().BoolVar(&changes, "changes", false, "they ask for changes instead")
	return c
}

// decisions are those of a table, or the one that the flags make.
func (s *signature) decisions(args []string, from string, changes bool) ([]signing.Decision, error) {
	if from == "" {
		what := signoff.Approve
		if changes {
			what = signoff.Changes
		}
		one, err := s.decision(args[0], what)
		return []signing.Decision{one}, err
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return nil, machineError{fmt.Errorf("%s cannot be read: %w", from, cause(err))}
	}
	decisions, err := signing.ReadDecisions(text)
	var refused *signing.Refusal
	if errors.As(err, &refused) {
		return nil, &usageError{refused.Text, refused.Hint}
	}
	if err == nil && len(decisions) == 0 {
		return nil, &usageError{from + " holds no decision", "write yes, no or withdraw into its column \"decision\""}
	}
	return decisions, err
}

func correctCommand(t terminal) *cobra.Command {
	f, s := &flags{}, &signature{}
	var was, now string
	c := &cobra.Command{
		Use:   "correct HELPLINE",
		Short: "Put a helpline's number right at once",
		Long: "Correct puts a number or address of a helpline right with one signature and its evidence. Every site that shows\n" +
			"it has it with the next build; a second role confirms it within days, with wellshelf sign. Exit codes: 0, 2, 3.",
		Example: "  wellshelf correct helplines/example --was \"000 111\" --now \"000 222\" \\\n" +
			"    --role library --group \"Midlothian libraries\" --by KM --evidence https://helpline.example/contact",
		Args: given(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			one, err := s.decision(args[0], signoff.Correct)
			if err != nil {
				return err
			}
			if (was == "") != (now == "") {
				return &usageError{"--was and --now belong together", "give both, or change the file yourself and give neither"}
			}
			return f.atDesk(c.Context(), t, func(d *signing.Desk) (*signing.Result, error) {
				return d.Correct(signing.Correction{Decision: one, Was: was, Now: now})
			})
		},
	}
	f.reading(c)
	s.register(c)
	c.Flags().StringVar(&was, "was", "", "the number or address as it is `written` now")
	c.Flags().StringVar(&now, "now", "", "the `right` one")
	return c
}

func withdrawCommand(t terminal) *cobra.Command {
	f, s := &flags{}, &signature{}
	c := &cobra.Command{
		Use:   "withdraw ENTRY",
		Short: "Take an entry off every site at once",
		Long: "Withdraw takes an entry off the sites with the next build, until it is signed again. One person can do it. The file\n" +
			"stays, and so do its records. Exit codes: 0, 2, 3.",
		Example: "  wellshelf withdraw services/example --role library --group \"Midlothian libraries\" --by KM --note \"It has closed.\"",
		Args:    given(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			one, err := s.decision(args[0], signoff.Withdraw)
			if err != nil {
				return err
			}
			return f.atDesk(c.Context(), t, func(d *signing.Desk) (*signing.Result, error) { return d.Sign(one) })
		},
	}
	f.reading(c)
	s.register(c)
	return c
}

// atDesk writes down what somebody decided, and says what that means.
func (f *flags) atDesk(ctx context.Context, t terminal, write func(*signing.Desk) (*signing.Result, error)) error {
	return f.with(func(options generator.Options) error {
		read, err := (&generator.Builder{Options: options}).Read(ctx)
		if err != nil {
			return machine(err)
		}
		result, err := write(&signing.Desk{Library: read.Library, Content: options.Content, Today: read.View.Today, Author: f.author()})
		var refused *signing.Refusal
		if errors.As(err, &refused) {
			return &usageError{refused.Text, refused.Hint}
		}
		if err != nil {
			return machineError{err}
		}
		return f.record(t, result)
	})
}

// record writes the files of a result, texts before the records that name them.
func (f *flags) record(t terminal, result *signing.Result) error {
	root, err := folder("content", f.content)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, records := range []bool{false, true} {
		for _, file := range result.Files {
			if (path.Ext(file.Path) == ".yaml") != records {
				continue
			}
			if err := whole(root, file.Path, file.Bytes); err != nil {
				return machineError{fmt.Errorf("%s cannot be written: %w", f.local("content/"+file.Path), cause(err))}
			}
			if _, err := fmt.Fprintln(t.out, f.local("content/"+file.Path)); err != nil {
				return machineError{err}
			}
		}
	}
	_, err = io.WriteString(t.err, strings.Join(result.Said, "\n")+"\nCommit these files together; readers see what they allow with the next build.\n")
	return machine(err)
}

// author tells who wrote a content file's text, by the history of Git; nil where there is none.
func (f *flags) author() func(file string) string {
	repo, err := repository.Open(f.content)
	if err != nil {
		return nil
	}
	return func(file string) string {
		name, err := repo.AuthorOf(f.content, file)
		if err != nil {
			return ""
		}
		return initials(name)
	}
}

// initials are the first letters of a name.
func initials(name string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) {
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return b.String()
}
