package site

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What leaves the site says nothing of what a discreet entry is about: not its title, not its slug, in no frame's
// address or name, record, card or code.
func TestWhatIsPassedOnOfADiscreetEntryIsItsOutsideName(t *testing.T) {
	s := sound(t, map[string]string{
		"national/topics/self-harm.md": entry("Hurting yourself", "outside: Big feelings\nshort: [You are not alone.]\n\nTalk."),
	})
	if _, found := s.Find("embed/topics/big-feelings/"); !found {
		t.Fatal("the entry has no form for other sites under its outside name")
	}
	for _, o := range s.Outlines() {
		if o.item == nil || o.item.Slug != "self-harm" || o.Layout != "topic" {
			continue
		}
		p := view(t, s, o.Address)
		shown := map[string]string{
			"embed": p.Aside.Share.Embed.Href + p.Aside.Share.Embed.Text, "snippet": p.Aside.Share.Snippet, "address": p.Aside.Share.Address,
			"record": string(s.oEmbed(o)), "its address": p.Head.OEmbed, "card": p.Head.Card.Alt + p.Head.Card.Page, "paper": p.Aside.Paper.Address,
			"title of the frame": view(t, s, "embed/"+o.Address).Head.Title,
		}
		for what, text := range shown {
			if low := strings.ToLower(text); strings.Contains(low, "hurting") || strings.Contains(low, "self-harm") {
				t.Errorf("the %s says %s", what, text)
			}
		}
		if p.Head.Card.Address != view(t, s, "").Head.Card.Address {
			t.Error("it has a card of its own")
		}
	}
	for path, content := range extras(t, s) {
		text := path
		if strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".webmanifest") || path == headersAddress {
			text += content
		}
		if low := strings.ToLower(text); strings.Contains(low, "hurting") || strings.Contains(low, "self-harm") {
			t.Errorf("%s tells the plain name", path)
		}
	}
}

// A site that does not say where it is cannot be passed on, and the staff profile never is.
func TestASiteWithoutAnAddressIsNotPassedOn(t *testing.T) {
	s := sound(t, map[string]string{"areas/fife/schools/beath/school.md": "name: Beath\nlanguages: [en, gd]\npeople: [{role: Guide, helps_with: All}]"})
	for _, o := range s.Outlines() {
		p := view(t, s, o.Address)
		if o.Layout == "embed" || p.Aside.Share != nil || p.Aside.Paper != nil || p.Head.Card != nil || p.Head.OEmbed != "" || p.Head.Canonical != "" {
			t.Errorf("%q has a frame, a code, a card or a whole address", o.Address)
		}
	}
	for path := range extras(t, s) {
		for _, kind := range []string{"card-", "code-", "oembed"} {
			if strings.Contains(path, kind) {
				t.Errorf("%s is made", path)
			}
		}
	}
}

// T28: what is pasted into other sites' pages, and what their programs read, is read back as it was meant, whatever a
// title holds.
func TestT28SnippetAndRecordAreReadBack(t *testing.T) {
	for _, title := range []string{"Sleep", `"Quoted" & <b>bold</b>`, `a" onload="alert(1)`, "</script></iframe>", "O'Neill’s – é 🙂", "&quot;&#34;"} {
		quoted, _ := json.Marshal(title)
		s := sound(t, map[string]string{"national/topics/worry.md": entry(string(quoted), "short: [It passes.]")})
		o, _ := s.Find("topics/worry/")
		share := view(t, s, o.Address).Aside.Share
		want := map[string]string{
			"src": "https://beath.example/embed/topics/worry/", "title": title + " – Beath", "width": "100%", "height": "480", "loading": "lazy",
			"referrerpolicy": "no-referrer", "sandbox": "allow-popups allow-popups-to-escape-sandbox",
		}
		if got := onlyFrame(t, share.Snippet); !maps.Equal(got, want) {
			t.Errorf("%q: the frame has %q", title, got)
		}
		var said record
		if err := json.Unmarshal(s.oEmbed(o), &said); err != nil {
			t.Fatal(err)
		}
		if said.HTML != share.Snippet || said.Title != title || said.Version != "1.0" || said.Type != "rich" || said.Width < 1 || said.Height < 1 {
			t.Errorf("%q: the record says %+v", title, said)
		}
		if strings.ContainsAny(string(s.oEmbed(o)), "<>") {
			t.Errorf("%q: the record could end a script", title)
		}
	}
}

// onlyFrame parses a snippet, which must be one frame and nothing else, and returns its attributes.
func onlyFrame(t *testing.T, snippet string) map[string]string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<!doctype html><body>" + snippet))
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]string{}
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "iframe" && len(attributes) == 0:
			for _, a := range n.Attr {
				attributes[a.Key] = a.Val
			}
		case n.Type == html.TextNode || n.Type == html.ElementNode && !slices.Contains([]string{"html", "head", "body"}, n.Data):
			t.Errorf("%s holds %q as well", snippet, n.Data)
		}
	}
	return attributes
}

