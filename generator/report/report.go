package report

import (
	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

// Report is a list of tables.
type Report struct {
	Version int        `json:"version"` // of this form: it changes when a table or column is renamed or goes
	Name    string     `json:"name"`    // of the network
	Today   civil.Date `json:"today"`
	Tables  []Table    `json:"tables"`
}

// Table is one thing that was counted. Cells are numbers or words; a column of numbers may be drawn as bars.
type Table struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	About   string   `json:"about"`
	Columns []string `json:"columns"`
	Bars    int      `json:"-"` // the column that is drawn, from 1; 0 for none
	Rows    [][]any  `json:"rows"`
}

// Input is of what a report is made.
type Input struct {
	Library *library.Library
	Sites   []*library.Site
	View    library.View
}

// Gather counts.
func Gather(in Input) *Report {
	c := newCount(in)
	return &Report{
		Version: 1, Name: in.Library.Network.Text("name"), Today: in.View.Today,
		Tables: []Table{
			c.whole(), c.kinds(), c.topics(), c.gaps(), c.stages(), c.freshness(), c.signatures(), c.numbers(),
			c.reading(), c.reuse(), c.surveys(), c.needs(),
		},
	}
}
