package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"wellshelf/generator"
)

// beginning are the flags of new.
type beginning struct {
	in, summary string
	topics      []string
	set         []string
	ask, yes    bool
	form        bool
	from        string // an answered form
}

func newCommand(t terminal) *cobra.Command {
	f, n := &flags{}, &beginning{}
	c := &cobra.Command{
		Use:   "new [KIND TITLE]",
		Short: "Begin an entry, or a site",
		Long: "New writes a draft of an entry, with every field of its kind and what each is for, and says where it is.\n" +
			"At a terminal it asks for what is needed, one question at a time. What flags say is not asked.\n" +
			"Ctrl-C ends the questions, and nothing is written then.\n" +
			"It never overwrites a file. Exit codes: 0, 2, 3.",
		Example: "  wellshelf new\n  wellshelf new topic \"Sleep\"\n  wellshelf new place \"Garden room\" --in midlothian/beeslack\n" +
			"  wellshelf new topic \"Sleep\" --summary \"When nights are hard.\" --set feelings=tired,worried --yes\n" +
			"  wellshelf new --form\n  wellshelf new --from suggestion.txt --in midlothian",
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case n.form:
				_, err := io.WriteString(t.out, generator.SuggestionForm())
				return machine(err)
			case n.from != "":
				return n.suggested(c, t, f, args)
			}
			ask := n.asker(c, t)
			if ask == nil && len(args) < 2 {
				return &usageError{"a new entry needs its kind and its title", "write them, such as wellshelf new topic \"Sleep\", or run wellshelf new in a terminal without --yes to be asked"}
			}
			if err := given(0, 2)(c, args); err != nil {
				return err
			}
			sketch, err := n.sketch(c, args)
			if err != nil {
				return err
			}
			return f.with(func(options generator.Options) error {
				begun, err := (&generator.Builder{Options: options}).Begin(c.Context(), sketch, ask)
				return f.begin(t, begun, err)
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&n.in, "in", "", "the `area` or area/site it belongs to (default: every site)")
	c.Flags().StringVar(&n.summary, "summary", "", "one or two `sentences` on what it is")
	c.Flags().StringSliceVar(&n.topics, "topics", nil, "the `topics` it belongs to, with commas between")
	c.Flags().StringArrayVar(&n.set, "set", nil, "a `field=value` of the entry, with commas between the items of a list; can be repeated")
	c.Flags().BoolVar(&n.form, "form", false, "print the form on which anyone can suggest a page, and write nothing")
	c.Flags().StringVar(&n.from, "from", "", "make a draft of an answered form, from this `file`; the kind is page unless it is named")
	n.asking(c)
	c.AddCommand(newSiteCommand(t))
	return c
}

// suggested makes a draft of an answered form.
func (n *beginning) suggested(c *cobra.Command, t terminal, f *flags, args []string) error {
	if err := given(0, 1)(c, args); err != nil {
		return err
	}
	text, err := os.ReadFile(n.from)
	if err != nil {
		return machineError{fmt.Errorf("%s cannot be read: %w", n.from, cause(err))}
	}
	suggestion, err := generator.ReadSuggestion(string(text))
	if err != nil {
		return err
	}
	sketch, warning := suggestion.Sketch(strings.Join(append(args, "page")[:1], ""), n.in)
	if warning != "" {
		fmt.Fprintln(t.err, warning)
	}
	return f.with(func(options generator.Options) error {
		begun, err := (&generator.Builder{Options: options}).Begin(c.Context(), sketch, nil)
		return f.begin(t, begun, err)
	})
}

func (n *beginning) asking(c *cobra.Command) {
	c.Flags().BoolVar(&n.ask, "ask", false, "ask for what is missing, also when no terminal is there")
	c.Flags().BoolVarP(&n.yes, "yes", "y", false, "ask nothing")
}

// asker is who asks the person at the terminal; nil when nobody is to be asked.
func (n *beginning) asker(c *cobra.Command, t terminal) generator.Asker {
	if n.yes || !n.ask && !term.IsTerminal(int(os.Stdin.Fd())) {
		return nil
	}
	return newPrompter(c.InOrStdin(), t.err, c.Context().Done())
}

func (n *beginning) sketch(c *cobra.Command, args []string) (generator.Sketch, error) {
	s := generator.Sketch{In: n.in, Placed: c.Flags().Changed("in"), Given: map[string][]string{}}
	if len(args) > 0 {
		s.Kind = args[0]
	}
	if len(args) > 1 {
		s.Title = args[1]
	}
	if n.summary != "" {
		s.Given["summary"] = []string{n.summary}
	}
	if len(n.topics) > 0 {
		s.Given["topics"] = n.topics
	}
	for _, set := range n.set {
		name, value, found := strings.Cut(set, "=")
		if !found {
			return s, &usageError{fmt.Sprintf("--set is %q", set), "write a field, = and its value, such as --set minutes=10"}
		}
		s.Given[name] = append(s.Given[name], value)
	}
	return s, nil
}

func newSiteCommand(t terminal) *cobra.Command {
	f, n := &flags{}, &beginning{}
	var area, name string
	var library bool
	var people, stages, languages []string
	c := &cobra.Command{
		Use:   "site",
		Short: "Begin a school or a library",
		Long: "Site writes the settings of a new school or public library, and of its council area when that is new.\n" +
			"At a terminal it asks for what is needed: its name, school years, people to talk to, languages and colours.\n" +
			"It never overwrites a file. Exit codes: 0, 2, 3.",
		Example: "  wellshelf new site\n  wellshelf new site --area Midlothian --name \"Example High School\" --stages S1,S2,S3 \\\n" +
			"    --person \"Guidance teacher; Anything on your mind; Guidance base; At break\"",
		Args: given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			s := generator.SiteSketch{Area: area, Name: name, Library: library, Given: map[string][]string{"stages": stages, "languages": languages}}
			for _, person := range people {
				var parts []string
				for part := range strings.SplitSeq(person, ";") {
					parts = append(parts, strings.TrimSpace(part))
				}
				s.People = append(s.People, parts)
			}
			return f.with(func(options generator.Options) error {
				begun, err := (&generator.Builder{Options: options}).BeginSite(c.Context(), s, n.asker(c, t))
				return f.begin(t, begun, err)
			})
		},
	}
	f.reading(c)
	c.Flags().StringVar(&area, "area", "", "the council `area`, by its name or folder")
	c.Flags().StringVar(&name, "name", "", "the `name` of the school or library")
	c.Flags().BoolVar(&library, "library", false, "it is a public library, not a school")
	c.Flags().StringSliceVar(&stages, "stages", nil, "the school `years`, such as S1,S2,S3")
	c.Flags().StringSliceVar(&languages, "languages", nil, "the `languages` it shows, the source language first")
	c.Flags().StringArrayVar(&people, "person", nil, "someone to `talk to`: \"role; what they help with; where; when\"; can be repeated")
	n.asking(c)
	return c
}

