package editor

import (
	"context"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/library"
)

// question is what our own part of the page asks, beside Decap's protocol.
type question struct {
	Ask        string         `json:"ask"`
	Collection string         `json:"collection"`
	Slug       string         `json:"slug"`
	Key        string         `json:"key"`
	Name       string         `json:"name"`
	Site       string         `json:"site"`
	Data       map[string]any `json:"data"`
	Form       string         `json:"form"` // what stands before .md in a new version: gd, easy, easy.gd
}

var questions = map[string]func(*Editor, context.Context, *tab, question) (any, error){
	"state":   (*Editor).state,
	"begin":   (*Editor).beginSet,
	"rename":  (*Editor).renameSet,
	"send":    (*Editor).sendAll,
	"discard": (*Editor).discardOne,
	"look":    (*Editor).look,
	"forget":  (*Editor).forget,
	"vary":    (*Editor).vary,
}

// ask answers one question of our own part of the page.
func (e *Editor) ask(ctx context.Context, t *tab, body []byte) (any, error) {
	var q question
	if err := json.Unmarshal(body, &q); err != nil {
		return nil, wrong("the request is not JSON of the expected form: %v", err)
	}
	answer, known := questions[q.Ask]
	if !known {
		return nil, wrong("unknown question %q", q.Ask)
	}
	changed, err := e.desk.Refresh()
	if err == nil {
		err = e.refresh(ctx, changed)
	}
	if err != nil {
		return nil, err
	}
	return answer(e, ctx, t, q)
}

// stateAnswer is what the strip above the forms shows.
type stateAnswer struct {
	Git       bool       `json:"git"`
	ChangeSet string     `json:"changeSet"`
	Others    []string   `json:"others"` // names of other change-sets
	Entries   []setEntry `json:"entries"`
	File      string     `json:"file"`
	Line      string     `json:"line"`  // the state of the open entry, in a sentence
	State     string     `json:"state"` // saved, ready, sent, live, new: for the strip's sign
	Versions  []version  `json:"versions"`
	Notices   []string   `json:"notices"`
	Title     string     `json:"title"`
}

// setEntry is an entry of the change-set.
type setEntry struct {
	Key       string   `json:"key"`
	Label     string   `json:"label"`
	State     string   `json:"state"`
	How       string   `json:"how"`
	Open      string   `json:"open"` // its address in the page; "" where it has none
	Conflicts []string `json:"conflicts"`
}

// version is a translation or variant that the open entry could have and has not.
type version struct {
	Form  string `json:"form"`
	Label string `json:"label"`
}

func (e *Editor) state(_ context.Context, t *tab, q question) (any, error) {
	answer := stateAnswer{Git: e.desk.HasGit(), Others: []string{}, Entries: []setEntry{}, Versions: []version{}, Notices: append([]string{}, t.said()...)}
	if answer.Git {
		if err := e.tellSet(&answer); err != nil {
			return nil, err
		}
	}
	if q.Collection != "" && q.Slug == "" {
		answer.State, answer.Line = "new", notSaved
		return answer, nil
	}
	file, found := e.file(route{q.Collection, q.Slug})
	if !found {
		return answer, nil
	}
	state, err := e.desk.State(file)
	if err != nil {
		return nil, err
	}
	answer.File = e.outside(file)
	answer.State, answer.Line = e.line(state)
	answer.Versions = e.missingVersions(route{q.Collection, q.Slug})
	return answer, nil
}

// tellSet says what the change-set holds.
func (e *Editor) tellSet(answer *stateAnswer) error {
	answer.ChangeSet = e.desk.ChangeSet().Name
	sets, err := e.desk.ChangeSets()
	if err != nil {
		return err
	}
	for _, set := range sets {
		if !set.Current {
			answer.Others = append(answer.Others, set.Name)
		}
	}
	entries, err := e.desk.Entries()
	if err != nil {
		return err
	}
	for _, one := range entries {
		answer.Entries = append(answer.Entries, e.tellEntry(one))
	}
	return nil
}

