package editor

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
)

// protocolError is a request that Decap's protocol answers with this status.
type protocolError struct {
	status int
	text   string
}

func (e *protocolError) Error() string { return e.text }

func wrong(format string, args ...any) error {
	return &protocolError{http.StatusUnprocessableEntity, fmt.Sprintf(format, args...)}
}

// request is what Decap posts: https://github.com/decaporg/decap-cms, packages/decap-server. Unknown keys are let
// through, as its own server does.
type request struct {
	Action string `json:"action"`
	Params params `json:"params"`
}

// params are those of all actions; each uses its own.
type params struct {
	Branch     string     `json:"branch"`
	Folder     string     `json:"folder"`
	Extension  string     `json:"extension"`
	Depth      float64    `json:"depth"`
	Files      []labelled `json:"files"`
	Path       string     `json:"path"`
	Paths      []string   `json:"paths"`
	ID         string     `json:"id"`
	Collection string     `json:"collection"`
	Slug       string     `json:"slug"`
	NewStatus  string     `json:"newStatus"`
	Media      string     `json:"mediaFolder"`
	Persist    persist    `json:"-"`
	Remark     remark     `json:"-"`
}

type labelled struct {
	Path  string `json:"path"`
	Label string `json:"label"`
}

// persist are the parameters of what is saved.
type persist struct {
	Entry     *dataFile  `json:"entry"`
	DataFiles []dataFile `json:"dataFiles"`
	Asset     asset      `json:"asset"`
	Assets    []asset    `json:"assets"`
	Options   struct {
		Collection string `json:"collectionName"`
		Message    string `json:"commitMessage"`
		Workflow   bool   `json:"useWorkflow"`
		Status     string `json:"status"`
	} `json:"options"`
}

type dataFile struct {
	Slug    string `json:"slug"`
	Path    string `json:"path"`
	Raw     string `json:"raw"`
	NewPath string `json:"newPath"`
}

type asset struct {
	Path    string `json:"path"`
	Content []byte `json:"content"` // base64 on the wire
}

// action is one row of the protocol.
type action struct {
	needs string // parameters that must be there, as `path name ...`; see demand
	run   func(e *Editor, ctx context.Context, t *tab, p params) (any, error)
}

// actions is Decap's whole protocol, in the order in which its own server lists it; the last six are newer than that.
var actions = map[string]action{
	"info":                         {"", (*Editor).info},
	"entriesByFolder":              {"branch folder extension depth", (*Editor).entriesByFolder},
	"entriesByFiles":               {"branch files", (*Editor).entriesByFiles},
	"getEntry":                     {"branch path", (*Editor).getEntry},
	"unpublishedEntries":           {"branch", (*Editor).unpublishedEntries},
	"unpublishedEntry":             {"branch", (*Editor).unpublishedEntry},
	"unpublishedEntryDataFile":     {"branch collection slug id path", (*Editor).unpublishedDataFile},
	"unpublishedEntryMediaFile":    {"branch collection slug id path", (*Editor).unpublishedMediaFile},
	"deleteUnpublishedEntry":       {"branch collection slug", (*Editor).deleteUnpublished},
	"persistEntry":                 {"branch assets options options.commitMessage options.useWorkflow options.status", (*Editor).persistEntry},
	"updateUnpublishedEntryStatus": {"branch collection slug newStatus", (*Editor).updateStatus},
	"publishUnpublishedEntry":      {"branch collection slug", (*Editor).publish},
	"getMedia":                     {"branch mediaFolder", (*Editor).getMedia},
	"getMediaFile":                 {"branch path", (*Editor).getMediaFile},
	"persistMedia":                 {"branch asset asset.path asset.content asset.encoding options options.commitMessage", (*Editor).persistMedia},
	"deleteFile":                   {"branch path options options.commitMessage", (*Editor).deleteFile},
	"deleteFiles":                  {"branch paths options options.commitMessage", (*Editor).deleteFiles},
	"getDeployPreview":             {"branch collection slug", (*Editor).deployPreview},
	"getNotes":                     {"branch collection slug", (*Editor).getNotes},
	"addNote":                      {"branch collection slug note", (*Editor).addNote},
	"updateNote":                   {"branch collection slug noteId updates", (*Editor).updateNote},
	"deleteNote":                   {"branch collection slug noteId", (*Editor).deleteNote},
	"toggleNoteResolution":         {"branch collection slug noteId", (*Editor).toggleNote},
	"getPRMetadata":                {"branch collection slug", (*Editor).reviewOf},
}

