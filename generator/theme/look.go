package theme

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// Token is a value a site's settings give to a token of its theme, and where they do.
type Token struct {
	Name, Value string
	Place       diag.Place
	Snippet     string
	Reach       diag.Reach
}

// Look is all that a site's pages fetch beside themselves, in the site's own colours. Paths are from the site's root.
type Look struct {
	Style  string // path of the style
	Files  []File // the style and the theme's pictures; sorted by path
	Code   string // all scripts of the parts as one classic script, to be deferred; "" when the theme has none
	Worker string // every parts/<part>/worker.js as one classic script, for a service worker; "" when there is none
	Colour string // the token "brand" as #rrggbb, or "", for <meta name="theme-color">
	Dark   string // the token "surface" on dark screens, where a bright bar would glare; "" without dark colours

	// Inline is the style of a page that fetches nothing: the tokens and the parts that theme.md calls standalone. It
	// goes between <style> and </style> as it is; InlineHash, quotes included, allows it in a Content-Security-Policy.
	Inline     string
	InlineHash string

	colours table
}

// Paint is a token of palette or intent as #rrggbb, in the light colours: for what is drawn or printed.
func (l *Look) Paint(name string) (colour string, found bool) {
	colour = l.colours.paint(name)
	return colour, colour != ""
}

// File is a file of a site. Its path holds a hash of its bytes, so that browsers can keep it for ever. The bytes are
// shared and must not be changed.
type File struct {
	Path  string
	Bytes []byte
}

// Look returns the theme in a site's colours. Only colours of palette and intent are a site's to set; where the theme
// has a dark colour for an intent, that stays what dark screens show, whatever a site's intent is. Problems carry
// the place and reach of the token they are about; a value that cannot be used is left as the theme has it, and one
// that lacks contrast is used all the same, so that it can be seen in a preview.
func (t *Theme) Look(tokens []Token) (*Look, []diag.Problem) {
	table, problems := t.tokens, []diag.Problem(nil)
	if len(tokens) > 0 {
		table, problems = t.coloured(tokens)
	}
	both := table.schemes(t.dark)
	look := &Look{Code: t.bundle.script, Worker: t.bundle.worker, Colour: table.paint("brand"), Dark: both.night("surface"), colours: table}
	root := both.root(t.bundle.style + t.bundle.alone)
	style := File{Bytes: []byte(joined(root, t.bundle.style))}
	style.Path = "assets/style-" + sum(style.Bytes) + ".css"
	look.Style = style.Path
	look.Files = append(slices.Clone(t.bundle.files), style)
	slices.SortFunc(look.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	look.Inline = joined(root, t.bundle.alone)
	hash := sha256.Sum256([]byte(look.Inline))
	look.InlineHash = "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
	return look, diag.Sort(problems)
}

// charset is what a style may begin with, and then nothing may stand before.
const charset = `@charset "UTF-8";`

// joined puts the tokens before the style.
func joined(root, style string) string {
	if rest, found := strings.CutPrefix(style, charset); found {
		return charset + root + rest
	}
	return root + style
}

func sum(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:5])
}

// hashed is the path of a picture of the theme.
func hashed(src *source) string {
	base := path.Base(src.path)
	ext := path.Ext(base)
	return "assets/" + strings.TrimSuffix(base, ext) + "-" + sum(src.bytes) + ext
}

// coloured lays a site's tokens over the theme's.
func (t *Theme) coloured(tokens []Token) (table, []diag.Problem) {
	own := maps.Clone(t.tokens)
	var problems []diag.Problem
	for _, set := range tokens {
		at := spot{place: set.Place, snippet: set.Snippet, reach: set.Reach}
		old, found := t.tokens.find(set.Name)
		if !found {
			names := t.tokens.names("palette", "intent")
			problems = append(problems, at.problem(fmt.Sprintf("unknown token %q", set.Name), diag.DidYouMean(set.Name, names, "a site sets colours: "+strings.Join(names, ", "))))
			continue
		}
		token := token{group: old.group, name: old.name, value: set.Value, at: at, depth: -1}
		if problem := token.check(); problem != nil {
			problems = append(problems, *problem)
			continue
		}
		if wrong := t.tokens.unclear(token); len(wrong) > 0 {
			problems = append(problems, wrong...)
			continue
		}
		own[token.property()] = token
	}
	// A pair that is all the theme's is the theme's problem, told where the theme is loaded.
	touched := func(a, b token) bool { return a.depth < 0 || b.depth < 0 }
	return own, append(problems, own.schemes(t.dark).failing(t.pairs, touched)...)
}
