package site

import (
	"fmt"
	"html"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/markdown"
)

// slotSize is about what a filled slot takes, so that a body need not be copied while it grows.
const slotSize = 160

// body fills the slots of a version's bodies for this page.
func (p *page) body(version *library.Version) template.HTML {
	if p.outline.Layout == "embed" {
		// There links open in a tab of their own, but for those that stay on the page.
		return p.bodyWith(version, strings.NewReplacer(` href="#`, ` target="_self" href="#`).Replace)
	}
	return p.bodyWith(version, func(segment string) string { return segment })
}

// bodyApart is the body of a version that stands on a page beside other bodies. Its ids begin with name and a colon,
// which ids of headings never hold, so that no id stands twice on the page.
func (p *page) bodyApart(version *library.Version, name string) template.HTML {
	// In text and in other attributes quotes are escaped, so what looks like an id here is one.
	apart := strings.NewReplacer(` id="`, ` id="`+name+":", ` href="#`, ` href="#`+name+":")
	return p.bodyWith(version, apart.Replace)
}

// bodyWith writes every segment as write says.
func (p *page) bodyWith(version *library.Version, write func(segment string) string) template.HTML {
	if version == nil {
		return ""
	}
	var b strings.Builder
	size := 0
	for _, entry := range version.Bodies {
		for _, segment := range entry.Body().Segments {
			size += len(segment.HTML) + slotSize
		}
	}
	b.Grow(size)
	for _, entry := range version.Bodies {
		for _, segment := range entry.Body().Segments {
			b.WriteString(write(segment.HTML))
			if segment.Slot != nil {
				p.fill(&b, entry, segment.Slot)
			}
		}
	}
	return template.HTML(b.String())
}

func (p *page) fill(b *strings.Builder, entry *library.Entry, slot *markdown.Slot) {
	switch slot.Kind {
	case markdown.EntryLink:
		p.fillLink(b, entry, slot)
	case markdown.Picture:
		p.fillPicture(b, entry, slot)
	case markdown.Attachment:
		p.fillAttachment(b, entry, slot)
	case markdown.Media:
		p.fillMedia(b, slot)
	case markdown.Label:
		b.WriteString(html.EscapeString(p.voice.Say("note." + slot.Target)))
	default:
		panic("wellshelf: internal error: no filling for slot kind " + slot.Kind.String())
	}
}

// fillLink writes a link to another entry. A link to a helpline shows its first number; alone in its paragraph it
// becomes the helpline's card. A link to an entry that this site does not show is its words alone.
func (p *page) fillLink(b *strings.Builder, entry *library.Entry, slot *markdown.Slot) {
	target, version := p.site.target(entry, slot, p.language)
	if target == nil {
		paragraph(b, slot.Alone, slot.HTML)
		return
	}
	address, language := p.site.versionAddress(target, version)
	href := p.to(address)
	if id := anchor(version, slot.Fragment); id != "" {
		href += "#" + url.PathEscape(id)
	}
	if target.Kind.Name == "helpline" {
		if slot.Alone {
			b.WriteString(string(p.contact(target)))
			return
		}
		paragraph(b, slot.Alone, string(p.inlineContact(target, href, slot.HTML)))
		return
	}
	attributes := ""
	if language != p.language {
		attributes = ` hreflang="` + html.EscapeString(p.site.tag(language)) + `"`
	}
	paragraph(b, slot.Alone, `<a href="`+html.EscapeString(href)+`"`+attributes+`>`+slot.HTML+`</a>`)
}

func paragraph(b *strings.Builder, alone bool, inner string) {
	if alone {
		inner = "<p>" + inner + "</p>\n"
	}
	b.WriteString(inner)
}

// target is the entry a link names and the version of it this site shows a reader of language. Nil when the site
// does not show it.
func (s *Site) target(from *library.Entry, slot *markdown.Slot, language string) (*placed, *library.Version) {
	named := s.library.File(from.Beside(slot.Target))
	if named == nil {
		return nil, nil
	}
	target := s.places[named.ID]
	if target == nil {
		return nil, nil
	}
	if named.Form != (library.Form{}) {
		if version := target.Version(named.Form); version != nil && slices.Contains(s.languages(), version.Language) {
			return target, version
		}
	}
	return target, s.suited(target.Item, language)
}

// versionAddress is where a version of an item is shown, and its language.
func (s *Site) versionAddress(target *placed, version *library.Version) (address, language string) {
	if fixed, found := fixedPages[target.ID]; found {
		return s.in(version.Language, fixed), version.Language
	}
	address = s.in(version.Language, target.address)
	if version != s.best(target.Item, version.Language) {
		address += variantAddress(version.Variant)
	}
	return address, version.Language
}

// anchor is the id, on the page of a version, of the heading that writers know as fragment; "" when there is none.
func anchor(version *library.Version, fragment string) string {
	for _, entry := range version.Bodies {
		if id := entry.Body().Anchor(fragment); id != "" {
			return id
		}
	}
	return ""
}

