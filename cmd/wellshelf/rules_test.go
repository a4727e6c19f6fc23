package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"wellshelf/generator/check"
)

// The page about rules says what the tables say.
func TestRulesPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What check asks\n\nFor whoever writes entries, and for steering groups. This page is made from the tables in `generator/check/rule.go` and\n`generator/linkcheck/verdict.go`.\n\n" +
		"```sh\nwellshelf check\nwellshelf check --rule contact-number --rule ages\nwellshelf check --explain ages\nwellshelf check --reading\n```\n\n" +
		"A rule can only speak: none hides, changes or holds back anything. Words to avoid, names and numbers of before stand in `wording/` entries, where\n" +
		"a steering group can change them. An area's list is added to the national one; the list called `titles` is about titles alone. The rule `ages` and\n" +
		"the list of `--reading` are about texts in English; a list of words is about texts in its own language; all others ask every language.\n\n")
	b.WriteString(tableOf(check.Rules()))
	b.WriteString("\n## Links to other sites\n\n`wellshelf check --links` asks these over the network, and nothing else does. It keeps what it saw in `links.json` beside the content.\n\n")
	b.WriteString(tableOf(linkRules()))
	const page = "../../docs/rules.md"
	if *refresh {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(page); err != nil || string(text) != b.String() {
		t.Errorf("%s is not what the tables say; run go test ./cmd/wellshelf -run RulesPage -refresh (%v)", page, err)
	}
}

func tableOf(rules []check.Rule) string {
	table := "| rule | what it asks | why |\n|---|---|---|\n"
	for _, r := range rules {
		why := r.Why
		if r.Source != "" {
			why += " (" + r.Source + ")"
		}
		table += fmt.Sprintf("| `%s` | %s | %s |\n", r.Name, r.Asks, why)
	}
	return table
}
