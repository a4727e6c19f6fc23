package generator

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "wellshelf/"

// floors is the house: every package, and which packages of this module it may use. Imports go strictly down. A new
// package needs a row here; a new import needs a reason.
var floors = map[string][]string{
	"cmd/wellshelf":        {"generator", "generator/editor", "generator/preview", "generator/linkcheck", "generator/check", "generator/repository", "generator/forge", "generator/report", "generator/review", "generator/due", "generator/signing", "generator/signoff", "generator/output", "generator/site", "generator/library", "generator/diag"},
	"generator/editor":     {"generator", "generator/preview", "generator/repository", "generator/site", "generator/library", "generator/diag"},
	"generator/preview":    {"generator", "generator/site", "generator/library", "generator/diag"},
	"generator/linkcheck":  {"generator/diag"},
	"generator":            {"generator/output", "generator/site", "generator/search", "generator/check", "generator/library", "generator/picture", "generator/theme", "generator/diag"},
	"generator/review":     {"generator", "generator/sheet", "generator/check", "generator/site", "generator/library", "generator/signoff", "generator/diag"},
	"generator/report":     {"generator/sheet", "generator/check", "generator/library", "generator/signoff"},
	"generator/forge":      {"generator/library", "generator/diag"},
	"generator/due":        {"generator/sheet", "generator/check", "generator/library", "generator/signoff"},
	"generator/sheet":      {},
	"generator/check":      {"generator/signoff", "generator/library", "generator/markdown", "generator/diag"},
	"generator/repository": {},
	"generator/output":     {},
	"generator/search":     {"generator/library"},
	"generator/signing":    {"generator/library", "generator/signoff", "generator/diag"},
	"generator/site":       {"generator/library", "generator/signoff", "generator/picture", "generator/theme", "generator/markdown", "generator/diag"},
	"generator/library":    {"generator/signoff", "generator/markdown", "generator/diag"},
	"generator/signoff":    {},
	"generator/markdown":   {"generator/diag"},
	"generator/theme":      {"generator/diag"},
	"generator/picture":    {},
	"generator/diag":       {},
	"generator/treetest":   {}, // for tests only: nothing that ships may use it
}

// homes says which packages may use a library from outside: the beginning of its path, and where it is at home. A
// library with one home can be replaced by editing one package.
var homes = map[string][]string{
	"github.com/adrg/frontmatter":            {"generator/library"},
	"github.com/goccy/go-yaml":               {"generator/library", "generator/theme"}, // theme.md and strings are YAML as well
	"github.com/yuin/goldmark":               {"generator/markdown"},
	"github.com/blevesearch/bleve":           {"generator/search"},
	"github.com/blevesearch/bleve_index_api": {"generator/search"},
	"github.com/klauspost/compress":          {"generator/search", "generator/picture"},
	"golang.org/x/image/":                    {"generator/picture"},
	"github.com/tetratelabs/wazero":          {"generator/picture"},
	"github.com/bep/imagemeta":               {"generator/picture"},
	"rsc.io/qr":                              {"generator/picture"},
	"github.com/evanw/esbuild":               {"generator/theme"},
	"github.com/gofrs/flock":                 {"generator/output", "generator/repository"},
	"github.com/fsnotify/fsnotify":           {"generator/preview"},
	"github.com/go-git/":                     {"generator/repository"},
	"github.com/gorilla/feeds":               {"generator/site"},
	"github.com/teambition/rrule-go":         {"generator/site", "generator/library"}, // one says when, the other whether it can be read
	"github.com/agext/levenshtein":           {"generator/diag"},
	"github.com/arran4/golang-ical":          {"generator/due"},
	"github.com/spf13/":                      {"cmd/wellshelf"},
	"github.com/schollz/progressbar":         {"cmd/wellshelf"},
	"golang.org/x/term":                      {"cmd/wellshelf"},
	"golang.org/x/net/":                      {"generator/review"}, // pages as readers see them, beside tests
	"github.com/sergi/go-diff":               {"generator/review"},
	"github.com/rhysd/actionlint":            {},                                                                                                                                                                      // tests only
	"github.com/rogpeppe/go-internal/":       {},                                                                                                                                                                      // tests only
	"html/template":                          {"generator", "generator/site", "generator/theme", "generator/preview", "generator/editor", "generator/sheet", "generator/due", "generator/review", "generator/report"}, // pages are made in theme; site names its types; the overview of sites and the bar of the preview have no theme
	"github.com/golang-sql/civil":            {"cmd/wellshelf", "generator", "generator/site", "generator/library", "generator/signoff", "generator/signing", "generator/due", "generator/review", "generator/report", "generator/check", "generator/theme"},
	"golang.org/x/sync/":                     {"generator", "generator/library", "generator/picture"},
	"golang.org/x/text/":                     {"generator/output", "generator/site", "generator/search", "generator/library", "generator/theme", "generator/markdown", "generator/diag"},
}

