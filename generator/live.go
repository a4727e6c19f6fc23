package generator

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Live is the whole network ready to be looked at: any file of any site, made when it is asked for and never written.
// It may be used from many goroutines. Questions that come while it is refreshed are answered from what was there
// before, each from one state of the content.
//
// There are no half measures between one state and the next. A page is made of the content as it was read last, and is
// what a build would write. What makes that fast is that little is made before a page asks for it, and that files which
// did not change are not read again.
type Live struct {
	builder    *Builder
	rules      rules
	refreshing sync.Mutex // one refresh at a time
	now        atomic.Pointer[present]
}

// LiveSite is a site that can be looked at.
type LiveSite struct {
	Name      string // area/site
	Title     string
	Area      string
	AreaName  string // for readers; the area's slug when its settings give none
	Library   bool
	Draft     bool
	Languages []string // tags, the source language first
}

// LiveFile is a file as a build would write it.
type LiveFile struct {
	Bytes   []byte // shared: never change them
	Page    bool
	Address string   // of a page, within its site
	Files   []string // the content files that the main part of a page was made from, the topmost layer first
	Draft   bool     // the page's entry is a draft, or its site is
}

// Live reads the library and readies everything that sites are made of. No site is laid out before it is asked for.
// Mistakes in content are among [Live.Problems]; the error is for a folder that cannot be read.
func (b *Builder) Live(ctx context.Context) (*Live, error) {
	l := &Live{builder: &Builder{Options: b.Options}}
	l.builder.begin()
	themes := newThemes(b.Options.Themes)
	go themes.named(defaultTheme) // which nearly every site uses, while the library is read
	lib, found, err := l.builder.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, err
	}
	return l, l.show(lib, inContent(found), themes)
}

// Refresh looks at the folders again. It is told the files that changed, as "content/national/topics/sleep.md" or
// "themes/base/strings/en.yaml"; without any, everything may have changed. The error is for a folder that cannot be
// read: then all stays as it was.
func (l *Live) Refresh(ctx context.Context, changed ...string) error {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	before := l.now.Load()
	lib, found, themes := before.lib, before.read, before.themes
	if files := inFolder("themes/", changed); len(files) > 0 || len(changed) == 0 {
		themes = newThemes(l.builder.Options.Themes)
	}
	if files := inFolder("content/", changed); len(files) > 0 || len(changed) == 0 {
		var err error
		if lib, found, err = l.builder.reader.Reread(ctx, l.builder.Options.Content, files); err != nil {
			return err
		}
		found = inContent(found)
	}
	return l.show(lib, found, themes)
}

// inFolder are the files of a folder, by their paths in it.
func inFolder(folder string, files []string) []string {
	var list []string
	for _, file := range files {
		if rest, found := strings.CutPrefix(file, folder); found {
			list = append(list, rest)
		}
	}
	return list
}

// quiet is how long a state is there before it is looked through for mistakes: the pages that somebody waits for come
// first.
const quiet = 300 * time.Millisecond

// show makes a new state the present one, and has it looked through.
func (l *Live) show(lib *library.Library, found []diag.Problem, themes *Themes) error {
	sites, err := l.builder.choose(lib)
	if err != nil {
		return err
	}
	next := newPresent(l.builder, lib, found, themes, sites)
	if before := l.now.Load(); before != nil {
		next.follow(before)
		before.stop()
	}
	var ctx context.Context
	ctx, next.stop = context.WithCancel(context.Background())
	l.now.Store(next)
	time.AfterFunc(quiet, func() { next.settle(ctx, &l.rules) })
	return nil
}

// Settled waits until all that is wrong with the present state is known. The error is that of ctx.
func (l *Live) Settled(ctx context.Context) error {
	for {
		now := l.now.Load()
		select {
		case <-now.settled:
		case <-ctx.Done():
			return ctx.Err()
		}
		if l.now.Load() == now {
			return nil
		}
	}
}

// Library is what was read last. It is never changed.
func (l *Live) Library() *library.Library { return l.now.Load().lib }

// Version changes with every refresh that changed anything.
func (l *Live) Version() string { return l.now.Load().version() }

// Sites are the sites in order of their names.
func (l *Live) Sites() []LiveSite { return l.now.Load().list() }

// File makes one file of a site: "topics/sleep/index.html", or any other that a build would write there. Left out are
// the service worker and its lists: no device should keep what changes while it is looked at. The error is a
// [*NoPageError], an [*UnknownSiteError] or a [*DraftSiteError] for what a build would not write, a [*ThemeError] or a
// [*LayoutError] for a theme that cannot show it; all others are of folders that cannot be read.
func (l *Live) File(ctx context.Context, name, path string) (LiveFile, error) {
	if err := ctx.Err(); err != nil {
		return LiveFile{}, err
	}
	one, err := l.now.Load().site(name)
	if err != nil {
		return LiveFile{}, err
	}
	return one.file(path)
}

// Near is the address of the page of a site that was most likely meant by one that it has not, or "".
func (l *Live) Near(name, address string) string {
	one, err := l.now.Load().site(name)
	if err != nil {
		return ""
	}
	return one.near(address)
}

// Problems is everything known to be wrong now, in order: what reading found at once; what laying out the sites found,
// and what the rules say, a while later, which [Live.Settled] waits for. Until then, what the state before knew of these
// stands.
func (l *Live) Problems() []diag.Problem { return l.now.Load().known() }

// Address is where the entry of a content file is on a site: the page of its language and variant.
func (l *Live) Address(name, file string) (address string, found bool) {
	now := l.now.Load()
	entry := now.lib.File(strings.TrimPrefix(file, "content/"))
	one, err := now.site(name)
	if err != nil || entry == nil {
		return "", false
	}
	laid := one.lay().laid
	if laid == nil {
		return "", false
	}
	return laid.AddressOf(entry)
}

// Shows are the names of the sites that show an entry's file, in order.
func (l *Live) Shows(file string) []string {
	now := l.now.Load()
	entry := now.lib.File(strings.TrimPrefix(file, "content/"))
	if entry == nil {
		return nil
	}
	view := l.builder.view(now.lib)
	var names []string
	for _, one := range now.sites {
		if item := now.lib.Item(one.site, entry.ID, view); item != nil && slices.ContainsFunc(item.Versions, func(v *library.Version) bool {
			return slices.Contains(v.Layers, entry)
		}) {
			names = append(names, one.site.Name())
		}
	}
	return names
}
