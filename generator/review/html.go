package review

import (
	"fmt"
	"html/template"
	"strings"

	"wellshelf/generator/sheet"
)

// side is one column of a pair of pages, as a template sees it.
type side struct{ Blocks []shownBlock }

type shownBlock struct {
	Heading bool
	Runs    []shownRun
}

type shownRun struct {
	Text      string
	Gone, New bool
}

// unchangedAround is how many blocks that are the same stand around a change; those further away are counted.
const unchangedAround = 1

// sides are a change's page before and after, with what is the same in both left out where it is long.
func (c *Change) sides() (before, after side) {
	all := pairs(c.before.blocks, c.after.blocks)
	near := make([]bool, len(all))
	for i, p := range all {
		for j := max(0, i-unchangedAround); !p.same && j < min(len(all), i+unchangedAround+1); j++ {
			near[j] = true
		}
	}
	skipped := 0
	tell := func() {
		if skipped > 0 {
			words := "The same: 1 paragraph."
			if skipped > 1 {
				words = fmt.Sprintf("The same: %d paragraphs.", skipped)
			}
			one := shownBlock{Runs: []shownRun{{Text: words}}}
			before.Blocks, after.Blocks = append(before.Blocks, one), append(after.Blocks, one)
		}
		skipped = 0
	}
	for i, p := range all {
		if !near[i] {
			skipped++
			continue
		}
		tell()
		if p.before != nil {
			before.Blocks = append(before.Blocks, shownBlock{p.heading, marked(p.before)})
		}
		if p.after != nil {
			after.Blocks = append(after.Blocks, shownBlock{p.heading, marked(p.after)})
		}
	}
	tell()
	return before, after
}

func marked(runs []run) []shownRun {
	list := make([]shownRun, len(runs))
	for i, r := range runs {
		list[i] = shownRun{r.text, r.before && !r.after, r.after && !r.before}
	}
	return list
}

// Where says which sites a change reaches: all, a few by name, or how many.
func (c *Change) Where() string {
	const most = 4
	switch n := len(c.Sites); {
	case c.All && n > 1:
		return fmt.Sprintf("on all %d sites", n)
	case n > most:
		return fmt.Sprintf("on %d sites: %s and %d more", n, strings.Join(c.Sites[:most-1], ", "), n-most+1)
	}
	return "on " + strings.Join(c.Sites, ", ")
}

// When says when readers see it.
func (c *Change) When() string {
	switch {
	case len(c.Waits) > 0 && c.AtOnce:
		return "At once; " + c.roles() + " still to look at it."
	case len(c.Waits) > 0:
		return "When " + c.roles() + " signed. Until then readers see what they see now."
	case !c.AtOnce:
		return "When what it is made from is signed. Until then readers see what they see now."
	}
	return "At once."
}

func (c *Change) roles() string {
	var list []string
	for _, w := range c.Waits {
		list = append(list, w.who())
	}
	if len(list) == 1 {
		return list[0] + " has"
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1] + " have"
}

func (w Waits) who() string {
	if w.Group == "" {
		return w.Role
	}
	return w.Group + " (" + w.Role + ")"
}

// Notes are the facts worth a second look, a sentence each.
func (c *Change) Notes() []string {
	var notes []string
	add := func(format string, args ...any) { notes = append(notes, fmt.Sprintf(format, args...)) }
	if c.Why != "" {
		add("%s", strings.ToUpper(c.Why[:1])+strings.TrimSuffix(c.Why[1:], ".")+".")
	}
	if c.Floor {
		add("It is part of the crisis floor: every site shows it.")
	}
	if len(c.Lost) > 0 {
		add("The words before were signed by %s. That does not hold for these.", strings.Join(c.Lost, ", "))
	}
	if f := c.Facts; f.AgeBefore > 0 && f.AgeAfter > 0 && f.AgeBefore != f.AgeAfter {
		word := "easier"
		if f.AgeAfter > f.AgeBefore {
			word = "harder"
		}
		add("It is %s to read: from about age %.0f to about age %.0f.", word, f.AgeBefore, f.AgeAfter)
	}
	for _, n := range c.Facts.NewNumbers {
		add("A number that is new: %s. Who has checked it, and where?", n)
	}
	for _, l := range c.Facts.NewLinks {
		add("A link that is new: %s", l)
	}
	for _, p := range c.Facts.Pictures {
		add("Picture %s.", p)
	}
	if c.Gone != "" {
		add("The address %s leads nowhere any more. Somebody may have it written down: list it under aliases of the page that should be found there.", c.Gone)
	}
	return notes
}

var funcs = template.FuncMap{
	"sides": func(c *Change) [2]side { b, a := c.sides(); return [2]side{b, a} },
	"id":    func(i int) string { return fmt.Sprintf("change-%d", i+1) },
	"n":     func(i int) int { return i + 1 },
}

