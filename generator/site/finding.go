package site

import (
	"slices"

	"wellshelf/generator/library"
)

// Finding is an entry as the search of a site shows it in one language.
type Finding struct {
	library.ID
	Version *library.Version
	Address string // within the site
	Kind    string // in words
	Title   string
	Summary string
	Years   string   // its stages in words; "" for everyone
	Stages  []string // none for everyone
	Format  Format   // what a reader will do with it, or what sort of book it is; none for most
	Topics  []Heading
}

// Format is a format: the word that entries have for it, and what readers are told.
type Format struct{ Word, Label string }

// Heading is a topic that a finding belongs to.
type Heading struct{ Slug, Title string }

// Languages are the tags of the site's languages, the source language first.
func (s *Site) Languages() []string {
	tags := []string{}
	for _, language := range s.languages() {
		tags = append(tags, s.tag(language))
	}
	return tags
}

// Findings are the entries that readers of a language, by its tag, can find in that language, in order of their names.
func (s *Site) Findings(tag string) []Finding {
	language := tag
	if tag == s.tag("") {
		language = ""
	}
	p := s.page(Outline{language: language})
	var found []Finding
	for _, placed := range s.ordered {
		if version := s.best(placed.Item, language); version != nil {
			found = append(found, p.finding(placed, version))
		}
	}
	return found
}

func (p *page) finding(item *placed, version *library.Version) Finding {
	f := version.Fields
	address, _ := p.site.versionAddress(item, version)
	finding := Finding{
		ID: item.ID, Version: version, Address: address, Kind: p.voice.Say("kind." + item.Kind.Name), Title: f.Text("title"), Summary: f.Text("summary"),
		Stages: f.Texts("stages"), Years: p.stages(f.Texts("stages")), Format: p.format(f),
	}
	own := p.site.shelf.Site.Settings.Texts("stages")
	if len(own) > 0 && !slices.ContainsFunc(own, func(stage string) bool { return !slices.Contains(finding.Stages, stage) }) {
		finding.Stages, finding.Years = nil, "" // for everyone here
	}
	for _, slug := range f.Texts("topics") {
		topic := p.site.places[library.ID{Folder: "topics", Slug: slug}]
		if topic != nil {
			finding.Topics = append(finding.Topics, Heading{slug, p.titleOf(topic)})
		}
	}
	return finding
}

// titleOf is an item's title for readers of the page.
func (p *page) titleOf(item *placed) string {
	version, _, _ := p.shown(item)
	return version.Fields.Text("title")
}

// format is what a reader will do with an entry, or what sort of book it is.
func (p *page) format(f library.Fields) Format {
	switch format, form := f.Text("format"), f.Text("form"); {
	case format != "":
		return Format{format, p.voice.Say("format." + format)}
	case form != "":
		return Format{form, p.voice.Say("form." + form)}
	}
	return Format{}
}
