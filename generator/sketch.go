package generator

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"wellshelf/generator/diag"
	"wellshelf/generator/library"
)

// Sketch says which entry to begin. In is "", an area or area/site.
type Sketch struct{ Kind, Title, In string }

// SketchError means that an entry cannot be begun as asked, and says what to do.
type SketchError struct{ Text, Hint string }

func (e *SketchError) Error() string { return e.Text }

// Sketch returns a new entry for someone to fill in, and where it belongs below the content folder. It writes
// nothing.
func (b *Builder) Sketch(ctx context.Context, s Sketch) (file string, text []byte, err error) {
	lib, _, err := b.reader.Read(ctx, b.Options.Content)
	if err != nil {
		return "", nil, err
	}
	kind := kindNamed(s.Kind)
	if kind == nil {
		return "", nil, &SketchError{fmt.Sprintf("there is no kind %q", s.Kind), diag.DidYouMean(s.Kind, kindNames(), "the kinds are "+strings.Join(kindNames(), ", "))}
	}
	slug := library.Slugify(s.Title)
	if slug == "" {
		return "", nil, &SketchError{fmt.Sprintf("no name for a file can be made of the title %q", s.Title), "use some letters a to z"}
	}
	folder, hint := lib.Folder(s.In)
	if folder == "" {
		return "", nil, &SketchError{fmt.Sprintf("there is no area or site %q", s.In), hint}
	}
	pick := func(kind string) string { return firstOf(lib, kind) }
	return path.Join(folder, kind.Folder, slug+".md"), library.Sketch(kind, s.Title, b.view(lib).Today, pick), nil
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
