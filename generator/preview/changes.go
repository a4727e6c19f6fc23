package preview

import (
	"context"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"wellshelf/generator"
)

// changes tells everyone who waits that something may have changed. The zero value is ready.
type changes struct {
	mu   sync.Mutex
	next chan struct{}
}

// wait is closed with the next change.
func (c *changes) wait() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next == nil {
		c.next = make(chan struct{})
	}
	return c.next
}

func (c *changes) tell() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next != nil {
		close(c.next)
		c.next = nil
	}
}

const (
	lookAgain = 200 * time.Millisecond // whether there is another version, for callers that do not tell
	sayAlive  = 15 * time.Second       // so that an end which nobody announced is noticed
	writeTime = 10 * time.Second       // for one line to a browser
)

// stream tells one open page, by server-sent events, when to load again: "reload", once, when the page as it would be
// answered now has another mark than the one it was answered with. It tells the number of problems, too. A page proves by
// the token that it could read what the server sent.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead { // a page asks whether the server is there again
		w.WriteHeader(http.StatusNoContent)
		return
	}
	q := r.URL.Query()
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" || subtle.ConstantTimeCompare([]byte(q.Get("token")), []byte(s.token)) != 1 {
		plain(w, r, http.StatusForbidden, "changes are told to pages of this preview only")
		return
	}
	page, err := url.ParseRequestURI(q.Get("page"))
	if err != nil || page.IsAbs() || page.Host != "" {
		plain(w, r, http.StatusBadRequest, "page is no address of this preview")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	to := &line{w: w, control: http.NewResponseController(w)}
	if to.say(": here\n\n") {
		s.watch(r.Context(), to, page, q.Get("was"))
	}
}

// watch tells one page of changes until it is told to load again, or is gone. What is wrong is found out later than what
// pages look like: a page whose problems alone are others is told once all are known.
func (s *Server) watch(ctx context.Context, to *line, page *url.URL, was string) {
	alive, again := time.NewTicker(sayAlive), time.NewTicker(lookAgain)
	defer alive.Stop()
	defer again.Stop()
	var live *generator.Live
	version, settled, stop := "", make(<-chan struct{}), func() {}
	defer func() { stop() }()
	looks, _, _ := strings.Cut(was, "-")
	said := ""
	for {
		changed := s.changes.wait()
		if now := s.Live(); now != live || now.Version() != version {
			live, version = now, now.Version()
			if a := s.answer(ctx, page); a.looks() != looks && ctx.Err() == nil {
				to.say("event: reload\ndata:\n\n")
				return
			}
			stop()
			settled, stop = s.settled(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-again.C:
		case <-settled:
			settled = nil
			if a := s.answer(ctx, page); a.mark() != was && ctx.Err() == nil {
				to.say("event: reload\ndata:\n\n")
				return
			}
			if now := counted(len(s.Live().Problems()), "problem"); now != said {
				said = now
				to.say("event: problems\ndata: " + now + "\n\n")
			}
		case <-alive.C:
			if !to.say(": here\n\n") {
				return
			}
		}
	}
}

// settled is closed once everything that is wrong now is known, unless it is stopped before.
func (s *Server) settled(ctx context.Context) (settled <-chan struct{}, stop func()) {
	ctx, stop = context.WithCancel(ctx)
	known := make(chan struct{})
	go func() {
		if s.Live().Settled(ctx) == nil {
			close(known)
		}
	}()
	return known, stop
}

// line is an open connection to one page.
type line struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// say sends a text at once, and reports whether the page may still be there.
func (l *line) say(text string) bool {
	_ = l.control.SetWriteDeadline(time.Now().Add(writeTime)) // what cannot have a deadline ends with its connection
	_, err := l.w.Write([]byte(text))
	return err == nil && l.control.Flush() == nil
}
