package check

import (
	"cmp"
	"context"
	"crypto/sha256"
	"slices"
	"sync"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Strictness says what becomes of facts that nobody has looked at for too long.
type Strictness uint8

const (
	// Lenient warns of them.
	Lenient Strictness = iota
	// Strict makes errors of them, once the days of grace have passed.
	Strict
)

// Options say what is asked. The zero value asks everything and keeps nothing.
type Options struct {
	Strictness
	Rules   []string // names of the rules to ask; all when empty
	Keep    string   // a folder of this machine in which findings are kept between runs; "" keeps none
	Program string   // identifies this program's bytes: findings of another are not used
}

// Input is what the rules look at.
type Input struct {
	Library   *library.Library
	Shelves   []*library.Shelf // of the sites that are asked about
	Whole     bool             // these are all sites, so what none of them shows is shown nowhere
	View      library.View
	Unchecked []string // languages whose words no speaker has checked
	Jobs      int      // how many files are looked at at once; 0 is one
}

// Checker asks the rules. Its zero value works; kept between checks, it looks only at files that changed. It may be used
// by many goroutines, one check at a time.
type Checker struct {
	mu     sync.Mutex
	known  map[string]kept // by file
	digest string          // of the knowledge that known was found with
	news   bool            // known holds what no file of an earlier run does
}

// finding is what the rules about one file found, with what the others need to know of it.
type finding struct {
	Problems []diag.Problem
	Links    []string // files that its text links to
	Hard     []int    // words of the glossary that it uses
	Sketch   sketch
}

// kept is a finding and what it depends on.
type kept struct {
	Sum     [sha256.Size]byte
	Finding *finding
	entry   *library.Entry // which never changes: what is found of it once stands as long as the knowledge does
}

// Check asks the rules and returns what they say, in no order; places are below the content folder. The error is that of
// ctx.
func (c *Checker) Check(ctx context.Context, in Input, o Options) ([]diag.Problem, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open(o)
	know := newKnowledge(in.Library)
	asked := texts(in)
	findings := c.findings(ctx, know, asked, in.Jobs)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	c.close(o)
	var problems []diag.Problem
	links, sketches, used := map[string][]string{}, map[string]sketch{}, map[int]bool{}
	for i, f := range findings {
		problems = append(problems, f.Problems...)
		if f.Links != nil {
			links[asked[i].File] = f.Links
		}
		if f.Sketch != nil {
			sketches[asked[i].File] = f.Sketch
		}
		for _, number := range f.Hard {
			used[number] = true
		}
	}
	for _, e := range in.Library.Entries {
		problems = append(problems, overdueFacts(e, in.View, o.Strictness)...)
	}
	problems = append(problems, ofLedger(know.ledger, in)...)
	problems = append(problems, StaleTranslations(in.Shelves)...)
	problems = append(problems, uncheckedLanguages(in.Library, in.Unchecked)...)
	problems = append(problems, repeats(in.Library.Entries)...)
	if in.Whole {
		problems = append(problems, duplicates(in.Library.Entries, sketches)...)
	}
	if !in.Library.Gaps() { // else the file that cannot be read may be what is missed
		problems = append(problems, absences(in, know, links, used)...)
	}
	return eased(chosen(problems, o.Rules), in), ctx.Err()
}

// absences are what the rules say of things that nothing shows, uses or leads to.
func absences(in Input, know *knowledge, links map[string][]string, used map[int]bool) []diag.Problem {
	problems := deadEnds(in.Shelves, links)
	if in.Whole {
		problems = append(problems, unusedPictures(in.Library)...)
		problems = append(problems, unusedWords(know, used)...)
		problems = append(problems, noSites(in)...)
		problems = append(problems, unreached(in, links)...)
	}
	return problems
}

func ofLedger(l *ledger, in Input) []diag.Problem {
	return slices.Concat(twins(l), hourTwins(l), costs(l), regions(l, in.Library.Sites))
}

// chosen leaves the problems of the rules that are asked.
func chosen(problems []diag.Problem, rules []string) []diag.Problem {
	if len(rules) == 0 {
		return problems
	}
	return slices.DeleteFunc(problems, func(p diag.Problem) bool { return !slices.Contains(rules, p.Rule) })
}

// eased turns the errors of drafts into warnings, unless drafts are shown.
func eased(problems []diag.Problem, in Input) []diag.Problem {
	if in.View.Drafts {
		return problems
	}
	for i := range problems {
		if e := in.Library.File(problems[i].Place.File); e != nil && e.Fields.Flag("draft") {
			problems[i].Severity = diag.Warning
		}
	}
	return problems
}

// texts are all files with words: the entries and the settings.
func texts(in Input) []*library.Entry { return slices.Concat(in.Library.Entries, in.Library.Stated()) }

// findings looks at each file, or finds that it was looked at before. It is cut short, and worth nothing, when ctx ends.
func (c *Checker) findings(ctx context.Context, know *knowledge, entries []*library.Entry, jobs int) []*finding {
	now := make([]kept, len(entries))
	var group sync.WaitGroup
	jobs = max(jobs, 1)
	for worker := range jobs {
		group.Go(func() {
			for i := worker; i < len(entries) && ctx.Err() == nil; i += jobs {
				now[i] = c.find(know, entries[i])
			}
		})
	}
	group.Wait()
	if ctx.Err() != nil {
		return nil
	}
	found := make([]*finding, len(entries))
	next := make(map[string]kept, len(entries))
	for i, e := range entries {
		found[i], next[e.File] = now[i].Finding, now[i]
		c.news = c.news || c.known[e.File].Sum != now[i].Sum
	}
	c.news = c.news || len(c.known) != len(next)
	c.known, c.digest = next, know.digest
	return found
}

// find looks at a file, unless that was done before.
func (c *Checker) find(know *knowledge, e *library.Entry) kept {
	known, found := c.known[e.File]
	if found && known.entry == e && c.digest == know.digest {
		return known
	}
	sum := sumOf(know, e)
	if found && known.Sum == sum {
		return kept{sum, known.Finding, e}
	}
	return kept{sum, look(know, e), e}
}

// sumOf stands for all that a finding depends on.
func sumOf(know *knowledge, e *library.Entry) (sum [sha256.Size]byte) {
	h := sha256.New()
	front, body := e.Written()
	for _, part := range [][]byte{[]byte(know.digest), []byte(e.File), []byte(e.Language), front, body} {
		h.Write(part)
		h.Write([]byte{0})
	}
	h.Sum(sum[:0])
	return sum
}

// look asks the rules about one file.
func look(c *knowledge, e *library.Entry) *finding {
	f := &finding{}
	var words []stretch
	var s sketcher
	var room [64]byte
	used := map[int]bool{}
	list := passages(e)
	for i := range list {
		p := &list[i]
		words = tokens(words[:0], p.words)
		if e.Kind == nil || e.Kind.Name != "wording" { // which is about words and numbers
			f.Problems = append(f.Problems, contacts(c, p)...)
		}
		f.Problems = append(f.Problems, helplineNames(c, p, words)...)
		f.Problems = append(f.Problems, wordings(c, p, words)...)
		f.Problems = append(f.Problems, agesIn(c, p)...)
		hardWords(c, p, words, used)
		if p.prose != nil {
			f.Links = resolved(e, p.prose)
		}
		for _, w := range words {
			if !p.title() {
				s.add(folded(room[:0], p.words[w.from:w.to]))
			}
		}
	}
	for number := range used {
		f.Hard = append(f.Hard, number)
	}
	slices.SortFunc(f.Hard, func(a, b int) int { return cmp.Compare(a, b) })
	if e.Kind != nil && !e.Kind.NoPage && e.Form == (library.Form{}) {
		f.Sketch = s.sketch()
	}
	return f
}
