package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"wellshelf/generator/diag"
)

// tree is the content folder as found: which file is what, decided by its path alone.
type tree struct {
	settings []settingsFile
	entries  []entryFile
	signoffs []recordFile
	beside   []string                     // pictures and PDFs
	assets   map[string][sha256.Size]byte // their hashes, by path
	problems []diag.Problem
}

type entryFile struct {
	file  string
	scope Scope
	kind  *Kind
	name  string // without .md
	raw   []byte
}

type settingsFile struct {
	file  string
	level string // network, area, school or library
	scope Scope
	raw   []byte
}

// recordFile is what is on record about one entry's file.
type recordFile struct {
	file  string
	entry string // its file
	scope Scope
	raw   []byte
}

// Pictures and documents that may lie beside entries.
var assetEndings = []string{".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf"}

// walk lists the tree and reads its files, in parallel up to jobs.
func walk(ctx context.Context, fsys fs.FS, jobs int) (*tree, error) {
	t := &tree{assets: map[string][sha256.Size]byte{}}
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case hidden(d.Name()) && file != ".":
			return skip(d)
		case d.IsDir():
			return t.folder(fsys, file)
		}
		t.sort(file, d)
		return nil
	})
	if err != nil {
		return nil, readError(err)
	}
	return t, t.read(ctx, fsys, jobs)
}

// hidden reports whether a file or folder of that name counts as not being there.
func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// sort decides what is no folder by its name and place.
func (t *tree) sort(file string, d fs.DirEntry) {
	switch {
	case d.Type()&fs.ModeSymlink != 0:
		t.add(file, "this is a symbolic link", "put the file itself here; links could lead out of the content folder")
	case !d.Type().IsRegular():
		t.add(file, "this is not a plain file", "remove it")
	case leftover(d.Name()):
	case within(file, signoffs):
		t.recorded(file)
	case slices.Contains(assetEndings, strings.ToLower(path.Ext(file))):
		t.beside = append(t.beside, file)
	default:
		t.file(file)
	}
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// readError names what could not be read in one sentence.
func readError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		if p.Path == "." {
			return fmt.Errorf("the content folder cannot be read: %w", p.Err)
		}
		return fmt.Errorf("%s cannot be read: %w", p.Path, p.Err)
	}
	return fmt.Errorf("the content folder cannot be read: %w", err)
}

func (t *tree) add(file, text, hint string) {
	scope, _, _ := locate(file)
	t.problems = append(t.problems, diag.Problem{Reach: scope.Reach(), Place: diag.Place{File: file}, Text: text, Hint: hint})
}

// locate splits a path into the scope it lies in and the rest: the parts below that scope's folder. group is the
// word schools or libraries for a site's scope.
func locate(file string) (scope Scope, group string, rest []string) {
	parts := strings.Split(file, "/")
	switch {
	case parts[0] == "national":
		return Scope{}, "", parts[1:]
	case parts[0] != "areas" || len(parts) < 2:
		return Scope{}, "", parts
	case len(parts) >= 4 && (parts[2] == "schools" || parts[2] == "libraries"):
		return Scope{parts[1], parts[3]}, parts[2], parts[4:]
	}
	return Scope{Area: parts[1]}, "", parts[2:]
}

// leftover reports files that operating systems and editors leave behind; nobody meant to publish them.
func leftover(name string) bool {
	endings := []string{"~", ".bak", ".tmp", ".swp"}
	return strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini") ||
		slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(strings.ToLower(name), ending) })
}

// folder checks a folder's name and refuses those that mean nothing.
func (t *tree) folder(fsys fs.FS, file string) error {
	before := len(t.problems)
	skipped := t.meaning(file)
	if len(t.problems) > before && hollow(fsys, file) {
		t.problems[before].Severity = diag.Warning // nothing is lost with it
	}
	return skipped
}

