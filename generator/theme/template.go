package theme

import (
	"errors"
	"fmt"
	"html/template"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"wellshelf/generator/diag"
)

// A template's name is its part's, or holds a space, which no part's does: one set holds all layouts, each with a copy
// of the frame that calls it as main. So a part is escaped once, not once for each layout.
func mainOf(layout string) string  { return "main " + layout }
func frameOf(layout string) string { return "frame " + layout }

// parseTemplates parses and checks every template of the merged theme.
func (l *loader) parseTemplates(t *Theme) {
	t.trees = map[string]*parse.Tree{}
	var frame *parse.Tree
	for _, name := range slices.Sorted(maps.Keys(t.files)) {
		r, base := roleOf(name), strings.TrimSuffix(path.Base(name), ".html")
		if r != layout && r != partHTML {
			continue
		}
		tree := l.parseTemplate(t.files[name])
		switch {
		case tree == nil:
		case name == "layouts/frame.html":
			frame = tree
		case r == layout:
			t.layouts = append(t.layouts, base)
			t.trees[mainOf(base)] = tree
		default:
			t.parts = append(t.parts, base)
			t.trees[base] = tree
		}
	}
	if t.files["layouts/frame.html"] == nil {
		l.refuse(t.chain[0].manifest.whole.problem("the theme has no layouts/frame.html", "write one: it is the document around every page"))
	}
	if l.unusable {
		return
	}
	slices.Sort(t.layouts)
	slices.Sort(t.parts)
	l.checkTemplates(t, frame)
	for _, name := range t.layouts {
		copied := frame.Copy()
		copied.Name = frameOf(name)
		walk(copied.Root, func(n parse.Node) {
			if call, ok := n.(*parse.TemplateNode); ok && call.Name == "main" {
				call.Name = mainOf(name)
			}
		})
		t.trees[frameOf(name)] = copied
	}
	if !l.unusable {
		l.escape(t)
	}
}

// syntaxError is how text/template/parse writes its mistakes.
var syntaxError = regexp.MustCompile(`^template: .*?:(\d+):(?:\d+:)? (.*)$`)

func (l *loader) parseTemplate(src *source) *parse.Tree {
	set := map[string]*parse.Tree{}
	tree := parse.New(src.place)
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(string(src.bytes), "", "", set); err != nil {
		at, text := src.whole(), err.Error()
		if m := syntaxError.FindStringSubmatch(text); m != nil {
			line, _ := strconv.Atoi(m[1])
			at, text = src.at(line, 0, 0), m[2]
		}
		l.refuse(at.problem("the template cannot be read: "+text, ""))
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if name != src.place {
			l.refuse(src.offset(int(set[name].Root.Pos), 0).problem(fmt.Sprintf("a template %q is defined inside another", name),
				"make it a part: parts/<part>/<part>.html"))
		}
	}
	return tree
}

// checkTemplates finds what would only fail when a page is made: names that are nothing.
func (l *loader) checkTemplates(t *Theme, frame *parse.Tree) {
	calls := false
	known := slices.Concat(builtins, slices.Sorted(maps.Keys((&Voice{}).functions())))
	c := checker{l, t, known, t.files["layouts/frame.html"]}
	walk(frame.Root, func(n parse.Node) {
		if call, ok := n.(*parse.TemplateNode); ok && call.Name == "main" {
			calls = true
			return
		}
		c.check(n)
	})
	if !calls {
		l.refuse(c.src.whole().problem("the frame has no place for the page", `write {{template "main" .}} where the page goes`))
	}
	for _, name := range t.layouts {
		c.src = t.files["layouts/"+name+".html"]
		walk(t.trees[mainOf(name)].Root, c.check)
	}
	for _, name := range t.parts {
		c.src = t.files["parts/"+name+"/"+name+".html"]
		walk(t.trees[name].Root, c.check)
	}
}

// checker looks at the nodes of one file.
type checker struct {
	*loader
	theme     *Theme
	functions []string
	src       *source
}

// outside is an element that fetches something from another site without a click.
var outside = regexp.MustCompile(`(?i)(?:\b(?:src|srcset|poster|data|background)\s*=\s*["']?|<link\b[^>]*\bhref\s*=\s*["']?)\s*(?:https?:)?//`)

func (c checker) check(n parse.Node) {
	at := func() spot { return c.src.offset(int(n.Position()), 0) }
	switch n := n.(type) {
	case *parse.TextNode:
		for _, span := range outside.FindAllIndex(n.Text, -1) {
			c.report(c.src.offset(int(n.Pos)+span[0], span[1]-span[0]).problem("this is fetched from another site", "pages ask nothing of other sites: put a copy in assets"))
		}
	case *parse.TemplateNode:
		if !slices.Contains(c.theme.parts, n.Name) {
			hint := diag.DidYouMean(n.Name, c.theme.parts, "a part is written in parts/<part>/<part>.html")
			if n.Name == "main" {
				hint = "only the frame calls main"
			}
			c.refuse(at().problem(fmt.Sprintf("there is no part %q", n.Name), hint))
		}
	case *parse.IdentifierNode:
		if !slices.Contains(c.functions, n.Ident) {
			c.refuse(c.src.offset(int(n.Pos), len(n.Ident)).problem(fmt.Sprintf("there is no function %q", n.Ident),
				diag.DidYouMean(n.Ident, c.functions, "the functions are "+strings.Join(c.functions, ", "))))
		}
	case *parse.PipeNode:
		for i, cmd := range n.Cmds {
			c.call(cmd, i > 0)
		}
	}
}

