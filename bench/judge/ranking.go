package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"

	"wellshelf/generator/search"
)

// ranking is one way of answering: the numbers of documents, best first.
type ranking struct {
	name   string
	answer func(question string) ([]int, error)
}

// rankings are the ways that are compared, ours first. Documents have the same numbers in all of them.
func rankings(s search.Shelf, v search.Vocabulary) (list []ranking, documents []search.Document, err error) {
	var a search.Analyst
	index, err := a.Index(s)
	if err != nil {
		return nil, nil, err
	}
	opened, err := index.Open()
	if err != nil {
		return nil, nil, err
	}
	same, err := a.Reference(s)
	if err != nil {
		return nil, nil, err
	}
	stock, err := search.Stock(s)
	if err != nil {
		return nil, nil, err
	}
	analysed, err := a.Analysed(s)
	if err != nil {
		return nil, nil, err
	}
	paper := newBM25F(analysed)
	need, err := search.OpenNeed(search.Pack(v))
	if err != nil {
		return nil, nil, err
	}
	ours := func(question string) ([]search.Result, error) {
		group, _ := need.Group(question)
		return opened.Answer(question, group)
	}
	return []ranking{
		{"wellshelf", numbersOf(ours)},
		{"BM25F, same analysis", func(question string) ([]int, error) { return paper.answer(question), nil }},
		{"Bleve, same analysis", numbersOf(func(question string) ([]search.Result, error) { return same.Answer(question, deep) })},
		{"Bleve as it comes", numbersOf(func(question string) ([]search.Result, error) { return stock.Answer(question, deep) })},
	}, index.Documents, nil
}

func numbersOf(answer func(question string) ([]search.Result, error)) func(question string) ([]int, error) {
	return func(question string) ([]int, error) {
		results, err := answer(question)
		numbers := make([]int, len(results))
		for i, r := range results {
			numbers[i] = r.Number
		}
		return numbers, err
	}
}

// pagefind asks Pagefind all questions at once; script is what does that, over the built pages of the site in folder.
func pagefind(script, folder string, documents []search.Document, questions []string) (ranking, error) {
	numbers := map[string]int{}
	var asked struct {
		Pages     []string `json:"pages"`
		Questions []string `json:"questions"`
	}
	for i := range documents {
		numbers[documents[i].Address] = i
		asked.Pages = append(asked.Pages, documents[i].Address)
	}
	asked.Questions = questions
	input, err := json.Marshal(asked)
	if err != nil {
		return ranking{}, err
	}
	var output, said bytes.Buffer
	c := exec.Command("node", script, folder)
	c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(input), &output, &said
	if err := c.Run(); err != nil {
		return ranking{}, fmt.Errorf("pagefind: %w\n%s", err, said.Bytes())
	}
	var answers [][]string
	if err := json.Unmarshal(output.Bytes(), &answers); err != nil || len(answers) != len(questions) {
		return ranking{}, fmt.Errorf("pagefind gave %d answers to %d questions: %w", len(answers), len(questions), err)
	}
	found := map[string][]int{}
	for i, addresses := range answers {
		for _, address := range addresses {
			number, known := numbers[address]
			if !known {
				return ranking{}, fmt.Errorf("pagefind found %q, which is not a page that it was given", address)
			}
			found[questions[i]] = append(found[questions[i]], number)
		}
	}
	return ranking{"Pagefind 1.6", func(question string) ([]int, error) { return found[question], nil }}, nil
}
