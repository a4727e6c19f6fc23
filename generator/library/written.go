package library

import (
	"maps"
	"slices"
)

// Written is the entry's file as it was read, in NFC with LF line ends: the fences and fields, and the body after them.
// Neither may be changed.
func (e *Entry) Written() (front, body []byte) { return e.source, e.below() }

// Stated are the settings files as each of them states itself, before one is laid over another, in order of their files:
// entries without a kind and a name.
func (l *Library) Stated() []*Entry {
	var all []*Entry
	for _, one := range l.levels() {
		e := &Entry{Scope: one.scope, File: one.file, Fields: one.fields, source: one.source}
		if one.words != nil {
			e.words = one.words.words
			e.source = one.source[:len(one.source)-len(e.below())]
		}
		all = append(all, e)
	}
	return all
}

// Assets are the pictures and documents of the content tree, by path below the content folder, in order.
func (l *Library) Assets() []string { return slices.Sorted(maps.Keys(l.assets)) }
