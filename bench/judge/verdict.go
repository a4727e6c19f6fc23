package main

import (
	"math"
	"slices"
)

// deep is how many answers count.
const deep = 10

// one is how one question was answered.
type one struct {
	ndcg         float64
	first, third bool // a document with the best grade of all is the first, or among the first three
}

// judge judges answers, numbers of documents with the best first, by the grades of all documents. Where no document
// has a grade there is nothing to judge.
func judge(grades, answers []int) (o one, judged bool) {
	ideal := slices.Clone(grades)
	slices.SortFunc(ideal, func(a, b int) int { return b - a })
	ideal = ideal[:min(deep, len(ideal))]
	if len(ideal) == 0 || ideal[0] == 0 {
		return one{}, false
	}
	var found []int
	for i, number := range answers[:min(deep, len(answers))] {
		found = append(found, grades[number])
		best := grades[number] == ideal[0]
		o.first = o.first || i == 0 && best
		o.third = o.third || i < 3 && best
	}
	o.ndcg = gain(found) / gain(ideal)
	return o, true
}

// gain is the discounted cumulative gain of grades in order (Järvelin and Kekäläinen 2002, with 2^grade - 1).
func gain(grades []int) float64 {
	sum := 0.0
	for i, grade := range grades {
		sum += (math.Exp2(float64(grade)) - 1) / math.Log2(float64(i)+2)
	}
	return sum
}

// verdict sums up many questions.
type verdict struct {
	n, first, third int
	ndcg            float64
}

func (v *verdict) add(o one) {
	v.n++
	v.ndcg += o.ndcg
	if o.first {
		v.first++
	}
	if o.third {
		v.third++
	}
}

// share is a number of n, as a share; 0 of none.
func share(number float64, n int) float64 { return number / float64(max(n, 1)) }
