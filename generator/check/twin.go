package check

import (
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// twins finds helplines that share a number, have an old one, or have one that is a slip away from another's.
func twins(l *ledger) (problems []diag.Problem) {
	add := func(c *contact, severity diag.Severity, text, hint string) {
		p := c.line.entry.Problem(severity, c.value, text, hint)
		p.Rule = sameContact
		problems = append(problems, p)
	}
	for _, n := range l.numbers {
		shared := l.byNumber[n]
		for i, c := range shared {
			if old := l.former[n]; old != nil {
				add(c, diag.Error, "this number is out of date: "+lowerFirst(old.why), "ask the operator for the number of today")
			}
			if at := slices.IndexFunc(shared[:i], func(o *contact) bool { return c.pasted(o) }); at >= 0 {
				o := shared[at].line
				add(c, diag.Error, fmt.Sprintf("%s and %s have the same number", c.line.title, o.title), "one of the two was pasted; compare this one and content/"+o.entry.File+" with the operators' own pages")
			}
		}
	}
	for i, n := range l.numbers {
		for _, o := range l.numbers[:i] {
			if !n.slip(o) {
				continue
			}
			a, b := l.byNumber[o][0], l.byNumber[n][0]
			switch sameLine := a.line.entry.ID == b.line.entry.ID; {
			case sameLine && a.line != b.line:
				add(b, diag.Error, fmt.Sprintf("this is nearly the number in content/%s, which is %s", a.line.entry.File, a.value.Text), "ask the operator which of the two is right")
			case !sameLine && regionOf(a.line) == regionOf(b.line):
				add(b, diag.Warning, fmt.Sprintf("this is nearly the number of %s, which is %s", a.line.title, a.value.Text), "compare both with the operators' own pages")
			default:
				continue
			}
			break // one is enough to look at
		}
	}
	return problems
}

func regionOf(l *line) string { return strings.ToLower(l.entry.Fields.Text("region")) }

// pasted reports whether two helplines share a number that belongs to one of them. Everybody may name 111, and a short
// code answers to a word for each service.
func (c *contact) pasted(o *contact) bool {
	return c.line.entry.ID != o.line.entry.ID && !c.number.everyday() && strings.EqualFold(c.keyword(), o.keyword())
}

// hourTwins finds entries with the same number that disagree on when it is answered.
func hourTwins(l *ledger) (problems []diag.Problem) {
	for _, n := range l.numbers {
		shared := l.byNumber[n]
		for i, c := range shared {
			for _, o := range shared[:i] {
				here, there := hoursOf(c.channel), hoursOf(o.channel)
				if o.line == c.line || here == "" || there == "" || here == there || !strings.EqualFold(c.keyword(), o.keyword()) {
					continue
				}
				at := c.channel.Get("hours")
				if at == nil {
					at = c.channel.Get("always")
				}
				p := c.line.entry.Problem(diag.Warning, at, fmt.Sprintf("%s is answered %s here, and %s in content/%s", c.value.Text, here, there, o.line.entry.File),
					"ask the operator which of the two is right")
				p.Rule = contactHours
				problems = append(problems, p)
				break
			}
		}
	}
	return problems
}

// hoursOf says in words when a channel is answered; "" when it does not say.
func hoursOf(channel library.Fields) string {
	if channel.Flag("always") {
		return "at any time"
	}
	var rows []string
	for row := range channel.Groups("hours") {
		rows = append(rows, strings.Join(row.Texts("days"), " ")+" "+row.Text("opens")+" to "+row.Text("closes"))
	}
	return strings.Join(rows, ", ")
}

// costs finds numbers that cost money and are called free, or of which nothing is said.
func costs(l *ledger) (problems []diag.Problem) {
	for _, one := range l.lines {
		for _, c := range one.contacts {
			if c.channel.Text("type") != "phone" || c.number.free() || !c.number.dialled() {
				continue
			}
			prefix := string(c.number)[:4]
			at := c.channel.Get("cost")
			p := one.entry.Problem(diag.Error, at, fmt.Sprintf("numbers that begin with %s are not free", prefix), "say what a call costs, or that it depends on the phone")
			if at == nil {
				p = one.entry.Problem(diag.Warning, c.value, fmt.Sprintf("numbers that begin with %s are not free, and nothing says so", prefix), "say what a call costs: cost")
			} else if !strings.HasPrefix(strings.ToLower(at.Text), "free") {
				continue
			}
			p.Rule = contactCost
			problems = append(problems, p)
		}
	}
	return problems
}
