package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Opened is an index read back from its payloads: what a browser has, in Go. It is for one goroutine.
type Opened struct {
	root
	stop   map[string]bool
	front  doors
	back   doors
	load   func(name string) (string, error)
	loaded map[int]*opened
}

// doors say which shard a word is in: the one of the last key not above its sound, or the first.
type doors []string

// of is the number of the shard for a sound.
func (d doors) of(sound string) int {
	at, found := slices.BinarySearch(d, sound)
	if !found {
		at--
	}
	return max(at, 0)
}

// opened is a shard that was read.
type opened struct {
	words []string
	terms []int // by word
	by    map[string]int
	list  []openedTerm
}

type openedTerm struct{ postings []posting }

// Open opens an index: load gives what is stored under "root", or under the name of a build and a number, "1x2y3z/12".
// Errors say what is wrong with a payload.
func Open(load func(name string) (string, error)) (*Opened, error) {
	text, err := load(rootName)
	if err != nil {
		return nil, err
	}
	line, err := unsealed(rootName, text)
	if err != nil {
		return nil, fmt.Errorf("the root of the index cannot be used: %w", err)
	}
	x := &Opened{load: load, loaded: map[int]*opened{}, stop: map[string]bool{}}
	if err := json.Unmarshal([]byte(line), &x.root); err != nil {
		return nil, fmt.Errorf("the root of the index cannot be read: %w", err)
	}
	for _, word := range strings.Fields(x.Stop) {
		x.stop[word] = true
	}
	if x.front, err = wordList(x.Keys); err != nil {
		return nil, err
	}
	x.back, err = wordList(x.BackKeys)
	return x, err
}

// Open opens the index that was just made.
func (x *Index) Open() (*Opened, error) { return Open(x.Stored) }

// Stored is what is stored under a name, as [Open] asks for it; "" when there is nothing.
func (x *Index) Stored(name string) (string, error) {
	if name == rootName {
		return x.root, nil
	}
	number, found := strings.CutPrefix(name, x.build+"/")
	if n, err := strconv.Atoi(number); found && err == nil && 0 <= n && n < len(x.payloads) {
		return x.payloads[n], nil
	}
	return "", nil
}

// shard reads the shard of a number, once; back shards come after the others.
func (x *Opened) shard(number int) (*opened, error) {
	if s := x.loaded[number]; s != nil {
		return s, nil
	}
	name := place(x.Build, number)
	text, err := x.load(name)
	if err != nil {
		return nil, err
	}
	payload, err := unsealed(name, text)
	if err != nil {
		return nil, fmt.Errorf("the shard %s of the index cannot be used: %w", name, err)
	}
	s, err := openShard(payload)
	if err != nil {
		return nil, fmt.Errorf("the shard %s of the index cannot be read: %w", name, err)
	}
	x.loaded[number] = s
	return s, nil
}

func openShard(payload string) (*opened, error) {
	lines := strings.Split(payload, "\n")
	if len(lines) != 4 {
		return nil, errors.New("it has not four lines")
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
