package generator

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// Every page of every site is read as a browser would: all links and anchors land, help now is one link away, and
// nothing comes from elsewhere.
func TestCrawl(t *testing.T) {
	for _, style := range []string{"web", "folder"} {
		t.Run(style, func(t *testing.T) { crawl(t, realNetwork(t, style), style == "web") })
	}
}

// The same holds when every site has an address and shows every language of the network, also those whose words
// still await a speaker.
func TestCrawlEveryLanguage(t *testing.T) {
	long(t)
	content := copyTree(t, realContent, nil)
	languages := regexp.MustCompile(`(?m)^(languages|address):.*\n(  - .*\n)*`)
	for _, file := range sorted(content) {
		if name := path.Base(file); name == "school.md" || name == "library.md" {
			content[file] = &fstest.MapFile{Data: languages.ReplaceAll(content[file].Data, nil)}
			stateIn(t, content, file, "languages: [en, gd, pl, uk, ar]\naddress: https://"+path.Base(path.Dir(file))+".example/help/")
		}
	}
	n := mustMemory(t, Options{Content: content, Themes: realThemes, Links: site.Folder, Jobs: 2})
	if len(n.report.Held) > 0 {
		t.Fatal(texts(errorsOf(n.report)))
	}
	crawl(t, n, false)
}

func crawl(t *testing.T, n *network, indexes bool) {
	for _, name := range n.names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := n.lib.Site(name)
			i := inspect(n.Files(name), s.Settings.Text("address"), indexes)
			i.feed()
			i.sitemap()
			i.outside(n, s)
			i.helplines(n, s)
			report(t, i)
		})
	}
}

// mostShown keeps one mistake in a header from filling a terminal.
const mostShown = 25

func report(t *testing.T, i *inspector) {
	t.Helper()
	if len(i.pages) < 20 {
		t.Errorf("only %d pages were read", len(i.pages))
	}
	for at, wrong := range i.wrong {
		if at == mostShown {
			t.Errorf("and %d more", len(i.wrong)-at)
			return
		}
		t.Error(wrong)
	}
}

// atom is a feed as RFC 4287 describes it; only what is asked of it is read.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Summary string     `xml:"summary"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
}

type atomLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
}

// readXML reads a document strictly and to its end.
func readXML(content []byte, into any) error {
	d := xml.NewDecoder(bytes.NewReader(content))
	if err := d.Decode(into); err != nil {
		return err
	}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if text, ok := token.(xml.CharData); !ok || len(bytes.TrimSpace(text)) > 0 {
			return fmt.Errorf("there is more after its end")
		}
	}
}

func (i *inspector) readFeed() (feed atomFeed) {
	if err := readXML(i.files["feed.xml"], &feed); err != nil {
		i.say("feed.xml", "cannot be read: %v", err)
	}
	return feed
}

func (i *inspector) feed() {
	feed := i.readFeed()
	ids := map[string]bool{"": true, feed.ID: true}
	if feed.ID == "" || feed.Title == "" || len(feed.Entries) == 0 {
		i.say("feed.xml", "it has no id, no title or no entries")
	}
	newest := ""
	for _, e := range feed.Entries {
		if ids[e.ID] {
			i.say("feed.xml", "the id %q is missing or there twice", e.ID)
		}
		ids[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" || len(e.Links) != 1 {
			i.say("feed.xml", "the entry %s lacks its title, its date or its link", e.ID)
		}
		newest = max(newest, e.Updated)
		for _, link := range e.Links {
			i.listed("feed.xml", link.Href, i.indexes)
		}
	}
	if feed.Updated != newest {
		i.say("feed.xml", "it says it was updated %s, its newest entry %s", feed.Updated, newest)
	}
	for _, link := range feed.Links {
		i.listed("feed.xml", link.Href, i.indexes)
	}
}

// listed checks an address in a file that lists pages.
func (i *inspector) listed(where, address string, indexes bool) string {
	if i.base != "" {
		rest, ours := strings.CutPrefix(address, i.base)
		if !ours {
			i.say(where, "%s is not an address of this site", address)
			return ""
		}
		address, indexes = rest, true
	}
	address = strings.TrimPrefix(address, "./")
	file := i.file(address, indexes)
	if file == "" {
		i.say(where, "%q leads nowhere", address)
	}
	return file
}

func (i *inspector) sitemap() {
	content, found := i.files["sitemap.xml"]
	robots := string(i.files["robots.txt"])
	if i.base == "" {
		if found || strings.Contains(robots, "Sitemap") {
			i.say("sitemap.xml", "it is there, although the site states no address")
		}
		return
	}
	if !strings.Contains(robots, "Sitemap: "+i.base+"sitemap.xml\n") {
		i.say("robots.txt", "it does not name the sitemap")
	}
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := readXML(content, &set); err != nil {
		i.say("sitemap.xml", "cannot be read: %v", err)
	}
	named := map[string]bool{}
	for _, u := range set.URLs {
		if file := i.listed("sitemap.xml", u.Loc, true); named[file] {
			i.say("sitemap.xml", "%s is there twice", u.Loc)
		} else {
			named[file] = true
		}
	}
	for _, file := range sorted(i.pages) {
		if p := i.pages[file]; p.listed() != named[file] {
			i.say("sitemap.xml", "it names %s: %t", file, named[file])
		}
	}
}

