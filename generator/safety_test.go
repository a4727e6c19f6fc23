package generator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wellshelf/generator/diag"
	"wellshelf/generator/treetest"
)

// The tests here are named after the rows of the threat table: each is an attack or an accident that happened to
// another program of this kind.

// pathAttacks are names that lead out of a folder, or that some disk reads as another name.
var pathAttacks = []string{
	"..", "../x", "..%2fx", "%2e%2e", "%252e%252e", `..\x`, "/etc/passwd", "a/../../x", "con", "CON", "nul", "com1", "lpt9", "x.", "Sleep",
	"caf\u00e9", "cafe\u0301", strings.Repeat("x", 300), ".hidden", "-x", "x--y", "x:y", "x\u202ey",
}

// T7: a name that leads elsewhere is a mistake with a place, wherever it is written; it never stops the build and
// never becomes a file.
func TestT7NamesThatLeadElsewhere(t *testing.T) {
	sound := smallTree()
	topic := string(sound["national/topics/worry.md"].Data)
	school := func(setting, attack string) *fstest.MapFile {
		return pageFile("---", "name: X", "people: [{role: a, helps_with: b}]", setting+": "+yamlText(attack), "---")
	}
	for what, write := range map[string]func(tree fstest.MapFS, at int, attack string) (file string){
		"address": func(tree fstest.MapFS, at int, attack string) string {
			file := fmt.Sprintf("national/topics/t%d.md", at)
			tree[file] = pageFile("---", "address: "+yamlText(attack)+topic[3:])
			return file
		},
		"alias": func(tree fstest.MapFS, at int, attack string) string {
			file := fmt.Sprintf("national/topics/t%d.md", at)
			tree[file] = pageFile("---", "aliases: ["+yamlText("old/"+attack)+"]"+topic[3:])
			return file
		},
		"logo": func(tree fstest.MapFS, at int, attack string) string {
			file := fmt.Sprintf("areas/fife/schools/s%d/school.md", at)
			tree[file] = school("logo", attack)
			return file
		},
		"theme": func(tree fstest.MapFS, at int, attack string) string {
			file := fmt.Sprintf("areas/fife/schools/s%d/school.md", at)
			tree[file] = school("theme", attack)
			return file
		},
		"file": func(tree fstest.MapFS, _ int, attack string) string {
			file := "national/topics/" + attack + ".md"
			tree[file] = sound["national/topics/worry.md"]
			return file
		},
		"site": func(tree fstest.MapFS, _ int, attack string) string {
			tree["areas/fife/schools/"+attack+"/school.md"] = school("strapline", "x")
			return "areas/fife/schools/" + attack
		},
		"area": func(tree fstest.MapFS, _ int, attack string) string {
			tree["areas/"+attack+"/area.md"] = pageFile("---", "name: X", "---")
			return "areas/" + attack
		},
	} {
		tree, wanted := smallTree(), map[string]string{}
		for at, attack := range pathAttacks {
			one := fstest.MapFS{}
			file := write(one, at, attack)
			if !fs.ValidPath(sorted(one)[0]) || strings.Contains(file, "/.") {
				continue // no disk has such a file, or it is hidden and not read
			}
			maps.Copy(tree, one)
			wanted[file] = attack
		}
		if len(wanted) < 14 {
			t.Errorf("%s: only %d names were tried", what, len(wanted))
		}
		n := mustMemory(t, Options{Content: tree, Themes: realThemes})
		for file, attack := range wanted {
			if !namesFile(errorsOf(n.report), "content/"+file) {
				t.Errorf("%s %q: no error at %s", what, attack, file)
			}
		}
	}
}

// namesFile reports whether a problem lies in the file or below the folder.
func namesFile(problems []diag.Problem, name string) bool {
	for _, p := range problems {
		if p.Place.File == name || strings.HasPrefix(p.Place.File, name+"/") {
			return true
		}
	}
	return false
}

