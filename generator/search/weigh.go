package search

import "math/bits"

// levels is the highest impact.
const levels = 15

// weighing says how much a word counts in each field, and how much longer fields take away from it, in sixteenths. It is
// BM25F (Robertson and others, Simple BM25 Extension to Multiple Weighted Fields, 2004), in whole numbers so that every
// machine agrees; the numbers were chosen on judged questions, see docs/decisions.md.
type weighing struct {
	weight [fields]int
	length [fields]int
	early  int // how often a word of weight 1 must stand in a text to count half
}

var weights = weighing{
	weight: [fields]int{title: 10, names: 8, summary: 4, body: 1, topics: 20, kin: 3},
	length: [fields]int{title: 6, names: 2, summary: 6, body: 11},
	early:  12,
}

// one is the unit of fractions.
const one = 256

// averages are the mean lengths of the fields of a site's documents, at least 1.
func averages(readings []*reading) (mean [own]int) {
	for _, r := range readings {
		for f, n := range r.lengths {
			mean[f] += int(n)
		}
	}
	for f := range mean {
		mean[f] = max(1, mean[f]/max(1, len(readings)))
	}
	return mean
}

// shares are what one occurrence in each field of a document adds, in units of one.
func (w *weighing) shares(r *reading, mean [own]int) (share [fields]int) {
	for f, weight := range w.weight {
		share[f] = weight * one
		if f < int(own) {
			share[f] = share[f] * 16 * mean[f] / ((16-w.length[f])*mean[f] + w.length[f]*int(r.lengths[f]))
		}
	}
	return share
}

// impact is how much a document is about a term, from 1 to levels: x is the sum of what the occurrences add.
func (w *weighing) impact(x, worth int) int {
	return max(1, levels*x*worth/((w.early*one+x)*16))
}

// mostRare is the highest weight of a term.
const mostRare = 89

// rarity is the weight of a term that stands in df of n documents: 8 times the binary logarithm of one more than the
// odds of not finding it, from 1 to mostRare. Between powers of two it follows a straight line, so that browsers can
// work it out in whole numbers.
func rarity(n, df int) int {
	if df >= mostListed {
		return 1 // it may stand in any number of documents
	}
	x := one + (2*(n-df)+1)*one/(2*df+1)
	power := bits.Len(uint(x)) - 1
	return min(max(1, 8*power+8*(x-1<<power)/(1<<power)-64), mostRare)
}
