package site

import (
	"strings"
	"testing"
)

// slugs are the names of entries.
func slugs(list []*placed) string {
	var names []string
	for _, item := range list {
		names = append(names, item.Slug)
	}
	return strings.Join(names, " ")
}

// Related entries are what a page does not show already, and on a helpline's page nothing that needs a warning.
func TestRelatedEntries(t *testing.T) {
	at := "topics: [worry]\n"
	s := sound(t, map[string]string{
		"national/places/nook.md":         entry("Nook", at+"type: library"),
		"national/places/room.md":         entry("Room", at+"type: room\nwithin: nook"),
		"national/organisations/group.md": entry("Group", at+"sector: third-sector"),
		"national/services/drop-in.md":    entry("Drop-in", at+"organisation: group\nstatus: active\nplaces: [nook]"),
		"national/events/chat.md":         entry("Chat", at+"start: 2026-11-25 18:00\nplace: nook\norganisation: group"),
		"national/stories/hard.md":        entry("Hard", at+"teller: Someone\ncontent_note: It is about a death.\nanonymised: true\nconsent: {ref: A1, held_by: Library, until: 2030-01-01, withdraw: Ask us.}"),
	})
	for name, want := range map[string]string{
		"places/nook":         "drop-in group hard",
		"places/room":         "chat drop-in group hard",
		"organisations/group": "hard nook room",
		"services/drop-in":    "chat hard room",
		"events/chat":         "drop-in hard room",
		"helplines/listening": "chat drop-in group nook",
		"stories/hard":        "chat drop-in group nook",
	} {
		outline, found := s.Find(name + "/")
		if !found {
			t.Fatalf("there is no page %s", name)
		}
		if got := slugs(s.related(outline.item)); got != want {
			t.Errorf("%s offers %s, not %s", name, got, want)
		}
	}
}

// What names a discreet place must not say in a page's data for machines what the place's own page hides.
func TestTheDataOfAnEventNamesADiscreetPlaceByItsOutsideName(t *testing.T) {
	s := sound(t, map[string]string{
		"national/places/clinic.md": entry("Sexual health clinic", "type: other\ndiscreet: true\noutside: Health centre"),
		"national/events/open.md":   entry("Open evening", "start: 2026-11-25 18:00\nplace: clinic"),
	})
	data := string(view(t, s, "events/open/").Head.Data)
	if strings.Contains(data, "clinic") || !strings.Contains(data, `"name":"Health centre"`) {
		t.Errorf("the data says %s", data)
	}
}

func TestAQuestionWithSeveralTicksCountsAnswers(t *testing.T) {
	question := `  - {question: What helps?, type: TYPE, options: [Books, Talk], results: [{option: Books, count: 3}, {option: Talk, count: 1}]}`
	s := sound(t, map[string]string{
		"national/surveys/ours.md": entry("Ours", "closes: 2026-11-01\nreturn_to: Us\nquestions:\n"+
			strings.Replace(question, "TYPE", "several", 1)+"\n"+strings.Replace(question, "TYPE", "choice", 1)),
	})
	questions := view(t, s, "surveys/ours/").Main.(*Survey).Questions
	if !questions[0].Several || questions[1].Several || questions[0].Total != 4 {
		t.Errorf("the questions are %+v", questions)
	}
}

func TestALostReaderIsLedHomeWhereTheAddressIsKnown(t *testing.T) {
	home := view(t, sound(t, nil), "404.html").Main.(*Lost).Home
	if home == nil || home.Href != "https://beath.example/" || home.Text == "" {
		t.Errorf("the way home is %+v", home)
	}
	nowhere := sound(t, map[string]string{"areas/fife/schools/beath/school.md": "name: Beath\npeople: [{role: Guide, helps_with: All}]"})
	if home := view(t, nowhere, "404.html").Main.(*Lost).Home; home != nil {
		t.Errorf("without an address, the way home is %+v", home)
	}
}