func (e *Editor) tellEntry(one Entry) setEntry {
	told := setEntry{Key: one.Key, Label: one.Label, State: setWords[one.Status], Conflicts: []string{}}
	if told.Label == "" {
		told.Label = one.Key
	}
	for _, f := range one.Files {
		told.How = f.How
	}
	if f, found := e.textOf(one); found {
		collection, slug, _ := strings.Cut(one.Key, "/")
		told.Open, told.How = "#/collections/"+collection+"/entries/"+slug, f.How
	}
	for _, c := range one.Conflicts {
		told.Conflicts = append(told.Conflicts, "the published text of "+string(c.Path)+" has changed as well; both are kept ("+c.Kept+")")
	}
	return told
}

var setWords = map[Status]string{Draft: "saved on this computer", PendingReview: "ready for review", PendingPublish: "reviewed, ready to go live"}

func (e *Editor) beginSet(ctx context.Context, t *tab, q question) (any, error) {
	before := e.desk.Overlay().Changed()
	if _, err := e.desk.Begin(ctx, q.Name); err != nil {
		return nil, err
	}
	if err := e.refresh(ctx, append(before, e.desk.Overlay().Changed()...)); err != nil {
		return nil, err
	}
	return e.state(ctx, t, q)
}

func (e *Editor) renameSet(ctx context.Context, t *tab, q question) (any, error) {
	if _, err := e.desk.Rename(ctx, q.Name); err != nil {
		return nil, err
	}
	return e.state(ctx, t, q)
}

// sendAll sends for review all that is not sent yet.
func (e *Editor) sendAll(ctx context.Context, t *tab, q question) (any, error) {
	entries, err := e.desk.Entries()
	if err != nil {
		return nil, err
	}
	for _, one := range entries {
		if one.Status != Draft {
			continue
		}
		mine, err := e.mine(one.Key)
		if err == nil {
			err = e.desk.SetStatus(ctx, mine.Key, PendingReview)
		}
		if err != nil {
			return nil, err
		}
	}
	return e.state(ctx, t, q)
}

func (e *Editor) discardOne(ctx context.Context, t *tab, q question) (any, error) {
	if err := e.discard(ctx, q.Key); err != nil {
		return nil, err
	}
	return e.state(ctx, t, q)
}

// lookAnswer is what the preview beside the form shows.
type lookAnswer struct {
	Site    string     `json:"site"`
	Address string     `json:"address"` // the page's address; "" where no site shows it
	Sites   []lookSite `json:"sites"`
	Why     string     `json:"why"` // why there is no page
}

type lookSite struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// look shows the text as it is typed. It goes over what is saved for the pages alone, and is forgotten when the form is
// left; nothing is ever saved of it.
func (e *Editor) look(ctx context.Context, t *tab, q question) (any, error) {
	file, found := e.lookedAt(q)
	if !found {
		answer := lookAnswer{Sites: []lookSite{}, Why: "Give it a title, and its page appears here."}
		return answer, e.refresh(ctx, e.desk.Overlay().Forget(t.name))
	}
	if !e.desk.Allows(file) {
		return nil, &ScopeError{file, e.desk.Scope()}
	}
	raw, err := typed(file, q.Data)
	if err != nil {
		return nil, wrong("%v", err)
	}
	if err := checkBytes(file, raw); err != nil {
		return nil, err
	}
	if err := e.refresh(ctx, e.desk.Overlay().Type(t.name, file, raw)); err != nil {
		return nil, err
	}
	answer := e.seenAt(file, t.look(q.Site))
	if answer.Why == "" && e.lacksPicture(file, q.Data) {
		answer.Why = "The picture appears here once you save."
	}
	return answer, nil
}

// lacksPicture reports whether a form names a picture that is not there: as a rule, one that comes with the next save.
func (e *Editor) lacksPicture(file Path, data map[string]any) bool {
	picture, _ := data["picture"].(map[string]any)
	name, _ := picture["file"].(string)
	if name == "" {
		return false
	}
	f, err := e.desk.File(Path(path.Join(path.Dir(string(file)), name)))
	return err == nil && f.ID == ""
}

// lookedAt is the file that a form is about; of a new one, the file that its title would give it.
func (e *Editor) lookedAt(q question) (Path, bool) {
	slug := q.Slug
	if slug == "" {
		title, _ := q.Data["title"].(string)
		if slug = library.Slugify(title); slug == "" {
			return "", false
		}
	}
	return e.file(route{q.Collection, slug})
}

