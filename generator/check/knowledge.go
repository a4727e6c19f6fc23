package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"wellshelf/generator/library"
)

// knowledge is what the rules about one file know beside that file.
type knowledge struct {
	ledger *ledger
	avoid  phrases[*avoided]
	names  phrases[*line]
	hard   phrases[int] // words of the glossary, by the number of their entry
	hardOf []*library.Entry
	source string // the language of entries that name none
	digest string // stands for all of that
}

// avoided is one row of a wording entry. Titles says that it is about titles alone: the entry is called titles.
type avoided struct {
	scope    library.Scope
	language string // of the entry, and of the texts that it is about
	titles   bool
	say, why string
	contact  *line // the helpline that say names; nil when it names none
}

// newKnowledge gathers what the rules need from the whole library.
func newKnowledge(l *library.Library) *knowledge {
	c := &knowledge{ledger: newLedger(l.Entries), source: l.Languages[0]}
	for _, e := range l.Entries {
		switch {
		case e.Variant != "":
		case e.Kind.Name == "wording":
			c.addWording(e)
		case e.Kind.Name == "glossary" && e.Language == "":
			c.addHard(e)
		}
	}
	for _, one := range c.ledger.lines {
		for _, name := range namesOf(one) {
			c.addName(name, one)
		}
	}
	c.digest = c.sum(l)
	return c
}

// english reports whether an entry's words are English.
func (c *knowledge) english(e *library.Entry) bool {
	if e.Language != "" {
		return isEnglish(e.Language)
	}
	return isEnglish(c.source)
}

func isEnglish(language string) bool { return language == "en" || strings.HasPrefix(language, "en-") }

// addName takes a name of a helpline. Capitals matter in it, but a long name of one word is known in any capitals, such
// as the ones that it once had: ChildLine.
func (c *knowledge) addName(name string, one *line) {
	if strings.Contains(name, " ") || short(name) {
		c.names.addName(name, one)
	} else {
		c.names.put(name, "", one)
	}
}

// addWording takes the rows of a wording entry. A row whose words are numbers is about the ledger: numbers that a
// helpline once had, and words that were once sent to one.
func (c *knowledge) addWording(e *library.Entry) {
	for row := range e.Fields.Groups("avoid") {
		one := &avoided{scope: e.Scope, language: e.Language, titles: e.Slug == "titles", say: row.Text("say"), why: row.Text("why")}
		one.contact = c.ledger.titled(one.say)
		for _, words := range row.Texts("words") {
			keyword, code, isCode := strings.Cut(words, " to ")
			switch n := numberOf(words); {
			case strings.Trim(words, "+0123456789 ") == "" && n != "":
				c.ledger.former[n] = one
			case isCode && strings.Trim(code, "0123456789 ") == "" && numberOf(code) != "":
				c.ledger.codes[strings.ToUpper(keyword)+" "+string(numberOf(code))] = one
			default:
				c.avoid.add(words, one)
			}
		}
	}
}

func (c *knowledge) addHard(e *library.Entry) {
	number := len(c.hardOf)
	c.hardOf = append(c.hardOf, e)
	for _, word := range append(e.Fields.Texts("also"), e.Fields.Text("title")) {
		c.hard.add(word, number)
	}
}

// sum stands for all that the rules about one file know beside it. Rows of wording, the helplines and the glossary are
// in the digests of their entries; names of files are in hints.
func (c *knowledge) sum(l *library.Library) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", l.Languages)
	for _, e := range l.Entries {
		switch e.Kind.Name {
		case "wording", "glossary", "helpline":
			fmt.Fprintf(h, "%s %s\n", e.File, e.Digest)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
