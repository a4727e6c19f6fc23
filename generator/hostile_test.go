package generator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"wellshelf/generator/library"
	"wellshelf/generator/site"
)

// hostileTexts end attributes, elements, scripts, comments and documents of every format that pages and their
// companions are written in.
var hostileTexts = []string{
	`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onfocus='alert(1)`, `--><b>b</b><!--`, `]]></title>`,
	`&lt;i&gt;&quot;&#39;`, `{{.}} ${x}`, `<style>p{}</style>`, `javascript:alert(1)`, `</textarea></a><a href=x>`, "`=1+1`",
}

// hostileEntry is an entry of a kind whose every text is hostile. All else in it is as the table of kinds asks.
func hostileEntry(kind *library.Kind, at int, discreet bool) *fstest.MapFile {
	left := map[string]bool{"draft": true, "address": true, "aliases": true, "audience": true, "text": true, "adapts": true, "shared_from": true, "stages": true, "always": true}
	left["discreet"], left["outside"] = !discreet, !discreet
	left["picture"], left["decorative"] = kind.NoPage, true
	h := hostility{left: left, at: at}
	var b strings.Builder
	b.WriteString("---\n")
	fields := append(slices.Clone(kind.Common()), kind.Fields...)
	for i := range fields {
		if !left[fields[i].Name] {
			fmt.Fprintf(&b, "%s: %s\n", fields[i].Name, h.value(&fields[i]))
		}
	}
	// HTML itself is refused in a body; as code it is text.
	b.WriteString("---\n\n``` \"><script>\n" + strings.Join(hostileTexts, "\n") + "\n```\n")
	return &fstest.MapFile{Data: []byte(b.String()), Mode: 0o644}
}

// hostility gives out hostile values, each text in its turn.
type hostility struct {
	left map[string]bool
	at   int
}

func (h *hostility) value(f *library.Field) string {
	if f.Many {
		return "[" + h.one(f) + "]"
	}
	return h.one(f)
}

