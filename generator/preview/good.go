package preview

import (
	"slices"
	"sync"

	"wellshelf/generator"
)

// mostGood is how many pages are remembered: those that somebody looked at last.
const mostGood = 100

// lastGood remembers pages as they were when their files could last be read. The zero value is ready.
type lastGood struct {
	mu    sync.Mutex
	pages map[string]generator.LiveFile
	order []string // the oldest first
}

func (g *lastGood) put(address string, page generator.LiveFile) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pages == nil {
		g.pages = map[string]generator.LiveFile{}
	}
	if _, known := g.pages[address]; known {
		g.order = slices.DeleteFunc(g.order, func(one string) bool { return one == address })
	} else if len(g.order) == mostGood {
		delete(g.pages, g.order[0])
		g.order = g.order[1:]
	}
	g.pages[address] = page
	g.order = append(g.order, address)
}

func (g *lastGood) get(address string) (generator.LiveFile, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	page, found := g.pages[address]
	return page, found
}
