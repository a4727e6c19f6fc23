package editor

import (
	"crypto/subtle"
	"mime"
	"net/http"
	"strings"
)

// refusal is why a request gets no answer.
type refusal struct {
	status int
	text   string
}

// largestBody is the most that one request may bring: a picture of 20 MB in base64, and its entry.
const largestBody = 50 << 20

// admit refuses what did not come from the editor's own page. Each rule alone would keep most out: a name that leads
// here but is not ours (DNS rebinding) has another Host; pages elsewhere, also at other ports of this computer, cannot
// claim Sec-Fetch-Site: same-origin or our Origin; forms cannot send JSON; and nobody knows the secret of this run.
// There is no cookie, which other ports of this computer would be sent too.
func (e *Editor) admit(r *http.Request) *refusal {
	switch {
	case "http://"+r.Host != e.origin:
		return &refusal{http.StatusMisdirectedRequest, "the editor answers at " + e.origin + " only"}
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost:
		return &refusal{http.StatusMethodNotAllowed, "the editor takes GET, HEAD and POST"}
	case !strings.HasPrefix(r.RequestURI, "/"):
		return &refusal{http.StatusBadRequest, "the editor is no proxy"}
	case r.Header.Get("Origin") != "" && r.Header.Get("Origin") != e.origin:
		return &refusal{http.StatusForbidden, "the editor answers to its own page only"}
	case r.Method == http.MethodPost:
		return e.admitWrite(r)
	}
	if !e.asks(r) {
		return &refusal{http.StatusForbidden, "the editor shows nothing to other pages"}
	}
	return e.admitKnowing(r)
}

// asks reports whether a request to read comes from the editor's page, or from the person: a typed or followed address.
func (e *Editor) asks(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

func (e *Editor) admitWrite(r *http.Request) *refusal {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Header.Get("Sec-Fetch-Site") != "same-origin":
		return &refusal{http.StatusForbidden, "only the editor's own page may do this, in a browser of 2023 or later"}
	case r.Header.Get("Origin") != e.origin:
		return &refusal{http.StatusForbidden, "only the editor's own page may do this"}
	case err != nil || kind != "application/json":
		return &refusal{http.StatusUnsupportedMediaType, "the editor takes JSON"}
	case r.ContentLength > largestBody:
		return &refusal{http.StatusRequestEntityTooLarge, "this is more than the editor takes at once (50 MB)"}
	}
	return e.admitKnowing(r)
}

// admitKnowing asks for the secret of this run.
func (e *Editor) admitKnowing(r *http.Request) *refusal {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if subtle.ConstantTimeCompare([]byte(first), []byte(e.secret)) == 1 {
		return nil
	}
	return &refusal{http.StatusNotFound, "open the address that `wellshelf edit` printed; it is new each time"}
}

// protect sets what every answer says. Decap makes code out of its forms' schemas, hence 'unsafe-eval': a reason the
// more that nothing but it and our own script is ever served here.
func (e *Editor) protect(h http.Header) {
	h.Set("Content-Security-Policy", strings.Join([]string{
		"default-src 'none'", "script-src 'self' 'unsafe-eval'", "style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob: " + e.sight, "font-src 'self' data:", "connect-src 'self' blob:",
		"frame-src 'self' " + e.sight, "base-uri 'self'", "form-action 'none'", "frame-ancestors 'none'",
	}, "; "))
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
}
