package theme

import (
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/golang-sql/civil"
)

// TestHostileValues puts what an attacker writes into every place a template has for it.
func TestHostileValues(t *testing.T) {
	theme := load(t, themes(plainTheme, `
-- base/layouts/page.html --
<p>{{.V}}</p><p title="{{.V}}"></p><a href="{{.V}}">x</a><script type="application/ld+json">{"name":{{.V}}}</script><script>var v={{.V}}</script><p style="color:{{.V}}"></p>
`), "base")
	v := theme.Voice("en")
	for _, hostile := range []string{
		`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`, `java&#9;script:alert(1)`,
		`" onmouseover="alert(1)`, "</p><!--", `{{.V}}`, "red;background:url(//evil.example)", "\u2028alert(1)", `data:text/html,<script>alert(1)</script>`,
	} {
		got := render(t, v, "page", map[string]any{"V": hostile})
		lower := strings.ToLower(got)
		for _, active := range []string{"<img", "<script>alert", `href="javascript`, `href="java`, `href="data:`, `title="" on`, "<!--", "color:red", "\u2028"} {
			if strings.Contains(lower, active) && !(active == "\u2028" && strings.Contains(got, "<p>\u2028")) {
				t.Errorf("%q leaves %q active: %s", hostile, active, got)
			}
		}
		_, after, _ := strings.Cut(got, `<script type="application/ld+json">`)
		data, _, _ := strings.Cut(after, "</script>")
		var parsed struct{ Name string }
		if err := json.Unmarshal([]byte(data), &parsed); err != nil || parsed.Name != hostile {
			t.Errorf("%q comes out of JSON-LD as %q, %v", hostile, parsed.Name, err)
		}
	}
}

func TestSafeValuesPass(t *testing.T) {
	theme := load(t, themes(plainTheme, "-- base/layouts/page.html --\n<style>{{.Style}}</style>{{.Body}}<script type=\"application/ld+json\">{{.Data}}</script>\n"), "base")
	look, _ := theme.Look(nil)
	got := render(t, theme.Voice("en"), "page", map[string]any{
		"Style": template.CSS(look.Inline), "Body": template.HTML("<b>x</b>"), "Data": map[string]any{"@type": "School", "name": "</b>"}})
	if want := "<style>" + look.Inline + `</style><b>x</b><script type="application/ld+json">{"@type":"School","name":"\u003c/b\u003e"}</script>`; !strings.Contains(got, want) {
		t.Errorf("got %s", got)
	}
}

func TestFunctions(t *testing.T) {
	for call, want := range map[string]string{
		`<a href="{{tel "0131 234 5670"}}">`:         `<a href="tel:01312345670">`,
		`<a href="{{tel "+44 (0)131"}}">`:            `<a href="tel:&#43;440131">`,
		`<a href="{{sms "85258"}}">`:                 `<a href="sms:85258">`,
		`<a href="{{sms "85258" "SHOUT & me"}}">`:    `<a href="sms:85258?body=SHOUT%20%26%20me">`,
		`<a href="{{mailto "a?cc=b@example.org"}}">`: `<a href="mailto:a%3Fcc%3Db@example.org">`,
		`{{date .Day}}`:                              "Monday 23 November 2026",
		`{{clock "18:00"}}`:                          "18:00",
		`{{clock .Time}}`:                            "07:30",
		`{{weekday "wed"}} {{month 3}}`:              "Wednesday March",
		`{{number 1234}} {{add 1 2}}`:                "1234 3",
		`{{range list 1 2}}[{{.}}]{{end}}`:           "[1][2]",
		`{{template "card" dict "title" "x"}}`:       "<b>x</b>",
		`{{3 | say "results" "count"}}`:              "3 results",
		`{{asset "crest.svg"}}`:                      "assets/crest-fb91f9a03c.svg",
		`{{tel "none"}}`:                             `"none" is not a telephone number`,
		`{{sms "1" "a" "b"}}`:                        "sms takes a number and one keyword",
		`{{mailto "none"}}`:                          `"none" is not an e-mail address`,
		`{{clock "25:00"}}`:                          `"25:00" is not a time of day like 18:00`,
		`{{clock 3}}`:                                "3 is not a time of day",
		`{{number "x"}}`:                             "x is not a whole number",
		`{{dict "a"}}`:                               "dict: a name stands without its value",
		`{{dict 1 2}}`:                               "dict: 1 stands where a name is needed",
		`{{say .Key}}`:                               `there is no string "no.such"`,
		`{{asset .Key}}`:                             "there is no assets/no.such",
		`{{.Missing}}`:                               `map has no entry for key "Missing"`,
	} {
		theme := load(t, themes(plainTheme, "-- base/layouts/page.html --\n"+call+"\n-- base/parts/card/card.html --\n<b>{{.title}}</b>\n-- base/assets/crest.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"), "base")
		var b strings.Builder
		err := theme.Voice("en").Layout(&b, "page", map[string]any{
			"Day": civil.Date{Year: 2026, Month: 11, Day: 23}, "Time": civil.Time{Hour: 7, Minute: 30}, "Key": "no.such"})
		got := b.String()
		if err != nil {
			if got != "" {
				t.Errorf("%s: half a page is written: %s", call, got)
			}
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s, not %s", call, got, want)
		}
	}
}