var body = template.Must(template.New("pack").Funcs(funcs).Parse(`
{{- define "side"}}{{range .Blocks}}
{{if .Heading}}<p><strong>{{template "runs" .Runs}}</strong></p>{{else}}<p>{{template "runs" .Runs}}</p>{{end}}
{{- else}}
<p>Nothing.</p>
{{- end}}{{end}}
{{- define "runs"}}{{range $i, $r := .}}{{if $i}} {{end}}{{if .Gone}}<del>{{.Text}}</del>{{else if .New}}<ins>{{.Text}}</ins>{{else}}{{.Text}}{{end}}{{end}}{{end}}
<p>Beside this page: an <a href="agenda.html">agenda to be read aloud</a>, a <a href="comments.html">sheet for comments</a>, and a <a href="decisions.csv">table for decisions</a>.</p>
{{- if not .Changes}}<p>No page of any site changes.</p>{{end}}
{{- if .Changes}}
<h2>In short</h2>
<div class="wide" role="group" aria-label="Table" tabindex="0"><table>
<caption>Pages that change, by kind</caption>
<thead><tr><th scope="col">Kind</th><th scope="col" class="n">New</th><th scope="col" class="n">Changed</th><th scope="col" class="n">Removed</th><th scope="col" class="n">Hidden</th><th scope="col" class="n">Shown again</th><th scope="col" class="n">Sites</th></tr></thead>
<tbody>
{{- range .Totals}}
<tr><th scope="row">{{.Kind}}</th><td class="n">{{.Added}}</td><td class="n">{{.Changed}}</td><td class="n">{{.Removed}}</td><td class="n">{{.Hidden}}</td><td class="n">{{.Shown}}</td><td class="n">{{.Sites}}</td></tr>
{{- end}}
</tbody></table></div>
<div class="wide" role="group" aria-label="Table" tabindex="0"><table>
<caption>Each change</caption>
<thead><tr><th scope="col">Page</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">When readers see it</th></tr></thead>
<tbody>
{{- range $i, $c := .Changes}}
<tr><th scope="row"><a href="#{{id $i}}">{{$c.Title}}</a><br><code>{{$c.Entry}}</code></th><td>{{$c.What}}</td><td>{{$c.Where}}</td><td>{{$c.When}}</td></tr>
{{- end}}
</tbody></table></div>
{{- end}}
{{- with .Mistake}}
<h2>Mistakes that are new</h2>
<p>These hold back the sites they reach until they are put right.</p>
<ul>{{range .}}<li class="late">{{.}}</li>{{end}}</ul>
{{- end}}
{{- range $i, $c := .Changes}}
<section class="page" aria-labelledby="{{id $i}}">
<h2 id="{{id $i}}">{{n $i}}. {{$c.Title}}: {{$c.What}}</h2>
<p><code>{{$c.Entry}}</code>, {{$c.Where}}. {{$c.When}}</p>
{{- with $c.Notes}}
<ul>{{range .}}<li>{{.}}</li>{{end}}</ul>
{{- end}}
{{- with sides $c}}
<div class="pair">
<div class="side"><h3>Readers see now</h3>{{template "side" index . 0}}
</div>
<div class="side"><h3>{{if $c.AtOnce}}Readers will see{{else}}Readers will see when it is signed{{end}}</h3>{{template "side" index . 1}}
</div>
</div>
{{- end}}
</section>
{{- end}}
{{- with .Others}}
<h2>Other files that change</h2>
<p>Settings, records of sign-offs and pictures. What they mean for pages is above.</p>
<ul>{{range .}}<li><code>{{.}}</code></li>{{end}}</ul>
{{- end}}
{{- if .Form}}
<section class="page" aria-labelledby="form">
<h2 id="form">What we decide</h2>
<p>Write <strong>yes</strong>, or <strong>no</strong> and what should change. Leave a line empty where you did not decide. Whoever writes this down afterwards types it into <code>decisions.csv</code> and runs <code>wellshelf sign --from decisions.csv</code>. The code says which words you saw: if they change, it no longer fits.</p>
<div class="wide" role="group" aria-label="Table" tabindex="0"><table>
<caption>One line for each page and role</caption>
<thead><tr><th scope="col">Page</th><th scope="col">Code</th><th scope="col">For</th><th scope="col">Yes or no</th><th scope="col">Initials, or how many people</th><th scope="col">What should change</th></tr></thead>
<tbody>
{{- range .Form}}
<tr><th scope="row">{{.Title}}<br><code>{{.Entry}}</code></th><td><code>{{.Code}}</code></td><td>{{.For}}</td><td></td><td></td><td></td></tr>
{{- end}}
</tbody></table></div>
<p>Young people and people with lived experience give a number and no names.</p>
</section>
{{- end}}`))

// question is one line of the form.
type question struct{ Title, Entry, Code, For, Role, Group string }

// questions are what a meeting has to decide: one for each page and role.
func (p *Pack) questions() []question {
	var list []question
	for _, c := range p.Changes {
		for _, w := range c.Waits {
			list = append(list, question{c.Title, w.File, w.Code, w.who(), w.Role, w.Group})
		}
	}
	return list
}

func (p *Pack) lead() string {
	return fmt.Sprintf("From %s (%s) to %s (%s), as it would be on %s. On the left is what readers see now, on the right what they will see. Words that go are struck through; words that come are underlined.",
		p.Base.Name, p.Base.Commit, p.Head.Name, p.Head.Commit, p.Today)
}

// html is the pack as one page.
func (p *Pack) html() ([]byte, error) {
	var b strings.Builder
	if err := body.Execute(&b, struct {
		*Pack
		Form []question
	}{p, p.questions()}); err != nil {
		return nil, err
	}
	return written(sheet.Sheet{Title: "What changes for readers", Lead: p.lead(), Main: template.HTML(b.String())})
}

func written(s sheet.Sheet) ([]byte, error) {
	var b strings.Builder
	err := sheet.Write(&b, s)
	return []byte(b.String()), err
}
