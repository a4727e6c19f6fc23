package check

import (
	"fmt"

	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// How long facts may stand before somebody looks at them again, in months, and how long a report waits, in days, before
// --strict makes an error of it. Nothing is hidden for being overdue.
const (
	contactMonths = 6
	serviceMonths = 12
	graceDays     = 90
)

// Fact is something that is true until the world changes, and the day by which somebody looks again.
type Fact struct {
	At      *library.Value // the day on which somebody looked
	What    string         // "0131 496 0000 was checked"
	On, Due civil.Date
}

// Facts are the facts of an entry that say when somebody looked at them.
func Facts(e *library.Entry) []Fact {
	var facts []Fact
	add := func(fields library.Fields, name, what string, months int) {
		if at, on := fields.Get(name), fields.Date(name); at != nil && on.IsValid() {
			facts = append(facts, Fact{at, what, on, signoff.AddMonths(on, months)})
		}
	}
	switch e.Kind.Name {
	case "helpline":
		for channel := range e.Fields.Groups("channels") {
			add(channel.Group("checked"), "on", channel.Text("value")+" was checked", contactMonths)
		}
	case "service", "organisation":
		add(e.Fields, "assured_date", "these facts were confirmed", serviceMonths)
	}
	return facts
}

// overdueFacts finds facts that nobody has checked for too long, or only in the future.
func overdueFacts(e *library.Entry, view library.View, strict Strictness) (problems []diag.Problem) {
	for _, fact := range Facts(e) {
		made := diag.Problem{}
		switch late := view.Today.DaysSince(fact.Due); {
		case fact.On.After(view.Today):
			made = e.Problem(diag.Warning, fact.At, fmt.Sprintf("%s on %s, which is still to come", fact.What, fact.On), "write the day on which somebody looked")
		case late <= 0:
			continue
		case late > graceDays && strict == Strict:
			made = e.Problem(diag.Error, fact.At, fmt.Sprintf("%s on %s, and was due again on %s", fact.What, fact.On, fact.Due), checkAgain)
		default:
			made = e.Problem(diag.Warning, fact.At, fmt.Sprintf("%s on %s, and was due again on %s", fact.What, fact.On, fact.Due), checkAgain)
		}
		made.Rule = overdue
		problems = append(problems, made)
	}
	return problems
}

const checkAgain = "look at the operator's own page, then write the day, who looked and the page here"
