package due

import (
	"cmp"
	"slices"
	"strings"

	"github.com/golang-sql/civil"
)

// Group is what one group has to do.
type Group struct {
	Name  string // the group's, or its role's while nobody has signed in that role
	Role  string
	Items []Item
}

// Groups sorts a list by who is asked.
func Groups(items []Item) []Group {
	var groups []Group
	for _, item := range items {
		at := slices.IndexFunc(groups, func(g Group) bool { return g.Name == cmp.Or(item.Group, item.Role) && g.Role == item.Role })
		if at < 0 {
			groups = append(groups, Group{Name: cmp.Or(item.Group, item.Role), Role: item.Role})
			at = len(groups) - 1
		}
		groups[at].Items = append(groups[at].Items, item)
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Role, b.Role)) })
	return groups
}

// Ahead keeps what falls due exactly so many days from today, for any of the days: each thing is told of a few times, and
// not every night.
func Ahead(items []Item, today civil.Date, days ...int) []Item {
	return slices.DeleteFunc(slices.Clone(items), func(item Item) bool {
		return !item.On.IsValid() || !slices.Contains(days, item.On.DaysSince(today))
	})
}
