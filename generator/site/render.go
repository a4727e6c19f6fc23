package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// View makes the view of one page: all that its layout will see. The error is a template of the theme that failed or
// a mistake of this program; either costs one page and not the build.
func (s *Site) View(o Outline) (view *Page, err error) {
	err = guarded(o, func() error {
		view = s.page(o).view()
		return nil
	})
	return view, err
}

// guarded makes a page and turns a panic on the way into an error.
func guarded(o Outline, work func() error) (err error) {
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case partError:
			err = failure.error
		default:
			words := strings.TrimPrefix(fmt.Sprint(failure), internal)
			err = fmt.Errorf("page %q: %s%s", o.Address, internal, words)
		}
	}()
	return work()
}

// internal begins what is said of a mistake of this program.
const internal = "wellshelf: internal error: "

// Render makes the bytes of one page.
func (s *Site) Render(o Outline) ([]byte, error) {
	var b bytes.Buffer
	err := s.Write(&b, o)
	return b.Bytes(), err
}

// Write writes the bytes of one page.
func (s *Site) Write(w io.Writer, o Outline) error {
	view, err := s.View(o)
	if err != nil {
		return err
	}
	return guarded(o, func() error {
		if err := s.voices[o.language].Layout(w, o.Layout, view); err != nil {
			return fmt.Errorf("layout %q: %w", o.Layout, err)
		}
		return nil
	})
}

func (p *page) view() *Page {
	if p.outline.Layout == "away" {
		return p.awayView()
	}
	if p.outline.Layout == "embed" {
		return p.embedView()
	}
	frame := p.frame()
	view := &Page{
		Layout: p.outline.Layout, Address: p.outline.Address, Lang: p.site.tag(p.language), Dir: p.voice.Dir(), Root: p.root,
		Header: frame.header, Footer: frame.footer, Crumbs: p.crumbs(), Languages: p.languages(), Notices: p.notices(),
		Aside: Aside{Awaiting: !p.voice.Checked(), Leave: p.leave(), Help: p.helpLink(), Paper: p.paper(), Share: p.share()},
	}
	outside, summary := "", ""
	if item := p.outline.item; item != nil && p.outline.target == "" {
		version := item.Version(library.Form{Language: p.language, Variant: p.outline.variant})
		view.Title, view.Checked = version.Fields.Text("title"), p.checked(item, version)
		outside, summary = view.Title, version.Fields.Text("summary")
		if item.Discreet() {
			outside, summary = version.Fields.Text("outside"), ""
		}
		view.Main, view.Aside.Older, view.Aside.Listen = p.entryView(version), p.older(item, version), true
		view.Aside.Seal = p.seal(version)
	} else {
		view.Title, view.Checked = p.title(), p.site.checkedTo
		outside = view.Title
		view.Main = p.mainView()
	}
	view.Aside.Words = p.words
	view.Head = p.head(outside, summary)
	return view
}

// title is the heading of a page that is no entry's.
func (p *page) title() string {
	switch o := p.outline; o.Layout {
	case "home":
		return p.site.shelf.Site.Settings.Text("name")
	case "list":
		return p.voice.Say("kinds." + o.folder)
	case "404":
		return p.voice.Say("lost.title")
	default:
		return p.voice.Say(o.Layout + ".title")
	}
}

// languages are links to this page in the site's other languages. Where it is not translated, nothing is offered:
// lists and frames always are, so a reader never meets a dead end.
func (p *page) languages() []Link {
	var links []Link
	if !p.outline.offered() {
		return nil
	}
	for _, language := range p.site.languages() {
		if address, found := p.counterpart(language); found {
			links = append(links, Link{
				Text: p.site.languageName(p.site.tag(language)), Href: p.to(address), Lang: p.site.tag(language), Current: language == p.language,
			})
		}
	}
	if len(links) < 2 {
		return nil
	}
	return links
}

// counterpart is the address of this page in another language.
func (p *page) counterpart(language string) (string, bool) {
	plain := strings.TrimPrefix(p.outline.Address, p.site.in(p.language, ""))
	if item := p.outline.item; item != nil {
		version := p.site.version(item, language, p.outline.variant)
		if version == nil {
			return "", false
		}
		address, _ := p.site.versionAddress(item, version)
		return address, true
	}
	return p.site.in(language, plain), true
}

// leadsBack reports whether this page is in its turn the counterpart of its counterpart in a language.
func (p *page) leadsBack(language string) bool {
	item := p.outline.item
	if item == nil {
		return true
	}
	there := p.site.version(item, language, p.outline.variant)
	back := p.site.version(item, p.language, there.Variant)
	return back != nil && back.Variant == p.outline.variant
}

// version is an item's text of a variant in a language, or the one there that suits the site best; nil for none.
func (s *Site) version(item *placed, language, variant string) *library.Version {
	if version := item.Version(library.Form{Language: language, Variant: variant}); version != nil {
		return version
	}
	return s.best(item.Item, language)
}

