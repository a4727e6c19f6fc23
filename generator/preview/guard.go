package preview

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// refusal is why a request gets no answer.
type refusal struct {
	status int
	text   string
}

// admit refuses what other pages in the same browser could ask for, on purpose or made to. A page elsewhere cannot
// choose the Host header, but can make a name of its own lead to this computer: hence a list of names. It can ask
// without reading: browsers say so in Sec-Fetch-Site, where another port of this computer counts as another site here.
// What remains of it, a link that leads here, shows a page that nobody but the reader sees.
func (s *Server) admit(r *http.Request) *refusal {
	switch {
	case !s.known(r):
		return &refusal{http.StatusMisdirectedRequest, "the preview does not answer to this name; --host lets it"}
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return &refusal{http.StatusMethodNotAllowed, "the preview only shows pages"}
	case !strings.HasPrefix(r.RequestURI, "/"):
		return &refusal{http.StatusBadRequest, "the preview is no proxy"}
	case s.foreign(r):
		return &refusal{http.StatusForbidden, "the preview shows nothing to other sites"}
	}
	return nil
}

// known reports whether a request calls the server by one of its names.
func (s *Server) known(r *http.Request) bool {
	if slices.ContainsFunc(s.options.Hosts, func(name string) bool { return strings.EqualFold(r.Host, name) }) {
		return true
	}
	host, port := r.Host, "80"
	if at := strings.LastIndexByte(host, ':'); at > strings.LastIndexByte(host, ']') {
		host, port = host[:at], host[at+1:]
	}
	if slices.ContainsFunc(s.options.Hosts, func(name string) bool { return strings.EqualFold(host, name) }) {
		return true // behind a proxy the port is another
	}
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		if _, own, err := net.SplitHostPort(at.String()); err != nil || port != own {
			return false
		}
	}
	return slices.Contains([]string{"127.0.0.1", "localhost", "[::1]"}, strings.ToLower(host))
}

// foreign reports whether a request comes from a page of another origin, other than by a link that was followed or, for
// the origin that may, a frame. Browsers from before 2020 to 2023 do not say where requests come from, but some say
// Origin; to them the rest is kept by Cross-Origin-Resource-Policy.
func (s *Server) foreign(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host && origin != "https://"+r.Host {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}
	if r.Method != http.MethodGet || r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		return true
	}
	into := r.Header.Get("Sec-Fetch-Dest")
	return into != "document" && (into != "iframe" || s.options.FrameAncestor == "")
}

// protect sets what every answer says. There are no CORS headers at all.
func (s *Server) protect(h http.Header) {
	ancestors := "'none'"
	if s.options.FrameAncestor != "" {
		ancestors = s.options.FrameAncestor
	} else {
		h.Set("X-Frame-Options", "DENY")
	}
	// Policies add up: this one leaves the page's own as it is. Nothing that changes all the time may be kept on a device.
	h.Set("Content-Security-Policy", "frame-ancestors "+ancestors+"; worker-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
}
