package site

import (
	"slices"
	"strconv"

	"wellshelf/generator/library"
)

// feelingsAddress is the page of all feelings. It exists where some topic of the site states one.
const feelingsAddress = "feelings/"

// feelings are the feelings that some topic of the site has, in the order of library.Feelings, each with its topics:
// first those that state it before others, then as the list of topics is ordered.
func (s *Site) feelings() []felt {
	topics := s.list("topics")
	var all []felt
	for number, key := range library.Feelings {
		one := felt{key: key, number: number + 1}
		for _, topic := range topics {
			if slices.Contains(topic.fields.Texts("feelings"), key) {
				one.topics = append(one.topics, topic)
			}
		}
		first := func(topic *placed) int { return slices.Index(topic.fields.Texts("feelings"), key) }
		slices.SortStableFunc(one.topics, func(a, b *placed) int { return min(first(a), 1) - min(first(b), 1) })
		if len(one.topics) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// felt is a feeling and the topics for whoever has it. Its number never changes with what a site shows, so that a link
// to it keeps its meaning.
type felt struct {
	key    string
	number int
	topics []*placed
}

// feels reports whether some topic of the site states a feeling.
func (s *Site) feels() bool {
	return slices.ContainsFunc(s.of("topics"), func(topic *placed) bool {
		return slices.ContainsFunc(topic.fields.Texts("feelings"), func(key string) bool { return slices.Contains(library.Feelings, key) })
	})
}

// feelingViews are the feelings for a page, without cards. The words of a feeling stay out of addresses: a history
// shows its number.
func (p *page) feelingViews() []Feeling {
	var views []Feeling
	for _, one := range p.site.feelings() {
		id := "ws-" + strconv.Itoa(one.number)
		views = append(views, Feeling{Key: one.key, ID: id, Text: p.voice.Say("feeling." + one.key), Href: p.here(feelingsAddress) + "#" + id})
	}
	return views
}

func (p *page) feelingsPage() any {
	view := &Feelings{Feelings: p.feelingViews(), Talk: p.talkLink()}
	for at, one := range p.site.feelings() {
		feeling := &view.Feelings[at]
		feeling.Href, feeling.Topics = "#"+feeling.ID, p.cards(one.topics)
	}
	return view
}

// talkLink leads whoever wants to talk, rather than read, to help now.
func (p *page) talkLink() Link {
	link := p.helpLink()
	link.Text = p.voice.Say("feelings.talk")
	return link
}
