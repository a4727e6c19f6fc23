package output

import (
	"errors"
	"io/fs"
	"path"
	"sync"
)

// ground is what lies in a site's folder now, as far as someone asked. It follows no symbolic links. It is safe for
// concurrent use.
type ground struct {
	disk  disk
	base  string              // the site's folder, "." beside the sites
	known map[string]keptFile // from local state: files whose bytes need no reading while size and time are equal

	mu      sync.Mutex
	folders map[string]thing // remembered, because every file asks for the folders above it
}

// thing is what a path leads to.
type thing uint8

const (
	nothing thing = iota
	regular       // a regular file
	folder
	strange // a symbolic link, a device, a socket
)

// sight is what one look found.
type sight struct {
	thing thing
	keptFile
	// above is the path of a file or link where a folder would have to be; then thing is nothing.
	above string
}

// look returns what lies at a path of the site. A regular file is read, unless local state knows its bytes.
func (g *ground) look(name string) (sight, error) {
	for _, above := range ancestors(name) {
		t, err := g.folder(above)
		switch {
		case err != nil:
			return sight{}, err
		case t == nothing:
			return sight{}, nil
		case t != folder:
			return sight{above: above}, nil
		}
	}
	info, err := g.disk.lstat(path.Join(g.base, name))
	if errors.Is(err, fs.ErrNotExist) {
		return sight{}, nil
	}
	if err != nil {
		return sight{}, err
	}
	seen := sight{thing: thingOf(info)}
	if seen.thing != regular {
		return seen, nil
	}
	if kept, ok := g.known[name]; ok && kept.fits(info) {
		seen.keptFile = kept
		return seen, nil
	}
	sum, err := g.disk.sum(path.Join(g.base, name))
	seen.keptFile = keptFile{listedFile{name, info.Size(), sum}, info.ModTime().UnixNano()}
	return seen, err
}

// folder returns what lies where a folder is wanted.
func (g *ground) folder(name string) (thing, error) {
	g.mu.Lock()
	t, asked := g.folders[name]
	g.mu.Unlock()
	if asked {
		return t, nil
	}
	info, err := g.disk.lstat(path.Join(g.base, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t = nothing
	case err != nil:
		return nothing, err
	default:
		t = thingOf(info)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.folders == nil {
		g.folders = map[string]thing{}
	}
	g.folders[name] = t
	return t, nil
}

// forget makes the next look ask the disk again.
func (g *ground) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.folders = nil
}

// strangers returns what in a folder, itself perhaps, would be left when the files for which goes is true are removed
// with the folders that this empties.
func (g *ground) strangers(name string, goes func(path string) bool) ([]string, error) {
	entries, err := g.disk.list(path.Join(g.base, name))
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return []string{name}, nil
	}
	var left []string
	for _, e := range entries {
		inner := path.Join(name, e.Name())
		switch {
		case e.IsDir():
			deeper, err := g.strangers(inner, goes)
			if err != nil {
				return nil, err
			}
			left = append(left, deeper...)
		case !goes(inner):
			left = append(left, inner)
		}
	}
	return left, nil
}

func thingOf(info fs.FileInfo) thing {
	switch {
	case info.Mode().IsRegular():
		return regular
	case info.IsDir():
		return folder
	}
	return strange
}

// ancestors returns the folders above a path, the highest first.
func ancestors(name string) []string {
	var above []string
	for i := range len(name) {
		if name[i] == '/' {
			above = append(above, name[:i])
		}
	}
	return above
}
