package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/diag"
)

func fmtCommand(t terminal) *cobra.Command {
	f := &flags{format: "text"}
	var check bool
	c := &cobra.Command{
		Use:   "fmt [FILE...]",
		Short: "Put the fields of entries into one style",
		Long: "Fmt writes the fields of every entry and settings file in one order and one style, as the editor does,\n" +
			"so that a change of one word is a change of one line. What a file says, its comments and its text stay.\n" +
			"It names the files it changed. A file with a mistake is left as it is. Exit codes: 0, 1, 2, 3.",
		Example: "  wellshelf fmt\n  wellshelf fmt content/national/topics/sleep.md\n  wellshelf fmt --check",
		RunE: func(_ *cobra.Command, args []string) error {
			if !check {
				_, err := f.formatted(t, args, "formatted", replace)
				return err
			}
			changed, err := f.formatted(t, args, "would be formatted", func(*os.Root, generator.Formatted) error { return nil })
			if err == nil && changed > 0 {
				return errProblems
			}
			return err
		},
	}
	c.Flags().StringVar(&f.content, "content", "content", "the `folder` of entries")
	c.Flags().BoolVar(&check, "check", false, "write nothing; name the files that would change, and exit with 1 when there are any")
	return c
}

// formatted formats files, names those that change and hands them to write. It returns how many there are.
func (f *flags) formatted(t terminal, args []string, done string, write func(*os.Root, generator.Formatted) error) (changed int, err error) {
	root, err := folder("content", f.content)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	names, err := f.below(root, args)
	if err != nil {
		return 0, err
	}
	all, err := generator.Format(root.FS(), names...)
	if err != nil {
		return 0, machineError{err}
	}
	var problems []diag.Problem
	for _, file := range all {
		problems = append(problems, file.Problems...)
		if !file.Changed {
			continue
		}
		changed++
		if err := write(root, file); err != nil {
			return changed, machineError{fmt.Errorf("%s cannot be written: %w", f.local("content/"+file.File), cause(err))}
		}
		if _, err := fmt.Fprintln(t.out, f.local("content/"+file.File)); err != nil {
			return changed, machineError{err}
		}
	}
	if err := f.print(t.out, problems); err != nil {
		return changed, machineError{err}
	}
	if changed == 0 && len(problems) == 0 {
		done = "needed to change"
	}
	fmt.Fprintf(t.err, "%s of %s %s\n", thousands(changed), count(len(all), "file"), done)
	if len(problems) > 0 {
		return changed, errProblems
	}
	return changed, nil
}

// below turns files and folders as a person names them into paths below the content folder.
func (f *flags) below(root *os.Root, args []string) ([]string, error) {
	top, err := filepath.Abs(f.content)
	if err != nil {
		return nil, machineError{err}
	}
	var names []string
	for _, arg := range args {
		whole, err := filepath.Abs(arg)
		if err != nil {
			return nil, machineError{err}
		}
		name, err := filepath.Rel(top, whole)
		if err != nil || !filepath.IsLocal(name) {
			return nil, &usageError{fmt.Sprintf("%s is not in the content folder %s", arg, f.content), "name a file or folder in it, or another folder with --content"}
		}
		if _, err := root.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil, &usageError{fmt.Sprintf("there is no %s", arg), "name a file or folder as your computer does, such as content/national/topics/sleep.md"}
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names, nil
}

// replace writes a formatted file. It is read once more, since somebody may have
// saved it while others were formatted.
func replace(root *os.Root, file generator.Formatted) error {
	again, err := generator.Format(root.FS(), file.File)
	if err != nil || len(again) != 1 || !again[0].Changed {
		return err
	}
	return whole(root, again[0].File, again[0].Bytes)
}

// whole writes a file whole or not at all: beside it, then in its place. Folders that lack are made.
func whole(root *os.Root, file string, text []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := root.Stat(file); err == nil {
		mode = info.Mode().Perm()
	} else if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return err
	}
	beside := path.Join(path.Dir(file), "."+strings.ToLower(rand.Text())+".tmp")
	if err := root.WriteFile(beside, text, mode); err != nil {
		return errors.Join(err, root.Remove(beside))
	}
	if err := root.Rename(beside, file); err != nil {
		return errors.Join(err, root.Remove(beside))
	}
	return nil
}
