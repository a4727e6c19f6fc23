package check

import (
	"os"
	"strings"
	"testing"
)

// careful is the list of the demonstration's kind, with a row for the area alone and one for titles.
func careful(more map[string]string) map[string]string {
	row := func(words, say, why string) string {
		return "  - words: [" + words + "]\n    say: " + say + "\n    why: " + why + "\n"
	}
	list := func(rows string) string {
		return "---\ntitle: Words\nsummary: S\nupdated: 2026-11-01\naudience: staff\navoid:\n" + rows + "---\n"
	}
	files := map[string]string{
		"national/wording/words.md":   list(row("commit suicide, committed suicide", "died by suicide", "It blames.") + row("self-harmer", "a young person who self-harms", "A person is more.") + row("LAC", "care-experienced", "Many ask for it.") + row("don't be daft", "that sounds hard", "It hurts.")),
		"areas/loch/wording/words.md": "---\nupdated: 2026-11-01\navoid:\n" + row("numpty", "somebody", "It hurts.") + "---\n",
		"national/wording/titles.md":  list(row("victim", "what happened", "Nobody wants to be one.")),
	}
	for file, text := range more {
		files[file] = text
	}
	return files
}

func TestWords(t *testing.T) {
	for text, found := range map[string]string{
		"He committed suicide.":               `"committed suicide": it blames / kinder: died by suicide`,
		"He *Committed*\nSuicide.":            `Suicide": it blames`,
		"A self harmer. A list.":              `"self harmer": a person is more`,
		"A self\u2011harmer’s life.":          `"self‑harmer’s": a person is more`,
		"Oh, don’t be daft!":                  `"don’t be daft": it hurts`,
		"A LAC review.":                       `"LAC": Many ask for it`,
		"> [!TIP]\n> A LAC review.":           `"LAC"`,
		"- one\n- commit suicide\n":           `"commit suicide"`,
		"[commit suicide](../topics/help.md)": `"commit suicide"`,
	} {
		tells(t, kindWords, careful(body(text)), "warning", found)
	}
	for _, text := range []string{
		"They commit. Suicide is another matter.", "A lac of milk.", "Self, harmer.", "> They wrote: he committed suicide.", "`commit suicide`", "committing suicides", "A numpty.",
		"<!-- commit suicide -->", "```\ncommit suicide\n```",
	} {
		quiet(t, kindWords, careful(body(text)))
	}
	tells(t, kindWords, careful(map[string]string{"areas/loch/topics/sleep.md": topic("Sleep", "A numpty.")}), `"numpty"`)
	book := "---\ntitle: He committed suicide\nsummary: A book.\nupdated: 2026-11-01\nauthors: [A]\nisbn: [\"9780140449136\"]\nform: fiction\n---\n"
	quiet(t, kindWords, careful(map[string]string{"national/books/book.md": book}))
}

// The demonstration's own list speaks of how, of one cause and of waves, and stays silent on words of every day.
func TestSafeLanguage(t *testing.T) {
	list, err := os.ReadFile("../../content/national/wording/safe-language.md")
	if err != nil {
		t.Fatal(err)
	}
	with := func(text string) map[string]string {
		files := body(text)
		files["national/wording/safe-language.md"] = string(list)
		return files
	}
	for text, found := range map[string]string{
		"He died by hanging.":                      `"died by hanging": Readers in danger may copy`,
		"She took an overdose of 40 paracetamol.":  `"took an overdose"`,
		"After an overdose of 40 tablets.":         `"overdose of 40"`,
		"A fatal overdose.":                        `"fatal overdose"`,
		"They jumped to their deaths.":             `"jumped to their deaths"`,
		"He killed himself because of his exams.":  `"killed himself because": There is never one single cause`,
		"She was driven to suicide by bullies.":    `"driven to suicide": There is never one single cause`,
		"Suicide rates are skyrocketing in towns.": `"Suicide rates are skyrocketing": it makes suicide look common`,
		"An epidemic of self-harm.":                `"epidemic of self-harm"`,
		"It is about ways to kill yourself.":       `"ways to kill yourself": it makes a reader in danger look for a way`,
	} {
		tells(t, kindWords, with(text), "warning", found)
	}
	for _, text := range []string{
		"Hang up the phone, and hang out with us.", "He hung his coat up himself.", "The deadline is killing me.", "An overdose of homework.", "The jury was hung.",
		"Prices are skyrocketing.", "They jumped for joy.", "They jumped in front of the camera.", "If somebody has taken too much of a medicine, call 999.", "She shot a film herself.",
		"He died because his heart stopped.", "Suicide can be prevented.", "A lethal joke.", "Take the dose on the label.", "An epidemic of yawning.", "He took his own lunch because of the queue.", "A method of study.",
	} {
		quiet(t, kindWords, with(text))
	}
}

