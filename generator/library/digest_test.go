package library

import (
	"fmt"
	"strings"
	"testing"
)

func TestDigest(t *testing.T) {
	const file = national + "topics/cafe.md"
	const text = "---\ntitle: Café\nsummary: Two words\nupdated: 2026-11-01\nshort:\n  - One\n  - Two\nsensitive: true\n---\nÀ la carte.\n\n![A cup](cup.png)\n"
	digest := func(file, text, picture string) string {
		more := at(file, text) + at(national+"topics/cup.png", picture) + at(national+"topics/bar.md", topicText("Bar", "B."))
		if file != national+"topics/cafe.md" {
			more += at(national+"topics/cafe.md", topicText("Plain", "P."))
		}
		if strings.HasPrefix(file, "areas") {
			more += at(file[:strings.LastIndex(file, "/")+1]+"cup.png", picture)
		}
		l, problems, err := (&Reader{}).Read(t.Context(), files(t, more))
		if err != nil || l.File(file) == nil {
			t.Fatalf("%s: %v %v", file, err, problems)
		}
		return l.File(file).Digest
	}
	want := digest(file, text, "picture")
	replace := func(old, new string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("the text holds no %q", old)
		}
		return strings.Replace(text, old, new, 1)
	}
	for name, same := range map[string]string{
		"quotes":              replace("Two words", `"Two words"`),
		"another list style":  replace("\n  - One\n  - Two", " [One, 'Two']"),
		"the order of fields": replace("title: Café\nsummary: Two words", "summary: Two words\ntitle: Café"),
		"comments":            replace("updated: 2026-11-01", "# when\nupdated: 2026-11-01 # really"),
		"Windows line ends":   strings.ReplaceAll(text, "\n", "\r\n"),
		"a byte-order mark":   "\ufeff" + text,
		"blank lines around":  replace("---\nÀ", "---\n\n\nÀ") + "\n\n",
		"a letter's form":     strings.NewReplacer("é", "e\u0301", "À", "A\u0300").Replace(text),
		"draft":               replace("sensitive: true", "sensitive: true\ndraft: true"),
	} {
		if got := digest(file, same, "picture"); got != want {
			t.Errorf("%s changes the digest", name)
		}
	}
	seen := map[string]string{want: "nothing"}
	other := func(name, file, text, picture string) {
		got := digest(file, text, picture)
		if twin, twice := seen[got]; twice {
			t.Errorf("%s and %s have one digest", name, twin)
		}
		seen[got] = name
	}
	other("a title", file, replace("Café", "Cafe"), "picture")
	other("a capital", file, replace("Two words", "two words"), "picture")
	other("a day", file, replace("2026-11-01", "2026-11-02"), "picture")
	other("the order of a list", file, replace("  - One\n  - Two", "  - Two\n  - One"), "picture")
	other("an item", file, replace("  - One\n", ""), "picture")
	other("two items as one", file, replace("  - One\n  - Two", "  - OneTwo"), "picture")
	other("a flag turned", file, replace("sensitive: true", "sensitive: false"), "picture")
	other("a flag left out", file, replace("sensitive: true\n", ""), "picture")
	other("a field more", file, replace("sensitive: true", "sensitive: true\ndiscreet: false"), "picture")
	other("the body", file, replace("carte.", "carte!"), "picture")
	other("a blank in the body", file, replace("À la", "À  la"), "picture")
	other("no body", file, replace("À la carte.\n\n![A cup](cup.png)\n", ""), "picture")
	other("the picture's bytes", file, text, "another picture")
	other("the slug", national+"topics/tea.md", text, "picture")
	other("the language", national+"topics/cafe.gd.md", text, "picture")
	other("the variant", national+"topics/cafe.easy.md", text, "picture")
	other("both", national+"topics/cafe.easy.gd.md", text, "picture")
	other("the area's", area+"topics/cafe.md", text, "picture")
	other("the site's", glen+"topics/cafe.md", text, "picture")
	other("another site's", brae+"topics/cafe.md", text, "picture")

	adapted := func(line string) string {
		return digest(glen+"topics/cafe.md", "---\n"+line+"title: Ours\n---\n", "picture")
	}
	if adapted("") != adapted("adapts: "+strings.Repeat("0a", 32)+"\n") {
		t.Error("what a text was adapted from changes its digest")
	}
}