func (p *page) fillPicture(b *strings.Builder, entry *library.Entry, slot *markdown.Slot) {
	file := entry.Beside(slot.Target)
	d := p.site.drawing(file)
	if d == nil {
		paragraph(b, slot.Alone, html.EscapeString(slot.Text))
		return
	}
	image := p.image(d, slot.Text)
	image.Title = slot.Title
	paragraph(b, slot.Alone, markup(image))
}

func (p *page) fillAttachment(b *strings.Builder, entry *library.Entry, slot *markdown.Slot) {
	file := entry.Beside(slot.Target)
	if _, found := p.site.library.Asset(file); !found {
		paragraph(b, slot.Alone, slot.HTML)
		return
	}
	paragraph(b, slot.Alone, `<a href="`+html.EscapeString(p.site.to(p.root, p.site.assetAddress(file)))+`" type="application/pdf">`+
		slot.HTML+`</a> (PDF)`)
}

// fillMedia writes a card that leads to a film or a recording. It is a plain link: nobody is contacted before the
// reader presses it, and it says who will be.
func (p *page) fillMedia(b *strings.Builder, slot *markdown.Slot) {
	u, err := url.Parse(slot.Target)
	if err != nil {
		panic("wellshelf: internal error: media slot with address " + slot.Target)
	}
	key := "media.video"
	if slices.Contains([]string{".mp3", ".m4a", ".ogg", ".oga", ".wav", ".opus"}, strings.ToLower(path.Ext(u.Path))) {
		key = "media.audio"
	}
	b.WriteString(`<p class="ws-media"><a class="outside" rel="noopener noreferrer" href="` + html.EscapeString(slot.Target) + `">` +
		html.EscapeString(p.voice.Say(key, "host", u.Hostname())) + "</a></p>\n")
}

// assetAddress is where a document is written: under its content's hash, so that a changed one is never mistaken for
// the old one and its name says nothing of a discreet entry.
func (s *Site) assetAddress(file string) string {
	sum, _ := s.library.Asset(file)
	return fmt.Sprintf("assets/%x%s", sum[:8], strings.ToLower(path.Ext(file)))
}

// checkLinks finds links of every body shown that lead nowhere on this site. Those to files that do not exist were
// found when the content was read.
func (s *Site) checkLinks() {
	about := s.shelf.Site.Settings.About
	for _, words := range about.Bodies {
		s.checkBody(words, about)
	}
	seen := map[*library.Entry]bool{}
	for _, item := range s.shelf.Items {
		for _, version := range s.readable(item) {
			for _, entry := range version.Bodies {
				if !seen[entry] {
					seen[entry] = true
					s.checkBody(entry, version)
				}
			}
		}
	}
}

func (s *Site) checkBody(entry *library.Entry, version *library.Version) {
	for _, segment := range entry.Body().Segments {
		if slot := segment.Slot; slot != nil {
			severity, text, hint := s.checkSlot(entry, version, slot)
			if text != "" {
				s.problems = append(s.problems, diag.Problem{
					Severity: severity, Reach: s.shelf.Site.Reach(), Place: slot.Place, Snippet: slot.Snippet, Text: text, Hint: hint,
				})
			}
		}
	}
}

func (s *Site) checkSlot(entry *library.Entry, version *library.Version, slot *markdown.Slot) (severity diag.Severity, text, hint string) {
	switch slot.Kind {
	case markdown.Picture:
		return s.checkPicture(entry.Beside(slot.Target))
	case markdown.EntryLink:
		return s.checkLink(entry, version, slot)
	}
	return 0, "", ""
}

func (s *Site) checkLink(entry *library.Entry, version *library.Version, slot *markdown.Slot) (severity diag.Severity, text, hint string) {
	named := s.library.File(entry.Beside(slot.Target))
	if named == nil {
		return 0, "", "" // reported when the content was read
	}
	switch target, shown := s.target(entry, slot, version.Language); {
	case named.Kind.NoPage:
		return diag.Warning, fmt.Sprintf("a %s has no page to link to", named.Kind.Name), "leave the words without a link"
	case target == nil:
		return diag.Warning, fmt.Sprintf("%s is not shown on %s, so this link is plain text there", named.ID, s.shelf.Site.Name()), ""
	case slot.Fragment != "" && anchor(shown, slot.Fragment) == "":
		return diag.Error, fmt.Sprintf("%s has no heading %q", named.File, "#"+slot.Fragment), diag.DidYouMean(slot.Fragment, headings(shown), "link to the page without a heading")
	}
	return 0, "", ""
}

// headings are the ids of a version's headings as writers know them.
func headings(version *library.Version) []string {
	var ids []string
	for _, entry := range version.Bodies {
		ids = append(ids, entry.Body().Fragments()...)
	}
	return ids
}
