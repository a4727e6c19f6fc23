package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"wellshelf/bench/corpus"
)

// change is a sort of change to a file. It makes the text of a round, and what the page then shows and never showed
// before.
type change struct {
	what string
	file string
	make func(original string, round int) (text, mark string)
}

// mostRounds is how many topics there are to give an entry that no entry links to in its words.
const mostRounds = 50

var (
	titleLine  = regexp.MustCompile(`(?m)^title: .*$`)
	topicsLine = regexp.MustCompile(`(?m)^topics: .*$`)
)

// changes are the same for both programs: an entry's words, its title, its topic, and the template of its page.
func changes(entry, template string) []change {
	return []change{
		{"body of an entry", entry, func(original string, round int) (string, string) {
			mark := fmt.Sprintf("bodymark%dx", round)
			return original + "\n\nThis sentence is new: " + mark + ".\n", mark
		}},
		{"title of an entry", entry, func(original string, round int) (string, string) {
			mark := fmt.Sprintf("titlemark%dx", round)
			return titleLine.ReplaceAllString(original, `title: "A new `+mark+`"`), mark
		}},
		{"topic of an entry", entry, func(original string, round int) (string, string) {
			topic := fmt.Sprintf("t-%04d", 20+round) // words of entries link to those below alone
			return topicsLine.ReplaceAllString(original, "topics: ["+topic+"]"), "topics/" + topic + "/"
		}},
		{"template of a page", template, func(original string, round int) (string, string) {
			mark := fmt.Sprintf("templatemark%dx", round)
			return strings.Replace(original, "<!-- here -->", "<p>"+mark+"</p>", 1), mark
		}},
	}
}

// ours is this project's program, with a copy of its themes.
func ours(o options, dir, content string) *server {
	themes, cache := filepath.Join(dir, "themes"), filepath.Join(dir, "cache")
	template := filepath.Join(themes, "base", "layouts", "resource.html")
	s := &server{
		name: "wellshelf", page: "/" + corpus.SiteName(0) + "/" + strings.TrimSuffix(strings.TrimPrefix(corpus.Edited, "national/"), ".md") + "/",
		changes: changes(filepath.Join(content, filepath.FromSlash(corpus.Edited)), template), settles: 10 * time.Second,
	}
	s.command = func(port int) *exec.Cmd {
		if _, err := os.Stat(themes); err != nil {
			if err := withPlace(o.themes, themes, template); err != nil {
				panic("wellshelf: internal error: " + err.Error())
			}
		}
		c := exec.Command(o.program, "preview", "--content", content, "--themes", themes, "--today", corpus.Day, "--addr", fmt.Sprintf("127.0.0.1:%d", port))
		c.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache)
		return c
	}
	return s
}

// withPlace copies themes and marks the place in a template where changes go.
func withPlace(from, to, template string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	text, err := os.ReadFile(template)
	if err != nil {
		return err
	}
	return os.WriteFile(template, append(text, "<!-- here -->\n"...), 0o644)
}