// The page in a frame has a way to help now and to the page itself, belongs to that page for search engines, and its
// links to places on it stay in the frame.
func TestAPageInAFrame(t *testing.T) {
	s := sound(t, map[string]string{"national/topics/worry.md": entry("Worry", "short: [It passes.]\n\n## Now\n\nRead [on](#now).")})
	p := view(t, s, "embed/topics/worry/")
	embed := p.Main.(*Embed)
	if embed.Help.Href != "../../../help/" || embed.Page.Href != "../../../topics/worry/" || embed.Home.Href != "../../../" || embed.Layout != "topic" {
		t.Errorf("it leads to %+v, %+v and %+v", embed.Help, embed.Page, embed.Home)
	}
	if p.Head.Canonical != "https://beath.example/topics/worry/" || !p.Head.NoIndex || len(p.Head.Scripts) > 0 || p.Head.Data != "" {
		t.Errorf("its head is %+v", p.Head)
	}
	page := bytesOf(t, s, "embed/topics/worry/")
	if !strings.Contains(page, ` target="_self" href="#`) || strings.Contains(bytesOf(t, s, "topics/worry/"), "target=") {
		t.Error("a link to a place on the page leaves the frame, or pages of the site open tabs")
	}
	for _, address := range []string{"embed/", "embed/topics/", "embed/help/"} {
		if _, found := s.Find(address); found {
			t.Errorf("there is a page %s", address)
		}
	}
}

// T28: a header ends where its line does.
func TestT28AHeaderIsOneLine(t *testing.T) {
	for _, value := range []string{"a\n  X-Evil: 1", "a\rb"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is written", value)
				}
			}()
			ruled([]rule{{"/*", [][2]string{{"X-Good", value}}}})
		}()
	}
	fits, stated := "", map[string]string{} // what fits all files, by header
	for line := range strings.Lines(string(sound(t, nil).headers())) {
		name, value, isHeader := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case !isHeader:
			fits = name
		case stated[name] != "":
			t.Errorf("%s is stated for all files and again for %s; hosts would join the two", name, fits)
		case fits == "/*":
			stated[name] = value
		}
	}
	if policy := stated["Content-Security-Policy"]; !strings.Contains(policy, "'sha256-") || strings.Contains(policy, "frame-ancestors") {
		t.Errorf("the policy of the host is %s", policy)
	}
}

// A code and an address stand on what is printed to be handed out.
func TestAPrintSaysWhereItsPageIs(t *testing.T) {
	s := sound(t, map[string]string{"national/stories/mine.md": entry("Mine", "teller: A pupil\nanonymised: true\nconsent: {ref: r1, held_by: Librarian, until: 2027-10-01}\n\nI did.")})
	made := extras(t, s)
	for address, code := range map[string]bool{"help/": true, "gd/help/": true, "topics/worry/": true, "helplines/listening/": true, "stories/mine/": false} {
		paper := view(t, s, address).Aside.Paper
		if paper == nil || paper.Address != "beath.example/"+address {
			t.Errorf("%s: the print says %+v", address, paper)
			continue
		}
		if _, found := made[strings.TrimLeft(paper.Code.Src, "./")]; found != code {
			t.Errorf("%s: there is a code at %q: %t", address, paper.Code.Src, found)
		}
	}
	for _, address := range []string{"", "topics/", "a-z/", "search/", "embed/topics/worry/"} {
		if view(t, s, address).Aside.Paper != nil {
			t.Errorf("%q is to be handed out", address)
		}
	}
}

// The manifest names icons that are there, in the sizes it says, and nothing that offers to install the site.
func TestTheManifest(t *testing.T) {
	s := sound(t, nil)
	made := extras(t, s)
	var m appManifest
	if err := json.Unmarshal([]byte(made[manifestAddress]), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "Beath" || m.Start != "./" || m.Scope != "./" || m.Display != "browser" || m.Lang != "en" || m.Dir != "ltr" || len(m.Icons) != 3 {
		t.Errorf("it says %+v", m)
	}
	for _, icon := range m.Icons {
		if made[icon.Source] == "" {
			t.Errorf("there is no icon %s", icon.Source)
		}
	}
	head := view(t, s, "topics/worry/").Head
	if head.Manifest != "../../"+manifestAddress || made[strings.TrimPrefix(head.Icon, "../../")] == "" || made[strings.TrimPrefix(head.TouchIcon, "../../")] == "" {
		t.Errorf("pages name %q, %q and %q", head.Manifest, head.Icon, head.TouchIcon)
	}
	s.options.Links = Folder
	if head := view(t, s, "").Head; head.Manifest != "" || extras(t, s)[manifestAddress] != "" {
		t.Error("a site on a stick has a manifest")
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Beath": "B", "Cowdenbeath Library": "CL", "St David's High School": "SD", "the owl": "TO", "7 Oaks": "7O", "\"¿?\"": "", "Ünder Örde": "ÜÖ",
	} {
		s := sound(t, map[string]string{"areas/fife/schools/beath/school.md": "name: " + name + "\npeople: [{role: Guide, helps_with: All}]"})
		if got := s.initials(); got != want {
			t.Errorf("%s has the initials %q, not %q", name, got, want)
		}
	}
}
