package generator

import (
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A discreet entry goes by its neutral name wherever words leave the page: in what a print carries and what is passed
// on, in data for machines and in every file beside the pages. Its plain name stands in the words of pages alone.
func TestDiscreetNamesStayInTheWordsOfPages(t *testing.T) {
	n := realNetwork(t, "web")
	checked := 0
	for _, name := range n.names() {
		shelf, _ := n.lib.Shelf(n.lib.Site(name), n.view)
		var hidden []string
		for _, item := range shelf.Items {
			if item.Discreet() && !item.Kind.NoPage {
				for _, version := range item.Versions {
					hidden = append(hidden, version.Fields.Text("title"), version.Fields.Text("summary"))
				}
			}
		}
		tells := func(text string) bool {
			return slices.ContainsFunc(hidden, func(name string) bool { return text == name || strings.HasPrefix(text, name+" – ") })
		}
		for file, content := range n.Files(name) {
			where := name + "/" + file
			switch path.Ext(file) {
			case ".html":
				checked += leavesThePage(t, where, string(content), hidden)
			case ".json", ".webmanifest":
				if strings.HasPrefix(file, "search/") {
					continue // what search shows is the words of a page
				}
				for _, text := range strings.Split(string(content), `"`) {
					if tells(text) {
						t.Errorf("%s tells %q", where, text)
					}
				}
			}
		}
		if page := string(n.Files(name)["feelings/index.html"]); page == "" || !slices.ContainsFunc(hidden, func(name string) bool { return strings.Contains(page, ">"+html.EscapeString(name)+"<") }) {
			t.Errorf("%s: the page of feelings shows no discreet topic, so nothing is tested there", name)
		}
	}
	if checked == 0 {
		t.Error("no page has anything to be passed on or printed")
	}
}

// leavesThePage checks what others may see of one page, and counts the places where it looked into the body.
func leavesThePage(t *testing.T, where, content string, hidden []string) (looked int) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for n := range doc.Descendants() {
		class, passed := attr(n, "class"), false
		for _, name := range strings.Fields(class) {
			passed = passed || name == "ws-paper" || name == "ws-share"
		}
		text := ""
		switch {
		case n.Data == "title" && n.Parent.Data == "head", n.Data == "script":
			text = textOf(n)
		case n.Data == "meta":
			text = attr(n, "content")
		case passed:
			text = textOf(n)
			looked++
		}
		for _, name := range hidden {
			if text != "" && (text == name || strings.HasPrefix(text, name+" – ") || strings.Contains(text, `"`+name)) {
				t.Errorf("%s: <%s> tells %q", where, n.Data, name)
			}
		}
	}
	return looked
}
