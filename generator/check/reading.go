package check

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wellshelf/generator/library"
)

// Reading says how hard an entry is to read. The age is an estimate for putting a long list in order, and for nothing
// else: NHS guidance uses readability formulas to prioritise. The sentences and words are what to look at.
type Reading struct {
	File      string  `json:"file"`
	Title     string  `json:"title"`
	Age       float64 `json:"age"` // years: the Flesch-Kincaid grade, and 5
	Words     int     `json:"words"`
	Sentences []Long  `json:"sentences"` // the longest, longest first
	Hard      []Hard  `json:"hard"`      // the words of most syllables, most first
}

// Long is a long sentence and where it begins.
type Long struct {
	Line  int    `json:"line"`
	Words int    `json:"words"`
	Text  string `json:"text"`
}

// Hard is a word of many syllables and how often it stands in the text.
type Hard struct {
	Word      string `json:"word"`
	Syllables int    `json:"syllables"`
	Times     int    `json:"times"`
}

// What a report shows of each entry, and how long a text has to be before a formula says anything about it.
const (
	mostSentences   = 3
	mostHard        = 8
	hardFrom        = 3   // syllables
	fewestWords     = 100 // Flesch took samples of 100 words (A new readability yardstick, 1948); one long sentence would rule a shorter text
	longFrom        = 15  // words
	gradeToAge      = 5
	longestSentence = 160 // characters shown
)

// Readings are the entries in English that have a text, hardest first, because the formula is about English. Staff texts
// are left out: nobody aged 9 reads them.
func Readings(l *library.Library) []Reading {
	know := knowledge{source: l.Languages[0]}
	var all []Reading
	for _, e := range l.Entries {
		if !know.english(e) || e.Kind.NoPage || e.Fields.Text("audience") == "staff" {
			continue
		}
		if r, enough := readingOf(e); enough {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b Reading) int {
		return cmp.Or(cmp.Compare(b.Age, a.Age), strings.Compare(a.File, b.File))
	})
	return all
}

// ReadingAge is the estimate for one entry; 0 for a text too short, or in another language than English.
func ReadingAge(l *library.Library, e *library.Entry) float64 {
	know := knowledge{source: l.Languages[0]}
	if !know.english(e) || e.Kind.NoPage {
		return 0
	}
	r, _ := readingOf(e)
	return r.Age
}

func readingOf(e *library.Entry) (Reading, bool) {
	r := Reading{File: e.File, Title: e.Fields.Text("title"), Sentences: []Long{}, Hard: []Hard{}}
	sentences, total := 0, 0
	times := map[string]int{}
	_, body := e.Written()
	for _, s := range sentencesOf(e, body) {
		words := 0
		for word := range strings.FieldsFuncSeq(s.Text, notWord) {
			word = strings.Trim(word, "'’-")
			if word == "" || !unicode.IsLetter([]rune(word)[0]) {
				continue
			}
			words++
			n := syllables(word)
			total += n
			if n >= hardFrom {
				times[strings.ToLower(word)]++
			}
		}
		if words == 0 {
			continue
		}
		sentences++
		r.Words += words
		if words >= longFrom {
			r.Sentences = append(r.Sentences, Long{s.Line, words, shortened(s.Text)})
		}
	}
	if r.Words < fewestWords {
		return r, false
	}
	grade := 0.39*float64(r.Words)/float64(sentences) + 11.8*float64(total)/float64(r.Words) - 15.59
	r.Age = math.Round(max(grade+gradeToAge, gradeToAge)*10) / 10
	slices.SortStableFunc(r.Sentences, func(a, b Long) int { return cmp.Compare(b.Words, a.Words) })
	r.Sentences = r.Sentences[:min(len(r.Sentences), mostSentences)]
	r.Hard = hardest(times)
	return r, true
}

func hardest(times map[string]int) []Hard {
	list := []Hard{}
	for word, n := range times {
		list = append(list, Hard{word, syllables(word), n})
	}
	slices.SortFunc(list, func(a, b Hard) int {
		return cmp.Or(cmp.Compare(b.Syllables, a.Syllables), cmp.Compare(b.Times, a.Times), strings.Compare(a.Word, b.Word))
	})
	return list[:min(len(list), mostHard)]
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-'
}

func shortened(text string) string {
	if utf8.RuneCountInString(text) <= longestSentence {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:longestSentence-1])) + "…"
}

// sentence is a sentence and the line of the file on which it begins.
type sentence struct {
	Line int
	Text string
}

// sentencesOf cuts a body into sentences. Headings, tables and code are none; every item of a list ends one.
func sentencesOf(e *library.Entry, body []byte) (list []sentence) {
	front, _ := e.Written()
	p := newProse(body)
	line := strings.Count(string(front), "\n")
	var block strings.Builder
	start := 0
	end := func() {
		list = append(list, cutSentences(block.String(), start)...)
		block.Reset()
	}
	at := 0
	for text := range strings.Lines(string(p.words)) {
		line++
		here := at
		at += len(text)
		text = strings.TrimSpace(strings.ReplaceAll(text, "\x00", ""))
		quoted := strings.TrimSpace(strings.TrimPrefix(text, ">"))
		item, isItem := listItem(quoted)
		switch {
		case within(p.heads, here), within(p.quoted, here), strings.HasPrefix(text, "|"):
			end()
			continue
		case quoted == "":
			end()
			continue
		case isItem:
			end()
		}
		if block.Len() == 0 {
			start = line
		}
		block.WriteString(unmarked.Replace(item) + "\n")
	}
	end()
	return list
}

// unmarked leaves out the marks of Markdown within words.
var unmarked = strings.NewReplacer("**", "", "__", "", "`", "", "[", "", "]", "", "*", "")

// listItem is the text of an item of a list, or the text itself.
func listItem(text string) (item string, is bool) {
	for _, mark := range []string{"- ", "* ", "+ "} {
		if rest, found := strings.CutPrefix(text, mark); found {
			return rest, true
		}
	}
	number, rest, found := strings.Cut(text, ". ")
	if found && number != "" && strings.Trim(number, "0123456789") == "" {
		return rest, true
	}
	return text, false
}

// cutSentences cuts a block at full stops, question and exclamation marks before a blank.
func cutSentences(block string, line int) (list []sentence) {
	from := 0
	add := func(to int) {
		if text := strings.Join(strings.Fields(block[from:to]), " "); text != "" {
			skipped := block[from : from+len(block[from:to])-len(strings.TrimLeft(block[from:to], " \n"))]
			list = append(list, sentence{line + strings.Count(block[:from], "\n") + strings.Count(skipped, "\n"), text})
		}
		from = to
	}
	for i := 0; i < len(block); i++ {
		if !strings.ContainsRune(".!?", rune(block[i])) {
			continue
		}
		end := i + 1
		for end < len(block) && strings.ContainsRune(".!?\"')", rune(block[end])) {
			end++
		}
		if rest := block[end:]; strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, "’") {
			end += len("”")
		}
		if end >= len(block) || block[end] == ' ' || block[end] == '\n' {
			add(end)
		}
		i = end - 1
	}
	add(len(block))
	return list
}
