package theme

import (
	"encoding/base64"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
	"wellshelf/generator/diag"
)

// bundle is what a theme sends to browsers, whatever the site's colours.
type bundle struct {
	style, alone, script, worker string
	files                        []File // pictures, sorted by path
}

// smallPicture is the size in bytes below which a picture costs less inside the style than as a request of its own.
const smallPicture = 2 << 10

// engines are the oldest browsers that a page must help in.
var engines = []api.Engine{
	{Name: api.EngineChrome, Version: "70"},
	{Name: api.EngineSafari, Version: "12"},
	{Name: api.EngineFirefox, Version: "68"},
}

// understood is what these browsers know although esbuild's table denies it for Safari 12, which gets one rare form
// wrong: [a] = [b] = list. It cannot be rewritten, so without this every script that says const {name} = x is refused.
//
// That a catch may leave out what it caught is newer than ES2018, which scripts are written in.
var understood = map[string]bool{"destructuring": true, "optional-catch-binding": false}

// bundleParts bundles the styles and scripts of all parts.
func (l *loader) bundleParts(t *Theme) {
	all := bundler{loader: l, theme: t, loaded: map[string]bool{}}
	t.bundle.style = all.build(api.LoaderCSS, t.partFiles(".css"))
	t.bundle.script = all.build(api.LoaderJS, t.partFiles(".js"))
	t.bundle.worker = all.build(api.LoaderJS, t.workers())
	alone := bundler{loader: l, theme: t, loaded: all.loaded, inline: true}
	t.bundle.alone = strings.TrimPrefix(alone.build(api.LoaderCSS, l.standalone(t)), charset)
	t.bundle.files = slices.SortedFunc(maps.Values(l.pictures(t, all.used)), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	if !l.unusable {
		l.checkStyles(t, all.loaded)
	}
	for _, name := range slices.Sorted(maps.Keys(t.files)) {
		if roleOf(name) == partCode && !all.loaded[name] {
			l.report(t.files[name].whole().warning("no part uses this file", "a part's files bear its name, as in parts/card/card.css; others are imported by one that does"))
		}
	}
}

// partFiles lists parts/<part>/<part><ext>, the page's own first, since it holds what all others stand on.
func (t *Theme) partFiles(ext string) []string {
	var names []string
	for name := range t.files {
		if dir, base := path.Split(name); dir == "parts/"+strings.TrimSuffix(base, ext)+"/" && path.Ext(base) == ext && base != workerFile {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(path.Dir(a), path.Dir(b)) })
	first := "parts/page/page" + ext
	if i := slices.Index(names, first); i > 0 {
		names = slices.Insert(slices.Delete(names, i, i+1), 0, first)
	}
	return names
}

// workerFile is the name, in any part, of a script that is no page's: it goes to the service worker.
const workerFile = "worker.js"

// workers lists parts/<part>/worker.js, sorted.
func (t *Theme) workers() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(t.files)) {
		if roleOf(name) == partCode && path.Base(name) == workerFile && strings.Count(name, "/") == 2 {
			names = append(names, name)
		}
	}
	return names
}

// standalone lists the styles the self-contained page carries, as the nearest theme that says so names them.
func (l *loader) standalone(t *Theme) []string {
	var parts []string
	styles := t.partFiles(".css")
	for _, f := range t.chain {
		if !f.manifest.alone {
			continue
		}
		for _, part := range f.manifest.standalone {
			name := "parts/" + part.value + "/" + part.value + ".css"
			if slices.Contains(styles, name) {
				parts = append(parts, name)
				continue
			}
			l.report(part.at.problem(fmt.Sprintf("there is no part %q with a style", part.value), diag.DidYouMean(part.value, l.partNames(styles), "")))
		}
		break
	}
	return parts
}

func (l *loader) partNames(files []string) []string {
	var names []string
	for _, name := range files {
		names = append(names, path.Base(path.Dir(name)))
	}
	return names
}

// bundler lets esbuild see one theme, and nothing else: every path it asks for is answered here, so it never looks at
// the disk.
type bundler struct {
	*loader
	theme  *Theme
	inline bool // every picture goes into the style

	lock   sync.Mutex      // esbuild asks from several goroutines
	loaded map[string]bool // files that were bundled
	used   map[string]bool // pictures that styles point to
}

// namespace keeps esbuild's own loaders, which read the disk, from the theme's paths.
const namespace = "theme"

