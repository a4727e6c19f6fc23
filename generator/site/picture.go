package site

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
	"wellshelf/generator/picture"
)

// Pictures are the pictures of one content tree, each made once for all sites that show it. Only what pages say of a
// picture is kept in memory; its bytes are asked of the store again when a site is written. It may be used from many
// goroutines.
type Pictures struct {
	content fs.FS
	store   *picture.Store
	mu      sync.Mutex
	drawn   map[[sha256.Size]byte]func() (*drawing, error) // by the hash of the source
}

// NewPictures are the pictures of a content tree, made in a store.
func NewPictures(content fs.FS, store *picture.Store) *Pictures {
	return &Pictures{content: content, store: store, drawn: map[[sha256.Size]byte]func() (*drawing, error){}}
}

// drawing is a picture of content as pages show it. It is shared and never changed.
type drawing struct {
	width, height int // of its largest rendition, in dots
	plain, modern []rendition
	moved         bool // the source was an animation
}

// rendition is a picture in one size and one form. Its name holds a hash of its bytes, so that browsers can keep it for
// ever, and says nothing of the entry that shows it.
type rendition struct {
	address       string // from the top of the site
	width, height int
	kind          string // image/webp
}

// draw is the picture in a file of the content tree, whose hash is sum.
func (p *Pictures) draw(file string, sum [sha256.Size]byte) (*drawing, error) {
	p.mu.Lock()
	draw, known := p.drawn[sum]
	if !known {
		draw = sync.OnceValues(func() (*drawing, error) {
			source, err := p.source(file)
			if err != nil {
				return nil, err
			}
			if sha256.Sum256(source) != sum {
				return nil, errOther
			}
			set, err := p.store.Set(source)
			if err != nil {
				return nil, err
			}
			return drawn(set), nil
		})
		p.drawn[sum] = draw
	}
	p.mu.Unlock()
	d, err := draw()
	if unread := (*fs.PathError)(nil); errors.Is(err, errOther) || errors.As(err, &unread) {
		p.mu.Lock()
		delete(p.drawn, sum) // it may be there the next time
		p.mu.Unlock()
	}
	return d, err
}

// drawnAs is the picture of that hash if it was drawn, or nil.
func (p *Pictures) drawnAs(sum [sha256.Size]byte) *drawing {
	p.mu.Lock()
	draw, known := p.drawn[sum]
	p.mu.Unlock()
	if !known {
		return nil
	}
	d, _ := draw()
	return d
}

// errOther means that a file was changed after it was looked at: what is drawn of it would stand under a wrong hash.
var errOther = errors.New("it is being changed; save it again")

func (p *Pictures) set(file string) (*picture.Set, error) {
	source, err := p.source(file)
	if err != nil {
		return nil, err
	}
	return p.store.Set(source)
}

func (p *Pictures) source(file string) ([]byte, error) { return fs.ReadFile(p.content, file) }

func drawn(set *picture.Set) *drawing {
	d := &drawing{width: set.Width, height: set.Height, moved: set.Moved}
	for _, r := range set.Plain {
		d.plain = append(d.plain, named(r))
	}
	for _, r := range set.Modern {
		d.modern = append(d.modern, named(r))
	}
	return d
}

func named(r picture.Rendition) rendition {
	sum := sha256.Sum256(r.Bytes)
	return rendition{address: fmt.Sprintf("assets/%x-%d%s", sum[:8], r.Width, r.Ext), width: r.Width, height: r.Height, kind: r.Type}
}

// drawing is a picture of the content tree; nil when there is none at that path, or it cannot be shown, which was
// reported when the site was laid.
func (s *Site) drawing(file string) *drawing {
	sum, found := s.library.Asset(file)
	if !found || isDocument(file) {
		return nil
	}
	d, err := s.pictures.draw(file, sum)
	if err != nil {
		return nil
	}
	return d
}

