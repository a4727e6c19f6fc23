package due

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/check"
	"wellshelf/generator/library"
	"wellshelf/generator/signoff"
)

// Item is one thing to do about one entry.
type Item struct {
	Entry string     `json:"entry"` // topics/sleep.gd
	Title string     `json:"title"`
	File  string     `json:"file"`  // below the content folder
	Where string     `json:"where"` // the scope it lies in: national, midlothian, midlothian/beeslack
	What  Reason     `json:"what"`
	Role  string     `json:"role"`            // who is asked
	Group string     `json:"group"`           // the group that did it last time; "" when nobody has
	On    civil.Date `json:"on,omitzero"`     // the day by which; no day means now
	Why   string     `json:"why"`             // in a sentence
	Code  string     `json:"code,omitempty"`  // of the text to look at, for sign-offs
	Floor bool       `json:"floor,omitempty"` // it is part of the crisis floor
}

// Reason is why something is due.
type Reason string

const (
	Waits       Reason = "waits"       // its text was never signed by this role
	Ends        Reason = "ends"        // a sign-off ends, or has ended
	Confirm     Reason = "confirm"     // a correction awaits a second role
	Withdrawn   Reason = "withdrawn"   // somebody took it off the sites
	Facts       Reason = "facts"       // nobody has checked them for long
	Translation Reason = "translation" // of a safety text, older than its source
	Adaptation  Reason = "adaptation"  // the text from above has moved on
	Consent     Reason = "consent"     // it ends
)

// Input is of what a list is made.
type Input struct {
	Library *library.Library
	Sites   []*library.Site
	View    library.View
	By      civil.Date // list what falls due up to this day
}

// Gather makes the list, in order: what is most urgent first.
func Gather(in Input) []Item {
	g := &gathering{Input: in, today: in.View.Today}
	for _, e := range in.Library.Entries {
		if e.Fields.Flag("draft") {
			continue
		}
		g.signoffs(e)
		g.facts(e)
		g.adapted(e)
		if until := e.Fields.Group("consent").Date("until"); until.IsValid() && !until.After(in.By) {
			g.add(e, Item{What: Consent, Role: "library", On: until, Why: fmt.Sprintf("The consent for it ends on %s. Then it leaves the sites.", until)})
		}
	}
	g.translations()
	slices.SortStableFunc(g.items, func(a, b Item) int {
		return cmp.Or(strings.Compare(a.On.String(), b.On.String()), strings.Compare(a.File, b.File), strings.Compare(a.Role, b.Role))
	})
	return g.items
}

type gathering struct {
	Input
	today civil.Date
	items []Item
}

// add completes an item and takes it in.
func (g *gathering) add(e *library.Entry, item Item) {
	item.Entry = e.Folder + "/" + strings.TrimSuffix(path.Base(e.File), ".md")
	item.Title, item.File, item.Where, item.Floor = g.title(e), e.File, e.Scope.String(), g.Library.OnFloor(e)
	if item.Group == "" {
		item.Group = lastGroup(g.Library.Record(e, g.today).Records, item.Role)
	}
	g.items = append(g.items, item)
}

// title is what an entry is called, by its own words or by those it inherits.
func (g *gathering) title(e *library.Entry) string {
	for from := e; from != nil; from = g.Library.Upper(from) {
		if title := from.Fields.Text("title"); title != "" {
			return title
		}
	}
	return e.Slug
}

// lastGroup is the group that spoke last in a role.
func lastGroup(records []signoff.Record, role string) string {
	for _, r := range slices.Backward(records) {
		if r.Role == role {
			return r.Group
		}
	}
	return ""
}

