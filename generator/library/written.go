package library

import (
	"maps"
	"slices"
)

// Written is the entry's file as it was read, in NFC with LF line ends: the fences and fields, and the body after them.
// Neither may be changed.
func (e *Entry) Written() (front, body []byte) { return e.source, e.below() }

// Assets are the pictures and documents of the content tree, by path below the content folder, in order.
func (l *Library) Assets() []string { return slices.Sorted(maps.Keys(l.assets)) }
