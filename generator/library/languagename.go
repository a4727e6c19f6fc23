package library

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// LanguageName is what a language is called in English: Polish for pl. It is the tag itself where nobody knows a name.
func LanguageName(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.English.Tags().Name(parsed); name != "" {
		return name
	}
	return tag
}
