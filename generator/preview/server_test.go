package preview

import (
	"bufio"
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

var barOf = regexp.MustCompile(`(?s)<wellshelf-preview data-token="(\w+)" data-page="([^"]*)" data-was="([\w-]+)">.*</wellshelf-preview><script src="/_preview/bar.js"(?: nonce="\w+")?></script>`)

// withoutBar takes the bar off a page.
func withoutBar(t testing.TB, page string) string {
	t.Helper()
	if len(barOf.FindAllString(page, -1)) != 1 {
		t.Fatalf("there is not one bar in\n%s", tail(page))
	}
	return barOf.ReplaceAllLiteralString(page, "")
}

func TestPagesAreWhatABuildWritesAndABar(t *testing.T) {
	w := newWorld(t, Options{})
	for _, address := range []string{"", "topics/sleep/", "help/", "topics/garden/", "search/", "404.html"} {
		name := address
		if !strings.HasSuffix(name, ".html") {
			name += "index.html"
		}
		want, err := w.live.File(context.Background(), "midlothian/beeslack", name)
		if err != nil {
			t.Fatal(err)
		}
		got := w.get("/midlothian/beeslack/" + address)
		if got.status != 200 || withoutBar(t, got.body) != string(want.Bytes) {
			t.Errorf("%s: %d, and other bytes", address, got.status)
		}
		if !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s is %s", address, got.header.Get("Content-Type"))
		}
	}
	style := regexp.MustCompile(`assets/style-\w+\.css`).FindString(w.get("/midlothian/beeslack/").body)
	want, _ := w.live.File(context.Background(), "midlothian/beeslack", style)
	if got := w.get("/midlothian/beeslack/" + style); got.body != string(want.Bytes) || got.body == "" || got.header.Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("the style is %d %s", got.status, got.header.Get("Content-Type"))
	}
	if got := w.ask(http.MethodHead, "/midlothian/beeslack/"); got.status != 200 || got.body != "" || got.header.Get("Content-Length") == "" {
		t.Errorf("HEAD is answered with %d and %d bytes", got.status, len(got.body))
	}
	if got := w.get("/midlothian/beeslack/sw.js"); got.status != 404 {
		t.Errorf("a device would keep the preview: sw.js is answered with %d", got.status)
	}
}

// A page that lets no script in is opened for the bar's alone; all others keep the policy they have.
func TestPoliciesAreLoosenedForTheBarAlone(t *testing.T) {
	const rest = "default-src 'none'; style-src 'self'"
	for _, c := range []struct{ was, want string }{
		{"default-src 'none'; script-src 'self'; connect-src 'self'", "default-src 'none'; script-src 'self'; connect-src 'self'"},
		{"default-src 'self'", "default-src 'self'"},
		{rest, rest + "; script-src S; connect-src L"},
		{rest + "; script-src 'none'; connect-src 'self'", rest + "; script-src S; connect-src 'self'"},
		{rest + "; script-src 'sha256-x' ; connect-src https://a.example", rest + "; script-src 'sha256-x' S; connect-src https://a.example L"},
		{"script-src 'self';", "script-src 'self'; connect-src L"},
		{"default-src https:;", "default-src https:; script-src https: S; connect-src https: L"},
	} {
		if got := loosen(c.was, "S", "L"); got != c.want {
			t.Errorf("%s becomes %s", c.was, got)
		}
	}
	w := newWorld(t, Options{})
	want, err := w.live.File(context.Background(), "midlothian/beeslack", "embed/topics/sleep/index.html")
	if err != nil {
		t.Fatal(err)
	}
	got := w.get("/midlothian/beeslack/embed/topics/sleep/").body
	policy, begin, end := policyOf([]byte(got))
	before, _, _ := policyOf(want.Bytes)
	nonce := regexp.MustCompile(`nonce="(\w+)"`).FindStringSubmatch(got)
	if nonce == nil || policy != before+"; script-src 'nonce-"+nonce[1]+"'; connect-src "+w.http.URL+changesAddress {
		t.Errorf("the policy is %s", policy)
	}
	if withoutBar(t, got[:begin]+html.EscapeString(before)+got[end:]) != string(want.Bytes) {
		t.Error("more than the policy differs")
	}
	if again := w.get("/midlothian/beeslack/embed/topics/sleep/").body; strings.Contains(again, nonce[1]) {
		t.Error("the same nonce serves twice")
	}
}

