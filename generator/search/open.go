package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Opened is an index read back from its payloads: what a browser has, in Go. It is for one goroutine.
type Opened struct {
	root
	stop   map[string]bool
	front  doors
	back   doors
	load   func(name string) (string, error)
	loaded map[string]*opened
}

// doors say which shard a word is in.
type doors struct {
	keys  []string
	names []string
}

// opened is a shard that was read.
type opened struct {
	words []string
	terms []int // by word
	by    map[string]int
	list  []openedTerm
}

type openedTerm struct{ postings []posting }

// Open opens an index: load gives the payload of a name, and of "root". Errors say what is wrong with a payload.
func Open(load func(name string) (string, error)) (*Opened, error) {
	text, err := load("root")
	if err != nil {
		return nil, err
	}
	line, sum, _ := strings.Cut(text, "\n")
	if nameOf(line) != sum {
		return nil, errors.New("the root of the index is cut or altered")
	}
	x := &Opened{load: load, loaded: map[string]*opened{}, stop: map[string]bool{}}
	if err := json.Unmarshal([]byte(line), &x.root); err != nil {
		return nil, fmt.Errorf("the root of the index cannot be read: %w", err)
	}
	for _, word := range strings.Fields(x.Stop) {
		x.stop[word] = true
	}
	if x.front, err = openDoors(x.Keys, x.Shards); err != nil {
		return nil, err
	}
	x.back, err = openDoors(x.BackKeys, x.Backs)
	return x, err
}

// Open opens the index that was just made.
func (x *Index) Open() (*Opened, error) {
	payloads := map[string]string{"root": x.root}
	for _, payload := range x.payloads {
		payloads[nameOf(payload)] = payload
	}
	return Open(func(name string) (string, error) { return payloads[name], nil })
}

// openDoors reads the keys of shards. An empty list is one key: that of words without a sound.
func openDoors(keys, names string) (d doors, err error) {
	for name := range slices.Chunk([]byte(names), nameLength) {
		d.names = append(d.names, string(name))
	}
	if len(d.names) > 0 {
		if d.keys, err = wordList(keys); err != nil {
			return d, err
		}
	}
	if len(d.keys) != len(d.names) {
		return d, errors.New("the index has more shards than keys, or fewer")
	}
	return d, nil
}

// of is the number of the shard for a sound; words before the first shard have the first.
func (d *doors) of(sound string) int {
	at, found := slices.BinarySearch(d.keys, sound)
	if !found {
		at--
	}
	return max(at, 0)
}

// shard reads a shard, once.
func (x *Opened) shard(name string) (*opened, error) {
	if s := x.loaded[name]; s != nil {
		return s, nil
	}
	payload, err := x.load(name)
	if err != nil {
		return nil, err
	}
	if nameOf(payload) != name {
		return nil, fmt.Errorf("the shard %s of the index is cut or altered", name)
	}
	s, err := openShard(payload)
	if err != nil {
		return nil, fmt.Errorf("the shard %s of the index cannot be read: %w", name, err)
	}
	x.loaded[name] = s
	return s, nil
}

func openShard(payload string) (*opened, error) {
	lines := strings.Split(payload, "\n")
	if len(lines) < 4 {
		return nil, errors.New("it has fewer than four lines")
	}
	words, err := wordList(lines[0])
	if err != nil {
		return nil, err
	}
	s := &opened{words: words, by: map[string]int{}}
	refs, counts, postings := numbers{text: lines[1]}, numbers{text: lines[2]}, numbers{text: lines[3]}
	for i, word := range words {
		s.by[word] = i
		if ref := refs.next(); ref > 0 {
			s.terms = append(s.terms, len(s.list)-ref)
			continue
		}
		s.terms = append(s.terms, len(s.list))
		s.list = append(s.list, openedTerm{postings: openPostings(&postings, counts.next())})
	}
	return s, errors.Join(refs.err, counts.err, postings.err)
}

// openPostings reads a list of count documents.
func openPostings(list *numbers, count int) (postings []posting) {
	document := -1
	for ; count > 0 && list.err == nil; count-- {
		n := list.next()
		document += n/levels + 1
		postings = append(postings, posting{int32(document), uint8(n%levels + 1)})
	}
	return postings
}