// signoffs lists what is missing of an entry's sign-off, or will be.
func (g *gathering) signoffs(e *library.Entry) {
	shown := g.Library.Record(e, g.today)
	if shown.State == signoff.Withdrawn {
		g.add(e, Item{What: Withdrawn, Role: "library", Why: "It was withdrawn, and no site shows it. Put it right and sign it, or remove its file.", Code: code(e)})
		return
	}
	if shown.Confirm.IsValid() {
		for _, role := range shown.Missing {
			g.add(e, Item{What: Confirm, Role: role, On: shown.Confirm, Why: "A number was put right. One of these roles is to confirm it: " + strings.Join(shown.Missing, ", ") + ".", Code: code(e)})
		}
		return
	}
	for _, role := range shown.Policy.Roles {
		on, signed := shown.Policy.Approved(shown.Records, e.Digest, role, g.today)
		switch {
		case signed && on.IsValid() && !on.After(g.By) && shown.Digest == e.Digest:
			g.add(e, Item{What: Ends, Role: role, On: on, Why: ending(shown, on, g.today), Code: code(e)})
		case slices.Contains(shown.Missing, role):
			g.add(e, Item{What: Waits, Role: role, Why: waiting(e, shown), Code: code(e)})
		}
	}
}

func code(e *library.Entry) string { return signoff.Code(e.Digest) }

// waiting says what readers see while a text waits.
func waiting(e *library.Entry, shown *library.Shown) string {
	switch {
	case shown.State.Shows() && shown.Digest != e.Digest && shown.Until.IsValid():
		return fmt.Sprintf("Its words have changed. Sites show those that were signed, until %s at the latest.", shown.End)
	case shown.State.Shows() && shown.Digest != e.Digest:
		return "Its words have changed. Sites show those that were signed."
	case shown.State == signoff.Lapsed:
		return fmt.Sprintf("Its words have changed, and the sign-off of those before ended on %s.", shown.Until)
	case shown.Replaces && len(shown.Records) > 0:
		return "It stands in place of a text from above that has changed. Sites show that one until this is signed again."
	}
	return "It is new. No site shows it until it is signed."
}

// ending says what happens when a sign-off ends.
func ending(shown *library.Shown, on, today civil.Date) string {
	switch {
	case !today.After(on):
		return fmt.Sprintf("The sign-off ends on %s.", on)
	case shown.State == signoff.Lapsed:
		return fmt.Sprintf("The sign-off ended on %s, and it has left the sites.", on)
	}
	return fmt.Sprintf("The sign-off ended on %s. Sites say so, and show it until %s.", on, shown.End)
}

// facts lists facts that nobody has checked for long.
func (g *gathering) facts(e *library.Entry) {
	seen := map[civil.Date]bool{}
	for _, fact := range check.Facts(e) {
		if fact.Due.After(g.By) || seen[fact.Due] {
			continue
		}
		seen[fact.Due] = true
		g.add(e, Item{What: Facts, Role: "library", On: fact.Due, Why: fmt.Sprintf("%s on %s. Look again, and write down the day, who looked and the page.", capital(fact.What), fact.On)})
	}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// adapted lists adaptations that were made from another text than the one above now.
func (g *gathering) adapted(e *library.Entry) {
	upper := g.Library.Upper(e)
	if made := e.Fields.Text("adapts"); made != "" && upper != nil && upper.Digest != made {
		g.add(e, Item{What: Adaptation, Role: "library", Why: fmt.Sprintf("%s has changed since this was made from it. Read it again.", upper.File)})
	}
}

// translations lists translations of safety texts that are older than their source.
func (g *gathering) translations() {
	var shelves []*library.Shelf
	for _, site := range g.Sites {
		shelf := &library.Shelf{Site: site}
		for _, v := range site.Settings.Items("crisis_floor") {
			if item := g.Library.Item(site, v.Target(), g.View); item != nil {
				shelf.Items = append(shelf.Items, item)
			}
		}
		shelves = append(shelves, shelf)
	}
	for _, p := range check.StaleTranslations(shelves) {
		if e := g.Library.File(p.Place.File); e != nil && g.Library.OnFloor(e) {
			g.add(e, Item{What: Translation, Role: "library", Why: capital(p.Text) + ". It is a safety text."})
		}
	}
}
