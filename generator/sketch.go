package generator

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Sketch says which entry to begin, and what is known of it. What is empty is asked for, where there is someone to ask.
type Sketch struct {
	Kind, Title string
	In          string              // an area or area/site; "" is every site
	Placed      bool                // In is meant, also when it is ""
	Given       map[string][]string // by field: a text, or the items of a list
	Words       string              // the text below the fields, when somebody has written it
	Notes       []string            // comments for whoever writes on
}

// SketchError means that something cannot be begun as asked, and says what to do.
type SketchError struct{ Text, Hint string }

func (e *SketchError) Error() string { return e.Text }

// Begun is a new file, which nobody has written yet.
type Begun struct {
	File    string // below the content folder
	Text    []byte
	Changes string // the file above that it changes, or ""
	Page    string // where a preview shows it, as area/site/topics/sleep/; "" when it has no page
	More    []Begun
}

// Begin returns a new entry for someone to fill in, and where it belongs below the content folder. It writes nothing.
// With ask, it first asks for what is missing; nil asks nothing.
func (b *Builder) Begin(ctx context.Context, s Sketch, ask Asker) (*Begun, error) {
	lib, _, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return nil, err
	}
	i := &interview{ask: ask, lib: lib, content: b.Options.Content, today: b.view(lib).Today}
	kind, err := i.kind(s.Kind)
	if err != nil {
		return nil, err
	}
	if err := i.place(&s); err != nil {
		return nil, err
	}
	title, slug, err := i.title(kind, s)
	if err != nil {
		return nil, err
	}
	sketch := library.Sketch{Kind: kind, Fields: library.Fields{title}, Today: i.today, Words: s.Words, Notes: s.Notes, Pick: func(kind string) string { return firstOf(lib, kind) }}
	begun := &Begun{File: i.file(kind, s.In, slug)}
	if above := lib.Above(i.scope, library.ID{Folder: kind.Folder, Slug: slug}); above != nil {
		begun.Changes, sketch.Changes = above.File, true
	}
	if sketch.Fields, err = i.given(kind, sketch.Fields, s.Given); err != nil {
		return nil, err
	}
	if sketch.Fields, err = i.rest(sketch, slug); err != nil {
		return nil, err
	}
	begun.Text, begun.Page = sketch.Text(), page(lib, sketch, i.scope, slug)
	return begun, nil
}

// page is where a preview shows a new entry: on its own site, or on the first that shows it.
func page(lib *library.Library, s library.Sketch, scope library.Scope, slug string) string {
	at := slices.IndexFunc(lib.Sites, func(site *library.Site) bool {
		return scope.Level() == 0 || site.Area == scope.Area && (scope.Level() == 1 || site.Slug == scope.Site)
	})
	if at < 0 || s.Kind.NoPage {
		return ""
	}
	if own := s.Fields.Text("address"); own != "" {
		slug = own
	} else if outside := s.Fields.Text("outside"); outside != "" {
		slug = library.Slugify(outside)
	}
	return lib.Sites[at].Name() + "/" + s.Kind.Folder + "/" + slug + "/"
}

// kind finds the kind of that name, or asks for one.
func (i *interview) kind(name string) (*library.Kind, error) {
	if name == "" && i.ask != nil {
		var choices []string
		var about []string
		for _, kind := range library.Kinds() {
			choices, about = append(choices, kind.Name), append(about, kind.About)
		}
		chosen, err := i.choose(Prompt{Name: "kind", About: "What sort of page or list is it?", Choices: choices, Meanings: about})
		if err != nil {
			return nil, err
		}
		name = chosen
	}
	if kind := kindNamed(name); kind != nil {
		return kind, nil
	}
	return nil, &SketchError{fmt.Sprintf("there is no kind %q", name), diag.DidYouMean(name, kindNames(), "the kinds are "+strings.Join(kindNames(), ", "))}
}

func kindNamed(name string) *library.Kind {
	for _, kind := range library.Kinds() {
		if kind.Name == name || kind.Folder == name {
			return library.KindOf(kind.Folder)
		}
	}
	return nil
}

func kindNames() []string {
	var names []string
	for _, kind := range library.Kinds() {
		names = append(names, kind.Name)
	}
	return names
}

const everySite = "every site"

