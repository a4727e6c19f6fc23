package editor

import (
	"bytes"
	"strings"
)

// What Decap sees of a file has one field more, which says which text a form was filled with: it comes back with every
// save, also from a form that was filled from a list, or kept in the browser since yesterday.
const (
	baseField  = "wellshelf_base"
	basePrefix = "sha256-" // with it, no reader of YAML takes the rest for a number
)

// dress is a file as Decap sees it. One without front matter is shown as it is.
func dress(f File) []byte {
	parts, ok := cut(bytes.ReplaceAll(f.Bytes, []byte("\r\n"), []byte("\n")))
	if !ok {
		return f.Bytes
	}
	parts.fields = append(parts.fields, written{name: baseField, lines: baseField + ": " + basePrefix + string(f.ID) + "\n"})
	return parts.bytes()
}

// undress is the file that Decap means, and the id of the text its form was filled with; "" where it does not say.
func undress(raw []byte) ([]byte, ID) {
	parts, ok := cut(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")))
	if !ok {
		return raw, ""
	}
	var base ID
	if at := parts.at(baseField); at >= 0 {
		_, value, _ := strings.Cut(parts.fields[at].lines, ":")
		base = ID(strings.TrimPrefix(strings.Trim(strings.TrimSpace(value), `"'`), basePrefix))
		parts.fields = append(parts.fields[:at:at], parts.fields[at+1:]...)
	}
	return parts.bytes(), base
}