// outside checks that what others may see of a discreet entry is its neutral name: title, address, feed, data for
// machines.
func (i *inspector) outside(n *network, s *library.Site) {
	shelf, _ := n.lib.Shelf(s, n.view)
	feed := i.readFeed()
	discreet := 0
	for _, item := range shelf.Items {
		if item.Kind.NoPage || !item.Discreet() {
			continue
		}
		discreet++
		for _, version := range item.Versions {
			i.hides(item, version.Fields.Text("title"), version.Fields.Text("summary"), feed)
		}
	}
	if discreet == 0 {
		i.say("", "no entry of the site is discreet")
	}
}

func (i *inspector) hides(item *library.Item, title, summary string, feed atomFeed) {
	slugs := []string{item.Slug, library.Slugify(title)}
	for _, file := range sorted(i.files) {
		if strings.Contains("/"+file, "/"+item.Folder+"/") && slices.ContainsFunc(slugs, func(slug string) bool { return slices.Contains(strings.Split(file, "/"), slug) }) {
			i.say(file, "its address tells the plain name %q", title)
		}
		page := i.pages[file]
		if page == nil {
			continue
		}
		if page.title == title || strings.HasPrefix(page.title, title+" ") {
			i.say(file, "its title %q tells the plain name %q", page.title, title)
		}
		for _, text := range stringsIn(page.data) {
			if text == title || text == summary {
				i.say(file, "its data tells %q", text)
			}
		}
		for head := range page.doc.Descendants() {
			if content := attr(head, "content"); head.Data == "meta" && (content == title || content == summary) {
				i.say(file, "its head tells %q", content)
			}
		}
	}
	for _, e := range feed.Entries {
		if e.Title == title || e.Summary == summary || slices.Contains(slugs, path.Base(e.ID)) {
			i.say("feed.xml", "the entry %s tells %q", e.ID, title)
		}
	}
}

// stringsIn are all texts of a JSON value.
func stringsIn(v any) []string {
	var list []string
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, inner := range v {
			list = append(list, stringsIn(inner)...)
		}
	case map[string]any:
		for _, key := range sorted(v) {
			list = append(list, stringsIn(v[key])...)
		}
	}
	return list
}

// helplines checks that help now, in every language of the site, shows the number of every helpline of its crisis
// floor.
func (i *inspector) helplines(n *network, s *library.Site) {
	shelf, _ := n.lib.Shelf(s, n.view)
	files := []string{"help/index.html"}
	for _, language := range s.Settings.Texts("languages") {
		if language != n.lib.Languages[0] {
			files = append(files, language+"/help/index.html")
		}
	}
	numbers := 0
	for _, file := range files {
		page := i.pages[file]
		if page == nil {
			i.say(file, "it is missing")
			continue
		}
		text := " " + textOf(page.doc) + " "
		for _, id := range s.Settings.Get("crisis_floor").List {
			item := shelf.Get(id.Target())
			if item == nil {
				i.say(file, "%s of the crisis floor is not on this site", id.Text)
				continue
			}
			for channel := range item.Versions[0].Fields.Groups("channels") {
				number := channel.Text("value")
				if kind := channel.Text("type"); kind != "phone" && kind != "text" {
					continue
				}
				numbers++
				if !strings.Contains(text, number) {
					i.say(file, "the number %s of %s is not on it", number, id.Text)
				}
			}
		}
	}
	if numbers == 0 {
		i.say("help/index.html", "the crisis floor has no numbers")
	}
}

// soundPage is a page with nothing wrong; %HEAD% and %BODY% are where a test puts something.
const soundPage = `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>T</title>%HEAD%</head>
<body><header><a href="%ROOT%help/">Help now</a></header><main><h1 id="top">T</h1>%BODY%</main></body></html>`

