package site

import (
	"encoding/json"
	"strings"
	"testing"
)

// dataOf are the things that a page tells machines, but for the way to it; nil for none.
func dataOf(t *testing.T, s *Site, address string) map[string]any {
	t.Helper()
	text := string(view(t, s, address).Head.Data)
	if text == "" {
		return nil
	}
	var whole struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(text), &whole); err != nil {
		t.Fatal(err)
	}
	if len(whole.Graph) != 2 || whole.Graph[1]["@type"] != "BreadcrumbList" {
		t.Fatalf("%s says %s", address, text)
	}
	return whole.Graph[0]
}

func TestWhatMachinesAreTold(t *testing.T) {
	s := sound(t, map[string]string{
		"national/topics/abuse.md":       entry("Abuse", "outside: Being safe\nshort: [It is not your fault.]"),
		"national/places/hall.md":        entry("Hall", "type: library\nlocation: {address_1: 1 High Street, city: Dunfermline}\nhours: [{days: [mon], opens: \"09:00\", closes: \"24:00\"}]\nexceptions: [{from: 2026-12-25, closed: true, reason: Christmas}]"),
		"national/places/term.md":        entry("Term", "type: room\nhours: [{days: [mon], opens: \"09:00\", closes: \"10:00\", note: In term}]"),
		"national/events/here.md":        entry("Here", "start: 2026-12-01 15:30\nend: 2026-12-01 16:30\nplace: hall"),
		"national/events/there.md":       entry("There", "start: 2026-12-01 15:30\nonline: https://a.example/"),
		"national/events/both.md":        entry("Both", "start: 2026-12-01 15:30\nplace: hall\nonline: https://a.example/"),
		"national/events/nowhere.md":     entry("Nowhere", "start: 2026-12-01 15:30"),
		"national/books/owl.md":          entry("Owl", "authors: [A, B]\nisbn: [\"978-0-306-40615-7\"]\nform: fiction\nyear: 2020"),
		"national/lessons/calm.md":       entry("Calm", "curriculum: [HWB 3-06a]\nminutes: 30\naims: [Breathe]"),
		"national/helplines/noted.md":    line("Noted", evening+", hours_note: Not on holidays", anyAge),
		"national/helplines/evenings.md": line("Evenings", evening, anyAge),
	})
	for address, want := range map[string]string{
		"topics/worry/":       `{"@type":"WebPage","about":{"@type":"DefinedTerm","name":"Worry"},"dateModified":"2026-10-01","description":"About it.","inLanguage":"en","lastReviewed":"2026-10-01","name":"Worry","url":"https://beath.example/topics/worry/"}`,
		"topics/being-safe/":  "",
		"topics/":             `{"@type":"CollectionPage","inLanguage":"en","mainEntity":{"@type":"ItemList","itemListElement":[{"@type":"ListItem","name":"Worry","position":1,"url":"https://beath.example/topics/worry/"}]},"name":"Topics","url":"https://beath.example/topics/"}`,
		"places/hall/":        `{"@type":"Library","address":{"@type":"PostalAddress","addressCountry":"GB","addressLocality":"Dunfermline","streetAddress":"1 High Street"},"description":"About it.","name":"Hall","openingHoursSpecification":[{"@type":"OpeningHoursSpecification","closes":"23:59","dayOfWeek":["Monday"],"opens":"09:00"}],"specialOpeningHoursSpecification":[{"@type":"OpeningHoursSpecification","closes":"00:00","opens":"00:00","validFrom":"2026-12-25","validThrough":"2026-12-25"}],"url":"https://beath.example/places/hall/"}`,
		"places/term/":        `{"@type":"Place","description":"About it.","name":"Term","url":"https://beath.example/places/term/"}`,
		"events/here/":        `{"@type":"Event","description":"About it.","endDate":"2026-12-01T16:30+00:00","eventAttendanceMode":"https://schema.org/OfflineEventAttendanceMode","eventStatus":"https://schema.org/EventScheduled","location":[{"@type":"Place","address":{"@type":"PostalAddress","addressCountry":"GB","addressLocality":"Dunfermline","streetAddress":"1 High Street"},"name":"Hall"}],"name":"Here","startDate":"2026-12-01T15:30+00:00","url":"https://beath.example/events/here/"}`,
		"events/nowhere/":     `{"@type":"WebPage","dateModified":"2026-10-01","description":"About it.","inLanguage":"en","name":"Nowhere","url":"https://beath.example/events/nowhere/"}`,
		"books/owl/":          `{"@type":"Book","author":[{"@type":"Person","name":"A"},{"@type":"Person","name":"B"}],"datePublished":"2020","description":"About it.","isbn":"9780306406157","name":"Owl","url":"https://beath.example/books/owl/"}`,
		"lessons/calm/":       `{"@type":"LearningResource","description":"About it.","educationalAlignment":[{"@type":"AlignmentObject","alignmentType":"teaches","educationalFramework":"Curriculum for Excellence","targetName":"HWB 3-06a"}],"inLanguage":"en","learningResourceType":"lesson","name":"Calm","teaches":["Breathe"],"timeRequired":"PT30M","url":"https://beath.example/lessons/calm/"}`,
		"helplines/noted/":    `{"@type":"Organization","areaServed":"UK","contactPoint":[{"@type":"ContactPoint","contactType":"Phone","telephone":"0131 496 0001"}],"description":"About it.","name":"Noted","url":"https://beath.example/helplines/noted/"}`,
		"helplines/evenings/": `{"@type":"Organization","areaServed":"UK","contactPoint":[{"@type":"ContactPoint","contactType":"Phone","hoursAvailable":[{"@type":"OpeningHoursSpecification","closes":"02:00","dayOfWeek":["Monday","Wednesday"],"opens":"18:00"}],"telephone":"0131 496 0001"}],"description":"About it.","name":"Evenings","url":"https://beath.example/helplines/evenings/"}`,
		"offline/":            "",
		"keep/":               "",
		"away/":               "",
		"404.html":            "",
	} {
		got := ""
		if data := dataOf(t, s, address); data != nil {
			text, err := json.Marshal(data)
			if err != nil {
				t.Fatal(err)
			}
			got = string(text)
		}
		if got != want {
			t.Errorf("%s says\n%s\nwant\n%s", address, got, want)
		}
	}
	for address, mode := range map[string]string{"events/here/": "Offline", "events/there/": "Online", "events/both/": "Mixed"} {
		if got := dataOf(t, s, address)["eventAttendanceMode"]; got != "https://schema.org/"+mode+"EventAttendanceMode" {
			t.Errorf("%s is held %v", address, got)
		}
	}
}

// The way to a page is told where the site knows its address.
func TestTheWayToAPage(t *testing.T) {
	steps := func(s *Site, address string) string {
		var whole struct {
			Graph []struct {
				Items []struct{ Name, Item string } `json:"itemListElement"`
			} `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(view(t, s, address).Head.Data), &whole); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, step := range whole.Graph[1].Items {
			list = append(list, step.Name+" "+step.Item)
		}
		return strings.Join(list, "|")
	}
	if got := steps(sound(t, nil), "topics/worry/"); got != "Home https://beath.example/|Topics https://beath.example/topics/|Worry " {
		t.Errorf("the way is %q", got)
	}
	bare := sound(t, map[string]string{"areas/fife/schools/beath/school.md": "name: Beath\nlanguages: [en, gd]\npeople: [{role: Guide, helps_with: All}]"})
	data := string(view(t, bare, "topics/worry/").Head.Data)
	if strings.Contains(data, "BreadcrumbList") || !strings.Contains(data, `"@type":"WebPage"`) {
		t.Errorf("without an address a page says %s", data)
	}
}
