package library

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// What cannot count in the words of a crisis entry is told to whoever writes it.
func TestCrisisWords(t *testing.T) {
	const front = "---\ntitle: T\nsummary: S\nupdated: 2026-11-20\ngroup: suicide\nphrases: [want to die]\nfirst_action: Phone.\nhelplines: [line]\n"
	for words, problem := range map[string]string{
		"alike:\n  - words: [mum, mam]\n  - words: [dad, da]\npassing: [really]\n": "",
		"alike:\n  - words: [mum, my mum]\n":                                       `"my mum" is more than one word`,
		"passing: [step-dad]\n":                                                    `"step-dad" is more than one word`,
		"alike:\n  - words: [mum, mam]\n  - words: [Mum, maw]\n":                   `"Mum" is here twice`,
		"alike:\n  - words: [really, truly]\npassing: [really]\n":                  `"really" is here twice`,
	} {
		files := fstest.MapFS{
			"network.md":                 {Data: []byte("---\nname: N\n---\n")},
			"national/helplines/line.md": {Data: []byte("---\ntitle: L\nsummary: S\nupdated: 2026-11-20\nregion: UK\n---\n")},
			"national/crisis/suicide.md": {Data: []byte(front + words + "---\n")},
		}
		_, problems, err := new(Reader).Read(context.Background(), files)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, p := range problems {
			if strings.HasPrefix(p.Place.File, "national/crisis/") {
				told = append(told, p.Text)
			}
		}
		if got := strings.Join(told, "; "); got != problem {
			t.Errorf("%q: got %q, want %q", words, got, problem)
		}
	}
}
