package library

import (
	"hash/crc32"
	"strings"

	"wellshelf/generator/markdown"
)

// keptBody is where the pack holds a body.
type keptBody struct {
	pack *pack
	at   int64
	size int
	sum  uint32
}

// bytes are the body as packed; nil when they are damaged.
func (k *keptBody) bytes() []byte {
	const largest = 64 << 20 // no body of a file of 256 kB comes near
	if k.size < 0 || k.size > largest {
		return nil
	}
	packed := make([]byte, k.size)
	if _, err := k.pack.file.ReadAt(packed, k.at); err != nil || crc32.Checksum(packed, castagnoli) != k.sum {
		return nil
	}
	return packed
}

// fetch is the body again, or nil when it is damaged.
func (k *keptBody) fetch(source markdown.Source) *markdown.Body {
	u := &unpacker{rest: string(k.bytes())}
	body := unpackBody(u, source)
	if u.bad || u.rest != "" {
		return nil
	}
	return body
}

// packBody writes a body, copying the bytes of one that nobody has asked for.
func packBody(p *packer, words *passage) {
	if words == nil {
		return
	}
	if words.kept != nil {
		if packed := words.kept.bytes(); packed != nil {
			*p = append(*p, packed...)
			return
		}
	}
	body := words.get()
	var html strings.Builder
	for _, s := range body.Segments {
		html.WriteString(s.HTML)
	}
	p.text(html.String())
	p.number(len(body.Segments))
	for _, s := range body.Segments {
		p.number(len(s.HTML))
		p.flag(s.Slot != nil)
		if s.Slot != nil {
			packSlot(p, words.source.File, s.Slot)
		}
	}
	p.number(len(body.Headings))
	for _, h := range body.Headings {
		p.number(h.Level)
		p.text(h.ID)
		p.text(h.Text)
	}
	p.text(body.Words)
	p.number(len(body.Outside))
	for _, l := range body.Outside {
		p.text(l.URL)
		p.text(l.Text)
		packPlace(p, words.source.File, l.Place)
	}
}

func packSlot(p *packer, file string, s *markdown.Slot) {
	p.number(int(s.Kind))
	for _, text := range []string{s.Target, s.Fragment, s.HTML, s.Text, s.Title, s.Snippet} {
		p.text(text)
	}
	p.flag(s.Alone)
	packPlace(p, file, s.Place)
}

func unpackBody(u *unpacker, source markdown.Source) *markdown.Body {
	var body markdown.Body
	html := u.text()
	if n := u.count(2); n > 0 {
		body.Segments = make([]markdown.Segment, n)
		for i := range body.Segments {
			length := u.index(len(html) + 1)
			body.Segments[i].HTML, html = html[:length], html[length:]
			if u.flag() {
				body.Segments[i].Slot = unpackSlot(u, source.File)
			}
		}
	}
	for range u.count(3) {
		body.Headings = append(body.Headings, markdown.Heading{Level: u.number(), ID: u.text(), Text: u.text()})
	}
	body.Words = u.text()
	for range u.count(6) {
		body.Outside = append(body.Outside, markdown.Link{URL: u.text(), Text: u.text(), Place: unpackPlace(u, source.File)})
	}
	return body.Again(source.Prefix)
}

func unpackSlot(u *unpacker, file string) *markdown.Slot {
	s := &markdown.Slot{Kind: markdown.SlotKind(u.number())}
	for _, text := range []*string{&s.Target, &s.Fragment, &s.HTML, &s.Text, &s.Title, &s.Snippet} {
		*text = u.text()
	}
	s.Alone = u.flag()
	s.Place = unpackPlace(u, file)
	return s
}