// drawn is the picture if some page showed it already, or nil.
func (s *Site) drawn(file string) *drawing {
	sum, found := s.library.Asset(file)
	if !found {
		return nil
	}
	return s.pictures.drawnAs(sum)
}

// isDocument reports whether a file is offered as it is.
func isDocument(file string) bool { return strings.EqualFold(path.Ext(file), ".pdf") }

// usual is the width, in dots, of the rendition that browsers load which do not choose: it is sharp on a phone.
const usual = 640

// image is a picture in all its sizes for the page to choose from.
func (p *page) image(d *drawing, alt string) *Image {
	image := &Image{Alt: alt, Width: d.width, Height: d.height}
	at := max(0, slices.IndexFunc(d.plain, func(r rendition) bool { return r.width >= usual }))
	if d.plain[len(d.plain)-1].width < usual {
		at = len(d.plain) - 1
	}
	image.Src = p.to(d.plain[at].address)
	if len(d.plain) > 1 {
		image.Set = p.sourceSet(d.plain)
	}
	if len(d.modern) > 0 {
		image.Modern, image.ModernType = p.sourceSet(d.modern), d.modern[0].kind
	}
	return image
}

// sourceSet is a value of srcset (HTML, "Images").
func (p *page) sourceSet(list []rendition) string {
	var b strings.Builder
	for i, r := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.to(r.address) + " " + strconv.Itoa(r.width) + "w")
	}
	return b.String()
}

// mark is a picture that is shown small, such as a logo: its smallest rendition.
func (p *page) mark(d *drawing) *Image {
	smallest := d.plain[0]
	return &Image{Src: p.to(smallest.address), Width: smallest.width, Height: smallest.height}
}

// sizes says how wide a picture in a text is: the column of words, or the screen where that is narrower.
const sizes = "(min-width: 40rem) 38rem, 100vw"

// markup is a picture within a text, loaded when the reader comes near it. Its place is kept free meanwhile.
func markup(image *Image) string {
	attribute := func(name, value string) string {
		if value == "" {
			return ""
		}
		return " " + name + `="` + html.EscapeString(value) + `"`
	}
	set := attribute("srcset", image.Set)
	if set != "" {
		set += attribute("sizes", sizes)
	}
	out := `<img src="` + html.EscapeString(image.Src) + `"` + set + ` alt="` + html.EscapeString(image.Alt) + `"` + attribute("title", image.Title) +
		fmt.Sprintf(` width="%d" height="%d" loading="lazy" decoding="async">`, image.Width, image.Height)
	if image.Modern == "" {
		return out
	}
	return `<picture><source type="` + image.ModernType + `" srcset="` + html.EscapeString(image.Modern) + `" sizes="` + sizes + `">` + out + `</picture>`
}

// shownAbove is the file of the picture an entry shows above its words, and what the fields say of it; "" for none.
func shownAbove(version *library.Version) (file string, says library.Fields) {
	for i := range version.Fields {
		if version.Fields[i].Field.Name == "picture" {
			says = version.Fields.Group("picture")
			return version.Origin[i].Beside(says.Text("file")), says
		}
	}
	return "", nil
}

// above is the picture above the words of an entry.
func (p *page) above(version *library.Version) *Image {
	file, says := shownAbove(version)
	d := p.site.drawing(file)
	if d == nil {
		return nil
	}
	image := p.image(d, says.Text("alt"))
	image.Credit = says.Text("credit")
	return image
}

// checkPicture says why a picture of content cannot be shown, or not as it is.
func (s *Site) checkPicture(file string) (severity diag.Severity, text, hint string) {
	sum, found := s.library.Asset(file)
	if !found {
		return 0, "", "" // reported when the content was read
	}
	switch d, err := s.pictures.draw(file, sum); {
	case err != nil:
		what, todo := reason(err)
		return diag.Error, path.Base(file) + ": " + what, todo
	case d.moved:
		return diag.Warning, path.Base(file) + " is an animation, and only its first picture is shown", "moving pictures distract; use a still one, or link to a film"
	}
	return 0, "", ""
}

