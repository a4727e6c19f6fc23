package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSectionsOfATopic(t *testing.T) {
	files := map[string]string{
		"national/lessons/calm.md": entry("Calm", "topics: [worry]\ncurriculum: [HWB 3-06a]"),
		"national/stories/her.md":  entry("Her story", "topics: [worry]\nteller: Her\nanonymised: true\nconsent: {ref: a1, held_by: Us, until: 2027-10-01}"),
		"national/places/hall.md":  entry("Hall", "topics: [worry]\ntype: library"),
		"national/books/owl.md":    entry("Owl", "topics: [worry]\nauthors: [A]\nisbn: [\"9780306406157\"]\nform: fiction"),
	}
	for i, format := range []string{"read", "watch", "listen", "do", "download", "do", "do", "do"} {
		files[fmt.Sprintf("national/resources/r%d.md", i)] = entry(fmt.Sprintf("R%d", i), "topics: [worry]\nformat: "+format+"\nprovenance: {publisher: Us, licence: CC BY 4.0, evidence: [\"https://a.example/\"]}")
	}
	topic := view(t, sound(t, files), "topics/worry/").Main.(*Topic)
	var got []string
	for _, section := range topic.Sections {
		more := ""
		if section.More != nil {
			more = " more"
		}
		got = append(got, fmt.Sprintf("%s %d%s", section.Key, len(section.Cards), more))
	}
	want := []string{"read 2", "watch 2", "do 2 more", "books 1", "places 1", "stories 1", "lessons 1"}
	if !slices.Equal(got, want) {
		t.Errorf("the sections are %q, want %q", got, want)
	}
}

// Beside the words of a topic helplines are brief; what helps whoever cannot speak stays, and nothing is lost elsewhere.
func TestContactsOfATopicAreBrief(t *testing.T) {
	s := sound(t, map[string]string{"national/helplines/listening.md": entry("Listening Line", "region: UK\ntopics: [worry]\nchannels: [{type: phone, value: \"0131 496 0000\", always: true, silent: Press five., "+
		"what_happens: Someone says hello., who_may_be_told: Nobody., checked: {on: 2026-10-01, by: Us, evidence: [a letter]}}]")})
	for address, whole := range map[string]bool{"topics/worry/": false, "help/": true, "helplines/listening/": true} {
		html := bytesOf(t, s, address)
		if !strings.Contains(html, "Press five.") || !strings.Contains(html, "0131 496 0000") {
			t.Errorf("%s lacks the number or what to do in silence", address)
		}
		for _, text := range []string{"Someone says hello.", "Nobody."} {
			if strings.Contains(html, text) != whole {
				t.Errorf("%s holds %q: %v", address, text, !whole)
			}
		}
	}
}

// A safety text that awaits a check shows what helps now in checked words, and leads to the rest.
func TestTheOriginalOfASafetyText(t *testing.T) {
	words := func(body string) string {
		s := sound(t, map[string]string{
			"network.md":                         "name: Wells\nlanguages: [en, pl]\ncrisis_floor: [helplines/listening, topics/worry]",
			"areas/fife/schools/beath/school.md": "name: Beath\nlanguages: [en, pl]\npeople: [{role: Guide, helps_with: All}]",
			"national/topics/worry.md":           entry("Worry", "short: [It passes.]\n\n"+body),
			"national/topics/worry.pl.md":        entry("Troska", "short: [Mija.]\n\nTak."),
		})
		return string(view(t, s, "pl/topics/worry/").Main.(*Topic).Original)
	}
	const link = `<a href="../../../topics/worry/">`
	cut := words("## Now\n\n- Breathe.\n\n## Then\n\nTalk.")
	if !strings.Contains(cut, "Breathe.") || strings.Contains(cut, "Talk.") || !strings.Contains(cut, link) || !strings.HasPrefix(cut, `<div lang="en"`) {
		t.Errorf("of a text with two parts this is shown: %s", cut)
	}
	for name, body := range map[string]string{
		"one part":   "## Now\n\nBreathe. Talk.",
		"no heading": "Breathe.\n\nTalk.",
		"a note":     "## Now\n\nBreathe.[^a]\n\n## Then\n\nTalk.\n\n[^a]: Slowly.",
		"a quote":    "> ## Now\n>\n> Breathe.\n>\n> ## Then\n>\n> Talk.",
	} {
		if whole := words(body); !strings.Contains(whole, "Talk.") || strings.Contains(whole, link) {
			t.Errorf("%s: this is shown: %s", name, whole)
		}
	}
}

// English articles do not sort, those of other languages are words like others.
func TestArticlesInTheIndex(t *testing.T) {
	s := sound(t, map[string]string{
		"national/topics/hate.md": entry("The hate you give", "short: [s]"), "national/topics/owl.md": entry("An owl", "short: [s]"),
		"national/topics/zebra.md": entry("A zebra", "short: [s]"), "national/topics/theatre.md": entry("Theatre", "short: [s]"),
		"national/topics/yes.md": entry("Yellow", "short: [s]"), "national/topics/yes.gd.md": entry("A seadh", "short: [s]\n\nSeadh."),
	})
	letters := func(address string) string {
		var list []string
		for _, group := range view(t, s, address).Main.(*Index).Groups {
			for _, link := range group.Links {
				list = append(list, group.Name+" "+link.Text)
			}
		}
		return strings.Join(list, "|")
	}
	if got := letters("a-z/"); got != "H The hate you give|L Listening Line|O An owl|T Theatre|W Worry|Y Yellow|Z A zebra" {
		t.Errorf("the index is %s", got)
	}
	if got := letters("gd/a-z/"); !strings.HasPrefix(got, "A A seadh|H The hate you give") {
		t.Errorf("the Gaelic index is %s", got)
	}
}

func TestCardsOfBooksAndEvents(t *testing.T) {
	s := sound(t, map[string]string{
		"national/books/owl.md":      entry("Owl", "authors: [A, B]\nisbn: [\"9780306406157\"]\nform: fiction"),
		"national/events/weekly.md":  entry("Weekly", "start: 2026-11-03 15:30\nrepeats: FREQ=WEEKLY;BYDAY=TU"),
		"national/resources/walk.md": entry("Walk", "format: do\nprovenance: {publisher: Us, licence: CC BY 4.0, evidence: [\"https://a.example/\"]}"),
	})
	card := func(address string) Card {
		outline, found := s.Find(address)
		if !found {
			t.Fatalf("there is no %s", address)
		}
		return s.page(Outline{}).cardView(outline.item)
	}
	book := card("books/owl/")
	if book.By != "A and B" || book.Cover < 1 || book.Cover > covers || book.Cover != view(t, s, "books/owl/").Main.(*Book).Cover {
		t.Errorf("the card of a book is %+v", book)
	}
	if event := card("events/weekly/"); event.Day != "2026-11-24" || event.Cover != 0 {
		t.Errorf("the card of an event is %+v", event)
	}
	if walk := card("resources/walk/"); walk.Format != "do" || walk.By != "" {
		t.Errorf("the card of a resource is %+v", walk)
	}
}
