package review

import (
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// run is a stretch of words: the same on both sides, only before, or only after.
type run struct {
	text   string
	before bool
	after  bool
}

// pair is a block before beside the one that it became; nil on one side where it is new or gone.
type pair struct {
	before, after []run
	heading       bool
	same          bool
}

// runs compares two lists of texts, and gives stretches of them: which are on both sides, and which on one.
func runs(before, after []string) []diffmatchpatch.Diff {
	letters := map[string]rune{}
	letter := func(list []string) []rune {
		coded := make([]rune, len(list))
		for i, s := range list {
			if _, known := letters[s]; !known {
				next := rune(len(letters) + 1)
				if next >= 0xD800 { // a surrogate is no character of its own
					next += 0x800
				}
				letters[s] = next
			}
			coded[i] = letters[s]
		}
		return coded
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on every machine
	return d.DiffMainRunes(letter(before), letter(after), false)
}

// pairs lays two pages side by side, block by block.
func pairs(before, after []block) []pair {
	var all []pair
	b, a := 0, 0
	diffs := runs(texts(before), texts(after))
	for i := 0; i < len(diffs); i++ {
		n := len([]rune(diffs[i].Text))
		switch diffs[i].Type {
		case diffmatchpatch.DiffEqual:
			for range n {
				both := []run{{before[b].text, true, true}}
				all = append(all, pair{both, both, before[b].heading, true})
				b, a = b+1, a+1
			}
		default:
			gone, come := 0, 0
			for ; i < len(diffs) && diffs[i].Type != diffmatchpatch.DiffEqual; i++ {
				if diffs[i].Type == diffmatchpatch.DiffDelete {
					gone += len([]rune(diffs[i].Text))
				} else {
					come += len([]rune(diffs[i].Text))
				}
			}
			i--
			all = append(all, opposite(before[b:b+gone], after[a:a+come])...)
			b, a = b+gone, a+come
		}
	}
	return all
}

func texts(blocks []block) []string {
	list := make([]string, len(blocks))
	for i, one := range blocks {
		list[i] = one.text
	}
	return list
}

// opposite pairs blocks that changed, each with the first one left that shares most of its words with it.
func opposite(before, after []block) []pair {
	var all []pair
	next := 0
	for _, was := range before {
		best := -1
		for i := next; i < len(after); i++ {
			if likeness(was.text, after[i].text) >= 0.4 {
				best = i
				break
			}
		}
		if best < 0 {
			all = append(all, pair{before: []run{{was.text, true, false}}, heading: was.heading})
			continue
		}
		for ; next < best; next++ {
			all = append(all, pair{after: []run{{after[next].text, false, true}}, heading: after[next].heading})
		}
		all = append(all, wordPair(was, after[best]))
		next = best + 1
	}
	for ; next < len(after); next++ {
		all = append(all, pair{after: []run{{after[next].text, false, true}}, heading: after[next].heading})
	}
	return all
}

// likeness is how much of the words of two texts is shared, from 0 to 1.
func likeness(a, b string) float64 {
	x, y := strings.Fields(a), strings.Fields(b)
	shared := 0
	for _, word := range x {
		if slices.Contains(y, word) {
			shared++
		}
	}
	return float64(2*shared) / float64(len(x)+len(y))
}

// wordPair marks the words that differ between two blocks.
func wordPair(was, is block) pair {
	p := pair{heading: is.heading}
	x, y := strings.Fields(was.text), strings.Fields(is.text)
	i, j := 0, 0
	for _, d := range runs(x, y) {
		n := len([]rune(d.Text))
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			one := run{strings.Join(x[i:i+n], " "), true, true}
			p.before, p.after = append(p.before, one), append(p.after, one)
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			p.before = append(p.before, run{strings.Join(x[i:i+n], " "), true, false})
			i += n
		default:
			p.after = append(p.after, run{strings.Join(y[j:j+n], " "), false, true})
			j += n
		}
	}
	return p
}