// reason is why a picture cannot be shown, and what to do about it. Errors of package picture say both.
func reason(err error) (what, todo string) {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return "it cannot be read: " + p.Err.Error(), "save it anew beside the text"
	}
	what, todo, _ = strings.Cut(err.Error(), "; ")
	return what, cmp.Or(todo, "open it in a program for pictures and save it anew, as PNG or JPEG")
}

// checkPictures finds pictures that stand in no text and cannot be shown: above entries, and the logo.
func (s *Site) checkPictures() {
	for _, item := range s.shelf.Items {
		if s.places[item.ID] == nil {
			continue
		}
		for _, version := range s.readable(item) {
			if file, _ := shownAbove(version); file != "" {
				if severity, text, hint := s.checkPicture(file); text != "" {
					s.problem(item, severity, "picture", text, hint)
				}
			}
		}
	}
	if logo := s.shelf.Site.Settings.Logo(); logo != "" {
		if severity, text, hint := s.checkPicture(logo); text != "" {
			s.problems = append(s.problems, s.shelf.Site.Problem(severity, "logo", text, hint))
		}
	}
}

// seen are the files that the pages of the site show or offer, in order: pictures in all their sizes, documents, logo.
func (s *Site) seen() []string {
	seen := map[string]bool{}
	see := func(version *library.Version) {
		for _, entry := range version.Bodies {
			for _, file := range entry.Within() { // what is above may be another layer's by now
				seen[file] = true
			}
		}
		if file, _ := shownAbove(version); file != "" {
			seen[file] = true
		}
	}
	see(s.shelf.Site.Settings.About)
	for _, item := range s.shelf.Items {
		if s.places[item.ID] != nil {
			for _, version := range s.readable(item) {
				see(version)
			}
		}
	}
	files := make([]string, 0, len(seen))
	for file := range seen {
		files = append(files, file)
	}
	slices.SortFunc(files, cmp.Compare)
	return files
}

// assets are the makers of the pictures and documents the site's pages show, in order. Sources that look alike share
// their renditions.
func (s *Site) assets() []Maker {
	written := map[string]bool{}
	var makers []Maker
	add := func(file string, list []rendition) {
		fresh := map[string]bool{}
		for _, r := range list {
			if !written[r.address] {
				written[r.address], fresh[r.address] = true, true
			}
		}
		if len(fresh) > 0 {
			makers = append(makers, s.renditions(file, fresh))
		}
	}
	for _, file := range s.seen() {
		if _, found := s.library.Asset(file); !found {
			continue
		}
		if isDocument(file) {
			if address := s.assetAddress(file); !written[address] {
				written[address] = true
				makers = append(makers, s.document(file))
			}
		} else if d := s.drawing(file); d != nil {
			add(file, slices.Concat(d.plain, d.modern))
		}
	}
	if d := s.drawing(s.shelf.Site.Settings.Logo()); d != nil {
		add(s.shelf.Site.Settings.Logo(), d.plain[:1])
	}
	return makers
}

// renditions makes those of a picture's renditions whose addresses are wanted.
func (s *Site) renditions(file string, wanted map[string]bool) Maker {
	return func(put func(Extra) error) error {
		set, err := s.pictures.set(file)
		if err != nil {
			return fmt.Errorf("%s cannot be shown any more: %w", file, err)
		}
		for _, r := range slices.Concat(set.Plain, set.Modern) {
			if name := named(r).address; wanted[name] {
				if err := put(Extra{Path: name, Bytes: r.Bytes}); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// document offers a PDF as it is.
func (s *Site) document(file string) Maker {
	return func(put func(Extra) error) error {
		content, err := s.pictures.source(file)
		if err != nil {
			return fmt.Errorf("%s cannot be read: %w", file, err)
		}
		return put(Extra{Path: s.assetAddress(file), Bytes: content})
	}
}
