package site

import (
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

// felt topics of a small school: two for one feeling, one of which has it second.
func feltTopics() map[string]string {
	return map[string]string{
		"national/topics/aching.md":    entry("Aching", "short: [It passes.]\nfeelings: [tired, sad]"),
		"national/topics/losing.md":    entry("Losing someone", "short: [It passes.]\nfeelings: [sad]"),
		"national/topics/losing.gd.md": entry("A’ call cuideigin", "short: [Seadh.]\n\nSeadh."),
		"national/topics/self-harm.md": entry("Self-harm", "outside: Big feelings\nshort: [It passes.]\nfeelings: [sad]"),
	}
}

func TestFeelingsLeadToTopics(t *testing.T) {
	s := sound(t, feltTopics())
	home := view(t, s, "").Main.(*Home)
	var keys, hrefs []string
	for _, feeling := range home.Feelings {
		keys, hrefs = append(keys, feeling.Key), append(hrefs, feeling.Href)
	}
	if !slices.Equal(keys, []string{"sad", "tired"}) || !slices.Equal(hrefs, []string{"feelings/#ws-2", "feelings/#ws-6"}) {
		t.Errorf("the start page has %v, which lead to %v", keys, hrefs)
	}
	if home.Talk.Href != "help/" || len(home.Topics) != 4 {
		t.Errorf("talking leads to %q, and there are %d topics", home.Talk.Href, len(home.Topics))
	}
	sad := view(t, s, "feelings/").Main.(*Feelings).Feelings[0]
	if sad.ID != "ws-2" || len(sad.Topics) != 3 {
		t.Fatalf("sad is %q and has %d topics", sad.ID, len(sad.Topics))
	}
	for at, title := range []string{"Losing someone", "Self-harm", "Aching"} { // the one that has it second comes last
		if !strings.Contains(string(sad.Topics[at]), ">"+title+"<") {
			t.Errorf("topic %d is not %s: %s", at, title, sad.Topics[at])
		}
	}
	gaelic := view(t, s, "gd/feelings/").Main.(*Feelings).Feelings[0]
	if html := string(gaelic.Topics[0]) + string(gaelic.Topics[1]); !strings.Contains(html, "A’ call cuideigin") {
		t.Errorf("the Gaelic page shows %s", html)
	}
}

// Histories and addresses hold no feeling, and nobody is asked for one where no topic has any.
func TestFeelingsHaveNumbers(t *testing.T) {
	for _, o := range sound(t, feltTopics()).Outlines() {
		for _, feeling := range library.Feelings {
			if strings.Contains(o.Address, feeling) {
				t.Errorf("the address %q tells %q", o.Address, feeling)
			}
		}
	}
	s := sound(t, nil)
	if _, found := s.Find("feelings/"); found || len(view(t, s, "").Main.(*Home).Feelings) > 0 {
		t.Error("there are feelings without topics")
	}
}
