package generator

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// asked are the fields that search engines and schema.org ask of each type a page may use, one of those parted by "|".
// A type that is not here has no place on a page.
var asked = map[string][]string{
	"WebSite":                   {"name", "inLanguage", "publisher"},
	"WebPage":                   {"name", "inLanguage"},
	"AboutPage":                 {"name", "inLanguage"},
	"CollectionPage":            {"name", "inLanguage"},
	"ItemList":                  {"itemListElement"},
	"ListItem":                  {"position", "name"},
	"BreadcrumbList":            {"itemListElement"},
	"DefinedTerm":               {"name"},
	"Organization":              {"name"},
	"School":                    {"name"},
	"Person":                    {"name"},
	"ContactPoint":              {"contactType", "telephone|email|url"},
	"OpeningHoursSpecification": {"opens", "closes", "dayOfWeek|validFrom"},
	"Event":                     {"name", "startDate", "location", "eventAttendanceMode", "eventStatus"},
	"VirtualLocation":           {"url"},
	"Place":                     {"name"},
	"Library":                   {"name"},
	"PostalAddress":             {"streetAddress", "addressCountry"},
	"Book":                      {"name", "author", "isbn"},
	"Service":                   {"name"},
	"Offer":                     {"price", "priceCurrency"},
	"LearningResource":          {"name", "description", "learningResourceType"},
	"AlignmentObject":           {"alignmentType", "educationalFramework", "targetName"},
}

// TestDataOfEveryPage: all JSON-LD of the demonstration parses, and every node of it has what its type asks for.
func TestDataOfEveryPage(t *testing.T) {
	block := regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`)
	types := map[string]int{}
	for file, text := range realNetwork(t, "web").inAll() {
		for _, found := range block.FindAllSubmatch(text, -1) {
			var whole map[string]any
			if err := json.Unmarshal(found[1], &whole); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if whole["@context"] != "https://schema.org" {
				t.Errorf("%s: the words are of %v", file, whole["@context"])
			}
			delete(whole, "@context")
			if graph, several := whole["@graph"]; several {
				checkData(t, file, graph, types)
			} else {
				checkData(t, file, whole, types)
			}
		}
	}
	for _, name := range sorted(asked) {
		if types[name] == 0 && name != "VirtualLocation" {
			t.Errorf("no page of the demonstration has a %s", name)
		}
	}
}

func checkData(t *testing.T, file string, value any, types map[string]int) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		if len(value) == 0 {
			t.Errorf("%s: there is an empty list", file)
		}
		for _, inner := range value {
			checkData(t, file, inner, types)
		}
	case map[string]any:
		name := fmt.Sprint(value["@type"])
		types[name]++
		needs, known := asked[name]
		if !known {
			t.Errorf("%s: there is a %q", file, name)
		}
		for _, need := range needs {
			if !slices.ContainsFunc(strings.Split(need, "|"), func(field string) bool { return value[field] != nil && value[field] != "" }) {
				t.Errorf("%s: a %s has no %s: %v", file, name, need, value)
			}
		}
		for _, field := range sorted(value) {
			checkField(t, file, field, value[field])
			checkData(t, file, value[field], types)
		}
	}
}

// checkField checks what a field's own form must be.
func checkField(t *testing.T, file, field string, value any) {
	t.Helper()
	layout := map[string]string{
		"startDate": "2006-01-02T15:04Z07:00", "endDate": "2006-01-02T15:04Z07:00", "dateModified": time.DateOnly, "lastReviewed": time.DateOnly,
		"validFrom": time.DateOnly, "validThrough": time.DateOnly, "opens": "15:04", "closes": "15:04",
	}[field]
	if layout == "" {
		if value == "" {
			t.Errorf("%s: %s is empty", file, field)
		}
		return
	}
	if _, err := time.Parse(layout, fmt.Sprint(value)); err != nil {
		t.Errorf("%s: %s: %v", file, field, err)
	}
}
