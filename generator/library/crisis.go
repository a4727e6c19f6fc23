package library

import (
	"fmt"
	"strings"
	"unicode"
)

// CrisisGroups are the sorts of need that crisis entries are about. Pages and packs of phrases number them in this order,
// and the first comes before all others.
var CrisisGroups = []string{
	"life-in-danger", "suicide", "self-harm", "hurt-by-someone", "online-sexual-threat", "leaving-home", "worried-about-a-friend",
}

var crisis = Kind{
	Name: "crisis", Folder: "crisis", NoPage: true,
	About: "Words people type when they are in danger, and what they are shown first.",
	Fields: []Field{
		{Name: "group", Type: Choice, Required: true, Words: CrisisGroups, About: "What it is about."},
		{Name: "phrases", Type: Text, Many: true, Required: true, Max: 400, About: "Words as people type them: a longer text that holds them matches too."},
		{Name: "alone", Type: Text, Many: true, Max: 100, About: "Words that count only when nothing else is typed: a single word that other texts hold innocently."},
		{Name: "near_misses", Type: Text, Many: true, Max: 400, About: "Texts that hold such words and must not match: films, idioms, homework."},
		{Name: "alike", Type: Group, Many: true, Max: 80, About: "Words that count as the same in the phrases and near misses of all crisis entries.", Fields: []Field{
			{Name: "words", Type: Text, Many: true, Required: true, Max: 120, About: "Single words: mum, mam, maw, mother."},
		}},
		{Name: "passing", Type: Text, Many: true, Max: 120, About: "Single words that say nothing and are passed over, in all crisis entries: really, just."},
		{Name: "first_action", Type: Prose, Required: true, About: "The one thing to do first."},
		{Name: "helplines", Type: Ref, Of: "helpline", Many: true, Required: true, Max: 6, About: "Whom to contact, first one first."},
		{Name: "go", Type: Ref, Many: true, Max: 6, About: "Pages that help with it: topics/self-harm."},
	},
}

// crisisSense checks that the words of alike and passing are single words, each in one place.
func crisisSense(f Fields, wrong tell) {
	seen := map[string]*Value{}
	check := func(words *Value) {
		for i := range words.items() {
			word := &words.List[i]
			if strings.ContainsFunc(word.Text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
				wrong(fmt.Sprintf("%q is more than one word", word.Text), "write single words here, and what has several under phrases", word)
			}
			name := strings.ToLower(word.Text)
			if before := seen[name]; before != nil {
				wrong(fmt.Sprintf("%q is here twice", word.Text), "a word is in one group only, or is passed over", word, before)
			}
			seen[name] = word
		}
	}
	for alike := range f.Groups("alike") {
		check(alike.Get("words"))
	}
	check(f.Get("passing"))
}
