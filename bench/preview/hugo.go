package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// plainTheme is as little as a site of such entries can have: a page for each, lists of a kind in pages, and topics.
var plainTheme = map[string]string{
	"hugo.yaml": "baseURL: http://127.0.0.1/\nlanguageCode: en\ntitle: Bench\ntaxonomies: {topic: topics}\npagination: {pagerSize: 24}\n",
	"layouts/baseof.html": `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title></head>
<body>
<header><a href="/">{{ .Site.Title }}</a> <nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
`,
	"layouts/single.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Params.summary }}</p>
{{ .Content }}
<ul>{{ range .GetTerms "topics" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
<!-- here -->
{{ end }}
`,
	"layouts/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}
{{ end }}
`,
	"layouts/home.html": `{{ define "main" }}<ul>{{ range first 24 .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`,
}

// hugo is Hugo's server over the same entries, in a site of its own.
func hugo(o options, dir, content string) (*server, error) {
	site := filepath.Join(dir, "hugo")
	for name, text := range plainTheme {
		if err := write(filepath.Join(site, filepath.FromSlash(name)), text); err != nil {
			return nil, err
		}
	}
	if err := entriesForHugo(filepath.Join(content, "national"), filepath.Join(site, "content")); err != nil {
		return nil, err
	}
	s := &server{
		name: "hugo", page: "/resources/r-0003/", settles: 2 * time.Second,
		changes: changes(filepath.Join(site, "content", "resources", "r-0003.md"), filepath.Join(site, "layouts", "single.html")),
	}
	s.command = func(port int) *exec.Cmd {
		c := exec.Command(o.hugo, "server", "--source", site, "--bind", "127.0.0.1", "--port", fmt.Sprint(port))
		c.Env = append(os.Environ(), "HUGO_CACHEDIR="+filepath.Join(dir, "hugo-cache"))
		return c
	}
	return s, nil
}

func write(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// fieldLine begins one of the fields that Hugo is given; others would mean something else to it.
var (
	fieldLine = regexp.MustCompile(`(?m)^(title|summary|topics): .*$`)
	entryLink = regexp.MustCompile(`\(/content/national/([^)]*)\.md\)`)
)

// entriesForHugo copies the entries with their titles, summaries, topics and words. A topic's own words belong to its
// page of entries, which is what a topic is to Hugo.
func entriesForHugo(from, to string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		fields, body, found := strings.Cut(strings.TrimPrefix(string(raw), "---\n"), "\n---\n")
		if !found {
			return fmt.Errorf("%s has no fields", name)
		}
		text := "---\n" + strings.Join(fieldLine.FindAllString(fields, -1), "\n") + "\n---\n" + entryLink.ReplaceAllString(body, "(/$1/)")
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if kind, file := filepath.Split(rel); kind == "topics"+string(filepath.Separator) {
			rel = filepath.Join(kind, strings.TrimSuffix(file, ".md"), "_index.md")
		}
		return write(filepath.Join(to, rel), text)
	})
}
