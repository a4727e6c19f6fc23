package site

import (
	"fmt"
	"strings"
	"time"

	"wellshelf/generator/library"
)

// entryThing is what an entry is about, in the words of schema.org. What a kind does not state is left out, and where
// that is something its type has to have, the entry is a page and no more.
func (p *page) entryThing(item *placed, version *library.Version) thing {
	f := version.Fields
	t := p.kindThing(item, f)
	if t == nil {
		t = thing{"@type": "WebPage", "dateModified": f.Text("updated")}
	}
	t["name"], t["description"] = f.Text("title"), f.Text("summary")
	if written := t["@type"]; written == "WebPage" || written == "LearningResource" || written == "CollectionPage" {
		t["inLanguage"] = p.site.tag(version.Language) // of a book or a place it would say something else
	}
	if item.Kind.Name == "topic" {
		t["lastReviewed"] = p.checked(item, version)
		if seal := p.seal(version); seal != nil {
			t["lastReviewed"] = seal.On
		}
	}
	return t
}

// kindThing is the part of an entry that is its kind's own; nil for kinds that are plain pages.
func (p *page) kindThing(item *placed, f library.Fields) thing {
	switch item.Kind.Name {
	case "topic":
		return topicThing(f)
	case "book":
		return bookThing(f)
	case "event":
		return p.eventThing(f)
	case "helpline":
		return thing{"@type": "Organization", "areaServed": f.Text("region"), "contactPoint": p.contactPoints(f)}
	case "service":
		return p.serviceThing(f)
	case "organisation":
		return with(thing{"@type": "Organization"}, f, "telephone", "phone", "email", "email", "sameAs", "url")
	case "place":
		return p.placeThing(f)
	case "lesson":
		return lessonThing(f)
	case "booklist":
		return p.booklistThing(f)
	}
	return nil
}

// with adds properties that are texts of fields: pairs of a property and its field. Empty ones are left out.
func with(t thing, f library.Fields, pairs ...string) thing {
	for i := 0; i < len(pairs); i += 2 {
		if text := f.Text(pairs[i+1]); text != "" {
			t[pairs[i]] = text
		}
	}
	return t
}

// topicThing is a page about a term. It is no MedicalWebPage: topics are as often about friends or quiet rooms, and a
// school does not speak as a doctor. For whom the site is stands on none of them: what is the same on every page tells
// search engines nothing.
func topicThing(f library.Fields) thing {
	term := thing{"@type": "DefinedTerm", "name": f.Text("title")}
	return thing{"@type": "WebPage", "about": term, "dateModified": f.Text("updated")}
}

func bookThing(f library.Fields) thing {
	t := thing{"@type": "Book", "author": people(f.Texts("authors"))}
	if isbn := f.Texts("isbn"); len(isbn) > 0 {
		t["isbn"] = strings.ReplaceAll(isbn[0], "-", "")
	}
	return with(t, f, "datePublished", "year")
}

func (p *page) booklistThing(f library.Fields) thing {
	var books []*placed
	for row := range f.Groups("items") {
		if book := p.site.places[row.Get("book").Target()]; book != nil {
			books = append(books, book)
		}
	}
	t := thing{"@type": "CollectionPage"}
	if items := p.listItems(books); len(items) > 0 {
		t["mainEntity"] = thing{"@type": "ItemList", "itemListElement": items}
	}
	return t
}

func people(names []string) []thing {
	list := make([]thing, len(names))
	for i, name := range names {
		list[i] = thing{"@type": "Person", "name": name}
	}
	return list
}

// contactPoints are the ways to reach a helpline.
func (p *page) contactPoints(f library.Fields) []thing {
	var points []thing
	for channel := range f.Groups("channels") {
		point := thing{"@type": "ContactPoint", "contactType": p.voice.Say("way." + channel.Text("type"))}
		switch channel.Text("type") {
		case "phone", "text":
			point["telephone"] = channel.Text("value")
		case "email":
			point["email"] = channel.Text("value")
		default:
			point["url"] = channel.Text("value")
		}
		if channel.Flag("always") {
			point["hoursAvailable"] = []thing{{"@type": "OpeningHoursSpecification", "dayOfWeek": dayNames[:], "opens": "00:00", "closes": "23:59"}}
		} else if hours := openingHours(channel); hours != nil && channel.Text("hours_note") == "" {
			point["hoursAvailable"] = hours
		}
		points = append(points, point)
	}
	return points
}

// dayNames are schema.org's days of the week, in the order of library.Weekdays.
var dayNames = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// openingHours are the hours that a group or an entry states; nil where a note makes one of them uncertain.
func openingHours(f library.Fields) []thing {
	var list []thing
	for row := range f.Groups("hours") {
		if row.Text("note") != "" {
			return nil
		}
		var days []string
		for i, day := range library.Weekdays {
			for _, stated := range row.Texts("days") {
				if stated == day {
					days = append(days, dayNames[i])
				}
			}
		}
		list = append(list, thing{"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": row.Text("opens"), "closes": endOfDay(row.Text("closes"))})
	}
	return list
}

