package preview

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wellshelf/generator"
	"wellshelf/generator/diag"
)

// answer is what there is at an address, before anything is added to it.
type answer struct {
	status   int
	html     bool
	kind     string // of the body, when it is no page
	body     []byte
	location string // where the address leads instead
	site     string // area/site, when the address is within one
	address  string // within the site
	draft    bool
	old      bool // the body is a page as it last could be made
	problems []diag.Problem
}

// mark stands for all that a reader would see of an answer. Equal marks, equal pages. It begins with looks and a hyphen.
func (a answer) mark() string {
	h := sha256.New()
	for _, p := range a.problems {
		fmt.Fprintf(h, "%q", p.String())
	}
	return a.looks() + "-" + hex.EncodeToString(h.Sum(nil)[:6])
}

// looks stands for the answer without what is wrong with it.
func (a answer) looks() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %q %v %v\n", a.status, a.location, a.draft, a.old)
	h.Write(a.body)
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// The addresses of the preview itself. No area's name begins with an underscore.
const (
	changesAddress  = "/_changes"
	problemsAddress = "/_problems"
	otherAddress    = "/_to"
	ownAddress      = "/_preview/"
)

// answer is what there is at an address. Queries mean nothing to pages, as on any host of plain files.
func (s *Server) answer(ctx context.Context, u *url.URL) answer {
	name, readable := within(u)
	if !readable {
		return s.missing(missing{Address: u.Path})
	}
	switch {
	case name == "" || name == "index.html":
		return s.start()
	case name == "favicon.ico": // asked for by browsers, where a page names no icon
		return answer{status: http.StatusNoContent, kind: types[".ico"]}
	case "/"+name == problemsAddress:
		return s.problems(u.Query().Get("site"))
	case "/"+name == otherAddress:
		return s.other(ctx, u.Query().Get("site"), u.Query().Get("page"))
	case strings.HasPrefix("/"+name, ownAddress):
		return s.own(strings.TrimPrefix("/"+name, ownAddress))
	}
	parts := strings.SplitN(name, "/", 3)
	if len(parts) < 2 || parts[1] == "" {
		return s.missingArea(u.Path, parts[0])
	}
	site := parts[0] + "/" + parts[1]
	if len(parts) == 2 {
		if s.has(site) {
			return answer{location: escaped(site + "/")}
		}
		return s.missingSite(u.Path, site)
	}
	return s.file(ctx, site, parts[2])
}

// within is a path without its first slash, and whether it could be an address at all: none has steps to other
// folders, not in any disguise, or what cannot be seen.
func within(u *url.URL) (string, bool) {
	name, plainly := strings.CutPrefix(u.Path, "/")
	raw := strings.ToLower(u.EscapedPath())
	for _, disguise := range []string{"%2e", "%2f", "%5c", "%25"} {
		plainly = plainly && !strings.Contains(raw, disguise)
	}
	seen := utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || !unicode.IsPrint(r) })
	return name, plainly && seen && path.Clean("/"+name) == "/"+strings.TrimSuffix(name, "/")
}

func escaped(name string) string { return (&url.URL{Path: "/" + name}).EscapedPath() }

func (s *Server) has(site string) bool {
	for _, one := range s.Live().Sites() {
		if one.Name == site {
			return true
		}
	}
	return false
}

// file is what a site has at a path below it.
func (s *Server) file(ctx context.Context, site, path string) answer {
	name := path
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	file, err := s.Live().File(ctx, site, name)
	if err == nil {
		return s.found(site, name, file)
	}
	if old, known := s.beside.get(site + "/" + name); known && s.hasErrors(site) {
		return besides(name, old) // the last version of a page needs it
	}
	var none *generator.NoPageError
	var unknown *generator.UnknownSiteError
	var draft *generator.DraftSiteError
	switch {
	case errors.As(err, &none) && name == path:
		if folder, err := s.Live().File(ctx, site, path+"/index.html"); err == nil && folder.Page {
			return answer{location: escaped(site + "/" + path + "/")}
		} else if !errors.As(err, &none) {
			return s.unmade(site, name, err)
		}
		return s.withoutPage(ctx, site, name, none)
	case errors.As(err, &none):
		return s.withoutPage(ctx, site, name, none)
	case errors.As(err, &unknown), errors.As(err, &draft):
		return s.withoutSite(site, name)
	}
	return s.unmade(site, name, err)
}

