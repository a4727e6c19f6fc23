package search

import (
	"strings"
)

// shard is a stretch of the dictionary with the postings of its terms.
type shard struct {
	key     string // the sound of its first word
	payload string
}

// shelving says how a dictionary is cut into shards.
type shelving struct {
	order  []int32              // the words, in order
	keep   func(n int32) bool   // those to put in
	key    func(w *word) string // what they are in order of
	list   func(term int32) []posting
	target int // how long a shard is to be, in bytes
}

// shards cuts the dictionary into shards. Words of one sound stay together, and every term is in each shard that has
// one of its words: whoever looks a word up needs one file.
func (c *compiled) shards(s shelving) []shard {
	var all []shard
	b := binder{shelving: s, own: map[int32]int{}}
	key := ""
	for _, n := range s.order {
		if !s.keep(n) {
			continue
		}
		word := &c.snapshot.words[n]
		if sound := s.key(word); sound != key || b.size == 0 {
			if b.size >= s.target {
				all = append(all, b.bound())
			}
			key = sound
		}
		b.add(word)
	}
	if b.size > 0 {
		all = append(all, b.bound())
	}
	return all
}

// binder puts one shard together.
type binder struct {
	shelving
	size             int
	key              string
	last             string
	own              map[int32]int // by term, its number
	words, refs      []byte
	counts, postings []byte
}

func (b *binder) add(w *word) {
	if b.size == 0 {
		b.key = b.shelving.key(w)
	}
	before := len(b.words) + len(b.refs) + len(b.counts) + len(b.postings)
	b.words = appendWord(b.words, b.last, w.text)
	b.last = w.text
	number, known := b.own[w.term]
	if known {
		b.refs = appendNumber(b.refs, len(b.own)-number)
	} else {
		b.own[w.term] = len(b.own)
		b.refs = appendNumber(b.refs, 0)
		list := b.list(w.term)
		b.counts = appendNumber(b.counts, len(list))
		b.postings = appendPostings(b.postings, list)
	}
	b.size += len(b.words) + len(b.refs) + len(b.counts) + len(b.postings) - before
}

// bound finishes a shard and begins the next.
func (b *binder) bound() shard {
	lines := []string{string(b.words), string(b.refs), string(b.counts), string(b.postings)}
	done := shard{key: b.key, payload: strings.Join(lines, "\n")}
	clear(b.own)
	b.size, b.key, b.last = 0, "", ""
	b.words, b.refs, b.counts, b.postings = b.words[:0], b.refs[:0], b.counts[:0], b.postings[:0]
	return done
}

// appendPostings writes a posting list: each document with its impact in one number.
func appendPostings(b []byte, list []posting) []byte {
	last := -1
	for _, p := range list {
		b = appendNumber(b, (int(p.document)-last-1)*levels+int(p.impact)-1)
		last = int(p.document)
	}
	return b
}
