package preview

import (
	"bytes"
	"context"
	_ "embed"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"

	"wellshelf/generator"
	"wellshelf/generator/diag"
)

// The preview's own pages.
var (
	//go:embed web/page.html
	pageText string
	//go:embed web/page.css
	pageStyle []byte

	ownPages = template.Must(template.New("pages").Parse(pageText))
)

func page(name string, data any) []byte {
	var b bytes.Buffer
	if err := ownPages.ExecuteTemplate(&b, name, data); err != nil {
		panic("wellshelf: internal error: " + name + ": " + err.Error())
	}
	return b.Bytes()
}

// own are the files that the preview's pages and its bar load.
func (s *Server) own(name string) answer {
	switch name {
	case "bar.js":
		return answer{status: http.StatusOK, kind: types[".js"], body: script()}
	case "page.css":
		return answer{status: http.StatusOK, kind: types[".css"], body: pageStyle}
	}
	return s.missing(missing{Address: ownAddress + name})
}

// link leads somewhere; Note is said beside it.
type link struct{ Href, Text, Note string }

type area struct {
	Name  string
	Sites []link
}

// start lists the sites.
func (s *Server) start() answer {
	data := struct {
		Problems string
		Areas    []area
	}{Problems: counted(len(s.Live().Problems()), "problem")}
	for _, one := range s.Live().Sites() {
		if n := len(data.Areas); n == 0 || data.Areas[n-1].Name != one.AreaName {
			data.Areas = append(data.Areas, area{Name: one.AreaName})
		}
		last := &data.Areas[len(data.Areas)-1]
		last.Sites = append(last.Sites, home(one))
	}
	return answer{status: http.StatusOK, html: true, body: page("start", data)}
}

func home(one generator.LiveSite) link {
	to := link{Href: escaped(one.Name + "/"), Text: one.Title}
	if one.Draft {
		to.Note = "draft"
	}
	return to
}

// problems lists everything known to be wrong, or what reaches one site.
func (s *Server) problems(site string) answer {
	list := s.Live().Problems()
	data := struct {
		Sites []choice
		Count string
		List  []shown
	}{}
	for _, one := range s.Live().Sites() {
		data.Sites = append(data.Sites, choice{Name: one.Name, Title: one.Title + " (" + one.AreaName + ")", Here: one.Name == site})
	}
	if s.has(site) {
		list = slices.DeleteFunc(slices.Clone(list), func(p diag.Problem) bool { return !covers(p.Reach, site) })
	}
	data.Count, data.List = counted(len(list), "problem"), show(list)
	return answer{status: http.StatusOK, html: true, body: page("problems", data)}
}

// unread is the page of what cannot be shown and never was.
func (s *Server) unread(site, address string, problems []diag.Problem) answer {
	return answer{status: http.StatusInternalServerError, html: true, body: page("unread", show(problems)), site: site, address: address}
}

// missing is an address where there is nothing.
type missing struct {
	Address, Why string
	Near         []link
	site, path   string // on which site it is, when that is known
}

func (s *Server) missing(m missing) answer {
	if m.Why == "" {
		m.Why = "No site has this address."
		m.Near = append(m.Near, link{Href: "/", Text: "All sites"})
	}
	return answer{status: http.StatusNotFound, html: true, body: page("missing", m), site: m.site, address: m.path}
}

// missingPage names what the site has near the address: the most likely slip, then the folders above it.
func (s *Server) missingPage(ctx context.Context, site, address string, none *generator.NoPageError) answer {
	m := missing{Address: "/" + site + "/" + address, Why: "This site has no page here.", site: site, path: address}
	if none.Why != "" {
		m.Why = "This site has no page here: " + none.Why + "."
	}
	if meant := s.Live().Near(site, address); meant != "" {
		m.Near = append(m.Near, near(site, meant))
	}
	for above := path.Dir(strings.TrimSuffix(address, "/")); above != "." && above != "/"; above = path.Dir(above) {
		if s.shows(ctx, site, above+"/") {
			m.Near = append(m.Near, near(site, above+"/"))
		}
	}
	for _, one := range s.Live().Sites() {
		if one.Name == site {
			m.Near = append(m.Near, link{Href: escaped(site + "/"), Text: one.Title})
		}
	}
	return s.missing(m)
}

func near(site, address string) link {
	return link{Href: escaped(site + "/" + address), Text: site + "/" + address}
}

// missingSite names the sites with nearly that name, then those of the area.
func (s *Server) missingSite(address, site string) answer {
	m := missing{Address: address, Why: "There is no site " + site + "."}
	var names []string
	for _, one := range s.Live().Sites() {
		names = append(names, one.Name)
	}
	if meant := diag.Nearest(site, names); meant != "" {
		m.Near = append(m.Near, near(meant, ""))
	}
	area, _, _ := strings.Cut(site, "/")
	m.Near = append(m.Near, s.inArea(area)...)
	return s.missing(m)
}

// missingArea names the sites of an area, or of that with nearly its name.
func (s *Server) missingArea(address, area string) answer {
	m := missing{Address: address, Why: "Sites lie one step further down."}
	if m.Near = s.inArea(area); len(m.Near) > 1 {
		return s.missing(m)
	}
	var areas []string
	for _, one := range s.Live().Sites() {
		areas = append(areas, one.Area)
	}
	m.Why, m.Near = "There is no area "+area+".", s.inArea(diag.Nearest(area, areas))
	return s.missing(m)
}

// inArea are the sites of an area, and the list of all.
func (s *Server) inArea(area string) []link {
	var links []link
	for _, one := range s.Live().Sites() {
		if one.Area == area {
			links = append(links, home(one))
		}
	}
	return append(links, link{Href: "/", Text: "All sites"})
}

func (s *Server) shows(ctx context.Context, site, address string) bool {
	file, err := s.Live().File(ctx, site, address+"index.html")
	return err == nil && file.Page
}