func (e *Editor) seenAt(file Path, wished string) lookAnswer {
	answer := lookAnswer{Sites: []lookSite{}}
	answer.Site, answer.Address = e.pageOf(file, wished)
	titles := map[string]string{}
	for _, site := range e.seen.Live().Sites() {
		titles[site.Name] = site.Title
	}
	for _, name := range e.sitesOf(file) {
		answer.Sites = append(answer.Sites, lookSite{name, titles[name]})
	}
	if s, found := e.settingsShelf(file); found && answer.Address == "" {
		return e.seenHome(s, wished)
	}
	if answer.Address == "" {
		answer.Why = "It has no page of its own, or cannot be read yet: the list of problems says why."
		answer.Address = e.sight + "/_problems"
	}
	return answer
}

// settingsShelf is the shelf whose settings file this is.
func (e *Editor) settingsShelf(file Path) (shelf, bool) {
	for _, s := range e.shelves() {
		if s.settings() == string(file) {
			return s, true
		}
	}
	return shelf{}, false
}

// seenHome shows settings on the home pages of the sites below.
func (e *Editor) seenHome(s shelf, wished string) lookAnswer {
	answer := lookAnswer{Sites: []lookSite{}}
	for _, site := range e.seen.Live().Sites() {
		if s.Scope.Area != "" && s.Scope.Area != site.Area || s.Scope.Site != "" && s.Scope.String() != site.Name {
			continue
		}
		answer.Sites = append(answer.Sites, lookSite{site.Name, site.Title})
		if answer.Site == "" || site.Name == wished {
			answer.Site, answer.Address = site.Name, e.sight+"/"+site.Name+"/"
		}
	}
	return answer
}

// forget ends what was typed in this tab.
func (e *Editor) forget(ctx context.Context, t *tab, _ question) (any, error) {
	return map[string]bool{"done": true}, e.refresh(ctx, e.desk.Overlay().Forget(t.name))
}

// missingVersions are the variants and translations that an entry does not have on its shelf.
func (e *Editor) missingVersions(r route) []version {
	list := []version{}
	c, found := e.collectionNamed(r.Collection)
	if !found || c.Form != (library.Form{}) {
		return list
	}
	var forms []library.Form
	for _, variant := range library.Variants {
		forms = append(forms, library.Form{Variant: variant})
	}
	for _, language := range e.seen.Live().Library().Languages[1:] {
		forms = append(forms, library.Form{Language: language})
	}
	for _, form := range forms {
		other := collection{c.Shelf, c.Kind, form}
		name := path.Join(other.folder(), r.Slug+"."+other.extension())
		if e.seen.Live().Library().File(name) == nil {
			list = append(list, version{strings.TrimPrefix(formEnding(form), "."), strings.TrimPrefix(other.label(), plainName(c.Kind.Folder)+": ")})
		}
	}
	return list
}

// vary begins a translation or variant of an entry as a draft of its own, with the entry's words to write over.
func (e *Editor) vary(ctx context.Context, t *tab, q question) (any, error) {
	from := route{q.Collection, q.Slug}
	c, found := e.collectionNamed(from.Collection)
	form, ok := e.form(strings.Split(q.Form, "."))
	if !found || !ok || form == (library.Form{}) || c.Form != (library.Form{}) {
		return nil, wrong("there is no version %q of %s", q.Form, from.key())
	}
	source, found := e.file(from)
	to := route{collection{c.Shelf, c.Kind, form}.name(), q.Slug}
	file, ours := e.file(to)
	if !found || !ours {
		return nil, wrong("there is no version %q of %s", q.Form, from.key())
	}
	there, err := e.desk.File(file)
	if err == nil && there.ID != "" {
		err = wrong("%s is there already", file)
	}
	plain, readErr := e.desk.File(source)
	if err := errors.Join(err, readErr); err != nil {
		return nil, err
	}
	parts, _ := cut(plain.Bytes)
	parts.fields = slices.DeleteFunc(parts.fields, func(w written) bool {
		return !slices.Contains([]string{"title", "summary", "short", "updated"}, w.name)
	})
	parts.fields = append(parts.fields, written{name: "draft", lines: "draft: true\n"})
	save := Save{Entry: to.key(), Label: titleOf(plain.Bytes, q.Slug), Message: "Begin " + string(file), Changes: []Change{{Path: file, Bytes: parts.bytes()}}}
	if err := e.save(ctx, t, save, nil); err != nil {
		return nil, err
	}
	return map[string]string{"open": "#/collections/" + to.Collection + "/entries/" + to.Slug}, nil
}