// build bundles files in order, or reports why not.
func (b *bundler) build(loader api.Loader, files []string) string {
	if len(files) == 0 {
		return ""
	}
	var entry strings.Builder
	for _, name := range files {
		if loader == api.LoaderCSS {
			fmt.Fprintf(&entry, "@import %q;\n", name)
		} else {
			fmt.Fprintf(&entry, "import %q;\n", name)
		}
	}
	result := api.Build(b.options(entry.String(), loader))
	for _, m := range result.Errors {
		b.refuse(b.problem(m))
	}
	for _, m := range result.Warnings {
		if strings.HasPrefix(m.ID, "css-syntax-error") || m.ID == "js-comment-in-css" {
			b.refuse(b.problem(m))
			continue
		}
		p := b.problem(m)
		p.Severity = diag.Warning
		b.report(p)
	}
	if len(result.OutputFiles) != 1 {
		return ""
	}
	return strings.TrimSuffix(string(result.OutputFiles[0].Contents), "\n")
}

// options name no folder of the machine: what is bundled does not depend on where.
func (b *bundler) options(entry string, loader api.Loader) api.BuildOptions {
	return api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, Loader: loader},
		Bundle:            true,
		Write:             false,
		Outdir:            "out",
		TsconfigRaw:       "{}",
		LogLevel:          api.LogLevelSilent,
		Format:            api.FormatIIFE,
		Platform:          api.PlatformBrowser,
		Engines:           engines,
		Supported:         understood,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Plugins:           []api.Plugin{{Name: namespace, Setup: b.setup}},
	}
}

func (b *bundler) setup(build api.PluginBuild) {
	everything := ".*"
	build.OnResolve(api.OnResolveOptions{Filter: everything}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		return b.resolve(args), nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: everything}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		return b.load(args), nil
	})
}

// mistake is an answer to esbuild that becomes a problem where the path is written.
func mistake(text, hint string) api.OnResolveResult {
	return api.OnResolveResult{Errors: []api.Message{{Text: text, Detail: hint}}}
}

// elsewhere is a path with a host: https://, //, or any other scheme.
var elsewhere = regexp.MustCompile(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)`)

// resolve answers a path in an import or url() with a file of the merged theme.
func (b *bundler) resolve(args api.OnResolveArgs) api.OnResolveResult {
	asPicture := args.Kind == api.ResolveCSSURLToken
	switch {
	case asPicture && (strings.HasPrefix(args.Path, "#") || strings.HasPrefix(args.Path, "data:image/")):
		return api.OnResolveResult{Path: args.Path, External: true}
	case elsewhere.MatchString(args.Path):
		return mistake(fmt.Sprintf("%q is fetched from another site", args.Path), "pages ask nothing of other sites: put a copy in the theme")
	case args.Kind == api.ResolveJSDynamicImport || args.Kind == api.ResolveJSRequireCall || args.Kind == api.ResolveJSRequireResolve:
		return mistake("scripts are bundled from import statements alone", "write an import statement at the top of the file")
	case args.Namespace == namespace && strings.HasPrefix(args.Path, "/"):
		return mistake(fmt.Sprintf("%q is not a file of the theme", args.Path), "write the path from this file, as in ../../assets/crest.svg")
	}
	relative := strings.HasPrefix(args.Path, "./") || strings.HasPrefix(args.Path, "../")
	if args.Kind == api.ResolveJSImportStatement && args.Namespace == namespace && !relative {
		return mistake(fmt.Sprintf("%q is not a file of the theme", args.Path), "an import begins with ./ or ../")
	}
	name := args.Path
	if args.Namespace == namespace {
		plain, _, _ := strings.Cut(args.Path, "#")
		name = path.Join(path.Dir(args.Importer), plain)
	}
	src, ext := b.theme.files[name], path.Ext(name)
	if src == nil || (pictures[ext] != "") != asPicture || !asPicture && ext != styleOrScript(args.Kind) {
		return mistake(fmt.Sprintf("%q is not a file of the theme that can stand here", args.Path), diag.DidYouMean(name, slices.Collect(maps.Keys(b.theme.files)), "write the path from this file, as in ../../assets/crest.svg"))
	}
	if asPicture {
		return api.OnResolveResult{Path: b.picture(src), External: true}
	}
	return api.OnResolveResult{Path: name, Namespace: namespace}
}

func styleOrScript(kind api.ResolveKind) string {
	if kind == api.ResolveCSSImportRule {
		return ".css"
	}
	return ".js"
}

// picture is the address of a picture in a style: itself when it is small, else its file beside the style's.
func (b *bundler) picture(src *source) string {
	if b.inline || len(src.bytes) < smallPicture {
		return inlined(src)
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.used == nil {
		b.used = map[string]bool{}
	}
	b.used[src.path] = true
	return "./" + path.Base(hashed(src))
}

// inlined is a picture as an address that holds it. A drawing stays text: to gzip, twenty drawings are much alike, and
// their base64 is not.
func inlined(src *source) string {
	kind := "data:" + pictures[path.Ext(src.path)]
	if path.Ext(src.path) != ".svg" {
		return kind + ";base64," + base64.StdEncoding.EncodeToString(src.bytes)
	}
	text := reserved.Replace(gap.ReplaceAllString(strings.Join(strings.Fields(string(src.bytes)), " "), "><"))
	if !strings.Contains(text, "'") {
		return kind + "," + strings.ReplaceAll(text, `"`, "'")
	}
	return kind + "," + strings.ReplaceAll(text, `"`, "%22")
}

