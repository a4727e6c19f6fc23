package search

import (
	"slices"
)

// posting says that a document is about a term, and how much.
type posting struct {
	document int32
	impact   uint8
}

// compiled is a shelf with its postings.
type compiled struct {
	documents []Document
	snapshot  snapshot
	present   []bool      // by word: it leads to documents
	lists     [][]posting // by term, in order of documents
	heads     []bool      // by term: it stands in a title, a synonym or a topic
}

// compile makes the postings of a shelf from the readings of its documents.
func (a *Analyst) compile(in Shelf) (*compiled, error) {
	l, err := a.lexicon(in.Language)
	if err != nil {
		return nil, err
	}
	c := &compiled{documents: numbered(in.Documents)}
	readings := make([]*reading, len(c.documents))
	for i := range c.documents {
		readings[i] = a.reading(l, &c.documents[i])
	}
	likeness := l.likeness(in.Alike)
	said := l.said(c.documents, likeness)
	c.snapshot = l.snapshot()
	c.present = make([]bool, len(c.snapshot.words))
	c.heads = make([]bool, c.snapshot.terms)
	t := tally{terms: c.snapshot.terms, heads: c.heads}
	mean := averages(readings)
	t.begin(readings)
	for i, r := range readings {
		t.document(int32(i), r, said[i], weights.shares(r, mean), worth(c.documents[i].Folder))
		for _, n := range r.words {
			c.present[n] = true
		}
	}
	c.lists = t.lists()
	c.widen(likeness)
	for _, n := range likeness.words {
		c.present[n] = len(c.lists[c.snapshot.words[n].term]) > 0
	}
	return c, nil
}

// tally adds up what the occurrences of each document say, and deals them out to the terms.
type tally struct {
	terms   int
	sums    []int32 // by term, for the document at hand
	touched []int32 // the terms that have a sum
	heads   []bool
	all     []entry
	counts  []int32
}

type entry struct {
	term int32
	posting
}

func (t *tally) begin(readings []*reading) {
	t.sums, t.counts = make([]int32, t.terms), make([]int32, t.terms+1)
	n := 0
	for _, r := range readings {
		n += len(r.found)
	}
	t.all = make([]entry, 0, n+n/4)
}

func (t *tally) add(term int32, x int) {
	if t.sums[term] == 0 {
		t.touched = append(t.touched, term)
	}
	t.sums[term] += int32(x)
}

// document adds one document: its own words and those its site says of it.
func (t *tally) document(number int32, r *reading, said []saying, share [fields]int, worth int) {
	for i := range r.found {
		o := &r.found[i]
		x := 0
		for f, often := range o.often {
			x += int(often) * share[f]
		}
		t.add(o.term, x)
		if o.often[title] > 0 || o.often[names] > 0 {
			t.heads[o.term] = true
		}
	}
	for _, s := range said {
		t.add(s.term, share[s.in])
		t.heads[s.term] = true
	}
	for _, term := range t.touched {
		t.all = append(t.all, entry{term, posting{number, uint8(weights.impact(int(t.sums[term]), worth))}})
		t.sums[term] = 0
		t.counts[term+1]++
	}
	t.touched = t.touched[:0]
}

// lists are the postings by term. Documents came in order, so they stand in order.
func (t *tally) lists() [][]posting {
	for term := range t.terms {
		t.counts[term+1] += t.counts[term]
	}
	dealt := make([]posting, len(t.all))
	next := slices.Clone(t.counts)
	for _, e := range t.all {
		dealt[next[e.term]] = e.posting
		next[e.term]++
	}
	lists := make([][]posting, t.terms)
	for term := range lists {
		lists[term] = dealt[t.counts[term]:t.counts[term+1]:t.counts[term+1]]
	}
	return lists
}