// TestSiteDigest: whatever a site says of itself is in its digest, and whatever it shows in its shelf's.
func TestSiteDigest(t *testing.T) {
	sleep := at(national+"topics/sleep.md", topicText("Sleep", "Text."))
	digests := func(more string) [2]string {
		l := read(t, more)
		shelf, _ := l.Shelf(l.Site("loch/glen"), View{Today: day})
		return [2]string{l.Site("loch/glen").Digest(), shelf.Digest()}
	}
	base := digests(sleep)
	for _, test := range []struct {
		name        string
		more        string
		site, shelf bool // whether they change
	}{
		{"nothing", sleep, false, false},
		{"another site's entry", sleep + at(brae+"topics/own.md", topicText("Own", "Own.")), false, false},
		{"another site's name", sleep + at(brae+"school.md", "---\nname: Other\n---\n"), false, false},
		{"its own entry", sleep + at(glen+"topics/own.md", topicText("Own", "Own.")), false, true},
		{"a text above", at(national+"topics/sleep.md", topicText("Sleep", "Other text.")), false, true},
		{"its adaptation", sleep + at(glen+"topics/sleep.md", "---\ntext: append\n---\nMore.\n"), false, true},
		{"a translation", sleep + at(national+"topics/sleep.gd.md", topicText("Cadal", "Teacs.")), false, true},
		{"its name", sleep + at(glen+"school.md", "---\nname: Glenn\nstages: [S1, S2]\n---\n"), true, true},
		{"its area's name", sleep + at(area+"area.md", "---\nname: Loch Ness\n---\n"), true, true},
		{"a token", sleep + at(area+"area.md", "---\nname: Loch\ntokens: {accent: red}\n---\n"), true, true},
		{"its words about itself", sleep + at(glen+"school.md", "---\nname: Glen\nstages: [S1, S2]\n---\nHello.\n"), true, true},
	} {
		got := digests(test.more)
		if (got[0] != base[0]) != test.site || (got[1] != base[1]) != test.shelf {
			t.Errorf("%s: the site's digest changes %v, want %v; the shelf's %v, want %v", test.name, got[0] != base[0], test.site, got[1] != base[1], test.shelf)
		}
	}
	pictured := func(picture string) [2]string {
		return digests(sleep + at(glen+"school.md", "---\nname: Glen\nstages: [S1, S2]\n---\n![A hall](hall.png)\n") + at(glen+"hall.png", picture))
	}
	if before, after := pictured("hall"), pictured("another hall"); before[0] == after[0] || before[1] == after[1] {
		t.Error("another picture in its words about itself does not change both digests")
	}
}

// TestOneUnicodeForm: a text typed on a Mac, where é is two characters, is read as the same bytes as one typed
// elsewhere. Its page and its digest can then never part.
func TestOneUnicodeForm(t *testing.T) {
	const file = national + "topics/sleep.md"
	composed := read(t, at(file, topicText("Café", "Crème brûlée."))).File(file)
	decomposed := read(t, at(file, topicText("Cafe\u0301", "Cre\u0300me bru\u0302le\u0301e."))).File(file)
	if got := decomposed.Fields.Text("title"); got != "Café" {
		t.Errorf("the title is %q", got)
	}
	if got, want := fmt.Sprint(decomposed.Body().Segments), fmt.Sprint(composed.Body().Segments); got != want {
		t.Errorf("the body is %s, want %s", got, want)
	}
	if composed.Digest != decomposed.Digest {
		t.Error("the digests differ")
	}
}
