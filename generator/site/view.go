package site

import (
	"html/template"
)

// Page is one page as a layout sees it: everything it shows, decided before the first byte is written. A layout can
// reach nothing else.
type Page struct {
	Layout    string        // the file in layouts/ that shows it
	Address   string        // within the site: "", "topics/sleep/", "gd/help/"
	Lang      string        // of the page
	Dir       string        // ltr or rtl
	Title     string        // the plain name, for the heading
	Root      string        // leads from this page to the top of the site: "./", "../../"
	Head      Head          // what the document's head says
	Header    template.HTML // ready: name, menu, help now; from the part "header"
	Footer    template.HTML // ready: from the part "footer"
	Crumbs    []Link        // the way here from the start page, without this page
	Languages []Link        // this page in other languages, each named in its own
	Notices   []Notice      // urgent notices, most urgent first
	Checked   string        // the day to which the facts on this page are checked, 2026-11-20
	Aside     Aside         // what stands beside the words of the page
	Main      any           // what the layout is for: *Home, *List, *Topic, ...; see each
}

// Aside is what a page offers beside its words: ways to leave, to take it along and to understand it.
type Aside struct {
	Leave  Leave
	Help   Link   // to help now, beside a loud way out
	Older  *Older // set when this translation is older than its source
	Words  []Word // hard words on this page, in order of the alphabet
	Paper  *Paper // what a print of the page carries
	Share  *Share // nil where nothing is to be shared: a discreet page of a site without an address has none
	Seal   *Seal  // who looked at the whole page; nil where nobody is asked to
	Listen bool   // the page has words worth hearing

	Awaiting bool // the words of this language wait for a speaker's check
}

// Leave is the way out of the site. Loud is set on pages of sensitive topics, where it stays in sight; elsewhere it is
// one quiet link. Away is a page of this site that says nothing of it, for when the device is offline.
type Leave struct {
	Href, Away string
	Loud       bool
}

// Older says that a translation was last changed before its source.
type Older struct {
	Since  string // the day on which the source was last changed
	Source Link   // to the source
}

// Word is a hard word and what it means. ID is the id of its explanation on the page; From is that of the first place
// in the text that links to it.
type Word struct{ ID, From, Word, Meaning string }

// Paper is what a print carries beside the page: where it is on the web, and that as a QR code.
type Paper struct {
	Address string // without https://, as a person types it
	Code    Image
}

// Share is how a page is passed on. Embed is its form without header and footer, for pages of other sites.
type Share struct {
	Address string // absolute
	Embed   *Link
	Snippet string // HTML to be copied, with a title
}

// Head is what others may see of a page: browser tabs, histories, search engines, shared links. For a discreet
// entry it holds only neutral names.
type Head struct {
	Title       string // "Sleep – Beeslack"; neutral for discreet entries
	Description string // empty for discreet entries
	Style       string // address of the style sheet from this page
	Scripts     []string
	Icon        string      // address of the icon, or ""
	TouchIcon   string      // address of the icon for home screens, or ""
	Manifest    string      // address of the web app manifest, or ""
	Colour      string      // of the browser's frame
	Dark        string      // the same where the reader's device asks for dark colours
	Card        *SocialCard // nil when the site has no address
	OEmbed      string      // absolute address of the page's oEmbed record, or ""
	Canonical   string      // absolute; "" when the site has no address
	Alternates  []Alternate // the page in other languages, absolute; none without an address
	Feed        string      // address of the Atom feed from this page
	NoIndex     bool        // search engines are asked to stay away
	Data        template.JS // JSON-LD (schema.org), or ""
	Inline      template.CSS
	Policy      string // Content-Security-Policy
}

// SocialCard is the picture that others are shown of a shared page: 1,200 by 630 pixels. Address and Page are absolute.
type SocialCard struct{ Address, Alt, Page, Site string }

// Alternate is a page in another language, for search engines.
type Alternate struct{ Lang, Href string }

// Link leads to a page of the site or, when Outside, elsewhere.
type Link struct {
	Text    string
	Href    string
	Lang    string // set when what it leads to, or its text, is in another language than the page
	Current bool   // it leads to the page it stands on
	Outside bool
}

// Notice is an urgent notice: an entry of the kind alert.
type Notice struct {
	Level   string // info, important, urgent
	Title   string
	Summary string
	Body    template.HTML
	Lang    string // when its words are in another language than the page
	Example bool
}

// Header is the view of the part "header".
type Header struct {
	Name          string // of the site
	Short         string // a shorter name for small screens; the name when there is none
	Strapline     string
	Home, Help    Link
	Menu          []Link
	Logo          *Image
	Search        *SearchBox // nil where the page has a box of its own, or none
	Demonstration bool
}

// SearchBox is the view of the part "search". Without a script, and before it runs, sending the box leads to Help with
// nothing of what was typed.
type SearchBox struct {
	Label string
	Help  Link
}

// Footer is the view of the part "footer".
type Footer struct {
	Name          string
	Area          string
	Network       string
	Publisher     string
	Help          Link
	Links         []Link // about, privacy, accessibility, and the entries that ask to be listed
	Feedback      *Route
	Demonstration bool
}

// Image is a picture within the site. Width and Height are in pixels, 0 when unknown. Set and Modern are lists for
// srcset: the same picture in several widths, in a form every browser knows and in one that newer ones do.
type Image struct {
	Src, Alt, Title string
	Width, Height   int
	Set, Modern     string
	ModernType      string // image/webp
	Credit          string
}

// Route is a way to tell or ask someone something.
type Route struct {
	How   string
	Email string
	Href  string
}
