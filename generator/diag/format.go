package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// WriteText prints problems for a person at a terminal: place, severity, text, the line with the span underlined,
// and the hint.
func WriteText(w io.Writer, problems []Problem) error {
	for i, p := range problems {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, p.String()); err != nil {
			return err
		}
	}
	return nil
}

// String is the problem as WriteText prints it, ending in a newline.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s\n", harmless(p.Place.String()), p.Severity, harmless(p.Text))
	if p.Place.Line > 0 && strings.TrimSpace(p.Snippet) != "" {
		writeSnippet(&b, p)
	}
	if p.Hint != "" {
		fmt.Fprintf(&b, "  hint: %s\n", harmless(p.Hint))
	}
	return b.String()
}

// String is file:line:column, leaving out what is not known.
func (p Place) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// longestSnippet keeps a line of a minified or pasted file from flooding a terminal.
const longestSnippet = 160

func writeSnippet(b *strings.Builder, p Problem) {
	line := []rune(harmless(p.Snippet))
	start := 0
	if p.Place.Column > longestSnippet/2 {
		start = min(p.Place.Column-longestSnippet/2, max(len(line)-longestSnippet, 0))
	}
	shown := line[start:min(len(line), start+longestSnippet)]
	fmt.Fprintf(b, "%5d | %s\n", p.Place.Line, string(shown))
	if p.Place.Column <= 0 {
		return
	}
	before := min(p.Place.Column-1-start, len(shown))
	under := shown[before:min(len(shown), before+max(p.Place.Length, 0))]
	fmt.Fprintf(b, "      | %s%s\n", strings.Repeat(" ", cells(shown[:before])), strings.Repeat("^", max(1, cells(under))))
}

// cells is how many columns of a terminal a text takes: letters of East Asian scripts and most emoji take two
// (Unicode TR 11), marks on the letter before them none.
func cells(text []rune) int {
	n := 0
	for _, r := range text {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// harmless makes one line of a text from content, such as the name of a file.
func harmless(s string) string { return strings.Map(printable, s) }

// printable keeps control characters of a broken file from steering the terminal that shows them.
func printable(r rune) rune {
	if r == '\t' {
		return ' '
	}
	if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) || (r >= 0x2028 && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
		return '\uFFFD'
	}
	return r
}

// MarshalJSON gives the problem the shape that other programs read: flat, with words for severity and reach.
func (p Problem) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Severity string `json:"severity"`
		Rule     string `json:"rule,omitempty"`
		Reach    Reach  `json:"reach"`
		Place
		Text    string `json:"text"`
		Hint    string `json:"hint,omitempty"`
		Snippet string `json:"snippet,omitempty"`
	}{p.Severity.String(), p.Rule, p.Reach, p.Place, p.Text, p.Hint, p.Snippet})
}

// WriteJSON prints problems as one JSON array, one problem a line.
func WriteJSON(w io.Writer, problems []Problem) error {
	if len(problems) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	for i, p := range problems {
		line, err := json.Marshal(p)
		if err != nil {
			return err
		}
		before, after := "  ", ",\n"
		if i == 0 {
			before = "[\n  "
		}
		if i == len(problems)-1 {
			after = "\n]\n"
		}
		if _, err := io.WriteString(w, before+string(line)+after); err != nil {
			return err
		}
	}
	return nil
}

// WriteGitHub prints problems as GitHub workflow commands, which show them beside the lines of a pull request.
func WriteGitHub(w io.Writer, problems []Problem) error {
	for _, p := range problems {
		text := p.Text
		if p.Hint != "" {
			text += "\nhint: " + p.Hint
		}
		at := "file=" + workflowProperty(p.Place.File)
		if p.Place.Line > 0 {
			at += fmt.Sprintf(",line=%d", p.Place.Line)
		}
		if p.Place.Column > 0 {
			at += fmt.Sprintf(",col=%d,endColumn=%d", p.Place.Column, p.Place.Column+max(p.Place.Length, 1))
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", p.Severity, at, workflowText(text)); err != nil {
			return err
		}
	}
	return nil
}

// workflowText and workflowProperty escape as GitHub's own toolkit does (actions/toolkit, command.ts), so that
// content cannot end a command and begin another.
func workflowText(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func workflowProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
