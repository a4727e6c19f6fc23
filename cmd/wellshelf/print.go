package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"wellshelf/generator"
	"wellshelf/generator/check"
	"wellshelf/generator/diag"
)

// print writes problems in the format asked for, with paths as they are on this machine.
func (f *flags) print(w io.Writer, list []diag.Problem) error {
	shown := make([]diag.Problem, len(list))
	for i, p := range list {
		p.Place.File = f.local(p.Place.File)
		shown[i] = p
	}
	switch f.format {
	case "json":
		return diag.WriteJSON(w, shown)
	case "github":
		return diag.WriteGitHub(w, shown)
	case "sarif":
		return diag.WriteSARIF(w, shown, rules())
	case "junit":
		return diag.WriteJUnit(w, shown)
	}
	if len(shown) == 0 {
		return nil
	}
	if err := diag.WriteText(w, shown); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// formats are the words of --format.
var formats = []string{"text", "json", "github", "sarif", "junit"}

// rules are all rules that a problem can name, explained for review tools.
func rules() []diag.Rule {
	var list []diag.Rule
	for _, r := range everyRule() {
		list = append(list, explained(r))
	}
	return list
}

// explained puts a rule's source into its help, or behind it as an address where it is one.
func explained(r check.Rule) diag.Rule {
	rule := diag.Rule{Name: r.Name, Short: r.Asks, Help: r.Why}
	if strings.HasPrefix(r.Source, "https://") {
		rule.Source = r.Source
	} else if r.Source != "" {
		rule.Help += " Source: " + r.Source + "."
	}
	return rule
}

// local turns the folders of a problem's place, which are named after what they are for, into those given by flags.
func (f *flags) local(file string) string {
	for name, dir := range map[string]string{"content/": f.content, "themes/": f.themes, "public/": f.out} {
		if rest, found := strings.CutPrefix(file, name); found && dir != "" {
			return filepath.ToSlash(filepath.Join(dir, rest))
		}
	}
	return file
}

// summary is the one line at the end of a build or a check, and one more for sites held back.
func summary(w io.Writer, verb string, r *generator.Report) {
	pages, outcome := r.Totals()
	errors, warnings := diag.Count(r.Problems)
	sites := count(r.Chosen, "site")
	if len(r.Sites) < r.Chosen {
		sites = fmt.Sprintf("%d of %s", len(r.Sites), sites)
	}
	fmt.Fprintf(w, "%s %s with %s for %s", verb, sites, count(pages, "page"), r.Today)
	if verb == "built" {
		fmt.Fprintf(w, ": %s written, %s unchanged, %s removed", count(outcome.Written, "file"), thousands(outcome.Unchanged), thousands(outcome.Removed))
	}
	fmt.Fprintf(w, "; %s, %s", count(errors, "error"), count(warnings, "warning"))
	if r.Next.IsValid() {
		fmt.Fprintf(w, "; next change by itself on %s", r.Next)
	}
	fmt.Fprintln(w)
	for _, name := range r.Retired {
		fmt.Fprintf(w, "taken down, because it is no longer in the content or is a draft: %s\n", name)
	}
	if held := strings.Join(r.Held, ", "); held != "" && verb == "built" {
		fmt.Fprintf(w, "held back by errors, last good version kept: %s\n", held)
	} else if held != "" {
		fmt.Fprintf(w, "errors hold back: %s\n", held)
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%s %ss", thousands(n), what)
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