// act answers one request of Decap's.
func (e *Editor) act(ctx context.Context, t *tab, body []byte) (any, error) {
	var loose struct {
		Action any            `json:"action"`
		Params map[string]any `json:"params"`
	}
	if err := json.Unmarshal(body, &loose); err != nil {
		return nil, wrong("the request is not JSON of the expected form: %v", err)
	}
	name, _ := loose.Action.(string)
	one, known := actions[name]
	if !known {
		return nil, wrong("Unknown action %v", loose.Action)
	}
	if err := demand(loose.Params, one.needs); err != nil {
		return nil, err
	}
	var r request
	if err := json.Unmarshal(body, &r); err != nil {
		return nil, wrong("%s: %v", name, err)
	}
	if name != "info" && e.desk.HasGit() && r.Params.Branch != e.desk.Branch() {
		return nil, wrong("Default branch '%s' doesn't exist", r.Params.Branch)
	}
	if _, err := e.desk.Refresh(); err != nil {
		return nil, err
	}
	answer, err := one.run(e, ctx, t, r.Params)
	var conflict *ConflictError
	if errors.As(err, &conflict) {
		t.say([]string{err.Error()}) // Decap shows it for seconds; the strip until it was read
	}
	return answer, err
}

// UnmarshalJSON reads the parameters of all actions from one object.
func (p *params) UnmarshalJSON(raw []byte) error {
	type plain params
	for _, into := range []any{(*plain)(p), &p.Persist, &p.Remark} {
		decoder := json.NewDecoder(bytes.NewReader(raw))
		if err := decoder.Decode(into); err != nil {
			return err
		}
	}
	return nil
}

// demand checks that parameters are there and of their types, in the words of Decap's own server.
func demand(given map[string]any, needs string) error {
	var missing []string
	for _, need := range strings.Fields(needs) {
		value, there := lookUp(given, strings.Split(need, "."))
		label := `"params.` + need + `"`
		if given == nil {
			return wrong(`"params" is required`)
		}
		if text := complaint(need, value, there); text != "" {
			missing = append(missing, label+" "+text)
			break
		}
	}
	if len(missing) > 0 {
		return wrong("%s", strings.Join(missing, ","))
	}
	return nil
}

// complaint is what is wrong with a required parameter; "" when nothing is.
func complaint(need string, value any, there bool) string {
	if !there {
		return "is required"
	}
	name := path.Ext("." + need)[1:]
	switch value := value.(type) {
	case string:
		if value == "" && name != "updates" {
			return "is not allowed to be empty"
		}
		if slices.Contains([]string{"depth", "files", "paths", "assets", "options", "note", "updates"}, name) {
			return "must be of another type"
		}
		return ""
	case []any:
		if name == "paths" && len(value) == 0 {
			return "does not contain 1 required value(s)"
		}
		if slices.Contains([]string{"files", "paths", "assets"}, name) {
			return ""
		}
	case map[string]any:
		if slices.Contains([]string{"asset", "options", "note", "updates"}, name) {
			return ""
		}
	case float64:
		if name == "depth" {
			return ""
		}
	case bool:
		if name == "useWorkflow" {
			return ""
		}
	}
	if name == "useWorkflow" {
		return "must be a boolean"
	}
	return "must be a string"
}

func lookUp(given map[string]any, names []string) (any, bool) {
	value, there := given[names[0]]
	if inner, ok := value.(map[string]any); len(names) > 1 {
		if !ok {
			return nil, false
		}
		return lookUp(inner, names[1:])
	}
	return value, there
}
