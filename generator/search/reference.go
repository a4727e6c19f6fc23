package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/standard"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"
)

// Analysed is what one site has to search as our analysis leaves it, so that other ways of ranking can be tried on the
// same words.
type Analysed struct {
	Documents []Document // in the order of their numbers, as in [Index]
	Fields    []Field
	Texts     [][]string // by document and field: stems, as often as they stand there, with spaces between
	Half      float64    // how often a word must stand in a field of weight 1 to count half of what it can

	lexicon *lexicon
	known   map[string]bool
}

// Field is a field of every document: how much a word in it counts, and how much of that its length takes away, from 0
// to 1.
type Field struct {
	Name           string
	Weight, Length float64
}

// fieldNames are the fields by number.
var fieldNames = [fields]string{title: "title", names: "names", summary: "summary", body: "body", topics: "topics", kin: "kin"}

// Analysed analyses a shelf. Errors are those of [Analyst.Index].
func (a *Analyst) Analysed(in Shelf) (*Analysed, error) {
	l, err := a.lexicon(in.Language)
	if err != nil {
		return nil, err
	}
	x := &Analysed{Documents: numbered(in.Documents), Half: float64(weights.early), lexicon: l, known: map[string]bool{}}
	for f, name := range fieldNames {
		field := Field{Name: name, Weight: float64(weights.weight[f]), Length: float64(weights.length[f]) / 16}
		x.Fields = append(x.Fields, field)
	}
	readings := make([]*reading, len(x.Documents))
	for i := range x.Documents {
		readings[i] = a.reading(l, &x.Documents[i])
	}
	said := l.said(x.Documents, l.likeness(in.Alike))
	stems := l.stems()
	for i, r := range readings {
		texts := analysed(r, said[i], stems)
		x.Texts = append(x.Texts, texts)
		for _, text := range texts {
			for _, stem := range strings.Fields(text) {
				x.known[stem] = true
			}
		}
	}
	return x, nil
}

// Asked are the stems of a question that some document has, neighbours written together among them, and the words that
// none has; without stop words and repeats.
func (x *Analysed) Asked(question string) (known, strange []string) {
	all := Words(cut(question, longestQuestion))
	all = all[:min(len(all), mostWords)]
	add := func(stem string) {
		if x.known[stem] && !slices.Contains(known, stem) {
			known = append(known, stem)
		}
	}
	for i, word := range all {
		if stem := x.lexicon.term(word); !x.lexicon.stop[word] {
			if add(stem); !x.known[stem] && !slices.Contains(strange, word) {
				strange = append(strange, word)
			}
		}
		if i > 0 {
			add(x.lexicon.term(all[i-1] + word))
		}
	}
	return known, strange
}

// stems are the stems of terms, by number.
func (l *lexicon) stems() []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	stems := make([]string, len(l.terms))
	for stem, term := range l.terms {
		stems[term] = stem
	}
	return stems
}

// analysed are the fields of a document in stems.
func analysed(r *reading, said []saying, stems []string) []string {
	var parts [fields]strings.Builder
	for i := range r.found {
		for f, often := range r.found[i].often {
			parts[f].WriteString(strings.Repeat(stems[r.found[i].term]+" ", int(often)))
		}
	}
	for _, s := range said {
		parts[s.in].WriteString(stems[s.term] + " ")
	}
	texts := make([]string, fields)
	for f := range parts {
		texts[f] = parts[f].String()
	}
	return texts
}

// Reference is a Bleve index in memory over the documents of one site: something to hold our own answers against. It
// is made when asked for; no build makes one. Close it when done. It may be used by many goroutines.
type Reference struct {
	Documents []Document // in the order of their numbers, as in [Index]
	index     bleve.Index
	ask       func(question string) query.Query // nil when nothing is left of the question
}

// millionth is the unit of a reference's scores, which Bleve gives as fractions.
const millionth = 1e6

// Reference makes a Bleve index over our own analysis: the same words, stop words, stems and fields, and the same
// weights of fields, but Bleve's BM25, and Bleve's own search for words that no document has. Errors are Bleve's, or
// those of [Analyst.Index].
func (a *Analyst) Reference(in Shelf) (*Reference, error) {
	x, err := a.Analysed(in)
	if err != nil {
		return nil, err
	}
	made := make([]map[string]string, len(x.Documents))
	for i, texts := range x.Texts {
		made[i] = map[string]string{}
		for f, text := range texts {
			made[i][x.Fields[f].Name] = text
		}
	}
	index, err := filled(overStems(), made)
	if err != nil {
		return nil, err
	}
	return &Reference{x.Documents, index, x.query}, nil
}

