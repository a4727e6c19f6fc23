package editor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// typed is the file that a half-filled form would make: every value as JSON, which is YAML as well. What is empty is
// left out, as it is when it is saved.
func typed(file Path, data map[string]any) ([]byte, error) {
	data = maps.Clone(data)
	body, _ := data["body"].(string)
	delete(data, "body")
	delete(data, baseField)
	var b bytes.Buffer
	b.WriteString("---\n")
	for _, name := range inOrder(file, data) {
		value, worth := pruned(data[name])
		if !worth {
			continue
		}
		raw, err := asJSON(value)
		if err != nil {
			return nil, err
		}
		if !fieldName.MatchString(name) {
			return nil, fmt.Errorf("%q cannot be the name of a field", name)
		}
		fmt.Fprintf(&b, "%s: %s\n", name, raw)
	}
	b.WriteString("---\n")
	if text := strings.Trim(body, "\n"); text != "" {
		b.WriteString("\n" + text + "\n")
	}
	return b.Bytes(), nil
}

var fieldName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)

func inOrder(file Path, data map[string]any) []string {
	order := fieldOrder(file)
	names := slices.Sorted(maps.Keys(data))
	slices.SortStableFunc(names, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
	return names
}

// pruned is a value without what is empty in it; false where nothing remains.
func pruned(value any) (any, bool) {
	switch value := value.(type) {
	case nil:
		return nil, false
	case string:
		return value, strings.TrimSpace(value) != ""
	case []any:
		var list []any
		for _, item := range value {
			if one, worth := pruned(item); worth {
				list = append(list, one)
			}
		}
		return list, len(list) > 0
	case map[string]any:
		kept := map[string]any{}
		for name, item := range value {
			if one, worth := pruned(item); worth {
				kept[name] = one
			}
		}
		return kept, len(kept) > 0
	}
	return value, true
}

func asJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
