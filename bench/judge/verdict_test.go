package main

import (
	"math"
	"testing"

	"wellshelf/generator/library"
	"wellshelf/generator/search"
)

func TestTheBestOrderThereIsCountsAsOne(t *testing.T) {
	grades := []int{0, 2, 3, 0, 3, 1}
	o, judged := judge(grades, []int{4, 2, 1, 5})
	if !judged || math.Abs(o.ndcg-1) > 1e-9 || !o.first || !o.third {
		t.Errorf("the ideal order was judged %+v", o)
	}
}

// A site may have fewer fitting documents than are looked at: that is not the ranking's mistake.
func TestDocumentsThatASiteLacksAreNotMissed(t *testing.T) {
	if o, _ := judge([]int{2, 0, 0}, []int{0}); o.ndcg != 1 || !o.first {
		t.Errorf("the only fitting document, found first, was judged %+v", o)
	}
}

func TestALaterAnswerCountsLess(t *testing.T) {
	grades := []int{3, 1, 0, 0}
	first, _ := judge(grades, []int{0, 1})
	third, _ := judge(grades, []int{2, 1, 0})
	fourth, _ := judge(grades, []int{2, 1, 3, 0})
	if !(first.ndcg > third.ndcg && third.ndcg > fourth.ndcg) {
		t.Errorf("judged %.3f, %.3f and %.3f", first.ndcg, third.ndcg, fourth.ndcg)
	}
	if third.first || !third.third || fourth.third {
		t.Errorf("the best document in third place was judged %+v, in fourth place %+v", third, fourth)
	}
}

func TestAQuestionThatNothingAnswersIsNotJudged(t *testing.T) {
	if o, judged := judge([]int{0, 0}, []int{1, 0}); judged {
		t.Errorf("judged %+v", o)
	}
}

func TestADocumentIsAsGoodAsItsBestTopic(t *testing.T) {
	r := row{Topics: []grade{{"sleep", 3}, {"stress", 1}}}
	about := func(folder, slug string, topics ...string) *search.Document {
		d := &search.Document{ID: library.ID{Folder: folder, Slug: slug}}
		for _, topic := range topics {
			d.Topics = append(d.Topics, search.Topic{Slug: topic})
		}
		return d
	}
	for want, d := range map[int]*search.Document{
		0: about("resources", "sleep", "grief"),
		1: about("topics", "stress"),
		3: about("books", "night", "stress", "sleep"),
	} {
		if got := r.grade(d); got != want {
			t.Errorf("%s/%s has grade %d, want %d", d.Folder, d.Slug, got, want)
		}
	}
}

// Every file of questions can be read, and no row is empty.
func TestTheJudgedQuestionsAreWhole(t *testing.T) {
	for file, least := range map[string]int{"queries.jsonl": 70, "held-out.jsonl": 200, "crisis-held-out.jsonl": 700} {
		rows, err := read("testdata/" + file)
		if err != nil || len(rows) < least {
			t.Errorf("%s has %d rows: %v", file, len(rows), err)
		}
		for i, r := range rows {
			if r.Question == "" || len(r.Topics) == 0 && !r.Crisis && !r.Near || r.Crisis && r.Near {
				t.Errorf("%s:%d says too little, or two things: %+v", file, i+1, r)
			}
		}
	}
}
