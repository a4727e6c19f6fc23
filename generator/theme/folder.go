package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// folder is one theme's own files, without its parents'.
type folder struct {
	name     string
	files    map[string]*source // by path within the theme
	manifest *manifest
}

// largestFile bounds what one file of a theme can make the build read.
const largestFile = 1 << 20

// slug is the shape of the names of themes, layouts, parts and tokens.
var slug = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// layoutName is that of layouts, one of which is called 404.
var layoutName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// role is what a file of a theme is for.
type role uint8

const (
	unknown role = iota
	notes        // for people: notes and tests
	front        // theme.md
	layout
	partHTML
	partCode // .css and .js of a part; may be named otherwise than the part, and then be imported
	strs
	picture
)

// merged reports whether a child's file adds to its parent's instead of covering it.
func (r role) merged() bool { return r == front || r == strs }

// pictures are the kinds of file that assets may hold, with their media types.
var pictures = map[string]string{
	".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".ico": "image/x-icon",
}

func roleOf(name string) role {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	top, rest, _ := strings.Cut(name, "/")
	switch {
	case name == "theme.md":
		return front
	case ext == ".md" || base[0] == '.' || strings.Contains(base, ".test.") || strings.Contains(base, "_test."):
		return notes
	case dir == "layouts/" && ext == ".html" && layoutName.MatchString(strings.TrimSuffix(base, ext)):
		return layout
	case dir == "strings/" && ext == ".yaml":
		return strs
	case top == "parts" && strings.Contains(rest, "/"):
		switch {
		case ext == ".css" || ext == ".js":
			return partCode
		case ext == ".html" && dir == "parts/"+strings.TrimSuffix(base, ext)+"/" && slug.MatchString(path.Base(dir)):
			return partHTML
		case pictures[ext] != "":
			return picture
		}
	case top == "assets" && pictures[ext] != "":
		return picture
	}
	return unknown
}

// chain reads a theme and its parents, nearest first.
func (l *loader) chain(name string) []*folder {
	if !slug.MatchString(name) || !l.exists(name) {
		l.refuse(spot{place: diag.Place{File: "themes/" + name}}.problem(
			fmt.Sprintf("there is no theme %q", name), diag.DidYouMean(name, l.names(), "a theme is a folder with a theme.md")))
		return nil
	}
	var chain []*folder
	for {
		f := l.folder(name)
		if f.manifest == nil {
			l.unusable = true
			return nil
		}
		chain = append(chain, f)
		next := f.manifest.parent
		if next.value == "" {
			return chain
		}
		if slices.ContainsFunc(chain, func(f *folder) bool { return f.name == next.value }) {
			l.refuse(next.at.problem("the theme is its own parent, by way of "+quotedNames(chain), "name another parent, or none"))
			return nil
		}
		if !slug.MatchString(next.value) || !l.exists(next.value) {
			l.refuse(next.at.problem(fmt.Sprintf("there is no theme %q", next.value),
				diag.DidYouMean(next.value, l.names(), "the parent is the name of another folder of themes")))
			return nil
		}
		name = next.value
	}
}

func quotedNames(chain []*folder) string {
	var names []string
	for _, f := range chain {
		names = append(names, fmt.Sprintf("%q", f.name))
	}
	return strings.Join(names, ", ")
}

// exists reports whether the themes folder holds a theme of that name, be it a link, which folder then refuses.
func (l *loader) exists(name string) bool {
	_, err := fs.Lstat(l.fsys, name)
	return !errors.Is(err, fs.ErrNotExist)
}

func (l *loader) names() []string {
	entries, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && slug.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// folder reads one theme's own files into memory, so that nothing is read twice and nothing is read later.
func (l *loader) folder(name string) *folder {
	f := &folder{name: name, files: map[string]*source{}}
	if info, err := fs.Lstat(l.fsys, name); err == nil && !info.IsDir() {
		l.refuse(spot{place: diag.Place{File: "themes/" + name}}.problem("a theme is a folder, and this is not one", linkHint(info.Mode())))
		return f
	}
	err := fs.WalkDir(l.fsys, name, func(full string, entry fs.DirEntry, err error) error {
		at := spot{place: diag.Place{File: "themes/" + full}}
		switch {
		case err != nil:
			l.refuse(at.problem("it could not be read: "+err.Error(), ""))
		case entry.IsDir() || full == name:
		case !entry.Type().IsRegular():
			l.refuse(at.problem("a theme holds files and folders only, and this is neither", linkHint(entry.Type())))
		default:
			l.file(f, full)
		}
		return nil
	})
	if err != nil {
		panic("wellshelf: internal error: the walk of a theme returned " + err.Error())
	}
	md := f.files["theme.md"]
	if md == nil {
		l.refuse(spot{place: diag.Place{File: "themes/" + name}}.problem("the theme has no theme.md", "write one that states name and view"))
		return f
	}
	f.manifest = l.manifest(name, md)
	return f
}

func linkHint(mode fs.FileMode) string {
	if mode&fs.ModeSymlink != 0 {
		return "put a copy in place of the link"
	}
	return "take it out of the themes folder"
}

// file reads one file of a theme, if it is of a kind that counts.
func (l *loader) file(f *folder, full string) {
	name := strings.TrimPrefix(full, f.name+"/")
	at := spot{place: diag.Place{File: "themes/" + full}}
	switch roleOf(name) {
	case notes:
		return
	case unknown:
		l.report(at.warning("the theme does not use this file",
			"files that count are theme.md, layouts/*.html, parts/<part>/<part>.html .css .js, strings/<lang>.yaml and pictures in assets"))
		return
	}
	if info, err := fs.Stat(l.fsys, full); err == nil && info.Size() > largestFile {
		l.refuse(at.problem(fmt.Sprintf("the file is %d KB large, and at most %d are read", info.Size()>>10, largestFile>>10), "make it smaller"))
		return
	}
	data, err := fs.ReadFile(l.fsys, full)
	if err != nil {
		l.refuse(at.problem("it could not be read: "+err.Error(), ""))
		return
	}
	f.files[name] = &source{place: "themes/" + full, path: name, bytes: data}
}