// T7: two pages never claim one address, however they come by it.
func TestT7CollidingAddresses(t *testing.T) {
	for _, field := range []string{
		"address: sleep", "aliases: [topics/sleep]", "aliases: [help]", "aliases: [a-z]", "aliases: [topics]", "aliases: [gd]", "aliases: [gd/topics/sleep]",
		"aliases: [old, old]", "aliases: [topics/worry]", "aliases: [privacy]",
	} {
		tree := smallTree()
		stateIn(t, tree, "national/topics/worry.md", field)
		n := mustMemory(t, Options{Content: tree, Themes: realThemes})
		if !hasProblem(errorsOf(n.report), "content/national/topics/worry.md", "") && !hasProblem(errorsOf(n.report), "content/national/topics/sleep.md", "") {
			t.Errorf("%s: no error\n%s", field, texts(n.report.Problems))
		}
		if n.Files("fife/beath") != nil {
			t.Errorf("%s: the site was built", field)
		}
	}
	tree := smallTree()
	tree["national/topics/self-harm.primary.md"] = pageFile("---", "title: P", "outside: Big feelings", "summary: s", "updated: 2026-11-01", "short: [s]", "---", "", "b")
	tree["national/topics/big-feelings.md"] = pageFile("---", "title: Other", "summary: s", "updated: 2026-11-01", "short: [s]", "---", "", "b")
	if n := mustMemory(t, Options{Content: tree, Themes: realThemes}); len(n.report.Sites) > 0 {
		t.Error("a neutral name and a slug share an address, and sites were built")
	}
}

