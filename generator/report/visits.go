package report

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// fewest is the least that is counted in public: a smaller number could be somebody. It is a usual threshold of
// disclosure control.
const fewest = 10

// request is a line of a web server's log in the common or combined format, from which nothing is taken but the path and
// the answer. The address at its beginning is not even read.
var request = regexp.MustCompile(`"GET (\S+) HTTP/[0-9.]+" (\d{3})`)

// Visits counts the pages that were read by site and kind, from a web server's log. A line that is none is passed over;
// the error is of the reader. Nothing says which page it was, and counts under ten are hidden.
func (r *Report) Visits(log io.Reader, sites []*library.Site, languages []string) error {
	pages, kinds := map[string]int{}, map[string]map[string]int{}
	lines := bufio.NewScanner(log)
	lines.Buffer(make([]byte, 64<<10), 1<<20)
	for lines.Scan() {
		match := request.FindStringSubmatch(lines.Text())
		if match == nil || match[2] != "200" && match[2] != "304" {
			continue
		}
		site, kind := pageOf(match[1], sites, languages)
		if site != "" {
			pages[site]++
			add(kinds, site, kind)
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	r.Tables = append(r.Tables, visitTable(pages, kinds))
	return nil
}

func visitTable(pages map[string]int, kinds map[string]map[string]int) Table {
	t := Table{Key: "visits", Title: "Pages that were read", About: fmt.Sprintf("From the web server's log, without anybody's address. Counts under %d are hidden, and no page is named.", fewest), Columns: []string{"Site", "What", "Pages read"}}
	for _, site := range sorted(pages) {
		t.Rows = append(t.Rows, []any{site, "all", hidden(pages[site])})
		for _, kind := range sorted(kinds[site]) {
			t.Rows = append(t.Rows, []any{site, kind, hidden(kinds[site][kind])})
		}
	}
	return t
}

func hidden(n int) any {
	if n < fewest {
		return fmt.Sprintf("fewer than %d", fewest)
	}
	return n
}

func sorted(m map[string]int) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// pageOf is the site and the kind of page that a path leads to; "" for what is no page of a site. A site is found by its
// own web address, or by its folder as a build writes it.
func pageOf(path string, sites []*library.Site, languages []string) (site, kind string) {
	path, _, _ = strings.Cut(path, "?")
	if !strings.HasSuffix(path, "/") && !strings.HasSuffix(path, ".html") {
		return "", ""
	}
	best := -1
	var rest string
	for _, s := range sites {
		for _, base := range bases(s) {
			if strings.HasPrefix(path, base) && len(base) > best {
				best, site, rest = len(base), s.Name(), path[len(base):]
			}
		}
	}
	if site == "" {
		return "", ""
	}
	parts := strings.Split(rest, "/")
	if len(parts) > 1 && slices.Contains(languages, parts[0]) {
		parts = parts[1:]
	}
	switch {
	case len(parts) < 2:
		return site, "start page"
	case library.KindOf(parts[0]) != nil:
		return site, parts[0]
	case slices.Contains([]string{"help", "search", "about", "privacy", "feelings", "a-to-z"}, parts[0]):
		return site, parts[0]
	}
	return site, "other pages"
}

// bases are where a site may be on its host.
func bases(s *library.Site) []string {
	list := []string{"/" + s.Name() + "/"}
	if u, err := url.Parse(s.Settings.Text("address")); err == nil && u.Path != "" && u.Path != "/" {
		list = append(list, u.Path)
	}
	return list
}
