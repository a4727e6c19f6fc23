package site

import "wellshelf/generator/library"

// older says that the translation on this page was last changed before its source, as the site shows it; nil when it was
// not. Every translation states its own day, and a local addition to the source counts as a change of it.
func (p *page) older(item *placed, version *library.Version) *Older {
	if version.Language == "" {
		return nil
	}
	source := p.site.version(item, "", version.Variant)
	on := version.Fields.Text("updated")
	if source == nil || on >= source.Fields.Text("updated") {
		return nil
	}
	address, _ := p.site.versionAddress(item, source)
	return &Older{
		Since:  source.Fields.Text("updated"),
		Source: Link{Text: source.Fields.Text("title"), Href: p.to(address), Lang: p.foreign(source)},
	}
}
