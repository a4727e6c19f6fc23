package diag

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// Rule is what a review tool shows beside the problems that a rule found. Name is what [Problem.Rule] says; Short is
// one sentence, Help says why it is asked, Source is a web address to read on at, or "".
type Rule struct{ Name, Short, Help, Source string }

// Structure is the rule of problems that name none.
const Structure = "structure"

// ruleOf names the rule of a problem, for formats in which every finding has one.
func ruleOf(p Problem) string { return cmp.Or(p.Rule, Structure) }

// What GitHub takes of one run; a file with more is refused as a whole (docs.github.com, "SARIF support for code
// scanning"). Descriptions are cut there as well.
const (
	mostResults     = 25_000
	mostDescription = 1024
)

// The types below are the part of SARIF 2.1.0 (OASIS, errata 01) that is written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations,omitempty"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   sarifMessage `json:"shortDescription"`
		Full    sarifMessage `json:"fullDescription"`
		Help    sarifMessage `json:"help"`
		HelpURI string       `json:"helpUri,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Properties   map[string]string `json:"properties"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// WriteSARIF prints problems as one run of SARIF 2.1.0, within the limits of GitHub's code scanning: where there are
// more than it takes, warnings give way first, and a notification says how many are left out. Rules explains the
// rules; one that it does not hold is listed by its name.
func WriteSARIF(w io.Writer, problems []Problem, rules []Rule) error {
	kept, left := within(problems, mostResults)
	table, index := ruleTable(kept, rules)
	run := sarifRun{
		Tool: sarifTool{sarifDriver{Name: "wellshelf", Rules: table}}, ColumnKind: "unicodeCodePoints",
		Results: make([]sarifResult, 0, len(kept)),
	}
	if left > 0 {
		text := fmt.Sprintf("%d more problems are left out, because code scanning takes %d at once", left, mostResults)
		run.Invocations = []sarifInvocation{{Successful: true, Notifications: []sarifNotification{{"warning", sarifMessage{text}}}}}
	}
	alike := map[string]int{}
	for _, p := range kept {
		run.Results = append(run.Results, result(p, index, alike))
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	return encoder.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// within keeps at most so many problems in their order, errors before warnings, and says how many it left.
func within(problems []Problem, most int) (kept []Problem, left int) {
	left = len(problems) - most
	if left <= 0 {
		return problems, 0
	}
	errors, _ := Count(problems)
	room := map[Severity]int{Error: min(errors, most), Warning: max(most-errors, 0)}
	for _, p := range problems {
		if room[p.Severity] > 0 {
			room[p.Severity]--
			kept = append(kept, p)
		}
	}
	return kept, left
}

// ruleTable is every rule that is explained, then those that problems name besides, and where each stands.
func ruleTable(problems []Problem, rules []Rule) (table []sarifRule, index map[string]int) {
	index = map[string]int{}
	add := func(r Rule) {
		if _, known := index[r.Name]; known {
			return
		}
		index[r.Name] = len(table)
		short := cmp.Or(r.Short, r.Name)
		help := cmp.Or(r.Help, short)
		table = append(table, sarifRule{ID: r.Name, Short: description(short), Full: description(help), Help: sarifMessage{printed(help)}, HelpURI: r.Source})
	}
	add(Rule{Name: Structure, Short: "Entries, settings and themes can be read.", Help: "A mistake of structure keeps something from being shown as it was meant."})
	for _, r := range rules {
		add(r)
	}
	for _, p := range problems {
		add(Rule{Name: ruleOf(p)})
	}
	return table, index
}

func description(text string) sarifMessage {
	if runes := []rune(text); len(runes) > mostDescription {
		text = string(runes[:mostDescription-1]) + "…"
	}
	return sarifMessage{text}
}

// result counts in alike how often a fingerprint was given, so that equal problems of one file stay apart.
func result(p Problem, index map[string]int, alike map[string]int) sarifResult {
	text := p.Text
	if p.Hint != "" {
		text += "\nhint: " + p.Hint
	}
	region := sarifRegion{StartLine: max(p.Place.Line, 1)}
	if p.Place.Line > 0 && p.Place.Column > 0 {
		region.StartColumn, region.EndColumn = p.Place.Column, p.Place.Column+max(p.Place.Length, 1)
	}
	same := fingerprint(p)
	alike[same]++
	return sarifResult{
		RuleID: ruleOf(p), RuleIndex: index[ruleOf(p)], Level: p.Severity.String(), Message: sarifMessage{printed(text)},
		Locations: []sarifLocation{{sarifPhysical{sarifArtifact{address(p.Place.File)}, region}}},
		// GitHub's own fingerprint is left for its upload to fill in: it hashes the file, and complains of any other.
		Fingerprints: map[string]string{"wellshelf/v1": fmt.Sprintf("%s:%d", same, alike[same])},
		Properties:   map[string]string{"reach": p.Reach.String()},
	}
}

// fingerprint stands for a problem wherever in its file the line comes to stand.
func fingerprint(p Problem) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q", ruleOf(p), p.Place.File, p.Text, strings.TrimSpace(p.Snippet)))
	return hex.EncodeToString(sum[:8])
}

// printed escapes what messages of SARIF give a meaning to: braces (3.11.5) and links in square brackets (3.11.6),
// which hints are full of.
func printed(text string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, "{", "{{", "}", "}}").Replace(text)
}

// address is the URI of a file: relative to where the program was started, or absolute.
func address(file string) string {
	switch {
	case strings.HasPrefix(file, "/"):
		return (&url.URL{Scheme: "file", Path: file}).String()
	case len(file) > 2 && file[1] == ':' && file[2] == '/': // a drive of Windows
		return (&url.URL{Scheme: "file", Path: "/" + file}).String()
	}
	return (&url.URL{Path: file}).String()
}
