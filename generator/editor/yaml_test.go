package editor

import (
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// What is written once and named again reads as if it stood in every place.
func TestRepeatedPartsReadAsThemselves(t *testing.T) {
	options := []any{mapping{{"label", "Anxiety and worry"}, {"value", "anxiety"}}, mapping{{"label", "Being LGBTQ+"}, {"value", "lgbtq"}}, "no"}
	field := mapping{{"name", "topics"}, {"options", options}, {"multiple", true}, {"hint", "The topics it belongs to: most fitting first."}}
	c := mapping{
		{"collections", []any{
			mapping{{"name", "topics"}, {"fields", []any{field, mapping{{"name", "more"}, {"options", options}}}}},
			mapping{{"name", "books"}, {"fields", []any{field}}, {"none", []any{}}, {"empty", mapping{}}, {"texts", []string{"a", "yes"}}},
			field,
		}},
		{"again", field}, {"count", 3},
	}
	short, long := encodeYAML(c), strings.TrimPrefix(asYAML(c), "\n  ")
	if strings.Count(string(short), "lgbtq") != 1 || strings.Count(long, "lgbtq") != 5 {
		t.Errorf("got\n%s\nfor\n%s", short, long)
	}
	var got, want any
	if err := yaml.Unmarshal(short, &got); err != nil {
		t.Fatalf("%v\n%s", err, short)
	}
	if err := yaml.Unmarshal([]byte("  "+long), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwhich reads as\n%v\nwant\n%v", short, got, want)
	}
}
