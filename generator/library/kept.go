package library

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// keptTexts are texts that were signed, as they were then, with their own copies of pictures and documents. What a name
// stands for never changes, so they are read once, for all libraries of a reader.
type keptTexts struct {
	mu     sync.Mutex
	texts  map[string]*Entry // by path
	copies map[string][sha256.Size]byte
}

func newKeptTexts() *keptTexts {
	return &keptTexts{texts: map[string]*Entry{}, copies: map[string][sha256.Size]byte{}}
}

// copied is the hash of a kept copy.
func (s *signedTexts) copied(file string) ([sha256.Size]byte, bool) {
	s.kept.mu.Lock()
	defer s.kept.mu.Unlock()
	sum, found := s.kept.copies[file]
	return sum, found
}

// keptText is the text of an entry with a digest, or why there is none that is this very text.
func (s *signedTexts) keptText(e *Entry, digest string) (kept *Entry, why string) {
	files := []string{e.File}
	if old := s.library.formerFile(e); old != "" {
		files = append(files, old)
	}
	for i, file := range files {
		slug := e.Slug
		if i > 0 {
			slug = e.Fields.Text("formerly")
		}
		one, reason := s.keptAt(e, KeptFile(file, digest), slug, digest)
		if one != nil {
			return one, ""
		}
		if why == "" {
			why = reason
		}
	}
	return nil, why
}

// keptAt reads a kept text as the entry would be if its file held these bytes. The digest of what was read must be the one
// that was signed: a text is taken for signed by nothing else.
func (s *signedTexts) keptAt(e *Entry, file, slug, digest string) (*Entry, string) {
	s.kept.mu.Lock()
	known := s.kept.texts[file]
	s.kept.mu.Unlock()
	if known != nil && known.File == e.File {
		return known, ""
	}
	raw, err := readFile(s.fsys, file)
	if err != nil {
		return nil, fmt.Sprintf("its kept text %s cannot be read", file)
	}
	f := entryFile{file: e.File, scope: e.Scope, kind: e.Kind, name: strings.TrimSuffix(path.Base(e.File), ".md"), raw: raw}
	r := readEntry(f)
	if r.fields == nil {
		return nil, fmt.Sprintf("its kept text %s is no entry", file)
	}
	kept := f.entry(r)
	kept.ID, kept.Form, kept.sum = e.ID, e.Form, sha256.Sum256(raw)
	s.copies(kept, file)
	if kept.Digest = s.library.digestAs(kept, slug); kept.Digest != digest {
		return nil, fmt.Sprintf("its kept text %s is not the one that was signed", file)
	}
	if slug != e.Slug {
		kept.Digest = s.library.digestAs(kept, e.Slug)
	}
	s.kept.mu.Lock()
	defer s.kept.mu.Unlock()
	s.kept.texts[file] = kept
	return kept, ""
}

// copies finds the copies of what a kept text shows.
func (s *signedTexts) copies(kept *Entry, file string) {
	for i, shown := range kept.written() {
		name := CopyFile(file, i, shown)
		raw, err := fs.ReadFile(s.fsys, name)
		if err != nil {
			continue // then it is taken from where it lay, and the digest says whether it is still the same
		}
		if kept.copies == nil {
			kept.copies = map[string]string{}
		}
		kept.copies[shown] = name
		s.kept.mu.Lock()
		s.kept.copies[name] = sha256.Sum256(raw)
		s.kept.mu.Unlock()
	}
}

// CopyFile is where a kept text has its copy of a picture or document, the i-th that it shows.
func CopyFile(kept string, i int, shown string) string {
	return fmt.Sprintf("%s.%d%s", strings.TrimSuffix(kept, ".md"), i+1, path.Ext(shown))
}

// Fields of the crisis floor that stay when a text may not be read any more: what it is called and where it stands, and of
// a helpline how to reach it. Nobody may be left without these.
var (
	stubFields   = []string{"title", "topics", "updated", "address", "discreet", "outside", "example", "sensitive", "aliases", "channels", "ages", "region"}
	stubChannels = []string{"type", "value", "keyword", "ages", "checked"}
)

// stubbed is what stays of the text.
func (e *Entry) stubbed() *Entry {
	stub := &Entry{ID: e.ID, Form: e.Form, Scope: e.Scope, Kind: e.Kind, File: e.File, Bare: true, source: e.source, sum: e.sum, alone: new(alone), stub: true}
	for _, v := range e.Fields {
		if !slices.Contains(stubFields, v.Field.Name) {
			continue
		}
		if v.Field.Name == "channels" {
			v.List = slices.Clone(v.List)
			for i := range v.List {
				v.List[i].Group = slices.DeleteFunc(slices.Clone(v.List[i].Group), func(f Value) bool { return !slices.Contains(stubChannels, f.Field.Name) })
			}
		}
		stub.Fields = append(stub.Fields, v)
	}
	stub.Digest = fmt.Sprintf("%x", sha256.Sum256([]byte("stub of "+e.Digest)))
	return stub
}