var (
	gap = regexp.MustCompile(`> <`)
	// reserved is what would end the address or its string, or begin a tag where a style stands within a page.
	reserved = strings.NewReplacer("%", "%25", "#", "%23", "<", "%3C", ">", "%3E", `\`, "%5C")
)

var (
	comment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	fetching = regexp.MustCompile(`["']\s*(?:https?:)?//`)
	// answered are the paths that resolve is asked for.
	answered    = regexp.MustCompile(`(?i)@import\s+["'][^"'\n]*["']|\burl\(\s*["'][^"'\n]*["']\s*\)`)
	dynamic     = regexp.MustCompile(`\b(?:import|require)(?:\s|/\*(?s:.*?)\*/|//[^\n]*\n)*\(`)
	dynamicWord = regexp.MustCompile(`^\w+`)
)

func (b *bundler) load(args api.OnLoadArgs) api.OnLoadResult {
	src := b.theme.files[args.Path]
	if args.Namespace != namespace || src == nil {
		return api.OnLoadResult{Errors: []api.Message{{Text: fmt.Sprintf("%q is not a file of the theme", args.Path)}}}
	}
	b.lock.Lock()
	defer b.lock.Unlock()
	b.loaded[args.Path] = true
	contents, loader := string(src.bytes), api.LoaderCSS
	if path.Ext(args.Path) == ".js" {
		loader = api.LoaderJS
		contents = b.withoutDynamic(src, contents)
	} else {
		b.refuseFetching(src, contents)
	}
	return api.OnLoadResult{Contents: &contents, Loader: loader}
}

// refuseFetching reports addresses that esbuild takes for plain strings, as in image-set("https://...").
func (b *bundler) refuseFetching(src *source, style string) {
	blank := func(s string) string { return strings.Repeat(" ", len(s)) }
	bare := answered.ReplaceAllStringFunc(comment.ReplaceAllStringFunc(style, blank), blank)
	for _, span := range fetching.FindAllStringIndex(bare, -1) {
		b.refuse(src.offset(span[0], span[1]-span[0]).problem("this is fetched from another site", "pages ask nothing of other sites: put a copy in the theme"))
	}
}

// withoutDynamic reports and blanks the words of dynamic imports: given a path with a gap, esbuild would look for
// files that fit it on the disk.
func (b *bundler) withoutDynamic(src *source, script string) string {
	blanked := []byte(script)
	for _, span := range dynamic.FindAllStringIndex(script, -1) {
		word := dynamicWord.FindString(script[span[0]:])
		b.refuse(src.offset(span[0], len(word)).problem("scripts are bundled from import statements alone", "write an import statement at the top of the file"))
		copy(blanked[span[0]:], strings.Repeat(" ", len(word)))
	}
	return string(blanked)
}

// problem turns esbuild's message into ours.
func (b *bundler) problem(m api.Message) diag.Problem {
	text := strings.Replace(m.Text, " + 2 overrides", "", 1) // understood is no matter of the author's
	if text != "" && (len(text) == 1 || text[1] >= 'a') {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	hint, _ := m.Detail.(string)
	if m.Location == nil {
		return spot{place: diag.Place{File: "themes/" + b.theme.name}}.problem(text, hint)
	}
	if hint == "" && m.Location.Suggestion != "" {
		hint = "write " + m.Location.Suggestion
	}
	src := b.theme.files[strings.TrimPrefix(m.Location.File, namespace+":")]
	if src == nil {
		return spot{place: diag.Place{File: "themes/" + b.theme.name}}.problem(text, hint)
	}
	line := m.Location.LineText
	start := min(m.Location.Column, len(line))
	end := min(start+m.Location.Length, len(line))
	at := src.at(m.Location.Line, len([]rune(line[:start]))+1, max(1, len([]rune(line[start:end]))))
	return at.problem(strings.TrimSuffix(text, "."), hint)
}
