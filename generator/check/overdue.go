package check

import (
	"fmt"
	"time"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// How long facts may stand before somebody looks at them again, in months, and how long a report waits, in days, before
// --strict makes an error of it. Nothing is hidden for being overdue.
const (
	contactMonths = 6
	serviceMonths = 12
	graceDays     = 90
)

// overdueFacts finds facts that nobody has checked for too long, or only in the future.
func overdueFacts(e *library.Entry, view library.View, strict Strictness) (problems []diag.Problem) {
	switch e.Kind.Name {
	case "helpline":
		for channel := range e.Fields.Groups("channels") {
			what := channel.Text("value")
			if p, told := overdueDay(e, channel.Group("checked"), "on", what+" was checked", contactMonths, view, strict); told {
				problems = append(problems, p)
			}
		}
	case "service", "organisation":
		if p, told := overdueDay(e, e.Fields, "assured_date", "these facts were confirmed", serviceMonths, view, strict); told {
			problems = append(problems, p)
		}
	}
	return problems
}

func overdueDay(e *library.Entry, fields library.Fields, name, what string, months int, view library.View, strict Strictness) (diag.Problem, bool) {
	at, on := fields.Get(name), fields.Date(name)
	if at == nil || !on.IsValid() {
		return diag.Problem{}, false
	}
	due := on
	months += int(on.Month) - 1
	due.Year, due.Month = on.Year+months/12, time.Month(months%12+1)
	for !due.IsValid() { // the 31st of a month of 30 days
		due.Day--
	}
	made := diag.Problem{}
	switch late := view.Today.DaysSince(due); {
	case on.After(view.Today):
		made = e.Problem(diag.Warning, at, fmt.Sprintf("%s on %s, which is still to come", what, on), "write the day on which somebody looked")
	case late <= 0:
		return diag.Problem{}, false
	case late > graceDays && strict == Strict:
		made = e.Problem(diag.Error, at, fmt.Sprintf("%s on %s, and was due again on %s", what, on, due), checkAgain)
	default:
		made = e.Problem(diag.Warning, at, fmt.Sprintf("%s on %s, and was due again on %s", what, on, due), checkAgain)
	}
	made.Rule = overdue
	return made, true
}

const checkAgain = "look at the operator's own page, then write the day, who looked and the page here"