func TestStartListsTheSites(t *testing.T) {
	w := newWorld(t, Options{})
	w.edit("areas/midlothian/schools/beeslack/school.md", "name: Beeslack", "draft: true\nname: \"Beeslack <b>\"")
	for _, path := range []string{"/", "/index.html"} {
		got := w.get(path)
		got.has(t, `<h2>Midlothian</h2>`, `<a href="/midlothian/beeslack/">Beeslack &lt;b&gt;</a> <span class="draft">draft</span>`, `<h2>North Ayrshire</h2>`, `<a href="/north-ayrshire/kilwinning/">Kilwinning</a>`)
	}
}

func TestAMissingPageNamesWhatIsNear(t *testing.T) {
	w := newWorld(t, Options{})
	for _, c := range []struct {
		path string
		near []string
	}{
		{"/midlothian/beeslack/topics/slep/", []string{"/midlothian/beeslack/topics/sleep/", "/midlothian/beeslack/topics/", "/midlothian/beeslack/"}},
		{"/midlothian/beeslack/topics/slep", []string{"/midlothian/beeslack/topics/sleep/"}},
		{"/midlothian/beeslack/books/no-such/", []string{"/midlothian/beeslack/"}},
		{"/midlothian/beslack/topics/sleep/", []string{"/midlothian/beeslack/", "/midlothian/penicuik/", "/"}},
		{"/midlothian/", []string{"/midlothian/beeslack/", "/midlothian/penicuik/"}},
		{"/midlothain", []string{"/midlothian/beeslack/"}},
		{"/nowhere/at/all/", []string{"/"}},
		{"/x", []string{"/"}},
	} {
		got := w.get(c.path)
		if got.status != 404 {
			t.Errorf("%s: %d", c.path, got.status)
		}
		for _, near := range c.near {
			got.has(t, `<a href="`+near+`">`)
		}
		barOf.FindString(got.body)
		withoutBar(t, got.body) // it comes to be without anybody's doing
	}
	w.get("/midlothian/beeslack/<script>alert(1)</script>").lacks(t, "<script>alert")
}

func TestAddressesWithoutASlashLeadOn(t *testing.T) {
	w := newWorld(t, Options{})
	for from, to := range map[string]string{
		"/midlothian/beeslack": "/midlothian/beeslack/", "/midlothian/beeslack/topics/sleep": "/midlothian/beeslack/topics/sleep/",
		"/_to?site=north-ayrshire/kilwinning&page=topics/sleep/":  "/north-ayrshire/kilwinning/topics/sleep/",
		"/_to?site=north-ayrshire/kilwinning&page=topics/garden/": "/north-ayrshire/kilwinning/",
		"/_to?site=north-ayrshire/kilwinning&page=404.html":       "/north-ayrshire/kilwinning/404.html",
		"/_to?site=north-ayrshire/kilwinning&page=":               "/north-ayrshire/kilwinning/",
		"/_to?site=north-ayrshire/kilwinning&page=/evil.example/": "/north-ayrshire/kilwinning/",
		"/_to?site=/evil.example&page=x":                          "/", "/_to": "/",
	} {
		if got := w.get(from); got.status != 302 || got.header.Get("Location") != to {
			t.Errorf("%s leads to %q (%d)", from, got.header.Get("Location"), got.status)
		}
	}
}

func TestDraftsHaveABanner(t *testing.T) {
	w := newWorld(t, Options{})
	w.get("/midlothian/beeslack/topics/exams/").has(t, "<strong>Draft.</strong>")
	w.get("/midlothian/beeslack/topics/sleep/").lacks(t, "<strong>Draft.</strong>")
	w.edit("national/topics/exams.md", "draft: true\n", "")
	w.get("/midlothian/beeslack/topics/exams/").lacks(t, "<strong>Draft.</strong>")
}

