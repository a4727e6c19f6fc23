package review

import (
	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

// Pack is all that a change means. Everything in it is in order.
type Pack struct {
	Version int        `json:"version"` // of this form: it changes when a field is renamed or goes
	Base    State      `json:"base"`
	Head    State      `json:"head"`
	Today   civil.Date `json:"today"`
	Changes []*Change  `json:"changes"`
	Totals  []Total    `json:"totals"`
	Others  []string   `json:"others,omitempty"`   // settings, sign-offs and other files that differ
	Mistake []string   `json:"mistakes,omitempty"` // errors that are new
}

// State is one side of the comparison.
type State struct {
	Name   string `json:"name"`   // as it was asked for: main
	Commit string `json:"commit"` // its name in short
}

// What happens to a page.
const (
	Added   = "added"
	Changed = "changed"
	Removed = "removed"
	Hidden  = "hidden" // its file is there still
	Shown   = "shown"  // its file was there before
)

// Change is one page of one entry, in one language and variant, that readers see differently.
type Change struct {
	Entry   string   `json:"entry"` // topics/sleep.gd
	Kind    string   `json:"kind"`
	Title   string   `json:"title"`
	File    string   `json:"file"` // the lowest that was changed
	What    string   `json:"what"`
	Why     string   `json:"why,omitempty"` // where it is hidden, or what was found about it
	Sites   []string `json:"sites"`
	All     bool     `json:"all_sites,omitempty"`
	AtOnce  bool     `json:"at_once"`         // readers see it with the next build after the merge
	Waits   []Waits  `json:"waits,omitempty"` // for whom, before readers see it
	Lost    []string `json:"lost,omitempty"`  // the groups that signed the words before
	Floor   bool     `json:"floor,omitempty"` // it is part of the crisis floor
	Facts   Facts    `json:"facts"`
	Address string   `json:"address,omitempty"` // on the first of its sites
	Gone    string   `json:"gone,omitempty"`    // an address that leads nowhere any more

	before, after page
}

// Waits is who has to sign a text.
type Waits struct {
	Role  string `json:"role"`
	Group string `json:"group,omitempty"` // that did it last time
	Code  string `json:"code"`
	File  string `json:"file"`
}

// Facts are what is worth a second look beside the words.
type Facts struct {
	OnlyDate   bool     `json:"only_date,omitempty"` // the day was moved, and not a word changed
	AgeBefore  float64  `json:"reading_age_before,omitempty"`
	AgeAfter   float64  `json:"reading_age_after,omitempty"`
	NewLinks   []string `json:"new_links,omitempty"`
	NewNumbers []string `json:"new_numbers,omitempty"`
	Pictures   []string `json:"pictures,omitempty"` // "added moon.png"
}

// Total is how many pages of a kind change on the sites.
type Total struct {
	Kind    string `json:"kind"`
	Added   int    `json:"added"`
	Changed int    `json:"changed"`
	Removed int    `json:"removed"`
	Hidden  int    `json:"hidden"`
	Shown   int    `json:"shown"`
	Sites   int    `json:"sites"` // that any of it reaches
}

// page is what readers see of an entry on a site: its blocks of words.
type page struct {
	address string
	blocks  []block
}

// form is an item's version of that form, or nil.
func form(item *library.Item, f library.Form) *library.Version {
	if item == nil {
		return nil
	}
	return item.Version(f)
}
