package site

import "wellshelf/generator/library"

func (p *page) resource(f library.Fields, entry Entry) any {
	provenance := f.Group("provenance")
	r := &Resource{
		Entry: entry, Format: f.Text("format"), Minutes: f.Number("minutes"), Source: f.Text("source"), Link: website(f),
		Publisher: provenance.Text("publisher"), Published: provenance.Text("published"),
		Licence: provenance.Text("licence"), Order: provenance.Text("order"),
	}
	for _, evidence := range provenance.Texts("evidence") {
		r.Evidence = append(r.Evidence, *outside(host(evidence), evidence))
	}
	return r
}

func (p *page) lesson(f library.Fields, entry Entry) any {
	view := &Lesson{Entry: entry, Curriculum: f.Texts("curriculum"), Minutes: f.Number("minutes"), Aims: f.Texts("aims"), Uses: p.refs(f, "uses")}
	if p.site.options.View.Staff {
		view.TeacherNotes = f.Text("teacher_notes")
	}
	return view
}

func (p *page) caseStudy(f library.Fields, entry Entry) any {
	view := &CaseStudy{
		Entry: entry, Period: f.Text("period"), Partners: f.Texts("partners"), Outcomes: f.Texts("outcomes"),
		Source: f.Text("source"), Link: website(f),
	}
	if area := f.Text("area"); area != "" {
		view.Area = p.site.library.AreaName(area)
	}
	return view
}
