// Desk measures what a steering group runs: review, due and report on 10,000 entries of thirty sites, all of them signed,
// with a change of 100. `make bench-desk` calls it. Everything lies on a memory file system.
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"wellshelf/bench/corpus"
)

// network is ten thousand entries of thirty schools.
var network = corpus.Plan{Sites: 30, National: 8500, Own: 50}

// edits is how many entries the change is of.
const edits = 100

const policy = "sign_off:\n  - roles: [library]\n    months: 36\n"

func main() {
	program := flag.String("program", "wellshelf", "the `program` to measure")
	themes := flag.String("themes", "themes", "the `folder` of themes")
	scratch := flag.String("scratch", "/dev/shm", "a `folder` on a memory file system")
	flag.Parse()
	if err := run(*program, *themes, *scratch); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(program, themes, scratch string) error {
	dir, err := os.MkdirTemp(scratch, "wellshelf-desk-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	d := desk{dir: dir}
	if d.program, err = filepath.Abs(program); err != nil {
		return err
	}
	if d.themes, err = filepath.Abs(themes); err != nil {
		return err
	}
	if err := d.prepare(); err != nil {
		return err
	}
	fmt.Println("| what | CPU s | peak MiB |")
	fmt.Println("|---|---|---|")
	for _, one := range [][]string{
		{"review, from nothing", "review", "--base", "HEAD~1", "--out", "pack"}, {"review, again", "review", "--base", "HEAD~1", "--out", "pack"},
		{"due", "due", "--by", "2030-01-01", "--format", "json"}, {"report", "report", "--format", "json"},
	} {
		cpu, peak, err := d.measure(one[1:]...)
		if err != nil {
			return fmt.Errorf("%s: %w", one[0], err)
		}
		fmt.Printf("| %s | %.2f | %d |\n", one[0], cpu, peak)
	}
	return nil
}

type desk struct{ dir, program, themes string }

// prepare makes a network in which everything is signed, and a commit that changes a hundred entries.
func (d desk) prepare() error {
	content := filepath.Join(d.dir, "content")
	if err := corpus.Write(content, network); err != nil {
		return err
	}
	settings := filepath.Join(content, "network.md")
	if err := d.edit(settings, func(text string) string { return strings.Replace(text, "---\n", "---\n"+policy, 1) }); err != nil {
		return err
	}
	if err := d.sign(content); err != nil {
		return err
	}
	if err := d.git("init", "-q"); err != nil {
		return err
	}
	if err := d.commit("all"); err != nil {
		return err
	}
	for i := range edits {
		name := filepath.Join(content, fmt.Sprintf("national/resources/r-%04d.md", i*20+3))
		if err := d.edit(name, func(text string) string { return text + "\nOne more sentence stands here now.\n" }); err != nil {
			return err
		}
	}
	return d.commit("a hundred")
}

// sign lets a group sign every entry, from a table.
func (d desk) sign(content string) error {
	file, err := os.Create(filepath.Join(d.dir, "decisions.csv"))
	if err != nil {
		return err
	}
	w := csv.NewWriter(file)
	_ = w.Write([]string{"entry", "decision", "role", "group", "by", "on"})
	err = filepath.WalkDir(content, func(name string, e fs.DirEntry, err error) error {
		parts := strings.Split(filepath.ToSlash(strings.TrimPrefix(name, content+"/")), "/")
		last := parts[len(parts)-1]
		if err == nil && !e.IsDir() && filepath.Ext(name) == ".md" && last != "network.md" && last != "area.md" && last != "school.md" {
			_ = w.Write([]string{strings.Join(parts, "/"), "yes", "library", "A group", "KM", corpus.Day})
		}
		return err
	})
	if w.Flush(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	_, _, err = d.measure("sign", "--from", "decisions.csv")
	return err
}

func (d desk) edit(name string, change func(string) string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(change(string(text))), 0o644)
}

func (d desk) git(args ...string) error {
	c := exec.Command("git", append([]string{"-c", "user.name=Bench", "-c", "user.email=bench@wells.example", "-c", "gc.auto=0"}, args...)...)
	c.Dir = d.dir
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("git %s: %w: %s", args[0], err, out)
	}
	return nil
}

func (d desk) commit(message string) error {
	if err := d.git("add", "content"); err != nil {
		return err
	}
	return d.git("commit", "-qm", message)
}

// measure runs the program: its CPU seconds, and its peak in MiB. What it finds wrong with made-up words is no failure.
func (d desk) measure(args ...string) (cpu float64, peak int64, err error) {
	c := exec.Command(d.program, append(args, "--themes", d.themes, "--today", corpus.Day)...)
	c.Dir = d.dir
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(d.dir, "cache"))
	var words strings.Builder
	c.Stderr = &words
	if err := c.Run(); err != nil && c.ProcessState.ExitCode() != 1 {
		return 0, 0, fmt.Errorf("%w: %s", err, words.String())
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), usage.Maxrss / 1024, nil
}