// hollow reports whether a folder holds nothing.
func hollow(fsys fs.FS, folder string) bool {
	inside, err := fs.ReadDir(fsys, folder)
	return err == nil && !slices.ContainsFunc(inside, func(d fs.DirEntry) bool { return !leftover(d.Name()) && !strings.HasPrefix(d.Name(), ".") })
}

// meaning says what a folder is for, by its path.
func (t *tree) meaning(file string) error {
	switch {
	case slices.Contains([]string{".", "national", "areas"}, file):
		return nil
	case within(file, signoffs):
		return keptFolder(file)
	}
	scope, group, rest := locate(file)
	switch {
	case strings.HasPrefix(file, "national/"), scope.Area != "" && len(rest) > 0 && (group != "" || !slices.Contains([]string{"schools", "libraries"}, rest[0])):
		return t.kindFolder(file, rest)
	case scope.Area == "":
		t.add(file, fmt.Sprintf("unknown folder %q", rest[0]), diag.DidYouMean(rest[0], []string{"national", "areas", "signoffs"}, "entries lie in national and areas"))
		return fs.SkipDir
	}
	name := path.Base(file)
	if len(rest) > 0 && group == "" { // schools or libraries itself
		return nil
	}
	if !isSlug(name) {
		t.add(file, fmt.Sprintf("%q cannot be a name in addresses", name), slugHint(name))
		return fs.SkipDir
	}
	return nil
}

// keptFolder skips the folders of kept texts, which are read only when they are shown.
func keptFolder(file string) error {
	if _, _, rest := locate(strings.TrimPrefix(file, signoffs+"/")); len(rest) > 1 && KindOf(rest[0]) != nil {
		return fs.SkipDir
	}
	return nil
}

// recorded sorts a file of the folder of sign-offs.
func (t *tree) recorded(file string) {
	stem, found := strings.CutSuffix(strings.TrimPrefix(file, signoffs+"/"), ".yaml")
	scope, _, rest := locate(stem)
	switch {
	case path.Base(file) == "README.md":
	case !found || len(rest) != 2 || KindOf(rest[0]) == nil || scope.Area == "" && !strings.HasPrefix(stem, "national/"):
		t.problems = append(t.problems, diag.Problem{Reach: scope.Reach(), Place: diag.Place{File: file}, Severity: diag.Warning,
			Text: "this is no record of sign-offs", Hint: "records lie under the path of the entry's own file: signoffs/national/topics/sleep.yaml"})
	default:
		t.signoffs = append(t.signoffs, recordFile{file: file, entry: stem + ".md", scope: scope})
	}
}

func (t *tree) kindFolder(file string, rest []string) error {
	if len(rest) > 1 {
		t.add(file, "folders inside a kind's folder are not used", "move its files one folder up")
		return fs.SkipDir
	}
	if KindOf(rest[0]) == nil {
		known := folders()
		if file == path.Join("areas", path.Base(path.Dir(file)), rest[0]) {
			known = append(known, "schools", "libraries")
		}
		t.add(file, fmt.Sprintf("unknown folder %q", rest[0]), diag.DidYouMean(rest[0], known, "the folders are "+listed(known)))
		return fs.SkipDir
	}
	return nil
}

func folders() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.Folder)
	}
	return names
}

var kindByFolder = func() map[string]*Kind {
	m := map[string]*Kind{}
	for _, k := range Kinds() {
		k.all = append(append(make([]Field, 0, len(common)+len(k.Fields)), common...), k.Fields...)
		m[k.Folder] = &k
	}
	return m
}()

var kindByName = func() map[string]*Kind {
	m := map[string]*Kind{}
	for _, k := range kindByFolder {
		m[k.Name] = k
	}
	return m
}()

// KindOf returns the kind whose entries lie in folder, or nil.
func KindOf(folder string) *Kind { return kindByFolder[folder] }

