package site

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// glossed are the words of a page's text that lead to a meaning, in order.
func glossedIn(html string) string {
	var words []string
	for _, found := range regexp.MustCompile(`<a class="ws-word" id="ws-word-(\d+)-from" href="#ws-word-(\d+)">([^<]*)</a>`).FindAllStringSubmatch(html, -1) {
		if found[1] != found[2] || found[1] != fmt.Sprint(len(words)+1) {
			return "wrong numbers: " + found[0]
		}
		words = append(words, found[3])
	}
	return strings.Join(words, "|")
}

func TestHardWords(t *testing.T) {
	terms := map[string]string{
		"national/glossary/gp.md":          entry("GP", "also: [GPs, general practitioner]"),
		"national/glossary/anxiety.md":     entry("anxiety", "also: [anxious]"),
		"national/glossary/carer.md":       entry("carer", "also: [carers]"),
		"national/glossary/young-carer.md": entry("young carer", "also: [young carers]"),
		"national/glossary/dont.md":        entry("don’t know", ""),
		"national/glossary/ecole.md":       entry("école", ""),
		"national/glossary/lt.md":          entry("lt", "also: [amp]"),
	}
	for name, test := range map[string]struct{ body, want string }{
		"a word":                    {"Some anxiety is fine.", "anxiety"},
		"the first place only":      {"Anxiety is anxiety.\n\nAnxious.", "Anxiety"},
		"at the end of a paragraph": {"That is anxiety", "anxiety"},
		"another form":              {"I feel anxious, often.", "anxious"},
		"capitals that belong":      {"See a gp or a GP.", "GP"},
		"several capitals":          {"GPs help.", "GPs"},
		"words of several":          {"Ask a *general\npractitioner* first.", "general\npractitioner"},
		"the longest first":         {"A young carer and a carer.", "young carer|carer"},
		"within a longer one seen":  {"A young carer, and young carers too.", "young carer"},
		"whole words":               {"Gpx anxietys pre-anxiety anxiety-like GP2 carersx.", ""},
		"with a mark behind":        {"The GP’s room, (anxiety).", "GP|anxiety"},
		"either apostrophe":         {"I don't know.", "don't know"},
		"letters with marks":        {"L’école. École!", "école"},
		"a heading":                 {"## Anxiety\n\nYes.", ""},
		"a link":                    {"[anxiety](https://a.example) and [GP](worry.md).", ""},
		"code":                      {"`anxiety`\n\n    anxiety\n", ""},
		"a list and a quote":        {"- a GP\n\n> anxiety", "GP|anxiety"},
		"a table":                   {"| anxiety |\n|---|\n| GP |", "GP"},
		"a note":                    {"> [!NOTE]\n> Your GP.", "GP"},
		"after a link":              {"[Worry](worry.md) or anxiety.", "anxiety"},
		"a character reference":     {"&amp; and &lt; are no words.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"national/topics/text.md": entry("Text", "short: [Anxiety.]\n\n"+test.body)}
			for file, text := range terms {
				files[file] = text
			}
			page := view(t, sound(t, files), "topics/text/")
			got := glossedIn(string(page.Main.(*Topic).Body))
			if got != test.want {
				t.Errorf("%q is explained, want %q, in %s", got, test.want, page.Main.(*Topic).Body)
			}
			if want := strings.Count(got, "|") + 1; got != "" && len(page.Aside.Words) != want || got == "" && page.Aside.Words != nil {
				t.Errorf("%d meanings for %q", len(page.Aside.Words), got)
			}
		})
	}
}

func TestHardWordsAreFewAndInOrder(t *testing.T) {
	files := map[string]string{}
	body := ""
	for i := range 2 * mostHardWords {
		word := string(rune('z'-i)) + "word"
		files["national/glossary/"+word+".md"] = entry(word, "")
		body += "The " + word + ". "
	}
	files["national/topics/text.md"] = entry("Text", "short: [Short.]\n\n"+body)
	words := view(t, sound(t, files), "topics/text/").Aside.Words
	if len(words) != mostHardWords || words[0].Word != "uword" || words[0].ID != "ws-word-6" || words[0].From != "ws-word-6-from" || words[5].ID != "ws-word-1" {
		t.Errorf("the meanings are %+v", words)
	}
}

// A word is explained in the language of the page or not at all, and only in the page's own text.
func TestHardWordsOfALanguage(t *testing.T) {
	s := sound(t, map[string]string{
		"national/glossary/gp.md":      entry("GP", ""),
		"national/glossary/fear.md":    entry("fear", "also: [fears]"),
		"national/glossary/fear.gd.md": entry("eagal", ""),
		"national/topics/text.md":      entry("Text", "short: [Short.]\n\nYour GP and your fears."),
		"national/topics/text.gd.md":   entry("Teacs", "short: [Goirid.]\n\nGP, eagal, fears."),
		"national/topics/text.easy.md": entry("Text", "short: [Short.]\n\nYour GP."),
		"national/alerts/snow.md":      entry("Snow", "level: info\nfrom: 2026-11-20\nuntil: 2026-11-30\n\nYour GP."),
	})
	for address, want := range map[string]string{"topics/text/": "GP|fears", "gd/topics/text/": "eagal", "topics/text/easy/": "GP"} {
		page := view(t, s, address)
		if got := glossedIn(string(page.Main.(*Topic).Body)); got != want {
			t.Errorf("%q explains %q, want %q", address, got, want)
		}
		for _, notice := range page.Notices {
			if glossedIn(string(notice.Body)) != "" {
				t.Errorf("%q explains words of a notice", address)
			}
		}
	}
}
