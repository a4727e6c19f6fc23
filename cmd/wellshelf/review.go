package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/repository"
	"wellshelf/generator/review"
)

// compared are the flags of review.
type compared struct{ base, head, out, format string }

func reviewCommand(t terminal) *cobra.Command {
	f, r := &flags{}, &compared{}
	c := &cobra.Command{
		Use:   "review",
		Short: "Show what a change means for readers",
		Long: "Review compares two commits, without checking either out, and tells what readers of which sites will see\n" +
			"differently, and who has to sign it. With --out it writes a folder for a meeting: pages before and after, an agenda,\n" +
			"a sheet for comments, and a table for decisions. Exit codes: 0, 2, 3.",
		Example: "  wellshelf review --base main --out review\n  wellshelf review --base main --format markdown",
		Args:    given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := oneOf("--format", r.format, "text", "markdown", "json"); err != nil {
				return err
			}
			return f.with(func(options generator.Options) error { return r.run(c.Context(), t, f, options) })
		},
	}
	f.reading(c)
	c.Flags().StringArrayVar(&f.sites, "site", nil, "only this `area/site`; can be repeated")
	c.Flags().StringVar(&r.base, "base", "main", "the `revision` that readers see now: a branch, a tag or a commit")
	c.Flags().StringVar(&r.head, "head", "HEAD", "the `revision` to look at")
	c.Flags().StringVar(&r.out, "out", "", "the `folder` to write a review pack into")
	c.Flags().StringVar(&r.format, "format", "text", "what is printed: text, markdown or json")
	return c
}

func (r *compared) run(ctx context.Context, t terminal, f *flags, options generator.Options) error {
	in, err := r.input(f, options)
	if err != nil {
		return err
	}
	allowFor(options.Content, readPerEntry)
	if note := r.uncommitted(f); note != "" {
		fmt.Fprintln(t.err, note)
	}
	in.Options = options
	in.Options.Program, in.Options.Readings = program(), readings()
	pack, err := review.Compare(ctx, *in)
	if err != nil {
		return machine(err)
	}
	if r.out != "" {
		return r.write(t, pack)
	}
	return r.print(t, pack)
}

// input opens both states.
func (r *compared) input(f *flags, options generator.Options) (*review.Input, error) {
	repo, err := repository.Open(f.content)
	if errors.Is(err, repository.ErrNone) {
		return nil, &usageError{fmt.Sprintf("%s is in no Git repository, and a review compares two commits", f.content), "begin one with git init, and commit what there is"}
	}
	if err != nil {
		return nil, machineError{err}
	}
	folder, err := repo.Below(f.content)
	if err != nil {
		return nil, machineError{err}
	}
	in := &review.Input{Themes: options.Themes}
	var hashes [2]repository.Hash
	for i, name := range []string{r.head, r.base} {
		if hashes[1-i], err = repo.Resolve(name); err != nil {
			var unknown *repository.RevisionError
			if errors.As(err, &unknown) {
				return nil, &usageError{unknown.Error(), unknown.Hint}
			}
			return nil, machineError{err}
		}
	}
	if in.Changed, err = repo.Differ(hashes[0], hashes[1], folder); err != nil {
		return nil, machineError{err}
	}
	for i, into := range []*fs.FS{&in.Base, &in.Head} {
		tree, err := repo.Tree(hashes[i])
		if err != nil {
			return nil, machineError{err}
		}
		if *into, err = fs.Sub(tree, folder); err != nil {
			return nil, machineError{err}
		}
	}
	in.From, in.To = review.State{Name: r.base, Commit: string(hashes[0][:8])}, review.State{Name: r.head, Commit: string(hashes[1][:8])}
	return in, nil
}

// uncommitted says what of the working tree the review does not see, where it is of the commit that is checked out.
func (r *compared) uncommitted(f *flags) string {
	repo, err := repository.Open(f.content)
	if err != nil || r.head != "HEAD" {
		return ""
	}
	if begun := repo.Merging(); begun != "" {
		return begun + " has been begun and is not done; the review is of what is committed"
	}
	if changed, err := repo.Uncommitted(f.content); err == nil && changed {
		return "what is not committed is left out"
	}
	return ""
}

func (r *compared) print(t terminal, pack *review.Pack) error {
	var text []byte
	var err error
	switch r.format {
	case "json":
		text, err = pack.JSON()
	case "markdown":
		text = pack.Markdown()
	default:
		text = pack.Text()
	}
	if err == nil {
		_, err = t.out.Write(text)
	}
	return machine(err)
}

// write writes the folder for a meeting.
func (r *compared) write(t terminal, pack *review.Pack) error {
	files, err := pack.Files()
	if err != nil {
		return machineError{err}
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return machineError{fmt.Errorf("%s cannot be made: %w", r.out, cause(err))}
	}
	for _, file := range files {
		name := filepath.Join(r.out, file.Name)
		if err := os.WriteFile(name, file.Bytes, 0o644); err != nil {
			return machineError{fmt.Errorf("%s cannot be written: %w", name, cause(err))}
		}
		if _, err := fmt.Fprintln(t.out, filepath.ToSlash(name)); err != nil {
			return machineError{err}
		}
	}
	fmt.Fprintf(t.err, "%s for readers; open %s in a browser, or print it\n", count(len(pack.Changes), "change"), filepath.ToSlash(filepath.Join(r.out, "index.html")))
	return nil
}
