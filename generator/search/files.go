package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// File is a file of an index; its path is from the top of the site.
type File struct {
	Path  string
	Bytes []byte
}

// Folder is where a site's indexes are, each in a folder named after its language.
const Folder = "search/"

// Form says in which form an index is written.
type Form uint8

const (
	// Web is for sites on web servers: packed files, and scripts for browsers that cannot use those.
	Web Form = iota
	// Stick is for sites opened from a folder, where browsers fetch nothing: scripts alone.
	Stick
)

// The sizes that files aim at: small ones for sites of up to few documents, so that a question costs little; larger
// ones above, so that a host need not keep too many files.
const (
	few        = 2000
	smallShard = 2000
	largeShard = 5000
	smallPart  = 2
	largePart  = 8
	inScript   = 16
	packing    = 5 // of gzip: 6 takes a third longer for half a per cent

	bestOnly     = 4 // documents of a term in back shards
	shortestBack = 5 // bytes of a word there: shorter ones have too many neighbours

	// mostListed is how many documents of a term are kept, the ones most about it. What stands in more tells nothing
	// apart, and would cost whoever asks for it the most.
	mostListed = 1000
)

// root is the file everything else is found from; docs/search-format.md, section 4, explains its fields.
type root struct {
	Version  int         `json:"v"`
	Language string      `json:"lang"`
	Build    string      `json:"build"`
	Number   int         `json:"n"`
	Per      int         `json:"per"`
	Kinds    [][2]string `json:"kinds"`
	First    [][]int     `json:"first"`
	Of       string      `json:"of,omitempty"`
	Same     []int       `json:"same,omitempty"`
	Stop     string      `json:"stop"`
	Keys     string      `json:"keys"`
	BackKeys string      `json:"backkeys"`
}

// Index is the index of one language of one site.
type Index struct {
	Documents []Document // in the order of their numbers
	language  string
	build     string
	root      string   // as it is stored, like all payloads
	payloads  []string // shards, back shards, parts and facets
}

// rootName is what the root is called.
const rootName = "root"

// Index makes the index of a shelf. The same shelf gives the same index, whatever else was read before. Errors are
// those of a language that Bleve does not have what it says it has.
func (a *Analyst) Index(in Shelf) (*Index, error) {
	c, err := a.compile(in)
	if err != nil {
		return nil, err
	}
	l, _ := a.lexicon(in.Language)
	x := &Index{Documents: c.documents, language: in.Language}
	r := root{Version: 1, Language: in.Language, Number: len(c.documents), Per: smallPart, Stop: strings.Join(l.stopWords(), " ")}
	target := smallShard
	if len(c.documents) > few {
		r.Per, target = largePart, largeShard
	}
	r.Keys = x.bind(c.front(target))
	r.BackKeys = x.bind(c.back(target))
	var kinds []string
	kinds, r.Kinds = kindsOf(c.documents)
	for part := range slices.Chunk(c.documents, r.Per) {
		x.payloads = append(x.payloads, partOf(part, kinds))
	}
	r.First = firstOf(c.documents, in.First)
	x.payloads = append(x.payloads, facetsOf(c.documents, kinds, in.Stages))
	if in.Source != nil {
		r.Of, r.Same = in.Source.build, sameIn(in.Source.Documents, c.documents)
	}
	r.Build = x.seal()
	x.build, x.root = r.Build, sealed(rootName, string(encoded(r)))
	return x, nil
}

// bind keeps the payloads of shards and gives their keys.
func (x *Index) bind(shards []shard) (keys string) {
	var list []byte
	before := ""
	for _, s := range shards {
		list = appendWord(list, before, s.key)
		before = s.key
		x.payloads = append(x.payloads, s.payload)
	}
	return string(list)
}

// seal names the build after all its payloads, and seals each. Files are named by their build and number: names by
// their own hashes would let a few more files outlive a change, but would be most of the root, which every reader
// fetches before anything is found.
func (x *Index) seal() (build string) {
	build = nameOf(strings.Join(x.payloads, "\n"))
	for i, payload := range x.payloads {
		x.payloads[i] = sealed(place(build, i), payload)
	}
	return build
}

// place is what the payload of a number is called.
func place(build string, number int) string { return build + "/" + strconv.Itoa(number) }

// front are the shards of the dictionary.
func (c *compiled) front(target int) []shard {
	return c.shards(shelving{
		order: c.snapshot.forward, target: target,
		keep: func(n int32) bool { return c.present[n] },
		key:  func(w *word) string { return w.sound },
		list: func(term int32) []posting {
			if list := c.lists[term]; len(list) <= mostListed {
				return list
			}
			return inOrder(best(c.lists[term], mostListed))
		},
	})
}

// back are the back shards: the words that matter most, by their ends, for those misspelt at the beginning.
func (c *compiled) back(target int) []shard {
	return c.shards(shelving{
		order: c.snapshot.backward, target: target,
		keep: func(n int32) bool {
			w := &c.snapshot.words[n]
			return c.present[n] && c.heads[w.term] && len(w.text) >= shortestBack
		},
		key:  func(w *word) string { return w.back },
		list: func(term int32) []posting { return inOrder(best(c.lists[term], bestOnly)) },
	})
}

// encoded writes JSON. What HTML would need escaped is left alone: it stands in files of its own.
func encoded(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("wellshelf: internal error: an index cannot be written as JSON: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Files are the files of the index, each made when its turn comes: together they would take much room.
func (x *Index) Files(form Form) iter.Seq[File] {
	return func(yield func(File) bool) {
		if x.scripts(yield) && form == Web {
			x.packed(yield)
		}
	}
}

// scripts yields the script form and reports whether more is wanted.
func (x *Index) scripts(yield func(File) bool) bool {
	in := Folder + x.language + "/"
	if !yield(File{in + rootName + ".js", x.script(map[string]string{rootName: x.root})}) {
		return false
	}
	for first := 0; first < len(x.payloads); first += inScript {
		brought := map[string]string{}
		for i := first; i < min(first+inScript, len(x.payloads)); i++ {
			brought[place(x.build, i)] = x.payloads[i]
		}
		if !yield(File{in + place(x.build, first/inScript) + ".js", x.script(brought)}) {
			return false
		}
	}
	return true
}

// packed yields the packed form.
func (x *Index) packed(yield func(File) bool) {
	in := Folder + x.language + "/"
	p := packer{}
	if !yield(File{in + rootName + ".bin", p.packed(x.root)}) {
		return
	}
	for i, payload := range x.payloads {
		if !yield(File{in + place(x.build, i) + ".bin", p.packed(payload)}) {
			return
		}
	}
}

// script is a script that brings payloads by what they are called.
func (x *Index) script(payloads map[string]string) []byte {
	return fmt.Appendf(nil, "wsIndex(%s,%s);", encoded(x.language), encoded(payloads))
}

// packer packs payloads with gzip, one after another with the same tables.
type packer struct{ writer *gzip.Writer }

func (p *packer) packed(payload string) []byte {
	var b bytes.Buffer
	if p.writer == nil {
		p.writer, _ = gzip.NewWriterLevel(&b, packing) // a level that exists
	}
	p.writer.Reset(&b)
	p.writer.ModTime = time.Unix(0, 0) // which gzip writes as "not known"
	_, err := p.writer.Write([]byte(payload))
	if closing := p.writer.Close(); err == nil {
		err = closing
	}
	if err != nil {
		panic("wellshelf: internal error: an index cannot be packed: " + err.Error())
	}
	return b.Bytes()
}
