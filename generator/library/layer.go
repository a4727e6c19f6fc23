package library

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
)

// alone is the item that an entry makes when no other file adapts or translates it, as most do: laid once, for every
// library that has the entry.
type alone struct {
	once sync.Once
	laid *Item
}

func (a *alone) item(files []*Entry) *Item {
	a.once.Do(func() { a.laid = lay(files) })
	return a.laid
}

// plainItems keeps the items that were laid out of the same files, so that a thousand shared entries are laid once
// and not once for each of thirty sites.
type plainItems struct {
	mu    sync.Mutex
	items map[string]*Item
	all   []ID
}

// ids are the national entries' names, in order.
func (p *plainItems) ids(l *Library) []ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all == nil {
		for _, e := range l.Entries { // in order of their files, which is nearly that of their names
			if e.Scope.Level() == 0 {
				p.all = append(p.all, e.ID)
			}
		}
		slices.SortFunc(p.all, compareIDs)
		p.all = slices.Compact(p.all)
	}
	return p.all
}

// item lays files, topmost scope first, over one another. It is nil when they hold no text.
func (p *plainItems) item(files []*Entry) *Item {
	switch {
	case len(files) == 0:
		return nil
	case len(files) == 1 && files[0].alone != nil:
		return files[0].alone.item(files)
	}
	var key strings.Builder
	for _, e := range files {
		key.WriteString(e.File)
		key.WriteString(e.Digest) // several texts of one file are shown, each on its days
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if item, known := p.items[key.String()]; known {
		return item
	}
	if p.items == nil {
		p.items = map[string]*Item{}
	}
	item := lay(files)
	p.items[key.String()] = item
	return item
}

// lay makes an item of its files. Variants and translations inherit every field they do not state from the plain
// text, the translation of a variant from that variant first, but never a body: one of a kind with pages that has none
// is not there yet.
func lay(files []*Entry) *Item {
	byForm := map[Form][]*Entry{}
	var forms []Form
	for _, e := range files {
		if byForm[e.Form] == nil {
			forms = append(forms, e.Form)
		}
		byForm[e.Form] = append(byForm[e.Form], e)
	}
	slices.SortFunc(forms, func(a, b Form) int { return strings.Compare(a.Variant+"."+a.Language, b.Variant+"."+b.Language) })
	item := &Item{ID: files[0].ID, Kind: files[0].Kind}
	plain := byForm[Form{}]
	if plain == nil {
		return nil // the plain text is set aside, and with it what was made from it
	}
	for _, form := range forms {
		inherited := plain
		if form.Variant != "" && form.Language != "" {
			inherited = slices.Concat(plain, byForm[Form{Variant: form.Variant}])
		}
		if text := layText(form, inherited, byForm[form]); len(text.Bodies) > 0 || form == (Form{}) || item.Kind.NoPage {
			item.Versions = append(item.Versions, text)
		}
	}
	return item
}

func layText(form Form, inherited, own []*Entry) *Version {
	text := &Version{Form: form, Layers: own}
	if form != (Form{}) {
		for _, e := range inherited {
			text.states(e, "aliases", "text", "adapts")
		}
	}
	for _, e := range own {
		if len(own) == 1 && form == (Form{}) && e.Fields.Get("text") == nil && e.Fields.Get("adapts") == nil {
			text.Fields, text.Origin = e.Fields, slices.Repeat(own, len(e.Fields)) // nothing to lay over: shared, not copied
		} else {
			text.states(e, "text", "adapts", "shared_from")
		}
		switch {
		case e.Bare:
		case e.Appends():
			text.Bodies = append(text.Bodies, e)
		default:
			text.Bodies = append(text.Bodies[:0:0], e)
		}
	}
	h := sha256.New()
	for _, e := range inherited {
		put(h, e.Digest)
	}
	for _, e := range own {
		put(h, e.Digest)
	}
	text.Digest = hex.EncodeToString(h.Sum(nil))
	return text
}

// states lets a file's fields replace what came from above, but for those named: they are about the file itself.
func (t *Version) states(e *Entry, except ...string) {
	for _, v := range e.Fields {
		name := v.Field.Name
		if slices.Contains(except, name) {
			continue
		}
		if at := t.at(name); at >= 0 {
			t.Fields[at], t.Origin[at] = v, e
		} else {
			t.Fields, t.Origin = append(t.Fields, v), append(t.Origin, e)
		}
	}
}

// at is where a field of that name stands, or -1.
func (t *Version) at(name string) int {
	for i := range t.Fields {
		if t.Fields[i].Field.Name == name {
			return i
		}
	}
	return -1
}
