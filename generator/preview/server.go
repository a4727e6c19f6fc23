// Package preview shows every site of a network in a browser while its content is written: each page is made when it
// is asked for, and is asked for again when it would look different.
//
// [Server] answers requests from a [generator.Live] alone. No address is ever turned into a path on disk. To each page
// it adds a bar with problems, a banner for drafts and a way to other sites; otherwise pages are the bytes that a
// build would write. [Watch] tells of files that change, and [Serve] puts the two together.
//
// Whatever else is open in the browser must not read what is written here: see admit.
package preview

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"wellshelf/generator"
)

// Options say how a preview is served. The zero value is enough for [New]; [Serve] also wants Addr and Folders.
type Options struct {
	Hosts         []string             // names beside 127.0.0.1, localhost and [::1] by which requests may call the server
	FrameAncestor string               // the one origin that may show pages in a frame, "http://127.0.0.1:4322"; none when empty
	Addr          string               // where to listen: "127.0.0.1:4321"; port 0 picks a free one
	Folders       []Folder             // what to watch
	Ready         func(address string) // is told "http://127.0.0.1:4321/" once requests are answered; may be nil
	Say           func(text string)    // hears what a person should know, a line at a time; may be nil
	Build         generator.Options    // with Clock: what live was made of, to make it anew on another day
	Clock         func() time.Time     // tells when the day turns; nil, or a day in Build, keeps the day of the start
}

// Server serves a preview. It is an [http.Handler].
type Server struct {
	days    days
	options Options
	token   string // who listens for changes must know it; new with every server
	changes changes
	good    lastGood // pages
	beside  lastGood // pictures, styles and scripts of pages
}

// New is a server of what live shows. FrameAncestor must be an origin or empty.
func New(live *generator.Live, o Options) *Server {
	if o.FrameAncestor != "" && !isOrigin(o.FrameAncestor) {
		panic("wellshelf: internal error: " + strconv.Quote(o.FrameAncestor) + " is no origin")
	}
	s := &Server{options: o, token: rand.Text()}
	s.days.begin(live, o)
	return s
}

// Live is what is served now. It is another one on another day.
func (s *Server) Live() *generator.Live { return s.days.live.Load() }

func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && s == u.Scheme+"://"+u.Host && !strings.ContainsAny(s, " ;,'\"")
}

// Changed says that what is served was refreshed: open pages that would look different are loaded again at once. Without it,
// they are within a fifth of a second.
func (s *Server) Changed() { s.changes.tell() }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.protect(w.Header())
	if refused := s.admit(r); refused != nil {
		if refused.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, HEAD")
		}
		plain(w, r, refused.status, refused.text)
		return
	}
	if r.URL.Path == changesAddress {
		s.stream(w, r)
		return
	}
	a := s.answer(r.Context(), r.URL)
	switch {
	case a.location != "":
		w.Header().Set("Location", a.location)
		plain(w, r, http.StatusFound, "see "+a.location)
	case a.html:
		s.send(w, r, a.status, types[".html"], s.dress(r, a))
	default:
		s.send(w, r, a.status, a.kind, a.body)
	}
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	if status != http.StatusNoContent {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // whoever asked may have gone
	}
}

func plain(w http.ResponseWriter, r *http.Request, status int, text string) {
	w.Header().Set("Content-Type", types[".txt"])
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write([]byte(text + "\n"))
	}
}

// types are the kinds of files that sites consist of. A type not listed is sent as bytes, which no browser shows.
var types = map[string]string{
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".txt":         "text/plain; charset=utf-8",
	".xml":         "application/xml",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".jpg":         "image/jpeg",
	".jpeg":        "image/jpeg",
	".webp":        "image/webp",
	".gif":         "image/gif",
	".ico":         "image/x-icon",
	".pdf":         "application/pdf",
	".ics":         "text/calendar; charset=utf-8",
	".webmanifest": "application/manifest+json",
}