// place finds the scope the entry belongs to, or asks for one.
func (i *interview) place(s *Sketch) error {
	if !s.Placed && s.In == "" && i.ask != nil {
		choices := append([]string{everySite}, i.lib.Areas()...)
		for _, site := range i.lib.Sites {
			choices = append(choices, site.Name())
		}
		chosen, err := i.choose(Prompt{Name: "for", About: "Who is it for: every site, one council area, or one school or library?", Choices: choices})
		if err != nil {
			return err
		}
		if chosen != everySite {
			s.In = chosen
		}
	}
	scope, hint := i.lib.ScopeOf(s.In)
	if hint != "" {
		return &SketchError{fmt.Sprintf("there is no area or site %q", s.In), hint}
	}
	i.scope = scope
	return nil
}

func (i *interview) file(kind *library.Kind, in, slug string) string {
	folder, _ := i.lib.Folder(in)
	return path.Join(folder, kind.Folder, slug+".md")
}

// title reads the title, from which the file's name is made, or asks for one that can be used.
func (i *interview) title(kind *library.Kind, s Sketch) (title library.Value, slug string, err error) {
	field := &kind.Table()[0]
	usable := func(v library.Value) (text, hint string) {
		slug = library.Slugify(v.Text)
		if slug == "" {
			return fmt.Sprintf("no name for a file can be made of the title %q", v.Text), "use some letters a to z"
		}
		if _, err := fs.Stat(i.content, i.file(kind, s.In, slug)); err == nil && i.ask != nil {
			return "content/" + i.file(kind, s.In, slug) + " exists already", "give the new entry another title"
		}
		return "", ""
	}
	if s.Title == "" && i.ask != nil {
		title, _, err = i.value(field, "", usable)
		return title, slug, err
	}
	title, text, hint := i.lib.Answer(field, i.scope, s.Title)
	if text == "" {
		text, hint = usable(title)
	}
	if text != "" {
		return title, "", &SketchError{text, hint}
	}
	return title, slug, nil
}

// given adds the fields that are known already.
func (i *interview) given(kind *library.Kind, fields library.Fields, given map[string][]string) (library.Fields, error) {
	table := kind.Table()
	for _, name := range slices.Sorted(maps.Keys(given)) {
		at := slices.IndexFunc(table, func(f library.Field) bool { return f.Name == name })
		if at < 0 || table[at].Type == library.Group {
			var names []string
			for _, field := range table {
				if field.Type != library.Group {
					names = append(names, field.Name)
				}
			}
			return nil, &SketchError{fmt.Sprintf("%q cannot be given for %s", name, kind.Name), diag.DidYouMean(name, names, "what can be given is "+strings.Join(names, ", "))}
		}
		items := given[name]
		if table[at].Many && table[at].Type != library.Text {
			items = separated(strings.Join(items, ","))
		}
		v, text, hint := i.lib.Answer(&table[at], i.scope, items...)
		if text != "" {
			return nil, &SketchError{text, hint}
		}
		fields = fields.With(v, table)
	}
	if text, hint := library.Disagrees(kind, fields); text != "" {
		return nil, &SketchError{text, hint}
	}
	return fields, nil
}

// rest asks for the other fields, where there is someone to ask, and sees that a discreet entry has its neutral name.
func (i *interview) rest(s library.Sketch, slug string) (library.Fields, error) {
	table, fields := s.Kind.Table(), s.Fields
	for at := range table {
		field := &table[at]
		discreet := field.Name == "outside" && s.Kind.Discreet(slug) && !s.Changes
		wanted := discreet || library.Asks(s.Kind.Name, "", field) && field.Name != "updated" && !s.Changes
		switch {
		case !wanted || fields.Get(field.Name) != nil:
			continue
		case i.ask == nil && discreet:
			fields = fields.With(library.Sample(field), table)
		case i.ask == nil:
			continue
		default:
			i.kindName = s.Kind.Name
			asked := *field
			asked.Required = field.Required || discreet
			v, found, err := i.value(&asked, "", func(v library.Value) (string, string) { return library.Disagrees(s.Kind, fields.With(v, table)) })
			if err != nil {
				return nil, err
			}
			if found {
				v.Field = field
				fields = fields.With(v, table)
			}
		}
	}
	return fields, nil
}

// firstOf names some national entry of a kind, for fields that must refer to one.
func firstOf(lib *library.Library, kind string) string {
	at := slices.IndexFunc(lib.Entries, func(e *library.Entry) bool {
		return (kind == "" || e.Kind.Name == kind) && e.Scope.Level() == 0
	})
	if at < 0 {
		return "none"
	}
	if kind == "" {
		return lib.Entries[at].ID.String()
	}
	return lib.Entries[at].Slug
}
