package check

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Near-duplicates are found as search engines find them (Broder, On the resemblance and containment of documents, 1997):
// a text is the set of all its stretches of five words, two texts are alike as their sets overlap, and a sketch of the
// smallest hashes finds the pairs worth comparing without comparing all.
const (
	shingleWords = 5
	fewest       = 40 // shingles; shorter texts are alike by chance
	alike        = 0.8
	bins         = 64
	bandBins     = 4 // two texts alike by 0.8 agree in one of 16 bands of 4 all but once in 5,000
)

// shingler takes words one by one and yields a hash for every five in a row.
type shingler struct {
	last  [shingleWords]uint64
	count int
}

func (s *shingler) add(word []byte) (shingle uint64, complete bool) {
	h := uint64(14695981039346656037) // FNV-1a
	for _, c := range word {
		h = (h ^ uint64(c)) * 1099511628211
	}
	s.last[s.count%shingleWords] = h
	s.count++
	if s.count < shingleWords {
		return 0, false
	}
	for i := range shingleWords {
		shingle = bits.RotateLeft64(shingle, 13) ^ s.last[(s.count+i)%shingleWords]
		shingle *= 0x9e3779b97f4a7c15
	}
	return shingle ^ shingle>>29, true
}

// sketch are the smallest hashes of a text in each of 64 bins (one permutation hashing); nil for a short text.
type sketch []uint32

type sketcher struct {
	shingler
	least [bins]uint32
	full  [bins]bool
	n     int
}

func (s *sketcher) add(word []byte) {
	h, complete := s.shingler.add(word)
	if !complete {
		return
	}
	s.n++
	bin, value := h>>58, uint32(h)
	if !s.full[bin] || value < s.least[bin] {
		s.full[bin], s.least[bin] = true, value
	}
}

// sketch fills bins without a hash from the next that has one, so that texts of any length can be compared.
func (s *sketcher) sketch() sketch {
	if s.n < fewest {
		return nil
	}
	filled := make(sketch, bins)
	for i := range filled {
		for step := range bins {
			if from := (i + step) % bins; s.full[from] {
				filled[i] = s.least[from] + uint32(step)*0x9e3779b1
				break
			}
		}
	}
	return filled
}

// duplicates finds entries of one kind that say nearly the same. Files of one entry are compared by [repeats].
func duplicates(entries []*library.Entry, sketches map[string]sketch) (problems []diag.Problem) {
	type band struct {
		kind  string
		index int
		sum   uint64
	}
	buckets := map[band][]*library.Entry{}
	shingles := map[*library.Entry][]uint64{}
	for _, e := range entries {
		s := sketches[e.File]
		if s == nil || e.Form != (library.Form{}) {
			continue
		}
		var candidates []*library.Entry
		for i := 0; i < bins; i += bandBins {
			key := band{kind: e.Kind.Name, index: i}
			for _, v := range s[i : i+bandBins] {
				key.sum = (key.sum ^ uint64(v)) * 1099511628211
			}
			if before := buckets[key]; len(before) < mostInBucket {
				candidates = append(candidates, before...)
				buckets[key] = append(before, e)
			}
		}
		if p, told := nearest(e, candidates, shingles); told {
			problems = append(problems, p)
		}
	}
	return problems
}

// mostInBucket bounds the work when very many texts are alike: the first of them are enough to be told.
const mostInBucket = 8

func nearest(e *library.Entry, candidates []*library.Entry, known map[*library.Entry][]uint64) (diag.Problem, bool) {
	best, found := alike, (*library.Entry)(nil)
	seen := map[*library.Entry]bool{}
	for _, o := range candidates {
		if seen[o] || o.ID == e.ID {
			continue
		}
		seen[o] = true
		if likeness := resemblance(shinglesOf(e, known), shinglesOf(o, known)); likeness >= best && (found == nil || likeness > best) {
			best, found = likeness, o
		}
	}
	if found == nil {
		return diag.Problem{}, false
	}
	hint := "keep one of the two, and let the other's address lead there: aliases"
	if found.Scope != e.Scope {
		hint = "keep one of the two, on the shelf above both"
	}
	p := e.Problem(diag.Warning, e.Fields.Get("title"), fmt.Sprintf("this says nearly the same as content/%s (%d %%)", found.File, int(math.Floor(best*100))), hint)
	p.Rule = nearDuplicate
	return p, true
}

// shinglesOf are the hashes of all shingles of an entry, in order and without repeats.
func shinglesOf(e *library.Entry, known map[*library.Entry][]uint64) []uint64 {
	if list, done := known[e]; done {
		return list
	}
	var s shingler
	var list []uint64
	eachWord(passages(e), func(word []byte) {
		if h, complete := s.add(word); complete {
			list = append(list, h)
		}
	})
	slices.Sort(list)
	known[e] = slices.Compact(list)
	return known[e]
}

// eachWord visits the words of an entry but for its title, as they are compared.
func eachWord(list []passage, visit func(word []byte)) {
	var words []stretch
	var room [64]byte
	for i := range list {
		if list[i].title() {
			continue
		}
		words = tokens(words[:0], list[i].words)
		for _, w := range words {
			visit(folded(room[:0], list[i].words[w.from:w.to]))
		}
	}
}

// resemblance is how much two sorted sets overlap, 0 to 1 (Jaccard).
func resemblance(a, b []uint64) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	if len(a)+len(b) == both {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