func TestProblemsStandInThePageThatHasThem(t *testing.T) {
	w := newWorld(t, Options{})
	w.edit("national/topics/sleep.md", "updated:", "topics: [<b>]\nupdated:")
	got := w.get("/midlothian/beeslack/topics/sleep/")
	var here []diag.Problem
	for _, p := range w.live.Problems() {
		if p.Place.File == "content/national/topics/sleep.md" {
			here = append(here, p)
		}
	}
	if len(here) == 0 {
		t.Fatal("there is no problem")
	}
	for _, one := range show(here) {
		got.has(t, html.EscapeString(one.Text), one.Place, html.EscapeString(one.Snippet), html.EscapeString(one.Hint))
	}
	got.has(t, `<details class="panel" open>`)
	w.get("/midlothian/beeslack/topics/garden/").lacks(t, "class=\"panel\"")
	w.get("/midlothian/beeslack/help/").lacks(t, "class=\"panel\"")
	list := w.get("/_problems")
	for _, one := range show(w.live.Problems()) {
		list.has(t, html.EscapeString(one.Text), one.Place, html.EscapeString(one.Snippet))
	}
}

func TestProblemsCanBeListedForOneSite(t *testing.T) {
	w := newWorld(t, Options{})
	w.edit("areas/midlothian/schools/beeslack/topics/garden.md", "updated:", "topics: [nothing]\nupdated:")
	w.get("/_problems?site=midlothian/beeslack").has(t, "garden.md", `<option value="midlothian/beeslack" selected>`)
	w.get("/_problems?site=north-ayrshire/kilwinning").lacks(t, "garden.md")
	w.get("/_problems?site=no/such").has(t, "garden.md")
	w.get("/midlothian/beeslack/").has(t, `href="/_problems?site=midlothian%2fbeeslack">1 problem</a>`)
}

func TestShownProblemsSayWhatATerminalDoes(t *testing.T) {
	p := diag.Problem{Place: diag.Place{File: "content/a.md", Line: 4, Column: 3, Length: 2}, Snippet: "a bc\x1b[31m", Text: "unknown\u202e", Hint: "did you mean \"x\"?"}
	got := show([]diag.Problem{p})[0]
	want := shown{"error", "unknown\ufffd", "content/a.md:4:3", "    4 | a bc\ufffd[31m\n      |   ^^", "did you mean \"x\"?", "every site"}
	if got != want {
		t.Errorf("got %+v", got)
	}
	bare := show([]diag.Problem{{Severity: diag.Warning, Place: diag.Place{File: "a"}, Text: "x"}})[0]
	if bare != (shown{"warning", "x", "a", "", "", "every site"}) {
		t.Errorf("got %+v", bare)
	}
}

func TestAnEntryThatCannotBeReadKeepsItsLastPageAndHeals(t *testing.T) {
	w := newWorld(t, Options{})
	address, file := "/midlothian/beeslack/topics/sleep/", "national/topics/sleep.md"
	good := withoutBar(t, w.get(address).body)
	w.edit(file, "title: Sleep", "title: [Sleep")
	broken := w.get(address)
	broken.has(t, "how it last was", "content/national/topics/sleep.md:", `<details class="panel" open>`)
	if broken.status != 200 || withoutBar(t, broken.body) != good {
		t.Errorf("the last good page is gone: %d", broken.status)
	}
	fresh := w.get("/north-ayrshire/kilwinning/topics/sleep/") // nobody looked at it before
	fresh.has(t, "This page cannot be shown yet", "content/national/topics/sleep.md:")
	if fresh.status != 500 {
		t.Errorf("a page that is not there is answered with %d", fresh.status)
	}
	w.edit(file, "title: [Sleep", "title: Sleep well")
	healed := w.get(address)
	healed.has(t, "Sleep well")
	healed.lacks(t, "class=\"panel\"")
}

