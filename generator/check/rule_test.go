package check

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/rules.md anew")

// The page about rules says what the table says.
func TestRulesPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What check asks\n\nFor whoever writes entries, and for steering groups. This page is made from the table in `generator/check/rule.go`.\n\n" +
		"```sh\nwellshelf check\nwellshelf check --rule contact-number --rule ages\nwellshelf check --explain ages\nwellshelf check --reading\n```\n\n" +
		"A rule can only speak: none hides, changes or holds back anything. Words to avoid, names and numbers of before stand in `wording/` entries, where\n" +
		"a steering group can change them. An area's list is added to the national one; the list called `titles` is about titles alone.\n\n" +
		"| rule | what it asks | why |\n|---|---|---|\n")
	for _, r := range Rules() {
		why := r.Why
		if r.Source != "" {
			why += " (" + r.Source + ")"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Name, r.Asks, why)
	}
	const page = "../../docs/rules.md"
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(page); err != nil || string(text) != b.String() {
		t.Errorf("%s is not what the table says; run go test ./generator/check -run RulesPage -update (%v)", page, err)
	}
}