// call checks a call whose first argument is a literal; piped means that one more argument comes from before it.
func (c checker) call(cmd *parse.CommandNode, piped bool) {
	if len(cmd.Args) < 2 {
		return
	}
	name, isName := cmd.Args[0].(*parse.IdentifierNode)
	literal, isString := cmd.Args[1].(*parse.StringNode)
	if !isName || !isString {
		return
	}
	at := c.src.offset(int(literal.Pos), len([]rune(literal.Quoted)))
	switch name.Ident {
	case "asset":
		if _, ok := c.theme.assets[literal.Text]; !ok {
			c.report(at.problem(fmt.Sprintf("there is no assets/%s", literal.Text), diag.DidYouMean(literal.Text, slices.Sorted(maps.Keys(c.theme.assets)), "put the picture there")))
		}
	case "say":
		c.say(literal.Text, cmd.Args[2:], piped, at)
	}
}

func (c checker) say(key string, args []parse.Node, piped bool, at spot) {
	en := c.theme.words[sourceLanguage].say
	m := en[key]
	if m == nil {
		c.report(at.problem(fmt.Sprintf("there is no string %q", key), diag.DidYouMean(key, slices.Sorted(maps.Keys(en)), "add it to strings/en.yaml")))
		return
	}
	given := map[string]bool{}
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(*parse.StringNode)
		if !ok {
			return
		}
		given[name.Text] = true
		if !slices.Contains(m.places(), name.Text) {
			c.report(c.src.offset(int(name.Pos), len([]rune(name.Quoted))).problem(fmt.Sprintf("the string %q has no place for %q", key, name.Text),
				diag.DidYouMean(name.Text, m.places(), placesHint(m.places()))))
		}
	}
	if (len(args)%2 != 0) != piped {
		c.report(at.problem(fmt.Sprintf("the values of the string %q are not in pairs", key), "give a name and a value in turn"))
		return
	}
	for _, name := range m.places() {
		if !given[name] {
			c.report(at.problem(fmt.Sprintf("the string %q is not given its %q", key, name), fmt.Sprintf("add %q and its value", name)))
		}
	}
}

// walk visits every node below n, n first.
func walk(n parse.Node, visit func(parse.Node)) {
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, visit)
		walk(b.List, visit)
		if b.ElseList != nil {
			walk(b.ElseList, visit)
		}
	}
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			walk(child, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, cmd := range n.Cmds {
			for _, arg := range cmd.Args {
				walk(arg, visit)
			}
		}
	case *parse.ChainNode:
		walk(n.Node, visit)
	}
}

// escape finds what html/template finds only at first use: a template whose values would stand where no escaping is
// safe. It starts each template into a writer that fails, since there is no other way to ask. Parts come before the
// layouts that call them, and layouts before their frames, so that a mistake is found where it is.
func (l *loader) escape(t *Theme) {
	v := t.Voice(sourceLanguage)
	for _, names := range [][]string{t.parts, each(t.layouts, mainOf), each(t.layouts, frameOf)} {
		for _, name := range names {
			var wrong *template.Error
			if errors.As(v.templates[name].Execute(refusing{}, nil), &wrong) {
				text, _, _ := strings.Cut(wrong.Description, ": {")
				l.refuse(l.nodePlace(t, name, wrong).problem("the template cannot be escaped: "+text,
					"close every tag, quote, script and style in the file that opens it"))
			}
		}
		if l.unusable {
			return
		}
	}
}

func each(names []string, f func(string) string) []string {
	var mapped []string
	for _, name := range names {
		mapped = append(mapped, f(name))
	}
	return mapped
}

// nodePlace is where html/template's error is: its node's place, which may lie in a part that the named template calls.
func (l *loader) nodePlace(t *Theme, name string, wrong *template.Error) spot {
	file, line := t.trees[name].ParseName, wrong.Line
	if wrong.Node != nil {
		place, _ := (*parse.Tree)(nil).ErrorContext(wrong.Node)
		if parts := strings.Split(place, ":"); len(parts) == 3 {
			file = parts[0]
			line, _ = strconv.Atoi(parts[1])
		}
	}
	for _, src := range t.files {
		switch {
		case src.place == file && line > 0:
			return src.at(line, 0, 0)
		case src.place == file:
			return src.whole()
		}
	}
	panic("wellshelf: internal error: no file for template " + name)
}

var errRefused = errors.New("nothing is written here")

type refusing struct{}

func (refusing) Write([]byte) (int, error) { return 0, errRefused }
