package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"wellshelf/bench/corpus"
	"wellshelf/generator"
)

// subject is a site that is measured.
type subject struct {
	Name      string   `json:"name"`
	Root      string   `json:"root"`   // the folder that is hosted
	Site      string   `json:"site"`   // area/site, below it
	Bundle    string   `json:"bundle"` // the folder that Pagefind's bundle is hosted in
	Questions []string `json:"questions"`
	Misspelt  []string `json:"misspelt"`

	content  string
	entries  int // 0: content as it is
	built    cost
	pagefind cost
}

// all are the subjects, below a folder of their own each. The error is a size that is no number.
func all(o options, dir string) ([]*subject, error) {
	list := []*subject{{Name: "Beeslack", Site: "midlothian/beeslack", content: filepath.Join(o.project, "content")}}
	for _, size := range strings.Split(o.sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return nil, err
		}
		list = append(list, &subject{Name: size + " entries", Site: corpus.SiteName(0), entries: n})
	}
	for i, s := range list {
		own := filepath.Join(dir, fmt.Sprint(i))
		s.Root, s.Bundle = filepath.Join(own, "public"), filepath.Join(own, "bundle")
		if s.content == "" {
			s.content = filepath.Join(own, "content")
		}
	}
	return list, nil
}

// make writes the content, builds the site, gives its pages to Pagefind and thinks of questions.
func (s *subject) make(ctx context.Context, o options) error {
	if s.entries > 0 {
		if err := mixed(o, s.content, corpus.Shared(s.entries)); err != nil {
			return err
		}
	}
	c := exec.CommandContext(ctx, o.program, "build", "--site", s.Site, "--content", s.content, "--themes", filepath.Join(o.project, "themes"), "--out", s.Root, "--today", corpus.Day)
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Dir(s.Root)+"/cache")
	var err error
	if s.built, err = spend(c); err != nil {
		return err
	}
	found, vocabulary, err := builder(o, s.content).Searched(ctx, s.Site)
	if err != nil {
		return err
	}
	if err := s.think(found, vocabulary, o.questions); err != nil {
		return err
	}
	pages := filepath.Join(filepath.Dir(s.Root), "pages")
	for _, d := range found.Documents {
		if err := copyFile(filepath.Join(s.Root, s.Site, d.Address, "index.html"), filepath.Join(pages, d.Address, "index.html")); err != nil {
			return err
		}
	}
	s.pagefind, err = pagefind(ctx, o, pages, filepath.Join(s.Bundle, "pagefind"))
	return err
}

// builder reads content as a build does.
func builder(o options, content string) *generator.Builder {
	return &generator.Builder{Options: generator.Options{
		Content: os.DirFS(content), Themes: os.DirFS(filepath.Join(o.project, "themes")), Today: corpus.Today(), Jobs: 2,
	}}
}

// pagefind indexes a folder of pages. Pagefind is an optional package of npm, one for each kind of machine.
func pagefind(ctx context.Context, o options, pages, bundle string) (cost, error) {
	const say = `import("./pagefind.mjs").then(({ program, options }) => console.log(JSON.stringify([program(), ...options(...process.argv.slice(1))])))`
	c := exec.CommandContext(ctx, "node", "--input-type=module", "-e", say, "--", pages, bundle)
	c.Dir = filepath.Join(o.project, "bench", "search")
	var words []string
	if err := decoded(c, &words); err != nil {
		return cost{}, err
	}
	return spend(exec.CommandContext(ctx, words[0], words[1:]...))
}

// mixed writes content of the real national entries and made-up ones, as many as the plan says in all, so that the
// words for help now, the words that mean the same and the helplines are those of a real network.
func mixed(o options, dir string, plan corpus.Plan) error {
	real, err := national(os.DirFS(filepath.Join(o.project, "content")))
	if err != nil {
		return err
	}
	for name := range real {
		if strings.Count(path.Base(name), ".") == 1 && strings.HasSuffix(name, ".md") && name != "network.md" {
			plan.National-- // a variant or translation is no entry of its own
		}
	}
	if err := corpus.Write(dir, plan); err != nil {
		return err
	}
	for name, text := range real {
		if err := write(filepath.Join(dir, filepath.FromSlash(name)), text); err != nil {
			return err
		}
	}
	return nil
}

// national are the files of the network and its national entries, but for those that name one of its areas.
func national(content fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == "areas", name == "national/case-studies":
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		files[name], err = fs.ReadFile(content, name)
		return err
	})
	return files, err
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return write(to, text)
}

func write(name string, text []byte) error {
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, text, 0o644))
}
