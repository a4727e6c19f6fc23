package check

import (
	"fmt"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

func TestOverdue(t *testing.T) {
	on := func(day string) map[string]string {
		return map[string]string{"national/helplines/childline.md": strings.Replace(ground["national/helplines/childline.md"], "on: 2026-11-01", "on: "+day, 1)}
	}
	for day, want := range map[string]string{
		"2026-05-23": "", // due today
		"2026-05-22": "warning 0800 1111 was checked on 2026-05-22, and was due again on 2026-11-22",
		"2026-02-25": "warning 0800 1111 was checked on 2026-02-25, and was due again on 2026-08-25", // 90 days late
		"2026-02-24": "error 0800 1111 was checked on 2026-02-24, and was due again on 2026-08-24",
		"2025-08-31": "error 0800 1111 was checked on 2025-08-31, and was due again on 2026-02-28",
		"2026-12-01": "warning 0800 1111 was checked on 2026-12-01, which is still to come",
	} {
		problems := diag.Sort(ask(t, new(Checker), input(t, on(day)), Options{Rules: []string{overdue}, Strictness: Strict}))
		got := ""
		if len(problems) > 0 {
			got = fmt.Sprint(problems[0].Severity, " ", problems[0].Text)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", day, got, want)
		}
		for _, p := range ask(t, new(Checker), input(t, on(day)), Options{Rules: []string{overdue}}) {
			if p.Severity != diag.Warning {
				t.Errorf("%s: an error without --strict", day)
			}
		}
	}
	service := func(day string) map[string]string {
		return map[string]string{"national/services/group.md": "---\ntitle: Group\nsummary: S\ntopics: [help]\nupdated: 2026-11-01\nassured_date: " + day + "\n---\n"}
	}
	tells(t, overdue, service("2025-11-22"), "warning these facts were confirmed on 2025-11-22, and was due again on 2026-11-22")
	quiet(t, overdue, service("2025-11-23"))
}

func TestStaleTranslations(t *testing.T) {
	gaelic := "---\ntitle: Cadal\nsummary: S\nshort: [F.]\nupdated: 2026-10-01\n---\n\nFaclan.\n"
	more := body("Words.")
	more["national/topics/sleep.gd.md"] = gaelic
	tells(t, staleTranslation, more, "warning this translation is of 2026-10-01, and its source was changed on 2026-11-01", "content/national/topics/sleep.md")
	more["national/topics/sleep.gd.md"] = strings.Replace(gaelic, "2026-10-01", "2026-11-01", 1)
	quiet(t, staleTranslation, more)
	more["areas/loch/topics/sleep.md"] = "---\nupdated: 2026-11-20\ntext: append\n---\n\nMore.\n"
	tells(t, staleTranslation, more, "its source was changed on 2026-11-20", "content/areas/loch/topics/sleep.md")
	for _, p := range ask(t, new(Checker), input(t, more), Options{Rules: []string{staleTranslation}}) {
		if p.Reach.Area != "loch" || p.Place.File != "national/topics/sleep.gd.md" {
			t.Errorf("got %+v", p)
		}
	}
}

func TestUncheckedLanguages(t *testing.T) {
	in := input(t, map[string]string{"national/helplines/childline.gd.md": "---\ntitle: Childline\nsummary: S\nupdated: 2026-11-01\n---\n\nFaclan.\n"})
	in.Unchecked = []string{"gd"}
	problems := ask(t, new(Checker), in, Options{Rules: []string{uncheckedWords}})
	if len(problems) != 1 || problems[0].Place.Line != 3 || problems[0].Place.Length != 2 || problems[0].Text != `no speaker has checked the words in "gd", and 1 safety text is in it` {
		t.Errorf("got %v", problems)
	}
}

func TestUnused(t *testing.T) {
	word := map[string]string{"national/glossary/carer.md": "---\ntitle: carer\nsummary: Somebody who cares.\nalso: [carers]\nupdated: 2026-11-01\n---\n"}
	tells(t, unusedWord, word, `warning no text uses "carer"`)
	word["national/topics/sleep.md"] = topic("Sleep", "Young **Carers** are tired.")
	quiet(t, unusedWord, word)
	tells(t, unusedPicture, map[string]string{"areas/loch/topics/old.png": "x"}, "warning no entry shows old.png")
}

func TestNoSite(t *testing.T) {
	more := map[string]string{
		"areas/loch/schools/glen/school.md": "---\nname: Glen\nstages: [S1]\nhide: [topics/hidden]\n---\n",
		"national/topics/hidden.md":         topic("Hidden", "Words."),
		"national/topics/staff.md":          strings.Replace(topic("Staff", "Words."), "updated:", "audience: staff\nupdated:", 1),
		"national/topics/draft.md":          strings.Replace(topic("Draft", "Words."), "updated:", "draft: true\nupdated:", 1),
	}
	tells(t, noSite, more, "warning no site shows this / it is hidden by areas/loch/schools/glen/school.md")
	more["national/topics/hidden.md"] = strings.Replace(topic("Hidden", "Words."), "updated:", "stages: [P1]\nupdated:", 1)
	more["areas/loch/schools/glen/school.md"] = "---\nname: Glen\nstages: [S1]\n---\n"
	tells(t, noSite, more, "it is for P1, and the site has S1")
	more["areas/loch/schools/brae/school.md"] = "---\nname: Brae\n---\n"
	quiet(t, noSite, more)
}

func TestUnreachable(t *testing.T) {
	page := "---\ntitle: Page\nsummary: S\nupdated: 2026-11-01\n---\n\nWords.\n"
	tells(t, unreachable, map[string]string{"national/pages/lost.md": page}, "warning nothing leads to this but the list of all pages")
	quiet(t, unreachable, map[string]string{"national/pages/found.md": page, "national/topics/sleep.md": topic("Sleep", "[Page](../pages/found.md#words)")})
	quiet(t, unreachable, map[string]string{"national/pages/found.md": strings.Replace(page, "updated:", "topics: [help]\nupdated:", 1)})
}

func TestNearDuplicates(t *testing.T) {
	var words []string
	for i := range 120 {
		words = append(words, fmt.Sprintf("word%c%c", 'a'+i%26, 'a'+i/26))
	}
	text := strings.Join(words, " ")
	words[60] = "other"
	near := strings.ToUpper(strings.Join(words, ", "))
	files := func(one, two string) map[string]string {
		return map[string]string{"national/topics/one.md": topic("One", one), "national/topics/two.md": topic("Two", two)}
	}
	tells(t, nearDuplicate, files(text, near), "warning this says nearly the same as content/national/topics/one.md (9", "aliases")
	for i := range 6 {
		words[i*20+5] = "other"
	}
	quiet(t, nearDuplicate, files(text, strings.Join(words, " ")))
	quiet(t, nearDuplicate, files("Few words are alike by chance.", "Few words are alike by chance."))
	apart := files(text, "Words.")
	delete(apart, "national/topics/two.md")
	apart["national/pages/two.md"] = "---\ntitle: Page\nsummary: S\nupdated: 2026-11-01\n---\n\n" + text + "\n"
	quiet(t, nearDuplicate, apart)
	school := files(text, "Words.")
	delete(school, "national/topics/two.md")
	school["areas/loch/topics/two.md"] = topic("Two", text)
	tells(t, nearDuplicate, school, "on the shelf above both")
}

func TestRepeated(t *testing.T) {
	upper := strings.Replace(topic("Sleep", "Words."), "updated:", "synonyms: [rest, nap]\nupdated:", 1)
	adapts := func(fields, text string) map[string]string {
		return map[string]string{"national/topics/sleep.md": upper, "areas/loch/topics/sleep.md": "---\nupdated: 2026-11-20\n" + fields + "---\n\n" + text + "\n"}
	}
	tells(t, repeated, adapts("summary: About it.\nsynonyms: [rest]\n", "Other words."), `warning "summary" says the same as content/national/topics/sleep.md / remove it; it is inherited`)
	tells(t, repeated, adapts("synonyms: [rest]\n", "Words."), "the text is the same as that of content/national/topics/sleep.md")
	tells(t, repeated, adapts("synonyms: [rest, nap]\n", ""), "this says nothing that content/national/topics/sleep.md does not say")
	quiet(t, repeated, adapts("synonyms: [rest]\n", "Other words."))
	quiet(t, repeated, adapts("title: Sleep\nsummary: Another.\n", ""))
}

func TestDeadEnds(t *testing.T) {
	alone := map[string]string{"areas/loch/schools/glen/school.md": "---\nname: Glen\n---\n", "areas/loch/schools/brae/school.md": "---\nname: Brae\n---\n"}
	with := func(more map[string]string) map[string]string {
		for file, text := range alone {
			if more[file] == "" {
				more[file] = text
			}
		}
		return more
	}
	tells(t, deadEnd, with(body("Words.")), "warning this topic leads to nobody to talk to and to no book /")
	quiet(t, deadEnd, with(body("[Talk](../helplines/childline.md).")))
	book := "---\ntitle: Book\nsummary: A book.\ntopics: [sleep]\nupdated: 2026-11-01\nauthors: [A]\nisbn: [\"9780140449136\"]\nform: fiction\n---\n"
	withBook := body("Words.")
	withBook["national/books/book.md"] = book
	quiet(t, deadEnd, with(withBook))
	one := with(body("Words."))
	one["areas/loch/schools/glen/school.md"] = ground["areas/loch/schools/glen/school.md"]
	tells(t, deadEnd, one, "no book on loch/brae /")
}
