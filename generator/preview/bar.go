package preview

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"html"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"wellshelf/generator"
	"wellshelf/generator/diag"
)

// The bar. Its style is within its script, so that pages need not allow another style.
var (
	//go:embed web/bar.html
	barText string
	//go:embed web/bar.js
	barScript string
	//go:embed web/bar.css
	barStyle string

	barPage = template.Must(template.New("bar").Parse(strings.TrimSuffix(barText, "\n")))
)

// script is the bar's script with its style.
func script() []byte { return []byte("const style = `" + barStyle + "`;\n" + barScript) }

// bar is what the bar shows.
type bar struct {
	Token, Page, Mark string    // for the script: who listens, to what, and as it is now
	Nonce             string    // for pages that let no script in
	Site, Address     string    // the site the page is on, and where
	Areas             []choices // to choose from, when the page is on a site
	Draft, Old, Open  bool
	Summary           string
	Problems          []shown
	Count             string
}

// choices are the sites of an area.
type choices struct {
	Name  string
	Sites []choice
}

type choice struct {
	Name, Title string
	Here        bool
}

// dress adds the bar to a page.
func (s *Server) dress(r *http.Request, a answer) []byte {
	b := bar{
		Token: s.token, Page: r.URL.RequestURI(), Mark: a.mark(), Site: a.site, Address: a.address, Areas: choose(s.Live().Sites(), a.site),
		Draft: a.draft, Old: a.old, Problems: show(a.problems), Count: counted(len(s.Live().Problems()), "problem"),
	}
	errors, _ := diag.Count(a.problems)
	b.Open, b.Summary = errors > 0, counted(len(a.problems), "problem")+" with this page"
	page := a.body
	if policy, begin, end := policyOf(page); begin > 0 {
		nonce := rand.Text()
		if loosened := loosen(policy, "'nonce-"+nonce+"'", "http://"+r.Host+changesAddress); loosened != policy {
			b.Nonce = nonce
			page = slices.Concat(page[:begin], []byte(html.EscapeString(loosened)), page[end:])
		}
	}
	var made bytes.Buffer
	if err := barPage.Execute(&made, b); err != nil {
		panic("wellshelf: internal error: bar: " + err.Error())
	}
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], made.Bytes(), page[at:])
}

// choose lists the sites by area; none when there is no choice.
func choose(sites []generator.LiveSite, here string) []choices {
	var areas []choices
	if here == "" || len(sites) < 2 {
		return nil
	}
	for _, one := range sites {
		if n := len(areas); n == 0 || areas[n-1].Name != one.AreaName {
			areas = append(areas, choices{Name: one.AreaName})
		}
		area := &areas[len(areas)-1]
		area.Sites = append(area.Sites, choice{Name: one.Name, Title: one.Title, Here: one.Name == here})
	}
	return areas
}

const policyBegins = `<meta http-equiv="Content-Security-Policy" content="`

// policyOf is the policy that a page states, and where; begin is 0 when it states none.
func policyOf(page []byte) (policy string, begin, end int) {
	at := bytes.Index(page, []byte(policyBegins))
	if at < 0 {
		return "", 0, 0
	}
	begin = at + len(policyBegins)
	length := bytes.IndexByte(page[begin:], '"')
	if length < 0 {
		return "", 0, 0
	}
	return html.UnescapeString(string(page[begin : begin+length])), begin, begin + length
}

// loosen lets the bar's script run and listen where a policy forbids it, and nothing else. Most pages allow scripts of
// their own origin, of which the bar's is one: they stay as they are.
func loosen(policy, script, listen string) string {
	return allow(allow(policy, "script-src", script), "connect-src", listen)
}

func allow(policy, directive, source string) string {
	parts := strings.Split(policy, ";")
	inherited := ""
	for i, part := range parts {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "default-src":
			inherited = strings.Join(words[1:], " ")
		case directive:
			parts[i] = " " + directive + " " + extended(strings.Join(words[1:], " "), source)
			if strings.TrimSpace(parts[i]) == strings.TrimSpace(part) {
				return policy
			}
			return strings.TrimSpace(strings.Join(parts, ";"))
		}
	}
	if slices.Contains(strings.Fields(inherited), "'self'") {
		return policy
	}
	return strings.TrimRight(policy, "; ") + "; " + directive + " " + extended(inherited, source)
}

// extended is a list of sources with one more, when it does not allow the page's own origin already.
func extended(sources, source string) string {
	words := strings.Fields(sources)
	if slices.Contains(words, "'self'") {
		return sources
	}
	words = slices.DeleteFunc(words, func(word string) bool { return word == "'none'" })
	return strings.Join(append(words, source), " ")
}
