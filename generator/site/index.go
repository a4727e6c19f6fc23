package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wellshelf/generator/library"
)

// longIndex is from how many entries on the A to Z has a page for every letter: beyond it, one page would be heavier
// than the budget of a first view.
const longIndex = 200

// indexRow is an entry in the A to Z of one language.
type indexRow struct {
	letter, key string
	item        *placed
}

// indexRows are the entries of the A to Z by their plain titles as readers of the language see them.
func (s *Site) indexRows(language string) []indexRow {
	return s.pieces.index.get(language, func() []indexRow {
		var rows []indexRow
		keyOf := sortKeys(s.tag(language))
		s.indexed(language, func(item *placed, title string) {
			rows = append(rows, indexRow{firstLetter(title), keyOf(title), item})
		})
		slices.SortStableFunc(rows, func(a, b indexRow) int {
			return cmp.Or(strings.Compare(a.letter, b.letter), strings.Compare(a.key, b.key), strings.Compare(a.item.address, b.item.address))
		})
		return rows
	})
}

// indexed goes through the entries of the A to Z, each with its title as readers of the language find it.
func (s *Site) indexed(language string, add func(item *placed, title string)) {
	for _, item := range s.ordered {
		if item.Kind.Name == "alert" {
			continue
		}
		version := s.suited(item.Item, language)
		title := version.Fields.Text("title")
		if s.tag(version.Language) == "en" {
			title = withoutArticle(title)
		}
		add(item, title)
	}
}

// withoutArticle is an English title as libraries sort it: The Hate U Give stands under H.
func withoutArticle(title string) string {
	for _, article := range []string{"a ", "an ", "the "} {
		if len(title) > len(article) && strings.EqualFold(title[:len(article)], article) {
			return title[len(article):]
		}
	}
	return title
}

// firstLetter is the heading a title stands under: its first letter without accents.
func firstLetter(title string) string {
	for _, r := range norm.NFD.String(title) {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(r))
		}
		if unicode.IsDigit(r) {
			return "0–9"
		}
	}
	return "…"
}

// letterSlug is a letter in an address or an id.
func letterSlug(letter string) string {
	if slug := library.Slugify(letter); slug != "" {
		return slug
	}
	return fmt.Sprintf("u%x", []rune(letter)[0])
}

// ID is the id of the letter's heading on the page.
func (l Letter) ID() string { return "ws-letter-" + letterSlug(l.Name) }

func letterAddress(letter string) string { return indexAddress + letterSlug(letter) + "/" }

// outlineIndex adds the A to Z: one page, or one more for every letter when there are many entries.
func (s *Site) outlineIndex(language string, add func(Outline)) {
	add(Outline{Address: indexAddress, Layout: "index"})
	entries, letters := 0, map[string]bool{}
	s.indexed(language, func(_ *placed, title string) {
		entries++
		letters[firstLetter(title)] = true
	})
	if entries <= longIndex {
		return
	}
	for _, letter := range slices.Sorted(maps.Keys(letters)) {
		add(Outline{Address: letterAddress(letter), Layout: "index", letter: letter})
	}
}

// index is the view of the A to Z or of one letter of it. The first page of a long one has the letters only.
func (p *page) index() any {
	view := &Index{Search: p.searchLink(), Kinds: p.lists()}
	rows := p.site.indexRows(p.language)
	long, last := len(rows) > longIndex, ""
	for _, row := range rows {
		if row.letter != last {
			last = row.letter
			letter := Letter{Name: row.letter}
			link := Link{Text: row.letter, Href: "#" + letter.ID(), Current: row.letter == p.outline.letter}
			if long {
				link.Href = p.here(letterAddress(row.letter))
			}
			if !long || link.Current {
				view.Groups = append(view.Groups, letter)
			}
			view.Letters = append(view.Letters, link)
		}
		if !long || row.letter == p.outline.letter {
			group := &view.Groups[len(view.Groups)-1]
			group.Links = append(group.Links, IndexLink{p.link(row.item), p.voice.Say("kind." + row.item.Kind.Name)})
		}
	}
	return view
}

// lists are links to the lists of all kinds. They stand here and not on every page: a foot of twenty links helps nobody.
func (p *page) lists() []Link {
	var links []Link
	for _, kind := range library.Kinds() {
		if p.site.counts[kind.Folder] > 0 {
			links = append(links, Link{Text: p.voice.Say("kinds." + kind.Folder), Href: p.here(kind.Folder + "/")})
		}
	}
	return links
}