func (s *Server) found(site, name string, file generator.LiveFile) answer {
	if !file.Page {
		s.beside.put(site+"/"+name, file)
		return besides(name, file)
	}
	s.good.put(site+"/"+name, file)
	return answer{
		status: http.StatusOK, html: true, body: file.Bytes, site: site, address: file.Address, draft: file.Draft,
		problems: s.concerning(site, file.Address, file.Files),
	}
}

// besides is a file that is no page.
func besides(name string, file generator.LiveFile) answer {
	kind := types[strings.ToLower(path.Ext(name))]
	switch {
	case name == "_headers":
		kind = types[".txt"]
	case kind == "":
		kind = "application/octet-stream"
	}
	return answer{status: http.StatusOK, kind: kind, body: file.Bytes}
}

// withoutPage answers where a site has no page: with its last version, when the file it was made from cannot be read.
func (s *Server) withoutPage(ctx context.Context, site, name string, none *generator.NoPageError) answer {
	address := strings.TrimSuffix(name, "index.html")
	old, known := s.good.get(site + "/" + name)
	problems := onlyErrors(s.concerning(site, address, old.Files))
	ofSettings := !slices.ContainsFunc(problems, func(p diag.Problem) bool { return !isSettings(p.Place.File) })
	switch {
	case len(problems) == 0, ofSettings && !known:
		return s.missingPage(ctx, site, address, none)
	case known:
		return answer{status: http.StatusOK, html: true, body: old.Bytes, site: site, address: address, draft: old.Draft, old: true, problems: problems}
	}
	return s.unread(site, address, problems)
}

// hasErrors reports whether any file that a site is made from cannot be read.
func (s *Server) hasErrors(site string) bool {
	return slices.ContainsFunc(s.Live().Problems(), func(p diag.Problem) bool {
		return p.Severity == diag.Error && covers(p.Reach, site)
	})
}

// withoutSite answers where a whole site cannot be read, or there is none.
func (s *Server) withoutSite(site, name string) answer {
	address := strings.TrimSuffix(name, "index.html")
	problems := onlyErrors(s.concerning(site, "", nil))
	old, known := s.good.get(site + "/" + name)
	switch {
	case len(problems) == 0:
		return s.missingSite("/"+site+"/"+address, site)
	case known:
		return answer{status: http.StatusOK, html: true, body: old.Bytes, address: address, draft: old.Draft, old: true, problems: problems}
	}
	return s.unread("", address, problems)
}

// unmade answers for a page that its theme cannot show, or a site whose theme cannot be used.
func (s *Server) unmade(site, name string, err error) answer {
	address := strings.TrimSuffix(name, "index.html")
	old, known := s.good.get(site + "/" + name)
	problems := onlyErrors(s.concerning(site, address, old.Files))
	for _, p := range s.Live().Problems() {
		if strings.HasPrefix(p.Place.File, "themes/") && covers(p.Reach, site) {
			problems = append(problems, p)
		}
	}
	if len(problems) == 0 {
		problems = []diag.Problem{{Place: diag.Place{File: site + "/" + address}, Text: err.Error()}}
	}
	if known {
		return answer{status: http.StatusOK, html: true, body: old.Bytes, site: site, address: address, draft: old.Draft, old: true, problems: problems}
	}
	return s.unread(site, address, problems)
}

// other leads from a page to the same address on another site, or to that site's start.
func (s *Server) other(ctx context.Context, site, address string) answer {
	if !s.has(site) {
		return answer{location: "/"}
	}
	name, readable := within(&url.URL{Path: "/" + address})
	if readable {
		at := name
		if at == "" || strings.HasSuffix(at, "/") {
			at += "index.html"
		}
		if file, err := s.Live().File(ctx, site, at); err == nil && file.Page {
			return answer{location: escaped(site + "/" + name)}
		}
	}
	return answer{location: escaped(site + "/")}
}
