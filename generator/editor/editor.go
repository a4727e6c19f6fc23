// Package editor lets librarians edit in a browser: forms for every kind of entry, beside the real page as it will be.
// [Serve] speaks the protocol of Decap's forms; a [Desk] keeps what is saved in Git, apart from everybody's files.
//
// A role ends at its folder: an [Editor] for a site or an area reads, lists and writes no file outside, and changes no
// entry and renames no change-set that holds one. What a role does not narrow are the pages, [Editor.Seen]: every site is
// shown as it would be, with the drafts of all who use this computer's repository, since a school's page is made of the
// area's and the network's texts, too. A role keeps honest people to their shelf; it hides nothing from whoever can read
// the disk.
package editor

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"wellshelf/generator"
	"wellshelf/generator/library"
	"wellshelf/generator/preview"
)

// Options say what is edited, by whom and where.
type Options struct {
	Content   string            // the folder of entries
	Folders   []preview.Folder  // what to watch for changes by other programs
	Build     generator.Options // how pages are made; its Content is replaced by the desk's
	Scope     library.Scope     // what may be seen and written; the zero scope is everything
	ChangeSet string            // the name of the change-set; "" is one for each day
	By        string            // the editor's name, for commits and notes
	Decap     *Decap            // the program of the forms
	Addr      string            // where to edit: "127.0.0.1:4322"; port 0 picks a free one
	Preview   string            // where to see the pages: "127.0.0.1:4321"
	Now       func() time.Time  // nil is the clock
	Clock     func() time.Time  // tells when the pages' day turns; nil, or a day in Build, keeps the day of the start
	Ready     func(edit, see string)
	Say       func(text string) // narration; may be nil
}

// Editor answers the browser of somebody who edits. It is an [http.Handler] for the editor's port; [Editor.Seen] is the
// one for the port of the pages.
type Editor struct {
	options Options
	desk    *Desk
	seen    *preview.Server
	secret  string // first part of every address: who does not know it gets nothing
	origin  string // http://127.0.0.1:4322
	sight   string // the origin of the pages
	tabs    tabs
}

// New opens the desk and readies every page. origin and sight are the two origins, without a slash at the end.
func New(ctx context.Context, o Options, origin, sight string) (*Editor, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Say == nil {
		o.Say = func(string) {}
	}
	desk, err := OpenDesk(DeskOptions{Content: o.Content, Scope: o.Scope, ChangeSet: o.ChangeSet, Author: Author{Name: o.By}, Now: o.Now})
	if err != nil {
		return nil, err
	}
	o.Build.Content = desk.Overlay()
	o.Build.Drafts = true
	live, err := (&generator.Builder{Options: o.Build}).Live(ctx)
	if err != nil {
		return nil, errors.Join(err, desk.Close())
	}
	e := &Editor{options: o, desk: desk, secret: "edit-" + rand.Text(), origin: origin, sight: sight}
	e.seen = preview.New(live, preview.Options{FrameAncestor: origin, Build: o.Build, Clock: o.Clock, Say: o.Say})
	return e, e.known(o.Scope)
}

// known refuses a role for an area or a site that is not there.
func (e *Editor) known(scope library.Scope) error {
	if _, found := e.shelfOf(scope); !found {
		return errors.Join(&UnknownScopeError{scope}, e.desk.Close())
	}
	return nil
}

// UnknownScopeError names an area or a site that the content does not have.
type UnknownScopeError struct{ Scope library.Scope }

func (e *UnknownScopeError) Error() string { return fmt.Sprintf("there is no %s here", e.Scope) }

// Close lets go of the desk.
func (e *Editor) Close() error { return e.desk.Close() }

// Address is where to edit. It holds the secret, so it is for the person who started the program.
func (e *Editor) Address() string { return e.origin + "/" + e.secret + "/" }

// Seen serves the pages as they would look, with what is typed and not yet saved.
func (e *Editor) Seen() http.Handler { return e.seen }

// refresh makes the pages anew that show these files, as paths below the content folder.
func (e *Editor) refresh(ctx context.Context, changed []Path) error {
	if len(changed) == 0 {
		return nil
	}
	names := make([]string, len(changed))
	for i, p := range changed {
		names[i] = "content/" + string(p)
	}
	return e.seen.Refresh(ctx, names...)
}

// Serve listens on both ports and answers until ctx ends. Its error is a machine's: a port that is taken, a folder that
// cannot be read.
func Serve(ctx context.Context, o Options) error {
	edit, err := listen(o.Addr, "--addr")
	if err != nil {
		return err
	}
	defer edit.Close()
	see, err := listen(o.Preview, "--preview-addr")
	if err != nil {
		return err
	}
	defer see.Close()
	e, err := New(ctx, o, "http://"+edit.Addr().String(), "http://"+see.Addr().String())
	if err != nil {
		return err
	}
	defer e.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go preview.Watch(ctx, o.Folders, e.options.Say, func(paths []string) { e.changed(ctx, paths) })
	go e.seen.FollowDays(ctx)
	servers := []*http.Server{preview.HTTPServer(e), preview.HTTPServer(e.Seen())}
	ended := make(chan error, len(servers))
	for i, listener := range []net.Listener{edit, see} {
		go func() { ended <- servers[i].Serve(listener) }()
	}
	if o.Ready != nil {
		o.Ready(e.Address(), e.sight+"/")
	}
	select {
	case <-ctx.Done():
		err = nil
	case err = <-ended:
	}
	for _, server := range servers {
		_ = server.Close() // at once: nobody should wait for an open page
	}
	return err
}

// changed takes in what other programs wrote.
func (e *Editor) changed(ctx context.Context, paths []string) {
	if _, err := e.desk.Refresh(); err != nil {
		e.options.Say(err.Error())
	}
	if err := e.seen.Refresh(ctx, paths...); err != nil && ctx.Err() == nil {
		e.options.Say(err.Error())
	}
}

func listen(addr, flag string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || net.ParseIP(host) == nil || !net.ParseIP(host).IsLoopback() {
		return nil, fmt.Errorf("%s is %q; write an address of this computer such as 127.0.0.1:4322, since whoever reaches it can edit", flag, addr)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("nothing can listen at %s: %w; perhaps it runs already, or use another: %s 127.0.0.1:0", addr, cause(err), flag)
	}
	return listener, nil
}

// cause is the innermost reason of a failed operation of the network.
func cause(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err
}

// repositoryName is the name of the folder that holds the content's repository.
func (e *Editor) repositoryName() string {
	folder, err := filepath.Abs(e.options.Content)
	if err != nil {
		return "content"
	}
	for prefix := filepath.FromSlash(e.desk.Prefix()); prefix != "" && prefix != "."; prefix = filepath.Dir(prefix) {
		folder = filepath.Dir(folder)
	}
	return filepath.Base(folder)
}
