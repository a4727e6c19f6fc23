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

// encodeYAML writes mappings, lists ([]any, []string), texts, whole numbers and flags.
func encodeYAML(value mapping) []byte {
	var b bytes.Buffer
	writeMapping(&b, value, "")
	return b.Bytes()
}

func writeMapping(b *bytes.Buffer, m mapping, indent string) {
	for i, p := range m {
		if i > 0 {
			b.WriteString(indent)
		}
		b.WriteString(p.key + ":")
		writeValue(b, p.value, indent)
	}
}

func writeValue(b *bytes.Buffer, value any, indent string) {
	switch value := value.(type) {
	case mapping:
		if len(value) == 0 {
			b.WriteString(" {}\n")
			return
		}
		b.WriteString("\n" + indent + "  ")
		writeMapping(b, value, indent+"  ")
	case []any:
		writeList(b, value, indent)
	case []string:
		list := make([]any, len(value))
		for i := range value {
			list[i] = value[i]
		}
		writeList(b, list, indent)
	default:
		b.WriteString(" " + scalar(value) + "\n")
	}
}

func writeList(b *bytes.Buffer, list []any, indent string) {
	if len(list) == 0 {
		b.WriteString(" []\n")
		return
	}
	b.WriteByte('\n')
	for _, item := range list {
		b.WriteString(indent + "  - ")
		if m, ok := item.(mapping); ok {
			writeMapping(b, m, indent+"    ")
		} else {
			b.WriteString(scalar(item) + "\n")
		}
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