// notices are the alerts of the day that concern this page, most urgent first.
func (p *page) notices() []Notice {
	var notices []Notice
	levels := []string{"urgent", "important", "info"}
	for _, alert := range p.site.list("alerts") {
		where := alert.fields.Get("where")
		if where != nil && !slices.ContainsFunc(where.List, func(v library.Value) bool {
			return p.outline.item != nil && v.Target() == p.outline.item.ID
		}) {
			continue
		}
		version, _, lang := p.shown(alert)
		notices = append(notices, Notice{
			Level: version.Fields.Text("level"), Title: version.Fields.Text("title"), Summary: version.Fields.Text("summary"),
			Body: p.noticeBody(alert, version), Lang: lang, Example: version.Fields.Flag("example"),
		})
	}
	slices.SortStableFunc(notices, func(a, b Notice) int { return slices.Index(levels, a.Level) - slices.Index(levels, b.Level) })
	return notices
}

// noticeBody is the text of a notice, which may stand on every page.
func (p *page) noticeBody(alert *placed, version *library.Version) template.HTML {
	key := cardKey{item: alert.ID, language: p.language, root: p.root, form: "notice"}
	return p.kept(key, func() template.HTML { return p.bodyApart(version, "alert:"+alert.Slug) })
}

// checked is the day to which an entry's facts are checked: the day its words were last changed, or the oldest check
// among the contacts it is about when that is older.
func (p *page) checked(item *placed, version *library.Version) string {
	day := version.Fields.Text("updated")
	if item.Kind.Name == "helpline" {
		if oldest := oldestCheck(version.Fields); oldest != "" {
			return oldest
		}
	}
	if assured := version.Fields.Text("assured_date"); assured != "" {
		day = assured
	}
	return min(day, cmp.Or(p.site.checkedTo, day))
}

// floorChecked is the oldest day on which one of the contacts that every page leads to was checked.
func (s *Site) floorChecked() string {
	oldest := ""
	for _, line := range s.lines {
		if on := oldestCheck(line.fields); on != "" && (oldest == "" || on < oldest) {
			oldest = on
		}
	}
	return oldest
}

// policy allows a page nothing but the site's own style, pictures and scripts, and lets scripts load only what the
// search's own policy of that name passes (Content Security Policy 3, Trusted Types). The service worker comes under what
// is said of scripts.
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types wellshelf"

func (p *page) head(outside, summary string) Head {
	s := p.site
	settings := s.shelf.Site.Settings
	head := Head{
		Title: p.voice.Say("page.title", "page", outside, "site", settings.Text("name")), Description: summary,
		Style: p.to(s.look.Style), Colour: s.look.Colour, Dark: s.look.Dark, Feed: p.to(feedAddress), Policy: policy,
		NoIndex: settings.Flag("demonstration") || p.outline.unlisted() || s.options.View.Staff,
	}
	if p.outline.Layout == "home" {
		head.Title, head.Description = settings.Text("name"), settings.Text("strapline")
	}
	if p.outline.item == nil {
		head.Description = cmp.Or(head.Description, p.described())
	}
	if script, found := s.scripts[p.language]; found && p.outline.Layout != "moved" {
		head.Scripts = append(head.Scripts, p.to(script.Path))
	}
	if p.outline.Layout == "404" {
		head.Inline, head.Policy = template.CSS(s.look.Inline), strings.Replace(policy, "'self'; img", s.look.InlineHash+"; img", 1)
		head.Style, head.Scripts, head.Feed = "", nil, ""
		return head
	}
	if base := settings.Text("address"); base != "" && p.outline.Layout != "moved" {
		head.Canonical = s.absolute(base, p.outline.Address)
		head.Alternates = p.alternates(base)
	}
	p.marks(&head)
	head.Card, head.Data = p.socialCard(), p.data()
	if o := p.outline; s.passedOn() && o.embeddable() {
		head.OEmbed = s.absolute(s.address(), oEmbedAddress(o))
	}
	return head
}

// descriptions are the strings that say what a page is which is no entry's.
var descriptions = map[string]string{
	"help": "help.then.words", "search": "search.private", "index": "index.about", "feelings": "feelings.about", "keep": "keep.words",
	"about": "about.checked", "privacy": "privacy.start", "accessibility": "accessibility.commitment",
}

// described says what a page is that is no entry's; "" where nobody looks for it.
func (p *page) described() string {
	name := p.site.shelf.Site.Settings.Text("name")
	switch key := descriptions[p.outline.Layout]; {
	case p.outline.Layout == "list":
		return p.voice.Say("kinds." + p.outline.folder + ".about")
	case key != "":
		return p.voice.Say(key, "site", name)
	}
	return ""
}

// absolute writes an address with the site's web address before it: for search engines, which ask for whole ones.
func (s *Site) absolute(base, address string) string {
	return strings.TrimSuffix(base, "/") + "/" + address
}

// alternates are the page's forms in all languages of the site, its own included. Search engines believe only pages
// that name each other, so an easy text is no form of a translation that leads back to the plain one.
func (p *page) alternates(base string) []Alternate {
	var list []Alternate
	for _, language := range p.site.languages() {
		if address, found := p.counterpart(language); found && p.leadsBack(language) {
			list = append(list, Alternate{Lang: p.site.tag(language), Href: p.site.absolute(base, address)})
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}
