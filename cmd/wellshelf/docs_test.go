package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

var refresh = flag.Bool("refresh", false, "write anew what is made from tables: docs and schemas")

var shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")

// TestDocumentedCommands runs every command that the README and the handbook show, on a copy of the demonstration.
func TestDocumentedCommands(t *testing.T) {
	repository, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(repository, "docs", "*.md"))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())                  // one for all, so that pictures are made once
	t.Setenv("GOCACHE", strings.TrimSpace(string(compiled))) // which would go there too, and compile all anew
	ran := map[string]bool{}
	for _, file := range append(files, filepath.Join(repository, "README.md")) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range shellBlock.FindAllSubmatch(text, -1) {
			for line := range strings.Lines(string(block[1])) {
				if line = strings.TrimSpace(line); ran[line] {
					continue
				}
				ran[line] = true
				t.Run(filepath.Base(file)+"/"+line, func(t *testing.T) { runDocumented(t, repository, line) })
			}
		}
	}
	if len(ran) < 10 {
		t.Errorf("only %d commands were found in the documents", len(ran))
	}
}

func runDocumented(t *testing.T, repository, line string) {
	if target, ok := strings.CutPrefix(line, "make "); ok {
		if out, err := exec.Command("make", "-C", repository, "-n", target).CombinedOutput(); err != nil {
			t.Fatalf("make %s: %s", target, out)
		}
		return
	}
	if packages, ok := strings.CutPrefix(line, "go install "); ok {
		build := exec.Command("go", "build", "-o", t.TempDir(), packages)
		build.Dir = repository
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s: %s", line, out)
		}
		return
	}
	if folder, ok := strings.CutPrefix(line, "npm ci --prefix "); ok {
		if _, err := os.Stat(filepath.Join(repository, folder, "package-lock.json")); err != nil {
			t.Fatal(err)
		}
		return
	}
	command, ok := strings.CutPrefix(strings.TrimPrefix(line, "go run ./cmd/"), "wellshelf ")
	if !ok {
		t.Fatalf("the documents show a command this test cannot run: %s", line)
	}
	work := t.TempDir()
	for _, folder := range []string{"content", "themes"} {
		if err := os.CopyFS(filepath.Join(work, folder), os.DirFS(filepath.Join(repository, folder))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(work)
	if err := os.WriteFile("decisions.csv", []byte("entry,decision,role,group,by\npages/how-we-check,yes,library,Example librarians,KM\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(command, "review ") {
		for _, line := range []string{"init -q -b main", "add content", "-c user.name=K -c user.email=k@wells.example commit -qm texts"} {
			if out, err := exec.Command("git", strings.Fields(line)...).CombinedOutput(); err != nil {
				t.Fatalf("git %s: %s", line, out)
			}
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var narration bytes.Buffer
	out := &answered{first: func() {}}
	args := words(command)
	switch {
	case args[0] == "preview":
		args = append(args, "--addr", "127.0.0.1:0")
		out.first = stop // it would go on until it is ended
	case args[0] == "edit", command == "new", command == "new site":
		args = append(args, "--help") // these wait for a person
	}
	if code := run(ctx, args, terminal{out, &narration}); code != done {
		t.Errorf("exit code %d\n%s%s", code, out.words.String(), narration.String())
	}
}

// answered is standard output that tells when something is first written to it.
type answered struct {
	words bytes.Buffer
	first func()
}

func (a *answered) Write(p []byte) (int, error) {
	defer a.first()
	return a.words.Write(p)
}

// words splits a command as a shell would, for the simple commands of the documents: double quotes hold a word.
func words(line string) []string {
	var list []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			list = append(list, part)
		} else {
			list = append(list, strings.Fields(part)...)
		}
	}
	return list
}

// TestKindsPage holds docs/kinds.md to the table of kinds. To write it anew: go test ./cmd/wellshelf -run KindsPage -refresh
func TestKindsPage(t *testing.T) {
	const file = "../../docs/kinds.md"
	want := kindsPage()
	if *refresh {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/kinds.md does not say what the table of kinds says; write it anew with -refresh")
	}
}

// TestTables holds the tables within the handbook to those they are made from; -refresh writes them anew.
func TestTables(t *testing.T) {
	for _, table := range []struct{ file, name, rows string }{
		{"writing.md", "kinds", kindsTable()},
	} {
		file := filepath.Join("../../docs", table.file)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, found := strings.Cut(string(text), "<!-- "+table.name+" -->\n")
		_, after, ends := strings.Cut(rest, "<!-- end -->")
		if !found || !ends {
			t.Errorf("%s has no place for the table of %s", table.file, table.name)
			continue
		}
		want := before + "<!-- " + table.name + " -->\n" + table.rows + "<!-- end -->" + after
		if *refresh {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if string(text) != want {
			t.Errorf("%s does not say what the table of %s says; write it anew with -refresh", table.file, table.name)
		}
	}
}

func kindsTable() string {
	var b strings.Builder
	b.WriteString("| kind | folder | what it is for |\n|---|---|---|\n")
	for _, kind := range library.Kinds() {
		fmt.Fprintf(&b, "| %s | `%s/` | %s |\n", kind.Name, kind.Folder, kind.About)
	}
	return b.String()
}

// TestSchemaFiles holds the schemas for VS Code to the table of kinds; -refresh writes them anew.
func TestSchemaFiles(t *testing.T) {
	const kept = "../../.vscode/schemas"
	made := t.TempDir()
	if *refresh {
		made = kept
	}
	if err := writeSchemas(terminal{io.Discard, io.Discard}, made); err != nil {
		t.Fatal(err)
	}
	want, err := filepath.Glob(filepath.Join(made, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range want {
		is, err := os.ReadFile(filepath.Join(kept, filepath.Base(file)))
		must, _ := os.ReadFile(file)
		if err != nil || !bytes.Equal(is, must) {
			t.Errorf("%s is not as the table of kinds makes it; write it anew with -refresh", filepath.Base(file))
		}
	}
	if have, _ := filepath.Glob(filepath.Join(kept, "*")); len(have) != len(want) {
		t.Errorf("there are %d files, want %d", len(have), len(want))
	}
}

var typeWords = map[library.Type]string{
	library.Text: "words", library.Prose: "words, several lines", library.Flag: "true or false", library.Number: "number",
	library.Date: "day", library.Moment: "day and time", library.Clock: "time of day", library.Choice: "one of the words below",
	library.Web: "web address", library.Email: "email address", library.Phone: "phone number", library.Ref: "entry",
	library.Area: "council area", library.Stage: "school year", library.Language: "language", library.Slug: "name for addresses",
	library.Path: "address on the site", library.ISBN: "ISBN", library.Outcome: "curriculum code", library.Rule: "recurrence rule",
	library.Digest: "digest", library.Group: "fields of its own",
}

func kindsPage() []byte {
	var b bytes.Buffer
	b.WriteString("# Kinds of entries and their fields\n\nMade from the table of kinds; a test keeps it true. **Bold** fields must be there.\n")
	kinds := library.Kinds()
	fmt.Fprintf(&b, "\n## Every kind\n\n")
	common := library.KindOf(kinds[0].Folder).Common()
	writeFields(&b, common, "")
	for _, kind := range kinds {
		fmt.Fprintf(&b, "\n## %s: `%s/`\n\n%s\n\n", kind.Name, kind.Folder, kind.About)
		writeFields(&b, kind.Fields, "")
	}
	fmt.Fprintf(&b, "\n## Settings: `network.md`, `area.md`, `school.md`, `library.md`\n\n")
	writeFields(&b, library.SettingsFields(), "")
	return b.Bytes()
}

func writeFields(b *bytes.Buffer, fields []library.Field, within string) {
	if within == "" {
		b.WriteString("| field | what it holds | what it is for |\n|---|---|---|\n")
	}
	for _, field := range fields {
		name := "`" + within + field.Name + "`"
		if field.Required {
			name = "**" + name + "**"
		}
		holds := typeWords[field.Type]
		if field.Type == library.Choice {
			holds = strings.Join(field.Words, ", ")
		}
		if field.Many {
			holds = "list: " + holds
		}
		fmt.Fprintf(b, "| %s | %s | %s |\n", name, holds, field.About)
		if field.Type == library.Group {
			writeFields(b, field.Fields, within+field.Name+".")
		}
	}
}
