package due

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/sheet"
)

// WriteText writes a list for a terminal.
func WriteText(w io.Writer, items []Item) error {
	for i, group := range Groups(items) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s\n", heading(group))
		for _, item := range group.Items {
			if _, err := fmt.Fprintf(w, "  %-10s  %s, %s%s\n              %s\n", day(item), item.Entry, item.Title, where(item), item.Why); err != nil {
				return err
			}
		}
	}
	return nil
}

func heading(g Group) string {
	if g.Name == g.Role {
		return g.Role + " (nobody has signed in this role yet)"
	}
	return g.Name + " (" + g.Role + ")"
}

func day(item Item) string {
	if item.On.IsValid() {
		return item.On.String()
	}
	return "now"
}

func where(item Item) string {
	if item.Where == "national" {
		return ""
	}
	return ", " + item.Where
}

// list is a list as programs read it.
type list struct {
	Version int        `json:"version"`
	Today   civil.Date `json:"today"`
	By      civil.Date `json:"by"`
	Items   []Item     `json:"items"`
}

// WriteJSON writes a list for programs. The version changes when a field is renamed or goes.
func WriteJSON(w io.Writer, items []Item, today, by civil.Date) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(list{1, today, by, append([]Item{}, items...)})
}

// WriteMarkdown writes a list for an issue or a comment.
func WriteMarkdown(w io.Writer, items []Item, by civil.Date) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# To look at by %s\n", by)
	if len(items) == 0 {
		b.WriteString("\nNothing.\n")
	}
	for _, group := range Groups(items) {
		fmt.Fprintf(&b, "\n## %s\n\n", plainly(heading(group)))
		for _, item := range group.Items {
			b.WriteString(line(item))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func line(item Item) string {
	code := ""
	if item.Code != "" {
		code = " Code: `" + item.Code + "`."
	}
	return fmt.Sprintf("- [ ] **%s**: %s (`%s`%s). %s%s\n", day(item), plainly(item.Title), item.Entry, where(item), plainly(item.Why), code)
}

// plainly keeps words of entries from becoming marks, mentions or links of the host.
func plainly(s string) string {
	return strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;", "#", "\\#", "@", "@\u200b", "|", "\\|", "\n", " ").Replace(s)
}

// Issue is one issue to open at a Git host: plain words for one group.
type Issue struct{ Title, Body string }

// Issues makes one for each group.
func Issues(items []Item) []Issue {
	var issues []Issue
	for _, group := range Groups(items) {
		first := group.Items[0].On
		var b strings.Builder
		fmt.Fprintf(&b, "These pages need a look from %s. When everyone has read one, write it down with `wellshelf sign` or in the meeting's table.\n\n", plainly(heading(group)))
		for _, item := range group.Items {
			b.WriteString(line(item))
		}
		pages := "1 page"
		if n := len(group.Items); n > 1 {
			pages = fmt.Sprintf("%d pages", n)
		}
		issues = append(issues, Issue{Title: fmt.Sprintf("%s: %s to look at by %s", plainly(heading(group)), pages, first), Body: b.String()})
	}
	return issues
}

var page = template.Must(template.New("due").Funcs(template.FuncMap{"heading": heading, "day": day}).Parse(`
{{- if not .Groups}}<p>Nothing is due.</p>{{end}}
{{- range .Groups}}
<section class="box">
<h2>{{heading .Group}}</h2>
<div class="wide" role="group" aria-label="Table" tabindex="0"><table>
<thead><tr><th scope="col">By</th><th scope="col">Page</th><th scope="col">What to do</th><th scope="col">Code</th></tr></thead>
<tbody>
{{- range .Items}}
<tr><td{{if .Late}} class="late"{{end}}>{{day .Item}}{{if .Late}} (late){{end}}</td><th scope="row">{{.Title}}<br><code>{{.Entry}}</code>{{if ne .Where "national"}}<br>{{.Where}}{{end}}{{if .Floor}}<br>crisis floor{{end}}</th><td>{{.Why}}</td><td>{{with .Code}}<code>{{.}}</code>{{end}}</td></tr>
{{- end}}
</tbody>
</table></div>
</section>
{{- end}}`))

// WriteHTML writes a list to be printed for a meeting.
func WriteHTML(w io.Writer, items []Item, today, by civil.Date) error {
	type row struct {
		Item
		Late bool
	}
	type block struct {
		Group
		Items []row
	}
	var blocks []block
	for _, group := range Groups(items) {
		one := block{Group: group}
		for _, item := range group.Items {
			one.Items = append(one.Items, row{item, item.On.IsValid() && item.On.Before(today)})
		}
		blocks = append(blocks, one)
	}
	var b strings.Builder
	if err := page.Execute(&b, map[string]any{"Groups": blocks}); err != nil {
		return err
	}
	return sheet.Write(w, sheet.Sheet{
		Title: "To look at by " + by.String(),
		Lead:  fmt.Sprintf("As things stand on %s. Each group has its own list: what needs a look, and why.", today),
		Main:  template.HTML(b.String()),
	})
}
