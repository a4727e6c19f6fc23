package preview

import (
	"slices"
	"sync"

	"wellshelf/generator"
)

const (
	mostGood     = 100      // how many pages and files are remembered: those that somebody looked at last
	mostGoodSize = 32 << 20 // and how many bytes they have together
)

// lastGood remembers pages, and what belongs to them, as they were when their files could last be read. The zero value
// is ready.
type lastGood struct {
	mu    sync.Mutex
	files map[string]generator.LiveFile
	order []string // the oldest first
	size  int
}

func (g *lastGood) put(address string, file generator.LiveFile) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.files == nil {
		g.files = map[string]generator.LiveFile{}
	}
	if _, known := g.files[address]; known {
		g.drop(slices.Index(g.order, address))
	}
	g.files[address] = file
	g.order = append(g.order, address)
	g.size += len(file.Bytes)
	for len(g.order) > 1 && (len(g.order) > mostGood || g.size > mostGoodSize) {
		g.drop(0)
	}
}

// drop forgets one; g.mu is held.
func (g *lastGood) drop(at int) {
	address := g.order[at]
	g.size -= len(g.files[address].Bytes)
	delete(g.files, address)
	g.order = slices.Delete(g.order, at, at+1)
}

func (g *lastGood) get(address string) (generator.LiveFile, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	file, found := g.files[address]
	return file, found
}
