package site

import (
	"iter"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

func (p *page) place(f library.Fields, entry Entry) any {
	location, item := f.Group("location"), p.outline.item
	view := &Place{
		Entry: entry, Type: f.Text("type"), Directions: location.Text("directions"), Within: p.ref(f, "within"),
		Link: website(f), Email: f.Text("email"), Phone: f.Text("phone"), Hours: groups(f, "hours", p.hours), Open: p.placeOpen(f),
		Access: f.Texts("access"), Offers: f.Texts("offers"), Events: p.cards(p.site.coming(p.site.naming("events", "place", item))),
		More: PlaceMore{
			Outdoor: f.Flag("outdoor"), Capacity: f.Number("capacity"), For: f.Text("for"), Trained: f.Text("trained_staff"),
			Roles: groups(f, "roles", func(r library.Fields) Role {
				return Role{r.Text("role"), r.Text("from"), r.Text("until"), r.Text("note")}
			}),
			Rooms: p.cards(p.site.naming("places", "within", item)),
		},
	}
	for _, line := range []string{"address_1", "address_2", "city", "postal_code"} {
		if text := location.Text(line); text != "" {
			view.Address = append(view.Address, text)
		}
	}
	for exception := range p.site.exceptions(f) {
		view.Exceptions = append(view.Exceptions, p.exception(exception))
	}
	if b := f.Group("booking"); b != nil {
		view.Booking = &Booking{Who: b.Text("who"), How: b.Text("how"), Busy: b.Text("busy"), Href: b.Text("url"), Email: b.Text("email")}
	}
	return view
}

// exceptions are the days from today on whose hours differ.
func (s *Site) exceptions(f library.Fields) iter.Seq[library.Fields] {
	return func(yield func(library.Fields) bool) {
		for exception := range f.Groups("exceptions") {
			if !s.options.View.Today.After(lastDay(exception)) && !yield(exception) {
				return
			}
		}
	}
}

func lastDay(exception library.Fields) civil.Date {
	if until := exception.Date("until"); until.IsValid() {
		return until
	}
	return exception.Date("from")
}

func (p *page) exception(f library.Fields) Exception {
	return Exception{
		From: f.Text("from"), Until: f.Text("until"), Closed: f.Flag("closed"), Opens: f.Text("opens"),
		Closes: f.Text("closes"), Reason: f.Text("reason"), Event: p.ref(f, "event"),
	}
}