func (h *hostility) one(f *library.Field) string {
	switch f.Type {
	case library.Group:
		if f.Name == "alike" {
			return "{words: [" + h.word() + "]}"
		}
		var parts []string
		for i := range f.Fields {
			if !h.left[f.Fields[i].Name] {
				parts = append(parts, f.Fields[i].Name+": "+h.value(&f.Fields[i]))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case library.Text, library.Prose:
		if f.Name == "passing" {
			return h.word()
		}
		switch f.Name {
		case "value":
			return "'0131 496 0000'"
		case "file":
			return "/national/topics/moon.png"
		}
		most := f.Max
		if f.Many {
			most = 0
		}
		return yamlText(h.text(most))
	case library.Choice:
		return f.Words[0]
	case library.Ref:
		if f.Of == "" {
			return "topics/hostile"
		}
		return "hostile"
	}
	return map[library.Type]string{
		library.Flag: "true", library.Number: "1", library.Date: realDay.String(), library.Moment: "2026-12-01 10:00", library.Clock: "'09:00'",
		library.Web: `'https://hostile.example/''onx=''?a=1&lt=2'`, library.Email: "a@hostile.example", library.Phone: "'0131 496 0000'", library.Stage: "S1",
		library.Language: "gd", library.Slug: "hostile", library.Area: "fife", library.Path: "topics/old", library.ISBN: "'9780306406157'", library.Outcome: "HWB 3-06a",
		library.Rule: "'FREQ=WEEKLY;BYDAY=TU'",
	}[f.Type]
}

// text is the next hostile text that is short enough.
func (h *hostility) text(most int) string {
	for {
		text := hostileTexts[h.at%len(hostileTexts)]
		h.at++
		if most == 0 || utf8.RuneCountInString(text) <= most {
			return text
		}
	}
}

// word is the next hostile text as one word, for fields that take no more.
func (h *hostility) word() string {
	return yamlText(strings.NewReplacer(" ", "", "-", "", "\n", "").Replace(h.text(0)))
}

func yamlText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// hostileTree is the small network with a hostile entry of every kind, twice, and hostile settings.
func hostileTree(at int) fstest.MapFS {
	tree := smallTree()
	for i, kind := range library.Kinds() {
		tree["national/"+kind.Folder+"/hostile.md"] = hostileEntry(&kind, at+i, false)
		tree["national/"+kind.Folder+"/hidden.md"] = hostileEntry(&kind, at+i+1, true)
		tree["national/"+kind.Folder+"/hidden.md"].Data = []byte(strings.Replace(string(tree["national/"+kind.Folder+"/hidden.md"].Data),
			"\noutside: ", "\naddress: hidden-"+kind.Name+"\noutside: ", 1))
	}
	h := hostility{at: at}
	next := func() string { return yamlText(h.text(80)) }
	tree["areas/fife/schools/beath/school.md"] = pageFile("---", "name: "+next(), "short_name: "+yamlText(h.text(24)), "strapline: "+next(),
		"languages: [en, gd]", "address: https://beath.example/", "catalogue: {name: "+next()+", system: other, base: 'https://c.example/''x=''/', template: 'https://c.example/?q={isbn}&lt=1'}",
		"ebooks: {name: "+next()+"}", "request: {how: "+next()+"}", "feedback: {how: "+next()+"}", "publisher: {name: "+next()+", funding: "+next()+"}",
		"holidays: [{name: "+next()+", from: 2026-12-21, until: 2027-01-04}]",
		"people: [{role: "+next()+", name: "+next()+", helps_with: "+next()+", where: "+next()+", when: "+next()+", how: "+next()+", out_of_term: "+next()+"}]",
		"pin: [topics/hostile, topics/hidden]", "---", "", "    "+strings.Join(hostileTexts, "\n    "))
	return tree
}

// Text is text wherever it goes: as HTML, in scripts of data, as Atom and in the sitemap it reads back as it was
// written, and makes no element, attribute or handler of its own.
func TestT28HostileTextReadsBack(t *testing.T) {
	for at := range hostileTexts {
		tree := hostileTree(at)
		n := mustMemory(t, Options{Content: tree, Themes: realThemes, Links: site.Web})
		if found := errorsOf(n.report); len(found) > 0 {
			t.Fatalf("the hostile network should be one without errors:\n%s", texts(found))
		}
		s := n.lib.Site("fife/beath")
		i := inspect(n.Files("fife/beath"), "https://beath.example/", true)
		i.feed()
		i.sitemap()
		for _, wrong := range i.wrong {
			t.Errorf("with %s: %s", hostileTexts[at], wrong)
		}
		shelf, _ := n.lib.Shelf(s, n.view)
		compared := 0
		for _, item := range shelf.Items {
			if !item.Kind.NoPage && (item.Slug == "hostile" || item.Slug == "hidden") {
				i.readsBack(t, item)
				compared++
			}
		}
		if compared < 30 {
			t.Errorf("only %d entries were compared", compared)
		}
		if t.Failed() {
			return
		}
	}
}

// readsBack compares what a page says with the entry it is about.
func (i *inspector) readsBack(t *testing.T, item *library.Item) {
	t.Helper()
	fields := item.Versions[0].Fields
	title := plainText(fields.Text("title"))
	file := site.Address(item) + "index.html"
	page := i.pages[file]
	if page == nil {
		t.Errorf("there is no %s", file)
		return
	}
	for n := range page.doc.Descendants() {
		switch {
		case n.DataAtom == atom.H1 && textOf(n) != title:
			t.Errorf("%s: the heading is %q, not %q", file, textOf(n), title)
		case n.DataAtom == atom.B || n.DataAtom == atom.I || n.DataAtom == atom.Textarea && attr(n, "id") != "ws-snippet":
			t.Errorf("%s: a text became <%s>", file, n.Data)
		}
	}
	tells := title
	if item.Discreet() {
		tells = plainText(fields.Text("outside"))
	}
	if !strings.HasPrefix(page.title, tells) {
		t.Errorf("%s: its title is %q, not %q", file, page.title, tells)
	}
	if said, _ := json.Marshal(page.data); item.Discreet() != (string(said) == "null") {
		t.Errorf("%s: its data is %s", file, said)
	} else if !item.Discreet() && !strings.Contains(strings.Join(stringsIn(page.data), "\n"), fields.Text("title")) {
		t.Errorf("%s: its data does not hold its title: %s", file, said)
	}
}

// plainText has single spaces, as textOf has.
func plainText(s string) string { return strings.Join(strings.Fields(s), " ") }

// What cannot be seen or would end a document is refused where it stands, in every kind.
func TestT28ControlCharacters(t *testing.T) {
	for _, hidden := range []string{"\x00", "\x07", "\x1b", "\u202e", "\u2066", "\ufeff", "\u0085"} {
		tree := smallTree()
		for _, kind := range library.Kinds() {
			tree["national/"+kind.Folder+"/hidden.md"] = pageFile("---", `title: "a`+hidden+`b"`, "summary: s", "updated: 2026-11-01", "---")
		}
		n := mustMemory(t, Options{Content: tree, Themes: realThemes})
		for _, kind := range library.Kinds() {
			if file := "content/national/" + kind.Folder + "/hidden.md"; !hasProblem(errorsOf(n.report), file, "") {
				t.Errorf("%q in the title of a %s was not refused", hidden, kind.Name)
			}
		}
		if len(n.report.Sites) > 0 {
			t.Errorf("%q: %d sites were built all the same", hidden, len(n.report.Sites))
		}
	}
}
