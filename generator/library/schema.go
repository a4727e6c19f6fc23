package library

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// Schema is the JSON Schema (draft-07, which editors read) of the front matter of one sort of file.
type Schema struct {
	Name  string   // topic, topic.part, school
	About string   // what it is for, in one sentence
	Files []string // the files it is for, as patterns from the folder that holds content/
	JSON  []byte   // indented, ending in a line end
}

// Schemas are the schemas of every kind and of the settings, from the table of kinds. Each kind has two: the whole of an
// entry, and a part, for files that change an entry from above, or are a version or translation of one, and state only
// what differs.
func Schemas() []Schema {
	var all []Schema
	for _, kind := range Kinds() {
		k := KindOf(kind.Folder)
		whole := entrySchema(k)
		part := slices.DeleteFunc(slices.Clone(whole), func(m member) bool { return m.name == "required" || m.name == "if" || m.name == "then" })
		all = append(all,
			Schema{k.Name, k.About, []string{"content/national/" + k.Folder + "/+([^.]).md"}, indented(whole)},
			Schema{k.Name + ".part", k.About + " What of it differs from the entry above, or from the plain text.",
				[]string{"content/national/" + k.Folder + "/*.*.md", "content/areas/**/" + k.Folder + "/*.md"}, indented(part)})
	}
	for _, level := range []string{"network", "area", "school", "library"} {
		all = append(all, Schema{level, "The settings of " + indefinite(level) + ".", []string{settingsGlob[level]}, indented(settingsSchema(level))})
	}
	return all
}

var settingsGlob = map[string]string{
	"network": "content/network.md", "area": "content/areas/*/area.md",
	"school": "content/areas/*/schools/*/school.md", "library": "content/areas/*/libraries/*/library.md",
}

// member is one name of a JSON object; a schema keeps the order of the table.
type member struct {
	name  string
	value any
}

type object []member

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, m := range o {
		b.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		b.Write(plainJSON(m.name))
		b.WriteByte(':')
		b.Write(plainJSON(m.value))
	}
	if len(o) == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON encodes what this file makes, which has no values that cannot be encoded. Signs such as < stay as they are.
func plainJSON(v any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("wellshelf: internal error: a schema cannot be written: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func indented(o object) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, plainJSON(o), "", "  "); err != nil {
		panic("wellshelf: internal error: a schema cannot be written: " + err.Error())
	}
	b.WriteByte('\n')
	return b.Bytes()
}

const draft = "http://json-schema.org/draft-07/schema#"

// entrySchema is a kind's. A discreet entry needs its outside name.
func entrySchema(kind *Kind) object {
	schema := append(object{{"$schema", draft}, {"title", kind.Name}, {"description", kind.About}}, fieldsSchema(kind.table())...)
	return append(schema,
		member{"if", object{{"properties", object{{"discreet", object{{"const", true}}}}}, {"required", []string{"discreet"}}}},
		member{"then", object{{"required", []string{"outside"}}}})
}

func settingsSchema(level string) object {
	return append(object{{"$schema", draft}, {"title", level}, {"description", "The settings of " + indefinite(level) + "."}}, fieldsSchema(SettingsAt(level))...)
}

// SettingsAt are the fields that the settings of a level may state: network, area, school or library.
func SettingsAt(level string) []Field {
	return slices.DeleteFunc(slices.Clone(settingsFields), func(f Field) bool {
		levels := only[f.Name]
		return levels != nil && !slices.Contains(levels, level)
	})
}

// fieldsSchema describes a mapping of fields.
func fieldsSchema(table []Field) object {
	var properties object
	var required []string
	for i := range table {
		properties = append(properties, member{table[i].Name, fieldSchema(&table[i])})
		if table[i].Required {
			required = append(required, table[i].Name)
		}
	}
	schema := object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}, {"minProperties", 1}}
	if required != nil {
		schema = append(schema, member{"required", required})
	}
	return schema
}

