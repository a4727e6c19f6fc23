package editor

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ID names a text: the SHA-256 of its bytes in hexadecimal digits. "" means that there is no file.
type ID string

// AnyID, as the start of a save, says that the start is not known. It is for pictures and documents: of a text, that
// would pass by the check for conflicts.
const AnyID ID = "any"

// IDOf is the name of a text.
func IDOf(text []byte) ID {
	sum := sha256.Sum256(text)
	return ID(hex.EncodeToString(sum[:]))
}

// File is one file as it is now. A file that is missing has no ID.
type File struct {
	Path  Path
	Bytes []byte
	ID    ID
}

func fileOf(p Path, text []byte) File { return File{p, text, IDOf(text)} }

const (
	largestText    = 256 << 10
	largestPicture = 20 << 20
)

// endings are those of content, with how the bytes of each begin; "" is text.
var endings = map[string]string{
	".md":   "",
	".png":  "\x89PNG\r\n\x1a\n",
	".jpg":  "\xff\xd8\xff",
	".jpeg": "\xff\xd8\xff",
	".gif":  "GIF8",
	".webp": "RIFF",
	".pdf":  "%PDF-",
}

// IsText reports whether a file is one that people read and write, and no picture.
func (p Path) IsText() bool { return endings[ending(string(p))] == "" }

func (p Path) largest() int64 {
	if p.IsText() {
		return largestText
	}
	return largestPicture
}

// checkBytes says what is wrong with a file's bytes, as a *PathError.
func checkBytes(p Path, text []byte) error {
	begin := endings[ending(string(p))]
	reason := ""
	switch {
	case int64(len(text)) > p.largest() && begin == "":
		reason = fmt.Sprintf("the text is larger than %d KB; make two pages of it", largestText>>10)
	case int64(len(text)) > p.largest():
		reason = fmt.Sprintf("the file is larger than %d MB; make it smaller", largestPicture>>20)
	case begin == "" && !utf8.Valid(text):
		reason = "the text is not in UTF-8"
	case begin == "" && bytes.IndexByte(text, 0) >= 0:
		reason = "the text contains a NUL, which no text has"
	case !bytes.HasPrefix(text, []byte(begin)), begin == "RIFF" && !isWebP(text):
		reason = fmt.Sprintf("its name ends in %s, but its bytes are something else", ending(string(p)))
	}
	if reason != "" {
		return &PathError{string(p), reason}
	}
	return nil
}

func isWebP(text []byte) bool { return len(text) >= 12 && string(text[8:12]) == "WEBP" }

// plainLines gives a text the line ends that Git's own checkout may have added to, taken away again.
func plainLines(text []byte) []byte {
	if !bytes.Contains(text, []byte("\r\n")) {
		return text
	}
	return []byte(strings.ReplaceAll(string(text), "\r\n", "\n"))
}