// file sorts a file that is not a picture by its place.
func (t *tree) file(file string) {
	scope, group, rest := locate(file)
	name := path.Base(file)
	if file == "README.md" {
		return
	}
	if level := settingsLevel(file, scope, group, rest); level != "" {
		t.settings = append(t.settings, settingsFile{file: file, level: level, scope: scope})
		return
	}
	stem, isMarkdown := strings.CutSuffix(name, ".md")
	switch {
	case !isMarkdown:
		t.add(file, fmt.Sprintf("%s is not used here", name), misnamed(name))
	case len(rest) == 1 && (rest[0] == "school.md" || rest[0] == "library.md") && group != "":
		t.add(file, "settings of another sort of site lie here", fmt.Sprintf("rename it to %s, or move the folder", map[string]string{"schools": "school.md", "libraries": "library.md"}[group]))
	case len(rest) != 2:
		t.add(file, "this file lies in no kind's folder", "put it into a folder such as topics or places")
	default:
		t.entries = append(t.entries, entryFile{file: file, scope: scope, kind: KindOf(rest[0]), name: stem})
	}
}

// otherEnding is a Markdown file's name with an ending that a computer changed, often unseen.
var otherEnding = regexp.MustCompile(`(?i)^(.+?)\.(md|markdown)(\.txt)?$`)

// misnamed is the hint for a file that is no entry by its name.
func misnamed(name string) string {
	if m := otherEnding.FindStringSubmatch(name); m != nil {
		return fmt.Sprintf("rename it to %s.md", m[1])
	}
	return "entries end in .md; beside them lie PNG, JPEG, WebP, GIF and PDF files"
}

func settingsLevel(file string, scope Scope, group string, rest []string) string {
	switch {
	case file == "network.md":
		return "network"
	case len(rest) != 1:
	case rest[0] == "area.md" && scope.Level() == 1:
		return "area"
	case rest[0] == "school.md" && group == "schools":
		return "school"
	case rest[0] == "library.md" && group == "libraries":
		return "library"
	}
	return ""
}

// read loads the bytes of every file that counts.
func (t *tree) read(ctx context.Context, fsys fs.FS, jobs int) error {
	sums := make([][sha256.Size]byte, len(t.beside))
	err := inParallel(ctx, jobs, len(t.entries), func(i int) (err error) {
		t.entries[i].raw, err = readFile(fsys, t.entries[i].file)
		return err
	})
	if err == nil {
		err = inParallel(ctx, jobs, len(t.settings), func(i int) (err error) {
			t.settings[i].raw, err = readFile(fsys, t.settings[i].file)
			return err
		})
	}
	if err == nil {
		err = inParallel(ctx, jobs, len(t.signoffs), func(i int) (err error) {
			t.signoffs[i].raw, err = readFile(fsys, t.signoffs[i].file)
			return err
		})
	}
	if err == nil {
		err = inParallel(ctx, jobs, len(t.beside), func(i int) error {
			raw, err := fs.ReadFile(fsys, t.beside[i])
			if err != nil {
				return readError(err)
			}
			sums[i] = sha256.Sum256(raw)
			return nil
		})
	}
	if err != nil {
		return err
	}
	for i, file := range t.beside {
		t.assets[file] = sums[i]
	}
	return nil
}

// inParallel does n things, up to jobs at once, until one fails.
func inParallel(ctx context.Context, jobs, n int, do func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(jobs, 1))
	const together = 16 // what is done in one go, so that little of it pays for a goroutine
	for from := 0; from < n; from += together {
		group.Go(func() error {
			for i := from; i < min(from+together, n); i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// readFile reads a file, or only the beginning of one that is too large to be an entry, so that its size shows.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, readError(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, readError(err)
	}
	var raw bytes.Buffer
	raw.Grow(int(min(info.Size(), largestEntry)) + bytes.MinRead)
	if _, err := raw.ReadFrom(io.LimitReader(file, largestEntry+1)); err != nil {
		return nil, readError(err)
	}
	return raw.Bytes(), nil
}