// The last version of a page has its pictures, too; when nothing is wrong, what no page shows is not there.
func TestAnEntryThatCannotBeReadKeepsItsPictures(t *testing.T) {
	w := newWorld(t, Options{})
	png, err := os.ReadFile("../../content/national/topics/sleep.png")
	if err != nil {
		t.Fatal(err)
	}
	w.write("national/topics/night.png", string(png))
	w.refresh("content/national/topics/night.png")
	w.edit("national/topics/sleep.md", "updated:", "picture: {file: night.png, alt: A window at night.}\nupdated:")
	const page = "/midlothian/beeslack/topics/sleep/"
	found := regexp.MustCompile(`src="(?:\.\./)*(assets/[^"]+\.png)"`).FindStringSubmatch(w.get(page).body)
	if found == nil {
		t.Fatal("the page has no picture")
	}
	picture := "/midlothian/beeslack/" + found[1]
	good := w.get(picture)
	w.edit("national/topics/sleep.md", "title: Sleep", "title: [Sleep")
	w.get(page).has(t, "how it last was", found[1])
	if broken := w.get(picture); broken.status != http.StatusOK || broken.body != good.body || broken.header.Get("Content-Type") != "image/png" {
		t.Errorf("while the entry is broken, its picture is %d, %s", broken.status, broken.header.Get("Content-Type"))
	}
	w.edit("national/topics/sleep.md", "title: [Sleep", "title: Sleep")
	w.edit("national/topics/sleep.md", "picture: {file: night.png, alt: A window at night.}\n", "")
	if gone := w.get(picture); gone.status != http.StatusNotFound {
		t.Errorf("a picture that no page shows is %d", gone.status)
	}
}

func TestSettingsThatCannotBeReadAreToldOnEveryPage(t *testing.T) {
	w := newWorld(t, Options{})
	w.edit("areas/midlothian/schools/beeslack/school.md", "name: Beeslack", "name: [Beeslack")
	for _, path := range []string{"", "help/", "topics/sleep/"} {
		w.get("/midlothian/beeslack/"+path).has(t, `class="panel" open`, "beeslack/school.md:")
		w.get("/midlothian/penicuik/"+path).lacks(t, `class="panel"`)
	}
	w.get("/midlothian/beeslack/no/such/").has(t, "There is no such page")
	w.edit("areas/midlothian/schools/beeslack/school.md", "name: [Beeslack", "name: Beeslack")
	w.get("/midlothian/beeslack/").lacks(t, `class="panel"`)
}

func TestASiteThatIsGoneIsMissing(t *testing.T) {
	w := newWorld(t, Options{})
	w.get("/midlothian/beeslack/")
	if err := os.RemoveAll(w.dir + "/areas/midlothian/schools"); err != nil {
		t.Fatal(err)
	}
	w.refresh()
	got := w.get("/midlothian/beeslack/")
	got.has(t, "There is no site midlothian/beeslack.", `<a href="/midlothian/penicuik/">`)
	if got.status != 404 {
		t.Errorf("a site that is gone is answered with %d", got.status)
	}
}

func TestAThemeThatCannotShowAPageSaysSo(t *testing.T) {
	themes := t.TempDir()
	if err := os.CopyFS(themes, os.DirFS("../../themes")); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, Options{})
	w.themes = themes
	w.begin(Options{})
	w.get("/midlothian/beeslack/topics/sleep/")
	layout := themes + "/base/layouts/topic.html"
	text, err := os.ReadFile(layout)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"{{.Main.NoSuchThing}}", "{{if}}"} {
		if err := os.WriteFile(layout, append([]byte(wrong), text...), 0o644); err != nil {
			t.Fatal(err)
		}
		w.refresh("themes/base/layouts/topic.html")
		w.get("/midlothian/beeslack/topics/sleep/").has(t, "how it last was", "themes/base/layouts/topic.html:1")
		w.get("/midlothian/beeslack/topics/garden/").has(t, "This page cannot be shown yet", "themes/base/layouts/topic.html:1")
	}
	if err := os.WriteFile(layout, text, 0o644); err != nil {
		t.Fatal(err)
	}
	w.refresh("themes/base/layouts/topic.html")
	w.get("/midlothian/beeslack/topics/garden/").lacks(t, "cannot be shown")
}

