package editor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// pair is a key with its value; mapping keeps their order, so that a configuration reads from general to special.
type pair struct {
	key   string
	value any
}

type mapping []pair

// set adds a key.
func (m mapping) set(key string, value any) mapping { return append(m, pair{key, value}) }

// encodeYAML writes mappings, lists ([]any, []string), texts, whole numbers and flags. What is long and comes more than
// once stands there once, with an anchor, and is named after that: forms are mostly the same parts, and so a network's
// take a seventh of the room.
func encodeYAML(value mapping) []byte {
	w := yamlWriter{times: map[string]int{}, names: map[string]string{}}
	w.find(value)
	w.mapping(value, "")
	return w.Bytes()
}

// yamlWriter writes YAML in blocks.
type yamlWriter struct {
	bytes.Buffer
	times map[string]int    // how often each long value comes, by its text
	names map[string]string // of those that are written already
}

// worthNaming is the length of a text from which on it is named instead of written again.
const worthNaming = 90

// find counts the long values within one.
func (w *yamlWriter) find(value any) {
	switch value := value.(type) {
	case mapping:
		for _, p := range value {
			w.find(p.value)
		}
	case []any:
		for _, item := range value {
			w.find(item)
		}
	default:
		return
	}
	if text := asYAML(value); len(text) >= worthNaming {
		w.times[text]++
	}
}

// asYAML is a mapping or list as YAML, wherever it stands.
func asYAML(value any) string {
	var w yamlWriter
	w.value(value, "")
	return w.String()
}

// named writes the name of a value in place of it, to the end of the line, and reports whether it did; the first time, it
// gives the name.
func (w *yamlWriter) named(value any) bool {
	if w.times == nil { // as within asYAML
		return false
	}
	text := asYAML(value)
	if w.times[text] < 2 {
		return false
	}
	if name, known := w.names[text]; known {
		w.WriteString(" *" + name + "\n")
		return true
	}
	w.names[text] = fmt.Sprintf("a%d", len(w.names)+1)
	w.WriteString(" &" + w.names[text])
	return false
}

func (w *yamlWriter) mapping(m mapping, indent string) {
	for i, p := range m {
		if i > 0 {
			w.WriteString(indent)
		}
		w.WriteString(p.key + ":")
		w.value(p.value, indent)
	}
}

func (w *yamlWriter) value(value any, indent string) {
	switch value := value.(type) {
	case mapping:
		if len(value) == 0 {
			w.WriteString(" {}\n")
			return
		}
		if w.named(value) {
			return
		}
		w.WriteString("\n" + indent + "  ")
		w.mapping(value, indent+"  ")
	case []any:
		w.list(value, indent)
	case []string:
		list := make([]any, len(value))
		for i := range value {
			list[i] = value[i]
		}
		w.list(list, indent)
	default:
		w.WriteString(" " + scalar(value) + "\n")
	}
}

func (w *yamlWriter) list(list []any, indent string) {
	if len(list) == 0 {
		w.WriteString(" []\n")
		return
	}
	if w.named(list) {
		return
	}
	w.WriteByte('\n')
	for _, item := range list {
		m, ok := item.(mapping)
		if !ok {
			w.WriteString(indent + "  - " + scalar(item) + "\n")
			continue
		}
		w.WriteString(indent + "  -")
		before := w.Len()
		if w.named(m) {
			continue
		}
		if w.Len() > before { // after a name the mapping begins on a line of its own
			w.WriteString("\n" + indent + "   ")
		}
		w.WriteByte(' ')
		w.mapping(m, indent+"    ")
	}
}

// bare are texts that no reader of YAML takes for anything else.
var bare = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_./-]*$`)

var special = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null)$`)

func scalar(value any) string {
	text, ok := value.(string)
	if !ok {
		return fmt.Sprint(value)
	}
	if bare.MatchString(text) && !special.MatchString(text) {
		return text
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b) // a JSON text is a YAML text
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic("wellshelf: internal error: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}
