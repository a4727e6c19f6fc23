package theme

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// addAssets gives every picture of assets/ its path on a site, and looks into those that can hold more than a picture.
func (l *loader) addAssets(t *Theme) {
	t.assets = map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(t.files)) {
		src := t.files[name]
		if roleOf(name) != picture {
			continue
		}
		if strings.HasSuffix(name, ".svg") {
			if what := activeSVG(src.bytes); what != "" {
				l.refuse(src.whole().problem("the picture holds "+what, "save it as a plain SVG: shapes, text and styles of its own"))
			}
		}
		if below, ok := strings.CutPrefix(name, "assets/"); ok {
			t.assets[below] = hashed(src)
		}
	}
}

// pictures are the files of assets/, and those beside parts that styles use.
func (l *loader) pictures(t *Theme, used map[string]bool) map[string]File {
	files := map[string]File{}
	for name, src := range t.files {
		if roleOf(name) == picture && (used[name] || strings.HasPrefix(name, "assets/")) {
			files[hashed(src)] = File{hashed(src), src.bytes}
		}
	}
	return files
}

// activeSVG names what in an SVG could run or fetch something, or is "".
func activeSVG(data []byte) string {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			return "XML that cannot be read"
		}
		switch token := token.(type) {
		case xml.Directive:
			return "a document type"
		case xml.ProcInst:
			if token.Target != "xml" {
				return fmt.Sprintf("<?%s", token.Target)
			}
		case xml.StartElement:
			if what := activeElement(token); what != "" {
				return what
			}
		}
	}
}

func activeElement(e xml.StartElement) string {
	switch name := strings.ToLower(e.Name.Local); name {
	case "script", "foreignobject", "iframe", "image", "feimage", "a", "animate", "set", "handler", "listener":
		return "<" + name + ">"
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(a.Value)
		switch {
		case strings.HasPrefix(name, "on"):
			return "the attribute " + name
		case name == "href" && !strings.HasPrefix(value, "#"):
			return "a link to something outside itself"
		case strings.Contains(strings.ReplaceAll(value, " ", ""), "url(") && !strings.Contains(value, "url(#"):
			return "a link to something outside itself"
		}
	}
	return ""
}
