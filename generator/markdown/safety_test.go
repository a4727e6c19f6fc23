package markdown

import (
	"fmt"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// activeAddresses are addresses that must never reach a page in a form a browser would act on.
func activeAddresses() []string {
	var all []string
	for _, name := range []string{"javascript", "JaVaScRiPt", "vbscript", "data", "file", "blob", "filesystem", "about",
		"view-source", "intent", "ws", "ftp", "jar", "feed", "livescript", "mocha", "x-foo", "chrome", "resource"} {
		for _, colon := range []string{":", "&colon;", "&#58;", "&#x3a;", "&#x3A;", "&#0000058;", "%3A", "%3a", "%253a", "\\:", "&Tab;:", "&NewLine;:"} {
			all = append(all, name+colon+"alert(1)")
		}
	}
	return append(all,
		"java&#9;script:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "java&#10;script&colon;alert(1)",
		"java&#13;script:x", "&#1;javascript:alert(1)", "&#32;javascript:alert(1)", "&#x20;javascript:x", "&#0;javascript:alert(1)",
		"java&#0;script:x", "&#106;avascript:alert(1)", "&#x6A;avascript&#x3A;alert(1)", "%6Aavascript:alert(1)",
		"j%61vascript%3Aalert(1)", "%0Ajavascript:x", "java%0ascript:alert(1)", "java%09script%3aalert(1)", "%20javascript%3Ax",
		"&#xA0;javascript:alert(1)", "&ZeroWidthSpace;javascript:alert(1)", "javascript://%0aalert(1)", "javascript:%2f%2fa",
		"data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,%3Csvg%20onload=alert(1)%3E", "data:image/png;base64,x",
		"//evil.example", "&sol;/evil.example", "/&sol;evil.example", "%2F%2Fevil.example", "/%2Fevil.example", "/%5Cevil.example",
		"\\\\\\\\evil.example", "/\\\\evil.example", "&bsol;&bsol;evil.example", "/&bsol;evil.example", "/&#9;/evil.example",
		"/&Tab;/evil.example/a.md", "//evil.example/a.md", "/\\\\evil.example/a.md", "%5C%5Cevil.example/a.md", "javascript:a.md",
		"javascript&colon;a.md", "javascript%3Aa.md", "data&colon;a.pdf", "vbscript:a.png", "https:evil.example", "https:///evil.example",
		"https:\\\\\\\\evil.example", "http:", "https://", "https:/evil.example", "mailto:", "tel:", ":x", "&colon;x", "1:x", "a b:x.md",
		"c:\\\\windows\\\\a.md", "c:/windows/a.md", "java\\\nscript:x", "jav&#x0A;ascript:alert(1)", "&#x0000006A;avascript:x")
}

// shapes are the ways to write an address.
var shapes = []string{"[x](%s)", "[x](<%s>)", "![x](%s)", "![x](<%s>)", "[x][r]\n\n[r]: %s", "[x][r]\n\n[r]: <%s>", "![r]\n\n[r]: <%s>",
	"<%s>", "%s", "[![x](%s)](b.md)", "[*a* ![x](<%s>)](https://example.org)", "[x](%s \"t\")", "[%s](b.md)"}

func TestT1Addresses(t *testing.T) {
	for _, address := range activeAddresses() {
		for i, shape := range shapes {
			text := fmt.Sprintf(shape, address)
			body, problems := Parse(Source{Text: []byte(text)})
			if wrong := unsafety(body); wrong != "" {
				t.Errorf("%q: %s", text, wrong)
			}
			if i == 1 && !strings.Contains(address, "\n") && !hasErrors(problems) {
				t.Errorf("%q: no error about the address", text)
			}
		}
	}
}

func hasErrors(problems []diag.Problem) bool {
	errors, _ := diag.Count(problems)
	return errors > 0
}

// TestT1Allowed: what is allowed arrives in the page as written, so that the tests above do not pass by refusing all.
func TestT1Allowed(t *testing.T) {
	tests := map[string]string{
		"https://example.org":               "https://example.org",
		"HTTPS://Example.org/A":             "HTTPS://Example.org/A",
		"http://example.org:8080/a?b=c&d#e": "http://example.org:8080/a?b=c&amp;d#e",
		"https://example.org/a%20b":         "https://example.org/a%20b",
		"https://example.org/100%":          "https://example.org/100%25",
		"https://example.org/?q=a%5Cb":      "https://example.org/?q=a%5Cb",
		"https://example.org/a:b":           "https://example.org/a:b",
		"https&colon;//example.org":         "https://example.org",
		"https://example.org/&quot;x":       "https://example.org/%22x",
		"https://bücher.example/ü":          "https://b%C3%BCcher.example/%C3%BC",
		"mailto:help@example.org":           "mailto:help@example.org",
		"tel:+441316500000":                 "tel:+441316500000",
		"sms:85258?body=SHOUT":              "sms:85258?body=SHOUT",
	}
	for address, want := range tests {
		body, problems := Parse(Source{Text: []byte("[x](<" + address + ">)")})
		if got := shown(body); !strings.Contains(got, `href="`+want+`"`) || len(problems) > 0 {
			t.Errorf("%s: shown as %s with problems %v", address, got, problems)
		}
	}
}

var breakouts = []string{`"><script>alert(1)</script>`, `" onmouseover="alert(1)`, `' onmouseover='alert(1)`, `&quot; onclick=&quot;alert(1)`,
	`&#34;&#62;&#60;img src=x onerror=alert(1)&#62;`, `\" onfocus=alert(1) autofocus x=\"`, `</a><script>alert(1)</script>`,
	"`onload=alert(1)`", `<svg/onload=alert(1)>`, `--><script>`, `]]><script>`, `&lt;script&gt;`, "\x00<script>", `</textarea><script>`,
	`{{alert(1)}}`, `<img src=x onerror=alert(1)//`, `<<script>`, `<iframe srcdoc='<script>'>`, `</code></pre><script>`, "</title><script>"}

// places are where a breakout may be written besides addresses.
var attributePlaces = []string{"[x](a.md \"%s\")", "[x](https://example.org '%s')", "![%s](a.png)", "![x](a.png (%s))", "[%s](a.md)", "[%s](a.pdf)",
	"[%s](https://example.org)", "[x](<a%s.md>)", "[x](<https://example.org/%s>)", "<https://example.org/%s>", "https://example.org/%s",
	"# %s", "## %s\n\n[x](#%s)", "[x](<#%s>)", "> [!%s]\n> x", "- [ ] %s", "|%s|\n|-|\n|%s|", "x[^1]\n\n[^1]: %s", "x[^%s]\n\n[^%s]: y", "`%s`",
	"**%s**", "~~%s~~", "[r]\n\n[r]: https://example.org \"%s\"", "[%s]: a.md\n\n[%s]", "https://example.org/%s.mp4", "[x](mailto:a@example.org?%s)"}

func TestT2Attributes(t *testing.T) {
	for _, payload := range breakouts {
		for _, place := range attributePlaces {
			checkSafe(t, strings.ReplaceAll(place, "%s", payload))
		}
	}
}

func checkSafe(t *testing.T, text string) {
	t.Helper()
	for _, prefix := range []string{"", "local-", `x"><script>`} {
		body, _ := Parse(Source{Text: []byte(text), Prefix: prefix})
		if wrong := unsafety(body); wrong != "" {
			t.Errorf("%q: %s", text, wrong)
		}
	}
}

func TestT3FenceInfo(t *testing.T) {
	for _, payload := range breakouts {
		for _, place := range []string{"```%s\nx\n```", "``` %s\nx\n```", "~~~%s\nx", "```go%s\nx\n```", "```\n%s\n```", "    %s"} {
			checkSafe(t, strings.ReplaceAll(place, "%s", payload))
		}
	}
	tests := map[string]string{
		"go": ` class="language-go"`, "C++": ` class="language-c++"`, "f#": ` class="language-f#"`, "objective-c": ` class="language-objective-c"`,
		"go linenos=1": ` class="language-go"`, "": "", "a_b": "", "&lt;": "", `a"b`: "", strings.Repeat("a", 33): "", "ü": "",
	}
	for info, class := range tests {
		body, _ := Parse(Source{Text: []byte("```" + info + "\nx\n```\n")})
		if got, want := shown(body), "<pre><code"+class+">x\n</code></pre>\n"; got != want {
			t.Errorf("info %q: %s, want %s", info, got, want)
		}
	}
}

var rawMarkup = []string{"<script>alert(1)</script>", "<SCRIPT SRC=//e.example></SCRIPT>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
	"<iframe src=javascript:alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "<style>*{}</style>", "<link rel=stylesheet href=//e.example>",
	"<meta http-equiv=refresh content=0>", "<base href=//e.example>", "<form action=//e.example><input></form>", "<object data=x>", "<embed src=x>",
	"<math><mtext></table><mglyph><style>", "<noscript><p title=\"</noscript><img src=x>\">", "<?php echo 1 ?>", "<!DOCTYPE html>", "<![CDATA[<script>]]>",
	"<details open ontoggle=alert(1)>", "<b>bold</b>", "<br>", "<div\nonclick=alert(1)>", "<x-y z>", "</p>", "<p", "<!-- --><script>alert(1)</script>"}

func TestT4RawHTML(t *testing.T) {
	for _, markup := range rawMarkup {
		for _, place := range []string{"%s", "text %s text", "> %s", "- %s", "## a %s", "|a|\n|-|\n|%s|", "[a %s](b.md)", "![a %s](b.png)", "x[^1]\n\n[^1]: a %s"} {
			text := strings.ReplaceAll(place, "%s", markup)
			checkSafe(t, text)
			_, problems := Parse(Source{Text: []byte(text)})
			reported := strings.Contains(fmt.Sprint(problems), noHTML)
			if place == "text %s text" && markup != "<p" && !reported {
				t.Errorf("%q: not reported", text)
			}
		}
	}
}

// TestT24OutsidePictures: showing a page asks nothing of other sites.
func TestT24OutsidePictures(t *testing.T) {
	for _, text := range []string{"![x](https://example.org/a.png)", "![x](HTTP://example.org/a.png)", "![x](//example.org/a.png)",
		"![x][r]\n\n[r]: https://example.org/a.png", "[![x](https://example.org/a.png)](b.md)", "[![x](https://example.org/a.png)](https://example.org)",
		"![x](/\\\\example.org/a.png)", "![x](https&colon;//example.org/a.png)", "![x](%2f%2fexample.org/a.png)"} {
		body, problems := Parse(Source{Text: []byte(text)})
		inLink := strings.Contains(text, "b.md") // there a picture is only its description, wherever it is
		if strings.Contains(shown(body), "<img") || !inLink && !hasErrors(problems) {
			t.Errorf("%s: shown as %s with problems %v", text, shown(body), problems)
		}
	}
}

func TestT4Comments(t *testing.T) {
	for _, text := range []string{"<!-- note -->\n\na", "a <!-- note -->", "<!--\nlong\n\nnote\n-->\n\na", "a <!-- x\ny -->", "<!-- a --> <!-- b -->\n\na"} {
		body, problems := Parse(Source{Text: []byte(text)})
		if got := strings.TrimSpace(shown(body)); len(problems) > 0 || strings.ReplaceAll(got, " ", "") != "<p>a</p>" {
			t.Errorf("%q: shown as %q with problems %v", text, got, problems)
		}
	}
}