// nowhere may be imported by no package of the program: it starts no programs, and the build opens no connections.
var nowhere = []string{"os/exec", "net/rpc", "net/smtp", "plugin", "unsafe", "C"}

// connected are the packages that may open connections or wait for them. None of them takes part in a build.
var connected = []string{"generator/preview", "generator/editor", "generator/linkcheck"}

// brokenRules are the rules of the house that a file breaks.
func brokenRules(file string, source any) ([]string, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var broken []string
	for _, spec := range parsed.Imports {
		if rule := brokenRule(path.Dir(file), spec); rule != "" {
			broken = append(broken, fmt.Sprintf("%s imports %s: %s", file, spec.Path.Value, rule))
		}
	}
	return broken, nil
}

func brokenRule(in string, spec *ast.ImportSpec) string {
	name, _ := strconv.Unquote(spec.Path.Value)
	below, known := floors[in]
	switch rest, ours := strings.CutPrefix(name, module); {
	case !known:
		return in + " has no floor; give it a row in the table"
	case slices.Contains(nowhere, name):
		return "the program starts no programs"
	case (name == "net" || name == "net/http") && !slices.Contains(connected, in):
		return "the build opens no connections"
	case ours && !slices.Contains(below, rest):
		return fmt.Sprintf("%s may use only %s", in, below)
	case ours:
		return ""
	}
	for library, at := range homes {
		if name == library || strings.HasPrefix(name, strings.TrimSuffix(library, "/")+"/") {
			if !slices.Contains(at, in) {
				return fmt.Sprintf("%s is at home in %s", library, at)
			}
			return ""
		}
	}
	if first, _, _ := strings.Cut(name, "/"); strings.Contains(first, ".") {
		return "this library has no home; give it a row in the table"
	}
	return ""
}

// sources are the files of the program, without tests, by their paths from the top.
func sources(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, top := range []string{"cmd", "generator"} {
		err := fs.WalkDir(os.DirFS(".."), top, func(file string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
				files = append(files, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestFloors(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range sources(t) {
		seen[path.Dir(file)] = true
		text, err := os.ReadFile("../" + file)
		if err != nil {
			t.Fatal(err)
		}
		broken, err := brokenRules(file, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range broken {
			t.Error(rule)
		}
	}
	for in := range floors {
		if !seen[in] {
			t.Errorf("%s has a floor and no files", in)
		}
	}
}

// Every row of the table must itself lead down, or the table would allow a circle.
func TestFloorsGoDown(t *testing.T) {
	var depth func(in string, above []string) int
	depth = func(in string, above []string) int {
		if slices.Contains(above, in) {
			t.Fatalf("%s leads back to itself by %s", in, above)
		}
		deepest := 0
		for _, below := range floors[in] {
			if _, known := floors[below]; !known {
				t.Errorf("%s may use %s, which has no floor", in, below)
			}
			deepest = max(deepest, 1+depth(below, append(slices.Clone(above), in)))
		}
		return deepest
	}
	if got := depth("cmd/wellshelf", nil); got < 4 {
		t.Errorf("the house has only %d floors", got+1)
	}
}

func TestFloorsCanFail(t *testing.T) {
	for _, c := range []struct{ in, imports, rule string }{
		{"generator/theme", "wellshelf/generator/site", "generator/theme may use only [generator/diag]"},
		{"generator/diag", "wellshelf/generator", "generator/diag may use only []"},
		{"generator/site", "github.com/yuin/goldmark/ast", "is at home in [generator/markdown]"},
		{"generator/site", "github.com/goccy/go-yaml", "is at home in"},
		{"generator/library", "html/template", "is at home in"},
		{"generator", "github.com/spf13/cobra", "is at home in [cmd/wellshelf]"},
		{"generator", "os/exec", "starts no programs"},
		{"cmd/wellshelf", "net/http", "opens no connections"},
		{"generator/library", "example.org/new/thing", "has no home"},
		{"generator/thing", "fmt", "has no floor"},
	} {
		file := c.in + "/made-up.go"
		broken, err := brokenRules(file, fmt.Sprintf("package p\n\nimport (\n\t\"strings\"\n\t_ %q\n)\n", c.imports))
		if err != nil {
			t.Fatal(err)
		}
		if c.in == "generator/thing" {
			broken = broken[:min(1, len(broken))]
		}
		if len(broken) != 1 || !strings.HasPrefix(broken[0], file+" imports ") || !strings.Contains(broken[0], c.rule) {
			t.Errorf("%s importing %s: got %q", c.in, c.imports, broken)
		}
	}
}
