package linkcheck

import (
	"strings"

	"wellshelf/generator/diag"
)

// Use is one place that sends readers to an address.
type Use struct {
	Address string
	Place   diag.Place
	Snippet string
	Reach   diag.Reach
}

// page is the address without what only a browser looks at: parts of one page are tested together.
func page(address string) string {
	before, _, _ := strings.Cut(address, "#")
	return before
}