// T8: nothing is read through a symbolic link, in content and in themes, whatever it leads to.
func TestT8SymbolicLinks(t *testing.T) {
	const secret = "grizzleplum"
	elsewhere := t.TempDir()
	treetest.Write(t, elsewhere, "topics/stolen.md", "---\ntitle: "+secret+"\nsummary: s\nupdated: 2026-11-01\nshort: [s]\n---\n\n"+secret+"\n")
	treetest.Write(t, elsewhere, "stolen.html", "<p>"+secret+"</p>")
	treetest.Write(t, elsewhere, "stolen.png", secret)
	for _, c := range []struct{ what, link, to string }{
		{"a file of content", "content/national/topics/stolen.md", elsewhere + "/topics/stolen.md"},
		{"a folder of content", "content/national/stories", elsewhere + "/topics"},
		{"an area", "content/areas/glen", elsewhere},
		{"a settings file", "content/areas/moray/libraries/x/library.md", elsewhere + "/topics/stolen.md"},
		{"a picture", "content/national/topics/stolen.png", elsewhere + "/stolen.png"},
		{"a loop", "content/national/books/loop", "../books"},
		{"a dangling link", "content/national/books/dangling.md", elsewhere + "/none.md"},
		{"a link that stays inside", "content/national/books/inside.md", "owl.md"},
		{"a template", "themes/base/layouts/stolen.html", elsewhere + "/stolen.html"},
		{"a folder of a theme", "themes/base/parts/stolen", elsewhere},
		{"a theme", "themes/stolen", elsewhere},
	} {
		for _, kind := range []string{"folder", "root"} {
			t.Run(c.what+", "+kind, func(t *testing.T) {
				dir := treetest.Dir(t)
				if err := errors.Join(os.CopyFS(filepath.Join(dir, "content"), smallTree()), os.CopyFS(filepath.Join(dir, "themes"), realThemes)); err != nil {
					t.Fatal(err)
				}
				link := filepath.Join(dir, c.link)
				if err := errors.Join(os.MkdirAll(filepath.Dir(link), 0o755), os.Symlink(c.to, link)); err != nil {
					t.Fatal(err)
				}
				if c.link == "themes/stolen" {
					name := filepath.Join(dir, "content/areas/moray/area.md")
					if err := os.WriteFile(name, []byte("---\nname: Moray\ntheme: stolen\n---\n"), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				content, themes := opened(t, filepath.Join(dir, "content"), kind), opened(t, filepath.Join(dir, "themes"), kind)
				n, err := buildMemory(Options{Content: content, Themes: themes, Today: realDay})
				if err != nil {
					t.Fatal(err)
				}
				if len(errorsOf(n.report)) == 0 {
					t.Errorf("the link is no error\n%s", texts(n.report.Problems))
				}
				for file, bytes := range n.inAll() {
					if strings.Contains(string(bytes), secret) {
						t.Errorf("%s holds what the link leads to", file)
					}
				}
			})
		}
	}
}

// opened is a folder as a program may open it: plainly, or as a root that lets nothing out.
func opened(t *testing.T, dir, kind string) fs.FS {
	t.Helper()
	if kind == "folder" {
		return os.DirFS(dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// T16: a build starts no program. Every program that others were made to start lies on the path as a trap.
// TestFloors forbids the packages that could start one by another way.
func TestT16NoProgramIsStarted(t *testing.T) {
	long(t)
	traps, sprung := t.TempDir(), filepath.Join(t.TempDir(), "sprung")
	for _, name := range []string{"git", "node", "npm", "npx", "sh", "bash", "esbuild", "postcss", "sass", "babel", "tailwindcss", "asciidoctor", "pandoc", "rst2html", "xdg-open", "curl", "go", "python3", "locale", "convert"} {
		trap := "#!/bin/sh\necho " + name + " >> " + sprung + "\n"
		if err := os.WriteFile(filepath.Join(traps, name), []byte(trap), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec.Command(filepath.Join(traps, "git")).Run(); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(sprung); string(text) != "git\n" {
		t.Fatalf("the traps do not work: %q", text)
	}
	if err := os.Remove(sprung); err != nil {
		t.Fatal(err)
	}
	if tree := buildElsewhere(t, "2", "3", "PATH="+traps, "HOME="+traps, "SHELL="+filepath.Join(traps, "sh")); len(tree) < siteCount*20 {
		t.Fatalf("only %d files were written", len(tree))
	}
	if text, err := os.ReadFile(sprung); err == nil {
		t.Errorf("the build started %s", text)
	}
}

// T19: what one site writes is in no byte of another. Each text of a site's own, and its settings, is given a word
// that nothing else has.
func TestT19SitesKeepToThemselves(t *testing.T) {
	long(t)
	content := copyTree(t, realContent, nil)
	canaries := map[string]string{}
	for _, file := range sorted(content) {
		part := strings.Split(file, "/")
		if part[0] != "areas" || len(part) < 5 || !strings.HasSuffix(file, ".md") {
			continue
		}
		canary := "quillwort" + strings.ReplaceAll(part[3], "-", "") + "end"
		canaries[part[1]+"/"+part[3]] = canary
		if strings.HasSuffix(part[4], ".md") {
			was := regexp.MustCompile(`(?m)^(name|strapline): .*\n`).ReplaceAll(content[file].Data, nil)
			content[file] = &fstest.MapFile{Data: was, Mode: 0o644}
			stateIn(t, content, file, "name: "+canary+"\nstrapline: "+canary)
		} else if len(part) == 6 {
			content[file] = &fstest.MapFile{Data: append(bytes.Clone(content[file].Data), "\n"+canary+"\n"...), Mode: 0o644}
		}
	}
	n := mustMemory(t, Options{Content: content, Themes: realThemes, Jobs: 2})
	if len(n.report.Sites) != siteCount || len(canaries) != siteCount {
		t.Fatalf("%d sites, %d canaries\n%s", len(n.report.Sites), len(canaries), texts(errorsOf(n.report)))
	}
	for _, name := range n.names() {
		own := 0
		for file, text := range n.Files(name) {
			for of, canary := range canaries {
				switch {
				case !strings.Contains(string(text), canary) && !strings.Contains(file, canary):
				case of == name:
					own++
				default:
					t.Errorf("%s/%s holds a text of %s", name, file, of)
				}
			}
		}
		if own < 20 {
			t.Errorf("the canary of %s is in only %d of its own files", name, own)
		}
	}
}

// Texts for staff are in no byte that pupils can read, and in the staff profile.
func TestStaffTextsStayWithStaff(t *testing.T) {
	const word = "zibberwick"
	for style := range map[string]bool{"web": true, "folder": true} {
		for file, text := range realNetwork(t, style).inAll() {
			if strings.Contains(strings.ToLower(string(text)), word) || strings.Contains(file, word) {
				t.Errorf("%s: %s is for staff", style, file)
			}
		}
	}
	told := map[string]int{}
	n := realNetwork(t, "staff")
	for _, name := range n.names() {
		for _, text := range n.Files(name) {
			told[name] += strings.Count(string(text), word)
		}
		if told[name] == 0 {
			t.Errorf("the staff profile of %s says nothing for staff", name)
		}
	}
}

// T20: content made to exhaust a machine ends as a problem at its file, and the rest is still read.
func TestT20Bombs(t *testing.T) {
	front := "---\ntitle: B\nsummary: s\nupdated: 2026-11-01\nshort: [s]\n---\n\n"
	aliases := "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'n'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	for name, bomb := range map[string]string{
		"aliases":  aliases + "---\n",
		"brackets": "---\ntitle: " + strings.Repeat("[", 20_000) + "\n---\n",
		"braces":   "---\ntitle: " + strings.Repeat("{a: ", 20_000) + "\n---\n",
		"hyphens":  "---\n" + strings.Repeat("- ", 20_000) + "\n---\n",
		"fields":   "---\n" + strings.Repeat("x: y\n", 50_000) + "---\n",
		"zeros":    strings.Repeat("\x00", 1<<20),
		"large":    front + strings.Repeat("word word word word\n", 2_600_000),
		"quotes":   front + strings.Repeat(">", 60_000) + " x\n",
		"lists":    front + strings.Repeat("- ", 60_000) + "x\n",
		"links":    front + strings.Repeat("[", 60_000) + "\n",
		"images":   front + strings.Repeat("![a](", 40_000) + "\n",
		"stars":    front + strings.Repeat("*a **b ", 60_000) + "\n",
		"line":     front + strings.Repeat("x", 5<<20) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			tree := smallTree()
			tree["national/topics/bomb.md"] = &fstest.MapFile{Data: []byte(bomb), Mode: 0o644}
			n := mustMemory(t, Options{Content: tree, Themes: realThemes})
			if !hasProblem(errorsOf(n.report), "content/national/topics/bomb.md", "") {
				t.Errorf("it is no problem:\n%s", texts(n.report.Problems))
			}
			for _, p := range n.report.Problems {
				if p.Place.File != "content/national/topics/bomb.md" {
					t.Errorf("it hurt another file: %s", texts([]diag.Problem{p}))
				}
				if len(p.Snippet) > 1<<20 || len(p.Text) > 1000 {
					t.Errorf("the problem itself has %d and %d bytes", len(p.Snippet), len(p.Text))
				}
			}
		})
	}
}

// T21: a site whose name begins with another's is another site, and so is a folder beside the content.
func TestT21NamesThatBeginAlike(t *testing.T) {
	tree := smallTree()
	tree["areas/fife/schools/beath-two/school.md"] = pageFile("---", "name: Beath Two", "people: [{role: a, helps_with: b}]", "---")
	tree["areas/fife/schools/beath-two/topics/secret.md"] = pageFile("---", "title: Thistlefrump", "summary: s", "updated: 2026-11-01", "short: [s]", "---", "", "b")
	tree["areas/fife-two/area.md"] = pageFile("---", "name: Fife Two", "---")
	tree["areas/fife-two/topics/secret.md"] = tree["areas/fife/schools/beath-two/topics/secret.md"]
	n := mustMemory(t, Options{Content: tree, Themes: realThemes})
	for file, text := range n.inAll() {
		if strings.Contains(string(text), "Thistlefrump") && !strings.HasPrefix(file, "fife/beath-two/") {
			t.Errorf("%s holds a text of fife/beath-two", file)
		}
	}
	replaceIn(t, tree, "national/topics/sleep.md", "moon.png", "../../../content-secret/moon.png")
	if n := mustMemory(t, Options{Content: tree, Themes: realThemes}); !hasProblem(errorsOf(n.report), "content/national/topics/sleep.md", "") {
		t.Error("a picture from a folder beside the content is no error")
	}
}

// T24: no file that a browser loads by itself names another host. Pages are read by TestCrawl; this reads the rest.
func TestT24NothingIsLoadedFromElsewhere(t *testing.T) {
	host := regexp.MustCompile(`(?i)(?:https?:)?//[a-z0-9-]+(\.[a-z0-9-]+)+|@import|fetch\(|XMLHttpRequest|sendBeacon|document\.cookie|WebSocket`)
	n := realNetwork(t, "web")
	read := 0
	for _, name := range n.names() {
		for file, content := range n.Files(name) {
			if ext := path.Ext(file); ext != ".css" && ext != ".js" && ext != ".webmanifest" && ext != ".svg" {
				continue
			}
			read++
			text := string(content)
			if line, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(line, "self.ws") {
				// It holds links that a reader may follow; it must be data and nothing else.
				_, data, _ := strings.Cut(line, "=")
				if !json.Valid([]byte(strings.TrimSuffix(data, ";"))) {
					t.Errorf("%s/%s is more than data", name, file)
				}
				text = rest
			}
			text = strings.ReplaceAll(text, "http://www.w3.org/2000/svg", "")
			switch {
			case strings.HasPrefix(file, "assets/script-"):
				// The search fetches its index, once, from addresses below the site; e2e/private.test.mjs watches it.
				text = strings.Replace(text, "fetch(", "", 1)
			case (strings.HasPrefix(file, "assets/need-") || strings.HasPrefix(file, "assets/panels-")) && strings.TrimSpace(text) != "":
				t.Errorf("%s/%s is more than data", name, file)
			case file == "sw.js":
				// It fetches files of its lists, and hands on what a page asks for; e2e/offline.test.mjs watches it.
				text = strings.Replace(text, "fetch(", "", 2)
			}
			for _, found := range host.FindAllString(text, -1) {
				t.Errorf("%s/%s names %s", name, file, found)
			}
		}
	}
	if read < siteCount {
		t.Errorf("only %d files were read", read)
	}
}
