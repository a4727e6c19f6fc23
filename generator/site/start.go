package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"wellshelf/generator/library"
)

// start is what the search box of a page knows before it loads anything: whom to show to a reader who needs someone
// now, and the words it says. It is made of settings, helplines, crisis entries and strings alone, so that other
// entries come and go without a change of every page. Addresses are from the top of the site.
type start struct {
	Languages []string          `json:"languages"`     // whose indexes are searched: the page's, then the source
	Index     string            `json:"index"`         // the folder they are in
	End       string            `json:"end,omitempty"` // what an address that ends in a slash lacks
	Zone      string            `json:"zone"`          // in which hours are written: Europe/London
	Phrases   string            `json:"phrases"`       // see docs/search-format.md, section 6
	Words     map[string]string `json:"words"`
	Help      []string          `json:"help"`   // words and address, as in the lists below
	More      [][]string        `json:"more"`   // where to look when nothing is found
	Lines     [][]any           `json:"lines"`  // see startLine
	Talk      []int             `json:"talk"`   // the lines to offer when nothing is found
	Groups    [][]any           `json:"groups"` // see startGroup; by number, nil for one of which the site has no entry
}

// startGroup is what a reader is shown whose words are of a crisis group. A start has it as a list of
// its fields.
type startGroup struct {
	First string
	Lines []int
	Go    [][]string // title, address and, when it is not the page's, language
	Lang  string     // of First, when it is not the page's
}

// short is a list without empty texts and zeros at its end: every page waits for it.
func short(list ...any) []any { return trimmed(list, "", 0) }

// startWords are the strings the search box says itself, by the names its script has for them.
var startWords = map[string]string{
	"found": "search.found", "none": "search.none", "try": "search.none.words", "talk": "search.talk", "wait": "search.wait",
	"rest": "search.rest", "resting": "search.rest.words", "more": "search.more", "narrow": "search.narrow", "any": "search.any",
	"kind": "search.kind", "stage": "search.stage", "format": "search.format", "topic": "search.topic",
	"danger": "search.panel.danger", "alone": "search.panel", "read": "search.panel.read", "all": "search.everything",
	"open": "search.open", "closed": "search.closed", "opens": "search.opens", "tomorrow": "search.tomorrow", "always": "way.always",
	"phone": "way.phone", "text": "way.text", "word": "way.text.word", "chat": "way.chat", "web": "way.web",
}

// makeStarts makes the start of every language of the site.
func (s *Site) makeStarts(phrases string) map[string]Extra {
	starts := map[string]Extra{}
	if len(s.look.Scripts) == 0 {
		return starts // a theme without a script has nobody to tell
	}
	for _, language := range s.languages() {
		p := s.page(Outline{language: language})
		text := p.start(phrases).script()
		sum := sha256.Sum256(text)
		starts[language] = Extra{Path: fmt.Sprintf("assets/start-%x.js", sum[:5]), Bytes: text}
	}
	return starts
}

// script is the start as a script that leaves it in self.wsStart.
func (s *start) script() []byte {
	var b bytes.Buffer
	b.WriteString("self.wsStart=")
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic("wellshelf: internal error: start: " + err.Error())
	}
	b.Truncate(b.Len() - 1) // the encoder ends its line
	b.WriteString(";\n")
	return b.Bytes()
}

func (p *page) start(phrases string) *start {
	s := &start{
		Languages: []string{p.site.tag(p.language)}, Index: searchAddress, End: p.site.pageEnd(), Zone: p.site.library.Zone.String(), Phrases: phrases,
		Words: map[string]string{}, Help: []string{p.voice.Say("help.title"), p.here(helpAddress)},
	}
	if p.language != "" {
		s.Languages = append(s.Languages, p.site.tag(""))
	}
	for name, key := range startWords {
		s.Words[name] = p.voice.Say(key)
	}
	if len(p.site.list("topics")) > 0 {
		s.More = append(s.More, []string{p.voice.Say("menu.topics"), p.here("topics/")})
	}
	s.More = append(s.More, []string{p.voice.Say("index.title"), p.here(indexAddress)})
	lines := startLines{start: s, page: p, at: map[*placed]int{}}
	for _, group := range library.CrisisGroups {
		s.Groups = append(s.Groups, lines.group(group))
	}
	s.Talk = lines.talk()
	return s
}

// startLines are the lines of a start, each once.
type startLines struct {
	*start
	page *page
	at   map[*placed]int
}

func (l *startLines) group(name string) []any {
	p := l.page
	for _, item := range p.site.shelf.Of("crisis") {
		version := p.site.suited(item, p.language)
		if version == nil || version.Fields.Text("group") != name {
			continue
		}
		f := version.Fields
		first := nobody
		if name == library.CrisisGroups[0] {
			first = p.site.urgent
		}
		lines := p.site.anytime(p.items(f, "helplines"), first)
		group := startGroup{First: f.Text("first_action"), Lines: l.numbers(lines), Go: [][]string{}, Lang: p.foreign(version)}
		read := p.refs(f, "go")
		for _, link := range read[:min(len(read), mostToRead)] {
			group.Go = append(group.Go, trimmed([]string{link.Text, link.Href, link.Lang}, ""))
		}
		return short(group.First, group.Lines, group.Go, group.Lang)
	}
	return nil
}

// mostToRead is how many pages a reader who needs someone is led to: beside whom to call, few are a help.
const mostToRead = 4

// mostToTalk is how many lines are offered to a reader for whom nothing was found.
const mostToTalk = 2

func (l *startLines) talk() []int {
	site := l.page.site
	calm := site.anytime(slices.DeleteFunc(slices.Clone(site.lines), site.urgent), nobody)
	return l.numbers(calm[:min(len(calm), mostToTalk)])
}

// numbers are the numbers of items among the lines. Those that are not there yet are added.
func (l *startLines) numbers(items []*placed) []int {
	numbers := []int{}
	for _, item := range items {
		if _, known := l.at[item]; !known {
			l.at[item] = len(l.Lines)
			l.Lines = append(l.Lines, l.page.startLine(item).list())
		}
		numbers = append(numbers, l.at[item])
	}
	return numbers
}
