package site

import (
	"slices"

	"wellshelf/generator/library"
)

func (p *page) service(f library.Fields, entry Entry) any {
	return &Service{
		Entry: entry, Organisation: p.ref(f, "organisation"), Status: f.Text("status"), Link: website(f),
		Email: f.Text("email"), Phone: f.Text("phone"), Ages: p.ages(f, "minimum_age", "maximum_age"),
		Eligibility: f.Text("eligibility"), SelfReferral: yes(f, "self_referral"), HowToStart: f.Text("how_to_start"),
		Costs: groups(f, "cost_options", func(c library.Fields) Cost {
			return Cost{c.Text("option"), c.Text("amount"), c.Text("amount_description")}
		}),
		Schedules: groups(f, "schedules", func(s library.Fields) Schedule {
			return Schedule{p.days(s.Texts("byday")), s.Text("opens_at"), s.Text("closes_at"), s.Text("valid_from"), s.Text("valid_to"), s.Text("description")}
		}),
		Contacts: groups(f, "contacts", func(c library.Fields) ServiceContact {
			return ServiceContact{c.Text("title"), c.Text("name"), c.Text("phone"), c.Text("email")}
		}),
		Places: p.cards(p.items(f, "places")),
		More: ServiceMore{
			Accessibility: f.Texts("accessibility"), CCard: f.Flag("c_card"), Confidentiality: f.Text("confidentiality"),
			AssuredOn: f.Text("assured_date"), AssuredBy: f.Text("assured_by"), Source: attribution(f),
		},
	}
}

func attribution(f library.Fields) string {
	source := f.Group("source")
	if source == nil {
		return ""
	}
	if words := source.Text("attribution"); words != "" {
		return words
	}
	return source.Text("system") + ", " + source.Text("licence")
}

func (p *page) organisation(f library.Fields, entry Entry) any {
	item := p.outline.item
	offers := slices.Concat(p.site.naming("services", "organisation", item), p.site.naming("events", "organisation", item))
	return &Organisation{
		Entry: entry, Sector: f.Text("sector"), Link: website(f), Email: f.Text("email"), Phone: f.Text("phone"),
		Ages: p.ages(f, "minimum_age", "maximum_age"), Partner: f.Flag("partner"), AssuredOn: f.Text("assured_date"),
		AssuredBy: f.Text("assured_by"), Source: attribution(f), Offers: p.cards(offers),
	}
}
