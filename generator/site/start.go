package site

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// start is what the script of a page knows before it loads anything: whom to show to a reader who needs someone now,
// and the words it says. It is made of settings, helplines, crisis entries and strings alone, so that other
// entries come and go without a change of every page. Addresses are from the top of the site.
type start struct {
	Languages []string          `json:"languages"`     // whose indexes are searched: the page's, then the source
	Index     string            `json:"index"`         // the folder they are in
	End       string            `json:"end,omitempty"` // what an address that ends in a slash lacks
	Zone      string            `json:"zone"`          // in which hours are written: Europe/London
	Need      string            `json:"need"`          // the script that brings the phrases: docs/search-format.md, section 6
	Worker    string            `json:"worker,omitempty"`
	Words     map[string]string `json:"words"`
	Help      []string          `json:"help"`   // words and address, as in the lists below
	More      [][]string        `json:"more"`   // where to look when nothing is found
	Lines     [][]any           `json:"lines"`  // see startLine
	Talk      []int             `json:"talk"`   // the lines to offer when nothing is found
	Panels    string            `json:"panels"` // the script that brings the groups

	groups [][]any // see startGroup; by number, nil for one of which the site has no entry
}

// startGroup is what a reader is shown whose words are of a crisis group. It comes with the phrases, not with the start,
// as a list of its fields.
type startGroup struct {
	First string
	Lines []int
	Go    [][]string // title, address and, when it is not the page's, language
	Lang  string     // of First, when it is not the page's
}

// short is a list without empty texts and zeros at its end: every page waits for it.
func short(list ...any) []any { return trimmed(list, "", 0) }

// startWords are the strings the search box and the way out say themselves, by the names their scripts have for them.
var startWords = map[string]string{
	"found": "search.found", "none": "search.none", "try": "search.none.words", "talk": "search.talk", "wait": "search.wait",
	"rest": "search.rest", "resting": "search.rest.words", "more": "search.more", "narrow": "search.narrow", "any": "search.any",
	"kind": "search.kind", "stage": "search.stage", "format": "search.format", "topic": "search.topic",
	"danger": "search.panel.danger", "alone": "search.panel", "read": "search.panel.read", "all": "search.everything",
	"open": "search.open", "closed": "search.closed", "until": "search.until", "opens": "search.opens", "tomorrow": "search.tomorrow", "always": "way.always",
	"phone": "way.phone", "text": "way.text", "word": "way.text.word", "chat": "way.chat", "web": "way.web",
	"two": "leave.two", "last": "leave.one", "leaving": "leave.leaving", "over": "leave.over",
}

// makeScripts makes the one script that pages of a language load: what it knows, in a line of its own that is nothing
// but data, and the theme's code. The phrases of readers who need help now, and what these are shown, come in files of
// their own, which only who searches asks for.
func (s *Site) makeScripts(phrases string) {
	s.scripts, s.asked = map[string]Extra{}, nil
	if s.look.Code == "" {
		return // a theme without a script has nobody to tell
	}
	need := script("need", assigned("wsNeed", phrases))
	s.asked = append(s.asked, need)
	for _, language := range s.languages() {
		start := s.page(Outline{language: language}).start()
		panels := script("panels", assigned("wsPanels", start.groups))
		start.Need, start.Panels = need.Path, panels.Path
		s.scripts[language] = script("script", assigned("wsStart", start)+s.look.Code+"\n")
		if !slices.ContainsFunc(s.asked, func(file Extra) bool { return file.Path == panels.Path }) {
			s.asked = append(s.asked, panels) // two languages without words of their own have the same
		}
	}
}

// script is a file whose name holds a hash of its text.
func script(name, text string) Extra {
	sum := sha256.Sum256([]byte(text))
	return Extra{Path: fmt.Sprintf("assets/%s-%x.js", name, sum[:5]), Bytes: []byte(text)}
}

// assigned is a line of a script that leaves a value in a global variable.
func assigned(variable string, value any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic("wellshelf: internal error: " + variable + ": " + err.Error())
	}
	return "self." + variable + "=" + strings.TrimSuffix(b.String(), "\n") + ";\n"
}

func (p *page) start() *start {
	s := &start{
		Languages: []string{p.site.tag(p.language)}, Index: searchAddress, End: p.site.pageEnd(), Zone: p.site.library.Zone.String(),
		Words: map[string]string{"clock": p.clock("12:34")}, Help: []string{p.voice.Say("help.title"), p.here(helpAddress)},
	}
	if p.site.options.Links == Web && p.site.look.Worker != "" {
		s.Worker = workerAddress
	}
	if p.language != "" {
		s.Languages = append(s.Languages, p.site.tag(""))
	}
	for name, key := range startWords {
		s.Words[name] = p.voice.Say(key)
	}
	if p.site.counts["topics"] > 0 {
		s.More = append(s.More, []string{p.voice.Say("menu.topics"), p.here("topics/")})
	}
	s.More = append(s.More, []string{p.voice.Say("index.title"), p.here(indexAddress)})
	lines := startLines{start: s, page: p, at: map[*placed]int{}}
	for _, group := range library.CrisisGroups {
		s.groups = append(s.groups, lines.group(group))
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
