package site

import "wellshelf/generator/library"

func (p *page) survey(f library.Fields, entry Entry) any {
	closes := f.Date("closes")
	view := &Survey{
		Entry: entry, Link: website(f), Closes: f.Text("closes"), ReturnTo: f.Text("return_to"),
		Closed: closes.IsValid() && p.site.options.View.Today.After(closes),
	}
	for row := range f.Groups("questions") {
		question := Question{Number: len(view.Questions) + 1, Text: row.Text("question"), Type: row.Text("type"), Options: row.Texts("options")}
		question.Several = question.Type == "several"
		for result := range row.Groups("results") {
			question.Total += result.Number("count")
			question.Results = append(question.Results, Result{Option: result.Text("option"), Count: result.Number("count")})
		}
		for i := range question.Results {
			if question.Total > 0 {
				question.Results[i].Percent = (question.Results[i].Count*200 + question.Total) / (2 * question.Total)
			}
		}
		view.Questions = append(view.Questions, question)
	}
	return view
}

func (p *page) trail(f library.Fields, entry Entry) any {
	view := &Trail{Entry: entry, SignUp: f.Text("sign_up"), Minutes: f.Number("minutes")}
	for stop := range f.Groups("stops") {
		view.Stops = append(view.Stops, Stop{
			Number: len(view.Stops) + 1, Title: stop.Text("title"), Clue: stop.Text("clue"), Where: stop.Text("where"),
			Word: stop.Text("word"), Place: p.ref(stop, "place"),
		})
	}
	return view
}