// begin writes what was begun, and says where it is and what comes next.
func (f *flags) begin(t terminal, begun *generator.Begun, err error) error {
	var ended *usageError
	if errors.As(err, &ended) {
		return ended
	}
	if err != nil {
		return machine(err)
	}
	for _, one := range append([]generator.Begun{*begun}, begun.More...) {
		if err := f.create(t, one.File, one.Text); err != nil {
			return err
		}
	}
	fmt.Fprint(t.err, f.next(begun))
	return nil
}

// next says what to do with what was begun.
func (f *flags) next(begun *generator.Begun) string {
	var b strings.Builder
	file := f.local("content/" + begun.File)
	switch base := path.Base(begun.File); {
	case base == "school.md" || base == "library.md":
		fmt.Fprintf(&b, "See it: wellshelf preview shows it at /%s\n", begun.Page)
		fmt.Fprintf(&b, "Change it: open %s in a text editor. Lines that begin with # are hints.\n", file)
		return b.String()
	case begun.Changes != "":
		fmt.Fprintf(&b, "It changes %s: state only what differs, and write a text only to replace the one from above.\n", f.local("content/"+begun.Changes))
	}
	fmt.Fprintf(&b, "Write on: open %s in a text editor. Lines that begin with # are hints.\n", file)
	if begun.Page != "" {
		fmt.Fprintf(&b, "See it: wellshelf preview shows it at /%s\n", begun.Page)
	}
	b.WriteString("It is a draft. When it is ready, remove the line draft: true, and run wellshelf check.\n")
	return b.String()
}

func (f *flags) create(t terminal, file string, text []byte) error {
	root, err := folder("content", f.content)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return machineError{fmt.Errorf("%s cannot be made: %w", f.local("content/"+path.Dir(file)), cause(err))}
	}
	out, err := root.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &usageError{f.local("content/"+file) + " exists already", "give the new entry another title"}
	}
	if err != nil {
		return machineError{fmt.Errorf("%s cannot be written: %w", f.local("content/"+file), cause(err))}
	}
	if _, err := out.Write(text); err != nil {
		return machineError{errors.Join(fmt.Errorf("%s cannot be written: %w", f.local("content/"+file), cause(err)), out.Close())}
	}
	if err := out.Close(); err != nil {
		return machineError{fmt.Errorf("%s cannot be written: %w", f.local("content/"+file), cause(err))}
	}
	_, err = fmt.Fprintln(t.out, f.local("content/"+file))
	return machine(err)
}