// ear listens to changes of a page as the bar does.
type ear struct {
	t    *testing.T
	text *bufio.Scanner
}

func (w *world) listen(t *testing.T, path string) *ear {
	t.Helper()
	return w.listenAt(t, w.http.URL, path)
}

// listenAt listens to another server of the same pages.
func (w *world) listenAt(t *testing.T, at, path string) *ear {
	t.Helper()
	bar := barOf.FindStringSubmatch(w.get(path).body)
	if bar == nil {
		t.Fatalf("%s has no bar", path)
	}
	q := url.Values{"token": {bar[1]}, "page": {html.UnescapeString(bar[2])}, "was": {bar[3]}}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at+changesAddress+"?"+q.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.StatusCode != 200 {
		t.Fatal(response, err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return &ear{t, bufio.NewScanner(response.Body)}
}

// next is the next event with its data.
func (e *ear) next() string {
	e.t.Helper()
	event := ""
	for e.text.Scan() {
		line := e.text.Text()
		if name, found := strings.CutPrefix(line, "event: "); found {
			event = name
		}
		if data, found := strings.CutPrefix(line, "data:"); found {
			return event + ":" + data
		}
	}
	e.t.Fatal("the stream ended", e.text.Err())
	return ""
}

func TestOnlyPagesThatLookDifferentAreLoadedAgain(t *testing.T) {
	w := newWorld(t, Options{})
	sleep, garden, missing := w.listen(t, "/midlothian/beeslack/topics/sleep/"), w.listen(t, "/midlothian/beeslack/topics/garden/"), w.listen(t, "/midlothian/beeslack/topics/new/")
	for _, one := range []*ear{sleep, garden, missing} {
		if got := one.next(); got != "problems: no problems" {
			t.Errorf("told %q at first", got)
		}
	}
	w.edit("national/topics/sleep.md", "Put the phone away.", "Put the phone far away.")
	if got := sleep.next(); got != "reload:" {
		t.Errorf("the page that changed is told %q", got)
	}
	// A warning elsewhere changes the number on all pages, and the bytes of none.
	w.edit("areas/north-ayrshire/schools/kilwinning/school.md", "name: Kilwinning", "name: Kilwinning\nhide: [topics/no-such]")
	if got := garden.next(); got != "problems: 1 problem" {
		t.Errorf("a page that did not change is told %q", got)
	}
	w.write("national/topics/new.md", files["national/topics/sleep.md"])
	w.refresh("content/national/topics/new.md")
	for got := missing.next(); got != "reload:"; got = missing.next() {
		if !strings.HasPrefix(got, "problems:") {
			t.Errorf("a page that came to be is told %q", got)
		}
	}
}

// Whoever refreshes and says nothing is found out.
func TestChangesAreSeenWithoutBeingTold(t *testing.T) {
	w := newWorld(t, Options{})
	sleep := w.listen(t, "/midlothian/beeslack/topics/sleep/")
	sleep.next()
	w.write("national/topics/sleep.md", strings.ReplaceAll(files["national/topics/sleep.md"], "phone", "radio"))
	if err := w.live.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := sleep.next(); got != "reload:" {
		t.Errorf("told %q", got)
	}
}

func TestLastGoodPagesAreFew(t *testing.T) {
	var g lastGood
	w := newWorld(t, Options{})
	page, err := w.live.File(context.Background(), "midlothian/beeslack", "index.html")
	if err != nil {
		t.Fatal(err)
	}
	for i := range mostGood + 1 {
		g.put(strings.Repeat("x", i), page)
		g.put("", page) // looked at again and again
	}
	if _, found := g.get("x"); found || len(g.files) != mostGood || len(g.order) != mostGood {
		t.Errorf("%d pages are remembered", len(g.files))
	}
	if _, found := g.get(""); !found {
		t.Error("what is looked at most is forgotten")
	}
}
