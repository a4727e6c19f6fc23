package editor

import (
	"embed"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"net/http"
	"strings"
)

//go:embed page
var pageFiles embed.FS

var pageTemplate = template.Must(template.ParseFS(pageFiles, "page/index.html"))

// pageScript is our own part of the page. Hosted copies get the same file.
func pageScript() []byte { return pageFile("page/wellshelf.js") }

func pageFile(name string) []byte {
	raw, err := pageFiles.ReadFile(name)
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return raw
}

func (e *Editor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.protect(w.Header())
	if refused := e.admit(r); refused != nil {
		sendError(w, refused.status, refused.text)
		return
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if r.Method == http.MethodPost {
		e.post(w, r, rest)
		return
	}
	switch rest {
	case "":
		e.sendPage(w, r)
	case "config.yml":
		send(w, "text/yaml; charset=utf-8", e.config(r.URL.Query().Get("shelf"), r.URL.Query().Get("tab")))
	case "decap-cms.js":
		send(w, "text/javascript; charset=utf-8", e.options.Decap.bytes)
	case "wellshelf.js":
		send(w, "text/javascript; charset=utf-8", pageScript())
	case "wellshelf.css":
		send(w, "text/css; charset=utf-8", pageFile("page/wellshelf.css"))
	default:
		sendError(w, http.StatusNotFound, "there is no such file in the editor")
	}
}

// sendPage sends the page with a tab of its own, by which its saves are told from those of other tabs.
func (e *Editor) sendPage(w http.ResponseWriter, r *http.Request) {
	name, gone := e.tabs.open()
	if err := e.refresh(r.Context(), e.desk.Overlay().Forget(gone)); err != nil {
		e.options.Say(err.Error())
	}
	chosen := e.shelfNamed(r.URL.Query().Get("shelf"))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = pageTemplate.Execute(w, struct { // whoever asked may have gone
		Tab, Lists string
		Git        bool
		Chosen     shelf
		Shelves    []shelf
	}{name, strings.Join(e.templateNames(chosen), " "), e.desk.HasGit(), chosen, e.shelves()})
}

// post answers /api/TAB, Decap's protocol, and /desk/TAB, what our own part of the page asks.
func (e *Editor) post(w http.ResponseWriter, r *http.Request, rest string) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	if err != nil {
		sendError(w, http.StatusRequestEntityTooLarge, "this is more than the editor takes at once (50 MB)")
		return
	}
	which, name, _ := strings.Cut(rest, "/")
	t := e.tabs.get(name)
	if t == nil {
		sendError(w, http.StatusNotFound, "this page is older than the program; load it again")
		return
	}
	var answer any
	switch which {
	case "api":
		answer, err = e.act(r.Context(), t, body)
	case "desk":
		answer, err = e.ask(r.Context(), t, body)
	default:
		err = &protocolError{http.StatusNotFound, "there is no such address in the editor"}
	}
	if err != nil {
		status, text := statusOf(err)
		sendError(w, status, text)
		return
	}
	sendJSON(w, http.StatusOK, answer)
}

// statusOf is how an error is answered. Errors that name a path, a role or a conflict are sentences for the editor.
func statusOf(err error) (int, string) {
	var protocol *protocolError
	var conflict *ConflictError
	var path *PathError
	var scope *ScopeError
	switch {
	case errors.As(err, &protocol):
		return protocol.status, protocol.text
	case errors.As(err, &conflict):
		return http.StatusConflict, err.Error()
	case errors.As(err, &path), errors.As(err, &scope):
		return http.StatusUnprocessableEntity, err.Error()
	}
	var entry *NoEntryError
	var note *NoNoteError
	var name *NameError
	var publish *PublishError
	var git *NoGitError
	var review *ReviewError
	switch {
	case errors.As(err, &entry), errors.As(err, &note):
		return http.StatusNotFound, err.Error()
	case errors.As(err, &name), errors.As(err, &publish), errors.As(err, &git), errors.As(err, &review):
		return http.StatusUnprocessableEntity, err.Error()
	}
	return http.StatusInternalServerError, err.Error()
}

func send(w http.ResponseWriter, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(body) // whoever asked may have gone
}

func sendError(w http.ResponseWriter, status int, text string) {
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "GET, HEAD, POST")
	}
	sendJSON(w, status, map[string]string{"error": text})
}

func sendJSON(w http.ResponseWriter, status int, value any) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(raw)
}
