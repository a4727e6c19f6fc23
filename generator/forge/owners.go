package forge

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Network is what files are made from.
type Network struct {
	Library *library.Library
	View    library.View
	Content string // where the content lies in the repository: "content"
}

// line is one row of CODEOWNERS. Of several that fit a path, hosts take the last.
type line struct {
	path   string
	owners []string
}

// owners is a file of code owners: the folders of each scope, from the widest to the narrowest; within them the kinds and
// entries that certain roles sign.
func (n *Network) owners() []byte {
	var b strings.Builder
	b.WriteString(made + "# Who is asked to look at a change. Of several lines that fit, the last counts. It is made from \"owners\" and\n# \"sign_off\" in the settings: change those, and run the command again.\n")
	for _, l := range n.lines() {
		fmt.Fprintf(&b, "%s %s\n", l.path, strings.Join(l.owners, " "))
	}
	return []byte(b.String())
}

func (n *Network) lines() []line {
	var lines []line
	if all := handles(n.Library.Network.Fields, nil); len(all) > 0 {
		lines = append(lines, line{"*", all})
	}
	for _, level := range n.Library.Levels() {
		folder := path.Dir(level.File)
		if level.File == "network.md" {
			folder = "national"
		}
		all := handles(level.Fields, nil)
		if len(all) == 0 {
			continue
		}
		if level.File != "network.md" {
			lines = append(lines, n.both(folder+"/", all)...)
		}
		lines = append(lines, n.special(level, folder, all)...)
	}
	return lines
}

// both are the lines for a path of content and for its sign-offs.
func (n *Network) both(at string, owners []string) []line {
	return []line{{"/" + path.Join(n.Content) + "/" + at, owners}, {"/" + path.Join(n.Content, "signoffs") + "/" + at, owners}}
}

// special are the lines of a scope for kinds and entries that not everyone there signs. A kind whose entries all ask for
// the same roles has one line.
func (n *Network) special(level library.Level, folder string, all []string) []line {
	byKind := map[string][]*library.Entry{}
	var kinds []string
	for _, e := range n.Library.Entries {
		if e.Scope != level.Scope || e.Form != (library.Form{}) {
			continue
		}
		if byKind[e.Folder] == nil {
			kinds = append(kinds, e.Folder)
		}
		byKind[e.Folder] = append(byKind[e.Folder], e)
	}
	slices.Sort(kinds)
	var lines []line
	for _, kind := range kinds {
		usual := handles(level.Fields, n.usual(byKind[kind]))
		if len(usual) > 0 && !slices.Equal(usual, all) {
			lines = append(lines, n.both(folder+"/"+kind+"/", usual)...)
		} else {
			usual = all
		}
		for _, e := range byKind[kind] {
			own := handles(level.Fields, n.roles(e))
			if len(own) > 0 && !slices.Equal(own, usual) {
				lines = append(lines, n.both(folder+"/"+kind+"/"+e.Slug+".*", own)...)
			}
		}
	}
	return lines
}

// roles are those that sign an entry; never nil, for nobody is not the same as everybody.
func (n *Network) roles(e *library.Entry) []string {
	return append([]string{}, n.Library.Record(e, n.View.Today).Policy.Roles...)
}

// usual are the roles that most of the entries ask for.
func (n *Network) usual(entries []*library.Entry) (roles []string) {
	count := map[string]int{}
	best := 0
	for _, e := range entries {
		own := n.roles(e)
		key := strings.Join(own, ",")
		if count[key]++; count[key] > best {
			best, roles = count[key], own
		}
	}
	return roles
}

// handles are the owners that settings name: those for everything, and those of the roles; all of them when roles is nil.
func handles(f library.Fields, roles []string) []string {
	var list []string
	for owner := range f.Groups("owners") {
		if role := owner.Text("role"); roles != nil && role != "" && !slices.Contains(roles, role) {
			continue
		}
		for _, at := range owner.Texts("at") {
			if !slices.Contains(list, at) {
				list = append(list, at)
			}
		}
	}
	return list
}

// Problems finds folders that nobody owns, and those that one person owns alone: nobody approves their own change, and
// people go on holiday.
func (n *Network) Problems() (problems []diag.Problem) {
	any := len(handles(n.Library.Network.Fields, nil)) > 0
	for _, level := range n.Library.Levels() {
		all := handles(level.Fields, nil)
		at := diag.Place{File: path.Join(n.Content, level.File)}
		if v := level.Fields.Get("owners"); v != nil {
			at.Line, at.Column, at.Length = v.Line, v.Col, v.Len
		}
		switch {
		case len(all) == 0 && !any && level.Scope.Level() < 2:
			problems = append(problems, diag.Problem{Severity: diag.Warning, Reach: level.Scope.Reach(), Place: at, Text: "nobody is asked to look at changes here",
				Hint: "name a team: owners: [{at: [\"@your-network/librarians\"]}]"})
		case len(all) == 1 && !strings.Contains(all[0], "/"):
			problems = append(problems, diag.Problem{Severity: diag.Warning, Reach: level.Scope.Reach(), Place: at, Text: fmt.Sprintf("%s alone is asked to look at changes here", all[0]),
				Hint: "name a team, or a second person: nobody can approve their own change"})
		}
	}
	return diag.Sort(problems)
}
