package generator

import (
	"context"
	"errors"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/search"
)

// Question says of which site, in which language and of which index questions are asked.
type Question struct {
	Site     string
	Language string // of the page with the box; "" is the source language
	Bleve    bool   // ask a Bleve index over the same analysis, as a reference, instead of the site's own
}

// Finder answers questions as the search box of one site does, from the same index. Close it when done.
type Finder struct {
	need    *search.Need
	indexes []foundIn
	close   func() error
}

// foundIn is the index of one language.
type foundIn struct {
	documents []search.Document
	answer    func(question, group string) ([]search.Result, error)
}

// Close gives back what a Bleve index holds.
func (f *Finder) Close() error { return f.close() }

// Answer is what the search box would show.
type Answer struct {
	Crisis  bool     `json:"crisis"` // help is shown first
	Group   string   `json:"group"`  // which help; "" without
	Results []Result `json:"results"`
}

// Result is one entry that was found.
type Result struct {
	Address string   `json:"address"`
	Kind    string   `json:"kind"`
	Slug    string   `json:"slug"`
	Title   string   `json:"title"`
	Topics  []string `json:"topics"`
	Score   int      `json:"score"`
}

// Finder makes the search of one site, without writing anything. The problems are all that reach the site.
func (b *Builder) Finder(ctx context.Context, q Question) (*Finder, []diag.Problem, error) {
	p, problems, err := b.planOf(ctx, q.Site)
	if err != nil {
		return nil, problems, err
	}
	f := &Finder{close: func() error { return nil }}
	if f.need, err = search.OpenNeed(b.analyst.Phrases(p.shelf.Of("crisis"))); err != nil {
		return nil, problems, err
	}
	languages, err := searched(p.laid.Languages(), q.Language)
	if err != nil {
		return nil, problems, err
	}
	index := f.own
	if q.Bleve {
		index = f.reference
	}
	for _, tag := range languages {
		in, err := index(&b.analyst, toSearch(p.laid, p.shelf, tag))
		if err != nil {
			return nil, problems, errors.Join(err, f.Close())
		}
		f.indexes = append(f.indexes, in)
	}
	return f, problems, nil
}

// reference is a Bleve index of a shelf, closed with the finder.
func (f *Finder) reference(analyst *search.Analyst, shelf search.Shelf) (foundIn, error) {
	reference, err := analyst.Reference(shelf)
	if err != nil {
		return foundIn{}, err
	}
	before := f.close
	f.close = func() error { return errors.Join(before(), reference.Close()) }
	return foundIn{documents: reference.Documents, answer: func(question, _ string) ([]search.Result, error) {
		return reference.Answer(question, len(reference.Documents))
	}}, nil
}

// own is the index of a shelf as a site has it.
func (f *Finder) own(analyst *search.Analyst, shelf search.Shelf) (foundIn, error) {
	made, err := analyst.Index(shelf)
	if err != nil {
		return foundIn{}, err
	}
	opened, err := made.Open()
	if err != nil {
		return foundIn{}, err
	}
	return foundIn{documents: made.Documents, answer: opened.Answer}, nil
}

// Searched is what one site has to search in its source language, and the words of need it knows: for whoever measures
// or compares.
func (b *Builder) Searched(ctx context.Context, name string) (search.Shelf, search.Vocabulary, error) {
	p, _, err := b.planOf(ctx, name)
	if err != nil {
		return search.Shelf{}, search.Vocabulary{}, err
	}
	return toSearch(p.laid, p.shelf, p.laid.Languages()[0]), search.Gather(p.shelf.Of("crisis")), nil
}

// searched are the languages that a page of a language searches: its own, then the source language.
func searched(languages []string, language string) ([]string, error) {
	if language == "" || language == languages[0] {
		return languages[:1], nil
	}
	if slices.Contains(languages, language) {
		return []string{language, languages[0]}, nil
	}
	return nil, &NoLanguageError{Language: language, Hint: diag.DidYouMean(language, languages, "it has "+strings.Join(languages, ", "))}
}

// NoLanguageError means that a site has no pages in a language.
type NoLanguageError struct{ Language, Hint string }

func (e *NoLanguageError) Error() string {
	return "the site has no pages in the language " + e.Language
}

// Answer answers a question: every result, best first. Whether help comes first is told beside them; what a young
// person then sees is help alone, until they ask for the rest.
func (f *Finder) Answer(question string) (Answer, error) {
	answer := Answer{Results: []Result{}}
	answer.Group, answer.Crisis = f.need.Group(question)
	found := map[library.ID]bool{}
	for _, in := range f.indexes {
		results, err := in.answer(question, answer.Group)
		if err != nil {
			return answer, err
		}
		for _, r := range results {
			d := in.documents[r.Number]
			if found[d.ID] {
				continue
			}
			found[d.ID] = true
			result := Result{Address: d.Address, Kind: library.KindOf(d.Folder).Name, Slug: d.Slug, Title: d.Title, Topics: []string{}, Score: r.Score}
			for _, topic := range d.Topics {
				result.Topics = append(result.Topics, topic.Slug)
			}
			answer.Results = append(answer.Results, result)
		}
	}
	return answer, nil
}