func fieldSchema(field *Field) object {
	about := object{{"description", field.About}}
	if !field.Many {
		return append(about, valueSchema(field, field.Max)...)
	}
	list := append(about, member{"type", "array"}, member{"minItems", 1})
	if field.Max > 0 {
		list = append(list, member{"maxItems", field.Max})
	}
	return append(list, member{"items", valueSchema(field, 0)})
}

// valueSchema describes a single value; most is the table's own limit of its size, or 0.
func valueSchema(field *Field, most int) object {
	switch field.Type {
	case Group:
		if field.Fields == nil {
			return object{{"type", "object"}, {"additionalProperties", object{{"type", "string"}}}, {"minProperties", 1}}
		}
		return fieldsSchema(field.Fields)
	case Flag:
		return object{{"type", "boolean"}}
	case Number:
		number := object{{"type", "integer"}, {"minimum", 0}}
		if most > 0 {
			number = append(number, member{"maximum", most})
		}
		return number
	case Choice:
		return object{{"enum", field.Words}}
	case Stage:
		return object{{"enum", Stages}}
	case Text, Prose:
		longest := map[Type]int{Text: longestText, Prose: longestProse}[field.Type]
		if most > 0 {
			longest = most
		}
		words := object{{"type", "string"}, {"minLength", 1}, {"maxLength", longest}}
		if field.Type == Text {
			words = append(words, member{"pattern", `^[^\n]*\S\s*$`})
		}
		return words
	}
	return spelledSchema(field)
}

const (
	slugShape  = `[a-z0-9]+(-[a-z0-9]+)*`
	pathShape  = `/?` + slugShape + `(/` + slugShape + `)*/?`
	clockShape = `(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)`
)

// shapes are the patterns of the types that one decides. They are no stricter than the reader.
var shapes = map[Type]string{
	Date: `^\d{4}-\d{2}-\d{2}$`, Moment: `^\d{4}-\d{2}-\d{2}[ T]` + clockShape + `$`, Clock: `^` + clockShape + `$`,
	Phone: phonePattern.String(), Slug: `^` + slugShape + `$`, Area: `^` + slugShape + `$`, Path: `^` + pathShape + `$`,
	Language: tagPattern.String(), Digest: digestPattern.String(), ISBN: `^[0-9][0-9 -]{8,15}[0-9Xx]$`,
	Outcome: `^HWB\s?[0-4]-\d{2}[a-d]$`, Rule: `^(RRULE:)?[A-Z]+=[A-Z0-9,;=+-]+$`,
}

// spelledSchema describes the types that are texts of a certain shape.
func spelledSchema(field *Field) object {
	text := object{{"type", "string"}}
	switch field.Type {
	case Date:
		text = append(text, member{"format", "date"})
	case Email:
		return append(text, member{"format", "email"})
	case Slug, Area:
		text = append(text, member{"maxLength", longestSlug})
	case Path:
		text = append(text, member{"maxLength", longestPath + 2})
	case Rule:
		text = append(text, member{"maxLength", longestRule})
	case Web:
		return append(text, member{"pattern", webShape(field)})
	case Ref:
		return append(text, member{"pattern", refShape(field)})
	}
	return append(text, member{"pattern", shapes[field.Type]})
}

func webShape(field *Field) string {
	switch {
	case field.Base:
		return `^https?://[^\s\\<>"?#]+/$`
	case field.Holds != "":
		return `^https?://[^\s\\<>"]*` + strings.NewReplacer("{", `\{`, "}", `\}`).Replace(field.Holds) + `[^\s\\<>"]*$`
	}
	return `^https?://[^\s\\<>"]+$`
}

// refShape names the folders where a reference may lead anywhere.
func refShape(field *Field) string {
	if field.Of != "" {
		return `^` + slugShape + `$`
	}
	return `^(` + strings.Join(folders(), "|") + `)/` + slugShape + `$`
}
