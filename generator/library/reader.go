package library

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"wellshelf/generator/diag"
)

// Reader reads content trees. Its zero value works; kept between reads, it reads only what has changed. It must not be
// copied, and reads one tree at a time.
type Reader struct {
	Jobs    int    // how many files are read at once; 0 is one
	Drafts  bool   // drafts are shown: their mistakes count like any others
	Keep    string // the folder that keeps readings for the next run, see [Reader.Save]; "" keeps none
	Program string // identifies the bytes of the program, whose readings another one does not use; "" keeps none

	opened sync.Once
	last   *Library // the one that was read last
	mu     sync.Mutex
	known  map[string]remembered // by file: those of the last read
	pack   *pack                 // what the last run kept; nil without
	kept   *keptTexts
	fresh  int // how many readings no run has kept yet
}

type remembered struct {
	reading *reading
	entry   *Entry // made of the reading last; nil when there was none
}

// findings are the problems of a library, apart by what they depend on.
type findings struct {
	tree     []diag.Problem            // where files and folders lie
	settings []diag.Problem            // settings files
	files    map[string][]diag.Problem // an entry's file alone; no row without problems
	between  map[string][]diag.Problem // an entry among the others, by its file; no row without problems
	held     map[string][]string       // instead of problems, the unread files that they would come from, by the file they would be of
	whole    []diag.Problem            // settings among the entries, and what else takes all files to tell
}

// Read reads the content tree. A mistake in content is among the problems, which are sorted; the error is for a folder
// that cannot be read. The library holds whatever could be understood, so that all problems show at once.
func (r *Reader) Read(ctx context.Context, fsys fs.FS) (*Library, []diag.Problem, error) {
	r.opened.Do(r.open)
	t, err := walk(ctx, fsys, r.Jobs)
	if err != nil {
		return nil, nil, err
	}
	l := &Library{assets: t.assets}
	for _, f := range t.settings {
		l.settings = append(l.settings, f.file)
	}
	l.found.tree, l.found.settings = t.problems, l.settle(t)
	l.found.files = map[string][]diag.Problem{}
	if err := r.entries(ctx, l, t.entries); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(l.Entries, byFile)
	l.shelve()
	l.resolve()
	if r.kept == nil {
		r.kept = newKeptTexts()
	}
	l.found.settings = append(l.found.settings, l.signs(fsys, t.signoffs, r.kept)...)
	r.last = l
	return l, l.problems(r.Drafts), nil
}

func byFile(a, b *Entry) int { return strings.Compare(a.File, b.File) }

// problems are all that were found, sorted.
func (l *Library) problems(drafts bool) []diag.Problem {
	all := slices.Concat(l.found.tree, l.found.settings, l.found.whole)
	for _, rows := range []map[string][]diag.Problem{l.found.files, l.found.between} {
		for _, file := range slices.Sorted(maps.Keys(rows)) {
			all = append(all, rows[file]...)
		}
	}
	if !drafts {
		l.ease(all)
	}
	all = diag.Sort(all)
	l.tellHeld(all)
	return all
}

// ease turns the errors of drafts into warnings: what no site shows holds none back. A file of which nothing can be
// read may be no draft, and its errors stay.
func (l *Library) ease(problems []diag.Problem) {
	for i := range problems {
		if e := l.File(problems[i].Place.File); e != nil && e.Fields.Flag("draft") {
			problems[i].Severity = diag.Warning
		}
	}
}

// entries reads the entries' bytes in parallel, or finds them already read, and adds what they hold to l. Files that
// are gone are forgotten.
func (r *Reader) entries(ctx context.Context, l *Library, files []entryFile) error {
	read := make([]remembered, len(files))
	err := inParallel(ctx, r.Jobs, len(files), func(i int) error {
		read[i] = r.once(files[i])
		return nil
	})
	if err != nil {
		return err
	}
	known := make(map[string]remembered, len(files))
	for i, f := range files {
		read[i].entry = l.add(f, read[i])
		known[f.file] = read[i]
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known = known
	return nil
}

// once reads one file, unless this run or an earlier one has.
func (r *Reader) once(f entryFile) remembered {
	sum := sha256.Sum256(f.raw)
	r.mu.Lock()
	known, found := r.known[f.file]
	r.mu.Unlock()
	if found && known.reading.sum == sum {
		return known
	}
	if kept := r.pack.reading(f, sum); kept != nil {
		return remembered{reading: kept}
	}
	fresh := readEntry(f)
	fresh.sum = sum
	r.mu.Lock()
	defer r.mu.Unlock()
	r.fresh++
	return remembered{reading: fresh}
}

// add takes what a file holds into the library. It returns the entry, nil when the file holds none.
func (l *Library) add(f entryFile, known remembered) *Entry {
	e, problems := l.entry(f, known)
	if len(problems) > 0 {
		l.found.files[f.file] = problems
	}
	if e != nil {
		l.Entries = append(l.Entries, e)
	}
	return e
}

// entry gives a file's reading its name: slug, language and variant. An entry that would be no other than the one made
// of the reading before is that one.
func (l *Library) entry(f entryFile, known remembered) (*Entry, []diag.Problem) {
	r := known.reading
	slug, form, wrong, hint := l.name(f.name)
	if wrong != "" {
		p := diag.Problem{Reach: f.scope.Reach(), Place: diag.Place{File: f.file}, Text: wrong, Hint: hint}
		return nil, append(slices.Clone(r.problems), p)
	}
	if r.fields == nil {
		return nil, r.problems
	}
	e := f.entry(r)
	e.Slug, e.Form, e.Digest = slug, form, r.digest
	if e.Digest == "" {
		e.Digest = l.digest(e)
	}
	if before := known.entry; before != nil && before.Digest == e.Digest {
		return before, r.problems
	}
	return e, r.problems
}

// entry is what a file holds, by its name as it stands, without a digest.
func (f entryFile) entry(r *reading) *Entry {
	endings := strings.Split(f.name, ".")
	e := &Entry{
		ID: ID{f.kind.Folder, endings[0]}, Scope: f.scope, Kind: f.kind, File: f.file,
		Fields: r.fields, Bare: r.bare,
		words: r.words, source: r.source, sum: r.sum, alone: new(alone),
	}
	for i, ending := range endings[1:] {
		if i == 0 && slices.Contains(Variants, ending) {
			e.Variant = ending
		} else {
			e.Language = ending
		}
	}
	return e
}
