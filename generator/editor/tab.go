package editor

import (
	"crypto/rand"
	"slices"
	"sync"
)

// mostTabs is how many open pages are remembered; the one that has asked nothing for longest is forgotten first.
const mostTabs = 64

// tabs are the pages of the editor that are open in browsers.
type tabs struct {
	mu     sync.Mutex
	byName map[string]*tab
	order  []string // the one that asked last at the end
}

// tab is one open page of the editor. Forms keep the text they were filled with while they are saved again and again, so
// a tab remembers what its own saves made of that text.
type tab struct {
	name    string
	mu      sync.Mutex
	handed  map[Path]ID        // the id of the text a form was last filled with
	became  map[Path]map[ID]ID // a text that this tab saved over, and what it became by its last save
	site    string             // the site whose pages are looked at
	notices []string           // sentences not yet shown
}

// open begins a tab and returns its name, and that of the tab it takes the place of, if any.
func (t *tabs) open() (name, gone string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byName == nil {
		t.byName = map[string]*tab{}
	}
	if len(t.order) == mostTabs {
		gone = t.order[0]
		delete(t.byName, gone)
		t.order = slices.Delete(t.order, 0, 1)
	}
	one := &tab{name: rand.Text(), handed: map[Path]ID{}, became: map[Path]map[ID]ID{}}
	t.byName[one.name] = one
	t.order = append(t.order, one.name)
	return one.name, gone
}

// get is the tab of that name, or nil.
func (t *tabs) get(name string) *tab {
	t.mu.Lock()
	defer t.mu.Unlock()
	if at := slices.Index(t.order, name); at >= 0 {
		t.order = append(slices.Delete(t.order, at, at+1), name)
	}
	return t.byName[name]
}

// fill remembers that a form was filled with a text.
func (t *tab) fill(f File) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handed[f.Path] = f.ID
	delete(t.became[f.Path], f.ID) // the form begins anew from this very text
}

// start is the text that a save goes out from: the one its form was filled with, or what this tab's own saves made of
// that since. stated is what the form itself says, "" where it says nothing.
func (t *tab) start(p Path, stated ID) ID {
	t.mu.Lock()
	defer t.mu.Unlock()
	from := stated
	if from == "" {
		from = t.handed[p]
	}
	if later, saved := t.became[p][from]; saved {
		return later
	}
	return from
}

// saved remembers what a save made of the text that a form was filled with.
func (t *tab) saved(p Path, stated, became ID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if stated != "" {
		if t.became[p] == nil {
			t.became[p] = map[ID]ID{}
		}
		t.became[p][stated] = became
	}
	t.handed[p] = became
}

// say keeps sentences until the page asks for them.
func (t *tab) say(notices []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.notices = append(t.notices, notices...)
}

// said are the sentences to show now.
func (t *tab) said() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	said := t.notices
	t.notices = nil
	return said
}

// look chooses the site whose pages are looked at; "" keeps the one chosen before, which is returned.
func (t *tab) look(site string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if site != "" {
		t.site = site
	}
	return t.site
}
