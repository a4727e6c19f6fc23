package review

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"wellshelf/generator/sheet"
)

// File is one file of a review pack.
type File struct {
	Name  string
	Bytes []byte
}

// Files are the folder for a meeting: index.html, which says all; comments.html, to be written on; agenda.html, to be read
// aloud; decisions.csv, for what is decided; review.md and review.json, for a Git host and for programs.
func (p *Pack) Files() ([]File, error) {
	var files []File
	for _, one := range []struct {
		name string
		make func() ([]byte, error)
	}{{"agenda.html", p.agenda}, {"comments.html", p.comments}, {"decisions.csv", p.decisions}, {"index.html", p.html}, {"review.json", p.JSON}, {"review.md", func() ([]byte, error) { return p.Markdown(), nil }}} {
		text, err := one.make()
		if err != nil {
			return nil, fmt.Errorf("%s cannot be made: %w", one.name, err)
		}
		files = append(files, File{one.name, text})
	}
	return files, nil
}

// JSON is the pack for programs.
func (p *Pack) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(p)
	return b.Bytes(), err
}

// decisions is the table that a meeting fills in, with all that is known before it.
func (p *Pack) decisions() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"entry", "code", "decision", "role", "group", "by", "recorded_by", "on", "evidence", "note"}}
	for _, q := range p.questions() {
		rows = append(rows, []string{q.Entry, q.Code, "", q.Role, q.Group, "", "", "", "", ""})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

var agendaBody = template.Must(template.New("agenda").Funcs(funcs).Parse(`
<p>Everyone has the words in front of them, or someone reads them aloud. There is no vote and there are no minutes: what counts is what a young person would need.</p>
<ol>
<li>Welcome. Who is here today, and would anyone like a break at a certain time?</li>
{{- if .Form}}
<li>We look at {{len .Asked}} {{if eq (len .Asked) 1}}page{{else}}pages{{end}} today.</li>
{{- end}}
{{- range .Asked}}
<li>
<p><strong>{{.Title}}</strong>, {{.Where}}. {{.When}}</p>
{{- with .Notes}}<ul>{{range .}}<li>{{.}}</li>{{end}}</ul>{{end}}
<p>Read the new words aloud. Then ask: Is every fact right? Would a frightened eleven-year-old understand it? Does it say who to talk to, and what happens then? Could it make anything worse?</p>
</li>
{{- end}}
{{- with .Told}}
<li>So that you know, these change without anyone having to decide: {{range $i, $c := .}}{{if $i}}; {{end}}{{$c.Title}} ({{$c.What}}, {{$c.Where}}){{end}}.</li>
{{- end}}
<li>What did we not ask? What should be there and is not?</li>
<li>Thank you. Who writes down what we decided, and who tells the young people what happens next?</li>
</ol>`))

// agenda is the meeting's, in words that can be read aloud.
func (p *Pack) agenda() ([]byte, error) {
	var asked, told []*Change
	for _, c := range p.Changes {
		if len(c.Waits) > 0 {
			asked = append(asked, c)
		} else {
			told = append(told, c)
		}
	}
	var b strings.Builder
	if err := agendaBody.Execute(&b, map[string]any{"Asked": asked, "Told": told, "Form": p.questions()}); err != nil {
		return nil, err
	}
	return written(sheet.Sheet{Title: "Agenda", Lead: "To be read aloud. One item after the other, at the pace of whoever needs longest.", Main: template.HTML(b.String())})
}

var commentsBody = template.Must(template.New("comments").Funcs(funcs).Parse(`
<p>Write or draw. You do not have to give your name. You can leave anything empty.</p>
{{- range $i, $c := .Changes}}
<section class="box">
<h2>{{n $i}}. {{$c.Title}}</h2>
<p><code>{{$c.Entry}}</code>: {{$c.What}}</p>
<p>What is good about it?</p><div class="line"></div><div class="line"></div>
<p>What would you change? Which words would you use?</p><div class="line"></div><div class="line"></div>
<p>Is anything missing, or could anything make it worse for someone?</p><div class="line"></div>
<p>☐ Keep it &nbsp; ☐ Change it first &nbsp; ☐ I am not sure</p>
</section>
{{- end}}
<section class="box">
<h2>What should there be a page about?</h2>
<div class="line"></div><div class="line"></div>
</section>`))

// comments is a sheet to be written on.
func (p *Pack) comments() ([]byte, error) {
	var b strings.Builder
	if err := commentsBody.Execute(&b, p); err != nil {
		return nil, err
	}
	return written(sheet.Sheet{Title: "What do you think?", Lead: "A sheet for comments. Nobody is marked, and there are no wrong answers.", Main: template.HTML(b.String())})
}