func TestTitles(t *testing.T) {
	tells(t, titleWords, careful(map[string]string{"national/topics/sleep.md": topic("The victim", "A victim.")}), `warning "victim" in a title: Nobody wants to be one / what happened`)
	discreet := strings.Replace(topic("The victim", "Words."), "updated:", "discreet: true\noutside: Help\nupdated:", 1)
	quiet(t, titleWords, careful(map[string]string{"national/topics/sleep.md": discreet}))
	tells(t, titleWords, careful(map[string]string{"national/topics/sleep.md": strings.Replace(discreet, "outside: Help", "outside: Victim help", 1)}), "in a title")
}

func TestAges(t *testing.T) {
	for text, want := range map[string]string{
		"For under 18s.":              `write "aged 17 and under"`,
		"An under-16s club.":          `write "aged 15 and under"`,
		"If you are under 16, ask.":   `write "aged 15 and under"`,
		"Children under 12 can come.": `write "aged 11 and under"`,
		"For over 16s.":               `write "aged 16 and over"`,
		"Under 16 years old.":         `write "aged 15 and under"`,
		"Aged 11-16.":                 `write "aged 11 to 16"`,
		"ages 11–16 welcome":          `write "aged 11 to 16"`,
		"For 11-16 year olds.":        `write "aged 11 to 16"`,
		"For aged 11 - 16 year olds.": `write "aged 11 to 16"`,
		"For 12–18s.":                 `write "aged 12 to 18"`,
		"Aged 16+ only.":              `write "aged 16 and over"`,
		"16+ year olds.":              `write "aged 16 and over"`,
	} {
		tells(t, ages, body(text), "warning", want)
	}
	for _, text := range []string{
		"aged 11 to 16", "17 and under", "under 10 minutes", "under 20 people", "over 30 books", "pages 11-16", "on 11-16 March", "S1-S3", "4-7-8 breathing", "under 2.5 metres",
		"under 50, say", "16+", "P1-P7", "3-5 minutes", "> aged 11-16",
	} {
		quiet(t, ages, body(text))
	}
}

func TestHelplineNames(t *testing.T) {
	tells(t, helplineName, body("Childline can help. So can Childline."), "warning this names Childline, and nothing in its section leads there", "make it a link: [Childline](../helplines/childline.md)")
	tells(t, helplineName, body("## Here\n\n[Childline](../helplines/childline.md)\n\n## There\n\nAsk Childline."), "names Childline")
	tells(t, helplineName, body("Text Shout."), "names Shout")
	tells(t, helplineName, body("Call ChildLine."), "names Childline")
	tells(t, helplineName, body("Call CHILDLINE."), "names Childline")
	tells(t, helplineName, body("Ask Rape Crisis Scotland."), "names Rape Crisis Scotland helpline")
	for _, text := range []string{
		"[Childline](../helplines/childline.md) can help. Childline listens.", "Ask [Childline on its page](/content/national/helplines/childline.md).",
		"## Childline\n\nWords.", "Shout if you need us. And shout again.", "[Ask](../helplines/childline.md). Then Childline answers.", "> Childline told me.", "childline", "Be good samaritans.",
		"Ask [Childline][c].\n\n[c]: ../helplines/childline.md", "Ask [Childline].\n\n[Childline]: ../helplines/childline.md \"A line\"", "Ask [us][]. Childline listens.\n\n[us]: <../helplines/childline.md>",
	} {
		quiet(t, helplineName, body(text))
	}
	line := strings.TrimSuffix(ground["national/helplines/childline.md"], "\n") + "\n\nChildline listens.\n"
	quiet(t, helplineName, map[string]string{"national/helplines/childline.md": line})
}

