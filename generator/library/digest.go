package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"wellshelf/generator/markdown"
)

// digestVersion begins every digest, so that a change of the canonical form can never pass for a change of text.
const digestVersion = "wellshelf entry 1"

// undigested are the fields that are about the work and not about what a reader sees.
var undigested = []string{"draft", "adapts", "formerly"}

// digest is the SHA-256 over an entry in canonical form: kind, scope, slug, language and variant; every field that
// is stated, in the order of the table; the body with LF line ends, in Unicode's NFC form, without blank lines at
// its ends; and the bytes of the pictures it shows. Everything is preceded by its length, so that no two entries
// share a form. Spelling that makes no difference to a reader, such as quotes or the order of fields, makes none
// here.
func (l *Library) digest(e *Entry) string {
	return l.digestAs(e, e.Slug)
}

// digestAs is the digest that the entry would have under another slug.
func (l *Library) digestAs(e *Entry, slug string) string {
	h := e.canonical(slug)
	l.putPictures(h, e)
	return hex.EncodeToString(h.Sum(nil))
}

// digest is the digest of the entry that a file holds, when that depends on no other file; else "".
func (f entryFile) digest(r *reading) string {
	e := f.entry(r)
	if len(e.Pictures()) > 0 {
		return ""
	}
	return hex.EncodeToString(e.canonical(e.Slug).Sum(nil))
}

// canonical has the hash of the entry's canonical form under a slug, up to its pictures.
func (e *Entry) canonical(slug string) hash.Hash {
	h := sha256.New()
	for _, s := range []string{digestVersion, e.Kind.Name, e.Scope.Area, e.Scope.Site, slug, e.Language, e.Variant} {
		put(h, s)
	}
	for i := range e.Fields {
		if !slices.Contains(undigested, e.Fields[i].Field.Name) {
			digestValue(h, &e.Fields[i])
		}
	}
	put(h, "body")
	put(h, string(composed(bytes.Trim(e.below(), "\n"))))
	return h
}

// wordsDigest is the SHA-256 over what a settings file says below its fields, with the bytes of the pictures it shows.
func (l *Library) wordsDigest(words *Entry) string {
	h := sha256.New()
	put(h, string(words.below()))
	l.putPictures(h, words)
	return hex.EncodeToString(h.Sum(nil))
}

func (l *Library) putPictures(h hash.Hash, e *Entry) {
	for _, file := range e.written() {
		if sum, found := l.Asset(e.lying(file)); found {
			put(h, file)
			put(h, string(sum[:]))
		}
	}
}

func put(h hash.Hash, s string) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(s)))
	h.Write(length[:])
	h.Write([]byte(s))
}

func digestValue(h hash.Hash, v *Value) {
	put(h, v.Field.Name)
	switch {
	case v.List != nil:
		put(h, strings.Repeat("*", len(v.List)))
		for i := range v.List {
			digestValue(h, &v.List[i])
		}
	case v.Field.Type == Group:
		put(h, strings.Repeat(".", len(v.Group)))
		for i := range v.Group {
			digestValue(h, &v.Group[i])
		}
	default:
		put(h, norm.NFC.String(v.Text))
	}
}

// Pictures are the files the entry shows or offers, by path below the content folder.
func (e *Entry) Pictures() []string {
	files := e.written()
	for i := range files {
		files[i] = e.lying(files[i])
	}
	return files
}

// written are the files that the entry shows or offers, where they lay when it was written.
func (e *Entry) written() []string {
	var files []string
	if above := e.Fields.Group("picture").Text("file"); above != "" {
		files = append(files, e.resolve(above))
	}
	for _, target := range e.within() {
		files = append(files, e.resolve(target))
	}
	return files
}

// Within are the files among the words of the entry, by path below the content folder.
func (e *Entry) Within() []string {
	files := e.within()
	for i := range files {
		files[i] = e.Beside(files[i])
	}
	return files
}

// within are the targets of pictures and documents among the words.
func (e *Entry) within() []string {
	if e.words == nil {
		return nil
	}
	var targets []string
	for _, ask := range e.words.asks {
		if ask.kind == markdown.Picture || ask.kind == markdown.Attachment {
			targets = append(targets, ask.target)
		}
	}
	return targets
}

// lying is where a file is that the entry asks for: where it was written to be, unless the entry is a kept text, which
// has its own copies.
func (e *Entry) lying(file string) string {
	if copied, kept := e.copies[file]; kept {
		return copied
	}
	return file
}

// Beside resolves a path written in this entry: relative to its folder, or from the top when it begins with a
// slash, where /content/ may stand for the top as repositories show it. It returns "" for a path that leaves the
// content folder.
func (e *Entry) Beside(target string) string { return e.lying(e.resolve(target)) }

func (e *Entry) resolve(target string) string {
	var joined string
	if rest, absolute := strings.CutPrefix(target, "/"); absolute {
		joined = path.Clean(strings.TrimPrefix(rest, "content/"))
	} else {
		joined = path.Join(path.Dir(e.File), target)
	}
	if joined == ".." || strings.HasPrefix(joined, "../") {
		return ""
	}
	return joined
}

// Digest stands for everything a site says about itself.
func (s *Site) Digest() string {
	h := sha256.New()
	for _, text := range []string{s.Area, s.Slug, s.AreaName, s.Network, s.File} {
		put(h, text)
	}
	for _, words := range s.Settings.About.Bodies {
		put(h, words.Digest)
	}
	for i := range s.Settings.Fields {
		digestValue(h, &s.Settings.Fields[i])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Digest stands for everything a shelf shows: its site and all its items' texts.
func (s *Shelf) Digest() string {
	h := sha256.New()
	put(h, s.Site.Digest())
	for _, item := range s.Items {
		put(h, item.ID.String())
		for _, version := range item.Versions {
			put(h, version.Language)
			put(h, version.Variant)
			put(h, version.Digest)
			for _, e := range version.Layers {
				if shown := s.standing(e); shown != nil {
					put(h, shown.mark)
				}
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