// The inspector is only worth something when it sees mistakes: one of each is put into a made-up site.
func TestInspectorSeesMistakes(t *testing.T) {
	for _, c := range []struct{ head, body, wrong string }{
		{"", "", ""},
		{"", `<a href="../b/#part">b</a> <a href="#top">t</a> <a href="https://elsewhere.example/">e</a> <a href="tel:111">c</a>`, ""},
		{"", `<a href="../c/">c</a>`, "leads nowhere"},
		{"", `<a href="../b">b</a>`, "leads nowhere"},
		{"", `<a href="../b/#none">b</a>`, "leads to no such place"},
		{"", `<a href="../../../other/site/">o</a>`, "leaves the site"},
		{"", `<a href="/b/">b</a>`, "has no place"},
		{"", `<a href="https://a.example/b/">b</a>`, "by its whole address"},
		{"", `<a href="javascript:alert(1)">b</a>`, "has no place"},
		{"", `<a href="../b/?q=1">b</a>`, "has a query"},
		{"", `<a href="../help/">Help</a>`, ""},
		{"", `<p id="top">again</p>`, "is there twice"},
		{"", `<p style="color:red">r</p>`, "style attribute"},
		{"", `<p onclick="x()">r</p>`, "event handler"},
		{"", `<h3>deep</h3>`, "level 3 after level 1"},
		{"", `<h1>again</h1>`, "2 <h1>"},
		{"", `<h2></h2>`, "is empty"},
		{"", `</main><main>`, "2 <main>"},
		{"", `<img src="https://elsewhere.example/p.png" alt="">`, "loads"},
		{"", `<img src="//elsewhere.example/p.png" alt="">`, "loads"},
		{"", `<img src="data:image/png;base64,AAAA" alt="">`, "loads"},
		{"", `<img src="p.png">`, "no alt"},
		{"", `<form action="https://elsewhere.example/"></form>`, "loads"},
		{"", `<iframe src="../b/"></iframe>`, "<iframe>"},
		{"", `<script>alert(1)</script>`, "script in the page"},
		{`<script src="https://elsewhere.example/x.js"></script>`, "", "loads"},
		{`<link rel="stylesheet" href="https://elsewhere.example/x.css">`, "", "loads"},
		{`<link rel="canonical" href="https://a.example/b/">`, "", "is that of b/index.html"},
		{`<link rel="alternate" hreflang="gd" href="https://a.example/b/">`, "", "does not name it"},
		{`<link rel="alternate" hreflang="gd" href="https://elsewhere.example/">`, "", "is not of this site"},
		{`<script type="application/ld+json">{"a":</script>`, "", "JSON-LD cannot be read"},
		{`<base href="https://elsewhere.example/">`, "", "<base>"},
		{`<base target="_blank">`, "", "<base>"},
		{"", `<img src="p.png" srcset="p.png 1w, https://elsewhere.example/q.png 2w" alt="">`, "loads https://elsewhere.example/q.png"},
		{`<link rel="alternate" type="application/json+oembed" href="https://a.example/none.json">`, "", "leads nowhere"},
		{`<style>p{}</style>`, "", "<style>"},
	} {
		page := func(root, head, body string) []byte {
			return []byte(strings.NewReplacer("%ROOT%", root, "%HEAD%", head, "%BODY%", body).Replace(soundPage))
		}
		i := inspect(map[string][]byte{
			"a/index.html": page("../", c.head, c.body), "b/index.html": page("../", "", `<h2 id="part">p</h2>`), "help/index.html": page("../", "", ""),
		}, "https://a.example/", true)
		if said := strings.Join(i.wrong, "; "); (c.wrong == "") != (said == "") || !strings.Contains(said, c.wrong) {
			t.Errorf("%s%s: the inspector said %q, not %q", c.head, c.body, said, c.wrong)
		}
	}
}

// What belongs to the whole page is seen when it is missing.
func TestInspectorSeesWhatIsMissing(t *testing.T) {
	sound := strings.NewReplacer("%ROOT%", "../", "%HEAD%", "", "%BODY%", "").Replace(soundPage)
	for _, c := range []struct{ old, now, wrong string }{
		{` lang="en"`, "", "no language"},
		{"<title>T</title>", "", "no title"},
		{"default-src 'none'", "default-src 'self'", "its policy"},
		{"default-src 'none'", "default-src 'none'; style-src https://elsewhere.example", "its policy"},
		{`<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`, "", "before its policy"},
		{`<a href="../help/">Help now</a>`, "", "0 links to help now"},
		{`<a href="../help/">Help now</a>`, `<a href="../help/">Help</a>`, "says"},
		{"<header>", "<div>", "0 links to help now"},
	} {
		if !strings.Contains(sound, c.old) {
			t.Fatalf("the page has no %q", c.old)
		}
		i := inspect(map[string][]byte{"a/index.html": []byte(strings.Replace(sound, c.old, c.now, 1)), "help/index.html": []byte(sound)}, "", true)
		if said := strings.Join(i.wrong, "; "); !strings.Contains(said, c.wrong) {
			t.Errorf("without %s the inspector said %q, not %q", c.old, said, c.wrong)
		}
	}
	i := inspect(map[string][]byte{"404.html": []byte(sound), "help/index.html": []byte(sound)}, "", true)
	if said := strings.Join(i.wrong, "; "); !strings.Contains(said, "at any depth") {
		t.Errorf("a relative link on the page for lost addresses: the inspector said %q", said)
	}
}
