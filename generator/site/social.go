package site

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"wellshelf/generator/picture"
)

// carded are the kinds whose pages have a card of their own: what people send to each other. A card takes ten times as
// long as its page, and thousands of books and services would take minutes; they have the site's.
var carded = []string{"topic", "event", "booklist", "survey", "trail"}

// socialCard is the picture beside a link to this page; nil for a page nobody passes on, and where no letters of ours
// can write the site's name.
func (p *page) socialCard() *SocialCard {
	s := p.site
	card, found := s.cardOf(p.outline)
	if !found {
		return nil
	}
	alt := card.Title
	if card.Site != "" {
		alt += " – " + card.Site
	}
	return &SocialCard{
		Address: s.absolute(s.address(), cardAddress(card)), Alt: alt, Page: s.absolute(s.address(), p.outline.Address),
		Site: s.shelf.Site.Settings.Text("name"),
	}
}

// cardOf is the card of a page. A discreet entry has the site's: what is sent to a friend shows in their notifications.
// An entry's own names the network, so that all sites of the same colours share it; the site is named beside it.
func (s *Site) cardOf(o Outline) (picture.Card, bool) {
	settings := s.shelf.Site.Settings
	name := settings.Text("name")
	if !s.passedOn() || o.unlisted() || !picture.Letters(name) {
		return picture.Card{}, false
	}
	card := picture.Card{Title: name, Ground: s.paint("brand"), Ink: s.paint("on-brand"), Accent: s.paint("help")}
	if o.item != nil && !o.item.Discreet() && slices.Contains(carded, o.Layout) {
		if title := o.text().Fields.Text("title"); picture.Letters(title) {
			card.Title, card.Site = title, s.shelf.Site.Network
			card.Right = s.voices[o.language].Dir() == "rtl"
			return card, true
		}
	}
	card.Line = settings.Text("strapline")
	return card, true
}

// paint is a colour of the site, #rrggbb.
func (s *Site) paint(name string) string {
	if colour, found := s.look.Paint(name); found {
		return colour
	}
	return "#000000" // of a token no theme of ours lacks
}

// cardAddress is where a card is: by what is on it and how it is drawn, since hosts let browsers keep it for ever.
func cardAddress(card picture.Card) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %t", []string{picture.Version, card.Title, card.Site, card.Line, card.Ground, card.Ink, card.Accent}, card.Right))
	return fmt.Sprintf("assets/card-%x.png", sum[:8])
}

// socialCards makes the cards of all pages, each once, or that at one path alone.
func (s *Site) socialCards(path string) []Maker {
	var makers []Maker
	written := map[string]bool{}
	for _, o := range s.outlines {
		card, found := s.cardOf(o)
		address := cardAddress(card)
		if !found || written[address] || path != "" && address != path {
			continue
		}
		written[address] = true
		makers = append(makers, func(put func(Extra) error) error {
			content, err := s.pictures.store.Card(card)
			if err != nil {
				return fmt.Errorf("the card of %q: %w", card.Title, err)
			}
			return put(Extra{Path: address, Bytes: content})
		})
	}
	return makers
}
