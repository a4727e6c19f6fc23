package search

import (
	"cmp"
	"errors"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"wellshelf/generator/library"
)

// Groups are the dangers that words can tell of, by their numbers in a pack. The first comes before all others.
var Groups = library.CrisisGroups

// Limits of what is looked at.
const (
	longestNeed  = 5000 // units of a text
	mostRespelt  = 20   // words of a text whose spelling is tried
	shortestTry  = 5    // units of a word whose spelling is tried
	wordHashCut  = 8    // lowest bits that a word's hash goes without
	tokenHashCut = 4    // and a phrase's, of which there are more, and chance finds more often
	packParts    = 6
	packedGroups = 8 // a group is packed as a number below this
)

// Need tells whether words are those of someone who needs help now. It holds hashes only. It may be used by many
// goroutines at once.
type Need struct {
	longest int            // tokens of the longest phrase or near miss
	phrases map[uint32]int // to the number of the group
	near    map[uint32]bool
	known   map[uint32]bool
	classes map[uint32]int // words that are alike
	passing map[uint32]bool
}

// Group is the group of the phrase in text that counts most: of [Groups] the first before all others, then the longest
// phrase, the lowest group, the earliest. Any text will do.
func (n *Need) Group(text string) (group string, found bool) {
	best, found := n.best(bounded(n.tokens(cut(text, longestNeed))))
	if !found {
		return "", false
	}
	return Groups[best.group], true
}

// said is a phrase in a text: its group, and its tokens from a place up to another.
type said struct{ group, from, to int }

// before orders by what counts more.
func (s said) before(o said) int {
	return cmp.Or(min(s.group, 1)-min(o.group, 1), (o.to-o.from)-(s.to-s.from), s.group-o.group, s.from-o.from)
}

// best is the phrase that counts most among those that no near miss holds whole.
func (n *Need) best(tokens []string) (best said, found bool) {
	var phrases []said
	reach := make([]int, len(tokens)) // how far the near misses go that began here or before
	furthest := 0
	for from := range tokens {
		for to := from + 1; to <= min(len(tokens), from+n.longest); to++ {
			h := phraseHash(tokens[from:to])
			if group, is := n.phrases[h]; is {
				phrases = append(phrases, said{group, from, to})
			}
			if n.near[h] {
				furthest = max(furthest, to)
			}
		}
		reach[from] = furthest
	}
	phrases = slices.DeleteFunc(phrases, func(s said) bool { return s.to <= reach[s.from] })
	if len(phrases) == 0 {
		return said{}, false
	}
	return slices.MinFunc(phrases, said.before), true
}

// tokens are the words of a text as phrases know them: well spelt, without what says nothing, and one for all alike.
func (n *Need) tokens(text string) []string {
	words := Words(text)
	left := mostRespelt
	for i, word := range words {
		if left > 0 && n.strange(word) {
			words[i], left = n.respelt(word), left-1
		}
	}
	return n.reduced(words)
}

// reduced are the tokens of words that are spelt as they are meant.
func (n *Need) reduced(words []string) []string {
	var tokens []string
	for _, word := range words {
		h := wordHash(word)
		class, alike := n.classes[h]
		switch {
		case n.passing[h]:
		case alike:
			tokens = append(tokens, classToken(class))
		default:
			tokens = append(tokens, word)
		}
	}
	return tokens
}

// bounded are tokens with a mark at either end, by which phrases are known that count only when nothing else is said.
func bounded(tokens []string) []string { return append(append([]string{"^"}, tokens...), "$") }

// classToken stands for every word of a class.
func classToken(class int) string { return "=" + strconv.Itoa(class) }

// strange reports whether a word may be a misspelling of one that is known.
func (n *Need) strange(word string) bool {
	h := wordHash(word)
	_, alike := n.classes[h]
	return isTried(word) && !n.known[h] && !alike && !n.passing[h]
}

// respelt is the first known word that is one slip away, or the word itself.
func (n *Need) respelt(word string) string {
	for meant := range slips(word) {
		if n.known[wordHash(meant)] {
			return meant
		}
	}
	return word
}

// isTried reports whether a word is long and plain enough for its spelling to be tried.
func isTried(word string) bool {
	return len(word) >= shortestTry && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == ""
}

// slips are the words that one slip of the hand makes of a word: two letters swapped, one too many, one wrong, one
// missing. The order is part of the format.
func slips(word string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range len(word) - 1 {
			if !yield(word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]) {
				return
			}
		}
		for i := range len(word) {
			if !yield(word[:i] + word[i+1:]) {
				return
			}
		}
		for i := range len(word) {
			for letter := 'a'; letter <= 'z'; letter++ {
				if !yield(word[:i] + string(letter) + word[i+1:]) {
					return
				}
			}
		}
		for i := range len(word) + 1 {
			for letter := 'a'; letter <= 'z'; letter++ {
				if !yield(word[:i] + string(letter) + word[i:]) {
					return
				}
			}
		}
	}
}

// wordHash is the hash of one word. It has nothing in common with that of a phrase of one word: what is taken by chance
// for a known word would else be taken for the phrase as well.
func wordHash(word string) uint32 { return fnv("#"+word) >> wordHashCut }

func phraseHash(tokens []string) uint32 { return fnv(strings.Join(tokens, " ")) >> tokenHashCut }

// errPack means that a pack was cut, altered or is of another build.
var errPack = errors.New("the pack of words for help now is damaged")

// OpenNeed reads what [Pack] wrote.
func OpenNeed(pack string) (*Need, error) {
	parts := strings.Split(pack, " ")
	if len(parts) != packParts {
		return nil, errPack
	}
	n := &Need{phrases: map[uint32]int{}, classes: map[uint32]int{}}
	rows := [packParts]gaps{}
	for i, part := range parts {
		rows[i].text = part
	}
	n.longest = rows[0].numbers.next()
	for rows[1].more() {
		h, group := rows[1].next(packedGroups)
		n.phrases[h] = group
		if group >= len(Groups) {
			return nil, errPack
		}
	}
	n.near, n.known, n.passing = rows[2].all(), rows[3].all(), rows[5].all()
	for rows[4].more() {
		h, _ := rows[4].next(1)
		n.classes[h] = rows[4].numbers.next()
	}
	if rows[0].more() || slices.ContainsFunc(rows[:], func(g gaps) bool { return g.err != nil }) {
		return nil, errPack
	}
	return n, nil
}

// gaps reads hashes in order, each as how far it lies behind the one before.
type gaps struct {
	numbers
	last int
}

// next is a hash, and what was packed with it: a number below share.
func (g *gaps) next(share int) (h uint32, packed int) {
	n := g.numbers.next()
	g.last += n / share
	if g.last > math.MaxUint32 {
		g.text, g.err = "", errPack
	}
	return uint32(g.last), n % share
}

// all are the hashes that are left.
func (g *gaps) all() map[uint32]bool {
	hashes := map[uint32]bool{}
	for g.more() {
		h, _ := g.next(1)
		hashes[h] = true
	}
	return hashes
}
