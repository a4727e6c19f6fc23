package site

import (
	"html/template"
	"sync"
)

// pieces are made once, when the first page asks for them, and shown by many.
type pieces struct {
	frames     kept[frameKey, frame]
	cards      kept[cardKey, template.HTML]
	lists      kept[string, []*placed]            // by kind's folder
	topics     kept[string, []*placed]            // by topic slug
	gathered   kept[string, map[string][]*placed] // once, by topic slug
	index      kept[string, []indexRow]           // by language
	naming     kept[string, map[string][]*placed] // by folder and field, then by the name referred to
	held       kept[string, occasions]            // by all that decides when an event is held
	seen       kept[string, []string]             // once, the files that pages show
	glossaries kept[string, *glossary]            // by language
}

// kept are values that are made once each. It may be used from many goroutines, and the making of one value may ask for
// others. The zero value is ready.
type kept[K comparable, V any] struct {
	mu   sync.RWMutex
	made map[K]V
}

// get is the value of a key. Two who ask at once may both make it; they get the same one.
func (k *kept[K, V]) get(key K, make func() V) V {
	k.mu.RLock()
	ready, known := k.made[key]
	k.mu.RUnlock()
	if known {
		return ready
	}
	fresh := make()
	k.mu.Lock()
	defer k.mu.Unlock()
	if ready, known := k.made[key]; known {
		return ready
	}
	if k.made == nil {
		k.made = map[K]V{}
	}
	k.made[key] = fresh
	return fresh
}