func TestReadings(t *testing.T) {
	easy := strings.Repeat("I sat on the wall. The cat sat too. We had a bun. ", 10)
	hard := strings.Repeat("Psychological intervention necessitates considerable organisational commitment throughout implementation, notwithstanding administrative difficulties in the homes of all. ", 6)
	in := input(t, map[string]string{
		"national/topics/easy.md":    topic("Easy", easy),
		"national/topics/hard.md":    topic("Hard", "## A heading is no sentence\n\n"+hard+"\n\n- an item\n- another item\n"),
		"national/topics/hard.gd.md": "---\ntitle: Cruaidh\nsummary: S\nshort: [F.]\nupdated: 2026-11-01\n---\n\n" + hard,
		"national/topics/short.md":   topic("Short", "Few words."),
	})
	list := Readings(in.Library)
	if len(list) != 2 || list[0].Title != "Hard" || list[1].Title != "Easy" || list[0].Age < 20 || list[1].Age > 8 {
		t.Fatalf("got %+v", list)
	}
	if s := list[0].Sentences[0]; s.Line != 10 || s.Words != 16 || !strings.HasPrefix(s.Text, "Psychological intervention") {
		t.Errorf("got the longest sentence %+v", s)
	}
	if h := list[0].Hard[0]; h.Word != "organisational" || h.Syllables != 6 || h.Times != 6 {
		t.Errorf("got the hardest word %+v", h)
	}
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"cat": 1, "table": 2, "people": 2, "someone": 2, "library": 3, "worried": 2, "wanted": 2, "walked": 1, "times": 1, "boxes": 2, "anxiety": 4,
		"organisation": 5, "idea": 3, "video": 3, "made-up": 2, "the": 1, "confidential": 4, "school's": 1, "helpline": 2,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%s: got %d, want %d", word, got, want)
		}
	}
}

// What is about English looks at English texts alone, whichever language a network writes first.
func TestEnglishRulesAreForEnglish(t *testing.T) {
	const network = "---\nname: Wells\nlanguages: [gd, en]\ncrisis_floor: [helplines/childline]\n---\n"
	hard := strings.Repeat("Under 16s can come, aged 11-16. ", 20) + "He committed suicide."
	text := func(words string) string {
		return "---\ntitle: Sleep\nsummary: S\nshort: [F.]\nupdated: 2026-11-01\n---\n\n" + words + "\n"
	}
	other := careful(map[string]string{"network.md": network, "national/topics/sleep.md": text(hard)})
	other["national/wording/words.md"], other["areas/loch/wording/words.md"] = "", ""
	other["national/wording/faclan.md"] = "---\ntitle: Faclan\nsummary: S\nupdated: 2026-11-01\naudience: staff\navoid:\n  - {words: [droch fhacal], say: facal eile, why: Tha e cruaidh.}\n---\n"
	other["national/wording/faclan.en.md"] = "---\ntitle: Words\nsummary: S\nupdated: 2026-11-01\navoid:\n  - {words: [committed suicide], say: died by suicide, why: It blames.}\n---\n"
	quiet(t, ages, other)
	quiet(t, kindWords, other)
	if list := Readings(input(t, other).Library); len(list) > 0 {
		t.Errorf("got readings of no English text: %+v", list)
	}
	other["national/topics/sleep.md"] = text("Droch fhacal.")
	tells(t, kindWords, other, `"Droch fhacal"`, "facal eile")
	other["national/topics/sleep.md"] = text("Cadal.")
	other["national/topics/sleep.en.md"] = text("Aged 11-16. " + strings.Repeat("We went home and had tea. ", 20) + "He committed suicide.")
	tells(t, ages, other, `write "aged 11 to 16"`)
	tells(t, kindWords, other, `"committed suicide"`)
	if list := Readings(input(t, other).Library); len(list) != 1 || list[0].File != "national/topics/sleep.en.md" {
		t.Errorf("got %+v, want the English text alone", list)
	}
}
