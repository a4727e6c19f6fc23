package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"wellshelf/generator/output"
	"wellshelf/generator/site"
)

// ledger is a site's sink that notes what a device may keep: how large each file is, what it holds, and which others it
// names. It can only say so when all other files were put.
type ledger struct {
	output.SiteSink
	keeping *site.Keeping
	pages   map[string]bool // whose bytes are noted, beside assets and indexes
	mu      sync.Mutex
	files   map[string]entered
}

// entered is one file in a ledger.
type entered struct {
	hash  string
	size  int
	names []string // of files it shows or loads
}

// noting is the sink of a site that can be kept on devices, and the sink itself for any other.
func noting(into output.SiteSink, keeping *site.Keeping) output.SiteSink {
	if keeping == nil {
		return into
	}
	l := &ledger{SiteSink: into, keeping: keeping, pages: map[string]bool{}, files: map[string]entered{}}
	for _, file := range keeping.Always {
		l.pages[file] = true
	}
	for _, list := range keeping.Lists {
		for _, file := range list.Pages {
			l.pages[file] = true
		}
	}
	return l
}

// Put implements [output.SiteSink].
func (l *ledger) Put(file string, content []byte) error {
	if l.pages[file] || keepable(file) || l.inIndex(file) {
		note := entered{hash: hashOf(content), size: len(content), names: named(file, content)}
		l.mu.Lock()
		l.files[file] = note
		l.mu.Unlock()
	}
	return l.SiteSink.Put(file, content)
}

// keepable reports whether a file is an asset that pages show. Cards are for other sites, and codes for paper.
func keepable(file string) bool {
	name, asset := strings.CutPrefix(file, "assets/")
	return asset && !strings.HasPrefix(name, "card-") && !strings.HasPrefix(name, "code-")
}

func (l *ledger) inIndex(file string) bool {
	return slices.ContainsFunc(l.keeping.Lists, func(list site.KeptList) bool { return inFolders(file, list.Indexes) })
}

// inFolders reports whether a file belongs to one of the indexes, in either form: the worker keeps the one that its
// browser reads.
func inFolders(file string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return strings.HasPrefix(file, folder) }) && path.Ext(file) != ".html"
}

// hashOf stands for a file's bytes: the first 9 bytes of SHA-256, which are 12 characters. Nobody can make another file
// of the same hash who could not put one in its place.
func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// Names of assets in pages and scripts, which lead to them by their folder, and in styles, which lie beside them.
var (
	byFolder = regexp.MustCompile(`assets/[a-z0-9-]+\.[a-z0-9]+`)
	beside   = regexp.MustCompile(`url\(["']?([a-z0-9-]+\.[a-z0-9]+)["']?\)`)
)

// named are the assets that a page, style or script names, each once.
func named(file string, content []byte) []string {
	var names []string
	switch path.Ext(file) {
	case ".html", ".js":
		for _, name := range byFolder.FindAll(content, -1) {
			names = append(names, string(name))
		}
	case ".css":
		for _, found := range beside.FindAllSubmatch(content, -1) {
			names = append(names, "assets/"+string(found[1]))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// row is a file in a list: its path, its hash and, in the list of what a reader may keep, its size in bytes.
type row []any

// keptFiles is the list of what a reader may keep.
type keptFiles struct {
	Version string `json:"version"`
	Bytes   int    `json:"bytes"`
	Files   []row  `json:"files"`
}

// workerStart is what the service worker is told. Its version changes with every file that a device may keep, so that
// browsers, which compare workers byte by byte, see that there is something new.
type workerStart struct {
	Version string   `json:"version"`
	Files   []row    `json:"files"`
	Lists   []string `json:"lists"`
}

// keep puts the lists of what devices may keep, and the service worker that keeps it. All else was put before.
func keep(into output.SiteSink) error {
	l, notes := into.(*ledger)
	if !notes {
		return nil
	}
	start := workerStart{Files: []row{}, Lists: []string{}}
	for _, file := range l.whole(l.keeping.Always) {
		start.Files = append(start.Files, row{file, l.files[file].hash})
	}
	whole := encoded(start.Files)
	for _, wanted := range l.keeping.Lists {
		list := encoded(l.list(wanted))
		if err := l.SiteSink.Put(wanted.Path, list); err != nil {
			return err
		}
		start.Lists = append(start.Lists, wanted.Path)
		whole = append(whole, list...)
	}
	start.Version = hashOf(append(whole, l.keeping.Script...))
	line := bytes.TrimSuffix(encoded(start), []byte("\n"))
	return l.SiteSink.Put(l.keeping.Path, slices.Concat([]byte("self.wsKeep="), line, []byte(";\n"), []byte(l.keeping.Script)))
}

func (l *ledger) list(wanted site.KeptList) keptFiles {
	files := slices.Clone(wanted.Pages)
	for file := range l.files {
		if inFolders(file, wanted.Indexes) {
			files = append(files, file)
		}
	}
	list := keptFiles{Files: []row{}}
	for _, file := range l.whole(files) {
		note := l.files[file]
		list.Bytes += note.size
		list.Files = append(list.Files, row{file, note.hash, note.size})
	}
	list.Version = hashOf(encoded(list.Files))
	return list
}

// whole are the files with all that they name, and what that names, in order. What was never put is left out.
func (l *ledger) whole(files []string) []string {
	found := map[string]bool{}
	for len(files) > 0 {
		file := files[len(files)-1]
		files = files[:len(files)-1]
		if note, put := l.files[file]; put && !found[file] {
			found[file] = true
			files = append(files, note.names...)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// encoded is a value as a line of JSON.
func encoded(v any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("wellshelf: internal error: lists of what to keep: " + err.Error())
	}
	return b.Bytes()
}
