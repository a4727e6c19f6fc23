package preview

import (
	"fmt"
	"strings"

	"wellshelf/generator/diag"
)

// shown is a problem as a page shows it, in the words in which a terminal does.
type shown struct {
	Severity, Text, Place, Snippet, Hint string
	Where                                string // whom it reaches
}

// show takes problems apart as they are printed, so that nothing in them can steer what shows them.
func show(problems []diag.Problem) []shown {
	var list []shown
	for _, p := range problems {
		first, rest, _ := strings.Cut(p.String(), "\n")
		one := shown{Severity: p.Severity.String(), Where: p.Reach.String()}
		one.Place, one.Text, _ = strings.Cut(first, ": "+one.Severity+": ")
		if hint := strings.LastIndex("\n"+rest, "\n  hint: "); hint >= 0 {
			one.Hint = strings.TrimSpace(rest[hint+len("  hint: "):])
			rest = rest[:hint]
		}
		one.Snippet = strings.TrimRight(rest, "\n")
		list = append(list, one)
	}
	return list
}

func counted(n int, what string) string {
	switch n {
	case 0:
		return "no " + what + "s"
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
