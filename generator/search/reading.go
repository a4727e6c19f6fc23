package search

import (
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// field is a place in an entry where a word may stand.
type field uint8

// The fields of an entry's own text come first; topics and kin are what its site says of it.
const (
	title field = iota
	names       // other words for it that readers may know and may not see: synonyms, people, numbers
	summary
	body
	topics // titles of the topics it belongs to
	kin    // other words for those
	fields

	own = topics // fields below this one are the entry's own
)

// reading is an entry's text as the index needs it. It depends on the text alone, so all sites share it.
type reading struct {
	found   []occurrence // in order of their terms
	words   []int32      // all words that are looked up, in order, without repeats
	lengths [own]int32
}

// occurrence is how often a term stands in each field.
type occurrence struct {
	term  int32
	often [own]uint8
}

// mostOften is what an occurrence counts to: more says nothing more.
const mostOften = 255

// texts are what stands in each field of an entry.
func texts(slug string, v *library.Version) [own]string {
	var parts [own]strings.Builder
	add := func(to field, text string) {
		parts[to].WriteString(text)
		parts[to].WriteByte('\n')
	}
	add(names, strings.ReplaceAll(slug, "-", " "))
	v.Fields.Scalars(func(value *library.Value) {
		if to, indexed := placeOf(value.Field); indexed {
			add(to, value.Text)
		}
	})
	for _, entry := range v.Bodies {
		if entry.Body() == nil {
			continue
		}
		add(body, entry.Body().Words)
		for _, heading := range entry.Body().Headings {
			add(summary, heading.Text)
		}
	}
	var all [own]string
	for i := range parts {
		all[i] = parts[i].String()
	}
	return all
}

// naming are the fields by whose words people ask for an entry.
var naming = []string{
	"synonyms", "authors", "illustrator", "isbn", "feelings", "activities", "offers", "keyword", "value", "shelf_mark", "city", "platform", "curriculum",
}

// apart are fields that are words for teachers and for the people who look after an entry, not for those who look for
// it. No index holds them, so that none can carry them to the wrong site.
var apart = []string{"teacher_notes", "outside", "licence", "attribution", "system", "id", "assured_by", "by", "evidence"}

// placeOf is where the words of a field belong.
func placeOf(f *library.Field) (to field, indexed bool) {
	switch {
	case f.Name == "title":
		return title, true
	case f.Name == "summary", f.Name == "short":
		return summary, true
	case slices.Contains(naming, f.Name):
		return names, true
	case slices.Contains(apart, f.Name):
		return 0, false
	case f.Type == library.Text, f.Type == library.Prose, f.Type == library.Stage:
		return body, true
	}
	return 0, false
}

// read reads the texts of an entry's fields.
func (l *lexicon) read(texts [own]string) *reading {
	c := counting{lexicon: l}
	var t tokens
	for in, text := range texts {
		t.reset()
		t.add(text)
		c.count(field(in), l.numbered(&t), t.first)
	}
	return c.counted()
}

// counting gathers the words of one entry.
type counting struct {
	reading
	lexicon *lexicon
	stands  []uint64 // term and field of every word, as one number
}

// count counts the words of one field.
func (c *counting) count(in field, words []int32, first []bool) {
	known := c.lexicon.all()
	for i, n := range words {
		c.note(in, n, &known[n])
		if in <= names && i > 0 && !first[i] {
			if pair, found := c.lexicon.pair(words[i-1], n); found {
				c.note(in, pair, &c.lexicon.all()[pair])
			}
		}
	}
}

// fieldBits are the bits of a field in a number that holds a term, too.
const fieldBits = 3

// note counts one word.
func (c *counting) note(in field, n int32, w *word) {
	if w.stop {
		return
	}
	c.words = append(c.words, n)
	c.stands = append(c.stands, uint64(w.term)<<fieldBits|uint64(in))
	c.lengths[in]++
}

// counted adds up how often each term stands in each field.
func (c *counting) counted() *reading {
	slices.Sort(c.stands)
	distinct, last := 0, uint64(0)
	for i, stand := range c.stands {
		if term := stand >> fieldBits; i == 0 || term != last {
			distinct, last = distinct+1, term
		}
	}
	c.found = make([]occurrence, 0, distinct)
	for _, stand := range c.stands {
		term := int32(stand >> fieldBits)
		if n := len(c.found); n == 0 || c.found[n-1].term != term {
			c.found = append(c.found, occurrence{term: term})
		}
		if often := &c.found[len(c.found)-1].often[stand&(1<<fieldBits-1)]; *often < mostOften {
			*often++
		}
	}
	slices.Sort(c.words)
	c.words = slices.Clone(slices.Compact(c.words))
	return &reading{found: c.found, words: c.words, lengths: c.lengths}
}