// TestT19 holds that templates are offered nothing that looks outside a page.
func TestT19(t *testing.T) {
	for _, name := range []string{"env", "getenv", "readFile", "readDir", "now", "include", "http", "call", "html", "js", "urlquery"} {
		theme, problems := Load(themes(plainTheme, "-- base/layouts/page.html --\n{{"+name+" .}}\n"), "base")
		if theme != nil || len(problems) != 1 || problems[0].Text != `there is no function "`+name+`"` {
			t.Errorf("%s is a function: %s", name, printed(problems))
		}
	}
}

func TestVoicesAtOnce(t *testing.T) {
	theme := load(t, themes(plainTheme, childTheme), "shine")
	v := theme.Voice("en")
	var wait sync.WaitGroup
	for _, title := range []string{"one", "two", "three", "four"} {
		wait.Go(func() {
			for range 50 {
				var b strings.Builder
				if err := v.Layout(&b, "page", map[string]any{"Title": title}); err != nil || !strings.Contains(b.String(), ">"+title+" ") {
					t.Errorf("%s: %s %v", title, b.String(), err)
				}
			}
		})
	}
	wait.Wait()
}

func TestPageWithoutEnd(t *testing.T) {
	theme := load(t, themes(plainTheme, "-- base/layouts/page.html --\n{{range .}}{{range $}}{{range $}}"+strings.Repeat("x", 200)+"{{end}}{{end}}{{end}}\n"), "base")
	err := theme.Voice("en").Layout(io.Discard, "page", make([]int, 1000))
	if err == nil || !strings.Contains(err.Error(), "the page has grown beyond 64 MB") {
		t.Errorf("got %v", err)
	}
	if err := theme.Voice("en").Layout(refusing{}, "page", []int{1}); !errors.Is(err, errRefused) {
		t.Errorf("a writer's error is lost: %v", err)
	}
	if err := theme.Voice("en").Layout(io.Discard, "pag", nil); err == nil || err.Error() != `theme base has no layout "pag"` {
		t.Errorf("got %v", err)
	}
}

func BenchmarkLayout(b *testing.B) {
	theme, _ := Load(themes(plainTheme, childTheme), "shine")
	v, page := theme.Voice("en"), map[string]any{"Title": "Sleep"}
	b.ReportAllocs()
	for b.Loop() {
		if err := v.Layout(io.Discard, "page", page); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLook(b *testing.B) {
	theme, _ := Load(themes(plainTheme, "-- base/parts/page/page.css --\n"+strings.Repeat("p{color:red}q{color:var(--text)}\n", 500)), "base")
	tokens := []Token{{Name: "sea", Value: "#123"}}
	for b.Loop() {
		theme.Look(tokens)
	}
}
