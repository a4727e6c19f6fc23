package site

import (
	"fmt"
	"hash/fnv"
	"html/template"
	"slices"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

type cardKey struct {
	item     library.ID
	language string
	root     string
	form     string // "" for a card; contact, brief, brief card, notice
	words    string // of a link in a sentence
}

// kept returns a piece of HTML that was rendered before for pages of the same language and depth, or renders it.
func (p *page) kept(key cardKey, render func() template.HTML) template.HTML {
	return p.site.pieces.cards.get(key, render)
}

// part renders a part of the theme. A part that fails is a mistake in the theme, found when the theme is loaded or
// never: what it is given here is always of the type it was written for.
func (p *page) part(name string, view any) template.HTML {
	out, err := p.voice.Part(name, view)
	if err != nil {
		panic(partError{fmt.Errorf("part %q: %w", name, err)})
	}
	return out
}

// partError carries a failing template out of the making of a view; Render and View turn it back into an error.
type partError struct{ error }

// card is an item as it stands in lists.
func (p *page) card(item *placed) template.HTML {
	key := cardKey{item: item.ID, language: p.language, root: p.root}
	return p.kept(key, func() template.HTML {
		if item.Kind.Name == "helpline" {
			return p.part("contact", p.contactView(item))
		}
		return p.part("card", p.cardView(item))
	})
}

func (p *page) cards(items []*placed) []template.HTML {
	cards := make([]template.HTML, len(items))
	for i, item := range items {
		cards[i] = p.card(item)
	}
	return cards
}

// forAdults are kinds that a young reader passes by, and whoever looks for them knows by their titles.
var forAdults = []string{"case-studies", "lessons"}

// briefCards are items below the words of a page, under a heading that says of what kind they are. When an event is held
// stays.
func (p *page) briefCards(items []*placed) []template.HTML {
	cards := make([]template.HTML, len(items))
	for i, item := range items {
		key := cardKey{item: item.ID, language: p.language, root: p.root, form: "brief card"}
		cards[i] = p.kept(key, func() template.HTML {
			view := p.cardView(item)
			view.Brief = true
			if view.Kind != "event" {
				view.Facts = nil
			}
			if slices.Contains(forAdults, item.Folder) {
				view.Summary = ""
			}
			return p.part("card", view)
		})
	}
	return cards
}

func (p *page) cardView(item *placed) Card {
	version, href, lang := p.shown(item)
	f := version.Fields
	card := Card{
		Kind: item.Kind.Name, Title: f.Text("title"), Href: href, Lang: lang, Summary: f.Text("summary"),
		Facts: p.facts(item, f), Note: f.Text("content_note"), Local: item.level > 0, Example: f.Flag("example"),
		Format: f.Text("format"),
	}
	switch item.Kind.Name {
	case "book":
		card.Cover, card.By = cover(item), p.together(f.Texts("authors"))
	case "event":
		at, _ := p.site.occasions(f).next()
		card.Day = civil.DateOf(at).String()
	}
	return card
}

// covers is how many covers a theme draws for books, none of whose own it may show.
const covers = 8

// cover is the drawn cover of a book, from 1: the same wherever the book is shown, and whatever else a site has.
func cover(item *placed) int {
	h := fnv.New32a()
	h.Write([]byte(item.Slug))
	return int(h.Sum32()%covers) + 1
}

// facts are the few things about an entry that help to choose it from a list.
func (p *page) facts(item *placed, f library.Fields) []string {
	var facts []string
	add := func(fact string) {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	switch item.Kind.Name {
	case "resource":
		add(p.voice.Say("format." + f.Text("format")))
		add(p.minutes(f))
	case "book":
		add(p.together(f.Texts("authors")))
		add(p.voice.Say("form." + f.Text("form")))
		add(p.ages(f.Group("ages"), "from", "to"))
	case "event":
		add(p.eventWhen(f))
		add(p.repeats(f))
	case "service", "organisation":
		add(p.ages(f, "minimum_age", "maximum_age"))
	case "place":
		add(p.voice.Say("place." + f.Text("type")))
	case "lesson":
		add(p.stages(f.Texts("stages")))
		add(p.minutes(f))
	case "trail":
		add(p.minutes(f))
	case "story":
		add(f.Text("teller"))
	case "need":
		add(p.voice.Say("need." + f.Text("status")))
	}
	return facts
}

func (p *page) minutes(f library.Fields) string {
	if f.Get("minutes") == nil {
		return ""
	}
	return p.voice.Say("minutes", "count", f.Number("minutes"))
}
