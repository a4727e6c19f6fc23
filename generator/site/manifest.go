package site

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"wellshelf/generator/picture"
)

// manifestAddress is the web app manifest: what a home screen shows of the site.
const manifestAddress = "site.webmanifest"

// icon is the site's mark in one size.
type icon struct {
	picture.Icon
	address string
	bytes   []byte
}

// Icons by what asks for them.
const (
	tabIcon = iota
	touchIcon
	smallIcon
	largeIcon
	maskIcon
)

// iconShapes are the sides of the icons, in dots, in the order of their names above.
var iconShapes = []picture.Icon{{Size: 32}, {Size: 180, Padded: true}, {Size: 192}, {Size: 512}, {Size: 512, Padded: true}}

// makeIcons draws the site's icons: its logo, or its first letters, in its colours. A logo that cannot be read was
// reported when the site was laid.
func (s *Site) makeIcons() ([]icon, error) {
	logo := s.shelf.Site.Settings.Logo()
	var source []byte
	if s.drawing(logo) != nil {
		source, _ = s.pictures.source(logo)
	}
	icons := make([]icon, len(iconShapes))
	for i, shape := range iconShapes {
		shape.Text, shape.Logo, shape.Ground, shape.Ink = s.initials(), source, s.paint("brand"), s.paint("on-brand")
		content, err := s.pictures.store.Icon(shape)
		if err != nil {
			return nil, fmt.Errorf("the icon of %s: %w", s.Name(), err)
		}
		sum := sha256.Sum256(content)
		icons[i] = icon{shape, fmt.Sprintf("assets/icon-%x.png", sum[:8]), content}
	}
	return icons, nil
}

// mostInitials is how many letters can still be told apart in a browser's tab.
const mostInitials = 2

// initials are the first letters of the site's name, as short as it has one, in capitals; "" when there are none that
// can be drawn.
func (s *Site) initials() string {
	settings := s.shelf.Site.Settings
	initials := ""
	for _, word := range strings.FieldsFunc(cmp.Or(settings.Text("short_name"), settings.Text("name")), notInWord) {
		letter := string(unicode.ToUpper([]rune(word)[0]))
		if picture.Letters(letter) && len([]rune(initials)) < mostInitials {
			initials += letter
		}
	}
	return initials
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
}

// appManifest is a web app manifest (W3C, "Web Application Manifest"). It has no id: that would be taken from the top
// of the host, where several sites can be, and stands for start_url when left out.
type appManifest struct {
	Name    string         `json:"name"`
	Short   string         `json:"short_name"`
	Start   string         `json:"start_url"`
	Scope   string         `json:"scope"`
	Lang    string         `json:"lang"`
	Dir     string         `json:"dir"`
	Display string         `json:"display"`
	Ground  string         `json:"background_color"`
	Colour  string         `json:"theme_color"`
	Icons   []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// manifest is the site's web app manifest. Its display is that of a browser, so that no browser offers to install the
// site on a phone which somebody else may look at, and whoever keeps it on a home screen has tabs and a way to close
// them at hand.
func (s *Site) manifest(icons []icon) []byte {
	settings := s.shelf.Site.Settings
	m := appManifest{
		Name: settings.Text("name"), Short: cmp.Or(settings.Text("short_name"), settings.Text("name")), Start: "./", Scope: "./",
		Lang: s.tag(""), Dir: s.voices[""].Dir(), Display: "browser", Ground: s.paint("surface"), Colour: s.paint("brand"),
	}
	for _, at := range []int{smallIcon, largeIcon, maskIcon} {
		side := strconv.Itoa(icons[at].Size)
		one := manifestIcon{Source: icons[at].address, Sizes: side + "x" + side, Type: "image/png"}
		if icons[at].Padded {
			one.Purpose = "maskable"
		}
		m.Icons = append(m.Icons, one)
	}
	return encoded(m)
}

// homeScreen makes icons and manifest. A site that is opened from a folder has no manifest: browsers read none there.
func (s *Site) homeScreen() Maker {
	return func(put func(Extra) error) error {
		icons, err := s.icons()
		if err != nil {
			return err
		}
		written := map[string]bool{}
		for _, one := range icons {
			if written[one.address] {
				continue
			}
			written[one.address] = true
			if err := put(Extra{Path: one.address, Bytes: one.bytes}); err != nil {
				return err
			}
		}
		if s.options.Links == Folder {
			return nil
		}
		return put(Extra{Path: manifestAddress, Bytes: s.manifest(icons)})
	}
}

// marks writes the icons and the manifest into the head of a page.
func (p *page) marks(head *Head) {
	icons, err := p.site.icons()
	if err != nil {
		panic(partError{err})
	}
	head.Icon, head.TouchIcon = p.to(icons[tabIcon].address), p.to(icons[touchIcon].address)
	if p.site.options.Links == Web {
		head.Manifest = p.to(manifestAddress)
	}
}
