package linkcheck

import (
	"fmt"
	"net/url"
	"strings"

	"wellshelf/generator/diag"
)

// The rules that find problems here.
const (
	deadLink    = "dead-link"
	movedLink   = "moved-link"
	privateLink = "private-link"
)

// Rules explains the rules to review tools and documents.
func Rules() []diag.Rule {
	return []diag.Rule{
		{Name: deadLink, Short: "Outside links lead somewhere.", Help: "A link is called dead after it failed three times on three days. Somebody who looks for help and meets an error may not try again."},
		{Name: movedLink, Short: "Outside links lead straight to where the page is now.", Help: "The other site says that the page has moved for good. Such signposts are taken down one day."},
		{Name: privateLink, Short: "Outside links are open to everybody.", Help: "Addresses within a network, and addresses with unusual ports, open for few readers or for none."},
	}
}

// Problems says of every place what is known of the address it uses: all are warnings, because what others take down
// holds no site back.
func (c *Checker) Problems(uses []Use, ledger *Ledger) []diag.Problem {
	var problems []diag.Problem
	for _, use := range uses {
		p := diag.Problem{Severity: diag.Warning, Place: use.Place, Snippet: use.Snippet, Reach: use.Reach}
		p.Rule, p.Text, p.Hint = c.verdict(use.Address, ledger)
		if p.Rule != "" {
			problems = append(problems, p)
		}
	}
	return diag.Sort(problems)
}

// verdict is the rule that an address breaks, or "".
func (c *Checker) verdict(address string, ledger *Ledger) (rule, text, hint string) {
	if _, err := readAddress(address, c.Ports); err != nil {
		refused := err.(*refusal)
		return privateLink, fmt.Sprintf("%q %s", shortened(address), refused.text), refused.hint
	}
	r, known := ledger.Of(address)
	switch {
	case !known:
	case r.Dead():
		return deadLink, fmt.Sprintf("%q %s, and has failed since %s", shortened(address), r.says(), r.Days[0]), "find out where the page is now, or take the link out"
	case r.State == Fine && frontPage(address, r.Moved):
		return movedLink, fmt.Sprintf("%q leads to the front page of a site now", shortened(address)), "look whether what it was about is still there"
	case r.State == Fine && elsewhere(address, r.Moved):
		return movedLink, fmt.Sprintf("%q has moved for good", shortened(address)), "write " + r.Moved + fragment(address)
	}
	return "", "", ""
}

// says is what a dead address answered; in the last visit it may have said something that proves nothing.
func (r Record) says() string {
	if r.State == Failed {
		return r.Says
	}
	return "does not lead anywhere"
}

// elsewhere reports whether a redirect is worth writing down: not one that only adds a slash, leads from https to http,
// or is longer than a person would copy.
func elsewhere(address, moved string) bool {
	before, now := strings.TrimSuffix(page(address), "/"), strings.TrimSuffix(moved, "/")
	downgrade := strings.HasPrefix(before, "https:") && strings.HasPrefix(now, "http:")
	return moved != "" && !downgrade && !strings.EqualFold(before, now) && len(moved) <= 300
}

// frontPage reports whether a page within a site has become the site's front page: many sites send there whoever asks
// for what they have taken down.
func frontPage(address, moved string) bool {
	before, err := url.Parse(address)
	if err != nil || strings.Trim(before.Path, "/") == "" {
		return false
	}
	now, err := url.Parse(moved)
	return err == nil && now.Host != "" && strings.Trim(now.Path, "/") == "" && now.RawQuery == ""
}

// fragment is the end of an address that a move leaves as it is.
func fragment(address string) string { return address[len(page(address)):] }

// shortened keeps a problem's text to a line or two.
func shortened(address string) string {
	const most = 120
	if runes := []rune(address); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return address
}

// count counts what is known of every address after a run.
func (c *Checker) count(s *Summary, uses []Use, ledger *Ledger) {
	counted := map[string]bool{}
	for _, use := range uses {
		address := page(use.Address)
		if counted[address] {
			continue
		}
		counted[address] = true
		s.Addresses++
		switch rule, _, _ := c.verdict(address, ledger); rule {
		case deadLink:
			s.Dead++
			continue
		case movedLink:
			s.Moved++
		case privateLink:
			s.Refused++
		}
		switch r, _ := ledger.Of(address); r.State {
		case Failed:
			s.Failing++
		case Unsure:
			s.Unsure++
		}
	}
}
