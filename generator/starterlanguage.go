package generator

import "wellshelf/generator/library"

// languageNames are what languages are called in English: Ukrainian for uk; the tag itself where nobody knows a name.
func languageNames(tags []string) []string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = library.LanguageName(tag)
	}
	return names
}