// endOfDay is a time as schema.org has it, which knows no 24:00.
func endOfDay(clock string) string {
	if clock == "24:00" {
		return "23:59"
	}
	return clock
}

// addressThing is where a place is; nil when its entry does not say.
func addressThing(f library.Fields) thing {
	location := f.Group("location")
	if location == nil {
		return nil
	}
	return with(thing{"@type": "PostalAddress", "addressCountry": "GB"}, location,
		"streetAddress", "address_1", "addressLocality", "city", "postalCode", "postal_code")
}

func (p *page) placeThing(f library.Fields) thing {
	kind := "Place"
	if f.Text("type") == "library" {
		kind = "Library"
	}
	t := with(thing{"@type": kind}, f, "telephone", "phone", "email", "email", "sameAs", "url")
	if address := addressThing(f); address != nil {
		t["address"] = address
	}
	if within := p.named(f, "within"); within != "" {
		t["containedInPlace"] = thing{"@type": "Place", "name": within}
	}
	if hours := openingHours(f); hours != nil {
		t["openingHoursSpecification"] = hours
		var except []thing
		for exception := range p.site.exceptions(f) {
			except = append(except, differing(exception))
		}
		if except != nil {
			t["specialOpeningHoursSpecification"] = except
		}
	}
	return t
}

// differing are days on which hours differ. That a place is closed is written as hours of no length.
func differing(f library.Fields) thing {
	t := thing{
		"@type": "OpeningHoursSpecification", "validFrom": f.Text("from"), "validThrough": lastDay(f).String(),
		"opens": "00:00", "closes": "00:00",
	}
	if !f.Flag("closed") {
		t["opens"], t["closes"] = f.Text("opens"), endOfDay(f.Text("closes"))
	}
	return t
}

// named is the name of the item that a field refers to, as others may see it; "" where this site does not show it.
func (p *page) named(f library.Fields, field string) string {
	if v := f.Get(field); v != nil {
		if item := p.site.places[v.Target()]; item != nil {
			return item.openly()
		}
	}
	return ""
}

// eventThing is an event that has a time and a place, which may be online; nil for one that does not say where.
func (p *page) eventThing(f library.Fields) thing {
	var where []thing
	mode := "Offline"
	if place := f.Get("place"); place != nil {
		if item := p.site.places[place.Target()]; item != nil {
			venue := thing{"@type": "Place", "name": item.openly(), "address": item.openly()}
			if address := addressThing(item.fields); address != nil && !item.Discreet() {
				venue["address"] = address
			}
			where = append(where, venue)
		}
	}
	if online := f.Text("online"); online != "" {
		if mode = "Online"; where != nil {
			mode = "Mixed"
		}
		where = append(where, thing{"@type": "VirtualLocation", "url": online})
	}
	if where == nil {
		return nil
	}
	start, _ := p.site.occasions(f).next()
	t := thing{
		"@type": "Event", "startDate": p.zoned(start), "eventStatus": "https://schema.org/EventScheduled", "location": where,
		"eventAttendanceMode": "https://schema.org/" + mode + "EventAttendanceMode",
	}
	if length := duration(f); length > 0 {
		t["endDate"] = p.zoned(start.Add(length))
	}
	if organiser := p.named(f, "organisation"); organiser != "" {
		t["organizer"] = thing{"@type": "Organization", "name": organiser}
	}
	return t
}

// zoned writes a time on the wall of a place with its distance from UTC.
func (p *page) zoned(t time.Time) string {
	there := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, p.site.library.Zone)
	return there.Format("2006-01-02T15:04-07:00")
}

func (p *page) serviceThing(f library.Fields) thing {
	t := thing{"@type": "Service"}
	if provider := p.named(f, "organisation"); provider != "" {
		t["provider"] = thing{"@type": "Organization", "name": provider}
	}
	if free(f) {
		t["offers"] = thing{"@type": "Offer", "price": 0, "priceCurrency": "GBP"}
	}
	return t
}

// free reports whether a service states a cost of nothing.
func free(f library.Fields) bool {
	for cost := range f.Groups("cost_options") {
		if amount := cost.Text("amount"); amount == "0" || amount == "0.00" {
			return true
		}
	}
	return false
}

func lessonThing(f library.Fields) thing {
	t := thing{"@type": "LearningResource", "learningResourceType": "lesson"}
	var outcomes []thing
	for _, outcome := range f.Texts("curriculum") {
		outcomes = append(outcomes, thing{
			"@type": "AlignmentObject", "alignmentType": "teaches", "educationalFramework": "Curriculum for Excellence", "targetName": outcome,
		})
	}
	if outcomes != nil {
		t["educationalAlignment"] = outcomes
	}
	if aims := f.Texts("aims"); len(aims) > 0 {
		t["teaches"] = aims
	}
	if minutes := f.Number("minutes"); minutes > 0 {
		t["timeRequired"] = fmt.Sprintf("PT%dM", minutes)
	}
	return t
}
