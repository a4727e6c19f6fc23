package search

import (
	"strings"
	"sync"

	"wellshelf/generator/library"
)

// Analyst reads entries for their words and remembers what it read, by the digest of their effective text, so that many
// sites, and one build after another, read each text once. It may be used from many goroutines. The zero value is ready.
type Analyst struct {
	mu       sync.Mutex
	lexicons map[string]*lexicon
	readings map[readingKey]*reading
	packing  sync.Mutex
	packs    map[string]string // by what they are made of
}

type readingKey struct{ language, slug, digest string }

func (a *Analyst) lexicon(language string) (*lexicon, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if l := a.lexicons[language]; l != nil {
		return l, nil
	}
	l, err := newLexicon(language)
	if err != nil {
		return nil, err
	}
	if a.lexicons == nil {
		a.lexicons, a.readings = map[string]*lexicon{}, map[readingKey]*reading{}
	}
	a.lexicons[language] = l
	return l, nil
}

func (a *Analyst) reading(l *lexicon, d *Document) *reading {
	key := readingKey{l.tag, d.Slug, d.Version.Digest}
	a.mu.Lock()
	r := a.readings[key]
	a.mu.Unlock()
	if r != nil {
		return r
	}
	r = l.read(texts(d.Slug, d.Version))
	a.mu.Lock()
	defer a.mu.Unlock()
	a.readings[key] = r
	return r
}

// Phrases packs what crisis entries say about words ([Pack] of [Gather]), once for all sites that show the same ones.
func (a *Analyst) Phrases(items []*library.Item) string {
	var made strings.Builder
	for _, item := range items {
		for _, version := range item.Versions {
			made.WriteString(version.Digest)
		}
	}
	a.packing.Lock()
	defer a.packing.Unlock()
	pack, known := a.packs[made.String()]
	if !known {
		if pack = Pack(Gather(items)); a.packs == nil {
			a.packs = map[string]string{}
		}
		a.packs[made.String()] = pack
	}
	return pack
}
