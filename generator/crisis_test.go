package generator

import (
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"wellshelf/generator/diag"
)

// T23: the crisis floor is on every site, in every state in which content can be: either its number is on help now,
// or the mistake is named and the site keeps the version that has it.
func TestT23TheFloorIsNeverLost(t *testing.T) {
	const line, school = "national/helplines/listening.md", "areas/fife/schools/beath/school.md"
	local := func(fields ...string) func(fstest.MapFS) {
		return func(tree fstest.MapFS) {
			tree["areas/fife/schools/beath/helplines/listening.md"] = pageFile(append(append([]string{"---"}, fields...), "---")...)
		}
	}
	for what, c := range map[string]func(fstest.MapFS){
		"hidden by the site":         func(tree fstest.MapFS) { stateIn(t, tree, school, "hide: [helplines/listening]") },
		"hidden by the area":         func(tree fstest.MapFS) { stateIn(t, tree, "areas/fife/area.md", "hide: [helplines/listening]") },
		"hidden by the network":      func(tree fstest.MapFS) { stateIn(t, tree, "network.md", "hide: [helplines/listening]") },
		"replaced by the site":       local("title: Ours", "updated: 2026-11-01"),
		"drafted by the site":        local("draft: true", "updated: 2026-11-01"),
		"for staff, says the site":   local("audience: staff", "updated: 2026-11-01"),
		"for P1, says the site":      local("stages: [P1]", "updated: 2026-11-01"),
		"for P1":                     func(tree fstest.MapFS) { stateIn(t, tree, line, "stages: [P1]") },
		"a draft":                    func(tree fstest.MapFS) { stateIn(t, tree, line, "draft: true") },
		"for staff":                  func(tree fstest.MapFS) { stateIn(t, tree, line, "audience: staff") },
		"gone":                       func(tree fstest.MapFS) { delete(tree, line) },
		"renamed":                    func(tree fstest.MapFS) { tree["national/helplines/other.md"] = tree[line]; delete(tree, line) },
		"without a number":           func(tree fstest.MapFS) { replaceIn(t, tree, line, `"0131 496 0000"`, `""`) },
		"not to be read":             func(tree fstest.MapFS) { replaceIn(t, tree, line, "updated:", "updated: [") },
		"an alert for a helpline":    local("kind: alert"),
		"floor set anew by the site": func(tree fstest.MapFS) { stateIn(t, tree, school, "crisis_floor: [topics/worry]") },
		"floor emptied by the site":  func(tree fstest.MapFS) { stateIn(t, tree, school, "crisis_floor: []") },
		"an easy variant beside it": func(tree fstest.MapFS) {
			tree["areas/fife/schools/beath/helplines/listening.easy.md"] = pageFile("---", "title: Easy", "summary: s", "updated: 2026-11-01", "---")
		},
	} {
		t.Run(what, func(t *testing.T) {
			tree := smallTree()
			c(tree)
			n := mustMemory(t, Options{Content: tree, Themes: realThemes})
			for _, s := range n.lib.Sites {
				files := n.Files(s.Name())
				if files == nil && !diag.Holds(n.report.Problems, s.Area, s.Slug) {
					t.Errorf("%s is missing without a word", s.Name())
				}
				if files != nil && !strings.Contains(string(files["help/index.html"]), "0131 496 0000") {
					t.Errorf("%s was built without the number", s.Name())
				}
			}
		})
	}
}

// T23: from every page help now is a plain link, which needs no script; the page for lost addresses has the numbers
// themselves.
func TestT23HelpNeedsNoScript(t *testing.T) {
	n := realNetwork(t, "folder")
	for _, name := range n.names() {
		for file, content := range n.Files(name) {
			if path.Ext(file) != ".html" || file == "away/index.html" { // which tells whoever looks nothing of the site
				continue
			}
			bare := regexp.MustCompile(`(?s)<script.*?</script>`).ReplaceAllString(string(content), "")
			if file == "404.html" {
				if !strings.Contains(bare, `href="tel:`) {
					t.Errorf("%s/%s has no number to call", name, file)
				}
			} else if !strings.Contains(bare, `help/index.html"`) && file != "help/index.html" {
				t.Errorf("%s/%s has no link to help now", name, file)
			}
		}
	}
}
