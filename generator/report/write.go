package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"wellshelf/generator/sheet"
)

// JSON is the report for programs.
func (r *Report) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(r)
	return b.Bytes(), err
}

// CSV is the report as one table for a spreadsheet: the table's key, the row's number and name, the column and the cell. A cell that
// a spreadsheet would take for a formula is made plain (CWE-1236).
func (r *Report) CSV() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"table", "line", "row", "column", "value"})
	for _, t := range r.Tables {
		for line, row := range t.Rows {
			for i, cell := range row[1:] {
				_ = w.Write([]string{t.Key, strconv.Itoa(line + 1), plain(row[0]), t.Columns[i+1], plain(cell)})
			}
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func plain(cell any) string {
	text := fmt.Sprint(cell)
	if _, number := cell.(int); !number && text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

var body = template.Must(template.New("report").Parse(`
<nav aria-label="Tables"><ul>{{range .}}<li><a href="#{{.Key}}">{{.Title}}</a></li>{{end}}</ul></nav>
{{- range .}}
<section aria-labelledby="{{.Key}}">
<h2 id="{{.Key}}">{{.Title}}</h2>
<p>{{.About}}</p>
{{- if .Rows}}
<div class="wide" role="group" aria-label="Table" tabindex="0"><table>
<thead><tr>{{range .Columns}}<th scope="col">{{.}}</th>{{end}}{{if .Bars}}<td></td>{{end}}</tr></thead>
<tbody>
{{- $bars := .Bars}}
{{- range .Shown}}
<tr>{{range $i, $cell := .Cells}}{{if $i}}<td{{if $cell.Number}} class="n"{{end}}>{{$cell.Text}}</td>{{else}}<th scope="row">{{$cell.Text}}</th>{{end}}{{end}}{{if $bars}}<td><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="{{.Share}}" height="8"/></svg></td>{{end}}</tr>
{{- end}}
</tbody></table></div>
{{- else}}
<p>Nothing.</p>
{{- end}}
</section>
{{- end}}`))

// shownTable is a table as the template sees it.
type shownTable struct {
	Table
	Shown []shownRow
}

type shownRow struct {
	Cells []shownCell
	Share int // of the longest bar, in hundredths
}

type shownCell struct {
	Text   string
	Number bool
}

// HTML is the report to be read and printed.
func (r *Report) HTML() ([]byte, error) {
	var tables []shownTable
	for _, t := range r.Tables {
		tables = append(tables, shownTable{t, t.shown()})
	}
	var b bytes.Buffer
	if err := body.Execute(&b, tables); err != nil {
		return nil, err
	}
	var page bytes.Buffer
	err := sheet.Write(&page, sheet.Sheet{
		Title: "Report: " + r.Name,
		Lead:  fmt.Sprintf("As things stand on %s. Every chart is a table; the bars only draw its numbers.", r.Today),
		Main:  template.HTML(b.String()),
	})
	return page.Bytes(), err
}

func (t *Table) shown() []shownRow {
	most := 1
	value := func(row []any) int {
		if t.Bars == 0 {
			return 0
		}
		n, _ := row[t.Bars-1].(int)
		return n
	}
	for _, row := range t.Rows {
		most = max(most, value(row))
	}
	var rows []shownRow
	for _, row := range t.Rows {
		one := shownRow{Share: 100 * value(row) / most}
		for _, cell := range row {
			_, number := cell.(int)
			one.Cells = append(one.Cells, shownCell{fmt.Sprint(cell), number})
		}
		rows = append(rows, one)
	}
	return rows
}
