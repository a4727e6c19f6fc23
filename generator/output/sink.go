package output

import (
	"fmt"
	"strings"
)

// Sink takes the finished files of sites. A [Folder] writes them to disk, a [Memory] keeps them, and [Nothing] only
// counts them. Several sites may be in progress at once.
type Sink interface {
	// Site begins the next version of one site. The name is "area/site", both slugs; "" means the files beside the
	// sites, such as the index.html for whoever previews. A site that was begun is ended by Commit or Discard, and
	// cannot be begun again before.
	Site(name string) (SiteSink, error)
}

// SiteSink takes the files of one version of one site.
type SiteSink interface {
	// Put adds one file. The path is relative to the site, with slashes, in the form that [PathError] describes.
	// Put may be called from several goroutines; content is the caller's again when it returns. After an error the
	// version cannot be committed any more, because it would lack a file.
	Put(path string, content []byte) error

	// Commit makes the site exactly what was put, plus the files in it that this program did not write. When it
	// returns an error, no reader has seen anything of the new version, unless the error says that the next build
	// finishes it.
	Commit() (Outcome, error)

	// Discard forgets what was put: the site keeps its last version.
	Discard() error
}

// Outcome counts what a Commit did. manifest.json is not counted.
type Outcome struct {
	Written   int   // files that are new or have other bytes than before
	Unchanged int   // files that were there with the same bytes, and were not touched
	Removed   int   // files of the last version that this one has no more
	Bytes     int64 // of all files of the site, changed or not
}

// BlockedError means that files are in the way which this program did not write, or which were changed since it did.
// Nothing of the site was changed.
type BlockedError struct {
	Site  string
	Paths []string // sorted; within the site, or the site's own folder when that is not a folder
}

// mostPathsShown keeps a site full of strange files from flooding a terminal.
const mostPathsShown = 10

func (e *BlockedError) Error() string {
	shown, rest := e.Paths, ""
	if len(shown) > mostPathsShown {
		rest = fmt.Sprintf(" and %d more", len(shown)-mostPathsShown)
		shown = shown[:mostPathsShown]
	}
	return fmt.Sprintf("%s was left as it is, because these files in it are not from this program or were changed since: %s%s; move them away and build again",
		describeSite(e.Site), strings.Join(shown, ", "), rest)
}

// describeSite names a site in the middle of a sentence.
func describeSite(name string) string {
	if name == "" {
		return "the part beside the sites"
	}
	return "site " + name
}