// Stock makes a Bleve index as anyone would with a page of its manual: the analyser of the language over title,
// summary, synonyms, body and titles of topics, the plain match query, and the scores that come with it. Errors are
// Bleve's.
func Stock(in Shelf) (*Reference, error) {
	documents := numbered(in.Documents)
	made := make([]map[string]string, len(documents))
	for i := range documents {
		made[i] = plain(&documents[i])
	}
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = standard.Name
	if _, known := analyses[in.Language]; known {
		m.DefaultAnalyzer = in.Language // Bleve names its analysers after languages
	}
	x, err := filled(m, made)
	if err != nil {
		return nil, err
	}
	return &Reference{documents, x, func(question string) query.Query { return bleve.NewMatchQuery(cut(question, longestQuestion)) }}, nil
}

// Answer finds up to n documents, best first; scores are in millionths of Bleve's. Errors are Bleve's.
func (r *Reference) Answer(question string, n int) ([]Result, error) {
	asked := r.ask(question)
	if asked == nil {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(asked, n, 0, false)
	request.SortBy([]string{"-_score", "_id"})
	found, err := r.index.Search(request)
	if err != nil {
		return nil, err
	}
	results := make([]Result, len(found.Hits))
	for i, hit := range found.Hits {
		number, err := strconv.Atoi(hit.ID)
		if err != nil {
			panic("wellshelf: internal error: a document of a reference has no number: " + hit.ID)
		}
		results[i] = Result{Number: number, Score: int(hit.Score * millionth)}
	}
	return results, nil
}

// Close gives the memory back.
func (r *Reference) Close() error { return r.index.Close() }

// plain is a document as it stands.
func plain(d *Document) map[string]string {
	var text, about []string
	for _, entry := range d.Version.Bodies {
		if entry.Body() != nil {
			text = append(text, entry.Body().Words)
		}
	}
	for _, topic := range d.Topics {
		about = append(about, topic.Title)
	}
	return map[string]string{
		"title": d.Title, "summary": d.Summary, "synonyms": strings.Join(d.Version.Fields.Texts("synonyms"), "\n"),
		"body": strings.Join(text, "\n"), "topics": strings.Join(about, "\n"),
	}
}

// overStems says that fields hold stems with spaces between.
func overStems() *mapping.IndexMappingImpl {
	const stems = "stems"
	m := bleve.NewIndexMapping()
	m.ScoringModel = api.BM25Scoring
	err := m.AddCustomAnalyzer(stems, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		panic("wellshelf: internal error: an analyser of spaces cannot be made: " + err.Error())
	}
	m.DefaultAnalyzer = stems
	return m
}

// filled is an index of documents, in one batch, so that the same documents give the same scores.
func filled(m *mapping.IndexMappingImpl, documents []map[string]string) (bleve.Index, error) {
	m.StoreDynamic, m.DocValuesDynamic = false, false
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	batch := x.NewBatch()
	for i, d := range documents {
		if err := batch.Index(fmt.Sprintf("%08d", i), d); err != nil {
			return nil, err
		}
	}
	return x, x.Batch(batch)
}

// query asks for every word of a question in every field, by the weights of the fields. Words that no document has are
// looked for by spelling and by beginning.
func (x *Analysed) query(question string) query.Query {
	known, strange := x.Asked(question)
	if len(known)+len(strange) == 0 {
		return nil
	}
	var parts []query.Query
	for _, field := range x.Fields {
		match := bleve.NewMatchQuery(strings.Join(known, " "))
		match.SetField(field.Name)
		match.SetBoost(field.Weight)
		parts = append(parts, match)
		for _, word := range strange {
			near := bleve.NewFuzzyQuery(word)
			near.SetAutoFuzziness(true)
			near.SetField(field.Name)
			near.SetBoost(field.Weight)
			begun := bleve.NewPrefixQuery(word)
			begun.SetField(field.Name)
			begun.SetBoost(field.Weight)
			parts = append(parts, near, begun)
		}
	}
	return bleve.NewDisjunctionQuery(parts...)
}
