package check

import "strings"

// syllables counts the syllables of an English word, roughly: groups of vowels, without a silent e. No library for Go
// that is looked after does it better, and the report shows sentences and words rather than the number.
func syllables(word string) int {
	n := 0
	for part := range strings.SplitSeq(strings.ToLower(word), "-") {
		part = strings.TrimSuffix(strings.ReplaceAll(part, "’", "'"), "'s")
		if rest, found := strings.CutPrefix(part, "some"); found && rest != "" {
			part, n = rest, n+1 // someone, something
		}
		if irregular := exceptions[part]; irregular > 0 {
			n += irregular
		} else {
			n += regular(part)
		}
	}
	return n
}

// exceptions are words so frequent that counting them wrong would show.
var exceptions = map[string]int{"people": 2, "every": 2, "everyone": 3, "everything": 3, "everybody": 4, "maybe": 2, "one": 1, "area": 3, "idea": 3, "being": 2, "seeing": 2, "science": 2}

func regular(word string) int {
	if len(word) <= 3 {
		return 1
	}
	n, before := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouyáéíóúàèìòùäëïöü", r)
		if vowel && !before {
			n++
		}
		before = vowel
	}
	switch {
	case strings.HasSuffix(word, "le") && !strings.ContainsRune("aeiouyr", rune(word[len(word)-3])): // table
	case strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "ee") && !strings.HasSuffix(word, "ie") && !strings.HasSuffix(word, "ye"):
		n--
	case strings.HasSuffix(word, "ed") && !strings.ContainsRune("aeioutd", rune(word[len(word)-3])): // walked, but not wanted
		n--
	case strings.HasSuffix(word, "es") && !sibilant(word[:len(word)-2]):
		n--
	}
	if strings.Contains(word, "iet") { // anxiety, quiet
		n++
	}
	for _, pair := range []string{"ia", "io", "eo", "iu", "ua"} { // diary, video, but not -tion, -cial
		if at := strings.Index(word, pair); at > 0 && !strings.Contains("tcsgqx", word[at-1:at]) {
			n++
		}
	}
	return max(n, 1)
}

// sibilant reports whether -es after it is a syllable: boxes, choices, but not times.
func sibilant(stem string) bool {
	for _, ending := range []string{"s", "x", "z", "ch", "sh", "c", "g"} {
		if strings.HasSuffix(stem, ending) {
			return true
		}
	}
	return false
}
