package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"wellshelf/generator/search"
)

// row is one judged question; testdata/README.md says what its fields mean.
type row struct {
	Question string  `json:"q"`
	Topics   []grade `json:"topics"`
	Crisis   bool    `json:"crisis"`
	Group    string  `json:"group"`
	Near     bool    `json:"near"`
	Type     string  `json:"type"`
}

// grade is how well a topic answers a question: 3 is best.
type grade struct {
	Slug  string `json:"slug"`
	Grade int    `json:"grade"`
}

// read reads a file of rows, one object a line.
func read(file string) ([]row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []row
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, len(rows)+1, err)
		}
		rows = append(rows, r)
	}
	return rows, lines.Err()
}

// grade is how well a document answers: the best grade of its topics, or of itself when it is a topic.
func (r row) grade(d *search.Document) int {
	best := 0
	for _, g := range r.Topics {
		about := func(topic search.Topic) bool { return topic.Slug == g.Slug }
		if d.Folder == "topics" && d.Slug == g.Slug || slices.ContainsFunc(d.Topics, about) {
			best = max(best, g.Grade)
		}
	}
	return best
}

// grades are those of all documents, by number.
func (r row) grades(documents []search.Document) []int {
	all := make([]int, len(documents))
	for i := range documents {
		all[i] = r.grade(&documents[i])
	}
	return all
}
