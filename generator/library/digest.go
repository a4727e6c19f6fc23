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
var undigested = []string{"draft", "adapts"}

// digest is the SHA-256 over an entry in canonical form: kind, scope, slug, language and variant; every field that
// is stated, in the order of the table; the body with LF line ends, in Unicode's NFC form, without blank lines at
// its ends; and the bytes of the pictures it shows. Everything is preceded by its length, so that no two entries
// share a form. Spelling that makes no difference to a reader, such as quotes or the order of fields, makes none
// here.
func (l *Library) digest(e *Entry) string {
	h := e.canonical()
	l.putPictures(h, e)
	return hex.EncodeToString(h.Sum(nil))
}

// digest is the digest of the entry that a file holds, when that depends on no other file; else "".
func (f entryFile) digest(r *reading) string {
	e := f.entry(r)
	if len(e.Pictures()) > 0 {
		return ""
	}
	return hex.EncodeToString(e.canonical().Sum(nil))
}

// canonical has the hash of the entry's canonical form, up to its pictures.
func (e *Entry) canonical() hash.Hash {
	h := sha256.New()
	for _, s := range []string{digestVersion, e.Kind.Name, e.Scope.Area, e.Scope.Site, e.Slug, e.Language, e.Variant} {
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
	for _, file := range e.Pictures() {
		if sum, found := l.assets[file]; found {
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
	var files []string
	if above := e.Fields.Group("picture").Text("file"); above != "" {
		files = append(files, e.Beside(above))
	}
	return append(files, e.Within()...)
}

// Within are the files among the words of the entry, by path below the content folder.
func (e *Entry) Within() []string {
	if e.words == nil {
		return nil
	}
	var files []string
	for _, ask := range e.words.asks {
		if ask.kind == markdown.Picture || ask.kind == markdown.Attachment {
			files = append(files, e.Beside(ask.target))
		}
	}
	return files
}

// Beside resolves a path written in this entry: relative to its folder, or from the top when it begins with a
// slash, where /content/ may stand for the top as repositories show it. It returns "" for a path that leaves the
// content folder.
func (e *Entry) Beside(target string) string {
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
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
